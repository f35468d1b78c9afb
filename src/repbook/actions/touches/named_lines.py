"""Lines that begin with a name: read whole before anything is filed, and filed all or not at all (§4)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from ...domain.days.dates import NO_HOLIDAYS
from ...domain.head.head import read_head
from ...domain.head.head_reader import Head
from ...domain.line.capture import Capture, parse_line
from ...domain.spine.calendar import BusinessDays
from ...domain.spine.contacts import Contact, understood
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput, RepbookError
from ...storage.book.book import Book
from ...storage.finding.naming import NotOne, Resolved, resolve, split_line
from ...wording import fold
from ..base.history import undo
from . import touches

SUCH_AS = "marsh foods: no answer"


class Read(NamedTuple):
    """What a line says: whose it is, how and when it was, and what its signs file."""

    whose: Resolved
    head: Head
    said: Capture

    def understood(self, today: date) -> str:
        """``call · talked · today · Orchard Clinic · Dr Reyes``."""
        return understood(
            self.head.contact, self.head.on_day, today, self.whose.name, self.whose.person
        )

    def entry(self, day_first: bool | None) -> touches.LogEntry:
        """What is filed."""
        return touches.LogEntry(
            self.whose.id,
            kind=self.head.contact.kind,
            reach=self.head.contact.reach,
            incoming=self.head.contact.incoming,
            on_day=self.head.on_day,
            person_id=self.whose.person_id,
            line=self.head.rest,
            day_first=day_first,
        )


def whose_line(
    book: Book, whole: str, today: date, *, about: Resolved | None = None, field: str = "line"
) -> tuple[Resolved, str]:
    """Whose line it is, and the line behind the name; ``about`` is whose it is without a name.

    Raises ``NotOne`` where nobody is found, or several are; ``InvalidInput`` where no name is given.
    """
    name, line = split_line(book, whole)
    if not name:
        if about is None:
            raise InvalidInput("begin with a name and a colon", SUCH_AS, field=field)
        return about, whole.strip()
    head = read_head(f"{name}: x", today)
    said = head.how_said or head.day_said or head.trouble is not None
    try:
        found = resolve(book, name, field=field)
    except NotOne as refused:
        if not said or refused.several:
            raise
        if about is not None:
            return about, whole.strip()
        raise InvalidInput(
            f"for whom? '{name}' says how or when it was",
            f"put the name first: {SUCH_AS}",
            field=field,
        ) from None
    if said and about is not None and fold(name) not in (fold(found.name), fold(found.person)):
        choices = tuple((one, str(one)) for one in (about, found))
        raise NotOne(
            f"'{name}' may be {found}, or how it was with {about}",
            "type more of the name",
            name=name,
            choices=choices,
            field=field,
            several=True,
        )
    return found, line


def read_line(
    whose: Resolved,
    line: str,
    today: date,
    *,
    day_first: bool | None = None,
    how: Contact | None = None,
    on: date | None = None,
    business: BusinessDays = NO_HOLIDAYS,
) -> Read:
    """A line without its name. ``how`` and ``on`` are what was said beside it.

    Raises ``InvalidInput`` for the first thing that has to be asked about.
    """
    head = read_head(line, today, day_first=day_first, how=how, on=on)
    if head.trouble is not None:
        raise InvalidInput(head.trouble.message, head.trouble.hint, field="line")
    said = parse_line(head.rest, today, day_first=day_first, business=business)
    for error in said.errors:
        about = head.rest[error.start : error.end].strip()
        raise InvalidInput(f"'{about}': {error.message}", error.hint, field="line")
    return Read(whose, head, said)


def file_lines(
    book: Book, lines: Sequence[Read], *, day_first: bool | None = None, rules: Rules
) -> tuple[Change, ...]:
    """File the lines, each its own undo step: all of them, or none.

    They are tried together first, and what was tried is rolled back. Raises what one of them raises.
    """
    entries = [each.entry(day_first) for each in lines]
    if len(entries) > 1:
        with suppress(_Tried), book.write("try lines"):
            for entry in entries:
                touches.log(book, entry, rules=rules)
            raise _Tried
    done: list[Change] = []
    try:
        done.extend(touches.log(book, entry, rules=rules) for entry in entries)
    except RepbookError:
        for change in reversed(done):
            step = book.row("SELECT id FROM operations WHERE op_id = ?", (change.op_id,))
            if step is not None:
                undo(book, step[0])
        raise
    return tuple(done)


class _Tried(Exception):
    """All lines can be filed."""
