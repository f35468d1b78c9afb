"""What Customers and Phases read: first the order, as bare ids, then the rows of what is seen.

The order of ten thousand customers is one covering query; only those whom Today may show are worked
out by the rules, and Today has remembered them. Everybody else is calm: settled, or without a sale.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar, cast

from ...domain.care.phases import gate, lead
from ...domain.shown.customer_views import CustomerRow
from ...domain.spine.kinds import Phase, Tier
from ...domain.spine.model import Standing
from ...domain.spine.rules import Rules
from ...domain.today.standing import standing
from ...values import NamedTuple
from ...wording import fold
from ..book.book import Book
from ..facts.facts_packing import DAMAGED, facts_now
from ..facts.place_rows import KeptPlace
from ..finding.begun import whole
from ..finding.search import asked, begin_words, match, snippet
from ..places.everybody import places, stamp_of
from .listing_sql import FOUND_ROWS, NAMED, ROWS, order_by

SORTS = ("attention", "name", "tier", "phase", "silence", "next", "city", "money")
"""How the book may be sorted. By attention unless asked; by money only once money is shown (R26)."""

STATES = ("active", "off", "all")
"""On the book, off the book, or everyone."""

VULNERABLE = (Phase.LEARNING, Phase.EXCITEMENT, Phase.SETTLED, Phase.NONE)

MOST_ROWS = 500
"""Rows that are remembered."""
MOST_LISTS = 4
"""Lists that are remembered: those of two screens, and as they were narrowed or sorted before."""
Listed = TypeVar("Listed")

Row = tuple[int, int | None, Any]
"""Id, whether there is a sale (None off the book), and the sort's key."""


class Filters(NamedTuple):
    """Which customers are listed; ``marked`` keeps to these ids."""

    phase: Phase | None = None
    tier: Tier | None = None
    state: str = "active"
    overdue: bool = False
    marked: frozenset[int] | None = None


ACTIVE = Filters()
"""Everyone on the book."""


class PhaseColumns(NamedTuple):
    """Active customers by phase: newest order first, by risk, and by tier and then silence."""

    excitement: tuple[int, ...]
    learning: tuple[int, ...]
    settled: tuple[int, ...]
    proposed: int
    """How many sales the gate to Settled is open for."""
    no_sale: int
    """How many customers have no sale yet, and so no column."""


def customer_order(
    book: Book,
    *,
    text: str = "",
    sort: str = "attention",
    reverse: bool = False,
    filters: Filters = ACTIVE,
    rules: Rules,
) -> tuple[int, ...]:
    """The ids of the customers to list, in order; ``text`` is looked for in names, towns and numbers.

    Ties go by name. Where a sort knows nothing of a customer, they stand last, reversed or not.
    """
    if sort not in SORTS:
        raise ValueError(f"no sort '{sort}'")
    wanted = (text, sort, reverse, filters)
    return _remembered(book, rules, wanted, partial(_order, book, *wanted, rules))


def _remembered(book: Book, rules: Rules, wanted: Any, read: Callable[[], Listed]) -> Listed:
    """A list as it was laid out last, for as long as the book, the minute and the rules are the same."""
    places(book, rules)
    memo = book.memo
    for asked_for, known in memo.lists if memo is not None else ():
        if asked_for == wanted:
            return cast("Listed", known)
    found = read()
    if memo is not None and memo is book.memo:
        book.memo = memo._replace(lists=(*memo.lists, (wanted, found))[-MOST_LISTS:])
    return found


