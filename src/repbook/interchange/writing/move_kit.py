"""The Move kit: what a rep takes along to a new employer, as a book of its own (R23, §7).

By default it holds only what is the rep's own to take: who the people are, how they can be reached in
public, what is personal to them, their days, the rep's notes of them, and their consent. What belongs to
the employer (sales, prices, problems, agreements, letters, and the rest) stays out unless it is asked for.
What was said in confidence never goes along, nor does the history of the book, which would repeat it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from .whole_json import Table

WARNING = (
    "employer data goes along: sales, prices, problems, agreements, letters; whether you may take it is"
    " between you, your employer, and the law, and this is no legal advice"
)
NO_ADVICE = (
    "names, ways to reach people, personal facts, your own notes on them: what of it is yours to take is"
    " between you, your employer, and the law, and this is no legal advice"
)
NEVER = (
    *("drafts", "operations", "journal", "journal_runs"),
    *("origins", "sources", "mappings", "apart", "forgotten"),
)
"""The tables that no kit holds: they would repeat what was left out."""

OWN: Mapping[str, Mapping[str, Any]] = {
    "customers": {
        "tier": "B",
        **dict.fromkeys(("street", "postcode", "goal", "note"), ""),
        **dict.fromkeys(("wish_aim", "wish_limit", "answer_hours", "fix_days", "left_risk")),
    },
    "people": {"newsletter": 0, "newsletter_since": None},
    "routes": {},
    "facts": {"sale_id": None, "touch_id": None},
    "dates": {},
}
"""The tables of a kit without employer data, and what stands there instead of the employer's."""

Row = dict[str, Any]


class Kit(NamedTuple):
    """What kit is wanted: which company the rep leaves, and whether the employer's data goes along."""

    company: str = ""
    employer_data: bool = False


class Known(NamedTuple):
    """What has to be known of a book before its rows go by.

    ``customers`` are those on the book, or asleep, where somebody is still to be asked for, with the ISO day
    of their first sale; ``secret`` are the facts told in confidence.
    """

    customers: Mapping[int, str | None]
    secret: frozenset[int]


def tables(everything: Iterable[Table], kit: Kit, known: Known, today: date) -> Iterator[Table]:
    """The tables of a kit, out of those of a whole book; parents have to come before children."""
    behind: defaultdict[str, set[int]] = defaultdict(set)
    for name, columns, rows in everything:
        given = (dict(zip(columns, row, strict=True)) for row in rows)
        kept: Iterable[Row] = ()
        if kit.employer_data and name not in NEVER:
            kept = _with_employer_data(name, given, kit, known)
        elif name in OWN:
            kept = _own(name, given, kit, known, behind, today)
        yield name, columns, ([row[column] for column in columns] for row in kept)


def _with_employer_data(name: str, rows: Iterable[Row], kit: Kit, known: Known) -> Iterator[Row]:
    for row in rows:
        if name == "facts" and row["id"] in known.secret:
            continue
        if row.get("need_id") in known.secret:
            row["need_id"] = None
        if name == "customers":
            row["followed_from"] = kit.company
        yield row


def _own(
    name: str,
    rows: Iterable[Row],
    kit: Kit,
    known: Known,
    behind: defaultdict[str, set[int]],
    today: date,
) -> Iterator[Row]:
    """The rows that are the rep's own; ``behind`` gathers the ids of those that are not."""
    for row in rows:
        if (
            row.get("customer_id") in behind["customers"]
            or row.get("person_id") in behind["people"]
            or not _is_own(name, row, known)
        ):
            behind[name].add(row["id"])
            continue
        row.update(OWN[name])
        if name == "customers":
            # The new book knows of no contact yet, and a silence of years would be nobody's neglect.
            row.update(followed_from=kit.company, created_on=today.isoformat())
            row["state_reason"] = "asleep in the old book" if row["state"] == "dormant" else ""
        if name == "people" and row["main"]:
            first = known.customers[row["customer_id"]]
            row["since_on"] = min(filter(None, (row["since_on"], first)), default=None)
        yield row


def _is_own(name: str, row: Row, known: Known) -> bool:
    """A route for a situation, or of the customer itself, is part of what was agreed with the employer."""
    if name == "customers":
        return row["id"] in known.customers
    if name == "people":
        return row["left_on"] is None
    if name == "routes":
        return bool(row["person_id"] and not row["situation"])
    return name != "facts" or (row["kind"] == "personal" and row["id"] not in known.secret)
