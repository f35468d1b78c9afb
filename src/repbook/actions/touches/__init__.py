"""Touches: logged, mended, moved to whom they belong, and the drafts of what is being typed."""
