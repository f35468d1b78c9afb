"""The weekly review: its steps and cards, what can be decided, and the page that closes a week (§5)."""
