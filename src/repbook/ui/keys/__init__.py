"""The one table of commands, and the keys that they have."""
