"""Days of the demo book, written relative to today."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.demo.days import BUSINESS, Day, resolve, then, workday

WEDNESDAY, SATURDAY = date(2026, 6, 3), date(2026, 6, 6)
ANY_DAY = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "today", "meant"),
    [
        (0, WEDNESDAY, WEDNESDAY),
        (3, WEDNESDAY, date(2026, 5, 31)),
        (-1, WEDNESDAY, date(2026, 6, 4)),
        ("0b", WEDNESDAY, WEDNESDAY),
        ("3b", WEDNESDAY, date(2026, 5, 29)),
        ("-3b", WEDNESDAY, date(2026, 6, 8)),
        ("0b", SATURDAY, date(2026, 6, 5)),
        ("1b", SATURDAY, date(2026, 6, 4)),
        ("5y+2", WEDNESDAY, date(2021, 6, 5)),
        ("20y-1", WEDNESDAY, date(2006, 6, 2)),
        ("5y+1", date(2024, 2, 28), date(2019, 2, 28)),
        ("4y+0", date(2024, 2, 29), date(2020, 2, 29)),
        ("1w fri", WEDNESDAY, date(2026, 5, 29)),
        ("1w fri", SATURDAY, date(2026, 5, 29)),
        ("9w tue", WEDNESDAY, date(2026, 3, 31)),
    ],
)
def test_a_day_is_counted_from_today(day: Day, today: date, meant: date) -> None:
    assert resolve(day, today) == meant


@pytest.mark.parametrize("day", ["", "b", "3", "3w", "5y", "y+2", "1.5b", "3w day"])
def test_other_words_are_no_day(day: str) -> None:
    with pytest.raises(ValueError, match="no day"):
        resolve(day, WEDNESDAY)


@given(today=ANY_DAY, count=st.integers(0, 400))
def test_business_days_are_worked_on(today: date, count: int) -> None:
    then = resolve(f"{count}b", today)
    assert not BUSINESS.is_free(then)
    assert BUSINESS.between(then, workday(today)) == count


@given(today=ANY_DAY)
def test_a_workday_is_the_same_day_or_the_friday_before(today: date) -> None:
    assert 0 <= (today - workday(today)).days <= 2
    assert workday(today).weekday() < 5


@given(today=ANY_DAY, count=st.integers(1, 400))
def test_what_was_done_on_a_weekend_was_done_on_the_friday(today: date, count: int) -> None:
    assert then(count, today) == workday(resolve(count, today))
    assert then(-count, today) == resolve(-count, today)
