"""Somebody whom a file names at another firm than the book: who bears the name and the e-mail address is one person.

Nobody is moved without a word, and nobody is in the book twice: the firm is told, the rest of the row is compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from ...domain.duplicates.shared_reach import is_office
from ...domain.spine.kinds import RouteKind
from ...interchange.reading.records import PersonRecord
from ...storage.book.book_file import BookFile
from ...wording import fold

REACHED = """
SELECT p.id, p.folded, lower(r.value) FROM routes r JOIN people p ON p.id = r.person_id
WHERE r.kind = 'email' AND p.id <= ? AND p.left_on IS NULL
  AND lower(r.value) IN (SELECT value FROM json_each(?))
"""
LAST = "SELECT coalesce(max(id), 0) FROM people"


class Elsewhere:
    """The people of a book before a file came, by name and address."""

    def __init__(self, book: BookFile) -> None:
        self._book = book
        found = book.row(LAST)
        self._last = int(found[0]) if found else 0

    @property
    def any(self) -> bool:
        """Whether there are any."""
        return self._last > 0

    def of(self, records: Iterable[PersonRecord]) -> dict[str, int]:
        """By external id, who of the book each record is; nobody where it could be two."""
        asked = {record.external_id: _mails(record) for record in records} if self._last else {}
        wanted = {mail for mails in asked.values() for mail in mails}
        if not wanted:
            return {}
        bear: dict[tuple[str, str], set[int]] = {}
        for row_id, folded, mail in self._book.rows(
            REACHED, (self._last, json.dumps(list(wanted)))
        ):
            bear.setdefault((folded, mail), set()).add(row_id)
        found: dict[str, int] = {}
        for record in records:
            keys = ((fold(record.name), mail) for mail in asked[record.external_id])
            rows = {row for key in keys for row in bear.get(key, ())}
            if len(rows) == 1:
                found[record.external_id] = rows.pop()
        return found


def _mails(record: PersonRecord) -> set[str]:
    """The addresses that are a person's own."""
    mails = (one.value for one in record.routes if one.kind is RouteKind.EMAIL)
    return {mail.lower() for mail in mails if "@" in mail and not is_office(mail)}
