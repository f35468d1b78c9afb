"""Files brought in from the app: which ones, which column is what, what will happen, and what came of it."""
