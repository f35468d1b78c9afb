"""What the book has learned: after-care and what came of it, attention, tenure, themes, who left.

Medians are of whole days. Pure functions over what storage reads; ``today`` is an argument.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median

from ...values import NamedTuple
from ...wording import PHASE_WORD, count
from ..letters.stories import stem, words_of
from ..spine.kinds import Phase
from ..spine.rules import Rules
from .report import PHASES, Column, Glance, Line, Report, Row, Tone, share

YEARS = (
    (0, "under 1 year"),
    (1, "1 year"),
    (2, "2 years"),
    (3, "3 to 4"),
    (5, "5 to 9"),
    (10, "10 or more"),
)
"""From how many whole years with the rep each bar of the tenure begins."""


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

    def full(self, percent: int) -> bool:
        """Thanked, reassured, asked whether all was as expected, and that much of the agenda done."""
        done = 100 * self.agenda_done >= percent * self.agenda_total > 0
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


def aftercare(sales: Sequence[Care], rules: Rules) -> Report:
    """After-care done against what came of it (R04); as much of the agenda as the gate to Settled asks for."""
    percent = rules.phases.gate_agenda_percent
    if not sales:
        return Report(
            "No sale is past its first thirty days yet", hint="{sale} writes down a won sale"
        )
    parts = {
        "all of it done": [sale for sale in sales if sale.full(percent)],
        "less than that": [sale for sale in sales if not sale.full(percent)],
    }
    rows = tuple(
        Row(
            label,
            (
                len(part),
                sum(sale.ordered_again for sale in part),
                sum(sale.referred for sale in part),
            ),
        )
        for label, part in parts.items()
    )
    said = [f"of {count(row.values[0] or 0, 'sale')} with {words} {row.values[1]} led to another order"
            for row, words in zip(rows, ("full after-care", "less"), strict=True) if row.values[0]]  # fmt: skip
    title = "; ".join(said)
    columns = (Column("sales", unit="sales"), Column("again", Tone.GOOD, "sales"))
    return Report(
        title[0].upper() + title[1:],
        "first 30 days",
        (*columns, Column("referred", Tone.GOOD, "sales")),
        rows,
        hint=f"All of it: thanked, reassured, asked how it went, and {percent} % of the agenda done."
        " Then: who ordered again, and who gave a referral",
        glance=Glance(f"{rows[0].values[1]} of {rows[0].values[0]}", "cared for ordered again"),
        main=1,
    )


def tenure(customers: Sequence[Bought], today: date) -> Report:
    """How long the customers have been with the rep (R99)."""
    if not customers:
        return Report("Nobody has ordered yet", hint="{sale} writes down a won sale")
    days = [(today - each.first_on).days for each in customers]
    starts = [start for start, _ in YEARS]
    held = Counter(max(start for start in starts if start <= max(0, gap) // 365) for gap in days)
    middle = time_in_words(int(median(days)))
    return Report(
        f"Half of {count(len(customers), 'customer')} have been with you for {middle} or longer",
        "with you",
        (Column("customers"),),
        tuple(Row(label, (held[start],)) for start, label in YEARS),
        (Line("longest", time_in_words(max(days))),),
        glance=Glance(middle, "or more, half of them"),
    )


def repeat(customers: Sequence[Bought], asked: int, agreed: int) -> Report:
    """Who orders again and who was sent: of ``asked`` for a referral so many ``agreed`` (R99)."""
    if not customers:
        return Report("Nobody has ordered yet", hint="{sale} writes down a won sale")
    orders = [min(each.orders, 4) for each in customers]
    rows = tuple(
        Row(
            "4 orders or more" if number == 4 else count(number, "order"),
            (
                orders.count(number),
                sum(
                    each.by_referral
                    for each, had in zip(customers, orders, strict=True)
                    if had == number
                ),
            ),
        )
        for number in (1, 2, 3, 4)
    )
    again = sum(number > 1 for number in orders)
    brought = sum(each.by_referral for each in customers)
    who = count(len(customers), "customer")
    return Report(
        f"{again} of {who} ordered again; {brought} came by a referral",
        "have placed",
        (Column("customers", unit="customers"), Column("by a referral", Tone.GOOD, "customers")),
        rows,
        (
            Line("ordered again", share(again, len(customers))),
            Line("came by a referral", share(brought, len(customers))),
            Line("asked for a referral", share(agreed, asked), "said yes"),
        ),
        glance=Glance(f"{again} of {len(customers)}", f"ordered again, {brought} sent"),
    )


def attention(given: Sequence[Attention], days: int) -> Report:
    """Where the rep's time went, by phase, and the three who had most of it (R34)."""
    talks = sum(each.contacts for each in given)
    if not talks:
        return Report(f"Nobody was talked to in {days} days", hint="{log} logs a call")
    rows = []
    for phase in PHASES:
        part = [each for each in given if each.phase is phase]
        held = (len(part), sum(each.contacts for each in part), sum(each.minutes for each in part))
        rows.append(Row(PHASE_WORD[phase], held))
    most = sorted(given, key=lambda each: (-each.minutes, -each.contacts, each.customer))
    top = max(rows, key=lambda row: row.values[1] or 0)
    lines = [
        Line("most", each.customer, f"{count(each.contacts, 'talk')}{_minutes(each.minutes)}")
        for each in most[:3]
        if each.contacts
    ]
    said = f"{count(talks, 'talk')} in {days} days, {top.values[1]} of them with customers in"
    return Report(
        f"{said} {top.label}" if top.values[1] else f"{count(talks, 'talk')} in {days} days",
        "they are in",
        (
            Column("customers", unit="customers"),
            Column("talks", Tone.GOOD, "talks"),
            Column("minutes", unit="minutes"),
        ),
        tuple(rows),
        tuple(lines),
        "Minutes are those that were noted",
        glance=Glance(
            f"{top.values[1]} of {talks}", f"talks in {top.label}" if top.values[1] else "talks"
        ),
        main=1,
    )


