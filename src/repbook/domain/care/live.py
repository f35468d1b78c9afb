"""Whether a live day was said, or only planned: a day typed ahead is a plan until somebody says that it came (§3).

Until then Today asks, and the customer shows ``live?``; limits and clocks run as if it were true. What §3
leaves open is decided so:

* It is said by a two-way touch or a check from that day on, by the agenda's delivery step once that is done,
  and by the rep who writes the day down once it has come (the book keeps a step that is done, ``SAID``).
* What was live before the customer was entered was no plan of ours, and a sale that is history or that the
  rep has settled is not asked about (§7).
* An open delivery step, or the question what has happened since the order, asks it already.
"""

from __future__ import annotations

from datetime import date

from ..agenda.agenda_templates import ARRIVED
from ..spine.facts import CustomerFacts, SaleFacts
from .phases import bears

CATCH_UP = "catch-up"
"""The step of the follow-up that asks what had already happened before a sale was entered."""
SAID = "live-said"
"""The step, done, that keeps that the rep wrote the live day down when it had come."""
ASKED_BY = (ARRIVED.key, CATCH_UP)
"""The steps that ask whether it has arrived."""
QUESTION = "arrived, complete, on time?"


def only_planned(sale: SaleFacts, facts: CustomerFacts, today: date) -> bool:
    """Whether the live day has come and nobody has said that it did."""
    live = sale.live_on
    if live is None or live > today or sale.history or live < facts.created_on:
        return False
    if sale.settled_on is not None and sale.settled_on <= today:
        return False
    if sale.arrived_on is not None and live <= sale.arrived_on <= today:
        return False
    if any(live <= day <= today for day in facts.two_way):
        return False
    return not any(
        live <= check.on <= today and bears(check.sale_id, check.on, sale) for check in facts.checks
    )


def is_asked(sale: SaleFacts, facts: CustomerFacts) -> bool:
    """Whether an open step of the sale asks for it already."""
    return any(step.sale_id == sale.id and step.step in ASKED_BY for step in facts.followups)
