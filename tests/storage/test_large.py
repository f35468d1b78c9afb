"""Steps of many rows: made aside, carried over, turned a little at a time, and whole or not at all (F95)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from indexed import indexed
from repbook.actions.base import history
from repbook.actions.customers import customers
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine import kinds as k
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import BookBusy, Conflict, RepbookError
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.large import carrying, side_copy, turning
from repbook.storage.rows import runs, steps
from repbook.storage.rows.images import Concerned
from repbook.storage.rows.sources import source
from repbook.storage.safety import opening
from repbook.storage.safety.integrity import check
from repbook.storage.transfer import whole_book

from .conftest import NOW, Opener

MANY = 2 * runs.LEAST + 1
ON = date(2026, 3, 17)
OLD = 1
"""A customer who was in the book before."""
NAMES = "SELECT count(*) FROM customers"


@pytest.fixture(autouse=True)
def little_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run a time, of ninety rows, without a pause."""
    monkeypatch.setattr(runs, "BLOCK", 90)
    monkeypatch.setattr(turning, "LARGE", 100)
    monkeypatch.setattr(turning, "HOLD", 0)
    monkeypatch.setattr(turning, "LET", 0)
    monkeypatch.setattr(turning, "WATCH", 0)


def bring(book: Book, op_id: str = "many") -> None:
    """Customers with a touch each, a touch of an old customer, two facts of one, and an old customer's new name."""
    with book.write("import many.csv", op_id=op_id) as work:
        ids = work.add_many(
            t.Customer,
            [
                {"name": f"Firm {number}", "folded": f"firm {number}", "created_on": ON}
                for number in range(MANY)
            ],
        )
        more = {"on_day": ON, "kind": k.TouchKind.CALL, "note": "rang", "reach": k.Reach.TWO_WAY}
        work.add_many(t.Touch, [{"customer_id": owner} | more for owner in (*ids, OLD)])
        for text in ("plays chess", "two boats"):
            fact = t.Fact(customer_id=ids[3], kind=k.FactKind.PERSONAL, text=text, on_day=ON)
            work.add(fact)
        work.get(t.Customer, OLD).city = "York"


def by_way_of_a_copy(
    book: Book, folder: Path, meanwhile: Callable[[], object] = lambda: None
) -> None:
    """The same, made aside and carried over; something is done before that."""
    with side_copy.side_copy(book, folder) as side:
        bring(side.book)
        meanwhile()
        carrying.carry(side, book, "many", lambda connection: None)


def all_rows(book: Book) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: book.rows(f'SELECT * FROM "{table}" ORDER BY id') for table in whole_book.FACTS
    } | {
        "standings": book.rows("SELECT * FROM standings ORDER BY customer_id"),
        "search": indexed(book.connection),
    }


