"""From a file of any kind to text, and from text to rows or to the lines of a card."""
