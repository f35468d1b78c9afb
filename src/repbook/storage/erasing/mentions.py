"""Their name in what was written about others: shown and counted, and taken out only if that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...values import NamedTuple
from ..book.row_kinds import OWNED
from ..rows.runs import pack, unpack
from .columns import NAMES, WORDS
from .traces import change_images
from .words import Names

AROUND = 30
"""So many signs to either side of a name are shown."""
OWNER = dict(OWNED)
SAID = {
    table: words
    for table, columns in WORDS.items()
    if (words := tuple(column for column in columns if column not in NAMES))
}
"""The columns in which somebody else may be mentioned."""


class Mention(NamedTuple):
    """A text of somebody else that holds the name: which row, whose it is, and the words around."""

    table: str
    row_id: int
    customer: str
    words: str


def find(connection: Any, names: Names) -> Iterator[Mention]:
    """All that stand in the rows of the book."""
    for table, columns in SAID.items() if names else ():
        owner = OWNER.get(table, "NULL")
        these = ", ".join(f't."{name}"' for name in columns)
        sql = (
            f"SELECT t.id, coalesce(c.name, ''), {these} FROM \"{table}\" t"
            f" LEFT JOIN customers c ON c.id = {f't.{owner}' if owner != 'NULL' else 'NULL'}"
        )
        for row_id, customer, *texts in connection.execute(sql):
            for text in texts:
                for start, end in names.spans(text) if isinstance(text, str) else ():
                    words = text[max(0, start - AROUND) : end + AROUND]
                    yield Mention(table, row_id, customer, " ".join(words.split()))


def in_history(connection: Any, names: Names) -> int:
    """How many entries of the history have it: as a row was before, or as undo would bring it."""
    if not names:
        return 0
    entries = connection.execute('SELECT "before", "after" FROM journal')
    return sum(any(names.are_in(text) for text in both if text) for both in entries)


def take_out(connection: Any, names: Names) -> None:
    """Put another word in place of the name, in the rows and in their history alike, so that undo still fits."""
    for table, columns in SAID.items() if names else ():
        these = ", ".join(f'"{name}"' for name in columns)
        sets = ", ".join(f'"{name}" = ?' for name in columns)
        found = []
        for row_id, *texts in connection.execute(f'SELECT id, {these} FROM "{table}"'):
            now = [names.without(text) if isinstance(text, str) else text for text in texts]
            if now != texts:
                found.append((*now, row_id))
        connection.executemany(f'UPDATE "{table}" SET {sets} WHERE id = ?', found)

        def cleaned(image: dict[str, Any], columns: tuple[str, ...] = columns) -> dict[str, Any]:
            texts = {name: image[name] for name in columns if isinstance(image.get(name), str)}
            return {**image, **{name: names.without(text) for name, text in texts.items()}}

        change_images(connection, table, cleaned)
    _from_packed(connection, names)


def _from_packed(connection: Any, names: Names) -> None:
    """Rows of an undone import."""
    sql = "SELECT id, table_name, packed FROM journal_runs WHERE packed IS NOT NULL"
    for run, table, packed in connection.execute(sql).fetchall():
        columns, rows = unpack(packed)
        words = SAID.get(table, ())
        now = [
            [
                names.without(value) if name in words and isinstance(value, str) else value
                for name, value in zip(columns, row, strict=True)
            ]
            for row in rows
        ]
        if now != rows:
            connection.execute(
                "UPDATE journal_runs SET packed = ? WHERE id = ?", (pack(columns, now), run)
            )
