"""Which program wrote a table, how it heads its columns, and what its ids are ids of."""
