"""What the book has already of what a file tells."""
