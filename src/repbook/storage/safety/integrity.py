"""``repbook check``: everything that can be wrong with a book, named by table and id; and what can be mended.

Mended are only the caches and the search, which follow from the rows. A row is never changed or removed.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from ...domain.spine.rules import Rules
from ...errors import BookUnusable
from ...values import NamedTuple
from ..book.book import Book
from ..book.engine import BACKUP_HINT
from ..book.facts_cache import Cached, each_reckoned, rebuild
from ..book.journal import MAY_GO
from ..places.everybody import is_as_told, places_kept
from ..rows import runs
from ..rows.searched import rebuild_search
from ..rows.steps import all_on_their_way
from .file_health import damage
from .invariants import broken, without_agenda
from .reindex import wrong_in_search

if TYPE_CHECKING:
    from sqlalchemy import Table

Severity = Literal["damaged", "wrong", "stale"]

BROKEN = re.compile("[\ud800-\udfff]")
REPAIR = "`repbook check --repair` rebuilds it"
LOOK = "open the customer and enter it anew, or take a backup with `repbook restore`"

STORED = """
SELECT customer_id, facts, attention_on, vulnerable_until, last_two_way_on, next_due_on,
  first_sale_month_day FROM standings"""
AGAIN = "try again in a moment: what it rests on is not all there yet"
LOST = "take a backup with `repbook restore`"

ODD = {
    "number": "typeof({0}) NOT IN ('integer', 'null')",
    "day": "{0} IS NOT date({0}, '+0 days')",
    "text": "typeof({0}) NOT IN ('text', 'null')",
}
"""What no value of a column can be, by what the column holds."""

RULES = {
    "_known": "{} is not a word that repbook knows",
    "_length": "{} is empty or too long",
    "confirmed_in_words": "it is closed without the customer's words",
    "change_answered": "what was to be changed was not followed by anything",
}
"""What it means that a row breaks a constraint, by the end of the constraint's name."""


class Finding(NamedTuple):
    """One thing that is wrong, and what to do.

    ``severity``: damaged (can't be read), wrong (breaks a rule), or stale (follows from the rows, and
    ``repair`` mends it).
    """

    severity: Severity
    what: str
    hint: str


def check(book: Book, rules: Rules) -> tuple[Finding, ...]:
    """Look at everything; empty for a book that is well. Takes seconds for a large one. ``rules`` are the rep's."""
    found = [Finding("damaged", words, BACKUP_HINT) for words in damage(book.connection)]
    if all_on_their_way(book.connection):
        return (*found, Finding("wrong", "rows of an import are just on their way", AGAIN))
    for part in (_orphans, _rows, partial(_customers, rules=rules), _runs, _search):
        try:
            found += part(book)
        except (sqlite3.DatabaseError, BookUnusable) as error:
            if "readonly" in str(error):
                continue  # the search is only looked into where it can be written
            if not found:
                found.append(Finding("damaged", "the file can't be read to its end", BACKUP_HINT))
    return tuple(found)


def repair(book: Book) -> int:
    """Rebuild the caches and the search from the rows, in one transaction; returns how many customers."""

    def mend(connection: sqlite3.Connection) -> int:
        rebuild_search(connection)
        return rebuild(connection)

    return book.run(mend)


def _orphans(book: Book) -> Iterator[Finding]:
    """Rows that hang on a row that is not there (F71)."""
    for table, row_id, parent, _ in book.rows("PRAGMA foreign_key_check"):
        yield Finding("wrong", f"{table} {row_id}: what it belongs to in {parent} is gone", LOOK)


def _rows(book: Book) -> Iterator[Finding]:
    """Rows that break a constraint, hold a wrong type, or a text that is none (F70)."""
    from sqlmodel import SQLModel

    from ..book import tables  # noqa: F401 - it fills the metadata

    for table in SQLModel.metadata.sorted_tables:
        if "id" in table.c:
            for row_id, words in (*_against_rules(book, table), *_against_types(book, table)):
                yield Finding("damaged", f"{table.name} {row_id}: {words}", LOOK)


def _against_rules(book: Book, table: Table) -> Iterator[tuple[int, str]]:
    """The rows that break a constraint of their table: (id, what is wrong)."""
    from sqlalchemy import CheckConstraint

    for rule in table.constraints:
        name = str(rule.name)
        if isinstance(rule, CheckConstraint) and not name.endswith("_is_a_day"):
            sql = f'SELECT id FROM "{table.name}" WHERE NOT ({rule.sqltext}) ORDER BY id'
            for (row_id,) in book.rows(sql):
                yield row_id, _says(name)


