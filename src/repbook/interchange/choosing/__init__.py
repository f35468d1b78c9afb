"""What the rep says of a table: which column fills which field, and what is made of that."""
