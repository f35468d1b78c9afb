"""One numbering of checks: Today, risk, Ahead, the next step, and the agenda's steps say the same."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.made import TODAY, ago, customer, rows, sale, step
from repbook.domain.care.case import look
from repbook.domain.care.checks import step_words, unnumbered
from repbook.domain.care.risk import risk
from repbook.domain.spine.facts import CheckFacts, CustomerFacts, FollowupFacts, SaleFacts
from repbook.domain.spine.kinds import FollowupKind, FollowupSource
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.customer_ahead import rows_ahead
from repbook.domain.today.standing import standing

WORDS = (
    "Check 1: was everything as expected?",
    "Check 2: gained, works well, to improve",
    "Check 3: expectations, one by one",
)


def agenda(*days: int, first: int = 1, **values: object) -> tuple[FollowupFacts, ...]:
    """The open check steps of sale 1, due so many days ago, worded as an agenda hangs them."""
    return tuple(
        step(
            due,
            FollowupKind.CHECK,
            id=40 + place,
            sale_id=1,
            source=FollowupSource.AGENDA,
            what=WORDS[place - 1],
            **values,
        )
        for place, due in enumerate(days, first)
    )


def someone(live: int, given: tuple[int, ...] = (), steps: tuple[FollowupFacts, ...] = (), **values: object) -> CustomerFacts:  # fmt: skip
    one = sale(live + 7, live_on=ago(live), **values)
    return customer(one, checks=tuple(CheckFacts(ago(on), 0, 1) for on in given), followups=steps)


def numbers(facts: CustomerFacts) -> set[str]:
    """Every number that the rules say of a check that is due by today."""
    case = look(facts, TODAY, rules=DEFAULT)
    said = [row.text for row in rows(facts) if row.due_on is None or row.due_on <= TODAY]
    said += [part.reason for part in risk(case).parts]
    return set(re.findall(r"check (\d+)", " · ".join(said).lower()))


@pytest.mark.practice("R82")
@pytest.mark.parametrize(
    ("facts", "said"),
    [
        # by the live day alone
        (someone(5), {"1"}),
        (someone(29), {"1"}),  # never asked: it is the first, however late
        (someone(16, given=(11,)), {"2"}),
        (someone(16, given=(15,)), {"2"}),  # on live + 1; the one of live + 5 was four days away
        (someone(30, given=(24,)), {"2"}),
        (someone(30, given=(24, 15)), {"3"}),
        # by the agenda
        (someone(12, steps=agenda(7, -2, -16)), {"1"}),
        (someone(16, steps=agenda(11, 2, -12)), {"1", "2"}),
        (someone(12, given=(11,), steps=agenda(-2, -16, first=2)), set()),
        (someone(16, given=(15,), steps=agenda(2, -12, first=2)), {"2"}),
        # the first was ticked, or let go, without an answer: the next is still the first
        (someone(16, steps=agenda(2, -12, first=2)), {"1"}),
        # imported when it was old: nobody knows
        (someone(29, history=True), set()),
    ],
)
def test_today_and_risk_give_a_check_the_same_number(facts: CustomerFacts, said: set[str]) -> None:
    assert numbers(facts) == said


@pytest.mark.practice("R82")
def test_a_sale_that_is_history_has_no_numbers() -> None:
    facts = someone(29, history=True)
    assert [row.text for row in rows(facts) if row.command == "check"] == [
        "a check: as expected? · 23 d late"
    ]
    assert "a check overdue" in [
        part.reason for part in risk(look(facts, TODAY, rules=DEFAULT)).parts
    ]


def test_a_check_that_the_agenda_puts_off_is_overdue_nowhere() -> None:
    facts = someone(12, steps=agenda(-5))
    assert numbers(facts) == set()
    assert not any(
        "overdue" in part.reason for part in risk(look(facts, TODAY, rules=DEFAULT)).parts
    )


def test_ahead_goes_on_counting_where_today_stopped() -> None:
    def ahead(facts: CustomerFacts) -> list[str]:
        found = rows_ahead(look(facts, TODAY, rules=DEFAULT), TODAY + timedelta(30))
        return [row.text for row in sorted(found) if row.command == "check"]

    assert ahead(someone(3)) == [
        "check 1: as expected?",
        "check 2: as expected?",
        "check 3: as expected?",
    ]
    # at live + 20 one waits, and the one of live + 28 comes after it
    assert ahead(someone(20)) == ["check 2: as expected?"]
    assert ahead(someone(20, given=(6,))) == ["check 2: as expected?"]
    assert ahead(someone(20, steps=agenda(-8, first=3))) == ["Check 1: expectations, one by one"]


@pytest.mark.parametrize(
    ("what", "bare"),
    [
        ("Check 1: was everything as expected?", "was everything as expected?"),
        ("check 12 - all fine?", "all fine?"),
        ("Check 2", ""),
        ("Check the 2 valves", "Check the 2 valves"),
        ("Check 3 valves with Jo", "Check 3 valves with Jo"),
        ("As expected?", "As expected?"),
    ],
)
def test_a_number_is_taken_off_and_nothing_else(what: str, bare: str) -> None:
    assert unnumbered(what) == bare


def test_a_check_that_the_rep_planned_keeps_its_words_and_counts() -> None:
    own = step(3, FollowupKind.CHECK, id=30, sale_id=1, what="ask Jo about check 7")
    facts = someone(16, steps=(own, *agenda(2)))
    assert step_words(own, facts, TODAY) == "ask Jo about check 7"
    assert step_words(facts.followups[1], facts, TODAY) == "Check 2: was everything as expected?"


@given(
    st.integers(0, 60),
    st.lists(st.integers(0, 60), max_size=4),
    st.lists(st.integers(-30, 60), max_size=3),
)
def test_no_two_checks_bear_one_number_and_none_is_passed_over(
    live: int, given_on: list[int], steps: list[int]
) -> None:
    answered = tuple(sorted(on for on in given_on if on <= live + 7))
    facts = someone(live, answered, agenda(*sorted(steps, reverse=True)))
    words = [step_words(each, facts, TODAY) for each in facts.followups]
    expected = [f"Check {len(answered) + place}:" for place in range(1, len(words) + 1)]
    assert [text.split(" ")[:2] for text in words] == [text.split(" ") for text in expected]
    found = standing(facts, TODAY, rules=DEFAULT)
    assert found.next_step in words or not words


def test_numbers_are_of_one_sale() -> None:
    other = SaleFacts(2, "valves", sale(1).kind, ago(30), live_on=ago(6))
    facts = someone(16, given=(11,))._replace(
        sales=(*someone(16).sales, other),
        checks=(CheckFacts(ago(11), 0, 1),),
    )
    said = {row.target: row.text for row in rows(facts) if row.command == "check"}
    assert said[("sale", 1)].startswith("check 2")
    assert said[("sale", 2)].startswith("check 1")
