"""A line of a ledger, and the numbers over it: what is late, due, stale, or at its most, on the day and beside it."""

from __future__ import annotations

from typing import Any

import pytest

from domain.made import TODAY, ago, late, promise, trouble
from repbook.domain.shown import ledger_heads, ledgers
from repbook.domain.shown.ledgers import Line, Owner
from repbook.domain.spine.kinds import (
    CustomerState,
    EvidenceKind,
    ExpectationState,
    LetterKind,
    PromiseState,
)
from repbook.domain.spine.rules import DEFAULT

MARSH = Owner(1, "Marsh Foods")


def told(line: Line) -> tuple[str, bool, bool]:
    return line.state, line.due, line.red


@pytest.mark.practice("R42")
@pytest.mark.parametrize(
    ("state", "due", "closed", "said"),
    [
        (PromiseState.OPEN, 1, None, ("broken 1 d", True, True)),
        (PromiseState.OPEN, 0, None, ("due today", True, False)),
        (PromiseState.OPEN, -1, None, ("due tomorrow", False, False)),
        (PromiseState.OPEN, -2, None, ("in 2 d", False, False)),
        (PromiseState.BROKEN, -1, None, ("broken", False, True)),
        (PromiseState.BROKEN, 1, None, ("broken 1 d", True, True)),
        (PromiseState.LATE, 9, 7, ("late 2 d", False, False)),
        (PromiseState.LATE, 9, 9, ("late 1 d", False, False)),  # on its day, but too late in it
        (PromiseState.KEPT, 9, 9, ("kept", False, False)),
    ],
)
def test_a_promise_by_its_day(
    state: PromiseState, due: int, closed: int | None, said: tuple[str, bool, bool]
) -> None:
    closed_on = None if closed is None else ago(closed)
    assert told(ledgers.promise(promise(due, state=state), MARSH, closed_on, TODAY)) == said


@pytest.mark.practice("R41")
@pytest.mark.parametrize(
    ("state", "due", "owed"),
    [
        (ExpectationState.NOT_ASKED, None, False),
        (ExpectationState.NOT_ASKED, -1, False),
        (ExpectationState.NOT_ASKED, 0, True),
        (ExpectationState.PARTLY, 0, False),
        (ExpectationState.UNMET, -1, True),
        (ExpectationState.MET, 0, False),
    ],
)
def test_an_expectation_is_due_from_its_day_on(
    state: ExpectationState, due: int | None, owed: bool
) -> None:
    by = None if due is None else ago(due)
    line = ledgers.expectation(1, "on time", MARSH, state, ago(30), by, None, TODAY)
    assert (line.due, line.open) == (owed, state is not ExpectationState.MET)


@pytest.mark.practice("R80")
@pytest.mark.parametrize(
    ("days", "said", "due"),
    [
        (0, "untold", False),
        (1, "untold 1 d", False),
        (5, "untold 5 d", False),
        (6, "untold 6 d", True),
    ],
)
def test_a_success_is_due_to_be_told_after_three_business_days(
    days: int, said: str, due: bool
) -> None:
    line = ledgers.evidence(
        1, "dry", MARSH, EvidenceKind.SUCCESS, ago(days), None, "", None, TODAY, DEFAULT
    )
    assert told(line) == (said, due, False)


@pytest.mark.practice("R93")
@pytest.mark.parametrize(
    ("kind", "days", "said", "due"),
    [
        (LetterKind.COMPLIMENT, 0, "to post", False),
        (LetterKind.COMPLIMENT, 10, "to post 10 d", False),
        (LetterKind.COMPLIMENT, 11, "stale 11 d", True),
        (LetterKind.NOTE, 11, "to post 11 d", False),
    ],
)
def test_only_a_clipping_goes_stale_after_ten_days(
    kind: LetterKind, days: int, said: str, due: bool
) -> None:
    line = ledgers.letter(1, "their prize", MARSH, kind, ago(days), None, False, TODAY, DEFAULT)
    assert told(line) == (said, due, False)


