"""One transaction of writing: rows, a journal of what changed, caches brought along."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from ...domain.spine.model import Change
from ...errors import BookUnusable, NotFound, RepbookError
from ..rows import runs, steps
from ..rows.declared import DECLARED
from ..rows.entries import KEEP
from ..rows.images import Concerned, Image, Key, as_json, customer_of, image, images, owners
from ..rows.plain_rows import plain_values
from ..rows.ready_rows import ReadyRows
from ..rows.searched import put_in
from .book_file import BookFile, translate
from .facts_cache import refresh
from .row_kinds import NOUNS

if TYPE_CHECKING:
    from sqlmodel import SQLModel

    from .model_rows import ModelRows

Table = TypeVar("Table", bound="SQLModel")
Entry = tuple[str, int, int | None, str | None, str | None]
"""A line of the journal: table, row, customer, before, after."""


class Work:
    """What an action writes through. Rows added or changed here are journalled for undo."""

    def __init__(
        self, book: BookFile, label: str, op_id: str | None, *, by_model: bool = False
    ) -> None:
        self.book = book
        self.label = label
        self.op_id = op_id or os.urandom(16).hex()
        self.today: date = book.clock.today()
        self.at: str = book.clock.instant()
        self.notes: list[str] = []
        self.change = Change(self.op_id, label)
        self.rows = self._rows(by_model)
        self._before: dict[Key, Image | None] = {}
        self._keys: dict[Key, int] = {}
        """The first of rows that were put in together, and how many they are; of others each."""
        self._spans: dict[str, list[range]] = {}
        """The ids of those that were put in together; what follows each other is one."""

    # -- rows ------------------------------------------------------------------------------------

    def _rows(self, by_model: bool) -> ReadyRows | ModelRows:
        """The rows in hand: through ready statements, or through SQLModel."""
        if not by_model:
            return ReadyRows(self.book.connection, self._note_before, self._note_after)
        from .model_rows import ModelRows

        return ModelRows(self.book, self._note_before, self._note_after)

    def add(self, row: Table) -> Table:
        """Put a new row in the book; its id is known at once. What is set in it later is set in what is returned."""
        added: Table = self.rows.add(row)
        return added

    def flush(self) -> None:
        """Write what was changed, for who reads it by SQL."""
        self.rows.flush()

    def let_go(self) -> None:
        """Write what was changed; who goes on asks for each row anew."""
        self.rows.let_go()

    def add_many(self, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> range:
        """Put thousands of new rows in the book from plain values; returns their ids in order.

        Ten times as quick as rows added one by one. What a row does not name takes its default.
        """
        name = str(table.__tablename__)
        self.flush()
        found = self.book.row("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,))
        first = (found[0] if found else 0) + 1
        columns, values = plain_values(name, rows, first)
        ids = range(first, first + len(rows))
        put_in(self.book.connection, name, columns, values, ids, searched=self.book.keeps_up)
        if rows:
            self._keys[name, first] = len(rows)
            spans = self._spans.setdefault(name, [])
            if spans and spans[-1].stop == first:
                spans[-1] = range(spans[-1].start, ids.stop)
            else:
                spans.append(ids)
        return ids

    def get(self, table: type[Table], row_id: int) -> Table:
        """A row to change; raises ``NotFound`` if it is gone, ``BookUnusable`` if it is damaged."""
        name = str(table.__tablename__)
        noun = NOUNS.get(name, name.removesuffix("s"))
        try:
            row: Table | None = self.rows.get(table, row_id)
        except (TypeError, ValueError):
            raise BookUnusable(
                f"this {noun} is damaged and can't be changed", "`repbook check` says where"
            ) from None
        if row is None:
            raise NotFound(f"this {noun} is no longer in the book", "undo may bring it back")
        return row

    def find(self, table: type[Table], **equal: Any) -> list[Table]:
        """The rows of a table whose columns equal what is given, oldest first, to change."""
        found: list[Table] = self.rows.find(table, **equal)
        return found

    @staticmethod
    def once(row: SQLModel) -> list[tuple[str, ...]]:
        """The columns that together stand once only in the table of a row."""
        return DECLARED[str(row.__tablename__)].once

    def remove(self, *rows: SQLModel) -> None:
        """Take rows out of the book; undo brings them back with the same ids."""
        self.rows.remove(*rows)

    # -- the transaction -------------------------------------------------------------------------

    @contextmanager
    def open(self) -> Iterator[None]:
        """Begin, run the action's body, journal, refresh the caches, commit; or leave no trace."""
        self.book.begin()
        try:
            done = self._done_before()
            if done is None:
                yield
                self.flush()
                self.change = self._journal()
                self.book.commit()
            else:
                # The first attempt did reach the disk: let the body run for nothing.
                with suppress(RepbookError):
                    yield
                self.book.rollback()
                self.change = done
        except BaseException as error:
            self.book.rollback()
            cause = getattr(error, "orig", error)  # SQLAlchemy wraps what SQLite says
            if isinstance(cause, sqlite3.DatabaseError):
                raise translate(cause, self.book.path) from None
            raise
        finally:
            self.rows.close()

    def _done_before(self) -> Change | None:
        found = self.book.row("SELECT id, label FROM operations WHERE op_id = ?", (self.op_id,))
        if found is None:
            return None
        concerned = Concerned()
        for run in runs.runs_of(self.book.connection, found[0]):
            concerned.note_all(run.table, run.ids)
            concerned.customers |= runs.owners_of(self.book.connection, run.table, run.ids)
        for table, row_id, customer_id in self.book.rows(
            "SELECT table_name, row_id, customer_id FROM journal WHERE operation_id = ? ORDER BY id",
            found[:1],
        ):
            concerned.note(table, row_id)
            concerned.customers |= {customer_id} - {None}
        return concerned.change(self.op_id, found[1])

    def _image(self, key: Key) -> Image | None:
        return image(self.book.connection, *key)

    def _note_before(self, keys: Iterable[Key]) -> None:
        # SQLAlchemy names them in no order; the journal's is the same each time.
        for key in sorted(keys):
            if key not in self._keys and not self._is_put_in(key):
                self._keys[key] = 1
                self._before[key] = self._image(key)

    def _note_after(self, key: Key) -> None:
        self._keys.setdefault(key, 1)

    def _is_put_in(self, key: Key) -> bool:
        return any(key[1] in ids for ids in self._spans.get(key[0], ()))

    def _runs(self) -> Iterator[tuple[str, range]]:
        """Rows that the history keeps without their words: many, and all of them there still."""
        for table, spans in self._spans.items():
            for ids in spans:
                if len(ids) >= runs.LEAST and runs.is_whole(self.book.connection, table, ids):
                    yield table, ids

    def _entries(
        self, concerned: Concerned, brought: Sequence[tuple[str, range]]
    ) -> Iterator[Entry]:
        """What the journal keeps of the other rows, one after the other; notes whose, and which."""
        for key, rows in self._keys.items():
            if any(key[0] == table and key[1] in ids for table, ids in brought):
                continue
            for row_id, after in self._now(key, rows):
                before = self._before.get((key[0], row_id))
                if before == after:
                    continue
                each = (key[0], row_id)
                concerned.note(*each)
                concerned.customers |= owners([(*each, before, after)])
                whose = customer_of(each, after or before or {})
                yield *each, whose, as_json(before), as_json(after)

    def _now(self, key: Key, rows: int) -> Iterator[tuple[int, Image | None]]:
        if rows == 1:
            return iter([(key[1], self._image(key))])
        return images(self.book.connection, key[0], range(key[1], key[1] + rows))

    def _journal(self) -> Change:
        connection = self.book.connection
        concerned = Concerned()
        brought = tuple(self._runs())
        for table, ids in brought:
            concerned.note_all(table, ids)
            concerned.customers |= runs.owners_of(connection, table, ids)
        entries = self._entries(concerned, brought)
        first = next(entries, None)
        if first is None and not brought:
            return Change(self.op_id, self.label, notes=tuple(self.notes))
        step = steps.Named(self.op_id, self.at, self.label, self.book.by)
        operation = steps.begin(connection, step)
        if brought:
            steps.refuse_if_on_its_way(connection)
        for table, ids in brought:
            runs.keep(connection, operation, table, ids)
        connection.executemany(
            KEEP,
            ((operation, *entry) for entry in chain(filter(None, [first]), entries)),
        )
        steps.guard(connection, operation)
        change = concerned.change(self.op_id, self.label, tuple(self.notes))
        if self.book.keeps_up:
            refresh(connection, change.customers)
        return change
