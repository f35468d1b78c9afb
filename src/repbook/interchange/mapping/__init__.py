"""Which program wrote a table, what each column is, and what a cell means."""
