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
from ..book.queries import Queries
from ..facts.facts_packing import unpack

sql = Queries(__file__, "customer_page")


def customer_page(book: Book, customer_id: int, rules: Rules) -> CustomerPage | None:
    """Everything the page and the brief of one customer show; None if there is no such customer."""
    row = book.row(sql.PAGE, (customer_id,))
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
            sql.TIMELINE, {"id": customer_id, "limit": limit}
        )
    )