def _against_types(book: Book, table: Table) -> Iterator[tuple[int, str]]:
    """The rows that hold what their column can't mean: (id, what is wrong)."""
    columns = [(column.name, not column.nullable, _sort(column)) for column in table.c]
    suspects = _suspects(book, table.name, columns)
    if suspects is not None and not suspects:
        return
    names = ", ".join(f'"{name}"' for name, *_ in columns)
    among = "" if suspects is None else f" WHERE id IN ({', '.join(map(str, suspects))})"
    with _as_stored(book.connection):
        for row in book.connection.execute(
            f'SELECT {names} FROM "{table.name}"{among} ORDER BY id'
        ):
            for (name, needed, kind), value in zip(columns, row, strict=True):
                if wrong := _wrong(value, kind, needed=needed):
                    yield row[0], f"{name.replace('_', ' ')} {wrong}"


def _sort(column: Any) -> str:
    from sqlalchemy import Boolean, Date, Integer

    if isinstance(column.type, Integer | Boolean):
        return "number"
    return "day" if isinstance(column.type, Date) else "text"


def _suspects(book: Book, table: str, columns: list[tuple[str, bool, str]]) -> list[int] | None:
    """The rows to look at value by value, as SQLite itself sees them; None for all, where a text is no UTF-8.

    It takes the 31st of February for a day, but does not give it back as it was.
    """
    odd = " OR ".join(
        ODD[kind].format(f'"{name}"') + (f' OR "{name}" IS NULL' if needed else "")
        for name, needed, kind in columns
    )
    texts = ", ".join(f'"{name}"' for name, _, kind in columns if kind != "number") or "1"
    before, book.connection.text_factory = book.connection.text_factory, str
    try:
        for _ in book.connection.execute(f'SELECT {texts} FROM "{table}"'):
            pass
        rows = book.connection.execute(f'SELECT id FROM "{table}" WHERE {odd}').fetchall()
    except sqlite3.OperationalError as error:
        if "decode to UTF-8" in str(error):
            return None
        raise
    finally:
        book.connection.text_factory = before
    return [row[0] for row in rows]


def _says(rule: str) -> str:
    for ending, words in RULES.items():
        if rule.endswith(ending):
            return words.format(rule.removesuffix(ending).replace("_", " "))
    return f"{rule.replace('_', ' ')}: not so"


def _wrong(value: Any, kind: str, *, needed: bool) -> str:
    """What is wrong with one value as it is stored."""
    if value is None:
        return "is missing" if needed else ""
    if kind == "number":
        return "" if isinstance(value, int) else "is not a whole number"
    if kind == "day":
        return "" if _is_day(value) else "is not a day"
    if not isinstance(value, str):
        return "is not a text"
    return "holds bytes that are no text" if BROKEN.search(value) else ""


def _is_day(value: object) -> bool:
    """Python's word counts: SQLite takes the 31st of February for a day."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


@contextmanager
def _as_stored(connection: sqlite3.Connection) -> Iterator[None]:
    """Let a text that is no UTF-8 be seen as such: otherwise it would end the reading of all."""
    before = connection.text_factory
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = before


def _runs(book: Book) -> Iterator[Finding]:
    """Rows that an import brought, and that no step has removed, but that are gone."""
    # Of a step about somebody who was forgotten rows are gone, and no step removed them.
    for (step,) in book.rows(f"SELECT id FROM operations WHERE {MAY_GO} ORDER BY id"):
        for run in runs.runs_of(book.connection, step):
            there = runs.count(book.connection, run.table, run.ids)
            if there + runs.taken_out(book.connection, run) < len(run.ids):
                which = f"{run.table} {run.ids[0]} to {run.ids[-1]}"
                yield Finding("wrong", f"of {which} some are gone, and no step removed them", LOST)


def _customers(book: Book, rules: Rules) -> Iterator[Finding]:
    """What follows from a customer's facts, all of it from one reading of them.

    What holds after any sequence of actions, and does not here (R36); cached facts that are not what the rows say; a
    place on Today that is not what the rules say.
    """
    stored: dict[int, Cached] = {row[0]: row for row in book.rows(STORED)}
    for name, words in without_agenda(book):
        yield Finding("wrong", f"{name}: {words}", LOOK)
    held, now = places_kept(book, rules), book.clock.local().astimezone()
    for facts, row in each_reckoned(book.connection):
        if row != stored.pop(row[0], None):
            yield Finding("stale", f"the cached facts of customer {row[0]} are out of date", REPAIR)
        if facts is None:
            continue
        for words in broken(book, facts, now.date(), rules):
            yield Finding("wrong", f"{facts.name}: {words}", LOOK)
        if facts.id in held and not is_as_told(held[facts.id], facts, now, rules):
            yield Finding(
                "stale", f"the place of customer {facts.id} on Today is out of date", REPAIR
            )
    for customer_id in stored:
        yield Finding("stale", f"facts are cached of customer {customer_id}, who is gone", REPAIR)


def _search(book: Book) -> Iterator[Finding]:
    """Search entries that are not what the rows say."""
    for kind, row_id in wrong_in_search(book.connection):
        if kind:
            yield Finding("stale", f"the search entry of {kind} {row_id} is out of date", REPAIR)
        else:
            yield Finding("stale", "the search index is damaged", REPAIR)
