"""Undo and redo: across restarts, refused with a reason, and the same attempt never counted twice."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from repbook.actions.base import history, removing
from repbook.actions.care import followups, promises
from repbook.actions.customers import customers, people
from repbook.actions.touches import drafts, touches
from repbook.actions.touches.log_entry import LogEntry
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import Conflict, NotFound, RepbookError


@pytest.mark.fault("F118")
def test_undo_and_redo_after_a_restart(world, open_book, dump):
    book = open_book()
    before = dump(book)
    promises.keep(book, world.promise)
    after = dump(book)
    book.close()
    book = open_book()
    assert history.undo(book).label == "promise kept: send manual"
    assert dump(book) == before
    book.close()
    book = open_book()
    assert history.redo(book).label == "promise kept: send manual"
    assert dump(book) == after


def test_redo_takes_back_the_newest_undoing_first(world, book):
    promises.keep(book, world.promise)
    followups.done(book, world.followup, rules=DEFAULT)
    assert [history.undo(book).label for _ in range(2)] == [
        "done: call Jo",
        "promise kept: send manual",
    ]
    assert [history.redo(book).label for _ in range(2)] == [
        "promise kept: send manual",
        "done: call Jo",
    ]


def test_a_new_step_ends_what_could_be_redone(world, book):
    promises.keep(book, world.promise)
    history.undo(book)
    followups.done(book, world.followup, rules=DEFAULT)
    with pytest.raises(NotFound, match="nothing to redo"):
        history.redo(book)
    assert {step.label: step.state for step in history.steps(book)[:2]} == {
        "done: call Jo": "done",
        "promise kept: send manual": "gone",
    }


@pytest.mark.fault("F119")
def test_an_older_step_is_undone_unless_a_later_one_touched_its_rows(world, book, column):
    promises.keep(book, world.promise)
    kept = history.steps(book)[0]
    followups.done(book, world.followup, rules=DEFAULT)
    promises.edit(book, world.promise, text="send the manual")
    with pytest.raises(Conflict, match="can't be turned back: a later change") as refused:
        history.undo(book, kept.id)
    assert refused.value.hint == "undo the later change first"
    assert column(book, "promises.state", world.promise) == "kept"
    history.undo(book)
    history.undo(book, kept.id)
    assert column(book, "promises.state", world.promise) == "open"
    assert column(book, "followups.state", world.followup) == "done"


@pytest.mark.fault("F119")
def test_what_is_undone_or_gone_is_not_undone_again(world, book, column):
    promises.keep(book, world.promise)
    kept = history.steps(book)[0]
    history.undo(book, kept.id)
    with pytest.raises(NotFound):
        history.undo(book, kept.id)
    followups.done(book, world.followup, rules=DEFAULT)  # it can't be redone any more either
    with pytest.raises(NotFound):
        history.undo(book, kept.id)
    assert column(book, "promises.state", world.promise) == "open"


def test_a_write_that_changes_nothing_is_no_step_and_ends_no_redo(world, book, column):
    promises.keep(book, world.promise)
    history.undo(book)
    before = [(step.id, step.state) for step in history.steps(book)]
    customers.edit(book, world.customer, city="Leeds")
    assert [(step.id, step.state) for step in history.steps(book)] == before
    history.redo(book)
    assert column(book, "promises.state", world.promise) == "kept"


@pytest.mark.fault("F119")
def test_a_row_that_others_hang_on_is_not_undone_from_under_them(book, dump):
    customers.add(book, "Marsh Foods")
    added = history.steps(book)[0]
    people.add(book, 1, "Jo Marsh")
    before = dump(book)
    with pytest.raises(Conflict, match="hangs on this") as refused:
        history.undo(book, added.id)
    assert refused.value.hint
    assert dump(book) == before


def test_the_steps_of_one_customer(world, book):
    labels = [step.label for step in history.steps(book, world.stranger)]
    assert labels == ["add Park & Sons"]
    promises.add(book, world.stranger, "price list", date(2026, 6, 8))
    newest = history.steps(book, world.stranger)[0]
    assert (newest.label, newest.by, newest.rows, newest.at) == (
        ("promise to Park & Sons: price list", "app", 1, "2026-06-03T09:14:00Z")
    )


def test_who_wrote_is_in_the_history(open_book):
    customers.add(open_book(by="cli"), "A")
    assert [step.by for step in history.steps(open_book())] == ["cli"]


# -- the same attempt twice ----------------------------------------------------------------------


@pytest.mark.fault("F66")
@pytest.mark.parametrize(
    "act",
    [
        lambda b, w: customers.add(b, "Again", op_id="one"),
        lambda b, w: touches.log(
            b, LogEntry(w.customer, line="! card fri"), op_id="one", rules=DEFAULT
        ),
        lambda b, w: promises.keep(b, w.promise, op_id="one"),
        lambda b, w: followups.done(b, w.followup, op_id="one", rules=DEFAULT),
        lambda b, w: removing.remove(b, "touch", w.touch, op_id="one"),
        lambda b, w: customers.remove(b, w.customer, op_id="one"),
        lambda b, w: drafts.submit(
            b,
            ("log", 1, 0),
            touches.log,
            LogEntry(w.customer, line="x"),
            op_id="one",
            rules=DEFAULT,
        ),
    ],
)
def test_the_same_attempt_again_does_nothing_and_says_the_same(world, open_book, dump, act):
    first = act(open_book(), world)
    book = open_book()
    before = dump(book), history.steps(book)
    again = act(book, world)
    assert (dump(book), history.steps(book)) == before
    assert (again.op_id, again.label, again.ids) == (first.op_id, first.label, first.ids)
    assert not book.connection.in_transaction


@pytest.mark.fault("F66")
def test_a_commit_that_failed_but_is_there_is_not_done_twice(world, book, monkeypatch):
    real = book.connection

    class Flaky:
        """A connection whose next COMMIT reaches the disk and then reports an error."""

        def execute(self, sql, *args):
            result = real.execute(sql, *args)
            if sql == "COMMIT":
                book.connection = real
                raise sqlite3.OperationalError("disk I/O error")
            return result

        def __getattr__(self, name):
            return getattr(real, name)

    book.engine()
    book.connection = Flaky()
    with pytest.raises(RepbookError):
        promises.add(book, world.customer, "price list", date(2026, 6, 8), op_id="again")
    change = promises.add(book, world.customer, "price list", date(2026, 6, 8), op_id="again")
    assert book.rows("SELECT count(*) FROM promises WHERE text = 'price list'") == [(1,)]
    assert change.ids["promises"] == book.row("SELECT max(id) FROM promises")


# -- two programs on one book --------------------------------------------------------------------


@pytest.mark.fault("F46")
def test_two_programs_see_each_others_writes(world, open_book, column):
    app, cli = open_book(by="app"), open_book(by="cli")
    seen = app.version()
    promises.keep(cli, world.promise)
    assert app.version() != seen
    assert column(app, "promises.state", world.promise) == "kept"
    followups.done(app, world.followup, rules=DEFAULT)
    assert column(cli, "followups.state", world.followup) == "done"
    assert [(step.by, step.label) for step in history.steps(app)[:2]] == [
        ("app", "done: call Jo"),
        ("cli", "promise kept: send manual"),
    ]
    assert history.undo(cli).label == "done: call Jo"


@pytest.mark.fault("F46")
def test_two_programs_writing_in_turn_lose_nothing(world, open_book, stale):
    books = [open_book(by="app"), open_book(by="cli")]
    for number in range(40):
        touches.log(
            books[number % 2], LogEntry(world.customer, line=f"call {number}"), rules=DEFAULT
        )
    assert books[0].rows("SELECT count(*) FROM touches WHERE note LIKE 'call %'") == [(40,)]
    assert stale(books[0]) == []
