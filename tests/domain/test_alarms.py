"""Save and Promised: the four red alarms, what is not red, and promises near their day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from domain.made import (
    LEARNING,
    SETTLED,
    TODAY,
    ago,
    customer,
    late,
    promise,
    rows,
    sale,
    step,
    texts,
    trouble,
)
from repbook.domain.care.case import look
from repbook.domain.care.risk import risk
from repbook.domain.spine.facts import CheckFacts, CustomerFacts, EvidenceFacts, SaleFacts
from repbook.domain.spine.kinds import Group, Severity
from repbook.domain.spine.rules import DEFAULT

# Save: the four alarms, and nothing else is red


@pytest.mark.practice("R42")
def test_a_broken_promise_is_red() -> None:
    (row,) = rows(customer(SETTLED, promises=(promise(5),)))
    assert (row.group, row.red, row.command) == (Group.SAVE, True, "done")
    assert row.target == ("promise", 12)
    assert row.text == "send manual · Jo Marsh · broken Fri"


@pytest.mark.practice("R86")
def test_a_problem_past_its_clock_is_red() -> None:
    (row,) = rows(customer(SETTLED, problems=(late(),)))
    assert (row.group, row.red, row.command) == (Group.SAVE, True, "problem")
    assert row.target == ("problem", 8)
    assert row.text == "valve leak · fix 1 d late"


@pytest.mark.practice("R58")
@pytest.mark.parametrize("one", [LEARNING, SETTLED])
def test_a_trivial_problem_is_never_red(one: SaleFacts) -> None:
    for values, text in (
        ({}, "valve leak · fix 1 d late"),
        ({"fix_by": ago(90)}, "valve leak · fix 90 d late"),
        ({"planned_at": None, "fix_by": None}, "valve leak · plan 1 d late"),
        (
            {"acknowledged_at": None, "planned_at": None, "fix_by": None},
            "valve leak · answer 2 d late",
        ),
        (
            {"solved_on": ago(9), "recheck_on": ago(2)},
            "valve leak · solved? 2 d late",
        ),
    ):
        for severity in (Severity.TRIVIAL, Severity.MINOR):
            facts = customer(one, problems=(late(severity, **values),))
            row = next(row for row in rows(facts) if row.command == "problem")
            group = Group.LEARNING if one is LEARNING else Group.DUE
            assert row.text == text
            assert row.red is (severity is Severity.MINOR)
            assert row.group is (Group.SAVE if row.red else group)


@pytest.mark.practice("R63")
@pytest.mark.parametrize("one", [LEARNING, SETTLED])
def test_talk_of_cancelling_has_a_row_that_asks_whether_they_stay(one: SaleFacts) -> None:
    spoke = customer(one, cancel_talk_on=ago(1), checks=())
    worse = spoke._replace(problems=(late(Severity.MAJOR),), unmet=2, promises=(promise(5),))
    for facts in (spoke, worse):
        (row,) = [row for row in rows(facts) if row.command == "check" and row.red]
        assert row.text == "do they stay? · leaving, yesterday"
    assert not any(row.red for row in rows(spoke._replace(stays_on=TODAY)))


def test_the_hour_decides_where_it_is_known() -> None:
    fresh = late(acknowledged_at=None, planned_at=None, fix_by=None)._replace(
        known_on=TODAY, known_at="2026-06-03T09:00:00Z"
    )
    facts = customer(SETTLED, problems=(fresh,))
    at = datetime(2026, 6, 3, 13, 0, tzinfo=UTC)
    (row,) = rows(facts, TODAY, at)
    assert (row.group, row.text) == (Group.DUE, "valve leak · answer by 13:00")
    (row,) = rows(facts, TODAY, at + timedelta(minutes=1))
    assert row.group is Group.SAVE


@pytest.mark.practice("R30")
@pytest.mark.practice("R36")
def test_a_forgotten_customer_is_red() -> None:
    (row,) = rows(customer(SETTLED, two_way=(ago(184),), checks=(CheckFacts(ago(10), 1),)))
    assert (row.group, row.red, row.command) == (Group.SAVE, True, "log")
    assert (row.text, row.target) == ("silent 184 of 90 d · forgotten", ("customer", 1))


def test_where_nothing_is_known_forgotten_says_so() -> None:
    facts = CustomerFacts(1, "x", created_on=ago(200))
    (row,) = rows(facts)
    assert row.text == "silent 200 of 90 d · nothing known"


def test_after_three_attempts_the_row_suggests_another_channel() -> None:
    facts = customer(SETTLED, two_way=(ago(184),), attempts=3)
    assert texts(facts) == ["silent 184 of 90 d · try another channel · forgotten"]


@pytest.mark.practice("R63")
def test_a_risk_of_75_is_red() -> None:
    row, *_ = rows(customer(SETTLED, cancel_talk_on=ago(2), checks=()))
    assert (row.group, row.red, row.command) == (Group.SAVE, True, "check")
    assert row.text == "do they stay? · leaving, 2 d ago"


@pytest.mark.practice("R57")
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"fix_by": TODAY}, "fix today"),
        ({"fix_by": ago(-1)}, "fix Thu"),
        ({"fix_by": ago(-20)}, "moderate problem"),  # no clock runs out: only the risk speaks of it
        ({"solved_on": ago(1), "recheck_on": ago(-3)}, "solved?"),
        ({"solved_on": TODAY, "recheck_on": ago(-3)}, "solved?"),
    ],
)
@pytest.mark.parametrize("worse", [False, True])
def test_a_trouble_is_one_row_and_says_what_it_waits_for(
    values: dict[str, Any], said: str, worse: bool
) -> None:
    asked = (CheckFacts(ago(10), -1),) if worse else ()
    nagging = {"checks": asked, "expectations": 0, "last_touch_on": ago(1)}
    facts = customer(LEARNING, problems=(trouble(Severity.MODERATE, **values),), **nagging)
    case = look(facts, TODAY, DEFAULT)
    assert risk(case).warns
    (row,) = [row for row in rows(facts) if row.target == ("problem", 8)]
    assert (row.what, row.when) == ("valve leak", said)
    assert row.red is (risk(case).score >= 75)


def test_a_risk_whose_first_reason_is_an_alarm_already_has_no_row_of_its_own() -> None:
    worst = late(Severity.MAJOR)
    facts = customer(
        LEARNING, problems=(worst,), checks=(CheckFacts(ago(4), -2),), two_way=(TODAY,)
    )
    case = look(facts, TODAY, rules=DEFAULT)
    assert risk(case).score >= 75
    assert [row.text for row in rows(facts) if row.group is Group.SAVE] == [
        "valve leak · fix 1 d late"
    ]


@pytest.mark.parametrize(
    "facts",
    [
        customer(sale(10, thanked_on=None)),
        customer(SETTLED, followups=(step(90),)),
        customer(SETTLED, two_way=(ago(120),)),
        customer(SETTLED, problems=(late(fix_by=TODAY),)),
        customer(SETTLED, promises=(promise(40, theirs=True),)),
        customer(LEARNING, unmet=2, promises=(promise(0),), checks=(CheckFacts(ago(2), -1),)),
        customer(SETTLED, untold=(EvidenceFacts(1, "no stops", ago(90)),)),
    ],
)
def test_nothing_else_is_red(facts: CustomerFacts) -> None:
    assert rows(facts) and not any(row.red for row in rows(facts))


@pytest.mark.practice("R29")
def test_forgotten_stands_above_a_slight_problem_in_good_hands() -> None:
    weight = {
        name: rows(facts)[0].weight
        for name, facts in {
            "forgotten": customer(SETTLED, two_way=(ago(184),)),
            "handled": customer(SETTLED, problems=(late(),)),
            "neglected": customer(SETTLED, problems=(late(acknowledged_at=None, planned_at=None),)),
            "major": customer(SETTLED, problems=(late(Severity.MAJOR),)),
            "cancelling": customer(SETTLED, cancel_talk_on=ago(2), checks=()),
        }.items()
    }
    assert sorted(weight, key=weight.__getitem__, reverse=True) == [
        "cancelling",
        "major",
        "neglected",
        "forgotten",
        "handled",
    ]


def known(days: int, severity: Severity, **values: Any) -> CustomerFacts:
    """A customer with a problem past its clock, known for so many days."""
    one = late(severity, fix_by=ago(1), **values)._replace(known_on=ago(days))
    return customer(SETTLED, problems=(one,))


OLD = sale(3000, live_on=ago(2990), settled_on=ago(2900))
WORST_FIRST = (
    lambda days: known(days, Severity.MAJOR),
    lambda days: known(days, Severity.MODERATE),
    lambda days: customer(SETTLED, promises=(promise(days),)),
    lambda days: customer(OLD, two_way=(ago(180 * min(days, 9)),)),
    lambda days: known(days, Severity.MINOR),
)
"""Alarms of one kind, by how many days they have lasted."""


@pytest.mark.practice("R29")
def test_what_lasts_longer_stands_higher_but_never_above_a_worse_kind() -> None:
    weights = [
        [next(row.weight for row in rows(alarm(days)) if row.red) for days in (2, 9, 40, 400)]
        for alarm in WORST_FIRST
    ]
    for each in weights:
        assert each == sorted(each)
        assert each[0] < each[1]
    for worse, better in pairwise(weights):
        assert min(worse) > max(better)
    neglected = known(400, Severity.MINOR, acknowledged_at=None, planned_at=None)
    assert max(weights[3]) < rows(neglected)[0].weight < min(weights[1])


# Promised


@pytest.mark.practice("R42")
@pytest.mark.parametrize(
    ("due", "text"),
    [
        (0, "send manual · Jo Marsh · today"),
        (-1, "send manual · Jo Marsh · Thu"),
        (-2, None),
    ],
)
def test_a_promise_stands_there_from_a_business_day_ahead(due: int, text: str | None) -> None:
    expected = [text] if text else []
    assert texts(customer(SETTLED, promises=(promise(due),)), Group.PROMISED) == expected


def test_a_promise_names_nobody_twice() -> None:
    one = promise(0, text="send Jo the manual")
    assert texts(customer(SETTLED, promises=(one,))) == ["send Jo the manual · today"]


def test_what_they_owe_us_waits_without_alarm() -> None:
    theirs = promise(2, theirs=True, text="floor plan")
    (row,) = rows(customer(SETTLED, promises=(theirs,)))
    assert (row.group, row.red) == (Group.PROMISED, False)
    assert row.text == "they owe: floor plan · Jo Marsh · 2 d late"
    assert rows(customer(SETTLED, promises=(promise(0, theirs=True),))) == []


@pytest.mark.practice("R30")
@pytest.mark.parametrize("entered", [100, 170])
def test_who_came_out_of_a_file_is_silent_for_as_long_as_it_was(entered: int) -> None:
    """They come due one after the other, but no row tells days that nobody can find in the book."""
    given = {"two_way": (), "last_touch_on": None, "checks": (), "created_on": ago(entered)}
    facts = customer(sale(400, history=True, settled_on=ago(300)), **given)
    quiet = look(facts, TODAY, DEFAULT).silence
    assert quiet.days < quiet.ago == (TODAY - quiet.last).days
    (row,) = [row for row in rows(facts) if row.what.startswith("silent")]
    assert row.what == f"silent {quiet.ago} of {quiet.limit} d"
