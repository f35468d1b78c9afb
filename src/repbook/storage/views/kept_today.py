"""Keeping Today beside the book for who asks next: the app's start, `today`, `status`, a prompt.

It holds for the very state of the book that it was made of, for its day, and until the first clock of that day
runs out; so nothing that depends on today is stored in the book.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, time, timedelta
from pathlib import Path

from ... import files, kept
from ...clock import Clock, FixedClock
from ...domain.spine.model import Today
from ...domain.spine.rules import Rules
from ...errors import RepbookError
from ...values import NamedTuple
from ..book.book import Book
from ..places.everybody import keep as keep_who_has_none
from ..safety.opening import open_book
from .today import today
from .today_at_hand import packed

LAST_SECOND, MINUTE = time(23, 59, 59), timedelta(minutes=1)
MANY = 50
"""Customers who are reckoned at each reading sooner than that the book is written to for them."""
MOST_ROWS = 5000
"""Rows of a page that is kept; a longer one takes as long to read as to reckon."""


class Held(NamedTuple):
    """Today, and from when until when of its day it stays so."""

    shown: Today
    since: time
    until: time


def starts(now: datetime) -> tuple[datetime, datetime]:
    """From when what is kept is to hold: from now, and from the beginning of tomorrow."""
    return now, datetime.combine(now.date() + timedelta(days=1), time())


def keep_places(path: Path, clock: Clock, rules: Rules) -> None:
    """Have everybody's place kept in the book where many have none; where it can't be written now, another time."""
    with suppress(RepbookError), open_book(path, clock, finish=False) as book:
        keep_who_has_none(book, rules, least=MANY)


def keep_days(path: Path, clock: Clock, rules: Rules) -> None:
    """Keep Today for what is left of this day and for the next."""
    keep_places(path, clock, rules)
    for at in starts(clock.local()):
        key = kept.key_of(str(path), at.date().isoformat())
        with open_book(path, FixedClock(at), finish=False) as book:
            held = holds(book, rules)
        keep(path, held, key)
    put_status(path, clock)


def keep(path: Path, held: Held, key: str) -> None:
    """Keep Today, and what a prompt shows of it, made of the book in the state of ``key``."""
    day = held.shown.day.isoformat()
    if key and key == kept.key_of(str(path), day):
        write(path, day, kept.STATUS, held, key, f"{held.shown.line}\n")
        if len(held.shown.rows) <= MOST_ROWS:
            write(path, day, kept.TODAY, held, key, packed(held.shown))


def write(path: Path, day: str, name: str, held: Held, key: str, text: str) -> Path:
    """Keep one thing, under its head; returns where."""
    target = Path(kept.file_of(str(path), day, name))
    target.parent.mkdir(mode=0o700, exist_ok=True)
    hours = f"{held.since.isoformat('seconds')} {held.until.isoformat('seconds')}"
    files.write(target, (f"{key}\n{hours}\n", text))
    return target


def put_status(path: Path, clock: Clock) -> None:
    """Put the line for a prompt where `cat` finds it, beside the book: on the real day only."""
    if clock.fixed is not None:
        return
    now = clock.local()
    line = kept.read(
        str(path), now.date().isoformat(), kept.STATUS, hour=now.time().isoformat("seconds")
    ).decode()
    target = path.with_suffix(".status")
    if line and not (target.is_file() and target.read_text("utf-8") == line):
        files.write(target, (line,))


def holds(book: Book, rules: Rules) -> Held:
    """Today by the book's clock, and until when of its day it stays so: problems have clocks of minutes.

    Only whole minutes are asked about: a page is remembered for its minute, in which a clock may run out.
    """
    clock = book.clock
    began, shown = clock.local(), today(book, rules)

    def same(at: datetime) -> bool:
        book.clock = FixedClock(at)
        return today(book, rules) == shown

    last, over = began, datetime.combine(began.date(), LAST_SECOND)
    try:
        if same(over):
            return Held(shown, began.time(), LAST_SECOND)
        while over - last > MINUTE:
            middle = (last + (over - last) / 2).replace(second=0, microsecond=0)
            if middle <= last:
                break
            last, over = (middle, over) if same(middle) else (last, middle)
    finally:
        book.clock = clock
    return Held(shown, began.time(), last.time().replace(microsecond=0))
