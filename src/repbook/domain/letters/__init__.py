"""Letters made of rows: what may be said, how it begins, and what may not go out (R25, R32)."""
