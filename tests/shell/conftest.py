"""The small book and the app of ``tests/app``, without the polite hand."""

from __future__ import annotations

from app.conftest import book, clock, furnished, hidden_home, path, running, small

__all__ = ["book", "clock", "furnished", "hidden_home", "path", "running", "small"]
