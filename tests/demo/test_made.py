"""The made-up book as it ships: told through the actions, sound on every day, and what the stories say today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from repbook.actions.base import history
from repbook.clock import FixedClock
from repbook.demo import build, made, story_lines
from repbook.demo.days import BUSINESS
from repbook.demo.story_lines import Line
from repbook.demo.teller import Teller
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.book.engine import create
from repbook.storage.safety.integrity import check

from .conftest import WEDNESDAY, Opener

FEW = ("Bluebird Dental", "Zimt & Zucker", "Crossroads Cafeteria")
"""Short stories: of a newcomer, of one who was imported, and of one who left."""
OF_THEIRS = {
    "customers": "name, tier, state, state_reason, industry, city, website, created_on, state_on",
    "people": "name, role, main",
    "routes": "kind, value",
    "sales": "title, number, ordered_on, live_on, paid_on, settled_on",
    "touches": "on_day, kind, reach, note",
    "followups": "due_on, what, state, done_on",
    "facts": "kind, text, on_day",
    "expectations": "text, state, asked_on",
    "came_from": "program, external_id, extra",
}
WEEK = [date(2031, 12, 29) + timedelta(n) for n in range(7)]  # from one year into the next


def test_it_is_what_the_stories_tell() -> None:
    of = (made.FOLDER / made.STAMP).read_text().strip()
    run = "the shipped demo is not what the stories tell: run python -m repbook.demo"
    assert of == made.stamp(), run


def theirs(book: Book, name: str) -> Iterator[list[tuple[Any, ...]]]:
    for table, columns in OF_THEIRS.items():
        key = "id" if table == "customers" else "customer_id"
        sql = f"""SELECT {columns} FROM {table}
          WHERE {key} = (SELECT id FROM customers WHERE name = ?) ORDER BY {columns}"""
        yield book.rows(sql, (name,))


def test_stories_told_again_give_the_rows_that_ship(tmp_path: Path, opened: Opener) -> None:
    path = tmp_path / "few.db"
    create(path)
    with Book(path, FixedClock(datetime.combine(WEDNESDAY, time(8)))) as book:
        teller = Teller(book, WEDNESDAY)
        for line in story_lines.history(WEDNESDAY):
            if line.customer in FEW:
                teller.keep_up(line.day)
                teller.tell(line)
        teller.keep_up(WEDNESDAY)
        for name in FEW:
            told, shipped = list(theirs(book, name)), list(theirs(opened(), name))
            assert told == shipped
            assert told[0]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"promise": "a hose", "due_on": 9}, "due before it was made"),
        ({"win": "A pump", "ordered_on": -1}, "still ahead"),
        ({"leave": "dormant", "reason": "the season"}, "needs a day to wake"),
        ({"ask": "who else?", "kind": "referral"}, "not the time to ask"),
        ({"kept": "what nobody promised"}, "there is no promises.text"),
        ({"promise": "a hose", "due_on": 3, "to_whom": 3}, "no such field"),
    ],
)
def test_what_an_action_refuses_can_not_be_told(
    tmp_path: Path, said: dict[str, Any], why: str
) -> None:
    path = tmp_path / "refused.db"
    create(path)
    with Book(path, FixedClock(datetime.combine(WEDNESDAY, time(8)))) as book:
        teller = Teller(book, WEDNESDAY)
        day = WEDNESDAY - timedelta(5)
        teller.tell(Line(day, "08:00", "Marsh Foods", {"customer": "Marsh Foods"}))
        with pytest.raises(ValueError, match=rf"Marsh Foods, 2026-05-29: .*{re.escape(why)}"):
            teller.tell(Line(day, "09:00", "Marsh Foods", said))


@pytest.mark.parametrize("day", WEEK, ids=lambda day: f"{day:%a}")
@pytest.mark.slow("makes the demo book for every day of a week")
def test_every_weekday_has_a_sound_book(day: date, opened: Opener) -> None:
    book = opened(day)
    assert check(book, DEFAULT) == ()
    days = [date.fromisoformat(step.at[:10]) for step in history.steps(book)]
    base = [date.fromisoformat(step.at[:10]) for step in history.steps(opened())]
    assert days[0] == day
    gone = [BUSINESS.between(then, WEDNESDAY) for then in base]
    assert days == [BUSINESS.add(day, -count) if count else day for count in gone]
    worked = [date.fromisoformat(row[0]) for row in book.rows("SELECT on_day FROM touches")]
    assert all(then == day or not BUSINESS.is_free(then) for then in worked)
    reviews = book.rows("SELECT week, finished_on, page FROM reviews ORDER BY week")
    for (week, finished, page), weeks in zip(reviews, (3, 2, 1), strict=True):
        friday = date.fromisoformat(finished)
        assert friday == day - timedelta(day.weekday() - 4 + 7 * weeks)
        assert week == f"{friday:%G-W%V}"
        assert f"Reviewed Fri {friday.day} {friday:%b} {friday.year}." in page


def test_undone_to_the_first_step_it_is_sound(tmp_path: Path) -> None:
    day = WEEK[3]
    path = tmp_path / "demo.db"
    build(path, day)
    with Book(path, FixedClock(datetime.combine(day, time(9)))) as book:
        for _ in history.steps(book):
            history.undo(book)
        assert check(book, DEFAULT) == ()
        for _ in history.steps(book):
            history.redo(book)
        assert check(book, DEFAULT) == ()


def test_birthdays_keep_their_distance_from_today(opened: Opener) -> None:
    for day in WEEK:
        row = opened(day).row(
            """SELECT d.month, d.day, d.year FROM dates d JOIN people p ON p.id = d.person_id
            WHERE p.name = 'Solange Aubert'"""
        )
        assert row is not None
        on = day + timedelta(2)
        assert row == (on.month, on.day, on.year - 60)
