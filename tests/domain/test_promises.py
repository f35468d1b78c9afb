"""Promises on a day."""

from __future__ import annotations

from datetime import date

import pytest

from repbook.domain.care.promises import broken, is_broken, shown_from, state_on
from repbook.domain.spine.facts import CustomerFacts, PromiseFacts
from repbook.domain.spine.kinds import PromiseState
from repbook.domain.spine.rules import DEFAULT

FRIDAY = date(2026, 6, 5)
SATURDAY, MONDAY = date(2026, 6, 6), date(2026, 6, 8)


def promise(
    due: date, state: PromiseState = PromiseState.OPEN, theirs: bool = False
) -> PromiseFacts:
    return PromiseFacts(1, "send manual", date(2026, 6, 1), due, state, "Jo", theirs)


@pytest.mark.practice("R42")
@pytest.mark.parametrize(
    ("one", "today", "expected"),
    [
        (promise(FRIDAY), FRIDAY, PromiseState.OPEN),
        (promise(FRIDAY), SATURDAY, PromiseState.BROKEN),
        (promise(SATURDAY), date(2026, 6, 7), PromiseState.BROKEN),  # a promise's day never moves
        (promise(MONDAY, PromiseState.BROKEN), FRIDAY, PromiseState.BROKEN),
        (promise(FRIDAY, PromiseState.KEPT), MONDAY, PromiseState.KEPT),
        (promise(FRIDAY, theirs=True), MONDAY, PromiseState.OPEN),
        (promise(FRIDAY, PromiseState.BROKEN, theirs=True), MONDAY, PromiseState.BROKEN),
    ],
)
def test_an_open_promise_past_its_day_reads_broken(
    one: PromiseFacts, today: date, expected: PromiseState
) -> None:
    assert state_on(one, today) is expected


def test_what_they_owe_us_never_counts_against_us() -> None:
    facts = CustomerFacts(
        id=1,
        name="Marsh Foods",
        promises=(promise(FRIDAY), promise(FRIDAY, theirs=True), promise(MONDAY)),
    )
    assert broken(facts, MONDAY) == (promise(FRIDAY),)
    assert not is_broken(promise(FRIDAY, PromiseState.BROKEN), date(2026, 5, 31))


@pytest.mark.parametrize(
    ("one", "first"),
    [
        (promise(FRIDAY), date(2026, 6, 4)),
        (promise(SATURDAY), FRIDAY),
        (promise(MONDAY), FRIDAY),
        (promise(FRIDAY, theirs=True), SATURDAY),
        (promise(FRIDAY, PromiseState.BROKEN), date(2026, 6, 1)),
    ],
)
def test_a_promise_shows_a_business_day_ahead(one: PromiseFacts, first: date) -> None:
    assert shown_from(one, rules=DEFAULT) == first
