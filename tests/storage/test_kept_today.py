"""Today as it is kept for who asks next: the same page, for the same book, until its first clock runs out."""

from __future__ import annotations

import stat
from datetime import datetime
from pathlib import Path

import pytest

from blank import new_book
from repbook import kept
from repbook.clock import Clock, FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.views import kept_today, today_at_hand
from repbook.storage.views.today import today
from ui.conftest import NOW, furnish


class RealDay(FixedClock):
    """A day that is the real one."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.fixed = None


@pytest.fixture
def book_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    path = tmp_path / "small.db"
    new_book(path)
    with Book(path, FixedClock(NOW)) as book:
        furnish(book)
    return path


def test_a_page_is_read_back_as_it_was(book_path: Path) -> None:
    with Book(book_path, FixedClock(NOW)) as book:
        shown = today(book, DEFAULT)
    assert shown.rows and any(row.others for row in shown.rows)
    assert today_at_hand.unpacked(today_at_hand.packed(shown).encode()) == shown


def test_what_is_kept_is_at_hand_this_day_and_the_next_and_no_other(book_path: Path) -> None:
    kept_today.keep_days(book_path, FixedClock(NOW), DEFAULT)
    for at in kept_today.starts(NOW):
        with Book(book_path, FixedClock(at)) as book:
            assert today_at_hand.at_hand(book_path, FixedClock(at)) == today(book, DEFAULT)
    for at in (NOW.replace(day=NOW.day + 2), NOW.replace(day=NOW.day - 1), NOW.replace(hour=0)):
        assert today_at_hand.at_hand(book_path, FixedClock(at)) is None


def test_once_the_book_was_written_nothing_is_at_hand(book_path: Path) -> None:
    from repbook.actions.customers import customers

    kept_today.keep_days(book_path, FixedClock(NOW), DEFAULT)
    with Book(book_path, FixedClock(NOW)) as book:
        customers.add(book, "Somebody new")
    assert today_at_hand.at_hand(book_path, FixedClock(NOW)) is None


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"[1]", b"null", b'["2026-06-03",[[1]],0]'])
def test_what_can_not_be_a_page_is_not_at_hand(book_path: Path, text: bytes) -> None:
    kept_today.keep_days(book_path, FixedClock(NOW), DEFAULT)
    path = Path(kept.file_of(str(book_path), NOW.date().isoformat(), kept.TODAY))
    head = path.read_bytes().split(b"\n", 2)[:2]
    path.write_bytes(b"\n".join((*head, text)))
    assert today_at_hand.at_hand(book_path, FixedClock(NOW)) is None


def test_the_line_for_a_prompt_lies_beside_the_book(book_path: Path) -> None:
    clock = RealDay(NOW)
    kept_today.keep_days(book_path, clock, DEFAULT)
    with Book(book_path, clock) as book:
        line = today(book, DEFAULT).line
    path = book_path.with_suffix(".status")
    assert path.read_text("utf-8") == f"{line}\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_day_that_is_only_supposed_writes_no_line(book_path: Path) -> None:
    kept_today.keep_days(book_path, Clock(NOW.date()), DEFAULT)
    assert not book_path.with_suffix(".status").exists()
