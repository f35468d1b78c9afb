"""Growth without pushing: when to ask, what was given and taken, whom one could still serve (R51, R95)."""
