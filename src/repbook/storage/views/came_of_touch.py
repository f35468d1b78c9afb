"""What hangs on a touch: the rows that came of it, and those of the customer's that it changed.

A check or a promise names its touch; that a call kept a promise, asked after somebody, or hung the next
call, only the journal knows. A step that wrote more touches than this one, such as an import, says nothing
about it: there the rows' own links count.
"""

from __future__ import annotations

import json
from typing import Any

from ...errors import NotFound
from ...values import NamedTuple
from ..book.book_file import BookFile
from ..rows.images import Image, Key, image

COMES = ("checks", "problems", "promises", "evidence", "facts", "followups", "letters", "asks")
"""What may come of a touch."""
LINKED = ("checks", "problems", "promises", "evidence", "facts")
"""Of these, what names its touch; the touch that a follow-up names is the one that has done it."""
CHANGES = {
    "followups": ("state", "done_on", "touch_id", "reason"),
    "promises": ("state", "closed_on", "reason"),
    "expectations": ("state", "asked_on", "words"),
    "facts": ("last_asked_on", "state", "state_on", "done_on"),
    "problems": ("solved_on", "recheck_on", "fix_by"),
}
"""What a touch may change of rows that were there before; the first that differs says whether it still stands."""

WITH = """
SELECT j.operation_id, j."before" FROM journal j JOIN operations o ON o.id = j.operation_id
WHERE j.customer_id = ? AND j.table_name = 'touches' AND j.row_id = ? AND o.state = 'done'
  AND (SELECT count(*) FROM journal WHERE operation_id = o.id AND table_name = 'touches') = 1
  AND NOT EXISTS (SELECT 1 FROM journal_runs WHERE operation_id = o.id AND table_name = 'touches')"""
ENTRIES = """
SELECT table_name, row_id, "before", "after" FROM journal WHERE operation_id = ? ORDER BY id"""
RENEWED = """
SELECT n.row_id FROM journal j JOIN operations o ON o.id = j.operation_id
JOIN journal n ON n.operation_id = o.id AND n.table_name = 'promises' AND n."before" IS NULL
WHERE j.customer_id = ? AND j.table_name = 'promises' AND j.row_id = ? AND j."before" IS NOT NULL
  AND o.state = 'done' AND json_extract(n."after", '$.text') = ?"""
HANGS_ON = (
    ("problems", "followups", "problem_id"),
    ("problems", "promises", "problem_id"),
    ("promises", "followups", "promise_id"),
)
"""What goes where its problem or its promise goes, whenever it was hung."""


class Came(NamedTuple):
    """A row that came of the touch."""

    table: str
    row_id: int
    text: str


class Turned(NamedTuple):
    """A row that the touch changed and that still is as it left it; ``columns`` are (before, after)."""

    table: str
    row_id: int
    text: str
    columns: dict[str, tuple[Any, Any]]


class Hanging(NamedTuple):
    """All that hangs on a touch. ``spare`` came only because of what it ``turned``: the next of a round,
    the call about an expectation. ``posted`` is the letter that this touch was the posting of.
    """

    came: tuple[Came, ...] = ()
    turned: tuple[Turned, ...] = ()
    spare: tuple[Came, ...] = ()
    posted: int | None = None


def hanging(book: BookFile, touch_id: int) -> Hanging:
    """What hangs on a touch, of the customer's whose it is. Raises ``NotFound``."""
    connection = book.connection
    touch = image(connection, "touches", touch_id)
    if touch is None:
        raise NotFound("this touch is no longer in the book", "undo may bring it back")
    customer = touch["customer_id"]
    rows: dict[Key, Image] = {}
    turned: dict[Key, dict[str, tuple[Any, Any]]] = {}
    for operation in _operations(book, touch_id, customer):
        for table, row_id, before, after in book.rows(ENTRIES, (operation,)):
            key = (table, row_id)
            now = image(connection, table, row_id) if table in (*COMES, *CHANGES) else None
            if now is None or after is None or now.get("customer_id") != customer:
                continue
            if before is None:
                if table in COMES:
                    rows[key] = now
            elif key not in rows:
                _merge(turned.setdefault(key, {}), table, json.loads(before), json.loads(after))
    _linked(book, touch_id, customer, rows)
    for row_id, state in book.rows(
        "SELECT id, state FROM followups WHERE touch_id = ? AND customer_id = ?",
        (touch_id, customer),
    ):
        if state == "done" and ("followups", row_id) not in {*rows, *turned}:
            done = image(connection, "followups", row_id) or {}
            fresh = {"state": "open", "done_on": None, "touch_id": None, "reason": done["reason"]}
            turned["followups", row_id] = {name: (fresh[name], done[name]) for name in fresh}
    came = {key: row for key, row in rows.items() if _goes(key, row)}
    standing, spare = _as_it_left(book, turned, came)
    posted = book.row(
        "SELECT id FROM letters WHERE touch_id = ? AND posted_on IS NOT NULL", (touch_id,)
    )
    return Hanging(
        tuple(Came(*key, _text(row)) for key, row in came.items() if key not in spare),
        standing,
        tuple(Came(*key, _text(came[key])) for key in spare),
        posted[0] if posted else None,
    )


