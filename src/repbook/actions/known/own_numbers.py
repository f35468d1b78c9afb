"""The numbers that the book's own rows bear in its CSV and on its address cards: an import of them adds nothing.

A row bears one whether a file told of it or not, so that no list of them is kept: the number says which row it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from ...interchange.programs.profiles import VCARD
from ...storage.book.book_file import BookFile
from ...storage.book.joined import mark
from ...storage.transfer.flat_sheets import IMPORTED
from .recognise import CUSTOMER, EVENTS, OURS, OWN_SHEETS, PERSON

THERE = "SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
TABLES = dict(IMPORTED)
NUMBER = "(0|[1-9][0-9]{0,17})"


class OwnNumbers:
    """The rows of the book by the numbers that one family's files would bear: our own CSV, or vCards."""

    def __init__(self, book: BookFile, family: str, sheet: str) -> None:
        self._book, self._sheet = book, sheet
        self._form = ""
        if family == OURS:
            self._form = "{mark}-{row}"
        elif family == VCARD:
            self._form = "{entity}-{row}-{mark}@repbook"
        self._entities = TABLES.keys() if family == OURS else {CUSTOMER, PERSON}
        self._mark = mark(book) if self._form else ""

    def rows(self, entity: str, ids: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Which of these ids are those of rows that the book has, and of which."""
        if not self._bears(entity):
            return
        parts = self._form.format(mark=re.escape(self._mark), entity=entity, row=NUMBER)
        told = re.compile(parts)
        numbers = {int(found[1]): one for one in ids if (found := told.fullmatch(one))}
        sql = THERE.format(table=TABLES[entity]) if numbers else ""
        for (row_id,) in self._book.rows(sql, (json.dumps([*numbers]),)) if numbers else ():
            yield numbers[row_id], row_id

    def of_row(self, entity: str, row_id: int) -> tuple[str, ...]:
        """The number that a row bears there."""
        if not self._bears(entity):
            return ()
        return (self._form.format(mark=self._mark, entity=entity, row=row_id),)

    def _bears(self, entity: str) -> bool:
        if not self._form or entity not in self._entities:
            return False
        return entity not in EVENTS or OWN_SHEETS[entity] == self._sheet
