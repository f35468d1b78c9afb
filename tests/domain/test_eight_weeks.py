"""The last eight weeks on a card: what happened in each, and the number that the card is about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from repbook.domain.review.eight_weeks import BACK, NUMBER_OF, Happened, WeekOf, eight_weeks
from repbook.domain.review.weekly_review import Step
from repbook.ui.text.gauges import bar
from repbook.ui.text.week_marks import TITLES, load_lines, week_lines

TODAY = date(2026, 6, 3)
"""A Wednesday; the first of the eight weeks begins on 13 April."""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def weeks(*happened: Happened, before: date | None = None) -> tuple[WeekOf, ...]:
    return eight_weeks(happened, before, TODAY)


def test_there_are_eight_and_the_last_ends_today() -> None:
    found = weeks()
    assert len(found) == BACK
    assert (found[0].monday, found[-1].monday) == (date(2026, 4, 13), date(2026, 6, 1))
    assert all(week == WeekOf(week.monday) for week in found)


def test_silence_is_counted_at_the_end_of_each_week() -> None:
    talk = Happened("touch", date(2026, 5, 20), "call", "two-way")
    voicemail = Happened("touch", date(2026, 5, 27), "call", "one-way")
    found = weeks(talk, voicemail, before=date(2026, 4, 10))
    assert [week.silent for week in found] == [9, 16, 23, 30, 37, 4, 11, 14]
    assert [week.silent for week in weeks(talk)][:5] == [None] * 5
    assert [(week.touch, week.both) for week in found[5:7]] == [("call", True), ("call", False)]


@pytest.mark.parametrize(
    ("happened", "name", "value"),
    [
        ([("check", "", "1"), ("check", "", "-2")], "check", -2),
        ([("promise", "", "kept"), ("promise", "", "broken")], "kept", "broken"),
        ([("promise", "", "late"), ("promise", "", "kept")], "kept", "late"),
        ([("success", "gain", ""), ("success", "", "")], "successes", 2),
        ([("gift", "", "")], "gifts", 1),
        ([("trouble", "minor", "")], "trouble", True),
        ([("touch", "email", "one-way"), ("touch", "visit", "two-way")], "touch", "visit"),
        ([("touch", "visit", "no answer"), ("touch", "call", "two-way")], "touch", "call"),
    ],
)
def test_a_week_tells_what_counts_most_in_it(
    happened: list[tuple[str, str, str]], name: str, value: object
) -> None:
    rows = [Happened(sort, TODAY, what, state) for sort, what, state in happened]
    assert getattr(weeks(*rows)[-1], name) == value


def test_the_lines_stand_under_each_other() -> None:
    rows = (
        Happened("touch", ago(2), "call", "two-way"),
        Happened("trouble", ago(9), "minor"),
        Happened("promise", ago(16), "", "broken"),
    )
    for step in NUMBER_OF:
        lines = week_lines(weeks(*rows), step)
        texts = ["".join(text for text, _ in line) for line in lines]
        assert len({len(text) for text in texts}) == 1
        assert texts[0].split()[:3] == ["weeks,", "Apr", "13"]
        assert [len(text) for text, _ in lines[0]] == [len(text) for text, _ in lines[1]]
        assert texts[0].split()[-1] == "now"
        assert texts[1].split()[-2:] == ["?", "☎"]
        assert texts[2].startswith(TITLES[NUMBER_OF[step]])
    assert "▲" in "".join(text for text, _ in week_lines(weeks(*rows), Step.PROMISES)[2])


@pytest.mark.parametrize("day", [date(2026, 1, 7) + timedelta(weeks) * 7 for weeks in range(52)])
def test_the_mondays_stand_apart_and_the_first_month_is_said(day: date) -> None:
    found = eight_weeks((), None, day)
    words = "".join(text for text, _ in week_lines(found, Step.LEARNING)[0]).split()
    assert words == [
        "weeks,",
        f"{found[0].monday:%b}",
        *(str(week.monday.day) for week in found[:-1]),
        "now",
    ]


def test_days_are_gauges_and_say_what_else_there_is() -> None:
    lines = ("Mon 1 Jun: 4 contacts · the rhythm asks for 1", "Tue 2 Jun: 0 contacts")
    drawn = ["".join(text for text, _ in line) for line in load_lines(lines, (4, 0), 90)]
    assert drawn[0].count("▆") == 24
    assert drawn[0].rstrip().endswith("4 contacts · the rhythm asks for 1")
    assert "▆" not in drawn[1]


@pytest.mark.parametrize(
    ("value", "most", "drawn"),
    [
        (0, 10, ("", "▁▁▁▁▁")),
        (1, 100, ("▇", "▁▁▁▁")),
        (5, 10, ("▇▇▇", "▁▁")),
        (99, 10, ("▇▇▇▇▇", "")),
        (3, 0, ("", "▁▁▁▁▁")),
    ],
)
def test_a_bar_shows_what_is_not_nothing_and_never_too_much(
    value: float, most: float, drawn: tuple[str, str]
) -> None:
    assert bar(value, most, 5) == drawn
