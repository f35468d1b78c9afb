"""Rows as screens and files show them: frozen values, and the words that sum them up."""
