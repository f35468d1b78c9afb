"""repbook: a book for looking after customers once the sale has closed."""

__version__ = "0.2.0"
