"""Which customers Today asks the rules about."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from blank import new_book
from repbook.actions.customers import customers, people
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.demo import build
from repbook.domain.overrides import rules_from
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.today_page import lay_out
from repbook.storage.book.book import Book
from repbook.storage.facts.memo import Reckoned
from repbook.storage.places.everybody import keep, places
from repbook.storage.views import today as today_view


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty book."""
    new_book(tmp_path / "views.db")
    return tmp_path / "views.db"


@pytest.mark.fault("F113")
@pytest.mark.practice("R20")
def test_a_birthday_on_a_leap_day_is_found_in_other_years(path: Path) -> None:
    with Book(path, FixedClock(datetime(2027, 1, 4, 9))) as book:
        leap = customers.add(book, "Leap Dairy").ids["customers"][0]
        people.add(book, leap, "Anna Leap", birthday="29 feb 1980")
        touches.log(book, touches.LogEntry(leap), rules=DEFAULT)
    with Book(path, FixedClock(datetime(2027, 2, 26, 9))) as book:
        assert any(
            "Anna Leap" in row.reason.text for row in today_view.today(book, rules=DEFAULT).rows
        )


def test_a_tighter_limit_in_the_settings_is_not_hidden_by_the_cache(path: Path) -> None:
    with Book(path, FixedClock(datetime(2027, 1, 4, 9))) as book:
        quiet = customers.add(book, "Quiet Dairy", tier="D").ids["customers"][0]
        touches.log(book, touches.LogEntry(quiet), rules=DEFAULT)
    tight = rules_from({"rhythm": {"settled": {"D": [3, 5]}}})
    with Book(path, FixedClock(datetime(2027, 2, 1, 9))) as book:
        assert today_view.today(book, rules=DEFAULT).rows == ()
        assert [row.customer for row in today_view.today(book, tight).rows] == ["Quiet Dairy"]


@pytest.mark.fault("F18")
def test_two_customers_of_one_name_are_told_apart(path: Path) -> None:
    with Book(path, FixedClock(datetime(2025, 1, 6, 9))) as book:
        for town in ("Bath", "Derby"):
            customers.add(book, "Twin Oaks", city=town)
    with Book(path, FixedClock(datetime(2026, 6, 3, 9))) as book:
        names = {row.customer for row in today_view.today(book, rules=DEFAULT).rows}
    assert names == {"Twin Oaks, Bath", "Twin Oaks, Derby"}


def _reckoned(book: Book) -> dict[int, Reckoned]:
    today_view.today(book, rules=DEFAULT)
    assert book.memo is not None
    return book.memo.reckoned


def test_only_what_changed_is_reckoned_anew(path: Path) -> None:
    with Book(path, FixedClock(datetime(2026, 6, 3, 9))) as book:
        first = customers.add(book, "First", city="Ulm").ids["customers"][0]
        second = customers.add(book, "Second", city="Ulm").ids["customers"][0]
        customers.set_rhythm(book, first, 1, 1)
        customers.set_rhythm(book, second, 1, 1)
    with Book(path, FixedClock(datetime(2026, 8, 3, 9))) as book:
        before = _reckoned(book)
        customers.edit(book, second, tier="A")
        after = _reckoned(book)
    assert after[first] is before[first]
    assert after[second] != before[second]
    assert date(2026, 8, 3) == book.clock.today()


@pytest.mark.parametrize("kept", [0, 1, 2], ids=["reckoned", "kept", "kept but for some"])
@pytest.mark.parametrize("red", [(12, 5), (2, 1), (0, 3), (3, 0)])
def test_what_is_summed_up_in_the_book_is_what_everybody_s_places_say(
    tmp_path: Path, kept: int, red: tuple[int, int]
) -> None:
    most, shown = red
    rules = rules_from({"today": {"red_most": most, "red_shown": shown}})
    build(tmp_path / "told.db", date(2026, 6, 3))
    with Book(tmp_path / "told.db", FixedClock(datetime(2026, 6, 3, 9))) as book:
        if kept:
            keep(book, rules)
        if kept == 2:
            for customer_id in (1, 4):
                touches.log(book, touches.LogEntry(customer_id, line="> ring 4pm"), rules=rules)
        told = today_view.today(book, rules)
        whole = lay_out(
            places(book, rules).of.values(),
            told.day,
            towns=dict(book.rows(today_view.TWINS)),
            customers=told.customers,
            rules=rules,
        )._replace(unknown=told.unknown, review_week=told.review_week)
    assert tuple(told.rows) == tuple(whole.rows)
    assert told.red_total > max(red) if red == (2, 1) else told.rows
    assert (round(told.debt, 6), round(told.debt_change, 6)) == (
        round(whole.debt, 6),
        round(whole.debt_change, 6),
    )
    same = {"debt": 0.0, "debt_change": 0.0, "rows": (), "review_finished": False}
    assert told._replace(**same) == whole._replace(**same)


def test_of_many_without_a_place_the_most_pressing_are_reckoned_first(path: Path) -> None:
    with Book(path, FixedClock(datetime(2026, 6, 3, 9))) as book:
        for number in range(7):
            one = customers.add(book, f"Dairy {number}").ids["customers"][0]
            touches.log(book, touches.LogEntry(one, line="> ring fri"), rules=DEFAULT)
        late = customers.add(book, "Late Dairy").ids["customers"][0]
        touches.log(book, touches.LogEntry(late, line="> ring tomorrow"), rules=DEFAULT)
    with Book(path, FixedClock(datetime(2026, 6, 8, 9))) as book:
        first = today_view.today(book, DEFAULT, most=1)
        assert [row.customer for row in first.rows] == ["Late Dairy"]
        assert first.unread == 7
        assert today_view.today(book, DEFAULT, most=2).unread == 7  # as it was remembered
        whole = today_view.today(book, DEFAULT)
        assert whole.unread == 0
        assert len(whole.rows) == 8
        assert today_view.today(book, DEFAULT, most=1) == whole
    with Book(path, FixedClock(datetime(2026, 6, 8, 9))) as book:
        assert today_view.today(book, DEFAULT, most=3).unread == 5
        keep(book, DEFAULT)
        assert today_view.today(book, DEFAULT, most=0) == whole
