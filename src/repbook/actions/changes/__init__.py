"""What a newer file says otherwise than the book, compared field by field."""
