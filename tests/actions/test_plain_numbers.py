"""Two plain tables that both count from 1: customer 7 here is not customer 7 there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from repbook.actions.changes.differences import Update
from repbook.actions.imports import filing
from repbook.domain.spine.kinds import RouteKind
from repbook.domain.spine.rules import DEFAULT
from repbook.interchange.reading.records import (
    CustomerRecord,
    PersonRecord,
    RouteRecord,
    SaleRecord,
)

from .test_imports import EMPTY, Parsed


def plain(**records: Any) -> Parsed:
    return replace(EMPTY, program="plain", **records)


def firms(*names: str, phone: str = "") -> Parsed:
    routes = (RouteRecord(RouteKind.PHONE, phone, phone),) if phone else ()
    return plain(
        customers=tuple(
            CustomerRecord(n + 1, str(n), name, routes=routes) for n, name in enumerate(names, 1)
        )
    )


def file_in(book: Any, *files: Parsed) -> None:
    filing.file_all(book, files, update=Update.NEWER, rules=DEFAULT)


def names(book: Any, table: str = "customers") -> list[str]:
    return [name for (name,) in book.rows(f"SELECT name FROM {table} ORDER BY id")]


TABLES = [
    # a second table, and who is in the book then
    (firms("Alpha", "Beta"), ["Alpha", "Beta"]),
    (firms("Gamma", "Delta"), ["Alpha", "Beta", "Gamma", "Delta"]),
    (firms("Gamma"), ["Alpha", "Beta", "Gamma"]),
    (firms("Alpha", "Delta"), ["Alpha", "Delta"]),
    (firms("Alpha Ltd", "Beta Works"), ["Alpha Ltd", "Beta Works"]),
    (firms("Gamma", phone="01632960001"), ["Gamma", "Beta"]),
]


@pytest.mark.parametrize(("second", "there"), TABLES)
def test_a_number_is_believed_where_something_agrees(book, dump, second, there):
    file_in(book, firms("Alpha", "Beta", phone="01632960001"))
    file_in(book, second)
    assert names(book) == there
    before = dump(book)
    file_in(book, second)
    assert dump(book) == before


ORDER = SaleRecord(2, "#1", "", "1", "Pump", date(2026, 1, 5))


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("together", [True, False])
def test_the_orders_of_the_other_table_are_its_own_customers(book, named, together):
    file_in(book, firms("Alpha", "Beta"))
    order = plain(sales=(replace(ORDER, customer_name="Gamma" if named else ""),))
    files = (firms("Gamma", "Delta"), order)
    if together:
        file_in(book, *files)
    elif named:
        file_in(book, order)
        file_in(book, firms("Gamma", "Delta"))
    else:
        return  # alone, a number without a name can only be the number that the book knows
    assert names(book)[2:] == ["Gamma", "Delta"]
    assert book.row("SELECT c.name FROM sales s JOIN customers c ON c.id = s.customer_id") == (
        ("Gamma",)
    )


def test_people_are_told_apart_as_well(book):
    ann = PersonRecord(2, "1", "Alpha", "", "Ann Lee")
    file_in(book, plain(people=(ann,)))
    file_in(book, plain(people=(replace(ann, name="Ann Lee-Bell"),)))
    assert names(book, "people") == ["Ann Lee-Bell"]
    bob = replace(ann, name="Bob Ray", customer_name="Gamma")
    file_in(book, plain(people=(bob,)))
    file_in(book, plain(people=(bob,)))
    assert names(book, "people") == ["Ann Lee-Bell", "Bob Ray"]


def test_a_programs_own_numbers_are_its_own(book):
    file_in(book, replace(firms("Alpha"), program="hubspot.companies"))
    file_in(book, replace(firms("Gamma"), program="hubspot.companies"))
    assert names(book) == ["Gamma"]


GLOVES, BOOTS, PUMP, HOSE = (
    ("Gloves", 8000),
    ("Boots", 5000),
    ("Pump", 125000),
    ("Hose", 900),
)
LINES = [
    # the lines of an order in a newer file, and those of the book then
    ([GLOVES, BOOTS, PUMP], [GLOVES, BOOTS, PUMP]),
    ([PUMP, GLOVES, BOOTS], [GLOVES, BOOTS, PUMP]),
    ([HOSE, GLOVES, BOOTS, PUMP], [GLOVES, BOOTS, PUMP, HOSE]),
    ([BOOTS], [GLOVES, BOOTS, PUMP]),
    ([PUMP, ("Gloves", 8500), BOOTS], [("Gloves", 8500), BOOTS, PUMP]),
    ([("Gauntlets", 8000), BOOTS, PUMP], [("Gauntlets", 8000), BOOTS, PUMP]),
    ([BOOTS, PUMP, ("Gauntlets", 8500)], [("Gauntlets", 8500), BOOTS, PUMP]),
    ([BOOTS, HOSE], [GLOVES, BOOTS, PUMP, HOSE]),
    ([GLOVES, GLOVES, BOOTS, PUMP], [GLOVES, BOOTS, PUMP, GLOVES]),
]


@pytest.mark.parametrize("program", ["plain", "hubspot.deals"])
@pytest.mark.parametrize(("newer", "there"), LINES)
def test_the_lines_of_an_order_are_known_by_what_they_say(book, dump, program, newer, there):
    def order(*lines: tuple[str, int]) -> Parsed:
        counted = ("#a", "#a-2", "#a-3", "#a-4")
        sales = tuple(
            replace(
                ORDER,
                external_id=own,
                customer_external_id="",
                customer_name="Alpha",
                number="A-1",
                title=title,
                amount=amount,
            )
            for own, (title, amount) in zip(counted, lines, strict=False)
        )
        return replace(EMPTY, program=program, sales=sales)

    file_in(book, order(GLOVES, BOOTS, PUMP))
    file_in(book, order(*newer))
    assert book.rows("SELECT title, amount FROM sales ORDER BY id") == there
    before = dump(book)
    file_in(book, order(*newer))
    assert dump(book) == before


def test_orders_that_name_their_customer_by_number_alone_are_known_again(book, dump):
    order = SaleRecord(2, "#1", "", "QUILL", "Order 10", date(2026, 1, 5), number="10")
    file_in(book, plain(sales=(order,)))
    before = dump(book)
    file_in(book, plain(sales=(order,)))
    assert dump(book) == before
    other = replace(order, customer_external_id="REED", ordered_on=date(2026, 2, 5))
    file_in(book, plain(sales=(other,)))
    assert len(names(book, "(SELECT id, title AS name FROM sales)")) == 2