def _operations(book: BookFile, touch_id: int, customer: int) -> list[int]:
    """The steps that wrote this touch and no other, oldest first; also those when it was another's."""
    found: set[int] = set()
    waiting, seen = [customer], {customer}
    while waiting:
        for operation, before in book.rows(WITH, (waiting.pop(), touch_id)):
            found.add(operation)
            earlier = json.loads(before)["customer_id"] if before else customer
            if earlier not in seen:
                seen.add(earlier)
                waiting.append(earlier)
    return sorted(found)


def _merge(columns: dict[str, tuple[Any, Any]], table: str, before: Image, after: Image) -> None:
    """Take one more change of a row in: what it was at first stays, what it became last counts."""
    for name in CHANGES.get(table, ()):
        if before[name] != after[name]:
            columns[name] = (columns[name][0] if name in columns else before[name], after[name])


def _linked(book: BookFile, touch_id: int, customer: int, rows: dict[Key, Image]) -> None:
    """Take in what names the touch, and what hangs on a problem or a promise of these."""
    for table in LINKED:
        _take(book, table, "touch_id", touch_id, customer, rows)
    _renewed(book, customer, rows)
    for parent, table, column in HANGS_ON:
        for key in [key for key in rows if key[0] == parent]:
            _take(book, table, column, key[1], customer, rows)


def _renewed(book: BookFile, customer: int, rows: dict[Key, Image]) -> None:
    """Take in the promise that took the place of one that was renegotiated, and so on."""
    waiting = [key for key, row in rows.items() if key[0] == "promises"]
    while waiting:
        table, row_id = waiting.pop()
        if rows[table, row_id]["state"] != "renegotiated":
            continue
        for (renewed,) in book.rows(RENEWED, (customer, row_id, rows[table, row_id]["text"])):
            if (table, renewed) not in rows:
                now = image(book.connection, table, renewed)
                if now is not None and now["customer_id"] == customer:
                    rows[table, renewed] = now
                    waiting.append((table, renewed))


def _take(
    book: BookFile, table: str, column: str, parent: int, customer: int, rows: dict[Key, Image]
) -> None:
    found = book.rows(
        f"SELECT id FROM {table} WHERE {column} = ? AND customer_id = ? ORDER BY id",
        (parent, customer),
    )
    for (row_id,) in found:
        rows.setdefault((table, row_id), image(book.connection, table, row_id) or {})


def _goes(key: Key, row: Image) -> bool:
    """What was done or posted since was done for whom it was: it stays with them."""
    if key[0] == "followups":
        return bool(row["state"] == "open")
    return not (key[0] == "letters" and row["posted_on"])


def _as_it_left(
    book: BookFile, turned: dict[Key, dict[str, tuple[Any, Any]]], came: dict[Key, Image]
) -> tuple[tuple[Turned, ...], list[Key]]:
    """What still is as the touch left it, and what of ``came`` only stands in for it.

    One of a round whose next was done or moved on since is not opened again: the round has gone on.
    """
    standing: list[Turned] = []
    spare: list[Key] = []
    for key, columns in turned.items():
        now = image(book.connection, *key)
        changed = {name: both for name, both in columns.items() if both[0] != both[1]}
        if now is None or not changed or not _stands(now, changed):
            continue
        instead = [other for other, row in came.items() if _stands_in(row, key[0], now)]
        if instead or not now.get("every_days"):
            standing.append(Turned(*key, _text(now), changed))
            spare += instead
    return tuple(standing), spare


def _stands(now: Image, columns: dict[str, tuple[Any, Any]]) -> bool:
    name, (_, after) = next(iter(columns.items()))
    return bool(now[name] == after)


def _stands_in(row: Image, table: str, now: Image) -> bool:
    """Whether a follow-up that came of a touch is the next of a round, or the call about an expectation."""
    if table == "expectations":
        return bool(row.get("source") == "expectation" and now["text"][:200] in row["what"])
    return (
        table == "followups"
        and now["every_days"] is not None
        and row.get("every_days") == now["every_days"]
        and row.get("what") == now["what"]
    )


def _text(row: Image) -> str:
    for name in ("text", "what", "subject", "words"):
        if row.get(name):
            return str(row[name])
    return ""
