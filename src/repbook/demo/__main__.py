"""``python -m repbook.demo``: tell the stories, and put the made-up book in its place in the package."""

from __future__ import annotations

from .making import make

if __name__ == "__main__":
    make()
