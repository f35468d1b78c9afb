"""From rows and cards to records: customers, people, sales, and what happened."""
