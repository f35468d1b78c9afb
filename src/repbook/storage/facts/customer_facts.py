"""From the rows of one customer to the facts that the rules are given.

Plain SQL, one short indexed query a table. A row that can't be read (a bad day, a wrong type) is left
out of the facts, so that one damaged row never hides a customer; ``repbook check`` names it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date
from typing import Any

from ...domain.spine import facts as f
from ...domain.spine import kinds as k
from . import customer_facts_sql as sql
from .cancelling import Said, talk
from .fields import Query
from .praise import latest
from .sqlite_values import each

MAY_BE_FILLED = (
    *("sales", "touches", "checks", "problems", "promises", "followups", "evidence", "dates"),
    *("facts", "letters", "asks", "expectations"),
)
CALLED = 2
"""A customer, and a sale, are called by their first two columns: number and name."""
WHO = "SELECT DISTINCT customer_id FROM {} WHERE customer_id BETWEEN ? AND ?"


class Neighbours:
    """What is read of customers whose ids follow each other at once: it spares most queries of each.

    ``filled`` is who has rows in a table.
    """

    def __init__(self, connection: sqlite3.Connection, least: int, most: int) -> None:
        ends = (least, most)
        self.filled: dict[str, set[int]] = {
            table: {row[0] for row in connection.execute(WHO.format(table), ends)}
            for table in MAY_BE_FILLED
        }
        self.others = [who for table, who in self.filled.items() if who and table != "sales"]
        empty = frozenset(table for table, who in self.filled.items() if not who)
        self.single = {row[0]: row for row in connection.execute(sql.single(empty), ends)}
        self.sales: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
        if "sales" not in empty:
            for owner, *row in connection.execute(sql.SALES_OF_MANY, ends):
                self.sales[owner].append(tuple(row))

    def alike(self, customer_id: int) -> tuple[tuple[Any, ...], ...] | None:
        """What is equal for customers of whom the rules say the same: all but what they are called.

        None where more of them is known than their own row, and one sale.
        """
        row, sales = self.single.get(customer_id), self.sales.get(customer_id, ())
        if row is None or len(sales) > 1 or any(customer_id in who for who in self.others):
            return None
        return tuple(each[CALLED:] for each in (row, *sales))


def facts_of(
    connection: sqlite3.Connection, customer_id: int, known: Neighbours | None = None
) -> f.CustomerFacts | None:
    """The facts of one customer, or None if there is no such customer; ``known`` is read of many already."""
    ends = (customer_id, customer_id)
    found = (
        known.single.get(customer_id)
        if known
        else connection.execute(sql.SINGLE.sql, ends).fetchone()
    )
    if found is None:
        return None

    def ask(query: str, *tables: str) -> list[Any]:
        if known and not any(customer_id in known.filled[table] for table in tables):
            return []
        return connection.execute(query, (customer_id,)).fetchall()

    def many(query: Query, table: str) -> tuple[Any, ...]:
        return each(ask(query.sql, table), query.value)

    one = sql.SINGLE.named(found)
    rows = known.sales[customer_id] if known else connection.execute(sql.SALES.sql, ends).fetchall()
    sales = each(rows[: sql.MOST_SALES], sql.SALES.value)
    if known and not any(customer_id in who for who in known.others):
        return f.CustomerFacts(**one, sales=sales)
    two_way, one_way, attempts = _recent(ask(sql.TOUCHES, "touches"))
    said = each(
        ask(sql.SAID, "checks", "touches", "problems", "evidence"),
        lambda kind, on, text, place: Said(kind, date.fromisoformat(on), text, place),
    )
    spoke_on, stays_on = talk(row for row in said if row.kind != "evidence")
    recommended = latest((row.on, row.text) for row in said if row.kind != "problem")
    one["praise_on"] = max(filter(None, (one["praise_on"], recommended)), default=None)
    return f.CustomerFacts(
        **one,
        two_way=two_way,
        one_way=one_way,
        attempts=attempts,
        sales=sales,
        checks=many(sql.CHECKS, "checks"),
        problems=many(sql.PROBLEMS, "problems"),
        promises=many(sql.PROMISES, "promises"),
        kept_in_a_row=_kept_in_a_row(ask(sql.ENDED, "promises")),
        followups=many(sql.FOLLOWUPS, "followups"),
        told=each(ask(sql.TOLD, "evidence"), date.fromisoformat),
        untold=many(sql.UNTOLD, "evidence"),
        cancel_talk_on=spoke_on,
        stays_on=stays_on,
        dates=many(sql.DATES, "dates"),
        known=tuple(kind for (kind,) in ask(sql.KNOWN, "facts")),
        unposted=many(sql.UNPOSTED, "letters"),
        asks=many(sql.ASKS, "asks"),
    )


def _recent(rows: list[tuple[str, str]]) -> tuple[tuple[date, ...], tuple[date, ...], int]:
    """Latest two-way days, one-way days since the newest of them, and unanswered attempts since."""
    two_way: list[date] = []
    one_way: list[date] = []
    attempts = 0
    for on, reach in each(rows, lambda text, reach: (date.fromisoformat(text), reach)):
        if reach == k.Reach.TWO_WAY:
            if len(two_way) < 8:
                two_way.append(on)
        elif not two_way:
            if reach == k.Reach.ONE_WAY:
                one_way.append(on)
            else:
                attempts += 1
    return tuple(two_way), tuple(one_way), attempts


def _kept_in_a_row(rows: list[tuple[str]]) -> int:
    kept = 0
    for (state,) in rows:
        if state != k.PromiseState.KEPT:
            break
        kept += 1
    return kept