@pytest.fixture
def at_each_pause(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """What is done each time that the book is let go for a moment."""

    def do(something: Callable[[], object]) -> None:
        monkeypatch.setattr(turning.time, "sleep", lambda _: something())

    return do


def test_what_is_carried_over_is_what_would_have_been_filed(
    path: Path, open_book: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_copy, "ROOM", 0)
    other = open_book(Path(shutil.copy(path, tmp_path / "other.db")))
    book = open_book()
    before = all_rows(book)
    bring(other)
    by_way_of_a_copy(book, tmp_path)
    filed = all_rows(other)
    assert all_rows(book) == filed != before
    assert check(book, DEFAULT) == ()
    for _ in range(2):
        history.undo(book)
        assert all_rows(book) == before
        assert check(book, DEFAULT) == ()
        history.redo(book)
        assert all_rows(book) == filed
        assert check(book, DEFAULT) == ()


# -- what others do meanwhile --------------------------------------------------------------------------------


def ring(book: Book, customer: int = OLD) -> object:
    return touches.log(book, touches.LogEntry(customer, line="rang again"), rules=DEFAULT)


def add(book: Book) -> object:
    return customers.add(book, "Quite New")


def move(book: Book) -> object:
    return customers.edit(book, OLD, city="Hull")


def remove(book: Book) -> object:
    return customers.remove(book, OLD)


Act = Callable[[Book], object]


@pytest.mark.parametrize("act", [ring, add])
def test_what_others_file_while_the_copy_is_made_is_in_the_book_as_a_step_of_its_own(
    open_book: Opener, tmp_path: Path, act: Act
) -> None:
    book, theirs = open_book(), open_book()
    before = all_rows(book)
    by_way_of_a_copy(book, tmp_path, lambda: act(theirs))
    assert [step.state for step in history.steps(book)[:2]] == ["done", "done"]
    assert book.row(NAMES)[0] >= MANY
    assert check(book, DEFAULT) == ()
    history.undo(book)
    history.undo(book)
    assert all_rows(book) == before


@pytest.mark.parametrize("act", [move, remove])
def test_what_the_file_rests_on_was_changed_meanwhile_nothing_comes(
    open_book: Opener, tmp_path: Path, act: Act
) -> None:
    book, theirs = open_book(), open_book()
    with pytest.raises(carrying.BookChanged):
        by_way_of_a_copy(book, tmp_path, lambda: act(theirs))
    assert book.row("SELECT count(*) FROM operations WHERE op_id = 'many'") == (0,)
    assert check(book, DEFAULT) == ()


def test_sources_come_along_by_their_numbers_and_one_that_is_another_s_by_now_keeps_the_file_out(
    open_book: Opener, tmp_path: Path
) -> None:
    book, theirs = open_book(), open_book()

    def learn(of: Book, program: str) -> None:
        of.run(lambda connection: source(connection, program, "person", ON))

    with side_copy.side_copy(book, tmp_path) as side:
        learn(side.book, "hubspot")
        bring(side.book)
        learn(theirs, "zoho")
        with pytest.raises(carrying.BookChanged):
            carrying.carry(side, book, "many", lambda connection: None)
    assert book.row(NAMES) == theirs.row(NAMES) < (MANY,)
    with side_copy.side_copy(book, tmp_path) as side:
        learn(side.book, "hubspot")
        bring(side.book)
        carrying.carry(side, book, "many", lambda connection: None)
    told = "SELECT program FROM sources WHERE entity = 'person' ORDER BY id"
    assert book.rows(told) == [("zoho",), ("hubspot",)]


def test_others_write_while_rows_come_and_go_and_every_customer_is_seen_whole(
    open_book: Opener, tmp_path: Path, at_each_pause: Callable[[Callable[[], object]], None]
) -> None:
    book, theirs = open_book(), open_book()
    half = """SELECT count(*) FROM customers c WHERE c.id > 100 AND (c.id NOT IN (SELECT customer_id FROM standings)
      OR c.id NOT IN (SELECT customer_id FROM touches))"""
    pauses = 0

    def theirs_too() -> None:
        nonlocal pauses
        pauses += 1
        assert theirs.row(half) == (0,)
        ring(theirs)

    at_each_pause(theirs_too)
    by_way_of_a_copy(book, tmp_path)
    of_import = book.row("SELECT id FROM operations WHERE op_id = 'many'")[0]
    came, pauses = pauses, 0
    history.undo(book, of_import)
    assert came == pauses == 5
    assert check(book, DEFAULT) == ()
    assert book.row("SELECT count(*) FROM touches WHERE note LIKE 'rang%'") == (10,)


def of_a_name(book: Book) -> int:
    return book.row("SELECT id FROM customers WHERE name = ?", (f"Firm {MANY - 1}",))[0]


@pytest.mark.parametrize(
    ("going", "act"),
    [
        (False, remove),
        (False, lambda book: bring(book, "more")),
        (True, lambda book: ring(book, of_a_name(book))),
        (True, lambda book: customers.edit(book, of_a_name(book), city="Hull")),
        (True, lambda book: bring(book, "more")),
    ],
    ids=["from beneath them", "another import", "ring one who goes", "edit one", "import"],
)
def test_what_must_wait_meanwhile_says_so_and_leaves_nothing(
    open_book: Opener,
    tmp_path: Path,
    at_each_pause: Callable[[Callable[[], object]], None],
    going: bool,
    act: Act,
) -> None:
    book, theirs = open_book(), open_book()
    tried = []

    def try_it() -> None:
        if not tried:
            tried.append(act)
            with pytest.raises(BookBusy):
                act(theirs)

    if going:
        by_way_of_a_copy(book, tmp_path)
    at_each_pause(try_it)
    if going:
        history.undo(book)
    else:
        by_way_of_a_copy(book, tmp_path)
    assert tried
    assert check(book, DEFAULT) == ()


@pytest.mark.parametrize(
    ("later", "says"),
    [
        (lambda book: ring(book, of_a_name(book)), "a later entry hangs on this one"),
        (lambda book: customers.edit(book, of_a_name(book), city="Hull"), "a later change touched"),
    ],
)
def test_a_large_step_is_not_undone_under_a_later_one(
    book: Book, tmp_path: Path, later: Act, says: str
) -> None:
    by_way_of_a_copy(book, tmp_path)
    later(book)
    after = all_rows(book)
    first = book.row("SELECT id FROM operations WHERE op_id = 'many'")[0]
    with pytest.raises(Conflict, match=says):
        history.undo(book, first)
    assert all_rows(book) == after
    history.undo(book)
    history.undo(book)
    assert book.row(NAMES) == (3,)


# -- broken off ----------------------------------------------------------------------------------------------


class Killed(BaseException):
    """As if the program were gone."""


@pytest.mark.parametrize("turn", ["import", "undo", "redo"])
@pytest.mark.parametrize("at", [1, 3, 5])
@pytest.mark.slow("a large import, broken off in nine places")
def test_what_is_broken_off_is_finished_by_whoever_opens_the_book_next(
    path: Path,
    open_book: Opener,
    tmp_path: Path,
    at_each_pause: Callable[[Callable[[], object]], None],
    turn: str,
    at: int,
) -> None:
    book = open_book()
    rows = [all_rows(book)]
    pauses = 0

    def kill() -> None:
        nonlocal pauses
        pauses += 1
        if pauses == at:
            raise Killed

    if turn != "import":
        by_way_of_a_copy(book, tmp_path)
        rows.append(all_rows(book))
    if turn == "redo":
        history.undo(book)
        rows.reverse()
    at_each_pause(kill)
    with pytest.raises(Killed):
        if turn == "import":
            by_way_of_a_copy(book, tmp_path)
        else:
            getattr(history, turn)(book)
    assert history.steps(book)[0].state == "on its way"
    assert [finding.what for finding in check(book, DEFAULT)] == [
        "rows of an import are just on their way"
    ]
    with whole_book.snapshot(book) as still:  # an export is whole at any moment
        exported = all_rows(still)
    with opening.open_book(path, FixedClock(NOW)) as again:
        assert all_rows(again) == exported
        assert check(again, DEFAULT) == ()
        if turn == "import":
            assert again.row(NAMES) == (3 + MANY,)
            history.undo(again)
        elif turn == "undo":
            history.redo(again)
        else:
            history.undo(again)
        assert all_rows(again) == rows[-1 if turn != "import" else 0]


def test_whom_it_concerns_hears_how_far_it_is_and_stops_nothing(book: Book, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    def told(done: int, of: int) -> None:
        heard.append((done, of))
        raise RepbookError("stop", "now")

    by_way_of_a_copy(book, tmp_path)
    change = history.undo(book, told=told)
    assert heard[0][0] < heard[-1][0] == heard[-1][1] == 2 * MANY + 1
    assert len(change.ids["customers"]) == MANY + 1
    assert OLD in change.customers


def test_a_step_that_somebody_is_at_is_left_to_them(
    path: Path, open_book: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other is asked for a run each time that we look."""
    book, theirs = open_book(), open_book()
    pauses = iter([Killed])

    def sleep(_: float) -> None:
        for one in pauses:
            raise one
        theirs.run(
            lambda connection: turning._some(connection, operation=step, concerned=Concerned()),
            guarded=False,
        )

    monkeypatch.setattr(turning.time, "sleep", sleep)
    with pytest.raises(Killed):
        by_way_of_a_copy(book, tmp_path)
    step = book.row("SELECT id FROM operations WHERE op_id = 'many'")[0]
    monkeypatch.setattr(turning, "WATCH", 60)
    with opening.open_book(path, FixedClock(NOW)) as again:
        assert steps.mark_of(again.connection, step) == steps.COMING


def test_a_large_step_waits_for_another_and_finishes_what_nobody_is_at(
    open_book: Opener, tmp_path: Path, at_each_pause: Callable[[Callable[[], object]], None]
) -> None:
    book, theirs = open_book(), open_book()

    def kill() -> None:
        raise Killed

    at_each_pause(kill)
    with pytest.raises(Killed):
        by_way_of_a_copy(book, tmp_path)
    at_each_pause(lambda: None)
    turning.wait_for_others(theirs)
    assert theirs.row(NAMES) == (3 + MANY,)
    assert check(theirs, DEFAULT) == ()
