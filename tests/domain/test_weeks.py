"""ISO weeks: their names, their days, and the turn of the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.domain.spine.weeks import between, days_of, later, week_of, weekday
from repbook.errors import InvalidInput

DAYS = st.dates(date(1901, 1, 1), date(2198, 12, 31))


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 3, 18), "2026-W12"),
        (date(2025, 12, 28), "2025-W52"),
        (date(2025, 12, 29), "2026-W01"),  # a Monday whose Thursday is New Year's Day
        (date(2026, 1, 1), "2026-W01"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
    ],
)
def test_the_week_of_a_day(day: date, week: str) -> None:
    assert week_of(day) == week
    assert days_of(week)[0] <= day <= days_of(week)[1]


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert days_of("2026-W53") == (date(2026, 12, 28), date(2027, 1, 3))
    assert days_of("2026-w01") == (date(2025, 12, 29), date(2026, 1, 4))
    assert days_of("1900-W01")[0] == date(1900, 1, 1)
    assert days_of("2199-W01")[0] == date(2198, 12, 31)
    for week in ("1899-W52", "2200-W01"):
        with pytest.raises(InvalidInput):
            days_of(week)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026", "2026-12", "2026-W0", "2026-W00", "2026-W54", "2025-W53", "2026-W123"),
        *("26-W12", "+026-W12", "2026-W1 ", "2026_W12", "0001-W01", "9999-W52"),
        *("٢٠٢٦-W12", "2026-W१२"),
    ],
)
def test_what_is_no_week(text: str) -> None:
    with pytest.raises(InvalidInput):
        days_of(text)


@given(day=DAYS, number=st.integers(-500, 500))
def test_weeks_are_seven_days_each(day: date, number: int) -> None:
    week = week_of(day)
    monday, sunday = days_of(week)
    assert monday <= day <= sunday == monday + timedelta(6)
    assert week_of(monday) == week_of(sunday) == week
    if 1910 < day.year < 2185:
        other = later(week, number)
        assert between(week, other) == number
        assert days_of(other)[0] == monday + timedelta(7 * number)
        assert (other > week) == (number > 0)  # so that the book may sort them as text


def test_the_days_of_the_week_by_name() -> None:
    assert [weekday(day) for day in ("mon", "fri", "sun")] == [0, 4, 6]
    with pytest.raises(InvalidInput, match="'friday'"):
        weekday("friday")
