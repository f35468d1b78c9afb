"""The clock goes back, goes on by a year, sleeps, changes its zone: nothing is thrown away, nothing out of order."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from blank import new_book
from needs import needs
from repbook.actions.base import history
from repbook.actions.care import followups
from repbook.actions.customers import customers
from repbook.clock import Clock, FixedClock
from repbook.storage.book.book import Book
from repbook.storage.safety import backup_copies
from repbook.storage.safety.backup_folder import backups
from repbook.storage.safety.surroundings import clock_jumped

NOW = datetime(2026, 6, 3, 9, 14)
DAYS = {
    "a day back": NOW - timedelta(days=1),
    "a year on": NOW + timedelta(days=365),
    "to where it was": NOW,
}


@pytest.mark.fault("F112")
def test_steps_and_backups_go_by_their_number_whatever_the_clock_says(tmp_path: Path) -> None:
    path, names = new_book(tmp_path / "book.db"), []
    for name, now in DAYS.items():
        with Book(path, FixedClock(now)) as book:
            customers.add(book, name)
            names.append(backup_copies.backup(book).name)
    found = backups(tmp_path / "book-backups")
    assert [view.path.name for view in found] == names[::-1]
    with Book(path, FixedClock(NOW)) as book:
        for name in reversed(DAYS):
            assert name in history.undo(book).label


@pytest.mark.fault("F112")
def test_a_clock_that_was_set_back_or_on_is_asked_about(tmp_path: Path) -> None:
    path = new_book(tmp_path / "book.db")
    with Book(path, FixedClock(NOW)) as book:
        customers.add(book, "Hollis Dairy")
    for gap, said in {
        timedelta(days=-1): "the last change was made on",
        timedelta(minutes=-30): "",
        timedelta(days=120): "",
        timedelta(days=365): "nothing was written here since",
    }.items():
        with Book(path, FixedClock(NOW + gap)) as book:
            asked = clock_jumped(book)
        assert asked.startswith(said) and bool(asked) == bool(said), gap


ZONES = {
    "Europe/Berlin": "2026-01-01 00:30",
    "America/New_York": "2025-12-31 18:30",
    "Nowhere/Nonsense": "2025-12-31 23:30",  # read as UTC, as every program does
    "": "2025-12-31 23:30",
}
ASKED = """
import os, sys, time
from datetime import datetime
from repbook import clock
class Stopped(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.fromtimestamp(1767223800, tz)
clock.datetime = Stopped
here = clock.Clock()
for zone in sys.argv[1:]:
    os.environ["TZ"] = zone
    print(here.local().strftime("%Y-%m-%d %H:%M"), here.instant())
"""


@pytest.mark.fault("F111", "F115")
@needs("time.tzset")
def test_a_zone_that_changes_while_it_runs_is_seen_at_once_and_nonsense_is_no_fault() -> None:
    said = subprocess.run(
        [sys.executable, "-c", ASKED, *ZONES], capture_output=True, text=True, check=True
    )
    assert said.stderr == ""
    lines = said.stdout.splitlines()
    assert [line[:16] for line in lines] == list(ZONES.values())
    assert {line[17:] for line in lines} == {"2025-12-31T23:30:00Z"}, "an instant is everywhere one"


@pytest.mark.fault("F115")
def test_the_program_starts_without_any_zone_data(tmp_path: Path) -> None:
    missing = {**os.environ, "TZ": "Europe/Berlin", "TZDIR": str(tmp_path), "PYTHONTZPATH": ""}
    said = subprocess.run(
        [sys.executable, "-m", "repbook", "--version"],
        check=False,
        env=missing,
        capture_output=True,
        text=True,
    )
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.fault("F110")
@needs("time.tzset")
@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 3, 28)])
def test_an_hour_that_is_not_there_or_twice_stays_on_its_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: date
) -> None:
    """Days are local days, and an hour is a word beside them: no sum is ever made over the change."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    Clock().local()
    with Book(new_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        customers.add(book, "Orchard Clinic")
        followups.add(book, 1, "ring", day, at="02:30")
        assert book.rows("SELECT due_on, at FROM followups WHERE what = 'ring'") == [
            (day.isoformat(), "02:30")
        ]
    monkeypatch.delenv("TZ")
    Clock().local()
