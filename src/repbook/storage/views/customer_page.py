"""One customer's page and timeline: a query each, as frozen values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from ...domain.shown.customer_summary import Done
from ...domain.shown.customer_views import (
    AddressView,
    Assumed,
    CustomerPage,
    Event,
    ExpectationView,
    FactView,
    KeptLine,
    PersonView,
    RouteView,
    SaleView,
)
from ...domain.spine.facts import CustomerFacts
from ...domain.spine.kinds import FactKind
from ...domain.spine.rules import Rules
from ...domain.today.standing import standing
from ...values import NamedTuple
from ..book.book import Book
from ..book.queries import Queries
from ..facts.facts_packing import DAMAGED, PACKED, facts_now
from ..finding.catalogue import catalogue, usual_words

sql = Queries(__file__, "customer_page")


class Part(NamedTuple):
    """Rows of one kind within the row of a customer: the SQL of each field by its name, and where they stand.

    They come as lists in the order of the fields, so that a long page is not told its names again and again.
    """

    kind: Any
    columns: Mapping[str, str]
    rest: str

    @property
    def sql(self) -> str:
        """The column of the customer's row that holds them."""
        values = (self.columns.get(name, "''") for name in self.kind._fields)
        return f"(SELECT json_group_array(json_array({', '.join(values)})) {self.rest})"

    def values(self, packed: str) -> tuple[Any, ...]:
        """The rows that such a column holds."""
        return tuple(self.kind(*values) for values in json.loads(packed))


def _same(kind: Any) -> dict[str, str]:
    """The columns of rows whose fields bear the names of the table's."""
    return {name: name for name in kind._fields}


KEPT = """SELECT o.entity, o.row_id, o.id, e.key AS key, CAST(e.value AS TEXT) AS value
      FROM came_from o, json_each(iif(json_valid(o.extra), o.extra, '{}')) e
      WHERE o.customer_id = c.id AND e.value <> ''
      UNION ALL SELECT 'person', id, 0, 'title', name_prefix FROM people
      WHERE customer_id = c.id AND name_prefix <> '' AND instr(name, name_prefix) = 0
      UNION ALL SELECT 'person', id, 0, 'behind the name', name_suffix FROM people
      WHERE customer_id = c.id AND name_suffix <> '' AND instr(name, name_suffix) = 0
      LIMIT 400"""
"""What was kept of files, and what a name is not shown with; a file of sixty columns has few more lines."""
PARTS = {
    "people": Part(
        PersonView,
        _same(PersonView),
        """FROM (SELECT * FROM people WHERE customer_id = c.id
      ORDER BY left_on IS NOT NULL, main DESC, id)""",
    ),
    "routes": Part(
        RouteView,
        _same(RouteView),
        "FROM (SELECT * FROM routes WHERE customer_id = c.id ORDER BY id)",
    ),
    "remarks": Part(
        FactView,
        {
            **{name: f"f.{name}" for name in FactView._fields},
            "person": "coalesce(n.name, '')",
        },
        """FROM (SELECT * FROM facts WHERE customer_id = c.id
      AND NOT (kind IN ('plan', 'value idea') AND done_on IS NOT NULL)
      ORDER BY on_day DESC, id DESC) f
    LEFT JOIN people n ON n.id = f.person_id""",
    ),
    "sales": Part(
        SaleView,
        _same(SaleView),
        """FROM (SELECT * FROM sales WHERE customer_id = c.id
      ORDER BY ordered_on DESC, id DESC LIMIT 60)""",
    ),
    "addresses": Part(
        AddressView,
        _same(AddressView),
        "FROM (SELECT * FROM addresses WHERE customer_id = c.id ORDER BY id)",
    ),
    "kept": Part(
        KeptLine,
        {
            **{"entity": "o.entity", "row_id": "o.row_id", "label": "o.key", "value": "o.value"},
            "about": """CASE o.entity
      WHEN 'sale' THEN (SELECT title FROM sales WHERE id = o.row_id)
      WHEN 'touch' THEN (SELECT on_day FROM touches WHERE id = o.row_id)
      WHEN 'followup' THEN (SELECT what FROM followups WHERE id = o.row_id) ELSE '' END""",
        },
        f"""FROM ({KEPT}) o""",
    ),
    "expectations": Part(
        ExpectationView,
        _same(ExpectationView),
        "FROM (SELECT * FROM expectations WHERE customer_id = c.id ORDER BY state = 'met', id)",
    ),
    "last": Part(
        Event,
        {
            **{"on_day": "t.on_day", "kind": "'touch'", "id": "t.id", "what": "t.kind"},
            **{"text": "t.note", "person": "coalesce(n.name, '')", "state": "t.reach"},
            "incoming": "t.incoming",
        },
        """FROM (SELECT * FROM touches WHERE customer_id = c.id
      ORDER BY on_day DESC, id DESC LIMIT 3) t
    LEFT JOIN people n ON n.id = t.person_id""",
    ),
    "assumed": Part(
        Assumed,
        {
            **{"on_day": "on_day", "sale_id": "sale_id", "quality": "quality_ok IS NOT NULL"},
            **{"delivery": "delivery_ok IS NOT NULL", "price": "price_ok IS NOT NULL"},
        },
        """FROM checks WHERE customer_id = c.id
      AND coalesce(quality_ok, delivery_ok, price_ok) IS NOT NULL""",
    ),
}
"""Moves of a plan that are done or replaced, and ideas that were given, stand in the timeline alone."""

