"""The weekly review as it stands: which week it is for, what was decided, and the cards still to come.

What §5 leaves open is decided so:

* A review that was begun is the one to go on with until it is finished, or until the review day of the week
  after it has come; in any case to the end of the day after its last verdict, so that nothing is lost at midnight.
* A review is of the ISO week in which it was begun. One that is finished is shown as such for as long as its
  week lasts, and to the end of the day on which it was finished.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ...domain.review.review_cards import Lost, Round, cards, monthly, skips_of
from ...domain.review.review_steps import BY_CUSTOMER
from ...domain.review.weekly_review import Card, Given, Review
from ...domain.spine import weeks
from ...domain.spine.facts import CustomerFacts
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...values import NamedTuple
from ..book.book import Book
from ..facts.facts_packing import ALL, DAMAGED, PACKED, facts_now, without_collecting
from ..facts.sqlite_values import each
from ..finding.duplicates import likely
from ..places.renewing import renew_the_rest
from ..views.ask_form import asked_this_week
from ..views.today import TWINS

PAST = 160
"""Reviews that are looked through for skips: three of a customer who comes round once a year."""
MIDWEEK = 3
"""A review day before Thursday looks at its own week and the next, a later one at the next two."""

KEPT = """
SELECT week, id, started_on, finished_on, verdicts, learned FROM reviews
WHERE started_on <= :today ORDER BY week DESC LIMIT :most"""
FACTS = f"{ALL.format(PACKED)} ORDER BY s.customer_id"


LOST = """
SELECT id, name, state_on FROM customers
WHERE state = 'lost' AND state_reason <> 'forgotten' AND state_on <= ? ORDER BY state_on, id LIMIT ?"""
MOST_LOST = 6
"""So many of them are asked about in a month."""


class Kept(NamedTuple):
    """A review's row. ``id`` is None for one that is not begun; ``last_on`` is the day of its last verdict."""

    week: str
    id: int | None = None
    started_on: date | None = None
    finished_on: date | None = None
    given: tuple[Given, ...] = ()
    learned: str = ""
    last_on: date | None = None


def review(book: Book, rules: Rules, review_day: str = "fri") -> Review:
    """The review to go on with, or that of this week. ``review_day`` is a day such as ``fri``.

    Customers of one name are told apart by their town (F18); one whose cached facts are damaged is left out:
    Today names them.
    """
    renew_the_rest(book)
    kept = _kept(book)
    current = _going(kept, book.clock.today(), review_day)
    last = next(
        (one.week for one in kept if one.finished_on is not None and one.week < current.week), None
    )
    missed = max(0, weeks.between(last, current.week) - 1) if last else 0
    laid: tuple[Card, ...] = ()
    if current.finished_on is None:
        local = book.clock.local().astimezone()
        around = Round(
            current.week,
            last,
            asked_this_week(book, local.date()),
            skips_of(one.given for one in kept if one.week < current.week),
            frozenset(given.card for given in current.given),
            early=weeks.weekday(review_day) < MIDWEEK,
            doubles=_doubles(book) if monthly(current.week, last) else (),
            lost=_lost(book, rules) if monthly(current.week, last) else (),
        )
        with without_collecting():
            laid = cards(everybody(book), local.date(), around, rules, local)
    return Review(
        current.week,
        current.started_on,
        laid,
        current.given,
        missed,
        current.finished_on,
        current.learned,
    )


def _doubles(book: Book) -> tuple[str, ...]:
    """Who may be in the book twice, a pair a line with why."""
    return tuple(
        f"{one.keep} and {one.join}: {', '.join(one.reasons)}" for one in likely(book).pairs
    )


