"""Everybody's place on Today: kept, read, reckoned anew."""
