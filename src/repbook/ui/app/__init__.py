"""The app itself: its start, its screens, and what it does while nobody types."""
