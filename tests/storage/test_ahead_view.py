"""The days ahead as they are read: what is remembered of them is what a fresh reading says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from repbook.actions.base.history import undo
from repbook.actions.care import followups, promises
from repbook.actions.customers import customers
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import Dropped
from repbook.storage.book.book import Book
from repbook.storage.views import ahead as view

from .conftest import NOW, Opener

TODAY = NOW.date()
SOON, HOLLIS = TODAY + timedelta(days=2), 1


def _log(book: Book) -> None:
    touches.log(
        book, touches.LogEntry(HOLLIS, line="talked > thu call about valves"), rules=DEFAULT
    )


WRITES: dict[str, Callable[[Book], Any]] = {
    "nothing": lambda book: None,
    "a step": lambda book: followups.add(book, HOLLIS, "call", SOON),
    "a line": _log,
    "a promise": lambda book: promises.add(book, HOLLIS, "send the list", SOON),
    "taken back": undo,
    "another name": lambda book: customers.edit(book, HOLLIS, name="Hollis & Daughter"),
    "a namesake": lambda book: customers.add(book, "Hollis Dairy", city="Ulm"),
    "somebody new": lambda book: customers.add(book, "Alder"),
    "somebody gone": lambda book: customers.remove(book, 2),
    "off the book": lambda book: customers.leave(book, HOLLIS, "lost", "sold", rules=DEFAULT),
    "damaged": lambda book: book.run(
        lambda connection: connection.execute(
            "UPDATE standings SET facts = '' WHERE customer_id = 1"
        )
    ),
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whom the rules are asked about."""
    found: list[str] = []
    real = view.theirs

    def counted(facts: Any, *given: Any, **named: Any) -> Any:
        found.append(facts.name)
        return real(facts, *given, **named)

    monkeypatch.setattr(view, "theirs", counted)
    return found


@pytest.mark.parametrize("by", ["us", "another program"])
@pytest.mark.parametrize("write", WRITES)
def test_after_a_write_the_days_are_those_of_a_fresh_reading(
    open_book: Opener, asked: list[str], write: str, by: str
) -> None:
    book = open_book()
    view.ahead(book, DEFAULT)
    asked.clear()
    WRITES[write](book if by == "us" else open_book())
    shown = view.ahead(book, DEFAULT)
    assert len(asked) <= 1, "whoever it is not about is remembered"
    assert shown == view.ahead(open_book(), DEFAULT)


def test_another_day_and_another_length_are_read_anew(book: Book, asked: list[str]) -> None:
    first = view.ahead(book, DEFAULT)
    assert view.ahead(book, DEFAULT) is first
    assert len(view.ahead(book, DEFAULT, days=3).days) == 3
    book.clock = FixedClock(NOW + timedelta(days=1))
    asked.clear()
    assert view.ahead(book, DEFAULT).today == TODAY + timedelta(days=1)
    assert len(asked) == 3


def test_a_reading_that_was_dropped_is_gone_on_with(book: Book, asked: list[str]) -> None:
    real = book.still_wanted

    def wanted() -> None:
        if len(asked) == 2:
            raise Dropped("the reading was dropped", "ask again")
        real()

    book.still_wanted = wanted  # type: ignore[method-assign]
    with pytest.raises(Dropped):
        view.ahead(book, DEFAULT)
    book.still_wanted = real  # type: ignore[method-assign]
    view.ahead(book, DEFAULT)
    assert len(asked) == 3


def test_of_a_large_book_the_first_days_come_before_the_rest(
    open_book: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = open_book()
    followups.add(book, HOLLIS, "call", SOON)
    followups.add(book, 2, "call", TODAY + timedelta(days=9))
    assert view.first_days(book, DEFAULT) is None, "a small one is read at once"
    monkeypatch.setattr(view, "AT_ONCE", 2)
    part = view.first_days(book, DEFAULT)
    assert part is not None
    assert not part.whole
    assert len(part.days) == view.FIRST_DAYS
    assert not any(day.contacts for day in part.days), "a number would be too small"
    assert {row.customer_id for day in part.days for row in day.rows} == {1, 2, 3}
    whole = view.ahead(book, DEFAULT)
    assert set(part.days[2].rows) <= set(whole.days[2].rows)
    assert view.first_days(book, DEFAULT) is None, "what is remembered is quick"
