"""The rows that one write has in hand, through SQLModel: for the writes that are not made fifty times a day.

Whoever asks for rows of a table names it by its light class (``lazy_tables``); what comes is a SQLModel row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, select, text
from sqlmodel import Session, SQLModel

from ..rows.images import Key
from . import tables

if TYPE_CHECKING:
    from .book_file import BookFile


class ModelRows:
    """The same as ``ReadyRows``: what is changed is told ``before``, what is new ``after``."""

    def __init__(
        self,
        book: BookFile,
        before: Callable[[Iterable[Key]], object],
        after: Callable[[Key], object],
    ) -> None:
        self._session = Session(book.engine(), autoflush=True, expire_on_commit=False)
        self._before, self._after = before, after
        event.listen(self._session, "before_flush", self._note_before)
        event.listen(self._session, "after_flush", self._note_after)

    def add(self, row: Any) -> Any:
        """Put a new row in the book, its id is known at once; returns what it is to SQLModel."""
        model = _as_model(row)
        self._session.add(model)
        self._session.flush()
        row.id = model.id
        return model

    def get(self, table: Any, row_id: int) -> Any:
        """A row to change, or None; raises ``TypeError`` or ``ValueError`` where it is damaged."""
        return self._session.get(_model(table), row_id)

    def find(self, table: Any, **equal: Any) -> list[Any]:
        """The rows of a table whose columns equal what is given, oldest first, to change."""
        query = select(_model(table)).filter_by(**equal).order_by(text("id"))
        return list(self._session.scalars(query))

    def remove(self, *rows: SQLModel) -> None:
        """Take rows out of the book."""
        for row in rows:
            self._session.delete(row)
        self._session.flush()

    def flush(self) -> None:
        """Write what was changed."""
        self._session.flush()

    def let_go(self) -> None:
        """Write what was changed; rows that nobody holds are kept by nobody."""
        self._session.flush()

    def close(self) -> None:
        """The rows change nothing any more."""
        self._session.close()

    def _note_before(self, session: Session, *_: object) -> None:
        self._before((str(row.__tablename__), row.id) for row in (*session.dirty, *session.deleted))

    def _note_after(self, session: Session, *_: object) -> None:
        for row in session.new:
            self._after((str(row.__tablename__), row.id))


def _model(table: Any) -> type[SQLModel]:
    model: type[SQLModel] = tables.BY_NAME[str(table.__tablename__)]
    return model


def _as_model(row: Any) -> Any:
    return row if isinstance(row, SQLModel) else _model(row)(**vars(row))
