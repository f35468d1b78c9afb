"""How sure a buyer is: four steps of buying, four demonstrations, the track record, who was trained.

What the sources leave open is decided so (R59-R68):

* The order is the second step (R61). A reassurance that was posted, or a success that was told, since the
  order closes the third, *convinced*; the last check since the live day closes the fourth,
  *reassured*, where it is not below 0. Who says that all is as expected is convinced as well.
* A demonstration belongs to the sale it names; one that names none, to every sale ordered by its day.
* *Servicing* is what happened on the live day or after it: a visit, the delivery step, an evidence letter.
* *Contact* stands as long as no gap between two words was longer than the Learning curve allows, with
  its grace, from the order until thirty days after the live day (or its stand-in).
* The track record has five marks, for what lowers the risk: a success told, three of them, an earlier sale
  that settled, two years together, and a row of promises kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...values import NamedTuple
from ...wording import count
from ..spine.calendar import plus
from ..spine.facts import CustomerFacts, SaleFacts
from ..spine.kinds import Phase
from ..spine.model import SalePhase
from ..spine.rules import Rules
from .phases import bears

STEPS = ("motivated", "decided", "convinced", "reassured")
"""The four steps of buying."""
TESTIMONIAL, SERVICING, CONTACT, TRAINING = SLOTS = (
    "testimonial",
    "servicing",
    "contact",
    "training",
)
THREE_TOLD = 3


class Shown(NamedTuple):
    """One thing that showed a customer to have decided well; ``what`` is one of ``SLOTS``."""

    what: str
    on: date
    sale_id: int | None = None


class StepDone(NamedTuple):
    """A follow-up that was done, and by whom if it was handed over."""

    id: int
    what: str
    on: date
    sale_id: int | None = None
    by: str = ""


class Area(NamedTuple):
    """An area that a purchase affects; ``words`` say who was trained in it, and what they said."""

    id: int
    text: str
    trained_on: date | None = None
    words: str = ""


class Care(NamedTuple):
    """What a customer's page tells of after-care beyond the facts of the rules."""

    shown: tuple[Shown, ...] = ()
    done: tuple[StepDone, ...] = ()
    areas: tuple[Area, ...] = ()


NO_CARE = Care()
"""What is known before it is read."""


class Slot(NamedTuple):
    """One demonstration of a sale, and the last day on which it was given; None for not yet."""

    word: str
    on: date | None


class Record(NamedTuple):
    """The track record with a customer: marks out of five, and what they are for."""

    marks: int
    words: tuple[str, ...]
    most: int = 5


def steps_taken(sale: SaleFacts, facts: CustomerFacts, today: date) -> int:
    """How many of the four steps of buying the customer has taken with a sale: 2 to 4 (R60)."""
    live = sale.live_on
    last = next(
        (
            check
            for check in facts.checks
            if check.on <= today and bears(check.sale_id, check.on, sale)
        ),
        None,
    )
    if live is not None and last is not None and last.on >= live and last.score >= 0:
        return 4
    posted = sale.reassured_on is not None and sale.reassured_on <= today
    told = any(sale.ordered_on <= day <= today for day in facts.told)
    return 3 if posted or told else 2


def demonstrations(
    sale: SaleFacts, shown: Sequence[Shown], today: date, rules: Rules
) -> tuple[Slot, ...]:
    """The four slots of a sale, filled or empty (R64)."""
    theirs = [each for each in shown if each.on <= today and bears(each.sale_id, each.on, sale)]
    last: dict[str, date] = {}
    for each in theirs:
        late_enough = each.what != SERVICING or (sale.live_on and each.on >= sale.live_on)
        if late_enough and each.on >= last.get(each.what, sale.ordered_on):
            last[each.what] = each.on
    spoken = [each.on for each in theirs if each.what == CONTACT]
    if not in_touch(sale, spoken, today, rules):
        last.pop(CONTACT, None)
    return tuple(Slot(word, last.get(word)) for word in SLOTS)


def still_to_show(sale: SaleFacts, facts: CustomerFacts, today: date) -> tuple[str, ...]:
    """What would show them that they decided well and has not yet, of the four, as far as the facts tell (R64)."""
    told = any(sale.ordered_on <= day <= today for day in facts.told)
    spoken = any(sale.ordered_on <= day <= today for day in facts.two_way)
    live = sale.live_on is not None and sale.live_on <= today
    return tuple(
        word
        for word, open_ in (
            ("a success like theirs", not told),
            ("a visit", live and sale.arrived_on is None),
            ("that you are there", not spoken),
            ("a training", facts.untrained_areas > 0),
        )
        if open_
    )


def in_touch(sale: SaleFacts, days: Sequence[date], today: date, rules: Rules) -> bool:
    """Whether nobody had to wait too long for a word since the order, as long as that matters (R72)."""
    rhythm, business = rules.rhythm, rules.business
    stand_in = plus(sale.ordered_on, rules.phases.excitement_after_order)
    until = min(today, plus(sale.live_on or stand_in, rhythm.learning_first_until))
    since = sale.ordered_on
    for day in (*sorted(day for day in days if since <= day <= until), until):
        last = business.add(plus(since, rhythm.learning_first.limit), rhythm.grace_young_bd)
        if day > last:
            return False
        since = max(since, day)
    return any(sale.ordered_on <= day <= until for day in days)


def cancel_days(sale: SaleFacts, today: date) -> int | None:
    """The days left in which the order may still be cancelled, 0 on the last; None where none are (R63)."""
    if sale.cancel_until is None or sale.cancel_until < today:
        return None
    return (sale.cancel_until - today).days


def track_record(
    facts: CustomerFacts, phases: Sequence[SalePhase], today: date, rules: Rules
) -> Record:
    """What the time together has proved so far (R59)."""
    told = sum(day <= today for day in facts.told)
    settled = sum(each.phase is Phase.SETTLED for each in phases)
    first = facts.first_sale_on
    years = (today - first).days // 365 if first and first <= today else 0
    long = first is not None and (today - first).days > rules.risk.long_with_us_days
    kept = facts.kept_in_a_row >= rules.risk.kept_promises_in_a_row
    words = (
        f"{count(told, 'success', 'successes')} told" if told else "",
        f"{count(settled, 'sale')} settled" if settled else "",
        f"{count(years, 'year')} with you" if long else "",
        f"{facts.kept_in_a_row} promises kept in a row" if kept else "",
    )
    marks = (told > 0) + (told >= THREE_TOLD) + (settled > 0) + long + kept
    return Record(marks, tuple(filter(None, words)))
