"""Sales: won, changed, agreed upon, with the agenda that follows from them."""
