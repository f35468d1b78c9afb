"""A customer's page: its head, its tabs, its card."""
