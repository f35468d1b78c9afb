"""The service agenda of a sale: its steps, and the days on which the customer hears from us (R69, R70)."""
