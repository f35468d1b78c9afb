"""Where a row came from, for whoever moves it, joins it to another, or takes it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...storage.book import lazy_tables as t
from ...storage.rows.sources import told_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...storage.book.work import Work


def origins_of(
    work: Work, entity: str, row_id: int, *, referred: bool = False, **equal: int
) -> Iterator[t.Origin]:
    """The origins of a row, by what it is called; with those that only refer to it ("customer referred"), if asked.

    Who knows whose they are (``customer_id``) finds them at once.
    """
    sources = told_of(work.book.connection)
    for origin in work.find(t.Origin, row_id=row_id, **equal):
        _, sort, _ = sources[origin.source_id]
        if sort == entity or (referred and sort.startswith(f"{entity} ")):
            yield origin
