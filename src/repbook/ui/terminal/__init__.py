"""The terminal: bytes that come in, signals, and the rep's own editor."""
