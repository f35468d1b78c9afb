"""A day that is too full: what a usual one is, who may wait, and for which day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.ahead import Ahead, Day
from repbook.domain.today.customer_ahead import Row, What
from repbook.domain.today.relief import over, relief, usual_day

TODAY = date(2026, 6, 3)
"""A Wednesday."""


def row(
    gap: int, number: int, what: What = What.FOLLOWUP, *, at: str = "", stays: bool = False
) -> Row:
    ids = () if stays else (gap * 100 + number,)
    return Row(
        TODAY + timedelta(days=gap),
        what,
        number,
        f"Customer {number}",
        "call",
        "log",
        ("followup", gap * 100 + number),
        ids,
        at,
    )


def days(*rows: list[Row], usual: int = 2) -> Ahead:
    found = []
    for gap, each in enumerate(rows):
        contacts = len({one.customer_id for one in each if one.contact})
        found.append(Day(TODAY + timedelta(days=gap), tuple(each), contacts))
    return Ahead(TODAY, tuple(found), usual=usual)


@pytest.mark.parametrize(
    ("contacts", "usual"),
    [
        ([], 0),
        ([9, 9, 9, 9], 0),  # too few days to say
        ([3, 3, 3, 3, 9], 3),
        ([1, 2, 3, 4, 5, 6, 7, 8], 7),
        ([4] * 30 + [44], 4),
    ],
)
def test_a_usual_day_is_what_three_of_four_do_not_exceed(contacts: list[int], usual: int) -> None:
    assert usual_day(contacts) == usual


@pytest.mark.parametrize(
    ("contacts", "usual", "more"),
    [
        (5, 0, 0),
        (7, 4, 0),
        (8, 4, 4),
        (12, 9, 0),
        (13, 9, 4),
        (20, 15, 0),
        (21, 15, 6),
        (4, 1, 0),
        (5, 1, 4),
    ],
)
def test_a_full_day_has_a_third_more_than_usual_and_over_three(
    contacts: int, usual: int, more: int
) -> None:
    assert over(Day(TODAY, (), contacts), usual) == more


FULL = [row(0, number) for number in range(1, 7)]
STAY = (
    row(0, 1, What.PROBLEM, stays=True),
    row(0, 2, What.PROMISE, stays=True),
    row(0, 3, at="10:00"),
    row(0, 4, What.CHECK),
    row(0, 6, What.PROBLEM, stays=True),
)


@pytest.mark.parametrize(
    ("shown", "moved"),
    [
        # The last of the list go first, to the next day with room; no day gets more than usual.
        (days(FULL, []), {6: 1, 5: 1}),
        (days(FULL, [row(1, 9)], []), {6: 1, 5: 2, 4: 2}),
        (days(FULL, [], []), {6: 1, 5: 1, 4: 2, 3: 2}),  # and no more than are too many
        # One who is looked after within three days joins that contact, however full that day is.
        (days(FULL, [row(1, 5), row(1, 8), row(1, 9)], []), {6: 2, 5: 1, 4: 2}),
        # Nobody works at the weekend.
        (days([], [], FULL, [], [], [], []), {6: 5, 5: 5, 4: 6, 3: 6}),
        # What stands by a clock, a promise, an hour, or a rule stays; so does a check.
        (days([*STAY, row(0, 5)], []), {5: 1}),
        # Who has one thing that stays is spoken to anyway.
        (days([*FULL, row(0, 5, What.CHECK)], []), {6: 1, 4: 1}),
        # What an agenda hangs waits after what was planned by hand.
        (
            days([row(0, 1), row(0, 2), *(row(0, each, What.AGENDA) for each in (3, 4, 5, 6))], []),
            {2: 1, 1: 1},
        ),
        (days([row(0, 1), row(0, 2)], []), {}),
        (days(FULL, [], usual=0), {}),
    ],
)
def test_who_goes_and_where_to(shown: Ahead, moved: dict[int, int]) -> None:
    full = next(day for day in shown.days if day.rows)
    found = relief(shown, full.on, DEFAULT)
    assert {each.row.customer_id: (each.to - TODAY).days for each in found} == moved
