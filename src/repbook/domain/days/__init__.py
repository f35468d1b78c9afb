"""The grammar of days: what "fri", "+3d", "end of month" or "tue 10am" means on a given day (§4)."""
