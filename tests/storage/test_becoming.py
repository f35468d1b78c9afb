"""A copy with a step of many rows takes the book's place, or is carried over: what comes of it is the same (F95)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import date
from pathlib import Path

import pytest

from indexed import indexed
from repbook.actions.base import history
from repbook.actions.customers import customers
from repbook.actions.touches import drafts
from repbook.domain.spine import kinds as k
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.large import becoming, carrying, side_copy
from repbook.storage.rows import runs
from repbook.storage.safety.integrity import check
from repbook.storage.transfer import whole_book

from .conftest import Opener

MANY = 2 * runs.LEAST + 1
ON = date(2026, 3, 17)
OLD = 1


def bring(book: Book) -> None:
    """Customers with a fact each, one of an old customer, and two that come one by one."""
    with book.write("import many.csv", op_id="many") as work:
        ids = work.add_many(
            t.Customer,
            [{"name": f"Firm {n}", "folded": f"firm {n}", "created_on": ON} for n in range(MANY)],
        )
        fact = {"kind": k.FactKind.PERSONAL, "text": "plays chess", "on_day": ON}
        work.add_many(t.Fact, [{"customer_id": owner} | fact for owner in (*ids, OLD)])
        for owner in (ids[3], OLD):
            work.add(t.Touch(customer_id=owner, on_day=ON, kind="call", reach="two-way", note="r"))


def all_rows(book: Book) -> dict[str, object]:
    found = {table: book.rows(f'SELECT * FROM "{table}" ORDER BY id') for table in whole_book.FACTS}
    return found | {
        "standings": book.rows("SELECT * FROM standings ORDER BY customer_id"),
        "search": indexed(book.connection),
        "numbers": whole_book.last_ids(book),
        "triggers": sorted(book.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")),
    }


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Another program reads, and goes on reading."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM customers").fetchone()
        yield


def filed(
    book: Book,
    folder: Path,
    meanwhile: Callable[[], object] = lambda: None,
    *,
    carried: bool = False,
    during: Callable[[Path], object] = lambda _: nullcontext(),
) -> bool:
    """The step made aside and brought into the book; whether the copy took its place."""
    unwritten = becoming.Unwritten(book.path)
    with closing(unwritten), side_copy.side_copy(book, folder) as side:
        bring(side.book)
        meanwhile()
        with during(book.path):  # type: ignore[attr-defined]
            became = not carried and becoming.become(side, book, "many", unwritten)
        if not became:
            carrying.carry(side, book, "many", lambda connection: None)
    return became


def test_what_took_the_books_place_is_what_would_have_been_carried_over(
    open_book: Opener, path: Path, tmp_path: Path
) -> None:
    other = open_book(Path(str(path.rename(tmp_path / "a.db"))))
    path.write_bytes((tmp_path / "a.db").read_bytes())
    book = open_book()
    before = all_rows(book)
    (tmp_path / "aside").mkdir()
    assert filed(book, tmp_path / "aside")
    assert not filed(other, tmp_path, carried=True)
    after = all_rows(book)
    assert all_rows(other) == after != before
    assert check(book, DEFAULT) == ()
    assert not path.with_name("book.db-journal").exists()
    history.undo(book)
    assert all_rows(book) == before | {"numbers": after["numbers"]}
    history.redo(book)
    assert all_rows(book) == after


def draft(book: Book) -> None:
    drafts.save(book, "log", OLD, 0, {"line": "rang"})


def add(book: Book) -> None:
    customers.add(book, "Quite New")


@pytest.mark.parametrize(
    ("meanwhile", "during", "became"),
    [
        pytest.param(lambda book: None, None, True, id="nothing"),
        pytest.param(draft, None, False, id="something typed is kept"),
        pytest.param(add, None, False, id="a customer"),
        pytest.param(lambda book: None, reading, False, id="another program reads"),
    ],
)
def test_nothing_that_was_written_meanwhile_is_lost(
    open_book: Opener,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: Callable[[Book], object],
    during: Callable[[Path], object] | None,
    became: bool,
) -> None:
    monkeypatch.setattr(becoming, "WAIT_SECONDS", 0)
    book, theirs = open_book(), open_book()
    book.connection.execute("PRAGMA busy_timeout=0")
    how = {"during": during} if during else {}
    assert filed(book, tmp_path, lambda: meanwhile(theirs), **how) is became
    assert theirs.row("SELECT count(*) FROM customers WHERE id > 1000") == (MANY,)
    assert theirs.row("SELECT count(*) FROM drafts") == (int(meanwhile is draft),)
    assert theirs.row("SELECT count(*) FROM customers WHERE id < 1000") == (3 + (meanwhile is add),)
    assert check(theirs, DEFAULT) == ()
    customers.edit(theirs, OLD, city="Hull")
