"""What Customers and Phases read: the order by ids, the rows of a window, the columns of phases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blank import new_book
from repbook.actions.customers import customers
from repbook.clock import FixedClock
from repbook.domain.spine.kinds import Phase, Tier
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.facts.cache_version import HEAD
from repbook.storage.views.listing import (
    SORTS,
    Filters,
    customer_order,
    customer_rows,
    folded_names,
    phase_columns,
)
from repbook.wording import fold

NOW = datetime(2026, 6, 3, 9, 14)
"""A Wednesday."""


def ago(days: int) -> date:
    return NOW.date() - timedelta(days=days)


def seed(book: Book) -> None:
    """Eight customers, one of every sort."""

    def customer(name: str, **given: Any) -> int:
        values = {"created_on": ago(900), "tier": "B", **given}
        return int(work.add(t.Customer(name=name, folded=fold(name), **values)).id or 0)

    def sold(customer_id: int, ordered: int, live: int | None, **given: Any) -> None:
        values = {"title": "Pump", "live_on": None if live is None else ago(live), **given}
        work.add(t.Sale(customer_id=customer_id, ordered_on=ago(ordered), **values))

    def talked(customer_id: int, days: int) -> None:
        work.add(t.Touch(customer_id=customer_id, on_day=ago(days), kind="call", reach="two-way"))

    with book.write("seed") as work:
        forgotten = customer("Mill Forgotten", city="York")
        sold(forgotten, 500, 490, settled_on=ago(400))
        talked(forgotten, 200)
        learning = customer("Løkken Learning", city="Århus", tier="A")
        sold(learning, 30, 20, amount=500_00, currency="EUR")
        sold(learning, 700, 690, settled_on=ago(600), amount=100_00, currency="EUR")
        talked(learning, 3)
        work.add(
            t.Person(customer_id=learning, name="Zoë Quist", folded=fold("Zoë Quist"), main=True)
        )
        work.add(t.Route(customer_id=learning, kind="phone", value="030-007 11", digits="03000711"))
        fresh = customer("Fresh Order", city="")
        sold(fresh, 1, None)
        for name, tier in (("Calm Delta", "D"), ("calm alpha", "C"), ("[/b] 50% off_", "C")):
            calm = customer(name, tier=tier, city="Ulm")
            sold(calm, 600, 590, settled_on=ago(500), amount=9, currency="EUR")
            sold(calm, 900, 890, settled_on=ago(800), amount=9, currency="USD")
            talked(calm, 10)
        customer("Nothing Sold", created_on=ago(5))
        lost = customer("Lost One", state="lost", state_reason="closed")
        sold(lost, 600, 590)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path = tmp_path_factory.mktemp("listing") / "book.repbook"
    new_book(path)
    with Book(path, FixedClock(NOW)) as opened:
        seed(opened)
        yield opened


def names(book: Book, **asked: Any) -> list[str]:
    """The names of the customers listed, in order."""
    return [
        row.name
        for row in customer_rows(book, customer_order(book, rules=DEFAULT, **asked), rules=DEFAULT)
    ]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("attention", ["Mill Forgotten"]),
        ("name", ["[/b] 50% off_", "calm alpha", "Calm Delta", "Fresh Order", "Løkken Learning"]),
        ("tier", ["Løkken Learning", "Fresh Order", "Mill Forgotten", "Nothing Sold"]),
        ("phase", ["Løkken Learning", "Fresh Order", "Mill Forgotten"]),
        ("silence", ["Mill Forgotten", "[/b] 50% off_", "calm alpha", "Calm Delta"]),
        ("next", ["Mill Forgotten"]),
        ("city", ["Løkken Learning", "[/b] 50% off_", "calm alpha", "Calm Delta"]),
        ("money", ["Løkken Learning", "[/b] 50% off_"]),
    ],
)
def test_each_sort_begins_with(book: Book, sort: str, first: list[str]) -> None:
    assert names(book, sort=sort)[: len(first)] == first


@pytest.mark.practice("R26")
def test_the_default_order_is_attention_not_money(book: Book) -> None:
    order = names(book)
    assert order[0] == "Mill Forgotten"
    assert order.index("Mill Forgotten") < order.index("Løkken Learning")


@pytest.mark.practice("R26")
def test_no_amount_moves_anybody_unless_money_is_asked_for(own: Book) -> None:
    before = customer_order(own, rules=DEFAULT), phase_columns(own, rules=DEFAULT)
    assert names(own, sort="money")[0] == "Løkken Learning"
    own.connection.execute("UPDATE sales SET amount = 99999999 WHERE customer_id = 6")
    assert names(own, sort="money")[0] == names(own)[names(own).index("[/b] 50% off_")]
    assert (customer_order(own, rules=DEFAULT), phase_columns(own, rules=DEFAULT)) == before


@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_lists_the_same_customers_and_reverses(book: Book, sort: str) -> None:
    forth, back = (
        customer_order(book, sort=sort, rules=DEFAULT),
        customer_order(book, sort=sort, reverse=True, rules=DEFAULT),
    )
    assert sorted(forth) == sorted(back) == sorted(customer_order(book, rules=DEFAULT))
    assert len(set(forth)) == 7


@pytest.mark.parametrize("reverse", [False, True])
def test_a_customer_without_a_town_stands_last_either_way(book: Book, reverse: bool) -> None:
    order = names(book, sort="city", reverse=reverse)
    assert set(order[-2:]) == {"Fresh Order", "Nothing Sold"}


def test_the_next_step_order_is_the_one_that_the_rows_show(book: Book) -> None:
    rows = customer_rows(book, customer_order(book, sort="next", rules=DEFAULT), rules=DEFAULT)
    days = [row.standing.next_on for row in rows if row.standing and row.standing.next_on]
    assert len(days) == len(rows)
    assert days == sorted(days)


def test_an_unknown_sort_is_refused(book: Book) -> None:
    with pytest.raises(ValueError, match="price"):
        customer_order(book, sort="price", rules=DEFAULT)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lokken", ["Løkken Learning"]),
        ("LØKK", ["Løkken Learning"]),
        ("earn", ["Løkken Learning"]),
        ("ulm", ["[/b] 50% off_", "calm alpha", "Calm Delta"]),
        ("quist", ["Løkken Learning"]),
        ("030 007", ["Løkken Learning"]),
        ("calm al", ["calm alpha"]),
        ("   ", 7),
        ("nobody at all", []),
    ],
)
def test_narrowing_finds_names_towns_people_and_numbers(
    book: Book, text: str, found: list[str] | int
) -> None:
    listed = names(book, text=text, sort="name")
    assert (len(listed) if isinstance(found, int) else listed) == found


@pytest.mark.fault("F04")
@pytest.mark.parametrize("text", ["[/b]", "50%", "off_", "%", "_"])
def test_signs_of_a_pattern_are_letters(book: Book, text: str) -> None:
    assert names(book, text=text) == ["[/b] 50% off_"]


@given(text=st.text(max_size=40))
def test_anything_may_be_typed(book: Book, text: str) -> None:
    listed = customer_order(book, text=text, rules=DEFAULT)
    assert set(listed) <= set(customer_order(book, rules=DEFAULT))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(phase=Phase.LEARNING), {"Løkken Learning"}),
        (Filters(phase=Phase.EXCITEMENT), {"Fresh Order"}),
        (Filters(phase=Phase.NONE), {"Nothing Sold"}),
        (
            Filters(phase=Phase.SETTLED),
            {"Mill Forgotten", "Calm Delta", "calm alpha", "[/b] 50% off_"},
        ),
        (Filters(tier=Tier.A), {"Løkken Learning"}),
        (Filters(tier=Tier.A, phase=Phase.SETTLED), set()),
        (Filters(state="off"), {"Lost One"}),
        (Filters(state="off", phase=Phase.SETTLED), set()),
        (Filters(overdue=True), {"Mill Forgotten"}),
        (Filters(marked=frozenset((1, 3))), {"Mill Forgotten", "Fresh Order"}),
        (Filters(marked=frozenset()), set()),
    ],
)
def test_filters(book: Book, filters: Filters, found: set[str]) -> None:
    assert set(names(book, filters=filters)) == found


def test_everyone_is_also_who_is_off_the_book(book: Book) -> None:
    assert len(customer_order(book, filters=Filters(state="all"), rules=DEFAULT)) == 8


def test_rows_come_in_the_order_asked_for_and_without_who_is_gone(book: Book) -> None:
    assert [row.id for row in customer_rows(book, (3, 999, 1), rules=DEFAULT)] == [3, 1]
    assert customer_rows(book, (), rules=DEFAULT) == ()


def test_a_row_says_what_the_table_shows(book: Book) -> None:
    (row,) = customer_rows(book, (2,), rules=DEFAULT)
    assert (row.name, row.city, row.person, row.sales) == (
        "Løkken Learning",
        "Århus",
        "Zoë Quist",
        2,
    )
    assert row.last_sale_on == ago(30)
    assert (row.amount, row.currency) == (600_00, "EUR")
    assert row.standing is not None
    assert row.standing.phase is Phase.LEARNING


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ""),
        ("lokken", ""),  # the name shows it
        ("rning", ""),
        ("arh", "town: Århus"),
        ("quist", "Zoë Quist"),
        ("030 007", "030-007 11"),
        ("nobody", ""),
    ],
)
def test_a_row_says_by_what_it_was_found(book: Book, text: str, found: str) -> None:
    (row,) = customer_rows(book, (2,), rules=DEFAULT, text=text)
    assert row.found == found


def test_amounts_in_two_currencies_are_not_added(book: Book) -> None:
    row = next(
        row for row in customer_rows(book, range(1, 9), rules=DEFAULT) if row.name == "Calm Delta"
    )
    assert (row.amount, row.currency) == (None, "mixed")


def test_phase_columns(book: Book) -> None:
    columns = phase_columns(book, rules=DEFAULT)
    by_id = {row.id: row.name for row in customer_rows(book, range(1, 9), rules=DEFAULT)}
    assert [by_id[each] for each in columns.excitement] == ["Fresh Order"]
    assert [by_id[each] for each in columns.learning] == ["Løkken Learning"]
    assert [by_id[each] for each in columns.settled] == [
        "Mill Forgotten",
        "[/b] 50% off_",
        "calm alpha",
        "Calm Delta",
    ]
    assert columns.no_sale == 1


def test_the_columns_are_read_again_once_somebody_has_written(own: Book) -> None:
    before = phase_columns(own, rules=DEFAULT)
    assert phase_columns(own, rules=DEFAULT) is before
    customers.add(own, "Somebody New")
    assert phase_columns(own, rules=DEFAULT).no_sale == before.no_sale + 1


def test_rows_are_read_again_once_somebody_has_written(own: Book) -> None:
    phase_columns(own, rules=DEFAULT)
    (before,) = customer_rows(own, (1,), rules=DEFAULT)
    assert customer_rows(own, (1,), rules=DEFAULT)[0] is before
    customers.edit(own, 1, name="Another Name")
    assert customer_rows(own, (1,), rules=DEFAULT)[0].name == "Another Name"
    phase_columns(own, rules=DEFAULT)
    assert customer_rows(own, (1,), rules=DEFAULT)[0].name == "Another Name"
    customers.remove(own, 1)
    assert customer_rows(own, (1, 2), rules=DEFAULT)[0].id == 2


def test_folded_names_are_those_that_a_new_one_is_compared_with(book: Book) -> None:
    assert fold("CALM  Álpha") in folded_names(book)
    assert len(folded_names(book)) == 8


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Book]:
    new_book(tmp_path / "own.repbook")
    with Book(tmp_path / "own.repbook", FixedClock(NOW)) as opened:
        seed(opened)
        yield opened


@pytest.mark.parametrize("packed", ["", "{", "[]", '{"sales":7}', f'{HEAD},"tier":"Z"}}'])
def test_a_damaged_cache_leaves_the_list_standing(own: Book, packed: str) -> None:
    own.connection.execute("UPDATE standings SET facts = ? WHERE customer_id = 2", (packed,))
    (row,) = customer_rows(own, (2,), rules=DEFAULT)
    assert (row.name, row.standing) == ("Løkken Learning", None)
    for sort in SORTS:
        assert 2 in customer_order(own, sort=sort, rules=DEFAULT)
    assert 2 in phase_columns(own, rules=DEFAULT).settled


def test_a_missing_cache_leaves_the_list_standing(own: Book) -> None:
    own.connection.execute("DELETE FROM standings")
    for sort in SORTS:
        assert len(customer_order(own, sort=sort, rules=DEFAULT)) == 7
    assert all(
        row.standing is None
        for row in customer_rows(own, customer_order(own, rules=DEFAULT), rules=DEFAULT)
    )


@pytest.mark.fault("F18")
def test_customers_of_one_name_are_told_apart(own: Book) -> None:
    with own.write("a twin") as work:
        twin = work.add(
            t.Customer(name="MILL forgotten", folded=fold("MILL forgotten"), created_on=ago(1))
        )
    twins = [row for row in customer_rows(own, (1, 2, twin.id or 0), rules=DEFAULT) if row.twin]
    assert [row.id for row in twins] == [1, twin.id]


@pytest.mark.parametrize("sort", SORTS)
def test_the_number_of_queries_does_not_grow_with_the_book(own: Book, sort: str) -> None:
    customer_order(own, rules=DEFAULT)
    asked: list[str] = []
    own.connection.set_trace_callback(asked.append)
    ids = customer_order(own, sort=sort, text="a", rules=DEFAULT)
    customer_rows(own, ids, rules=DEFAULT)
    own.connection.set_trace_callback(None)
    reads = [sql for sql in asked if sql.lstrip().startswith("SELECT")]
    assert len(reads) == 3
