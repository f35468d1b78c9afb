"""What holds of every book after any sequence of actions, and who breaks it (R36).

Looked for here: a customer without a next step; a sale without its agenda, without expectations, or without the
thank-you and the reassurance that it is owed. What else must hold is a constraint of the schema, or a rule of the
domain that no row can break. Used by ``repbook check``: a book that was only ever written by repbook has none to
name. A customer whose rows are damaged is named by other checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...domain.care.case import look
from ...domain.spine.facts import CustomerFacts, SaleFacts
from ...domain.spine.kinds import CustomerState, FollowupKind
from ...domain.spine.rules import Rules
from ...domain.today.standing import has_no_next
from ...domain.today.words_owed import accounted
from ..book.book import Book
from ..book.facts_cache import DAMAGED

OWED = ((FollowupKind.THANKS, "thank-you"), (FollowupKind.REASSURE, "reassurance"))

NO_AGENDA = """
SELECT c.name, 'sale ' || s.id || ': no agenda'
FROM sales s JOIN customers c ON c.id = s.customer_id
WHERE NOT s.history AND s.agenda = ''"""

SPOKEN_FOR = """
SELECT 1 FROM followups
WHERE sale_id = ? AND (kind = ? OR (step = 'catch-up' AND (state = 'open' OR reason <> ''))) LIMIT 1"""
"""A sale that was entered late is asked about as a whole; to let that go, with a reason, lets go of these too."""


def without_agenda(book: Book) -> Iterator[tuple[str, str]]:
    """The customers who have a sale without its agenda: the name, and what is not so, in words."""
    yield from book.rows(NO_AGENDA)


def broken(book: Book, facts: CustomerFacts, today: date, rules: Rules) -> tuple[str, ...]:
    """Every other break of one customer, in words."""
    if facts.state != CustomerState.ACTIVE:
        return ()
    try:
        return tuple(_of_customer(book, facts, today, rules))
    except DAMAGED:
        return ()


def _of_customer(book: Book, facts: CustomerFacts, today: date, rules: Rules) -> Iterator[str]:
    if has_no_next(look(facts, today, rules)):
        yield "no next step"
    for sale in facts.sales:
        if not sale.history:
            yield from _of_sale(book, facts, sale, rules)


def _of_sale(book: Book, facts: CustomerFacts, sale: SaleFacts, rules: Rules) -> Iterator[str]:
    if not (facts.expectations or sale.no_expectations):
        yield f"sale {sale.id}: neither expectations nor “none recorded”"
    for kind, name in OWED:
        if not accounted(facts, sale, kind, rules) and not book.rows(SPOKEN_FOR, (sale.id, kind)):
            yield f"sale {sale.id}: no {name} sent, owed, or let go with a reason"
