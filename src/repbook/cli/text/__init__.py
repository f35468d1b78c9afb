"""Results as text for a terminal or another program."""
