"""Forgetting somebody: their rows, their steps, their words, in any file that is a book; and the marks that stay."""
