"""Whether the book has a touch or a follow-up already: by its number, within its program and its sheet.

Pipedrive numbers its activities and its notes from 1 each, as we do touches and follow-ups, so a number
counts within its sheet. The origin of an event bears the sheet as its program ("pipedrive.notes"); older
books kept the family alone ("pipedrive"). Such an origin is met by what else is known of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass

from ...interchange.reading.records import FollowupRecord, TouchRecord
from ...storage.book.book_file import BookFile
from ...wording import fold
from .recognise import EVENTS, FOLLOWUP, OURS, OWN_SHEETS, TOUCH

ONE_NUMBERING = {"pipedrive.mixed": "pipedrive.activities"}
"""Tables of one program that hold the same rows."""
PARTS = re.compile(r"\n| · ")
"""Between an activity's subject and its note, in a touch and in a follow-up."""


def sheet_of(program: str) -> str:
    """Where the events of a profile's table are numbered."""
    return ONE_NUMBERING.get(program, program)


def family_of(program: str) -> str:
    """The program of a profile: within it customers, people, and sales are numbered."""
    return program.partition(".")[0]


def entity_of(record: TouchRecord | FollowupRecord) -> str:
    """What the book calls a record of this sort."""
    return TOUCH if isinstance(record, TouchRecord) else FOLLOWUP


@dataclass(frozen=True, slots=True)
class Older:
    """An event that was filed when numbers counted within the program: its row, and its own columns.

    ``row_id`` is 0 where the rep removed the row. ``columns`` are the headers of what was kept aside
    with it, which tell the sheet that it came from.
    """

    entity: str
    row_id: int
    day: str
    words: str
    kind: str
    columns: frozenset[str]


class OlderEvents:
    """The events of a program whose sheet the book does not know."""

    def __init__(self, book: BookFile, program: str, header: Collection[str]) -> None:
        self._header = frozenset(header)
        self._sheet = sheet_of(program)
        family = family_of(program)
        self._found: dict[tuple[str, str], Older] = {}
        if family != self._sheet:
            for entity, external_id, row_id, day, words, kind, extra in book.rows(
                SQL, [family] * 2
            ):
                told = (row_id or 0, day or "", _head(words or ""), kind or "")
                self._found[entity, external_id] = Older(
                    entity, *told, frozenset(json.loads(extra))
                )

    def find(self, record: TouchRecord | FollowupRecord) -> Older | None:
        """The one of them that is this record.

        Told by the columns that were kept aside with it, if there were any, else by what it says. One
        that the rep removed and that bears no columns counts as known: it stays removed.
        """
        for entity in EVENTS:
            one = self._found.get((entity, record.external_id))
            if one and self._could_be(entity) and self._same(one, record):
                return one
        return None

    def _could_be(self, entity: str) -> bool:
        """On our own sheets a touch was always a touch."""
        return family_of(self._sheet) != OURS or OWN_SHEETS[entity] == self._sheet

    def _same(self, one: Older, record: TouchRecord | FollowupRecord) -> bool:
        if one.columns & self._header:
            return True
        if not (one.columns or one.row_id):
            return True
        if isinstance(record, TouchRecord):
            entity, day, words = TOUCH, record.on_day, _head(record.note)
        else:
            entity, day, words = FOLLOWUP, record.due_on, _head(record.what)
        if words and one.words == words:
            return True
        alike = (entity, day.isoformat(), record.kind)
        return not one.columns and (one.entity, one.day, one.kind) == alike


def _head(words: str) -> str:
    """The subject of an activity, which stays when a note is added to it."""
    return fold(PARTS.split(words, maxsplit=1)[0])


SQL = """
SELECT o.entity, o.external_id, x.id, x.on_day, x.note, x.kind, o.extra
FROM came_from o LEFT JOIN touches x ON x.id = o.row_id WHERE o.program = ? AND o.entity = 'touch'
UNION ALL
SELECT o.entity, o.external_id, x.id, x.due_on, x.what, x.kind, o.extra
FROM came_from o LEFT JOIN followups x ON x.id = o.row_id WHERE o.program = ? AND o.entity = 'followup'
"""
