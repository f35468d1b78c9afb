"""Letters: which one, the composer, and the file it goes to."""
