"""The book on its way out and in: whole, as flat tables, or as days and addresses for other programs."""
