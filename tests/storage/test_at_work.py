"""No child is begun while the book is read in a thread: SQLite's count of readers would stand still in the child.

Its write then waited two seconds for a reader that was none, and every key that asked the book waited with it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from blank import new_book
from repbook import background
from repbook.clock import FixedClock
from repbook.storage.book.book import Book
from repbook.storage.keeper import Keeper

from .conftest import NOW

pytestmark = pytest.mark.skipif(not background.CAN, reason="needs children as Unix has them")

Reading = Callable[[Book], None]
WAYS: dict[str, Callable[[Keeper, Reading], Any]] = {
    "in the book's thread": lambda keeper, reading: keeper.ask(reading),
    "beside it": lambda keeper, reading: keeper.read(keeper, reading),
    "aside": lambda keeper, reading: keeper.aside(reading),
}


@pytest.mark.parametrize("way", WAYS)
async def test_no_child_is_begun_amid_a_reading(way: str, tmp_path: Path) -> None:
    keeper = Keeper(new_book(tmp_path / "book.db"), FixedClock(NOW))
    begun, over = Event(), Event()

    def reading(book: Book) -> None:
        begun.set()
        over.wait()

    work = asyncio.ensure_future(WAYS[way](keeper, reading))
    await asyncio.to_thread(begun.wait)
    assert keeper.in_child(lambda: None) is None
    over.set()
    await work
    child = keeper.in_child(lambda: None)
    assert child is not None
    os.waitpid(child, 0)
    keeper.close()
