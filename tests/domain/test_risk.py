"""Risk: the worked examples, and every number of its table."""

from __future__ import annotations

from typing import Any

import pytest

from domain import made
from domain.made import TODAY, ago, promise, sale, trouble
from repbook.domain.care.case import look
from repbook.domain.care.risk import risk
from repbook.domain.spine.facts import CheckFacts, CustomerFacts, SaleFacts
from repbook.domain.spine.kinds import Severity
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


# The worked examples of §3


@pytest.mark.practice("R57")
def test_example_a_day_two_thanked_reassured_expectations_recorded() -> None:
    assert of(customer(YOUNG)).score == 10
    assert of(customer(YOUNG)).band == "calm"


@pytest.mark.practice("R57")
def test_example_b_day_twenty_check_overdue_silence_and_a_trivial_problem_on_time() -> None:
    one = sale(20, live_on=ago(13))
    facts = customer(one, two_way=(ago(10),), problems=(trouble(Severity.TRIVIAL),))
    found = of(facts)
    assert sorted(round(part.points, 1) for part in found.parts) == [8.6, 10, 10, 25]
    assert (found.score, found.band) == (54, "at risk")


@pytest.mark.practice("R59")
def test_example_c_day_twenty_five_a_good_check_and_evidence_told() -> None:
    facts = customer(LEARNING, checks=(CheckFacts(ago(5), 1),), told=(ago(9), ago(6)))
    assert of(facts).score == 2


# The table


@pytest.mark.parametrize(
    ("age", "expected"),
    [(0, 10), (3, 10), (4, 20), (14, 20), (15, 25), (45, 25), (46, 15), (90, 15), (91, 5)],
)
def test_age_since_the_order(age: int, expected: int) -> None:
    assert points(customer(sale(age)), "since the order") == expected
    assert points(customer(sale(age, settled_on=ago(0))), "since the order") == expected


def test_age_is_that_of_the_newest_sale() -> None:
    facts = customer(SETTLED, sale(1, id=2))
    assert points(facts, "since the order") == 10
    assert points(customer(), "since the order") == 0


@pytest.mark.practice("R58")
@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        (Severity.TRIVIAL, 10),
        (Severity.MINOR, 15),
        (Severity.MODERATE, 25),
        (Severity.MAJOR, 40),
    ],
)
def test_an_open_problem_by_severity_and_clock(severity: Severity, expected: int) -> None:
    on_time, late = trouble(severity), trouble(severity, fix_by=ago(1))
    assert points(customer(LEARNING, problems=(on_time,)), "problem:") == expected
    past = points(customer(LEARNING, problems=(late,)), "problem, fix overdue:")
    assert past == min(45, expected * 1.5)
    assert points(customer(SETTLED, problems=(on_time,)), "problem:") == expected / 2
    closed = trouble(severity, confirmed_on=TODAY)
    assert points(customer(LEARNING, problems=(closed,)), "problem:") == 0


def test_problems_count_forty_five_at_most() -> None:
    several = tuple(trouble(severity) for severity in (Severity.MODERATE, Severity.MINOR) * 2)
    facts = customer(LEARNING, problems=several)
    assert [part.points for part in of(facts).parts if "problem:" in part.reason] == [25, 20, 0, 0]


@pytest.mark.parametrize(("score", "expected"), [(-2, 35), (-1, 25), (0, -10), (1, -15), (2, -20)])
def test_the_last_check(score: int, expected: int) -> None:
    facts = customer(LEARNING, checks=(CheckFacts(ago(-1), 2), CheckFacts(ago(1), score)))
    assert points(facts, "last check") >= expected
    assert [part.points for part in of(facts).parts if part.reason.startswith("last check")] == [
        expected
    ]


def test_an_overdue_check() -> None:
    assert (
        points(customer(LEARNING), "check 1 overdue") == 10
    )  # never asked: the first, however late
    assert points(customer(LEARNING, checks=(CheckFacts(ago(5), 0),)), "overdue") == 0
    assert points(customer(sale(25, live_on=ago(5))), "overdue") == 0  # due today
    assert points(customer(SETTLED), "check 1 overdue") == 0


@pytest.mark.practice("R42")
@pytest.mark.parametrize(("number", "expected"), [(0, 0), (1, 12), (2, 24), (3, 24)])
def test_broken_promises(number: int, expected: int) -> None:
    facts = customer(LEARNING, promises=(promise(1),) * number + (promise(0),))
    assert points(facts, "broken promise") == expected
    assert points(customer(LEARNING, promises=(promise(1, theirs=True),)), "broken") == 0


