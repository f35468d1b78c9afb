"""Rows through ready statements: the same rows and the same steps as through SQLModel, which is not loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.house.columns import filled, lines

from repbook.domain.spine import kinds as k
from repbook.errors import BookUnusable, NotFound, RepbookError
from repbook.storage.book import book as opened
from repbook.storage.book import lazy_tables as t
from repbook.storage.book import tables
from repbook.storage.book.work import Work
from repbook.storage.rows.declared import DECLARED

ON = date(2026, 3, 2)
ALL = ("customers", "people", "touches", "promises", "followups", "operations", "journal")


def test_the_columns_are_those_that_sqlmodel_declares() -> None:
    assert set(DECLARED) == set(tables.BY_NAME)
    for name, table in DECLARED.items():
        model = tables.BY_NAME[name]
        assert ["id", *table.columns] == list(model.__table__.columns.keys())
        row = getattr(t, model.__name__)()
        for column, said in table.columns.items():
            field = model.model_fields[column]
            assert said.needed == field.is_required(), (name, column)
            assert said.needed or said.default == field.default == getattr(row, column)
    assert [(owner.__tablename__, column) for owner, column in t.links_to("people")] == sorted(
        ((owner.__tablename__, column) for owner, column in tables.links_to("people")),
        key=lambda link: ([each.__tablename__ for each in tables.FACT_TABLES].index(link[0]), link),
    )


def test_the_module_of_columns_is_made_of_the_classes() -> None:
    path = Path(opened.__file__).parents[1] / "rows" / "declared.py"
    assert lines()
    assert filled(path.read_text("utf-8")) == path.read_text("utf-8")


def acts(work: Work) -> None:
    """A little of all that a write does with rows, some of it together, some of it in vain."""
    firm = work.add(t.Customer(name="Marsh", folded="marsh", created_on=ON, tier=k.Tier.A))
    jo = work.add(t.Person(customer_id=firm.id, name="Jo", folded="jo", main=True, since_on=ON))
    call = work.add(
        t.Touch(customer_id=firm.id, person_id=jo.id, on_day=ON, kind="call", reach="two-way")
    )
    owed = [
        work.add(t.Promise(customer_id=firm.id, text=text, made_on=ON, due_on=ON, touch_id=call.id))
        for text in ("manual", "quote", "card")
    ]
    todo = work.add(t.Followup(customer_id=firm.id, due_on=ON, what="ring", promise_id=owed[0].id))
    owed[1].state, owed[1].closed_on = k.PromiseState.KEPT, ON
    todo.snoozes, todo.at = 2, "09:30"
    firm.name = firm.name
    assert [one.text for one in work.find(t.Promise, customer_id=firm.id, closed_on=None)] == [
        "manual",
        "card",
    ]
    work.remove(owed[2])
    jo.main, jo.left_on = False, ON
    assert work.get(t.Person, jo.id).left_on == ON
    assert work.find(t.Person, main=True, customer_id=firm.id) == []


def again(work: Work) -> None:
    """Rows of an earlier write, read, changed, and taken out."""
    jo = work.find(t.Person, folded="jo")[0]
    assert (jo.main, jo.left_on, isinstance(jo, t.Person), isinstance(jo, t.Sale)) == (
        False,
        ON,
        True,
        False,
    )
    assert work.get(t.Person, jo.id) is jo
    jo.role, jo.left_on = "buyer", None
    todo = work.find(t.Followup)[0]
    work.remove(todo, *work.find(t.Promise, text="manual"))
    with pytest.raises(NotFound):
        work.get(t.Followup, todo.id)


def test_both_ways_leave_the_same_rows_and_the_same_steps(open_book, path, tmp_path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(path.read_bytes())
    found: list[Any] = []
    for place, by_model in ((path, False), (other, True)):
        with open_book(place) as book:
            changes = []
            for act in (acts, again):
                with book.write("act", op_id=act.__name__, by_model=by_model) as work:
                    act(work)
                changes.append(tuple(work.change))
            found.append((changes, [book.rows(f'SELECT * FROM "{each}"') for each in ALL]))
    assert found[0] == found[1]
    assert len(found[0][1][-1]) > 8


@pytest.mark.parametrize("by_model", [False, True])
def test_what_the_book_refuses_is_refused_alike(open_book, path, by_model) -> None:
    with open_book(path) as book:
        with (
            pytest.raises(RepbookError, match="the book refused this: name_length"),
            book.write("add", by_model=by_model) as work,
        ):
            work.add(t.Customer(name=" ", folded="", created_on=ON))
        with (
            pytest.raises(RepbookError, match=r"customers\.created_on"),
            book.write("add", by_model=by_model) as work,
        ):
            work.add(t.Customer(name="Marsh", folded="marsh"))
        assert book.rows("SELECT 1 FROM customers WHERE name = 'Marsh'") == []
        with book.write("add", by_model=by_model) as work:
            row_id = work.add(t.Customer(name="Marsh", folded="marsh", created_on=ON)).id
        book.connection.execute("PRAGMA ignore_check_constraints=ON")
        book.connection.execute("UPDATE customers SET state_on = 'soon' WHERE id = ?", (row_id,))
        with (
            pytest.raises(BookUnusable, match="damaged"),
            book.write("edit", by_model=by_model) as work,
        ):
            work.get(t.Customer, row_id)


def test_a_column_that_there_is_not_is_a_mistake_of_ours(open_book, path) -> None:
    with open_book(path) as book, book.write("try") as work:
        with pytest.raises(TypeError):
            t.Customer(nmae="Marsh")
        with pytest.raises(TypeError):
            work.find(t.Customer, nmae="Marsh")
        row = work.add(t.Customer(name="Marsh", folded="marsh", created_on=ON))
        with pytest.raises(AttributeError):
            row.nmae = "Moor"


def test_what_is_written_often_loads_no_sqlmodel(tmp_path) -> None:
    """Not by the command line, and so not in an app that is open all day."""
    book = tmp_path / "book.db"
    done = (
        "import sys; from repbook.cli import main;"
        f"book = ['--book', {str(book)!r}, '--today', '2026-06-03'];"
        "assert main([*book, 'new']) == 0;"
        "from repbook.storage.book.book import Book; from repbook.clock import Clock;"
        "from pathlib import Path; from repbook.actions.customers.customers import add;"
        "opened = Book(Path(book[1]), Clock(None)); add(opened, 'Marsh'); opened.close();"
        "assert main([*book, 'log', 'Marsh: * wife Ana ! send manual fri ? valve leaks']) == 0;"
        "assert main([*book, 'undo']) == 0;"
        "sys.exit(len(sys.modules.keys() & {'sqlmodel', 'sqlalchemy', 'pydantic'}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", done], capture_output=True, text=True, env=os.environ, check=False
    )
    assert (told.returncode, told.stderr.splitlines()[1:]) == (0, [])
