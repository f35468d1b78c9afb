"""Dialogs that serve all others: pick one, ask a little, read on, find, help."""
