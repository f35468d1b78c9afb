"""The open book: its schema and history, one connection, one thread, transactions with a journal."""
