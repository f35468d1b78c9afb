"""Somebody asks to be forgotten: what there is of them, and no byte of it afterwards.

It is the one write that undo does not take back: no step holds what was erased.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from pathlib import Path

from ...domain.spine.model import Change
from ...errors import InvalidInput, NotFound
from ...paths import backup_folder
from ...storage.book.book import Book
from ...storage.book.row_kinds import ROW_KINDS
from ...storage.erasing.asking import Asker, asker, gone_by_name, names_of, wish_of
from ...storage.erasing.erase import Erased, erase
from ...storage.erasing.marks import CUSTOMER, PERSON
from ...storage.erasing.wishes import Wish
from ...storage.safety import forgetting
from ...storage.safety.backup_folder import backups
from ...storage.safety.forgetting import Outcome
from ...storage.transfer.whole_book import snapshot
from ...values import NamedTuple
from ...wording import fold

Told = Callable[[int, int], object]
ALL = frozenset(kind.table for kind in ROW_KINDS)
NAMESAKES = {
    CUSTOMER: "SELECT name, city, id FROM customers WHERE id IN (SELECT value FROM json_each(?))",
    PERSON: "SELECT p.name, c.name, p.id FROM people p JOIN customers c ON c.id = p.customer_id"
    " WHERE p.id IN (SELECT value FROM json_each(?))",
}


class Found(NamedTuple):
    """What there is of somebody: who it is, what would go from the book, and the backups that would be written anew."""

    who: Asker
    wish: Wish
    names: frozenset[str]
    would: Erased
    backups: tuple[Path, ...]
    sent: tuple[str, ...]
    """The files that left the book, and that the rep has to see to."""
    namesakes: tuple[str, ...]
    """Others of the same name: they stay."""


def of_row(book: Book, kind: str, row_id: int, name: str) -> Asker:
    """A customer, or a person, of the book."""
    return asker(book, kind, row_id, name)


def of_name(book: Book, name: str) -> Asker:
    """Somebody whom only the history still knows. Raises ``NotFound``."""
    found = gone_by_name(book, name)
    if not found:
        raise NotFound(
            f"nobody is called '{name}', in the book or in its history", "check the spelling"
        )
    return found[0]


def look(book: Book, who: Asker, *, mentions: bool = False) -> Found:
    """What there is of them; nothing is changed. ``mentions``: their name is to go from what others said, too."""
    wish = wish_of(book, who, uuid.uuid4().hex, mentions=mentions)
    names = frozenset(names_of(book, who))
    with snapshot(book) as still:
        still.connection.execute("BEGIN")
        at = book.clock.instant()
        would = erase(still.connection, wish, names, at=at, by=book.by, anew=False)
    copies = tuple(view.path for view in backups(backup_folder(book.path)))
    return Found(who, wish, names, would, copies, forgetting.sent_out(book), _namesakes(book, wish))


def forget(
    book: Book, found: Found, typed: str, *, told: Told | None = None
) -> tuple[Change, Outcome]:
    """Erase them for good. ``typed`` is the name, so that nobody goes by a slip; raises ``InvalidInput`` otherwise.

    ``told`` hears how many backups are written anew. Raises ``BadFile``, ``BookBusy``, or ``BookUnusable``: what
    was begun then is finished when the book is next opened.
    """
    if fold(typed) != fold(found.who.name):
        raise InvalidInput(
            "that is another name: nobody was forgotten",
            f"type {found.who.name} to erase it",
            field="name",
        )
    outcome = forgetting.forget(book, found.wish, found.names, told)
    customers = outcome.erased.meant.customers
    label = f"a {found.who.kind} was forgotten"
    return Change(found.wish.mark, label, frozenset(customers), ALL), outcome


def _namesakes(book: Book, wish: Wish) -> tuple[str, ...]:
    rows = book.rows(NAMESAKES[wish.kind], (json.dumps(wish.spared),))
    return tuple(f"{name}{f', {place}' if place else ''} #{row_id}" for name, place, row_id in rows)
