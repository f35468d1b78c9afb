"""A check given anywhere ticks the oldest open check step of its sale; live days that are said."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from repbook.actions.care import checks, followups
from repbook.actions.customers import customers
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput
from repbook.storage.book.book import Book
from repbook.storage.places.everybody import places

LIVE = date(2026, 6, 12)
"""A Friday; checks hang on 17 June, 26 June, and 10 July."""


@pytest.fixture
def sold(book):
    """A customer with a sale of today and its agenda."""
    customer = customers.add(book, "Orchard Clinic").ids["customers"][0]
    return customer, sales.add(book, customer, "Pump", live_on=LIVE, rules=DEFAULT).ids["sales"][0]


def steps(book: Book) -> dict[str, str]:
    rows = book.rows("SELECT step, state FROM followups WHERE kind = 'check' ORDER BY due_on")
    return dict(rows)


def step_id(book: Book, key: str) -> int:
    return int(book.rows("SELECT id FROM followups WHERE step = ?", (key,))[0][0])


OPEN = {"check-1": "open", "check-2": "open", "expectations": "open"}


def by_form(book: Book, customer: int, sale: int) -> None:
    checks.record(book, customer, 1, rules=DEFAULT)


def by_form_of_the_sale(book: Book, customer: int, sale: int) -> None:
    checks.record(book, customer, 1, sale_id=sale, rules=DEFAULT)


def in_a_log(book: Book, customer: int, sale: int) -> None:
    touches.log(book, touches.LogEntry(customer, line="all runs", score=1), rules=DEFAULT)


def in_a_visit(book: Book, customer: int, sale: int) -> None:
    arrived = step_id(book, "arrived")
    touches.log(
        book, touches.LogEntry(customer, kind="visit", score=0, also_done=(arrived,)), rules=DEFAULT
    )


WAYS = [by_form, by_form_of_the_sale, in_a_log, in_a_visit]


@pytest.mark.practice("R82")
@pytest.mark.parametrize("give", WAYS)
@pytest.mark.parametrize("on", [LIVE, date(2026, 6, 15), date(2026, 6, 17), date(2026, 7, 20)])
def test_a_check_ticks_the_oldest_step_wherever_it_is_given(open_book, sold, give, on) -> None:
    book = open_book(datetime(on.year, on.month, on.day, 10, 0))
    give(book, *sold)
    assert steps(book) == {**OPEN, "check-1": "done"}
    assert book.row("SELECT sale_id FROM checks") == (sold[1],)
    give_again = open_book(datetime(on.year, on.month, on.day, 16, 0))
    checks.record(give_again, sold[0], 0, rules=DEFAULT)
    assert steps(book) == {"check-1": "done", "check-2": "done", "expectations": "open"}


def test_before_the_live_day_nobody_can_say_how_it_is(open_book, sold) -> None:
    early = open_book(datetime(2026, 6, 8, 9, 0))
    checks.record(early, sold[0], 1, rules=DEFAULT)
    assert steps(early) == OPEN
    said = places(open_book(datetime(2026, 6, 17, 9, 0)), DEFAULT).of[sold[0]]
    assert "Check 2: as expected?" in [row.text for row in said.reasons]


def test_whoever_answers_a_later_step_has_answered_those_before_it(open_book, sold) -> None:
    book = open_book(datetime(2026, 6, 30, 9, 0))
    checks.record(book, sold[0], 1, followup_id=step_id(book, "check-2"), rules=DEFAULT)
    assert steps(book) == {"check-1": "done", "check-2": "done", "expectations": "open"}
    ticked = step_id(book, "expectations")
    touches.log(book, touches.LogEntry(sold[0], score=2, also_done=(ticked,)), rules=DEFAULT)
    assert set(steps(book).values()) == {"done"}
    assert book.row("SELECT count(*), count(sale_id) FROM checks") == (2, 2)


def test_a_check_of_one_sale_ticks_no_step_of_another(open_book, sold) -> None:
    book = open_book(datetime(2026, 6, 18, 9, 0))
    other = sales.add(book, sold[0], "Valves", live_on=date(2026, 6, 18), rules=DEFAULT).ids[
        "sales"
    ][0]
    checks.record(book, sold[0], 1, sale_id=other, rules=DEFAULT)
    rows = book.rows("SELECT sale_id, step FROM followups WHERE kind = 'check' AND state = 'done'")
    assert rows == [(other, "check-1")]


def test_a_check_that_the_rep_planned_for_later_waits_for_its_day(book, sold) -> None:
    plain = customers.add(book, "Pendle Brewery").ids["customers"][0]
    later = followups.add(book, plain, "how is it?", date(2026, 8, 3), kind="check")
    checks.record(book, plain, 1, rules=DEFAULT)
    assert book.row("SELECT state FROM followups WHERE id = ?", later.ids["followups"]) == ("open",)


# Live days


def steps_of(book: Book, key: str) -> list[str]:
    return [state for (state,) in book.rows("SELECT state FROM followups WHERE step = ?", (key,))]


def note(book: Book, customer: int) -> str:
    return places(book, DEFAULT).of[customer].phase_note


@pytest.mark.practice("R71")
def test_a_live_day_is_a_plan_until_somebody_says_so(open_book, sold) -> None:
    customer, _ = sold
    on_the_day = open_book(datetime(2026, 6, 15, 9, 0))
    assert note(on_the_day, customer) == "live?+3"
    touches.log(
        on_the_day, touches.LogEntry(customer, reach="one-way", line="left word"), rules=DEFAULT
    )
    assert note(on_the_day, customer) == "live?+3"
    touches.log(on_the_day, touches.LogEntry(customer, line="all there"), rules=DEFAULT)
    assert note(on_the_day, customer) == "live+3"


@pytest.mark.parametrize("way", ["set", "edit", "tick"])
def test_writing_it_down_once_it_has_come_says_so(open_book, sold, way: str) -> None:
    customer, sale = sold
    book = open_book(datetime(2026, 6, 15, 9, 0))
    if way == "set":
        sales.set_live(book, sale, date(2026, 6, 14), rules=DEFAULT)
    elif way == "edit":
        sales.edit(book, sale, live_on=date(2026, 6, 15), rules=DEFAULT)
    else:
        followups.done(book, step_id(book, "arrived"), rules=DEFAULT)
    assert note(book, customer) in ("live+1", "live+0", "live+3")
    assert steps_of(book, "arrived") == (["done"] if way == "tick" else ["open"])
    assert len(steps_of(book, "live-said")) == (way != "tick")
    sales.set_live(book, sale, date(2026, 6, 17), rules=DEFAULT)
    assert note(open_book(datetime(2026, 6, 18, 9, 0)), customer) == "live?+1"  # a plan again


def test_a_sale_entered_after_its_live_day_is_not_asked_about(open_book, book) -> None:
    customer = customers.add(book, "Pendle Brewery").ids["customers"][0]
    later = open_book(datetime(2026, 6, 20, 9, 0))
    day = date(2026, 6, 18)
    sales.add(
        later,
        customer,
        "Pump",
        ordered_on=date(2026, 6, 10),
        live_on=day,
        agenda="light",
        rules=DEFAULT,
    )
    assert note(later, customer) == "live+2"
    sales.add(later, customer, "Kit", live_on=date(2026, 6, 20), agenda="light", rules=DEFAULT)
    assert note(later, customer) == "live+0"
    sales.add(
        later, customer, "Old", ordered_on=date(2026, 1, 2), live_on=date(2026, 1, 5), rules=DEFAULT
    )
    assert len(steps_of(later, "live-said")) == 2  # a sale that is history needs no word


# What stands holds a sale back


@pytest.mark.practice("R63")
def test_settled_is_refused_while_they_speak_of_cancelling(open_book, book) -> None:
    customer = customers.add(book, "Old Mill").ids["customers"][0]
    sale = sales.add(book, customer, "Oven", ordered_on=date(2025, 3, 1), rules=DEFAULT).ids[
        "sales"
    ][0]
    touches.log(
        book, touches.LogEntry(customer, line="wants to cancel the contract"), rules=DEFAULT
    )
    found = places(book, DEFAULT).of[customer]
    assert (found.phase, found.phase_note) == ("learning", "back+0")
    row = next(row for row in found.reasons if row.red)
    assert (row.text, row.command) == ("do they stay? · leaving, today", "check")
    with pytest.raises(InvalidInput, match="they say that they stay"):
        sales.settle(book, sale, rules=DEFAULT)
    touches.log(book, touches.LogEntry(customer, line="they stay"), rules=DEFAULT)
    assert not any(row.red for row in places(book, DEFAULT).of[customer].reasons)
    sales.settle(book, sale, rules=DEFAULT)
    assert places(book, DEFAULT).of[customer].phase == "settled"
