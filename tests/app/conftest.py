"""The app under test: a real book in a file, a clock that stands still, a home of its own."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from app.support import NOW, TODAY, Running
from blank import new_book
from polite import polite  # noqa: F401 - every test here has it
from repbook.actions.care import evidence, promises
from repbook.actions.customers import customers, facts
from repbook.actions.sales import sales
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.keeper import Keeper
from repbook.storage.views import today as today_view
from repbook.ui.app.app import RepbookApp


@pytest.fixture(autouse=True)
def hidden_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the developer's own book, settings, or colours, and no cursor blinks."""
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    for name in ("REPBOOK_BOOK", "REPBOOK_TODAY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Input, "cursor_blink", False)


@pytest.fixture
def clock() -> FixedClock:
    """Wednesday 3 June 2026, 09:14."""
    return FixedClock(NOW)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """The small book, made once, and the ids of its customers."""
    path = new_book(tmp_path_factory.mktemp("book") / "small.db")
    with Book(path, FixedClock(NOW)) as book:
        return path, furnish(book)


def furnish(book: Book) -> dict[str, int]:
    """Three customers: a promise due, one in the learning curve, a success untold. Their ids."""
    ids = {}
    for name, person in (
        ("Hollis Dairy", "Tom Hollis"),
        ("Orchard Clinic", "Dr Reyes"),
        ("Marsh Foods", "Jo Marsh"),
    ):
        change = customers.add(book, name, person=person, phone="555 0101", city="Ulm")
        ids[name] = change.ids["customers"][0]
    promises.add(book, ids["Hollis Dairy"], "valve kit", TODAY)
    sales.add(
        book,
        ids["Orchard Clinic"],
        "dosing pump",
        ordered_on=date(2026, 5, 20),
        live_on=date(2026, 5, 28),
        rules=DEFAULT,
    )
    facts.add(book, ids["Orchard Clinic"], "important", "no downtime on theatre days")
    evidence.add(book, ids["Marsh Foods"], "two hours saved a week")
    return ids


@pytest.fixture
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of the small book where a test asks for ``small``, otherwise an empty book."""
    book = tmp_path / "book.db"
    if "small" in request.fixturenames:
        return Path(shutil.copy(request.getfixturevalue("furnished")[0], book))
    return new_book(book)


@pytest.fixture
def book(path: Path, clock: FixedClock) -> Iterator[Book]:
    """The book of the test, open."""
    with Book(path, clock) as opened:
        yield opened


@pytest.fixture
def small(furnished: tuple[Path, dict[str, int]]) -> dict[str, int]:
    """The book of the test is the small one; the ids of its customers."""
    return dict(furnished[1])


@pytest.fixture
def running(path: Path, clock: FixedClock) -> Running:
    """Run the app on the book: ``async with running(size=(80, 24)) as pilot``."""

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (120, 36), **options: object
    ) -> AsyncIterator[Pilot[None]]:
        keeper = Keeper(path, clock)
        first: Future[object] = keeper.submit(today_view.today, rules=DEFAULT)
        app = RepbookApp(keeper, clock, first, **options)  # type: ignore[arg-type]
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                await pilot.pause()
                yield pilot
        finally:
            keeper.close()
        if app.crash is not None:
            raise app.crash

    return run
