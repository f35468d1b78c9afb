"""The lines of one order, met again: each by what it says, not by its place among them.

Lines of one order number bear one hash and are counted ("#ab", "#ab-2"). In a newer file a line may stand
elsewhere, or come in between; then the count alone would take one line for another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ...interchange.reading.records import Parsed
from ...storage.book.book_file import BookFile
from ...wording import fold
from .recognise import HASHED, SALE
from .renumbered import renumbered

COUNTED = """
SELECT substr(external_id, 1, length(external_id) - 2) FROM came_from
WHERE program = ? AND entity = ? AND external_id LIKE '#%-2'
"""
LINE = """
SELECT s.title, s.amount FROM came_from o LEFT JOIN sales s ON s.id = o.row_id
WHERE o.program = ? AND o.entity = ? AND o.external_id = ?
"""

ANY = "SELECT 1 FROM came_from WHERE program = ? AND entity = ? LIMIT 1"
Line = tuple[str, int | None]


class Said(NamedTuple):
    """What a line of a file says, its title folded."""

    external_id: str
    title: str
    amount: int | None


def lines_found(book: BookFile, parsed: Parsed, family: str) -> Parsed:
    """``parsed`` with the ids of order lines given anew where the book knows other lines of their order."""
    if not book.row(ANY, (family, SALE)):
        return parsed
    several = {base for (base,) in book.rows(COUNTED, (family, SALE))}
    several |= {
        _base(one.external_id) for one in parsed.sales if _base(one.external_id) != one.external_id
    }
    if not several:
        return parsed
    orders: defaultdict[str, list[Said]] = defaultdict(list)
    for one in parsed.sales:
        if _base(one.external_id) in several:
            said = Said(one.external_id, fold(one.title), one.amount)
            orders[_base(one.external_id)].append(said)
    given: dict[str, str] = {}
    for base, lines in orders.items():
        known = dict(_known(book, family, base))
        if known:
            given |= _given(base, lines, known)
    if all(before == after for before, after in given.items()):
        return parsed
    return renumbered(parsed, given)


def _base(external_id: str) -> str:
    return external_id.partition("-")[0] if external_id.startswith(HASHED) else external_id


def _counted(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def _known(book: BookFile, family: str, base: str) -> Iterator[tuple[str, Line]]:
    for external_id in _counted(base):
        found = book.row(LINE, (family, SALE, external_id))
        if found is None:
            return
        yield external_id, (fold(found[0] or ""), found[1])


def _given(base: str, lines: list[Said], known: dict[str, Line]) -> dict[str, str]:
    """An id for each line: of the line that says the same, then of one of its name, then of one that is left."""
    given: dict[str, str] = {}
    free = dict(known)
    like: tuple[Callable[[Said, Line], bool], ...] = (
        lambda one, line: (one.title, one.amount) == line,
        lambda one, line: one.title == line[0],
        lambda one, line: one.amount is not None and one.amount == line[1],
    )
    for alike in like:
        for one in lines:
            if one.external_id not in given:
                own = next((key for key, line in free.items() if alike(one, line)), None)
                if own is not None:
                    given[one.external_id] = own
                    del free[own]
    left = [one for one in lines if one.external_id not in given]
    rest = list(free) if len(left) == len(free) else []
    fresh = (key for key in _counted(base) if key not in known)
    for one in left:
        given[one.external_id] = rest.pop(0) if rest else next(fresh)
    return given
