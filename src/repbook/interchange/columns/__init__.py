"""Columns of a table that no program is known to have written: what each holds, by its heading and its values."""
