"""Steps of many rows, so that nobody waits for them: made aside in a copy, carried over, turned a little at a time."""
