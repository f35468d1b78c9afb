"""Rows put in by the thousand: stored, told and taken back as rows put in one by one are."""

from __future__ import annotations

from datetime import date

import pytest

from repbook.domain.spine import kinds as k
from repbook.storage.book import journal
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.book.facts_cache import compute, refresh
from repbook.storage.facts.customer_facts import Neighbours, facts_of

MANY = 120
"""More than are told as a tuple, and than are asked about one by one."""
ON = date(2026, 3, 2)
TABLES = ("customers", "touches")


def stored(book: Book, table: str) -> list[tuple[object, ...]]:
    return book.rows(f'SELECT * FROM "{table}" ORDER BY id')


def many(book: Book, *, together: bool) -> tuple[object, ...]:
    """Customers with a touch each; the last of them renamed in the same step."""
    with book.write("bring many", op_id="many") as work:
        values = [
            {"name": f"Firm {number}", "folded": f"firm {number}", "created_on": ON}
            for number in range(MANY)
        ]
        if together:
            ids = list(work.add_many(t.Customer, values))
        else:
            ids = [work.add(t.Customer(**each)).id or 0 for each in values]
        touches = [
            {"customer_id": each, "on_day": ON, "kind": k.TouchKind.CALL, "reach": k.Reach.TWO_WAY}
            for each in ids
        ]
        if together:
            work.add_many(t.Touch, touches)
        else:
            for each in touches:
                work.add(t.Touch(**each))
        work.get(t.Customer, ids[-1]).name = "Firm of another name"
    return tuple(work.change)


def test_together_is_as_one_by_one(open_book, path, tmp_path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(path.read_bytes())
    with open_book(path) as one, open_book(other) as two:
        first, second = many(one, together=False), many(two, together=True)
        assert {table: stored(one, table) for table in TABLES} == {
            table: stored(two, table) for table in TABLES
        }
        assert journal.history(one) == journal.history(two)
        assert stored(one, "customers")[-1][1] == "Firm of another name"
        standings = "SELECT * FROM standings ORDER BY customer_id"
        assert one.rows(standings) == two.rows(standings)
        assert first == second


def test_they_are_taken_back_and_brought_again(book: Book) -> None:
    before = {table: stored(book, table) for table in TABLES}
    change = many(book, together=True)
    after = {table: stored(book, table) for table in TABLES}
    undone = journal.undo(book)
    assert {table: stored(book, table) for table in TABLES} == before
    brought = journal.redo(book)
    assert {table: stored(book, table) for table in TABLES} == after
    assert undone == brought == change
    ids = brought.ids["customers"]
    assert list(ids) == [row[0] for row in after["customers"][-MANY:]]


def test_a_second_try_of_a_step_that_reached_the_disk_says_the_same(book: Book) -> None:
    first = many(book, together=True)
    assert many(book, together=True) == first
    assert book.row("SELECT count(*) FROM touches")[0] == len(stored(book, "touches"))


@pytest.mark.parametrize("customer", [1, 2, 3])
def test_who_is_known_to_have_rows_has_the_same_facts(book: Book, customer: int) -> None:
    known = Neighbours(book.connection, 1, 3)
    assert facts_of(book.connection, customer, known) == facts_of(book.connection, customer)


def test_who_has_no_rows_but_sales_has_the_same_facts(book: Book) -> None:
    """Customers like those of a first import: what none of them has is not looked for."""
    with book.write("bring many") as work:
        ids = work.add_many(
            t.Customer,
            [
                {"name": f"Firm {number}", "folded": f"firm {number}", "created_on": ON}
                for number in range(MANY)
            ],
        )
        sales = [(ids[0], 30), (ids[1], 1)]
        work.add_many(
            t.Sale,
            [
                {
                    "customer_id": owner,
                    "title": f"Oven {number}",
                    "ordered_on": date(2024, 1, 1 + number),
                    "history": True,
                }
                for owner, many in sales
                for number in range(many)
            ],
        )
    known = Neighbours(book.connection, ids[0], ids[-1])
    found = [facts_of(book.connection, each, known) for each in ids]
    assert found == [facts_of(book.connection, each) for each in ids]
    assert [len(one.sales) for one in found[:3] if one] == [24, 1, 0]
    assert found[0] and found[0].sales[0].title == "Oven 29"


def test_customers_who_are_alike_are_cached_as_each_by_itself(book: Book) -> None:
    """Alike but for their names, their sale's name, its day, their tier; one has two sales, one was called."""
    days = [date(2024, 1, 5), date(2024, 1, 5), date(2026, 2, 20), date(2024, 1, 5)]
    with book.write("bring many") as work:
        ids = work.add_many(
            t.Customer,
            [
                {
                    "name": f"Firm {number}",
                    "folded": f"firm {number}",
                    "created_on": ON,
                    "tier": k.Tier.A if number % 7 == 3 else k.Tier.B,
                }
                for number in range(MANY)
            ],
        )
        owners = [*ids[:80], ids[5]]
        work.add_many(
            t.Sale,
            [
                {"customer_id": owner, "title": f"Oven {at}", "ordered_on": days[at % 4]}
                for at, owner in enumerate(owners)
            ],
        )
        call = {"on_day": ON, "kind": k.TouchKind.CALL, "reach": k.Reach.TWO_WAY}
        work.add_many(t.Touch, [{"customer_id": ids[7], **call}])
    alone = [compute(book.connection, each) for each in ids]
    book.run(lambda connection: refresh(connection, ids))
    cached = "SELECT * FROM standings WHERE customer_id >= ? ORDER BY customer_id"
    assert book.rows(cached, (ids[0],)) == alone
    assert len({row[1:] for row in alone if row}) > 8
