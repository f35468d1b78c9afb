"""What was found of somebody, and what came of erasing it, as lines of a label and a text: for a shell and a dialog alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ...paths import shown
from ...storage.book.row_kinds import NOUNS
from ...storage.erasing.mentions import Mention
from ...storage.safety.forgetting import Outcome
from ...storage.safety.leftovers import ERASED, UNREACHED, Place
from ...wording import count, rows_text
from .forgetting import Found

Line = tuple[str, str]
MOST = 8
"""So many mentions, or files, are named; the rest are counted."""
NO_NOUN = {
    "photos": "photo",
    "citations": "success cited",
    "apart": "pair told apart",
    "origins": "imported row",
}
"""Rows that are no row to a rep."""


def title(found: Found) -> str:
    """Who it is."""
    known = "" if found.who.is_live else ", known to the history only"
    return f"{found.who.name} ({found.who.kind}{known})"


def found(found: Found) -> Iterator[Line]:
    """What there is of them, and where."""
    would = found.would
    if would.rows:
        yield "rows", _rows(would.rows)
    if would.stay:
        yield "stay", f"{_rows(would.stay)}: without a name, a number, or a word"
    if would.steps or would.images:
        steps, entries = count(would.steps, "step"), count(would.images, "entry", "entries")
        yield "history", f"{steps}, {entries}: the steps stay as “erased” and can't be undone"
    if would.labels:
        yield "", f"{count(would.labels, 'further step')} named after them"
    traces = {name: number for name, number in would.traces.items() if number}
    if traces:
        yield "besides", ", ".join(_trace(name, number) for name, number in traces.items())
    yield "beside it", "search, what is cached, kept screens, the line for a prompt"
    if found.backups:
        yield "backups", f"{count(len(found.backups), 'backup')} to look into and to write anew:"
        yield from _paths(found.backups)
    if found.sent:
        yield "yours to see to", f"{count(len(found.sent), 'file')} left the book:"
        yield from _paths(map(Path, found.sent))
    if found.namesakes:
        yield "they stay", f"others of that name: {', '.join(found.namesakes)}"
    yield from _mentions(would.mentions, would.mentions_in_history, found.wish.mentions)


def done(outcome: Outcome) -> str:
    """In a line: how much is left."""
    left = outcome.left.bytes
    return f"forgotten: {left} bytes are left in the book, its history, its search, its drafts"


def outcome(outcome: Outcome) -> Iterator[Line]:
    """What came of each place, and what could not be reached."""
    erased = outcome.erased
    if erased.rows:
        yield "erased", _rows(erased.rows)
    again = [place for place in outcome.places if place.became == ERASED]
    if again:
        kinds = sorted({place.what for place in again})
        counted = (count(sum(p.what == kind for p in again), kind) for kind in kinds)
        yield "and", f"{', '.join(counted)} written anew or removed"
    for place in _unreached(outcome):
        yield "not reached", f"{shown(place.path)}: {place.why}"
    if outcome.sent:
        yield "see to", f"{count(len(outcome.sent), 'file')} that left the book may hold them:"
        yield from _paths(map(Path, outcome.sent))
    yield from _mentions(erased.mentions, erased.mentions_in_history, taken=False)
    if outcome.left.others:
        words = count(outcome.left.others, "text")
        yield "others have", f"{words} just as they had, such as the steps of an agenda: those stay"


def is_whole(outcome: Outcome) -> bool:
    """Whether nothing is left, and all of it could be reached."""
    return not outcome.left.bytes and not _unreached(outcome)


def _unreached(outcome: Outcome) -> list[Place]:
    return [place for place in outcome.places if place.became == UNREACHED]


def _rows(rows: Mapping[str, int]) -> str:
    return rows_text({NOUNS.get(table, NO_NOUN.get(table, table)): n for table, n in rows.items()})


def _trace(name: str, number: int) -> str:
    words = {
        "drafts": ("form left unsaved", "forms left unsaved"),
        "reviews": ("page of a review", "pages of reviews"),
        "mappings": ("table's headings", "tables' headings"),
        "sent_out": ("path of a file", "paths of files"),
    }
    return count(number, *words[name])


def _paths(paths: Iterable[Path]) -> Iterator[Line]:
    every = list(paths)
    for path in every[:MOST]:
        yield "", shown(path)
    if len(every) > MOST:
        yield "", f"and {len(every) - MOST} more"


def _mentions(mentions: tuple[Mention, ...], history: int, taken: bool) -> Iterator[Line]:
    if not mentions and not history:
        return
    old = f", and {history} in the history" if history else ""
    hint = "taken out too" if taken else "they stay; --mentions takes the name out"
    yield "mentions", f"{len(mentions)} in what was said of others{old}: {hint}"
    for one in mentions[:MOST]:
        yield "", f"{one.customer or one.table}: … {one.words} …"
    if len(mentions) > MOST:
        yield "", f"and {len(mentions) - MOST} more"
