"""The yearly survey: sent, and back with answers (R91).

Answers are a capture line: what they praise, and what has to change, is filed with them.
"""

from __future__ import annotations

from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book.book import Book
from .log_entry import LogEntry
from .touches import log


def sent(
    book: Book,
    customer_id: int,
    *,
    person_id: int | None = None,
    words: str = "",
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """It went out today; a year from now another is due, and a reminder before that."""
    entry = LogEntry(
        customer_id,
        kind=k.TouchKind.SURVEY,
        reach=k.Reach.ONE_WAY,
        line=words,
        person_id=person_id,
    )
    return log(book, entry, rules=rules, op_id=op_id)


def answered(
    book: Book,
    customer_id: int,
    words: str,
    *,
    person_id: int | None = None,
    score: int | None = None,
    day_first: bool | None = None,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """It came back today. ``words`` is a capture line; ``score`` (−2 … +2) counts as a check."""
    if not words.strip():
        raise InvalidInput("what did they answer?", "one line will do", field="words")
    entry = LogEntry(
        customer_id,
        kind=k.TouchKind.SURVEY,
        incoming=True,
        line=words,
        person_id=person_id,
        score=score,
        day_first=day_first,
    )
    return log(book, entry, rules=rules, op_id=op_id)
