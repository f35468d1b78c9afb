"""From the rows of one customer to the facts that the rules are given.

Plain SQL, one short indexed query a table. A row that can't be read (a bad day, a wrong type) is left
out of the facts, so that one damaged row never hides a customer; ``repbook check`` names it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Mapping
from datetime import date
from typing import Any

from ...domain.spine import facts as f
from ...domain.spine import kinds as k
from . import customer_facts_sql as sql
from .cancelling import Said, talk
from .fields import Query
from .praise import latest
from .sqlite_values import each

Filled = Mapping[str, Container[int]]
"""By table, the customers that have rows in it."""
MAY_BE_FILLED = (
    *("sales", "touches", "checks", "problems", "promises", "followups", "evidence", "dates"),
    *("facts", "letters", "asks"),
)


def filled(connection: sqlite3.Connection, least: int, most: int) -> Filled:
    """Who has rows where, of the customers with ids from ``least`` to ``most``."""
    return {
        table: {
            row[0]
            for row in connection.execute(
                f"SELECT DISTINCT customer_id FROM {table} WHERE customer_id BETWEEN ? AND ?",
                (least, most),
            )
        }
        for table in MAY_BE_FILLED
    }


def facts_of(
    connection: sqlite3.Connection, customer_id: int, filled: Filled | None = None
) -> f.CustomerFacts | None:
    """The facts of one customer, or None if there is no such customer.

    ``filled`` knows who has rows where, which spares most queries where thousands are asked for.
    """

    def ask(query: str, *tables: str) -> list[Any]:
        if filled is not None and not any(customer_id in filled[table] for table in tables):
            return []
        return connection.execute(query, (customer_id,)).fetchall()

    def many(query: Query, table: str) -> tuple[Any, ...]:
        return each(ask(query.sql, table), query.value)

    found = connection.execute(sql.SINGLE.sql, (customer_id,)).fetchall()
    if not found:
        return None
    one = sql.SINGLE.named(found[0])
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
        sales=many(sql.SALES, "sales"),
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
