"""What the book has learned, in counts: after-care and what came of it, attention, problems, themes.

Counts stand before shares, and nothing has decimals: sixty customers give no precision. Medians are of
whole days. Pure functions over what storage reads; ``today`` is an argument.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

from ..wording import count
from .kinds import Phase
from .stories import stem, words_of


class Care(NamedTuple):
    """The first thirty days of one sale, and what came after: a later order, a referral."""

    customer_id: int
    thanked: bool
    reassured: bool
    checked: bool
    agenda_total: int
    agenda_done: int
    ordered_again: bool
    referred: bool

    @property
    def full(self) -> bool:
        """Thanked, reassured, asked whether all was as expected, and four fifths of the agenda done."""
        done = 5 * self.agenda_done >= 4 * self.agenda_total > 0
        return self.thanked and self.reassured and self.checked and done


class Bought(NamedTuple):
    """One customer's time with the rep: the first order, how many, and whether a referral brought them."""

    first_on: date
    orders: int
    by_referral: bool


class Attention(NamedTuple):
    """What one customer was given in a stretch of days: two-way contacts, and minutes where noted."""

    customer: str
    phase: Phase
    contacts: int
    minutes: int


class Trouble(NamedTuple):
    """One problem's days: when it arose, was known, and was solved."""

    arose_on: date | None
    known_on: date
    solved_on: date | None


class Line(NamedTuple):
    """One line of a report: what it is, the number in words, and what to know of it."""

    label: str
    value: str
    note: str = ""


class Section(NamedTuple):
    """Lines under a heading."""

    title: str
    lines: tuple[Line, ...]


def aftercare(sales: Sequence[Care]) -> Section:
    """After-care done against what came of it (R04)."""
    lines = []
    for name, part in (
        ("all of it done", [sale for sale in sales if sale.full]),
        ("less than that", [sale for sale in sales if not sale.full]),
    ):
        again = sum(sale.ordered_again for sale in part)
        referred = sum(sale.referred for sale in part)
        came = f"{again} ordered again · {referred} gave a referral"
        lines.append(Line(name, count(len(part), "sale"), came if part else ""))
    return Section("The first thirty days, and what came of them", tuple(lines))


def together(customers: Sequence[Bought], today: date) -> Section:
    """Tenure, repeat, and referrals: a profitable, growing, long-term relationship (R99)."""
    title = "The customers"
    if not customers:
        return Section(title, ())
    days = median((today - each.first_on).days for each in customers)
    again = sum(each.orders > 1 for each in customers)
    brought = sum(each.by_referral for each in customers)
    return Section(
        title,
        (
            Line("with you", tenure(int(days)), "half of them longer, half shorter"),
            Line("ordered again", share(again, len(customers))),
            Line("came by a referral", share(brought, len(customers))),
        ),
    )


def attention(given: Sequence[Attention], days: int) -> Section:
    """Where the rep's time went, by phase, and the three who had most of it (R34)."""
    lines = []
    for phase, word in (
        (Phase.EXCITEMENT, "Excitement"),
        (Phase.LEARNING, "Learning curve"),
        (Phase.SETTLED, "Settled"),
    ):
        part = [each for each in given if each.phase is phase]
        contacts = sum(each.contacts for each in part)
        said = f"{count(contacts, 'talk')}{_minutes(sum(each.minutes for each in part))}"
        lines.append(Line(word, count(len(part), "customer"), said))
    most = sorted(given, key=lambda each: (-each.minutes, -each.contacts, each.customer))
    lines += [
        Line("most", each.customer, f"{count(each.contacts, 'talk')}{_minutes(each.minutes)}")
        for each in most[:3]
        if each.contacts
    ]
    return Section(f"Your attention in {days} days", tuple(lines))


def problems(troubles: Sequence[Trouble]) -> Section:
    """From arising to known to solved: the earlier known, the sooner fixed (R85)."""
    known = [(one.known_on - one.arose_on).days for one in troubles if one.arose_on]
    solved = [(one.solved_on - one.known_on).days for one in troubles if one.solved_on]
    title = "Problems in a year"
    if not troubles:
        return Section(title, ())
    waiting = len(troubles) - len(solved)
    lines = [Line("known", count(len(troubles), "problem"), f"{waiting} not solved yet")]
    if known:
        lines.append(Line("from arising to known", _days(known), f"of {len(known)} with both days"))
    if solved:
        lines.append(Line("from known to solved", _days(solved), f"of {len(solved)} solved"))
    return Section(title, tuple(lines))


def left(customers: Sequence[tuple[str, int | None, str]], at_risk: int) -> Section:
    """What the risk said of customers who were lost, two weeks before; ``at_risk`` is its band, in points.

    ``customers`` are (name, score or None for unknown, why they left).
    """
    lines = []
    for name, score, why in customers:
        said = "unknown" if score is None else str(score)
        hit = score is not None and score >= at_risk
        lines.append(Line(name, said, f"{'it said so' if hit else 'it missed'} · {why}"))
    hits = sum(score is not None and score >= at_risk for _, score, _ in customers)
    title = f"What the risk said of those who left: {hits} of {len(customers)} seen coming"
    return Section(title, tuple(lines))


def themes(said: Iterable[tuple[int, str]], most: int = 6) -> Section:
    """What several customers want to be better: words of weight that two or more of them used (R44).

    ``said`` are (customer id, what they said was to improve or to change, or what caused a problem).
    """
    customers: dict[str, set[int]] = defaultdict(set)
    example: dict[str, tuple[str, str]] = {}
    for customer_id, text in said:
        for word in words_of(text):
            customers[stem(word)].add(customer_id)
            example.setdefault(stem(word), (word, text))
    often = sorted(
        (root for root, who in customers.items() if len(who) > 1),
        key=lambda root: (-len(customers[root]), root),
    )
    lines = tuple(
        Line(example[root][0], count(len(customers[root]), "customer"), f"“{example[root][1]}”")
        for root in often[:most]
    )
    return Section("Room to improve, from a year", lines)


def follow_up(kept: int, late: int, broken: int, streak: int, orders: int, notes: int) -> Section:
    """Promises kept, not deals pushed (R53), and how many orders had their note (R77)."""
    closed = kept + late + broken
    return Section(
        "Said and done",
        (
            Line("promises kept", share(kept, closed), f"{late} late · {broken} broken · 90 days"),
            Line("in a row", count(streak, "promise"), "kept since the last that was not"),
            Line("notes posted", share(notes, orders), "thank-yous, of the orders of a year"),
        ),
    )


def share(part: int, whole: int) -> str:
    """``12 of 40, 30 %``: the count first, and no share of fewer than five."""
    if whole < 5:
        return f"{part} of {whole}"
    return f"{part} of {whole}, {round(100 * part / whole)} %"


def tenure(days: int) -> str:
    """Days as ``4 y 2 m``, ``7 m``, ``12 d``."""
    years, rest = divmod(days, 365)
    months = rest * 12 // 365
    if years:
        return f"{years} y {months} m" if months else f"{years} y"
    return f"{months} m" if months else f"{days} d"


def _days(values: Sequence[int]) -> str:
    return f"{count(round(median(values)), 'day')} (median)"


def _minutes(minutes: int) -> str:
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    return f" · {hours} h {rest} min" if hours else f" · {rest} min"
