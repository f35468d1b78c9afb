"""The app itself: its start and its end, its screens, and what it does while nobody types."""
