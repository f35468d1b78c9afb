"""A full day relieved: contacts that may wait go to other days, each to its own, in one step (§5, screen 5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import count, day_text
from .followups import give_day, may_wait, must_be_open


def spread(
    book: Book,
    moves: Sequence[tuple[Sequence[int], date]],
    *,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """Move contacts, each the follow-ups behind it, to their days; what may not wait stays, and the notes say why.

    Raises ``InvalidInput`` where nothing may.
    """
    with book.write("relieve a full day", op_id=op_id) as work:
        days: list[date] = []
        refused = InvalidInput("nothing on this day can wait")
        for followup_ids, to in moves:
            rows = [work.get(t.Followup, each) for each in followup_ids]
            try:
                for row in rows:
                    must_be_open(row)
                    may_wait(work, row, to, rules, "to")
            except InvalidInput as error:
                work.notes.append(str(error))
                refused = error
                continue
            for row in rows:
                give_day(work, row, to, rules)
            days.append(to)
        if not days:
            raise refused
        said = ", ".join(day_text(day, work.today) for day in sorted(set(days)))
        work.label = f"relieve a full day: {count(len(days), 'contact')} to {said}"
    return work.change
