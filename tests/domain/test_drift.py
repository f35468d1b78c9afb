"""Risk: what makes a settled customer drift, the floors, the bands, and what is not known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import made
from domain.made import TODAY, ago, promise, sale, trouble
from repbook.domain.care.case import look
from repbook.domain.care.risk import risk
from repbook.domain.spine.facts import CheckFacts, CustomerFacts, ProblemFacts, SaleFacts
from repbook.domain.spine.kinds import SaleKind, Severity
from repbook.domain.spine.model import Risk
from repbook.domain.spine.rules import DEFAULT


def customer(*sales: SaleFacts, **values: Any) -> CustomerFacts:
    """A customer who was never asked whether all was as expected."""
    return made.customer(*sales, **{"checks": (), "two_way": (TODAY,), **values})


def of(facts: CustomerFacts) -> Risk:
    return risk(look(facts, TODAY, rules=DEFAULT))


def points(facts: CustomerFacts, about: str) -> float:
    """The points of the part whose reason contains ``about``; 0 if there is none."""
    return sum(part.points for part in of(facts).parts if about in part.reason)


YOUNG = sale(2)
LEARNING = sale(25, live_on=ago(18))
SETTLED = sale(100, live_on=ago(95), settled_on=ago(5))


# Drift of a settled customer


@pytest.mark.practice("R98")
@pytest.mark.parametrize(("days", "expected"), [(4, 0), (5, 15)])
def test_a_missed_expected_order(days: int, expected: int) -> None:
    monthly = SETTLED._replace(kind=SaleKind.RECURRING, expected_on=ago(days))
    assert points(customer(monthly), "expected order") == expected
    assert points(customer(monthly._replace(kind=SaleKind.ONE_OFF)), "expected order") == 0


def test_a_main_contact_who_has_gone() -> None:
    assert points(customer(SETTLED, main_gone_on=ago(3)), "main contact") == 20
    assert points(customer(LEARNING, main_gone_on=ago(3)), "main contact") == 0
    for since, expected in ((8, 0), (9, 0), (10, 20)):  # one who came on the day has followed
        followed = customer(SETTLED, main_gone_on=ago(9), main_since=ago(since))
        assert points(followed, "main contact") == expected
    assert points(customer(SETTLED, main_gone_on=ago(-1)), "main contact") == 0
    assert points(customer(SETTLED, main_gone_on=TODAY), "main contact") == 20


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"checks": (CheckFacts(ago(365), 0),)}, 0),
        ({"checks": (CheckFacts(ago(366), 0),)}, 10),
        ({}, 10),
        ({"created_on": ago(10)}, 0),  # an import brings no debts
    ],
)
def test_no_check_in_a_year(values: dict[str, Any], expected: int) -> None:
    old = sale(900, settled_on=ago(800))
    assert points(customer(old, **values), "no check in a year") == expected


@pytest.mark.practice("R91")
@pytest.mark.parametrize(
    ("sent", "back", "expected"), [(13, None, 0), (14, None, 5), (20, 10, 0), (20, 30, 5)]
)
def test_a_survey_unanswered(sent: int, back: int | None, expected: int) -> None:
    returned = None if back is None else ago(back)
    facts = customer(SETTLED, survey_sent_on=ago(sent), survey_back_on=returned)
    assert points(facts, "survey") == expected


# Floors, bands, and what is not known


@pytest.mark.parametrize(
    ("values", "floor"),
    [
        ({"problems": (trouble(Severity.MAJOR),)}, 60),
        ({"checks": (CheckFacts(ago(1), -2),)}, 60),
        ({"cancel_talk_on": ago(9)}, 75),
        ({"cancel_talk_on": ago(9), "problems": (trouble(Severity.MAJOR),)}, 75),
        ({"cancel_talk_on": ago(9), "checks": (CheckFacts(ago(9), 0),)}, 75),
    ],
)
def test_floors(values: dict[str, Any], floor: int) -> None:
    found = of(customer(YOUNG, **values, told=(ago(2),) * 5))
    assert found.score == floor
    assert f"at least {floor}" in found.parts[0].reason
    assert sum(part.points for part in found.parts) == pytest.approx(floor)


@pytest.mark.parametrize(
    "values",
    [
        {"problems": (trouble(Severity.MAJOR, confirmed_on=TODAY),)},
        {"checks": (CheckFacts(ago(1), -1), CheckFacts(ago(9), -2))},
        {"cancel_talk_on": ago(9), "checks": (CheckFacts(ago(8), 0),)},
        {"cancel_talk_on": ago(-1)},
    ],
)
def test_a_floor_is_lifted_when_its_cause_is_answered(values: dict[str, Any]) -> None:
    assert of(customer(YOUNG, **values)).score < 60


@pytest.mark.parametrize(
    ("values", "score", "band"),
    [
        ({"rival_on": TODAY, "unmet": 1}, 26, "watch"),
        ({"rival_on": TODAY}, 18, "calm"),
        ({"rival_on": TODAY, "unmet": 2, "promises": (promise(1),) * 2}, 58, "at risk"),
        ({"cancel_talk_on": TODAY}, 75, "save today"),
        ({"told": (TODAY,) * 5}, 0, "calm"),
    ],
)
def test_bands(values: dict[str, Any], score: int, band: str) -> None:
    found = of(customer(YOUNG, **values))
    assert (found.score, found.band) == (score, band)


def test_half_a_point_rounds_up_at_the_end_only() -> None:
    late = trouble(Severity.MINOR, fix_by=ago(1))
    assert of(customer(YOUNG, problems=(late,))).score == 33  # learning now: 10 + 22.5
    both = (trouble(Severity.MINOR), trouble(Severity.MINOR))
    old = sale(900, settled_on=ago(800))
    facts = customer(old, checks=(CheckFacts(ago(9), 0),), rival_on=TODAY, problems=both)
    assert of(facts).score == 18  # 5 - 10 + 8 + 7.5 + 7.5


def test_quiet_is_not_settled() -> None:
    silent = customer(SETTLED, two_way=(), last_touch_on=None)
    assert (of(silent).known, of(silent).band) == (False, "unknown")
    assert of(silent._replace(checks=(CheckFacts(ago(1), 0),))).known
    assert of(silent._replace(two_way=(ago(1),))).known
    told = of(silent._replace(problems=(trouble(Severity.MAJOR),), cancel_talk_on=ago(2)))
    assert (told.known, told.band) == (True, "save today")
    assert of(silent._replace(promises=(promise(0),))).known


COMMANDS = {
    *("", "log", "check", "followup", "done", "problem", "letter", "sale", "customer"),
    *("fact", "training", "survey"),
}


@given(
    st.lists(st.sampled_from([YOUNG, LEARNING, SETTLED]), max_size=3),
    st.lists(st.builds(trouble, st.sampled_from(Severity)), max_size=4),
    st.lists(st.builds(lambda days, score: CheckFacts(ago(days), score), st.integers(0, 400), st.integers(-2, 2)), max_size=2),
    st.integers(0, 500),
    st.integers(0, 8),
    st.none() | st.integers(0, 30).map(ago),
)  # fmt: skip
def test_the_parts_add_up_and_each_says_why(
    sales: list[SaleFacts],
    problems: list[ProblemFacts],
    checks: list[CheckFacts],
    quiet: int,
    told: int,
    cancel: date | None,
) -> None:
    facts = customer(
        *(one._replace(id=at) for at, one in enumerate(sales)),
        problems=tuple(problems),
        checks=tuple(sorted(checks, reverse=True)),
        two_way=(ago(quiet),),
        told=(ago(3),) * told,
        cancel_talk_on=cancel,
    )
    found = of(facts)
    total = sum(part.points for part in found.parts)
    assert 0 <= found.score <= 100
    assert found.score == max(0, min(100, int(total + 0.5 + 1e-9))) or total < 0
    assert all(part.reason and part.clears in COMMANDS for part in found.parts)
    rest = [part.points for part in found.parts if "at least" not in part.reason]
    assert rest == sorted(rest, reverse=True)
