"""One transaction of writing: rows through SQLModel, a journal of what changed, caches brought along."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel

from ...domain.spine.model import Change
from ...errors import BookUnusable, NotFound, RepbookError
from . import bulk
from .book_file import BookFile, translate
from .facts_cache import refresh
from .images import Image, Key, as_json, change_of, customer_of, image, owners
from .plain_rows import plain_values
from .row_kinds import NOUNS

Table = TypeVar("Table", bound=SQLModel)
Entry = tuple[str, int, int | None, str | None, str | None]
"""A line of the journal: table, row, customer, before, after."""

FORGET_UNDONE = """
UPDATE journal SET "after" = json_remove("after", '$.images')
WHERE customer_id IS NULL AND operation_id IN (SELECT id FROM operations WHERE state = 'undone')
  AND json_type("after", '$.images') = 'text'"""
"""What can't be done again any more need not be kept."""


class Work:
    """What an action writes through. Rows added or changed here are journalled for undo."""

    def __init__(self, book: BookFile, label: str, op_id: str | None) -> None:
        self.book = book
        self.label = label
        self.op_id = op_id or uuid.uuid4().hex
        self.today: date = book.clock.today()
        self.at: str = book.clock.instant()
        self.notes: list[str] = []
        self.change = Change(self.op_id, label)
        self.session = Session(book.engine(), autoflush=True, expire_on_commit=False)
        self._before: dict[Key, Image | None] = {}
        self._keys: dict[Key, None] = {}
        self._spans: dict[str, list[range]] = {}

    # -- rows ------------------------------------------------------------------------------------

    def add(self, row: Table) -> Table:
        """Put a new row in the book; its id is known at once."""
        self.session.add(row)
        self.session.flush()
        return row

    def add_all(self, rows: list[Table]) -> None:
        """Put many new rows in the book at once."""
        self.session.add_all(rows)
        self.session.flush()

    def add_many(self, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> range:
        """Put thousands of new rows in the book from plain values; returns their ids in order.

        Ten times as quick as rows added one by one. What a row does not name takes its default.
        """
        name = str(table.__tablename__)
        self.session.flush()
        found = self.book.row("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,))
        first = (found[0] if found else 0) + 1
        columns, values = plain_values(table, rows, first)
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" * len(columns))
        self.book.connection.executemany(f'INSERT INTO "{name}" ({names}) VALUES ({marks})', values)
        ids = range(first, first + len(rows))
        if rows:
            self._put_in(name, ids)
        return ids

    def _put_in(self, name: str, ids: range) -> None:
        """Remember rows that were put in together, with those that they follow."""
        spans = self._spans.setdefault(name, [])
        if spans and spans[-1].stop == ids.start:
            ids = range(spans.pop().start, ids.stop)
        spans.append(ids)
        self._keys[name, ids.start] = None

    def get(self, table: type[Table], row_id: int) -> Table:
        """A row to change; raises ``NotFound`` if it is gone, ``BookUnusable`` if it is damaged."""
        name = str(table.__tablename__)
        noun = NOUNS.get(name, name.removesuffix("s"))
        try:
            row = self.session.get(table, row_id)
        except (TypeError, ValueError):
            raise BookUnusable(
                f"this {noun} is damaged and can't be changed", "`repbook check` says where"
            ) from None
        if row is None:
            raise NotFound(f"this {noun} is no longer in the book", "undo may bring it back")
        return row

    def find(self, table: type[Table], **equal: Any) -> list[Table]:
        """The rows of a table whose columns equal what is given, oldest first, to change."""
        query = select(table).filter_by(**equal).order_by(text("id"))
        return list(self.session.scalars(query))

    def remove(self, *rows: SQLModel) -> None:
        """Take rows out of the book; undo brings them back with the same ids."""
        for row in rows:
            self.session.delete(row)
        self.session.flush()

    # -- the transaction -------------------------------------------------------------------------

    @contextmanager
    def open(self) -> Iterator[None]:
        """Begin, run the action's body, journal, refresh the caches, commit; or leave no trace."""
        event.listen(self.session, "before_flush", self._note_before)
        event.listen(self.session, "after_flush", self._note_after)
        self.book.begin()
        try:
            done = self._done_before()
            if done is None:
                yield
                self.session.flush()
                self.change = self._journal()
                self.book.connection.execute("COMMIT")
            else:
                # The first attempt did reach the disk: let the body run for nothing.
                with suppress(RepbookError):
                    yield
                self.book.rollback()
                self.change = done
        except BaseException as error:
            self.book.rollback()
            cause = error.orig if isinstance(error, DBAPIError) else error
            if isinstance(cause, sqlite3.DatabaseError):
                raise translate(cause, self.book.path) from None
            raise
        finally:
            self.session.close()

    def _done_before(self) -> Change | None:
        found = self.book.row("SELECT id, label FROM operations WHERE op_id = ?", (self.op_id,))
        if found is None:
            return None
        whose: set[int] = set()
        ids: list[tuple[str, range]] = []
        for table, row_id, customer, after in self.book.rows(
            "SELECT table_name, row_id, customer_id, iif(customer_id IS NULL, after, NULL)"
            " FROM journal WHERE operation_id = ? ORDER BY id",
            found[:1],
        ):
            entry = json.loads(after) if after else None
            if bulk.is_together(entry):
                whose.update(bulk.customers_of(entry))
                ids.append((table, bulk.ids_of(entry)))
            else:
                whose |= {customer} if customer else set()
                ids.append((table, range(row_id, row_id + 1)))
        return change_of(self.op_id, found[1], ids, frozenset(whose))

    def _image(self, key: Key) -> Image | None:
        return image(self.book.connection, *key)

    def _note_before(self, session: Session, *_: object) -> None:
        # SQLAlchemy names them in no order; the journal's is the same each time.
        for key in sorted(
            (str(row.__tablename__), row.id) for row in (*session.dirty, *session.deleted)
        ):
            if key not in self._keys and not self._is_put_in(key):
                self._keys[key] = None
                self._before[key] = self._image(key)

    def _note_after(self, session: Session, *_: object) -> None:
        for row in session.new:
            self._keys.setdefault((str(row.__tablename__), row.id), None)

    def _is_put_in(self, key: Key) -> bool:
        return any(key[1] in ids for ids in self._spans.get(key[0], ()))

    def _entries(self, concerned: set[int], ids: list[tuple[str, range]]) -> Iterator[Entry]:
        """What the journal keeps of this transaction, one entry after the other; tells whose, and which rows."""
        connection = self.book.connection
        spans = {(name, span.start): span for name, found in self._spans.items() for span in found}
        for key in self._keys:
            span = spans.get(key, range(key[1], key[1] + 1))
            if len(span) >= bulk.LEAST:
                for first, entry in bulk.entries(connection, key[0], span):
                    concerned.update(bulk.customers_of(entry))
                    ids.append((key[0], bulk.ids_of(entry)))
                    yield key[0], first, None, None, as_json(entry)
                continue
            for row_id in span:
                each = (key[0], row_id)
                before, after = self._before.get(each), self._image(each)
                if before != after:
                    concerned |= owners([(*each, before, after)])
                    ids.append((each[0], range(row_id, row_id + 1)))
                    whose = customer_of(each, after or before or {})
                    yield *each, whose, as_json(before), as_json(after)

    def _journal(self) -> Change:
        connection = self.book.connection
        concerned: set[int] = set()
        ids: list[tuple[str, range]] = []
        entries = self._entries(concerned, ids)
        first = next(entries, None)
        if first is None:
            return Change(self.op_id, self.label, notes=tuple(self.notes))
        connection.execute(FORGET_UNDONE)
        connection.execute("UPDATE operations SET state = 'gone' WHERE state = 'undone'")
        operation = connection.execute(
            'INSERT INTO operations (op_id, at, label, "by", state, undone_step)'
            " VALUES (?, ?, ?, ?, 'done', 0)",
            (self.op_id, self.at, self.label, self.book.by),
        ).lastrowid
        connection.executemany(
            'INSERT INTO journal (operation_id, table_name, row_id, customer_id, "before", "after")'
            " VALUES (?, ?, ?, ?, ?, ?)",
            ((operation, *entry) for entry in chain([first], entries)),
        )
        change = change_of(self.op_id, self.label, ids, frozenset(concerned))
        refresh(connection, change.customers)
        return Change(
            change.op_id,
            change.label,
            change.customers,
            change.tables,
            change.ids,
            tuple(self.notes),
        )