@pytest.mark.parametrize(("days", "expected"), [(7, 0), (10, 20 * 3 / 7), (14, 20), (30, 20)])
def test_silence(days: int, expected: float) -> None:
    one = sale(40, live_on=ago(20))
    facts = customer(one, two_way=(ago(days),))
    assert points(facts, "silent") == pytest.approx(expected)


def test_silence_counts_double_once_settled() -> None:
    facts = customer(sale(900, settled_on=ago(800)), two_way=(ago(135),))
    assert points(facts, "silent") == pytest.approx(20)
    assert points(facts._replace(two_way=(ago(500),)), "silent") == 40


@pytest.mark.practice("R62")
def test_no_reassurance_by_the_second_business_day() -> None:
    two_days = sale(2, reassured_on=None)  # Monday: two business days are today
    assert points(customer(two_days), "no reassurance") == 0
    late = sale(5, reassured_on=None)  # Friday: two business days were yesterday
    assert points(customer(late), "no reassurance") == 10
    assert points(customer(late._replace(history=True)), "no reassurance") == 0
    assert points(customer(SETTLED._replace(reassured_on=None)), "no reassurance") == 0


@pytest.mark.practice("R40")
def test_expectations_unmet_or_never_recorded() -> None:
    for unmet, expected in ((0, 0), (1, 8), (2, 16), (3, 16)):
        assert points(customer(LEARNING, unmet=unmet), "unmet expectation") == expected
    assert points(customer(LEARNING, expectations=0), "no expectations") == 5
    said_none = LEARNING._replace(no_expectations=True)
    assert points(customer(said_none, expectations=0), "no expectations") == 5
    assert points(customer(sale(25, history=True), expectations=0), "no expectations") == 0


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"live_on": ago(9), "promised_on": ago(10)}, 10),
        ({"live_on": ago(10), "promised_on": ago(10)}, 0),
        ({"promised_on": ago(1)}, 10),
        ({"promised_on": ago(0)}, 0),
        ({"live_on": ago(-5), "promised_on": ago(-4)}, 10),
    ],
)
def test_delivered_late(values: dict[str, Any], expected: int) -> None:
    assert points(customer(sale(12, **values)), "late") == expected


@pytest.mark.practice("R52")
def test_closed_under_pressure() -> None:
    assert points(customer(LEARNING._replace(under_pressure=True)), "under pressure") == 8
    assert points(customer(SETTLED._replace(under_pressure=True)), "under pressure") == 0


@pytest.mark.practice("R31")
@pytest.mark.parametrize(("days", "expected"), [(0, 8), (60, 8), (61, 0), (-1, 0)])
def test_a_rival_seen_in_sixty_days(days: int, expected: int) -> None:
    assert points(customer(LEARNING, rival_on=ago(days)), "rival") == expected


@pytest.mark.practice("R68")
@pytest.mark.parametrize(("live", "expected"), [(6, 0), (7, 6), (20, 6)])
def test_an_area_affected_but_untrained_a_week_after_live(live: int, expected: int) -> None:
    facts = customer(sale(25, live_on=ago(live)), untrained_areas=2)
    assert points(facts, "untrained") == expected
    assert points(facts._replace(untrained_areas=0), "untrained") == 0


@pytest.mark.practice("R59")
@pytest.mark.parametrize(("told", "expected"), [(0, 0), (1, -4), (5, -20), (6, -20)])
def test_evidence_told(told: int, expected: int) -> None:
    facts = customer(LEARNING, told=(ago(-1),) + (ago(4),) * told)
    assert points(facts, "evidence told") == expected


@pytest.mark.practice("R59")
def test_an_earlier_settled_sale() -> None:
    assert points(customer(LEARNING, SETTLED._replace(id=2)), "earlier sale") == -10
    assert points(customer(LEARNING, sale(30, id=2)), "earlier sale") == 0
    assert points(customer(SETTLED), "earlier sale") == 0


def test_years_together_and_promises_kept() -> None:
    assert points(customer(LEARNING, first_sale_on=ago(730)), "two years") == 0
    assert points(customer(LEARNING, first_sale_on=ago(731)), "two years") == -5
    assert points(customer(LEARNING, kept_in_a_row=4), "kept in a row") == 0
    assert points(customer(LEARNING, kept_in_a_row=5), "kept in a row") == -5
