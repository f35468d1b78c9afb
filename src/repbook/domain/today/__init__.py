"""Today and the days ahead: what asks for attention, why, in which order, and which key answers it (§3, §5)."""
