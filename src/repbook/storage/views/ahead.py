"""What stands ahead in the book, as the days of screen 5."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta

from ...domain.spine.facts import CustomerFacts
from ...domain.spine.rules import Rules
from ...domain.today.ahead import DAYS, Ahead
from ...domain.today.ahead import ahead as lay_out
from ...domain.today.relief import usual_day
from ..book.book import Book
from ..facts.facts_packing import ALL, DAMAGED, PACKED, unpack, without_collecting
from .today import TWINS

BUSY = """(SELECT json_group_array(number) FROM (
  SELECT count(DISTINCT customer_id) AS number FROM touches
  WHERE on_day >= :since AND on_day < :today GROUP BY on_day))"""
FACTS = f"{ALL.format(f'{PACKED}, {BUSY}')} ORDER BY s.customer_id"
"""Everybody, for the rhythm of a quiet customer falls on a day, too; and with how many customers each of the last
days went."""
BEHIND = timedelta(weeks=8)


def ahead(book: Book, rules: Rules, *, days: int = DAYS) -> Ahead:
    """The next days; customers of one name are told apart by their town (F18).

    One whose cached facts are damaged is left out: Today names them.
    """
    towns, today = dict(book.rows(TWINS)), book.clock.today()
    with without_collecting():
        rows = book.rows(FACTS, {"since": (today - BEHIND).isoformat(), "today": today.isoformat()})
        facts = list(_facts(book, (packed for packed, _ in rows)))
        names = {each.id: f"{each.name}, {towns[each.id]}" for each in facts if towns.get(each.id)}
        shown = lay_out(_wanted(book, facts), today, rules, days=days, names=names)
        return shown._replace(usual=usual_day(json.loads(rows[0][1])) if rows else 0)


def _wanted(book: Book, facts: Iterable[CustomerFacts]) -> Iterator[CustomerFacts]:
    for each in facts:
        book.still_wanted()
        yield each


def _facts(book: Book, packed_facts: Iterable[str]) -> Iterator[CustomerFacts]:
    for packed in packed_facts:
        book.still_wanted()
        try:
            yield unpack(packed)
        except DAMAGED:
            continue