@pytest.mark.practice("R87")
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"solved_on": ago(2), "confirmed_on": ago(1)}, ("solved that day", False, False)),
        ({"solved_on": ago(1), "confirmed_on": TODAY}, ("solved in 1 d", False, False)),
        ({"confirmed_on": TODAY}, ("solved in 2 d", False, False)),
        ({"confirmed_on": ago(1), "recheck_on": ago(-1)}, ("solved in 1 d", False, False)),
        ({"confirmed_on": ago(1), "recheck_on": TODAY}, ("ask again", True, False)),
        ({"confirmed_on": ago(-1)}, ("fix today", True, False)),
    ],
)
def test_a_problem_closed_or_to_be_asked_about_again(
    values: dict[str, Any], said: tuple[str, bool, bool]
) -> None:
    assert told(ledgers.problem(trouble(**values), MARSH, TODAY, DEFAULT)) == said


def test_of_a_customer_off_the_book_a_line_says_where_they_are() -> None:
    lost = Owner(1, "Marsh Foods", state=CustomerState.LOST)
    assert told(ledgers.problem(late(), lost, TODAY, DEFAULT)) == ("lost", False, False)
    assert told(ledgers.promise(promise(3), lost, None, TODAY)) == ("lost", False, False)


def said(head: ledger_heads.LedgerHead) -> list[tuple[str, str]]:
    return [part[:2] for part in head]


@pytest.mark.practice("R17")
@pytest.mark.parametrize(("asked", "role"), [(2, ""), (3, "due"), (4, "due")])
def test_three_asks_in_a_week_are_the_most(asked: int, role: str) -> None:
    head = ledger_heads.asks(ledger_heads.AskNumbers(0, 0, 0, 0, asked, asked, 0, 0), DEFAULT)
    assert said(head)[-1] == (f"asked {asked} of 3 this week", role)


@pytest.mark.practice("R96")
@pytest.mark.parametrize(("thanked", "role"), [(1, "due"), (2, "")])
def test_every_referral_is_thanked_for(thanked: int, role: str) -> None:
    head = ledger_heads.asks(ledger_heads.AskNumbers(0, 2, 0, 0, 2, 0, 2, thanked), DEFAULT)
    assert said(head)[-1] == (f"2 referrals given, {thanked} thanked for", role)


@pytest.mark.parametrize(
    ("oldest", "waits"), [(0, ""), (1, ", the oldest 1 d"), (9, ", the oldest 9 d")]
)
def test_the_oldest_success_says_its_age_from_the_next_day_on(oldest: int, waits: str) -> None:
    head = ledger_heads.evidence(0, 2, ago(oldest).isoformat(), 0, 0, today=TODAY)
    assert said(head) == [(f"2 untold{waits}", "due"), ("0 told", "")]
    assert said(ledger_heads.evidence(3, 0, None, 0, 0, today=TODAY))[0] == ("0 untold", "")


@pytest.mark.parametrize(
    ("stack", "words"),
    [
        ((), "nothing to post"),
        (("agenda",), "to post: 1 letter"),
        (("note after a call", "note after a call"), "to post: 2 notes"),
        (("clipping", "agenda", "thank-you"), "to post: 1 clipping, 2 letters"),
        (("note after a call", "clipping"), "to post: 1 note, 1 clipping"),
    ],
)
def test_the_stack_to_post_is_told_by_its_sorts(stack: tuple[str, ...], words: str) -> None:
    waiting = [Line("letter", 1, MARSH, "", TODAY, "to post", sort=sort) for sort in stack]
    posted = Line("letter", 1, MARSH, "", TODAY, "posted", False, sort="agenda")
    assert said(ledger_heads.letters([*waiting, posted], 4, 0, 0)) == [
        (words, ""),
        ("4 posted this month", ""),
    ]


@pytest.mark.practice("R85")
def test_half_of_the_problems_are_known_and_solved_within_the_middle_of_the_days() -> None:
    assert said(ledger_heads.problems([], (0, 0, 3), (0, 1))) == [
        ("none open", ""),
        ("half are known the same day, solved within 1 d", ""),
    ]
    assert [ledger_heads.median(values) for values in ((5,), (1, 9), (1, 2, 9))] == [5, 9, 2]
