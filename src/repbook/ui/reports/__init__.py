"""Reports as they are drawn: a tile, a page, a plot."""
