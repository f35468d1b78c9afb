"""SQLite: the book on disk. Rows never leave this package; plain frozen values do."""
