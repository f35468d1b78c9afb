"""The weekly review: a verdict on a card, and the closing page. Each is one step that undo takes back.

A verdict files what the same key would file anywhere else, and the review notes that it was given: both in
one transaction, so that a crash leaves either both or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from ...domain.review.weekly_review import Card, Given, Need, Verdict
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.reports import reviews
from ..base import validators as f
from ..base.new_rows import short
from ..base.validation import line, validated
from .verdicts import Said, effect_of

if TYPE_CHECKING:
    from ...storage.book.book import Book
    from ...storage.book.work import Work

NOTHING: Mapping[str, str] = MappingProxyType({})
LEARNED = line(f.TEXT)


def judge(
    book: Book,
    card: Card,
    verdict_id: str,
    *,
    day: date | None = None,
    words: str = "",
    who: str = "",
    aim: int | None = None,
    limit: int | None = None,
    rules: Rules,
    review_day: str = "fri",
    rep: Mapping[str, str] = NOTHING,
    contacts: Mapping[str, str] = NOTHING,
    op_id: str | None = None,
) -> Change:
    """Answer a card: the verdict's ordinary effect, and a note of it in the review.

    ``day``, ``words``, ``who``, and the rhythm in days (``limit`` is the ``aim`` where it is not given) are
    what the verdict needs. ``rep`` and ``contacts`` are those of the settings, which a letter may state.

    Raises ``InvalidInput`` where a need is missing, where the card has no such verdict or was answered
    already, and whatever the ordinary action raises.
    """
    verdict = next((each for each in card.verdicts if each.id == verdict_id), None)
    if verdict is None:
        raise InvalidInput(f"this card has no verdict '{verdict_id}'", "use one of its keys")
    said = Said(book, card, day, words.strip(), who.strip(), aim, limit, rules, rep, contacts)
    _needs(verdict, said)
    with book.write("a verdict", op_id=op_id) as work:
        kept = reviews.going(book, review_day)
        _open(kept)
        if any(given.card == card.id for given in kept.given):
            raise InvalidInput("this card was answered already", "u takes the answer back")
        work.label = f"{verdict.words}: {card.customer or short(card.title)}"
        effect = effect_of(card, verdict.id)
        if effect is not None:
            effect(work, said)
        work.label = f"review: {work.label}"
        row = _row(work, kept)
        row.card = card.id
        given = Given(card.id, verdict.id, work.at, card.customer_id)
        row.verdicts = reviews.with_verdict(row.verdicts, given, work.today)
    return work.change


def finish(
    book: Book,
    learned: str,
    *,
    rules: Rules,
    review_day: str = "fri",
    op_id: str | None = None,
) -> Change:
    """Close the review with one line of what was learned, and keep its page as Markdown.

    Cards without a verdict stay without one. Raises ``InvalidInput`` where it is closed already.
    """
    from ...interchange.writing import week_md
    from ...storage.reports.week_page import week_page

    with book.write("finish the review", op_id=op_id) as work:
        kept = reviews.going(book, review_day)
        _open(kept)
        kept_line = validated({"learned": LEARNED}, {"learned": learned})["learned"]
        page = week_page(book, kept.week, rules)
        page = page._replace(learned=kept_line, finished_on=work.today)
        row = _row(work, kept)
        row.learned, row.finished_on = kept_line, work.today
        row.page = "".join(week_md.page(page))
        work.label = f"finish the review of week {kept.week}"
    return work.change


def _needs(verdict: Verdict, said: Said) -> None:
    """Raise ``InvalidInput`` for what the verdict has to be told and was not."""
    if verdict.needs in (Need.DAY, Need.WHO_AND_DAY):
        _ = said.needed_day
    if verdict.needs is Need.WHO_AND_DAY and not said.who:
        raise InvalidInput("who does it?", "a name is enough", field="who")
    if verdict.needs is Need.WORDS and not said.words:
        raise InvalidInput("this needs a word", "type it, or press Esc", field="words")
    if verdict.needs is Need.RHYTHM and said.aim is None:
        raise InvalidInput("the aim is missing", "a number of days", field="aim")


def _open(kept: reviews.Kept) -> None:
    if kept.finished_on is not None:
        raise InvalidInput(f"the review of week {kept.week} is closed", "u opens it again")


def _row(work: Work, kept: reviews.Kept) -> t.Review:
    if kept.id is not None:
        return work.get(t.Review, kept.id)
    return work.add(t.Review(week=kept.week, started_on=work.today))
