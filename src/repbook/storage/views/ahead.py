"""What stands ahead in the book, as the days of screen 5; and of an agenda, what is behind."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.shown.customer_summary import Done
from ...domain.spine.facts import CustomerFacts
from ...domain.spine.rules import Rules
from ...domain.today.ahead import DAYS, Ahead
from ...domain.today.ahead import ahead as lay_out
from ..book.book import Book
from ..facts.facts_packing import unpack
from .today import DAMAGED, TWINS, without_collecting

FACTS = "SELECT facts FROM standings ORDER BY customer_id"
"""Everybody: the rhythm of a quiet customer falls on a day, too."""

DONE = """
SELECT what, done_on FROM followups
WHERE customer_id = ? AND source = 'agenda' AND state = 'done' ORDER BY done_on DESC, id DESC"""


def ahead(book: Book, rules: Rules, *, days: int = DAYS) -> Ahead:
    """The next days; customers of one name are told apart by their town (F18).

    One whose cached facts are damaged is left out: Today names them.
    """
    towns = dict(book.rows(TWINS))
    with without_collecting():
        facts = list(_facts(book))
        names = {each.id: f"{each.name}, {towns[each.id]}" for each in facts if towns.get(each.id)}
        return lay_out(facts, book.clock.today(), rules, days=days, names=names)


def _facts(book: Book) -> Iterator[CustomerFacts]:
    for (packed,) in book.rows(FACTS):
        try:
            yield unpack(packed)
        except DAMAGED:
            continue


def agenda_done(book: Book, customer_id: int) -> tuple[Done, ...]:
    """The steps of a customer's agendas that are done, the latest first."""
    return tuple(Done(what, on or "") for what, on in book.rows(DONE, (customer_id,)))
