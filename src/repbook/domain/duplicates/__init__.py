"""Likely duplicates among customers and people, with their reasons; two records of one, field by field."""