def _order(
    book: Book, text: str, sort: str, reverse: bool, filters: Filters, rules: Rules
) -> tuple[int, ...]:
    found = places(book, rules).of
    book.still_wanted()
    kept = _kept(book, text, order_by(sort, rules), filters, found)
    book.still_wanted()
    unknown: list[Row] = []
    if sort == "attention":
        kept.sort(key=lambda row: _attention(found.get(row[0]), rules))
    elif sort == "phase":
        kept.sort(key=lambda row: _phase(found.get(row[0]), row[1]))
    elif sort != "name":
        unknown = [row for row in kept if row[2] is None]
        kept = [row for row in kept if row[2] is not None]
        if sort == "next":
            kept = [(*row[:2], _next_on(found.get(row[0])) or row[2]) for row in kept]
        if sort == "city":
            towns = {town: fold(town) for town in {row[2] for row in kept}}
            kept.sort(key=lambda row: towns[row[2]])
        else:
            kept.sort(key=lambda row: row[2])
    if reverse:
        kept.reverse()
    return tuple(row[0] for row in (*kept, *unknown))


def _next_on(standing: KeptPlace | None) -> str | None:
    return standing.next_day if standing else None


def _kept(
    book: Book, text: str, query: str, filters: Filters, found: dict[int, KeptPlace]
) -> list[Row]:
    """(id, has a sale, sort key) of those whom text and filters let through, by name."""
    where, values = ["1"], {}  # type: list[str], dict[str, Any]
    if filters.state != "all":
        where.append(f"c.state {'=' if filters.state == 'active' else '<>'} 'active'")
    if filters.tier is not None:
        where.append("c.tier = :tier")
        values["tier"] = str(filters.tier)
    if text.strip():
        like = fold(text.strip()).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        where.append(NAMED)
        values |= {"like": f"%{like}%", "match": whole(book.rows, match(text)) or '""'}
    rows = book.rows(query.replace("{where}", " AND ".join(where)), values)
    marked, phase = filters.marked, filters.phase
    if marked is not None:
        rows = [row for row in rows if row[0] in marked]
    if filters.overdue:
        rows = [row for row in rows if row[0] in found and found[row[0]].overdue]
    if phase is not None:
        rows = [row for row in rows if phase_of(found.get(row[0]), row[1]) is phase]
    return rows


def phase_of(standing: KeptPlace | None, has_sale: int | None) -> Phase | None:
    """The phase of a customer; whom Today can't show has settled, or has no sale. None off the book."""
    if has_sale is None:
        return None
    if standing is not None:
        return standing.phase
    return Phase.SETTLED if has_sale else Phase.NONE


def _attention(standing: KeptPlace | None, rules: Rules) -> tuple[bool, float, float]:
    """Red first, then by risk where it asks for attention, then by debt; calm customers are all alike."""
    if standing is None:
        return True, 0, 0
    score = standing.score
    return not standing.red, -score if score >= rules.risk.bands[0] else 0, -standing.debt


def _phase(standing: KeptPlace | None, has_sale: int | None) -> tuple[int, int]:
    phase = phase_of(standing, has_sale)
    place = VULNERABLE.index(phase) if phase is not None else len(VULNERABLE)
    return place, -standing.score if standing else 0


def customer_rows(
    book: Book, ids: Iterable[int], rules: Rules, text: str = ""
) -> tuple[CustomerRow, ...]:
    """The rows of these customers, in their order, with their standing today; who is gone is left out.

    Where ``text`` narrows the table, a row says by what it was found, unless its name shows that. The others are
    remembered with Today: a list that comes again shows most of the same.
    """
    wanted = tuple(ids)
    known = _known_rows(book, rules) if not text else {}
    missing = [each for each in wanted if each not in known]
    read = _rows(book, missing, rules, text) if missing else {}
    if len(known) < MOST_ROWS:
        known |= read
    found = {**known, **read}
    return tuple(found[each] for each in wanted if each in found)


def _known_rows(book: Book, rules: Rules) -> dict[int, CustomerRow]:
    """The rows that were read of the book as it is now, in this minute; to be added to."""
    memo, now = book.memo, book.clock.local().astimezone()
    if memo is None or memo.stamp != stamp_of(book, now, rules):
        return {}
    if memo.rows is None:
        book.memo = memo = memo._replace(rows={})
    return cast("dict[int, CustomerRow]", memo.rows)


