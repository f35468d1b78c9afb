"""Everybody's place today: as it is kept, and reckoned anew for the few whose kept one holds no longer.

A write leaves whoever it was about without a place (the schema's triggers see to that), a new day those whose reasons
change with it. Nobody has to wait for the keeping: who reads reckons them for itself and remembers it; ``keep`` writes
it down when there is time. Customers whom Today can't show are *calm*: kept is only until when they are. Who has nothing
but a day to be asked about is *quiet*, and has no place at all until then.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from math import inf
from typing import Any

from ...domain.care.yearly import next_on
from ...domain.spine.calendar import stored_day
from ...domain.spine.facts import CustomerFacts
from ...domain.spine.kinds import WARNING
from ...domain.spine.rules import DEFAULT, Rules
from ...domain.today.place import WEEK, place
from ...domain.today.today_page import Sums
from ...values import NamedTuple
from ..book.book import Book
from ..facts.cache_version import OLDER, is_stale
from ..facts.facts_packing import ALL, DAMAGED, PACKED, facts_now, without_collecting
from ..facts.memo import Memo, Places, Reckoned
from ..facts.place_rows import (
    CALM,
    COLUMNS,
    DAY,
    DIGITS,
    GONE,
    HOLDS,
    KEPT,
    READ,
    KeptPlace,
    PlaceRow,
    minute_of,
    reckon,
    same,
    version,
)
from .renewing import STEP, renew

FAR = 366
"""Days until which it is looked ahead for somebody calm: a birthday comes round in a year."""

HELD = f"SELECT {READ} FROM places NOT INDEXED WHERE {HOLDS} AND phase <> ''"
WEIGHT = f"round(row_weight + row_rise * {GONE}, {DIGITS})"
RED = f"""SELECT {WEIGHT} FROM places NOT INDEXED WHERE {HOLDS} AND phase <> '' AND row_red
ORDER BY 1 DESC LIMIT 1 OFFSET :most"""
"""How bad one has to be to be among the worst."""
SHOWN = f"""{HELD} AND (timed OR calm_at IS NOT NULL
  OR (row_at IS NOT NULL AND (NOT row_red OR {WEIGHT} >= :worst)))"""
"""Whom a page may show: of many who are red it tells how many they are."""
SUMS = f"""
SELECT count(*) FILTER (WHERE active), total(debt + debt_rise * {GONE}) FILTER (WHERE active),
  total(before + before_rise * {GONE}), coalesce(sum(due), 0), coalesce(sum(broken), 0),
  count(*) FILTER (WHERE active AND band IN ({", ".join(f"'{band}'" for band in WARNING)})),
  count(*) FILTER (WHERE active AND next_on IS NULL),
  count(row_at), count(*) FILTER (WHERE row_at IS NOT NULL AND row_red)
