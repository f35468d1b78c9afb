"""Tables of nobody's program: what their headings and values say that they are."""
