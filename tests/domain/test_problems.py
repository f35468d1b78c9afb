"""The clocks of a problem."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from repbook.domain.care.problems import acknowledge_by, is_handled, is_open, past_clock, running
from repbook.domain.overrides import rules_from
from repbook.domain.spine.facts import ProblemFacts
from repbook.domain.spine.kinds import Severity
from repbook.domain.spine.rules import DEFAULT

MONDAY = date(2026, 6, 1)
FRIDAY = date(2026, 6, 5)
DONE = "2026-06-01T10:00:00Z"


def known(at: str, severity: Severity = Severity.MINOR, **values: Any) -> ProblemFacts:
    return ProblemFacts(
        1, "valve leak", severity, date.fromisoformat(at[:10]), f"{at}:00Z", **values
    )


def clock(text: str) -> datetime:
    """The rep's wall clock; in these tests the rep lives at UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# Acknowledge: four business hours, 09 to 17


@pytest.mark.practice("R86")
@pytest.mark.parametrize(
    ("at", "deadline"),
    [
        ("2026-06-01T09:00", "2026-06-01T13:00"),
        ("2026-06-01T13:00", "2026-06-01T17:00"),
        ("2026-06-01T14:30", "2026-06-02T10:30"),
        ("2026-06-01T07:15", "2026-06-01T13:00"),
        ("2026-06-01T17:00", "2026-06-02T13:00"),
        ("2026-06-05T16:00", "2026-06-08T12:00"),
        ("2026-06-06T11:00", "2026-06-08T13:00"),
    ],
)
def test_an_answer_is_due_in_four_business_hours(at: str, deadline: str) -> None:
    by = acknowledge_by(known(at), DEFAULT, clock(at))
    assert by == datetime.fromisoformat(deadline)
    on_time, late = clock(deadline), clock(deadline) + timedelta(minutes=1)
    assert past_clock(known(at), on_time.date(), DEFAULT, on_time) is None
    assert past_clock(known(at), late.date(), DEFAULT, late) == "acknowledge"


def test_business_hours_are_the_reps_own() -> None:
    zone = timezone(timedelta(hours=2))
    one = known("2026-06-01T07:00")  # 09:00 where the rep is
    now = datetime(2026, 6, 1, 13, 1, tzinfo=zone)
    assert acknowledge_by(one, DEFAULT, now) == datetime(2026, 6, 1, 13, 0)
    assert past_clock(one, MONDAY, DEFAULT, now) == "acknowledge"


def test_hours_can_be_the_settings_own() -> None:
    rules = rules_from(
        {"clocks": {"acknowledge_hours": 10, "work_from": 8}, "holidays": ["2026-06-02"]}
    )
    by = acknowledge_by(known("2026-06-01T12:00"), rules, clock("2026-06-01T12:00"))
    assert by == datetime(2026, 6, 3, 13, 0)


@pytest.mark.parametrize(
    ("at", "first_late"),
    [
        ("2026-06-01T09:00", "2026-06-02"),
        ("2026-06-05T09:00", "2026-06-08"),
        ("2026-06-06T09:00", "2026-06-09"),
    ],
)
def test_without_a_clock_an_answer_is_late_from_the_next_business_day(
    at: str, first_late: str
) -> None:
    late = date.fromisoformat(first_late)
    assert past_clock(known(at), late - timedelta(1), rules=DEFAULT) is None
    assert past_clock(known(at), late, rules=DEFAULT) == "acknowledge"


def test_a_problem_entered_for_an_earlier_day_counts_from_that_days_first_hour() -> None:
    one = known("2026-06-03T15:00")._replace(known_on=MONDAY)
    assert acknowledge_by(one, DEFAULT, clock("2026-06-03T15:00")) == datetime(2026, 6, 1, 13, 0)


@pytest.mark.parametrize("at", ["", "soon", "2026-99-01T00:00:00Z"])
def test_an_instant_that_cannot_be_read_is_judged_by_the_day(at: str) -> None:
    one = known("2026-06-01T09:00")._replace(known_at=at)
    now = clock("2026-06-01T16:59")
    assert acknowledge_by(one, DEFAULT, now) is None
    assert past_clock(one, MONDAY, DEFAULT, now) is None
    assert past_clock(one, date(2026, 6, 2), DEFAULT, clock("2026-06-02T08:00")) == "acknowledge"


