"""The small book and the app of ``tests/app``, without the polite hand."""

from __future__ import annotations

from app.conftest import book, clock, hidden_home, path, running, small

__all__ = ["book", "clock", "hidden_home", "path", "running", "small"]
