"""`s` asks whether they stay, once they have spoken of cancelling (R63)."""

from __future__ import annotations

from datetime import date

import pytest

from app.support import TODAY
from repbook.actions.care import checks
from repbook.actions.care.check_answers import their_words
from repbook.actions.customers import customers
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.facts.cancelling import THEY_STAY, Said, talk
from repbook.storage.views.customer_page import customer_page
from repbook.storage.views.today import today
from repbook.ui.dialogs.care.check import CheckForm
from repbook.ui.shell.target import Target

FIRST = date(2026, 6, 1)


def asks(book: Book, customer: int) -> bool:
    page = customer_page(book, customer, rules=DEFAULT)
    assert page is not None
    target = Target(customer, page.name, "customer", customer)
    names = [field.name for field in CheckForm(target, page, TODAY, rules=DEFAULT).fields()]
    assert names[:1] == ["score"]
    return names[1] == "stay"


@pytest.mark.practice("R63")
def test_the_check_asks_whether_they_stay_until_they_have_said_so(book: Book) -> None:
    customer = customers.add(book, "Old Mill").ids["customers"][0]
    sales.add(book, customer, "Oven", ordered_on=date(2025, 3, 1), rules=DEFAULT)
    assert not asks(book, customer)
    touches.log(
        book, touches.LogEntry(customer, line="wants to cancel the contract"), rules=DEFAULT
    )
    assert asks(book, customer)
    (row,) = [row for row in today(book, rules=DEFAULT).rows if row.reason.red]
    assert (row.reason.command, row.reason.text) == (
        "check",
        "do they stay? · leaving, today",
    )
    checks.record(
        book, customer, -1, words=their_words({"stay": "2", "words": "not yet"}), rules=DEFAULT
    )
    assert asks(book, customer)
    checks.record(
        book,
        customer,
        0,
        words=their_words({"stay": "1", "words": "  glad we rang "}),
        rules=DEFAULT,
    )
    assert not asks(book, customer)
    assert book.rows("SELECT words FROM checks ORDER BY id") == [
        ("not yet",),
        (f"{THEY_STAY} glad we rang",),
    ]


def test_what_the_form_writes_is_what_the_rules_read() -> None:
    for words in (THEY_STAY, f"{THEY_STAY} but would like a call if it leaks again"):
        assert talk([Said("touch", FIRST, "a refund", 1), Said("check", TODAY, words, 0)]) == (
            FIRST,
            TODAY,
        )
