"""Who stood in the last export of a program and is not in this one: told as a number, and nothing is done about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ...interchange.reading.records import Parsed
from ...storage.book.book_file import BookFile
from ...wording import count
from .known_events import family_of
from .recognise import CUSTOMER, OURS, PERSON

EARLIER = {
    CUSTOMER: """SELECT count(DISTINCT o.row_id) FROM came_from o JOIN customers x ON x.id = o.row_id
WHERE o.program = ? AND o.entity = 'customer'""",
    PERSON: """SELECT count(DISTINCT o.row_id) FROM came_from o JOIN people x ON x.id = o.row_id
WHERE o.program = ? AND o.entity = 'person'""",
}
NOUNS = {CUSTOMER: ("customer", "customers"), PERSON: ("person", "people")}
MOST = 0.5
"""Where more than so many are missing, the file is of others, and no newer one of the same."""


class GoneSince:
    """The files of one import: whom they meet again, of those whom earlier imports of their programs brought."""

    def __init__(self, book: BookFile, files: Iterable[Parsed]) -> None:
        self._met: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self._earlier: dict[tuple[str, str], int] = {}
        for parsed in files:
            family = family_of(parsed.program)
            for entity, records in ((CUSTOMER, parsed.customers), (PERSON, parsed.people)):
                if records and family != OURS and (family, entity) not in self._earlier:
                    found = book.row(EARLIER[entity], (family,))
                    self._earlier[family, entity] = int(found[0]) if found else 0

    def meet(self, family: str, met: Mapping[str, set[int]]) -> None:
        """Take in whom a file met."""
        for entity, rows in met.items():
            self._met[family, entity] |= rows

    def told(self, family: str) -> Iterator[str]:
        """How many were not met again, where most of them were."""
        for entity in (CUSTOMER, PERSON):
            earlier = self._earlier.pop((family, entity), 0)
            met = len(self._met[family, entity])
            if earlier > met >= MOST * earlier:
                said = count(earlier - met, *NOUNS[entity])
                yield f"{said} of the last export {'is' if earlier - met == 1 else 'are'} not in this one"
