"""The book line by line, for who does not see the screen: numbered lists, one question a line, nothing redrawn."""
