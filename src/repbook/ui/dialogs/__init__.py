"""Dialogs over a screen: forms, pickers, help."""
