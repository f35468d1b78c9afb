"""One customer's page and timeline: a query each, as frozen values."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from ...domain.shown.customer_views import (
    Assumed,
    CustomerPage,
    Event,
    ExpectationView,
    FactView,
    PersonView,
    RouteView,
    SaleView,
)
from ...domain.spine.facts import CustomerFacts
from ...domain.spine.rules import Rules
from ...domain.today.standing import standing
from ..book.book import Book
from ..facts.facts_packing import unpack
from .timeline_sql import TIMELINE

PAGE = """
SELECT c.name, c.tier, c.state, c.state_reason, c.industry, c.website, c.street, c.postcode,
  c.city, c.region, c.country, c.note, c.wish_aim, c.wish_limit, s.facts,
  (SELECT json_group_array(json_array(id, name, role, main, since_on, left_on, newsletter, do_not,
      note)) FROM (SELECT * FROM people WHERE customer_id = c.id
        ORDER BY left_on IS NOT NULL, main DESC, id)),
  (SELECT json_group_array(json_array(id, person_id, kind, value, label, situation))
    FROM (SELECT * FROM routes WHERE customer_id = c.id ORDER BY id)),
  (SELECT json_group_array(json_array(f.id, f.kind, f.text, f.on_day, f.said_by, f.person_id,
      coalesce(n.name, ''), f.confidential, f.state, f.last_asked_on, f.state_on))
    FROM (SELECT * FROM facts WHERE customer_id = c.id
        AND NOT (kind IN ('plan', 'value idea') AND done_on IS NOT NULL)
        ORDER BY on_day DESC, id DESC) f
    LEFT JOIN people n ON n.id = f.person_id),
  (SELECT json_group_array(json_array(id, title, number, kind, ordered_on, promised_on, live_on,
      paid_on, settled_on, cancelled_on, amount, currency, history))
    FROM (SELECT * FROM sales WHERE customer_id = c.id ORDER BY ordered_on DESC, id DESC LIMIT 60)),
  (SELECT json_group_array(json_array(id, text, state, due_on))
    FROM (SELECT * FROM expectations WHERE customer_id = c.id ORDER BY state = 'met', id)),
  (SELECT json_group_array(json_array(t.on_day, 'touch', t.id, t.kind, t.note,
      coalesce(n.name, ''), t.reach))
    FROM (SELECT * FROM touches WHERE customer_id = c.id ORDER BY on_day DESC, id DESC LIMIT 3) t
    LEFT JOIN people n ON n.id = t.person_id),
  (SELECT json_group_array(json_array(key, value)) FROM (
    SELECT e.key AS key, e.value AS value FROM origins o, json_each(o.extra) e
    WHERE o.customer_id = c.id AND o.entity = 'customer' AND e.value <> '' LIMIT 60)),
  c.followed_from, c.goal,
  (SELECT json_group_array(json_array(on_day, sale_id, quality_ok IS NOT NULL,
      delivery_ok IS NOT NULL, price_ok IS NOT NULL)) FROM checks WHERE customer_id = c.id
      AND coalesce(quality_ok, delivery_ok, price_ok) IS NOT NULL)
FROM customers c LEFT JOIN standings s ON s.customer_id = c.id WHERE c.id = ?"""
"""Moves of a plan that are done or replaced, and ideas that were given, stand in the timeline alone."""


def customer_page(book: Book, customer_id: int, rules: Rules) -> CustomerPage | None:
    """Everything the page and the brief of one customer show; None if there is no such customer."""
    row = book.row(PAGE, (customer_id,))
    if row is None:
        return None
    local = book.clock.local().astimezone()
    facts = _facts(customer_id, row[0], row[14])
    address = ", ".join(part for part in (row[6], f"{row[7]} {row[8]}".strip(), *row[9:11]) if part)
    return CustomerPage(
        id=customer_id,
        name=row[0],
        tier=row[1],
        state=row[2],
        state_reason=row[3],
        industry=row[4],
        website=row[5],
        address=address,
        note=row[11],
        wish_aim=row[12],
        wish_limit=row[13],
        facts=facts,
        standing=standing(facts, local.date(), rules, local),
        people=_many(PersonView, row[15]),
        routes=_many(RouteView, row[16]),
        remarks=_many(FactView, row[17]),
        sales=_many(SaleView, row[18]),
        expectations=_many(ExpectationView, row[19]),
        last=_many(Event, row[20]),
        extras=tuple((str(key), str(value)) for key, value in json.loads(row[21])),
        city=row[8],
        followed_from=row[22],
        goal=row[23],
        assumed=_many(Assumed, row[24]),
    )


def _facts(customer_id: int, name: str, packed: str | None) -> CustomerFacts:
    """The cached facts; a damaged cache still shows the customer, with nothing known."""
    try:
        return unpack(packed or "")
    except (TypeError, ValueError, KeyError, AttributeError):
        return CustomerFacts(id=customer_id, name=name, created_on=date(2000, 1, 1))


def _many(kind: Any, packed: str) -> tuple[Any, ...]:
    return tuple(kind(*values) for values in json.loads(packed))


def timeline(book: Book, customer_id: int, limit: int = 500) -> tuple[Event, ...]:
    """What happened with a customer, newest first."""
    return tuple(
        Event(str(day), kind, row_id, str(what), str(text), person or "", str(state), str(more))
        for day, kind, row_id, what, text, person, state, more in book.rows(
            TIMELINE, {"id": customer_id, "limit": limit}
        )
    )