# Plan, fix, recheck


def test_a_plan_is_due_in_one_business_day() -> None:
    one = known("2026-06-05T10:00", acknowledged_at=DONE)
    assert running(one, FRIDAY, rules=DEFAULT) == ("plan", date(2026, 6, 8))
    assert past_clock(one, date(2026, 6, 8), rules=DEFAULT) is None
    assert past_clock(one, date(2026, 6, 9), rules=DEFAULT) == "plan"


@pytest.mark.practice("R58")
@pytest.mark.practice("R86")
@pytest.mark.parametrize(
    ("severity", "last"),
    [
        (Severity.TRIVIAL, date(2026, 6, 8)),
        (Severity.MINOR, date(2026, 6, 4)),
        (Severity.MODERATE, date(2026, 6, 3)),
        (Severity.MAJOR, date(2026, 6, 2)),
    ],
)
def test_a_fix_is_due_by_severity(severity: Severity, last: date) -> None:
    one = known("2026-06-01T10:00", severity, planned_at=DONE)
    assert running(one, MONDAY, rules=DEFAULT) == ("fix", last)
    assert past_clock(one, last, rules=DEFAULT) is None
    assert past_clock(one, last + timedelta(1), rules=DEFAULT) == "fix"


@pytest.mark.practice("R79")
def test_a_day_agreed_with_the_customer_stands_as_agreed() -> None:
    one = known("2026-06-01T10:00", Severity.MAJOR, planned_at=DONE, fix_by=date(2026, 6, 13))
    assert past_clock(one, date(2026, 6, 13), rules=DEFAULT) is None
    assert past_clock(one, date(2026, 6, 14), rules=DEFAULT) == "fix"


@pytest.mark.practice("R87")
def test_solved_is_only_the_reps_word_and_is_asked_about_within_seven_days() -> None:
    one = known(
        "2026-06-01T10:00", acknowledged_at=DONE, planned_at=DONE, solved_on=date(2026, 6, 2)
    )
    assert is_open(one, date(2026, 6, 20))
    assert running(one, date(2026, 6, 2), rules=DEFAULT) == ("recheck", date(2026, 6, 9))
    assert past_clock(one, date(2026, 6, 9), rules=DEFAULT) is None
    assert past_clock(one, date(2026, 6, 10), rules=DEFAULT) == "recheck"
    assert running(one._replace(recheck_on=date(2026, 6, 20)), FRIDAY, rules=DEFAULT)[1] == date(
        2026, 6, 20
    )
    assert running(one._replace(solved_on=date(2026, 6, 6)), date(2026, 6, 8), rules=DEFAULT)[
        1
    ] == date(2026, 6, 15)


def test_a_closed_problem_has_no_clock() -> None:
    one = known("2026-06-01T10:00", confirmed_on=date(2026, 6, 3))
    assert not is_open(one, date(2026, 6, 3))
    assert is_open(one, date(2026, 6, 2))  # on the day before they had not said so yet
    assert past_clock(one, date(2026, 7, 1), rules=DEFAULT) is None
    assert not is_open(one, date(2026, 5, 31))  # nor one that nobody knows of yet


@pytest.mark.practice("R29")
@pytest.mark.parametrize(
    ("values", "handled"),
    [
        ({}, False),
        ({"fix_by": FRIDAY}, False),
        ({"acknowledged_at": DONE}, True),
        ({"planned_at": DONE}, True),
        ({"solved_on": MONDAY}, True),
    ],
)
def test_a_problem_is_in_good_hands_once_answered_planned_or_solved(
    values: dict[str, Any], handled: bool
) -> None:
    assert is_handled(known("2026-06-01T10:00", **values)) is handled


def test_a_later_step_counts_for_the_earlier_ones() -> None:
    assert running(known("2026-06-01T10:00", planned_at=DONE), MONDAY, rules=DEFAULT)[0] == "fix"
    assert (
        running(known("2026-06-01T10:00", solved_on=MONDAY), MONDAY, rules=DEFAULT)[0] == "recheck"
    )
