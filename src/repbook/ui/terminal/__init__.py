"""The terminal: bytes that come in, how it is given back, and the rep's own editor. It knows no app."""
