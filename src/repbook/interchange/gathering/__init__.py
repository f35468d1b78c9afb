"""What was read of one file so far: each record once, rows of one customer joined."""
