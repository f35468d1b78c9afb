"""The newsletter's list as CSV, and what is missing from it (R89)."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.shown.outgoing import Readers
from ...wording import count
from .sheets_csv import lines

HEADER = ("name", "e-mail", "customer", "since")


def rows(readers: Readers) -> Iterator[str]:
    """Everybody who has agreed and can be reached, line by line; cells are guarded (F101)."""
    return lines(HEADER, readers.rows)


def gaps(readers: Readers) -> str:
    """``12 people have no consent recorded, 3 no e-mail``; "" where nobody is missing."""
    have = "has" if readers.no_consent == 1 else "have"
    parts = []
    if readers.no_consent:
        parts.append(f"{count(readers.no_consent, 'person', 'people')} {have} no consent recorded")
    if readers.no_mail:
        said = str(readers.no_mail) if parts else count(readers.no_mail, "person", "people")
        verb = "" if parts else (" has" if readers.no_mail == 1 else " have")
        parts.append(f"{said}{verb} no e-mail")
    return ", ".join(parts)
