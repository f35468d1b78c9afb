"""``repbook check``: everything that can be wrong with a book, named by table and id; and what can be mended.

Mended are only the caches and the search, which follow from the rows. A row is never changed or removed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Literal

from ...domain.spine.rules import Rules
from ...errors import BookUnusable
from ...values import NamedTuple
from ..book.book import Book
from ..book.engine import BACKUP_HINT
from ..book.facts_cache import Cached, each_reckoned, rebuild
from ..book.journal import MAY_GO
from ..places.everybody import is_as_told, nowhere, places_kept
from ..rows import runs
from ..rows.searched import rebuild_search
from ..rows.steps import all_on_their_way
from .damaged_values import LOOK, damaged_values
from .file_health import damage
from .invariants import broken, without_agenda
from .reindex import wrong_in_search

if TYPE_CHECKING:
    pass

Severity = Literal["damaged", "wrong", "stale"]

REPAIR = "`repbook check --repair` rebuilds it"

STORED = """
SELECT customer_id, facts, attention_on, vulnerable_until, last_two_way_on, next_due_on,
  first_sale_month_day FROM standings"""
AGAIN = "try again in a moment: what it rests on is not all there yet"
LOST = "take a backup with `repbook restore`"


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
    if _under_way(book):
        return (*found, Finding("wrong", "rows of an import are just on their way", AGAIN))
    for part in (_orphans, _values, partial(_customers, rules=rules), _runs, _search):
        try:
            found += part(book)
        except (sqlite3.DatabaseError, BookUnusable) as error:
            if "readonly" in str(error):
                continue  # the search is only looked into where it can be written
            if not found:
                found.append(Finding("damaged", "the file can't be read to its end", BACKUP_HINT))
    return tuple(found)


def _under_way(book: Book) -> bool:
    """Whether rows of an import come just now, or go; not where it can't be read, which the rest says."""
    try:
        return bool(all_on_their_way(book.connection))
    except sqlite3.DatabaseError:
        return False


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


def _values(book: Book) -> Iterator[Finding]:
    """Rows that break a constraint, hold a wrong type, or a text that is none (F70)."""
    for words in damaged_values(book):
        yield Finding("damaged", words, LOOK)


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
    for customer_id in nowhere(book):
        yield Finding("stale", f"customer {customer_id} has no place on Today", REPAIR)
    for customer_id in stored:
        yield Finding("stale", f"facts are cached of customer {customer_id}, who is gone", REPAIR)


def _search(book: Book) -> Iterator[Finding]:
    """Search entries that are not what the rows say."""
    for kind, row_id in wrong_in_search(book.connection):
        if kind:
            yield Finding("stale", f"the search entry of {kind} {row_id} is out of date", REPAIR)
        else:
            yield Finding("stale", "the search index is damaged", REPAIR)
