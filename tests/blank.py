"""Empty books: one is made in each process, every other one is a copy of its bytes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from repbook.storage.book import engine

KEPT = engine.PRAGMAS
"""How a book is opened outside of the tests."""
HASTY = tuple("synchronous=OFF" if pragma.startswith("synchronous=") else pragma for pragma in KEPT)
"""How a test opens it: no power goes during a test, and most of the time of a write is the wait for the disk."""


def new_book(path: Path) -> Path:
    """An empty book at a path, as ``create`` makes it."""
    path.touch(mode=0o600)
    path.write_bytes(_bytes())
    return path


@cache
def _bytes() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        engine.create(path)
        return path.read_bytes()
