"""The open book: its schema and history, one connection, transactions with a journal."""
