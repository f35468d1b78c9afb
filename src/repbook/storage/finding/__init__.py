"""Finding: full-text search, and whose line it is that begins with a name."""
