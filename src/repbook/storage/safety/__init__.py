"""The book as a file: backups, restoring, and what can be wrong with it."""
