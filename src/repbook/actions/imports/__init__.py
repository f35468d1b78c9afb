"""Other programs' files filed as customers, people, sales, and history; and the book sent out."""