def left(customers: Sequence[tuple[str, int | None, str]], at_risk: int) -> Report:
    """What the risk said of customers who were lost, two weeks before; ``at_risk`` is its band, in points.

    ``customers`` are (name, score or None for unknown, why they left).
    """
    if not customers:
        return Report(
            "Nobody has left",
            hint="Should somebody leave, their risk of two weeks before stands here",
        )
    rows = []
    for name, score, why in customers:
        hit = score is not None and score >= at_risk
        said = "it said so" if hit else "it missed"
        rows.append(
            Row(
                name,
                (score,),
                f"{said} · {why}" if why else said,
                tone=Tone.GOOD if hit else Tone.LATE,
            )
        )
    hits = sum(row.tone is Tone.GOOD for row in rows)
    return Report(
        f"What the risk said of those who left: {hits} of {len(customers)} seen coming",
        "who left",
        (Column("risk"),),
        tuple(rows),
        (Line("seen coming", f"{at_risk} or more", "two weeks before they left"),),
        "What it weighs stands under [rules.risk] of the settings: change it where it misses",
        full=100,
        glance=Glance(f"{hits} of {len(customers)}", "seen coming who left"),
    )


def in_common(text: str, said: Iterable[tuple[int, str]]) -> tuple[str, int]:
    """The word of weight in a text that most customers used, and how many did; ("", 0) where fewer than two (R44)."""
    words = {stem(word): word for word in reversed(words_of(text))}
    who: dict[str, set[int]] = defaultdict(set)
    for customer_id, other in said:
        for root in words.keys() & {stem(word) for word in words_of(other)}:
            who[root].add(customer_id)
    most = max(words, key=lambda root: len(who[root]), default="")
    number = len(who[most])
    return (words[most], number) if number > 1 else ("", 0)


def themes(said: Iterable[tuple[int, str]], most: int = 6) -> Report:
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
    if not often:
        return Report(
            "No two customers want the same to be better", hint="{check} asks what could be better"
        )
    rows = tuple(
        Row(example[root][0], (len(customers[root]),), f"“{example[root][1]}”")
        for root in often[:most]
    )
    who = count(rows[0].values[0] or 0, "customer")
    return Report(
        f"“{rows[0].label}” is what {who} want to be better",
        "theme",
        (Column("customers"),),
        rows,
        glance=Glance(f"“{rows[0].label}”", f"{who} want it"),
    )


def follow_up(
    kept: int, late: int, broken: int, streak: int, orders: int, notes: int
) -> tuple[Line, ...]:
    """Promises kept, not deals pushed (R53), and how many orders had their note (R77)."""
    closed = kept + late + broken
    return (
        Line("kept in 90 days", share(kept, closed), f"{late} late · {broken} broken"),
        Line("in a row", count(streak, "promise"), "since one was not"),
        Line("notes posted", share(notes, orders), "of a year's orders"),
    )


def time_in_words(days: int) -> str:
    """Days as ``4 y 2 m``, ``7 months``, ``12 d``."""
    years, rest = divmod(days, 365)
    months = rest * 12 // 365
    if years:
        return f"{years} y {months} m" if months else f"{years} y"
    return count(months, "month") if months else f"{days} d"


def _minutes(minutes: int) -> str:
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    return f" · {hours} h {rest} min" if hours else f" · {rest} min"
