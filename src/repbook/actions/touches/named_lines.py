"""Lines that begin with a name: read whole before anything is filed, and filed all or not at all (§4)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from ...domain.days.dates import NO_HOLIDAYS
from ...domain.head.head import read_head
from ...domain.head.head_reader import Head
from ...domain.line.capture import Capture, parse_line
from ...domain.spine.contacts import Contact, understood
from ...domain.spine.kinds import Reach
from ...errors import InvalidInput, RepbookError
from ...storage.finding.bearers import Resolved
from ...storage.finding.naming import NotOne, resolve, split_line
from ...values import NamedTuple
from ...wording import fold
from . import touches
from .log_entry import LogEntry

if TYPE_CHECKING:
    from ...domain.shown.customer_views import CustomerPage
    from ...domain.spine.calendar import BusinessDays
    from ...domain.spine.facts import FollowupFacts
    from ...domain.spine.model import Change
    from ...domain.spine.rules import Rules
    from ...storage.book.book import Book

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

    def entry(self, day_first: bool | None, answers: FollowupFacts | None = None) -> LogEntry:
        """What is filed; ``answers`` is the step that the talk has done."""
        return LogEntry(
            self.whose.id,
            kind=self.head.contact.kind,
            reach=self.head.contact.reach,
            incoming=self.head.contact.incoming,
            on_day=self.head.on_day,
            person_id=self.whose.person_id,
            line=self.head.rest,
            also_done=(answers.id,) if answers else (),
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
    try:
        found = resolve(book, name, field=field)
    except NotOne as refused:
        if refused.several or not _says_how(name, today):
            raise
        if about is not None:
            return about, whole.strip()
        raise InvalidInput(
            f"for whom? '{name}' says how or when it was",
            f"put the name first: {SUCH_AS}",
            field=field,
        ) from None
    another = about is not None and fold(name) not in (fold(found.name), fold(found.person))
    if about is not None and another and _says_how(name, today):
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


def _says_how(name: str, today: date) -> bool:
    """Whether what stands as a name may be how or when it was."""
    head = read_head(f"{name}: x", today)
    return head.how_said or head.day_said or head.trouble is not None


def read_line(
    whose: Resolved,
    line: str,
    today: date,
    *,
    day_first: bool | None = None,
    how: Contact | None = None,
    on: date | None = None,
    business: BusinessDays = NO_HOLIDAYS,
    own: Sequence[str] = (),
) -> Read:
    """A line without its name. ``how`` and ``on`` are what was said beside it, ``own`` is as in ``parse_line``.

    Raises ``InvalidInput`` for the first thing that has to be asked about.
    """
    head = read_head(line, today, day_first=day_first, how=how, on=on)
    if head.trouble is not None:
        raise InvalidInput(head.trouble.message, head.trouble.hint, field="line")
    said = parse_line(head.rest, today, day_first=day_first, business=business, own=own)
    for error in said.errors:
        about = head.rest[error.start : error.end].strip()
        raise InvalidInput(f"'{about}': {error.message}", error.hint, field="line")
    return Read(whose, head, said)


def own_names(book: Book, customer_id: int) -> tuple[str, ...]:
    """The names that are a customer's own: its name, and those of its people."""
    asked = "SELECT name FROM customers WHERE id = ?1 UNION ALL SELECT name FROM people WHERE customer_id = ?1"
    return tuple(name for (name,) in book.rows(asked, (customer_id,)))


def answered(
    book: Book, whose: Resolved, head: Head, rules: Rules, target: tuple[str, int] = ("", 0)
) -> FollowupFacts | None:
    """The open step that this talk has done, as the log form ticks it; ``target`` is the highlighted row."""
    if not _is_talk(head) or not (target[0] or _anything_due(book, whose.id, head.on_day)):
        return None
    from ...storage.views.customer_page import customer_page

    page = customer_page(book, whose.id, rules)
    return answered_on(page, head, target) if page else None


def answered_on(
    page: CustomerPage, head: Head, target: tuple[str, int] = ("", 0)
) -> FollowupFacts | None:
    """As ``answered``, where the customer's page is read already."""
    if not _is_talk(head):
        return None
    from ...domain.shown.call_asks import answered_by_talk

    return answered_by_talk(page, head.on_day, target)


def _anything_due(book: Book, customer_id: int, on_day: date) -> bool:
    """Whether a step waits that any talk could answer; without one, the whole of the page need not be read."""
    asked = (
        "SELECT 1 FROM followups WHERE customer_id = ? AND +state = 'open' AND due_on <= ? LIMIT 1"
    )
    return book.row(asked, (customer_id, on_day.isoformat())) is not None


def _is_talk(head: Head) -> bool:
    return head.contact.reach is Reach.TWO_WAY and head.trouble is None


def file_lines(
    book: Book, lines: Sequence[Read], *, day_first: bool | None = None, rules: Rules
) -> tuple[Change, ...]:
    """File the lines, each its own undo step: all of them, or none. A step is done by the first that answers it.

    They are tried together first, and what was tried is rolled back. Raises what one of them raises.
    """
    entries: list[LogEntry] = []
    taken: set[int] = set()
    for each in lines:
        done = answered(book, each.whose, each.head, rules)
        if done is None or done.id in taken:
            entries.append(each.entry(day_first))
        else:
            taken.add(done.id)
            entries.append(each.entry(day_first, done))
    if len(entries) > 1:
        with suppress(_Tried), book.write("try lines"):
            for entry in entries:
                touches.log(book, entry, rules=rules)
            raise _Tried
    filed: list[Change] = []
    try:
        filed.extend(touches.log(book, entry, rules=rules) for entry in entries)
    except RepbookError:
        from ..base.history import undo

        for change in reversed(filed):
            step = book.row("SELECT id FROM operations WHERE op_id = ?", (change.op_id,))
            if step is not None:
                undo(book, step[0])
        raise
    return tuple(filed)


class _Tried(Exception):
    """All lines can be filed."""
