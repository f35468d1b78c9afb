"""Pure rules: dates and facts in, answers out. No Textual, no SQL, no clock."""
