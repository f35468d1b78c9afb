"""The full-screen app. Nothing here writes to the book but through ``actions``."""
