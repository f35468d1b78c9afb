"""A typed line: its signs, the days in it, and the records that it files (§4)."""
