"""repbook: a book for looking after customers once the sale has closed."""

__version__ = "0.1.0"
