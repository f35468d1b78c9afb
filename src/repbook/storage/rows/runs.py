"""What an import brings in, as the history keeps it: runs of rows whose ids follow each other, without their words.

While its step is done the rows stand in their tables, and a run only says which they are. Undo packs them away
here, block by block, so that a step of a million rows needs no more memory than one of a thousand; redo brings
them back. A row of a run that a later step has touched is in that step's own entries of the journal.
"""

from __future__ import annotations

import json
import zlib
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ...values import NamedTuple
from .images import ENCODER, Image
from .searched import put_in

LEAST, BLOCK = 100, 2000
"""From so many rows on a run is shorter than their images; so many are packed and unpacked at a time."""
QUICK = 1
"""How hard zlib tries: mostly the rows come out again within seconds."""

OF_STEP = (
    "SELECT id, table_name, first_id, last_id FROM journal_runs WHERE operation_id = ? ORDER BY id"
)
KEEP = "INSERT INTO journal_runs (operation_id, table_name, first_id, last_id, owners) VALUES (?, ?, ?, ?, '[]')"
TOUCHED = """
SELECT r.table_name FROM journal_runs r JOIN journal j ON j.table_name = r.table_name
  AND j.row_id BETWEEN r.first_id AND r.last_id
JOIN operations o ON o.id = j.operation_id
WHERE r.operation_id = ?1 AND j.operation_id > ?1 AND o.state = 'done' LIMIT 1"""
TAKEN_OUT = """
SELECT count(DISTINCT j.row_id) FROM journal j JOIN operations o ON o.id = j.operation_id
WHERE j.table_name = ?1 AND j.row_id BETWEEN ?2 AND ?3 AND j."after" IS NULL AND o.state = 'done'"""


class Run(NamedTuple):
    """Rows that were put in together: their table and their ids."""

    id: int
    table: str
    ids: range

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last id."""
        return self.ids.start, self.ids.stop - 1


Ranges = Sequence[range]


def spans(brought: Iterable[Run]) -> dict[str, list[range]]:
    """The ids of runs by table, those that follow each other as one."""
    found: dict[str, list[range]] = {}
    for run in sorted(brought, key=lambda run: (run.table, run.ids.start)):
        ranges = found.setdefault(run.table, [])
        start = ranges.pop().start if ranges and ranges[-1].stop == run.ids.start else run.ids.start
        ranges.append(range(start, run.ids.stop))
    return found


def without(ids: Iterable[int], ranges: Ranges) -> set[int]:
    """Those of these ids that lie in none of the ranges."""
    return {one for one in ids if not any(one in those for those in ranges)}


def blocks(ids: range) -> Iterator[range]:
    """Ids in parts of a size that memory hardly notices."""
    for start in range(ids.start, ids.stop, BLOCK):
        yield range(start, min(start + BLOCK, ids.stop))


def is_whole(connection: Any, table: str, ids: range) -> bool:
    """Whether all of these rows are in the book."""
    return bool(count(connection, table, ids) == len(ids))


def count(connection: Any, table: str, ids: range) -> int:
    """How many of these rows are in the book."""
    sql = f'SELECT count(*) FROM "{table}" WHERE id BETWEEN ? AND ?'
    found: int = connection.execute(sql, (ids.start, ids.stop - 1)).fetchone()[0]
    return found


def keep(connection: Any, operation: int, table: str, ids: range) -> None:
    """Remember that a step put in these rows."""
    ends = ((operation, table, some.start, some.stop - 1) for some in blocks(ids))
    connection.executemany(KEEP, ends)


def runs_of(connection: Any, operation: int) -> list[Run]:
    """The runs of a step, in the order in which their rows were put in."""
    return [
        Run(row_id, table, range(first, last + 1))
        for row_id, table, first, last in connection.execute(OF_STEP, (operation,))
    ]


def owners_of(connection: Any, table: str, ids: range) -> set[int]:
    """Whose these rows are, as they stand in the book."""
    if table == "customers":
        return set(ids)
    sql = f'SELECT DISTINCT customer_id FROM "{table}" WHERE id BETWEEN ? AND ?'
    return {row[0] for row in connection.execute(sql, (ids.start, ids.stop - 1))} - {None}


def touched(connection: Any, operation: int, runs: Iterable[Run]) -> str | None:
    """The table of a row of these runs that is not as the step left it: changed by a later one, or gone."""
    found = connection.execute(TOUCHED, (operation,)).fetchone()
    if found:
        return str(found[0])
    return next((run.table for run in runs if not is_whole(connection, run.table, run.ids)), None)


def taken_out(connection: Any, run: Run) -> int:
    """How many rows of a run steps that still stand have removed."""
    found: int = connection.execute(TAKEN_OUT, (run.table, *run.ends)).fetchone()[0]
    return found


def packed(connection: Any, run: Run) -> str:
    """The rows of a run as they stand in the book, packed."""
    cursor = connection.execute(
        f'SELECT * FROM "{run.table}" WHERE id BETWEEN ? AND ? ORDER BY id', run.ends
    )
    return pack([column[0] for column in cursor.description], cursor.fetchall())


def put_away(connection: Any, run: Run, owners: Iterable[int]) -> None:
    """Take the rows of a run out of the book, packed; ``owners`` are customers who stay and had some."""
    connection.execute(
        "UPDATE journal_runs SET owners = ?, packed = ? WHERE id = ?",
        (json.dumps(sorted(owners)), packed(connection, run), run.id),
    )
    connection.execute(f'DELETE FROM "{run.table}" WHERE id BETWEEN ? AND ?', run.ends)


def bring_back(connection: Any, run: Run) -> None:
    """Put the rows of a run into the book again; a column that came since takes its default."""
    (kept,) = connection.execute(
        "SELECT packed FROM journal_runs WHERE id = ?", (run.id,)
    ).fetchone()
    names, rows = unpack(kept)
    put_in(connection, run.table, dict.fromkeys(names, "?"), rows, run.ids)
    connection.execute(
        "UPDATE journal_runs SET owners = '[]', packed = NULL WHERE id = ?", (run.id,)
    )


def pack(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Rows as a text that JSON carries as it is."""
    plain = ENCODER.encode([names, rows]).encode("utf-8")
    return b2a_base64(zlib.compress(plain, QUICK), newline=False).decode("ascii")


def unpack(text: str) -> tuple[list[str], list[list[Any]]]:
    """The columns and rows of a packed text; raises ``ValueError`` where it is damaged."""
    try:
        names, rows = json.loads(zlib.decompress(a2b_base64(text)))
    except zlib.error as error:
        raise ValueError(str(error)) from None
    return names, rows


def packed_rows(text: str) -> Iterator[Image]:
    """The rows of a packed text, each by its columns; raises ``ValueError`` where it is damaged."""
    names, rows = unpack(text)
    for row in rows:
        yield dict(zip(names, row, strict=True))
