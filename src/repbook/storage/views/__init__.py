"""What a screen shows, a query or two each, as frozen values."""
