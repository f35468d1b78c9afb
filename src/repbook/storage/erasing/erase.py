"""Somebody goes from one file that is a book: rows, steps, traces, search, and what is cached, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...values import NamedTuple
from ..book.facts_cache import refresh
from ..rows.searched import rebuild_search
from . import marks, mentions
from .history import Steps
from .meant import Meant, who
from .mentions import Mention
from .rows_gone import Gone
from .traces import Traces
from .wishes import Wish, keep
from .words import Names, only_theirs, pieces

PLACE = "DELETE FROM places WHERE customer_id = ?"
STEP = """
INSERT OR IGNORE INTO operations (op_id, at, label, "by", state, undone_step, erased_on) VALUES (?, ?, ?, ?, 'gone', 0, ?)"""


class Erased(NamedTuple):
    """What was found of somebody in a book, and went: rows by table, steps, entries of the history, traces by kind.

    ``pieces`` are texts that must be nowhere in the file any more.
    """

    meant: Meant
    rows: dict[str, int]
    stay: dict[str, int]
    """Of those rows, how many stay without words."""
    steps: int
    images: int
    labels: int
    traces: dict[str, int]
    mentions: tuple[Mention, ...]
    mentions_in_history: int
    pieces: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.rows or self.steps or self.labels or any(self.traces.values()))


def erase(
    connection: Any,
    wish: Wish,
    names: Iterable[str] = (),
    *,
    at: str,
    by: str,
    anew: bool = True,
) -> Erased:
    """Erase; called inside a transaction in which links are not guarded.

    ``names`` are names besides those that the file itself knows. Without ``anew`` the search is left as it is: the
    file is only looked at.
    """
    meant = who(connection, wish)
    gone = Gone(connection, wish.on)
    gone.take(meant)
    steps = Steps(connection, meant, gone)
    erased = steps.erase(wish.on)
    looked_for = Names({*meant.names, *names})
    labels = steps.clean_labels(looked_for)
    theirs = only_theirs(connection, gone.texts)
    contacts = Names(text for text in gone.texts if marks.is_contact(text))
    traces = Traces(connection, meant, looked_for, theirs, contacts).erase()
    if wish.mentions:
        mentions.take_out(connection, looked_for)
    found = tuple(mentions.find(connection, looked_for))
    if anew:
        concerned = _concerned(connection, gone, wish)
        connection.executemany(PLACE, ((each,) for each in concerned))
        refresh(connection, concerned)
        rebuild_search(connection)
        keep(connection, wish)
        told = (wish.mark, at, f"a {wish.kind} was forgotten", by, wish.on)
        connection.execute(STEP, told)
    return Erased(
        meant,
        gone.counts(),
        {table: len(ids) for table, ids in gone.blanked.items() if ids},
        erased,
        steps.images,
        labels,
        traces,
        found,
        mentions.in_history(connection, looked_for),
        pieces(gone.texts),
    )


def _concerned(connection: Any, gone: Gone, wish: Wish) -> set[int]:
    """Whose cached facts are reckoned anew: of everybody where a name was taken out of any text."""
    if wish.mentions:
        return {row[0] for row in connection.execute("SELECT id FROM customers")} | gone.customers
    return gone.customers
