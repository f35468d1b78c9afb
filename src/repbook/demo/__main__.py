"""``python -m repbook.demo``: tell the stories, and put the book that comes of them in its place in the package."""

from __future__ import annotations

from .making import make

if __name__ == "__main__":  # a test that imports every module tells nothing
    make()
