"""Bytes to text: what sort of file it is, its code page, what was encoded twice, its delimiter."""