def _lost(book: Book, rules: Rules) -> tuple[Lost, ...]:
    """Who was lost longer ago than anything is to stay unasked, the longest ago first."""
    years = rules.clocks.retention_years
    if not years:
        return ()
    before = book.clock.today() - timedelta(days=min(365 * years + years // 4, 36_000))
    rows = book.rows(LOST, (before.isoformat(), MOST_LOST))
    return tuple(Lost(row_id, name, date.fromisoformat(on)) for row_id, name, on in rows)


def going(book: Book, review_day: str = "fri") -> Kept:
    """The row of the review to go on with, or of this week's, which may not be begun."""
    return _going(_kept(book), book.clock.today(), review_day)


def learned(book: Book, week: str) -> tuple[str, date | None]:
    """What a week's review taught, and the day on which it was finished: both empty where it was not."""
    sql = "SELECT learned, finished_on FROM reviews WHERE week = ? AND finished_on IS NOT NULL"
    row = book.row(sql, (week,))
    return (str(row[0]), date.fromisoformat(row[1])) if row else ("", None)


def everybody(book: Book) -> Iterator[CustomerFacts]:
    """The facts of every customer, by the name that tells them apart."""
    towns = dict(book.rows(TWINS))
    for (packed,) in book.rows(FACTS):
        book.still_wanted()
        try:
            facts = facts_now(book.connection, packed)
        except DAMAGED:
            continue
        town = towns.get(facts.id)
        yield facts._replace(name=f"{facts.name}, {town}") if town else facts


def _going(kept: tuple[Kept, ...], today: date, review_day: str) -> Kept:
    this_week = weeks.week_of(today)
    newest = next((one for one in kept if one.week <= this_week), None)
    if newest is None:
        return Kept(this_week)
    if newest.week == this_week or newest.finished_on == today:
        return newest
    if newest.finished_on is None and _lasts(newest, today, review_day):
        return newest
    return Kept(this_week)


def _lasts(kept: Kept, today: date, review_day: str) -> bool:
    monday, _ = weeks.days_of(weeks.later(kept.week, 1))
    ends = monday + timedelta(days=weeks.weekday(review_day))
    last_on = kept.last_on or kept.started_on
    return today < ends or (last_on is not None and today <= last_on + timedelta(days=1))


def _kept(book: Book) -> tuple[Kept, ...]:
    """The reviews by today, the newest first; what is damaged in one is as if it were not there (F70)."""
    values = {"today": book.clock.today().isoformat(), "most": PAST}
    return each(book.rows(KEPT, values), _read)


def _read(
    week: str, row_id: int, started_on: str, finished_on: str | None, verdicts: str, learned: str
) -> Kept:
    try:
        weeks.days_of(week)
    except InvalidInput as error:
        raise ValueError(week) from error
    found = tuple(_given(verdicts))
    return Kept(
        week,
        row_id,
        date.fromisoformat(started_on),
        date.fromisoformat(finished_on) if finished_on else None,
        tuple(given for given, _ in found),
        learned,
        max((on for _, on in found if on is not None), default=None),
    )


def _given(verdicts: str) -> Iterator[tuple[Given, date | None]]:
    try:
        entries: list[dict[str, Any]] = json.loads(verdicts)
        for entry in entries:
            on = date.fromisoformat(entry["on"]) if entry.get("on") else None
            yield Given(entry["card"], entry["verdict"], entry["at"], entry.get("customer", 0)), on
    except DAMAGED:
        return


def with_verdict(verdicts: str, given: Given, on: date) -> str:
    """The row's verdicts with one more; ``on`` is the rep's local day."""
    entry = {
        "card": given.card,
        "verdict": given.verdict,
        "customer": given.customer_id,
        "at": given.at,
        "on": on.isoformat(),
    }
    try:
        before = json.loads(verdicts)
    except ValueError:
        before = []
    return json.dumps([*before, entry], ensure_ascii=False, separators=(",", ":"))


def with_customer(verdicts: str, old: int, new: int) -> str:
    """The row's verdicts with one customer in place of another, who was joined to it; as they are where none is."""
    try:
        entries: list[dict[str, Any]] = json.loads(verdicts)
        concerned = [entry for entry in entries if entry.get("customer") == old]
        for entry in concerned:
            entry["customer"] = new
            step, _, number = entry["card"].partition(":")
            if step in BY_CUSTOMER and number == str(old):
                entry["card"] = f"{step}:{new}"
    except DAMAGED:
        return verdicts
    if not concerned:
        return verdicts
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
