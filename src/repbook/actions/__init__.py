"""Every action on the book: one function, one transaction, one undo step, and what changed."""
