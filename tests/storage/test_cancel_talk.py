"""Talk of cancelling lifts the risk to 75, wherever it was said, until a later check is good again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from repbook.actions.care import checks, problems
from repbook.actions.customers import customers
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.domain.spine.model import Risk
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.views.customer_page import customer_page

from .conftest import Opener

SAID = "we will return it and want our money back"


@pytest.fixture
def sold(open_book: Opener) -> tuple[Book, int]:
    """A customer whose order is young and calm."""
    book = open_book()
    customer = customers.add(book, "Fir Tree Bakery").ids["customers"][0]
    sales.add(book, customer, "Oven", ordered_on=date(2026, 3, 10), rules=DEFAULT)
    touches.log(book, touches.LogEntry(customer, line="all is well"), rules=DEFAULT)
    return book, customer


def risk(book: Book, customer: int) -> Risk:
    page = customer_page(book, customer, DEFAULT)
    assert page is not None
    return page.standing.risk


def in_a_check(book: Book, customer: int, said: str) -> None:
    checks.record(book, customer, 0, words=said, rules=DEFAULT)


def in_what_has_to_change(book: Book, customer: int, said: str) -> None:
    checks.record(book, customer, 0, change=said, became="noted", rules=DEFAULT)


def in_a_note(book: Book, customer: int, said: str) -> None:
    touches.log(book, touches.LogEntry(customer, line=said), rules=DEFAULT)


def in_a_problem(book: Book, customer: int, said: str) -> None:
    problems.add(book, customer, said, severity="trivial")


@pytest.mark.practice("R63")
@pytest.mark.parametrize("say", [in_a_check, in_what_has_to_change, in_a_note, in_a_problem])
def test_talk_of_cancelling_lifts_the_risk_until_a_later_check_is_good(
    sold: tuple[Book, int], open_book: Opener, path: Path, say: Callable[[Book, int, str], None]
) -> None:
    book, customer = sold
    assert risk(book, customer).score < 50
    say(book, customer, SAID)
    found = risk(book, customer)
    assert (found.score, found.band) == (75, "save today")
    assert "they spoke of cancelling" in found.parts[0].reason
    later = open_book(path, datetime(2026, 3, 18, 9))
    checks.record(later, customer, -1, words="still thinking", rules=DEFAULT)
    assert risk(later, customer).score >= 75
    last = open_book(path, datetime(2026, 3, 19, 9))
    checks.record(last, customer, 0, words="we keep it", rules=DEFAULT)
    assert risk(last, customer).score < 75
