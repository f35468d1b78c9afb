"""A draft goes only in the transaction that saves its form (F32, F36)."""

from __future__ import annotations

from datetime import datetime

import pytest

from repbook.actions.base import history
from repbook.actions.customers import customers
from repbook.actions.touches import drafts, touches
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput

KEY = ("log", 1, 0)
TYPED = {"line": "fits ! send [card] 'fri'", "words": "später"}


@pytest.mark.fault("F32")
def test_a_draft_is_kept_over_a_restart_and_newest_first(world, open_book):
    drafts.save(open_book(), *KEY, TYPED)
    drafts.save(open_book(datetime(2026, 6, 3, 9, 15)), "customer", 0, 0, {"name": "New"})
    book = open_book()
    assert drafts.load(book, *KEY) == TYPED
    assert drafts.load(book, "log", 2, 0) is None
    waiting = drafts.waiting(book)
    assert [(one.form, one.customer, one.content) for one in waiting] == [
        ("customer", "", {"name": "New"}),
        ("log", "Marsh Foods", TYPED),
    ]
    drafts.drop(book, *KEY)
    assert drafts.load(book, *KEY) is None


def test_saving_again_takes_its_place(world, book):
    drafts.save(book, *KEY, TYPED)
    drafts.save(book, *KEY, {"line": "fits"})
    assert drafts.load(book, *KEY) == {"line": "fits"}
    assert len(drafts.waiting(book)) == 1


def test_it_goes_with_the_write_that_saves_its_form(world, book):
    drafts.save(book, *KEY, TYPED)
    change = drafts.submit(
        book, KEY, touches.log, touches.LogEntry(world.customer, line="fits"), rules=DEFAULT
    )
    assert change.label == "log call with Marsh Foods"
    assert drafts.waiting(book) == ()
    history.undo(book)
    assert drafts.waiting(book) == ()  # it is no change of the book


def test_it_stays_where_the_form_is_refused(world, book):
    drafts.save(book, *KEY, TYPED)
    with pytest.raises(InvalidInput):
        drafts.submit(
            book, KEY, touches.log, touches.LogEntry(world.customer, line="! card"), rules=DEFAULT
        )
    assert drafts.load(book, *KEY) == TYPED
    customers.add(book, "Another")  # a later write saves another form, and drops nothing
    assert drafts.load(book, *KEY) == TYPED


def test_it_stays_where_the_disk_refuses(world, book, monkeypatch):
    drafts.save(book, *KEY, TYPED)
    book.run(lambda c: c.execute("CREATE TEMP TRIGGER full BEFORE DELETE ON drafts BEGIN"
                                 " SELECT raise(ABORT, 'database or disk is full'); END"))  # fmt: skip
    with pytest.raises(Exception, match="disk is full"):
        drafts.submit(
            book, KEY, touches.log, touches.LogEntry(world.customer, line="fits"), rules=DEFAULT
        )
    book.run(lambda c: c.execute("DROP TRIGGER full"))
    assert drafts.load(book, *KEY) == TYPED
    assert book.rows("SELECT count(*) FROM touches WHERE note = 'fits'") == [(0,)]


@pytest.mark.parametrize("content", ["", "not json", "[1]", "null", '{"line": 5}'])
def test_a_damaged_draft_is_an_empty_form(world, book, content):
    drafts.save(book, *KEY, TYPED)
    book.run(lambda c: c.execute("UPDATE drafts SET content = ?", (content,)))
    loaded = drafts.load(book, *KEY)
    assert loaded in ({}, {"line": "5"})
    assert len(drafts.waiting(book)) == 1


def test_a_draft_that_comes_after_the_write_of_its_form_is_none(world, book):
    drafts.save(book, *KEY, TYPED, op_id="one")
    drafts.submit(book, KEY, touches.log, touches.LogEntry(1), op_id="one", rules=DEFAULT)
    drafts.save(book, *KEY, TYPED, op_id="one")  # the timer had gone off while it was being saved
    assert drafts.load(book, *KEY) is None
    history.undo(book)
    drafts.save(book, *KEY, TYPED, op_id="one")
    assert drafts.load(book, *KEY) is None
    # The next form of the same customer keeps what is typed into it.
    drafts.save(book, *KEY, TYPED, op_id="two")
    assert drafts.load(book, *KEY) == TYPED


def test_the_step_is_named_by_the_action_and_holds_all_of_it(world, book):
    drafts.save(book, *KEY, TYPED)

    def two(book):
        customers.add(book, "Hollis Dairy")
        return customers.add(book, "Old Mill")

    change = drafts.submit(book, KEY, two, op_id="one")
    assert (change.op_id, len(change.ids["customers"])) == ("one", 2)
    assert change.label == book.rows("SELECT label FROM operations ORDER BY id DESC LIMIT 1")[0][0]
    assert "Old Mill" in change.label
    history.undo(book)
    assert not book.rows("SELECT 1 FROM customers WHERE name IN ('Hollis Dairy', 'Old Mill')")


def test_it_stays_where_the_action_fails_after_it_has_written(world, book):
    drafts.save(book, *KEY, TYPED)

    def fails(book):
        customers.add(book, "Hollis Dairy")
        raise InvalidInput("and then no", field="line")

    with pytest.raises(InvalidInput):
        drafts.submit(book, KEY, fails)
    assert drafts.load(book, *KEY) == TYPED
    assert not book.rows("SELECT 1 FROM customers WHERE name = 'Hollis Dairy'")