FROM places NOT INDEXED WHERE {HOLDS} AND phase <> ''"""
"""The sums of everybody whose place is kept; who is off the book owes nothing."""
WITHOUT = "NOT EXISTS (SELECT 1 FROM places p WHERE p.customer_id = s.customer_id)"
QUIET = "s.vulnerable_until IS NULL AND s.last_two_way_on IS NULL AND s.first_sale_month_day = ''"
"""Who may have no place at all: nothing but the day from which they are to be asked about (the schema's triggers)."""
LOST = f"""SELECT customer_id FROM places WHERE NOT ({HOLDS})
UNION ALL SELECT s.customer_id FROM standings s WHERE {QUIET} AND s.attention_on <= :day AND {WITHOUT}"""
ALL_LOST = f"""SELECT customer_id FROM places WHERE NOT ({HOLDS})
UNION ALL SELECT s.customer_id FROM standings s WHERE {WITHOUT}"""
"""As ``LOST``, where the days that are cached are not those of the rules: then nobody is quiet."""
SOONEST = """SELECT customer_id FROM ({}) LEFT JOIN standings USING (customer_id)
ORDER BY attention_on IS NULL, attention_on, customer_id LIMIT :most"""
STILL_QUIET = f"""SELECT s.customer_id FROM standings s WHERE {QUIET} AND s.attention_on > :day AND {WITHOUT}
  AND s.customer_id IN (SELECT value FROM json_each(:ids))"""
NOWHERE = f"""SELECT s.customer_id FROM standings s WHERE {WITHOUT} AND NOT ({QUIET} AND s.facts <> ''
  AND NOT EXISTS (SELECT 1 FROM dates d WHERE d.customer_id = s.customer_id))"""
"""Who should have a place, if only one to be reckoned, and has none."""
NEWEST = "SELECT max(kept) FROM places"
FACTS = f"""
SELECT s.customer_id, s.attention_on, s.vulnerable_until, s.last_two_way_on, s.first_sale_month_day,
  (SELECT group_concat(month || '-' || day) FROM dates WHERE customer_id = s.customer_id), {PACKED}
FROM standings s JOIN customers c ON c.id = s.customer_id WHERE s.customer_id IN (SELECT value FROM json_each(:ids))"""
PACKED_NOW = f"{ALL.format(f's.customer_id, {PACKED}')} WHERE s.customer_id IN (SELECT value FROM json_each(:ids))"
STORE = f"INSERT OR REPLACE INTO places ({KEPT}) VALUES ({', '.join('?' * len(COLUMNS))})"
BLOCK = 2000
"""Customers who are reckoned, and kept, together."""


def places(book: Book, rules: Rules) -> Places:
    """Everybody's place now."""
    memo, now = _now(book, rules)
    if memo.places is None:
        with without_collecting():
            held = {row[0]: KeptPlace._make(row) for row in book.rows(HELD, _asked(now, rules))}
        held |= {each.id: each for each in memo.seen(now.date())}
        memo = book.memo = memo._replace(places=Places(held, memo.damaged))
    assert memo.places is not None  # noqa: S101 - for mypy: it was just put there
    return memo.places


class OnPage(NamedTuple):
    """Those who have a row of Today, or an hour; the sums of everybody; and whose facts are damaged."""

    places: list[KeptPlace]
    sums: Sums
    damaged: tuple[int, ...]
    unread: int


def on_page(book: Book, rules: Rules, most: int | None = None) -> OnPage:
    """What Today shows of everybody's place now: the others are summed up where they lie.

    Of many who have none, only the ``most`` pressing are reckoned, if so few are said, and the others counted.
    """
    memo, now = _now(book, rules, most)
    values = _asked(now, rules)
    mine = memo.seen(now.date())
    most = max(rules.today.red_most, rules.today.red_shown)
    worst = book.row(RED, {**values, "most": most})
    values["worst"] = worst[0] if worst else -inf
    with without_collecting():
        shown = [KeptPlace._make(row) for row in book.rows(SHOWN, values)]
    shown += [each for each in mine if each.row_at is not None or each.timed]
    sums = Sums._make(book.rows(SUMS, values)[0])
    return OnPage(shown, sums + Sums.of(mine) if mine else sums, memo.damaged, memo.unread)


def _asked(now: datetime, rules: Rules) -> dict[str, Any]:
    """What a query about kept places is asked with."""
    return {
        "now": minute_of(now),
        "rules": version(rules),
        "today": now.toordinal(),
        "day": now.date().isoformat(),
    }


def _days_are_theirs(rules: Rules) -> bool:
    """Whether the days that are cached of everybody are those of these rules."""
    return rules._replace(business=DEFAULT.business) == DEFAULT


def _lost(book: Book, rules: Rules) -> str:
    """The query of whoever has no place that holds, and can not be told to be quiet either."""
    return LOST if _days_are_theirs(rules) and not is_stale(book.connection) else ALL_LOST


def stamp_of(book: Book, now: datetime, rules: Rules) -> tuple[Any, ...]:
    """What is remembered of everybody holds for: problem clocks run by the hour, so it is a minute at most."""
    return book.version(), minute_of(now), rules


def _now(book: Book, rules: Rules, most: int | None = None) -> tuple[Memo, datetime]:
    """What is remembered of this minute: whoever has no place that holds is reckoned, or the ``most`` pressing of them."""
    now = book.clock.local().astimezone()
    stamp, memo = stamp_of(book, now, rules), book.memo
    if memo is not None and memo.stamp == stamp and (most is not None or not memo.unread):
        return memo, now
    with without_collecting():
        known = memo.reckoned if memo is not None else {}
        values = _asked(now, rules)
        asked = _lost(book, rules)
        lost = [row[0] for row in book.rows(asked, values)]
        unread = max(0, len(lost) - most) if most is not None else 0
        if unread:
            lost = [row[0] for row in book.rows(SOONEST.format(asked), {**values, "most": most})]
        reckoned = dict(_reckoned(book, lost, now, rules, known))
        memo = book.memo = Memo(stamp, reckoned, unread=unread)
    return memo, now


def _reckoned(
    book: Book,
    lost: list[int],
    now: datetime,
    rules: Rules,
    known: dict[int, Reckoned],
) -> Iterator[tuple[int, Reckoned]]:
    """The facts and the row of each that has none; None for a row where the facts are damaged."""
    of, minute = version(rules), minute_of(now)
    calm = _Calm(now.date(), rules) if _days_are_theirs(rules) else None
    for start in range(0, len(lost), BLOCK):
        for customer_id, *days, packed in book.rows(
            FACTS, {"ids": json.dumps(lost[start : start + BLOCK])}
        ):
            book.still_wanted()
            before = known.get(customer_id)
            if before is not None and before[0] == packed and _holds(before[1], minute, of):
                yield customer_id, before
                continue
            old = packed.startswith(OLDER)
            until = calm.until(*days) if calm is not None and packed and not old else 0
            if until:
                held = (now.toordinal() * DAY, until * DAY + DAY - 1)
                yield customer_id, (packed, (customer_id, of, *held, 0, *CALM))
                continue
            try:
                yield (
                    customer_id,
                    (packed, reckon(facts_now(book.connection, packed), now, rules, of)),
                )
            except DAMAGED:
                yield customer_id, (packed, None)


def _holds(row: PlaceRow | None, minute: int, of: int) -> bool:
    return row is not None and row[2] <= minute <= row[3] and row[1] == of


class _Calm:
    """Until when Today can't show somebody, from the days that are cached beside the facts.

    Those are the days of the rules as they come: with other numbers everybody is asked about.
    """

    def __init__(self, today: date, rules: Rules) -> None:
        self.today, self.number = today, today.toordinal()
        self.ahead = max(rules.clocks.dates_ahead, rules.clocks.tenure_ahead)
        self.week_ago = (today - WEEK).isoformat()
        self.days: dict[str, int] = {}

    def until(
        self,
        attention: str | None,
        young: str | None,
        talked: str | None,
        first: str,
        dates: str | None,
    ) -> int:
        """The last day as a number; 0 for whoever is to be asked about today."""
        text = self.today.isoformat()
        if (attention and attention <= text) or (young and young >= text):
            return 0
        if talked and talked > self.week_ago:
            return 0
        last = self.number + FAR
        due = stored_day(attention)
        if due is not None:
            last = min(last, due.toordinal() - 1)
        for each in (first, *(dates or "").split(",")):
            if each:
                last = min(last, self._quiet(each))
        return last if last >= self.number else 0

    def _quiet(self, month_day: str) -> int:
        """The last day before such a day of the year is near; the day after it still counts as near."""
        found = self.days.get(month_day)
        if found is None:
            month, day = map(int, month_day.split("-"))
            on = next_on(month, day, self.today - timedelta(days=1))
            found = on.toordinal() - self.ahead - 1 if on is not None else self.number + FAR
            self.days[month_day] = found
        return found


def keep(book: Book, rules: Rules, least: int = 1) -> int:
    """Write down who has no place that holds, a block at a time, if they are so many; returns how many are kept.

    What is cut off half way is gone on with the next time.
    """
    now = book.clock.local().astimezone()
    values = _asked(now, rules)
    # The last of them is renewed last: until then whoever opens the book can tell.
    lost = sorted(row[0] for row in book.rows(_lost(book, rules), values))
    kept, block = 0, STEP if is_stale(book.connection) else BLOCK
    for start in range(0, len(lost) if len(lost) >= least else 0, block):
        some = lost[start : start + block]
        with without_collecting():
            renew(book, some)
            if _days_are_theirs(rules):
                some = _without_the_quiet(book, some, values)
            made = dict(_reckoned(book, some, now, rules, {}))
        kept += book.run(partial(_store, made=made))
    return kept


def _without_the_quiet(book: Book, some: list[int], values: dict[str, Any]) -> list[int]:
    """Those of these customers of whom a place is to be kept: that of the quiet follows from their days."""
    quiet = {row[0] for row in book.rows(STILL_QUIET, {**values, "ids": json.dumps(some)})}
    return [each for each in some if each not in quiet]


def _store(connection: sqlite3.Connection, *, made: dict[int, Reckoned]) -> int:
    """Of these customers, all but the damaged, and those who were written to meanwhile."""
    ids = json.dumps([each for each, (_, row) in made.items() if row is not None])
    now = connection.execute(PACKED_NOW, {"ids": ids}).fetchall()
    rows = [made[each][1] for each, packed in now if made[each][0] == packed]
    number = (connection.execute(NEWEST).fetchone()[0] or 0) + 1
    connection.executemany(STORE, ((*row[:4], number, *row[5:]) for row in rows if row))
    return len(rows)


def places_kept(book: Book, rules: Rules) -> dict[int, KeptPlace]:
    """The places that are kept and hold now, by customer."""
    values = _asked(book.clock.local().astimezone(), rules)
    return {row[0]: KeptPlace._make(row) for row in book.rows(HELD, values)}


def nowhere(book: Book) -> list[int]:
    """Customers who have no place though they are not quiet: Today would never ask about them."""
    return [row[0] for row in book.rows(NOWHERE)]


def is_as_told(kept: KeptPlace, facts: CustomerFacts, now: datetime, rules: Rules) -> bool:
    """Whether a kept place is what the rules say of these facts now, asked about a day that notes nothing."""
    return same(kept, place(facts, now.date(), rules, now))
