"""Logging a touch: the log form, one line for anybody, and mending what was logged."""
