"""The head of a line: how and when it was, and with whom, before the note begins (§4)."""