def _rows(book: Book, wanted: Iterable[int], rules: Rules, text: str) -> dict[int, CustomerRow]:
    words = asked(text)
    shape = FOUND_ROWS if words else ROWS
    values = {"match": whole(book.rows, match(text))} if words else {}
    local = book.clock.local().astimezone()
    built: dict[int, CustomerRow] = {}
    query = shape.sql.format(ids=", ".join(str(int(each)) for each in wanted))
    for row in book.rows(query, values):
        line = CustomerRow(**shape.named(row))
        stands, ticks = _standing(book, line.standing, local, rules)
        built[line.id] = line._replace(standing=stands, gate=ticks, found=_found(line, words))
    return built


def _found(row: CustomerRow, words: Sequence[str]) -> str:
    """By what a customer was found: ``trade: dairy``, somebody's name, a number; "" where the name shows it."""
    name = fold(row.name)
    if not words or all(word in name for word in words):
        return ""
    for label, value in (("trade", row.industry), ("town", row.city)):
        if any(begin_words([word], fold(value)) for word in words if word not in name):
            return f"{label}: {value}"
    if not row.found:
        return ""
    kind, title, body = json.loads(row.found)
    return snippet(kind, title, body, words) or ("" if kind == "customer" else title)


def _standing(
    book: Book, packed: Any, local: datetime, rules: Rules
) -> tuple[Standing | None, tuple[int, int]]:
    """The standing now of packed facts, or None where they are damaged; and how far the gate to Settled is open."""
    try:
        facts = facts_now(book.connection, packed or "")
        stands = standing(facts, local.date(), rules, local)
    except DAMAGED:
        return None, (0, 0)
    first = lead(stands.sales) if stands.phase is Phase.LEARNING else None
    for sale in facts.sales if first is not None else ():
        if first is not None and sale.id == first.sale_id:
            ticks = gate(sale, facts, local.date(), rules)
            return stands, (sum(tick.done for tick in ticks), len(ticks))
    return stands, (0, 0)


def phase_columns(book: Book, rules: Rules) -> PhaseColumns:
    """Who stands in which phase today, as ids; ``customer_rows`` reads those that are seen."""
    return _remembered(book, rules, "phases", partial(_columns, book, rules))


def _columns(book: Book, rules: Rules) -> PhaseColumns:
    found = places(book, rules).of
    rows = book.rows(order_by("settled", rules).replace("{where}", "c.state = 'active'"))
    book.still_wanted()
    by_phase: dict[Phase, list[tuple[Any, int]]] = {phase: [] for phase in Phase}
    proposed = 0
    for row_id, has_sale, tier_and_silence in rows:
        standing = found.get(row_id)
        phase = phase_of(standing, has_sale) or Phase.NONE
        key: Any = tier_and_silence
        if standing is not None and phase in (Phase.EXCITEMENT, Phase.LEARNING):
            proposed += standing.proposed
            key = standing.day if phase is Phase.EXCITEMENT else -standing.score
        by_phase[phase].append((key, row_id))
    return PhaseColumns(
        excitement=tuple(_in_order(by_phase[Phase.EXCITEMENT])),
        learning=tuple(_in_order(by_phase[Phase.LEARNING])),
        settled=tuple(_in_order(by_phase[Phase.SETTLED])),
        proposed=proposed,
        no_sale=len(by_phase[Phase.NONE]),
    )


def _in_order(keyed: list[tuple[Any, int]]) -> Iterator[int]:
    return (row_id for _, row_id in sorted(keyed, key=lambda pair: pair[0]))


def folded_names(book: Book) -> frozenset[str]:
    """Every customer's name as it is compared, for the warning that one is in the book already (F18)."""
    return frozenset(row[0] for row in book.rows("SELECT folded FROM customers"))
