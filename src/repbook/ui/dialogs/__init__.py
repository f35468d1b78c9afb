"""Dialogs over a screen: forms, pickers, help. They know neither the screen beneath nor the verb that opened them."""
