"""The app and its small book, for what is tried with a screen."""

from __future__ import annotations

from app.conftest import book, clock, furnished, path, running, small

__all__ = ["book", "clock", "furnished", "path", "running", "small"]
