"""Lists: rows drawn by hand, a highlight, the mouse, and the row that was just dealt with."""
