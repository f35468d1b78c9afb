"""Reports: a finding as a title, and the numbers behind it, from dated facts (§5, screen 6)."""
