"""All that a book keeps of somebody, row by row, with where each came from: what article 15 asks to be told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ...values import NamedTuple
from ..book.book_file import BookFile
from ..book.row_kinds import OWNED
from . import marks
from .asking import Asker
from .columns import WORDS
from .meant import load, versions

SILENT = frozenset(
    (
        *(
            "id",
            "folded",
            "digits",
            "said",
            "state_on",
            "last_asked_on",
            "agenda",
            "topic",
            "reach",
        ),
        *("step", "anchor", "offset", "unit", "snoozes", "at", "entity", "row_id", "became"),
    )
)
"""Columns that say nothing to a reader, or the same as another."""
ALONE = frozenset(
    (
        *("name", "value", "title", "note", "text", "what", "kind", "on_day", "subject", "body"),
        *("street", "city", "region", "postcode", "country"),
    )
)
"""Columns that are read without being named."""
CALLED = {
    "wish_aim": "to be rung every so many days",
    "wish_limit": "at the latest after so many days",
    "answer_hours": "answered within hours",
    "fix_days": "put right within days",
    "left_risk": "number when you left",
    "theirs": "yours to keep",
    "incoming": "you rang",
    "words": "in your words",
    "customer_said": "you said",
    "said_by": "said by",
    "confidential": "told in confidence",
    "no_need": "no need known",
    "external_id": "number there",
    "extra": "columns of that file",
    "tier": "rank",
    "state_reason": "why",
    "created_on": "in the book since",
    "main": "main contact",
    "do_not": "not to do",
}
"""What columns are called in a letter, where their names would not do."""
FLAGS = frozenset(
    (
        *("main", "newsletter", "incoming", "under_pressure", "no_expectations", "history"),
        *("by_hand", "theirs", "no_need", "confidential", "quality_ok", "delivery_ok", "price_ok"),
    )
)
MADE = """
SELECT o.at, o.label, o."by" FROM journal j JOIN operations o ON o.id = j.operation_id
WHERE j.table_name = :table AND j.row_id = :row AND j."before" IS NULL
UNION ALL SELECT o.at, o.label, o."by" FROM journal_runs r JOIN operations o ON o.id = r.operation_id
WHERE r.table_name = :table AND :row BETWEEN r.first_id AND r.last_id ORDER BY 1 LIMIT 1"""
FILES = """
SELECT program, seen_on FROM came_from
WHERE customer_id = ? AND row_id = ? AND entity LIKE ? || '%' ORDER BY seen_on LIMIT 1"""
OUT = """
SELECT on_day, kind, path, customer_id FROM sent_out WHERE customer_id IS NULL
  OR customer_id IN (SELECT value FROM json_each(?)) ORDER BY on_day, id"""
DRAFTS = "SELECT content FROM drafts WHERE customer_id IN (SELECT value FROM json_each(?))"
ENTITY = {
    "customers": "customer",
    "people": "person",
    "sales": "sale",
    "touches": "touch",
    "followups": "followup",
}
IMPORT = "import "


class KeptRow(NamedTuple):
    """One row: its words by what its columns are called, since when it is kept (an ISO instant, or ""), and from whom."""

    table: str
    row_id: int
    words: tuple[tuple[str, str], ...]
    since: str
    came: str
    secret: bool = False


class Gone(NamedTuple):
    """A file that left the book."""

    on: str
    kind: str
    path: str
    alone: bool
    """Whether it is of nobody else."""


def rows_of(book: BookFile, who: Asker) -> Iterator[KeptRow]:
    """What stands in the book of them, table by table."""
    people = dict(book.rows("SELECT id, name FROM people"))
    for table, _ in OWNED:
        for row in _rows(book, who, table):
            words = tuple(_words(table, row))
            if person := people.get(row.get("person_id")):
                words = (*words, ("person", person))
            if words:
                since, came = _came(book, table, row)
                secret = bool(row.get("confidential"))
                yield KeptRow(table, row["id"], words, since, came, secret)


def earlier_words(book: BookFile, who: Asker, rows: Iterable[KeptRow]) -> tuple[str, ...]:
    """What the history keeps of them, so that it can be undone, and none of their ``rows`` says any longer."""
    now = {word for row in rows for _, word in row.words}
    found: set[str] = set()
    for table, columns in WORDS.items():
        for row in versions(book.connection, table):
            if _is_of(who, table, row):
                said = (name for name in columns if name not in SILENT and row.get(name))
                found |= {str(row[name]) for name in said}
    folded = {word.casefold() for word in now}
    return tuple(sorted(word for word in found - now if word.casefold() not in folded))


def unsaved(book: BookFile, who: Asker) -> tuple[str, ...]:
    """What stands in forms about a customer that were left unsaved."""
    if who.kind != marks.CUSTOMER:
        return ()
    rows = book.rows(DRAFTS, (json.dumps(sorted(who.ids)),))
    return tuple(str(word) for (text,) in rows for word in load(text).values() if word)


def sent_out(book: BookFile, who: Asker) -> tuple[Gone, ...]:
    """The files with them in it that left the book, as far as it knows."""
    whose = who.ids if who.kind == marks.CUSTOMER else ()
    rows = book.rows(OUT, (json.dumps(sorted(whose)),))
    return tuple(Gone(on, kind, path, customer is not None) for on, kind, path, customer in rows)


def _rows(book: BookFile, who: Asker, table: str) -> Iterator[dict[str, Any]]:
    source = "came_from" if table == "origins" else table
    cursor = book.connection.execute(f'SELECT * FROM "{source}" ORDER BY id')
    names = [column[0] for column in cursor.description]
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        if _is_of(who, table, row):
            yield row


def _is_of(who: Asker, table: str, row: dict[str, Any]) -> bool:
    if who.kind == marks.CUSTOMER:
        return row.get("id" if table == "customers" else "customer_id") in who.ids
    if table == "people":
        return row.get("id") in who.ids
    if table == "origins":
        return str(row.get("entity")).startswith("person") and row.get("row_id") in who.ids
    return row.get("person_id") in who.ids


def _words(table: str, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The columns that say anything, as one reads them."""
    if table == "photos":
        yield "picture", f"{len(str(row['value'])) // 1024 + 1} kB"
        return
    for name, value in row.items():
        if (
            name in SILENT
            or (name.endswith("_id") and name != "external_id")
            or value in (None, "", 0, "{}", "[]")
        ):
            continue
        plain = CALLED.get(name, name.removesuffix("_on").replace("_", " "))
        yield "" if name in ALONE else plain, _as_read(name, value)


def _as_read(name: str, value: Any) -> str:
    if name in FLAGS:
        return "yes"
    if name == "extra":
        return ", ".join(f"{key}: {said}" for key, said in load(str(value)).items())
    if name.endswith("_at"):
        return str(value)[:10]
    return f"{value / 100:.2f}" if name == "amount" and isinstance(value, int) else str(value)


def _came(book: BookFile, table: str, row: dict[str, Any]) -> tuple[str, str]:
    """Since when, and where from: a file, or the rep's own word."""
    made = book.row(MADE, {"table": table, "row": row["id"]})
    at, label = (made[0], made[1]) if made else ("", "")
    owner = row["id"] if table == "customers" else row.get("customer_id")
    file = book.row(FILES, (owner, row["id"], ENTITY[table])) if table in ENTITY else None
    if table == "origins":
        return str(row["seen_on"]), f"a file of {row['program']}"
    if file:
        named = label.removeprefix(IMPORT) if label.startswith(IMPORT) else f"a file of {file[0]}"
        return at or str(file[1]), named
    if label.startswith(IMPORT):
        return at, label.removeprefix(IMPORT)
    return at, "written down by hand" if made else ""
