"""Customers and their people: who they are, how to reach them, what is known of them."""