OWN = ("id", "name", "tier", "state", "state_reason", "industry", "website", "note", "wish_aim")
COLUMNS = {
    **{name: f"c.{name}" for name in (*OWN, "wish_limit", "city", "followed_from", "goal")},
    "address": "json_array(c.street, trim(c.postcode || ' ' || c.city), c.region, c.country)",
    "facts": PACKED,
    **{name: part.sql for name, part in PARTS.items()},
}
PAGE = f"""
SELECT {", ".join(COLUMNS.values())}
FROM customers c LEFT JOIN standings s ON s.customer_id = c.id WHERE c.id = ?"""

DONE = """
SELECT what, done_on FROM followups
WHERE customer_id = ? AND source = 'agenda' AND state = 'done' ORDER BY done_on DESC, id DESC"""


def customer_page(
    book: Book, customer_id: int, rules: Rules, products: tuple[str, ...] = ()
) -> CustomerPage | None:
    """Everything the page and the brief of one customer show; None if there is no such customer.

    ``products`` is the catalogue; without one the book's own sales tell, where a need of theirs is known.
    """
    row = book.row(PAGE, (customer_id,))
    if row is None:
        return None
    local = book.clock.local().astimezone()
    page = dict(zip(COLUMNS, row, strict=True))
    facts = _facts(book, customer_id, page["name"], page["facts"])
    page |= {name: part.values(page[name]) for name, part in PARTS.items()}
    page["kept"] = tuple(dict.fromkeys(page["kept"]))  # two programs may say the same
    page["address"] = ", ".join(filter(None, json.loads(page["address"])))
    page |= {"facts": facts, "standing": standing(facts, local.date(), rules, local)}
    if any(fact.kind == FactKind.NEED for fact in page["remarks"]):
        page["titles"] = products or catalogue(book)
        page["usual"] = usual_words(book) if page["titles"] else ()
    return CustomerPage(**page)


def _facts(book: Book, customer_id: int, name: str, packed: str | None) -> CustomerFacts:
    """The cached facts; a damaged cache still shows the customer, with nothing known."""
    try:
        return facts_now(book.connection, packed or "")
    except DAMAGED:
        return CustomerFacts(id=customer_id, name=name, created_on=date(2000, 1, 1))


def timeline(book: Book, customer_id: int, limit: int = 500) -> tuple[Event, ...]:
    """What happened with a customer, newest first."""
    return tuple(
        Event(
            str(day),
            kind,
            row_id,
            str(what),
            str(text),
            person or "",
            str(state),
            str(more),
            bool(theirs),
        )
        for day, kind, row_id, what, text, person, state, more, theirs in book.rows(
            sql.TIMELINE, {"id": customer_id, "limit": limit}
        )
    )


def agenda_done(book: Book, customer_id: int) -> tuple[Done, ...]:
    """The steps of a customer's agendas that are done, the latest first."""
    return tuple(Done(what, on or "") for what, on in book.rows(DONE, (customer_id,)))
