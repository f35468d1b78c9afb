"""Promises and problems: what was said, by when, and the customer's own word at the end."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from repbook.actions.base import history
from repbook.actions.care import problems, promises
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput, RepbookError
from repbook.storage.book.book import Book


def test_a_promise_is_kept_in_the_words_used(world, book):
    change = promises.add(
        book, world.customer, "  send the  manual", date(2026, 6, 5), person_id=world.person
    )
    assert change.label == "promise to Marsh Foods: send the manual"
    theirs = promises.add(book, world.customer, "photos", date(2026, 6, 5), theirs=True)
    assert theirs.label == "waiting for Marsh Foods: photos"
    assert book.rows("SELECT text, made_on, due_on, state, theirs FROM promises WHERE id > 1") == [
        ("send the manual", "2026-06-03", "2026-06-05", "open", 0),
        ("photos", "2026-06-03", "2026-06-05", "open", 1),
    ]


@pytest.mark.practice("R42")
@pytest.mark.parametrize(
    ("now", "on", "state", "closed"),
    [
        (datetime(2026, 6, 5, 23, 59), None, "kept", "2026-06-05"),
        (datetime(2026, 6, 6, 0, 1), None, "late", "2026-06-06"),
        (datetime(2026, 6, 8, 9, 0), date(2026, 6, 4), "kept", "2026-06-04"),
    ],
)
def test_kept_or_late_is_decided_by_its_day(world, open_book, column, now, on, state, closed):
    later = open_book(now)
    promises.keep(later, world.promise, on)
    assert column(later, "promises.state", world.promise) == state
    assert column(later, "promises.closed_on", world.promise) == closed


def test_a_new_day_is_a_new_promise(world, book, column):
    change = promises.renegotiate(book, world.promise, date(2026, 6, 10), "printer is down")
    assert change.label == "renegotiate to Wed 10 Jun: send manual"
    assert column(book, "promises.state", world.promise) == "renegotiated"
    assert column(book, "promises.reason", world.promise) == "printer is down"
    new = max(change.ids["promises"])
    assert column(book, "promises.text", new) == "send manual"
    assert column(book, "promises.due_on", new) == "2026-06-10"
    history.undo(book)
    assert column(book, "promises.state", world.promise) == "open"
    assert book.rows("SELECT count(*) FROM promises") == [(1,)]


def test_another_day_takes_along_whose_promise_it_is_and_what_it_is_for(world, book):
    made = promises.add(
        book,
        world.customer,
        "photos of the drawer",
        date(2026, 6, 5),
        theirs=True,
        person_id=world.person,
        sale_id=world.sale,
        problem_id=world.problem,
    ).ids["promises"][0]
    promises.renegotiate(book, made, date(2026, 6, 12), "camera is away")
    whose = "SELECT theirs, person_id, sale_id, problem_id, state FROM promises WHERE id >= ? ORDER BY id"
    held = (1, world.person, world.sale, world.problem)
    assert book.rows(whose, (made,)) == [(*held, "renegotiated"), (*held, "open")]


def test_a_broken_promise_is_broken_once(world, book, column):
    promises.break_(book, world.promise, "forgot")
    with pytest.raises(InvalidInput, match="is broken already"):
        promises.break_(book, world.promise, "forgot again")
    assert column(book, "promises.reason", world.promise) == "forgot"


def test_the_day_of_an_open_promise_may_be_put_right(world, book, column):
    promises.edit(book, world.promise, due_on=date(2026, 6, 9))
    assert column(book, "promises.due_on", world.promise) == "2026-06-09"
    assert column(book, "promises.state", world.promise) == "open"


def _kept(book, promise):
    promises.keep(book, promise)


def _broken(book, promise):
    promises.break_(book, promise, "forgot")


def _released(book, promise):
    promises.release(book, promise, "not needed")


@pytest.mark.parametrize("close", [_kept, _broken, _released])
def test_the_day_of_a_promise_that_is_closed_stays_and_its_words_may_change(
    world, book, column, close
):
    close(book, world.promise)
    with pytest.raises(InvalidInput, match="its day stays") as refused:
        promises.edit(book, world.promise, due_on=date(2026, 6, 20))
    assert refused.value.field == "due_on"
    promises.edit(book, world.promise, text="send the manual", due_on=date(2026, 6, 5))
    assert column(book, "promises.text", world.promise) == "send the manual"


def test_a_broken_promise_can_be_made_good(world, book, column):
    promises.break_(book, world.promise, "forgot")
    assert column(book, "promises.state", world.promise) == "broken"
    promises.keep(book, world.promise)
    assert column(book, "promises.reason", world.promise) == "forgot"
    assert column(book, "promises.state", world.promise) == "kept"


def test_a_promise_nobody_wants_any_more_is_released(world, book, column):
    assert promises.release(book, world.promise, "found it online").label == (
        "promise released: send manual"
    )
    assert column(book, "promises.state", world.promise) == "released"


@pytest.mark.practice("R86")
@pytest.mark.practice("R87")
def test_a_problem_from_the_first_word_to_the_customers_own(world, book, open_book, column):
    def at(name: str, which: Book = book) -> object:
        return column(which, f"problems.{name}", world.problem)

    assert (at("known_on"), at("known_at")) == ("2026-06-03", "2026-06-03T09:14:00Z")
    problems.plan(book, world.problem, "new rail", date(2026, 6, 5), rules=DEFAULT)
    assert (at("plan"), at("fix_by")) == ("new rail", "2026-06-05")
    assert at("acknowledged_at") == at("planned_at") == "2026-06-03T09:14:00Z"
    problems.solve(book, world.problem, "rail fitted", rules=DEFAULT)
    assert (at("solved_on"), at("recheck_on")) == ("2026-06-03", "2026-06-10")
    for nothing in ("", "  \n ", "\x07"):
        with pytest.raises(InvalidInput):
            problems.confirm(book, world.problem, nothing)
    problems.confirm(book, world.problem, "runs like butter")
    assert (at("confirmed_on"), at("customer_said")) == ("2026-06-03", "runs like butter")
    assert at("rechecked_on") is None  # the week is not over
    later = open_book(datetime(2026, 6, 10, 9, 0))
    problems.recheck(later, world.problem)
    assert at("rechecked_on", later) == "2026-06-10"


def test_the_book_itself_refuses_a_problem_closed_without_words(world, book):
    with pytest.raises(RepbookError, match="confirmed_in_words"):
        book.run(lambda c: c.execute("UPDATE problems SET confirmed_on = '2026-06-03'"))


@pytest.mark.parametrize(("day", "rechecked"), [(9, None), (10, "2026-06-10"), (11, "2026-06-11")])
def test_confirmed_after_a_week_needs_no_recheck(world, book, open_book, column, day, rechecked):
    problems.solve(book, world.problem, "rail fitted", rules=DEFAULT)
    later = open_book(datetime(2026, 6, day, 9, 0))
    problems.confirm(later, world.problem, "yes")
    assert column(later, "problems.rechecked_on", world.problem) == rechecked


@pytest.mark.practice("R88")
def test_a_compromise_is_a_promise(world, book):
    change = problems.solve(
        book,
        world.problem,
        "swap the unit",
        kind="compromise",
        compromise_due=date(2026, 6, 19),
        rules=DEFAULT,
    )
    assert book.row(
        "SELECT text, due_on, problem_id FROM promises WHERE id = ?", change.ids["promises"]
    ) == ("swap the unit", "2026-06-19", world.problem)


@pytest.mark.practice("R86")
@pytest.mark.parametrize("given", [None, date(2026, 6, 9)])
def test_a_plan_of_several_steps_stands_on_their_days(world, book, column, given):
    plan = "collect it thu; bring a new one fri; say sorry"
    change = problems.plan(book, world.problem, plan, given, rules=DEFAULT)
    assert change.notes == ("2 steps on their days: Thu 4 Jun, Fri 5 Jun",)
    steps = "SELECT what, due_on, kind, state FROM followups WHERE problem_id = ? ORDER BY due_on"
    assert book.rows(steps, (world.problem,)) == [
        ("collect it", "2026-06-04", "task", "open"),
        ("bring a new one", "2026-06-05", "task", "open"),
    ]
    assert column(book, "problems.plan", world.problem) == plan
    fix_by = (given or date(2026, 6, 5)).isoformat()
    assert column(book, "problems.fix_by", world.problem) == fix_by
    problems.solve(book, world.problem, "all done", rules=DEFAULT)
    assert {row[3] for row in book.rows(steps, (world.problem,))} == {"done"}
    history.undo(book)
    history.undo(book)
    assert book.rows(steps, (world.problem,)) == []


def test_reopening_keeps_what_was_said(world, book, column):
    problems.solve(book, world.problem, "rail fitted", rules=DEFAULT)
    problems.confirm(book, world.problem, "fine")
    with pytest.raises(InvalidInput, match="confirmed"):
        problems.plan(book, world.problem, "again", rules=DEFAULT)
    problems.reopen(book, world.problem)
    assert column(book, "problems.confirmed_on", world.problem) is None
    assert column(book, "problems.resolution", world.problem) == "rail fitted"
    assert column(book, "problems.customer_said", world.problem) == "fine"
    problems.solve(book, world.problem, "rail glued", rules=DEFAULT)
    before = column(book, "problems.text", world.problem)
    problems.reopen(book, world.problem, "it jams in the cold")
    assert column(book, "problems.text", world.problem) == f"{before}; back: it jams in the cold"


@pytest.mark.practice("R85")
def test_when_it_arose_is_kept_beside_when_it_was_known(world, book):
    problems.add(book, world.customer, "leak", severity="major", arose_on=date(2026, 5, 30))
    assert book.row("SELECT arose_on, known_on FROM problems WHERE text = 'leak'") == (
        ("2026-05-30", "2026-06-03")
    )


def test_a_problem_is_reworded_and_weighed_again(world, book, column):
    change = problems.edit(
        book, world.problem, text="drawer jams", severity="moderate", arose_on=date(2026, 6, 1)
    )
    assert change.label == "edit a problem: drawer jams"
    assert column(book, "problems.severity", world.problem) == "moderate"
    with pytest.raises(InvalidInput):
        problems.edit(book, world.problem, arose_on=date(2026, 6, 4))
