"""The demo book: the same bytes for the same day, whole, and with something to see on every screen."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from needs import needs
from repbook.demo import build
from repbook.domain.spine import kinds as k
from repbook.domain.spine.model import Standing, Today
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.standing import standing
from repbook.domain.today.still_to_do import IMPORTANT
from repbook.storage.book.book import Book
from repbook.storage.reports.reviews import everybody
from repbook.storage.views.listing import phase_columns
from repbook.storage.views.today import today
from repbook.ui.lists.today_lines import lines_of
from repbook.ui.lists.today_list import TodayList

from .conftest import WEDNESDAY, Opener

DAYS = (
    WEDNESDAY,
    date(2026, 6, 6),  # a Saturday
    date(2024, 2, 29),  # a Thursday
    date(2027, 1, 1),  # a Friday
    date(2000, 1, 3),  # a Monday
    date(2100, 2, 28),  # a Sunday, and no leap year
)


def standings(book: Book) -> dict[int, Standing]:
    """What the rules say of everybody on the book, by id."""
    now = book.clock.local().astimezone()
    found = (facts for facts in everybody(book) if facts.state is not k.CustomerState.LOST)
    return {each.id: standing(each, now.date(), DEFAULT, now) for each in found}


def alarms(book: Book, page: Today) -> set[str]:
    """Which of the four alarms ring on a page, told by what their rows are about."""
    found = standings(book)
    rung: set[str] = set()
    for row in page.rows:
        if row.reason.red and row.reason.target is not None:
            standing = found[row.customer_id]
            kind = row.reason.target[0]
            if kind == "customer":
                kind = "forgotten" if standing.silence.forgotten else "risk"
                assert kind == "forgotten" or standing.risk.score >= 75
            rung.add(kind)
    return rung


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
@needs("time.tzset")
def test_the_same_day_gives_the_same_bytes(
    zone: str,
    tmp_path: Path,
    built: Callable[[date], Path],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    first = built(WEDNESDAY).read_bytes()
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    request.addfinalizer(time.tzset)
    build(tmp_path / "again.db", WEDNESDAY)
    assert (tmp_path / "again.db").read_bytes() == first
    monkeypatch.undo()


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("hour", [8, 17])
def test_every_day_has_something_in_every_group(day: date, hour: int, opened: Opener) -> None:
    book = opened(day, hour)
    page = today(book, rules=DEFAULT)
    assert {row.reason.group for row in page.rows} == set(k.Group)
    assert alarms(book, page) == {"promise", "problem", "forgotten", "risk"}
    assert 3 <= page.red_total <= 5
    assert page.red_hidden == 0
    assert page.promises_due >= 2
    assert page.no_next_step == 0
    assert page.damaged == ()
    assert 40 <= len(page.rows) <= 60  # a row a customer
    reasons = [reason for found in standings(book).values() for reason in found.reasons]
    begins = Counter(reason.text.partition(":")[0] for reason in reasons)
    assert begins["not agreed"] == 1
    assert sum(reason.what == IMPORTANT for reason in reasons) == 1
    waiting = book.rows("SELECT count(*) FROM letters WHERE posted_on IS NULL")[0][0]
    assert waiting == 4


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_day_has_all_phases(day: date, opened: Opener) -> None:
    columns = phase_columns(opened(day), rules=DEFAULT)
    sizes = len(columns.excitement), len(columns.learning), len(columns.settled)
    assert sizes == (8, 15, 36)
    assert columns.proposed == 1
    assert columns.no_sale == 3


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("width", [79, 97])
def test_three_rows_of_four_say_their_sentence_whole(day: date, width: int, opened: Opener) -> None:
    """In a terminal of 80 columns, beside the brief in one of 120, and beside two panes in one of 200."""
    rows = TodayList(lines_of(today(opened(day), rules=DEFAULT)))
    drawn = [rows.draw(line, 0, width, selected=False) for line in rows.items if line.row]
    cut = [line for line in drawn if any("…" in said for said, _ in line[5:])]  # behind the name
    assert len(drawn) > 40
    assert len(cut) * 4 <= len(drawn), "\n".join("".join(said for said, _ in row) for row in cut)
