"""Demo books: built once a day of theirs and shared, for tests that only read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

import pytest

from repbook.clock import FixedClock
from repbook.demo import build
from repbook.storage.book.book import Book

WEDNESDAY = date(2026, 6, 3)

Opener = Callable[..., Book]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[date], Path]:
    """The path of the demo book of a day."""
    folder = tmp_path_factory.mktemp("demo")

    @cache
    def make(today: date) -> Path:
        path = folder / f"{today}.db"
        build(path, today)
        return path

    return make


@pytest.fixture
def opened(built: Callable[[date], Path], request: pytest.FixtureRequest) -> Opener:
    """Opens the demo book of a day, at an hour of that day."""

    def open_(today: date = WEDNESDAY, hour: int = 9) -> Book:
        book = Book(built(today), FixedClock(datetime.combine(today, time(hour))))
        request.addfinalizer(book.close)
        return book

    return open_
