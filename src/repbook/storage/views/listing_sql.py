"""The queries behind ``listing``: who is listed and by what key, and the rows that are seen."""

from __future__ import annotations

from ...domain.shown.customer_views import CustomerRow
from ...domain.spine.kinds import Tier
from ...domain.spine.rules import Rules
from ..facts.facts_packing import PACKED
from ..facts.fields import query
from ..rows.searched import ALL, FIRST, TABLE_OF

SOLD = """LEFT JOIN (SELECT customer_id, -sum(amount) AS worth,
    max(CASE WHEN history THEN max(ordered_on, coalesce(live_on, '')) ELSE ordered_on END) AS contact,
    substr(max(ordered_on || coalesce(settled_on, '')), 11) AS newest_settled
  FROM sales WHERE cancelled_on IS NULL GROUP BY customer_id) sold ON sold.customer_id = c.id"""
"""What the sales of a customer say, for the sorts that go by it."""

SINCE = """coalesce(nullif(max(coalesce(s.last_two_way_on, ''), coalesce(sold.contact, '')), ''),
  c.created_on)"""
"""The last day of contact as ``domain/care/rhythm`` counts it, or the day of entry."""

AIM = """coalesce(c.wish_aim, CASE WHEN sold.newest_settled = '' THEN {unproven}
  ELSE CASE c.tier {tiers} END END)"""
"""How often a calm customer should hear from us, in days: their wish, else as tier and proof say."""

KEYS = {
    "tier": "c.tier",
    "silence": SINCE,
    "next": f"""CASE c.state WHEN 'active' THEN coalesce(s.next_due_on,
      date({SINCE}, '+' || {AIM} || ' days')) ELSE c.wake_on END""",
    "city": "nullif(c.city, '')",
    "money": "sold.worth",
    "settled": f"c.tier || {SINCE}",
}
"""What a sort goes by, where the rows themselves say it; None stands last either way."""

ORDER = """
SELECT c.id, CASE c.state WHEN 'active' THEN coalesce(s.first_sale_month_day, '') <> '' END, {key}
FROM customers c LEFT JOIN standings s ON s.customer_id = c.id {sold}
WHERE {where} ORDER BY c.folded, c.id"""
NAMED = f"""(c.folded LIKE :like ESCAPE '\\' OR c.id IN (
  SELECT rowid - {FIRST["customer"]} FROM search WHERE search MATCH :match AND rowid > {FIRST["customer"]}
  UNION ALL SELECT customer_id FROM people WHERE id IN (SELECT rowid - {FIRST["person"]} FROM search
    WHERE search MATCH :match AND rowid BETWEEN {FIRST["person"]} AND {FIRST["customer"]})
  UNION ALL SELECT customer_id FROM routes WHERE id IN (SELECT rowid - {FIRST["route"]} FROM search
    WHERE search MATCH :match AND rowid BETWEEN {FIRST["route"]} AND {FIRST["person"]})))"""
"""By what a customer is called, and how they and their people are reached."""

COLUMNS = {
    "id": "c.id",
    "name": "c.name",
    "city": "c.city",
    "industry": "c.industry",
    "person": """coalesce((SELECT name FROM people WHERE customer_id = c.id AND left_on IS NULL
    ORDER BY main DESC, id LIMIT 1), '')""",
    "sales": "coalesce(sold.number, 0)",
    "last_sale_on": "date(sold.latest)",
    "amount": "CASE WHEN sold.currencies = 1 THEN sold.amount END",
    "currency": "CASE WHEN sold.currencies = 1 THEN sold.currency ELSE 'mixed' END",
    "standing": PACKED,
    "twin": "EXISTS (SELECT 1 FROM customers o WHERE o.folded = c.folded AND o.id <> c.id)",
}
FROM = """FROM customers c LEFT JOIN standings s ON s.customer_id = c.id
LEFT JOIN (SELECT customer_id, count(*) AS number, max(ordered_on) AS latest, sum(amount) AS amount,
    count(DISTINCT currency) AS currencies, max(currency) AS currency
  FROM sales WHERE cancelled_on IS NULL AND customer_id IN ({ids}) GROUP BY customer_id) sold
  ON sold.customer_id = c.id"""
HITS = "\n  UNION ALL ".join(
    f"""SELECT customer_id, json_array(kind, title, body) AS line, place FROM searched_{TABLE_OF[kind]}
  WHERE customer_id IN ({{ids}}) AND place IN (SELECT rowid FROM search
    WHERE search MATCH :match AND rowid BETWEEN {FIRST[kind]} AND {FIRST[kind] + ALL})"""
    for kind in ("customer", "person", "route")
)
FOUND = f"""
LEFT JOIN (SELECT customer_id, line, max(place) FROM ({HITS}) GROUP BY customer_id) hit
  ON hit.customer_id = c.id"""
"""By what each customer is found: their own line before one of a person, and that before a number."""
WHERE = """
WHERE c.id IN ({ids})"""

ROWS = query(CustomerRow, COLUMNS, FROM + WHERE)
"""A line of the table; the packed facts stand for the standing, which the rules work out of them."""
FOUND_ROWS = query(CustomerRow, COLUMNS | {"found": "hit.line"}, FROM + FOUND + WHERE)
"""The same while the table is narrowed."""


def order_by(sort: str, rules: Rules) -> str:
    """The query whose third column is a sort's key; {where} is still open."""
    key = KEYS.get(sort, "NULL")
    if sort == "next":
        paces = rules.rhythm.settled
        tiers = " ".join(f"WHEN '{tier}' THEN {int(paces[tier].aim)}" for tier in Tier)
        unproven = str(int(paces[rules.rhythm.unproven_as].aim))
        key = key.replace("{tiers}", tiers).replace("{unproven}", unproven)
    sold = SOLD if "sold." in key else ""
    return ORDER.replace("{key}", key).replace("{sold}", sold)
