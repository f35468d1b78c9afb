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
