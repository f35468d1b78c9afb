"""Where a customer stands: phases, rhythm, risk, and what was promised, asked, or went wrong (§3)."""
