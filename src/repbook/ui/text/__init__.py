"""Text for the screen: the one way from a person's words to it, glyphs, colours, lines."""
