"""Business days: Mon-Fri less the holidays, and steps that stay in the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.domain.spine.calendar import BusinessDays, plus

PLAIN = BusinessDays()
MON, FRI, SAT, SUN = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 8)
EASTER = BusinessDays(frozenset({date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 4)}))

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
calendars = st.builds(BusinessDays, st.frozensets(days, max_size=30))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (MON, 0, MON),
        (MON, 1, date(2026, 3, 3)),
        (FRI, 1, date(2026, 3, 9)),
        (SAT, 0, SAT),
        (SAT, 1, date(2026, 3, 9)),
        (SUN, 2, date(2026, 3, 10)),
        (MON, -1, date(2026, 2, 27)),
        (SAT, -1, FRI),
        (SUN, -2, date(2026, 3, 5)),
        (MON, 10, date(2026, 3, 16)),
    ],
)
def test_adds_business_days(day: date, count: int, expected: date) -> None:
    assert PLAIN.add(day, count) == expected


def test_holidays_are_skipped() -> None:
    thursday = date(2026, 4, 2)
    assert EASTER.add(thursday, 1) == date(2026, 4, 7)
    assert EASTER.add(date(2026, 4, 7), -1) == thursday
    assert EASTER.between(thursday, date(2026, 4, 8)) == 2
    assert EASTER.roll(date(2026, 4, 3)) == date(2026, 4, 7)
    assert EASTER.is_free(date(2026, 4, 6)) and not EASTER.is_free(thursday)


@given(calendars, days, st.integers(-40, 40))
def test_add_counts_like_a_finger_on_the_wall(
    calendar: BusinessDays, day: date, count: int
) -> None:
    expected, step = day, timedelta(1 if count > 0 else -1)
    left = abs(count)
    while left:
        expected += step
        left -= not calendar.is_free(expected)
    assert calendar.add(day, count) == expected


@given(calendars, days, st.integers(0, 60))
def test_between_counts_the_days_after_the_first(
    calendar: BusinessDays, start: date, length: int
) -> None:
    end = start + timedelta(length)
    walked = sum(not calendar.is_free(start + timedelta(n)) for n in range(1, length + 1))
    assert calendar.between(start, end) == walked
    assert calendar.between(end, start) == -walked


@given(calendars, days)
def test_roll_moves_forward_to_a_business_day_only(calendar: BusinessDays, day: date) -> None:
    rolled = calendar.roll(day)
    assert rolled >= day and not calendar.is_free(rolled)
    assert (rolled == day) == (not calendar.is_free(day))
    assert all(calendar.is_free(day + timedelta(n)) for n in range((rolled - day).days))


@pytest.mark.fault("F114")
def test_steps_stop_at_the_ends_of_the_calendar() -> None:
    assert plus(date.max, 3_000_000) == date.max
    assert plus(date.min, -1) == date.min
    assert plus(date(2026, 1, 1), 10**12) == date.max
    assert plus(date(2026, 1, 31), 1) == date(2026, 2, 1)
    assert PLAIN.add(date.max, 5) == date.max
    assert PLAIN.add(date.min, -5) == date.min
