"""Silence and attention debt: how long since the customer last heard from us and answered (§3).

Two-way touches clear silence, business or personal alike (R21); so does an order, which is contact.
What §3 leaves open is decided so:

* The limit's last day and its grace move off free days; the debt does not wait for either.
* A quiet day after a one-way touch holds back *overdue* and *forgotten*, but neither debt nor risk.
* Where no contact is known, silence counts from the day of entry and says so.
* An import brings no debts (§7): who came out of a file and was silent past the limit by then owes nothing on that
  day. Their clock starts with the import, spread over the limit, so that they come due one by one.
* What settled by time alone, unproven, has the stricter of its own tier and B.
* A wish that names only an aim or only a limit has the other in the proportion of the tiers.
"""

from __future__ import annotations

from datetime import date

from ...wording import fold
from ..spine.calendar import plus
from ..spine.facts import CustomerFacts, SaleFacts
from ..spine.kinds import CustomerState, Phase
from ..spine.model import SalePhase, Silence
from ..spine.rules import Pace, Rules
from .phases import base_day, lead, sale_phase

_EXCITEMENT, _LEARNING, _SETTLED, _NONE = (
    Phase.EXCITEMENT,
    Phase.LEARNING,
    Phase.SETTLED,
    Phase.NONE,
)
_ACTIVE = CustomerState.ACTIVE
GOLDEN = 0.6180339887
"""Multiples of it lie evenly between whole numbers."""
_LIMIT_TO_AIM = 1.2  # as in tiers A to C


def silence(facts: CustomerFacts, first: SalePhase | None, today: date, rules: Rules) -> Silence:
    """The silence of a customer whose pace is set by the sale ``first`` (None: no sale yet)."""
    rhythm, business = rules.rhythm, rules.business
    known = last_contact(facts, today)
    aim, limit = pace(facts, first, today, rules)
    since = counts_from(facts, known, limit, min(facts.created_on, today))
    phase = first.phase if first else _NONE
    if phase is _EXCITEMENT:
        days, unit = business.between(since, today), "bd"
    else:
        days, unit = (today - since).days, "d"
    quiet = _quiet_until(facts, since, today, rules) if facts.one_way else None
    overdue = forgotten = False
    if days > limit and quiet is None:
        last = business.add(since, limit) if unit == "bd" else plus(since, limit)
        if phase is _EXCITEMENT or phase is _LEARNING:
            last = business.add(last, rhythm.grace_young_bd)
        else:
            short = limit <= rhythm.grace_short_limit
            last = business.roll(plus(last, rhythm.grace_short if short else rhythm.grace_long))
        overdue = today > last
        forgotten = overdue and days >= rhythm.forgotten_times * limit
    return Silence(
        since,
        days,
        aim,
        limit,
        unit,
        overdue,
        forgotten,
        known is None,
        quiet,
        facts.attempts >= rhythm.attempts_before_another_channel,
        known,
    )


def counts_from(facts: CustomerFacts, known: date | None, limit: int, entered: date) -> date:
    """The day from which silence counts: the last contact, or for who came out of a file already silent, the entry.

    So that not all of a file comes due on one day, each of them begins at a place of its own within the limit,
    which the day of their last contact gives: two who are alike in all that counts come due alike.
    """
    if known is None or facts.by_hand or (entered - known).days <= limit:
        return known or entered
    return plus(entered, -int(known.toordinal() * GOLDEN % 1 * limit))


def pace(facts: CustomerFacts, first: SalePhase | None, today: date, rules: Rules) -> Pace:
    """Aim and limit: business days in Excitement, days elsewhere."""
    rhythm = rules.rhythm
    phase = first.phase if first else _NONE
    if first is not None and phase is _EXCITEMENT:
        return rhythm.excitement
    if first is not None and phase is _LEARNING:
        day = first.day
        if first.anchor == "order":
            sale = next(sale for sale in facts.sales if sale.id == first.sale_id)
            day = (today - base_day(sale, first, rules)).days
        return rhythm.learning_first if day <= rhythm.learning_first_until else rhythm.learning_then
    aim, limit = facts.wish_aim, facts.wish_limit
    if aim is not None or limit is not None:
        aim = aim or max(1, round((limit or 1) / _LIMIT_TO_AIM))
        return Pace(aim, limit or round(aim * _LIMIT_TO_AIM))
    own = rhythm.settled[facts.tier]
    if first is None or not first.unproven:
        return own
    return min(own, rhythm.settled[rhythm.unproven_as], key=lambda pace: pace.limit)


def proposed(kind: str, industry: str, rules: Rules) -> Pace | None:
    """The rhythm to propose for a new customer, once settled: their industry's (R33), else the one for the
    kind of their first sale (R06). None: as the tier says.
    """
    rhythm = rules.rhythm
    return rhythm.industries.get(fold(industry)) or rhythm.kinds.get(kind)


def last_contact(facts: CustomerFacts, today: date) -> date | None:
    """The latest day by today on which rep and customer are known to have been in touch."""
    latest: date | None = None
    for day in facts.two_way:
        if day <= today:
            latest = day
            break
    for sale in facts.sales:
        ordered = sale.ordered_on
        if sale.history:
            ordered = _last_known(sale, today)
        if ordered <= today and (latest is None or ordered > latest):
            latest = ordered
    return latest


def next_touch(silence: Silence, rules: Rules) -> date:
    """The business day on which the rhythm asks for the next touch; it may have passed."""
    business = rules.business
    if silence.unit == "bd":
        due = business.add(silence.since, silence.aim)
    else:
        due = business.roll(plus(silence.since, silence.aim))
    return max(due, silence.quiet_until) if silence.quiet_until else due


def debt(facts: CustomerFacts, first: SalePhase | None, silence: Silence, rules: Rules) -> float:
    """How far past the limit the silence is, in limits, weighted by phase and tier.

    0 for a customer off the book: nobody owes them attention until they wake.
    """
    over = silence.days - silence.limit
    if over <= 0 or facts.state != _ACTIVE:
        return 0.0
    weights = rules.rhythm.phase_weights[first.phase if first else _NONE]
    return over / silence.limit * weights * rules.rhythm.tier_weights[facts.tier]


def debt_on(facts: CustomerFacts, day: date, rules: Rules) -> float:
    """The debt as it stood on a day, from what is known now; 0 before the customer was entered."""
    if facts.state != _ACTIVE or day < facts.created_on:
        return 0.0
    first = lead(
        [sale_phase(sale, facts, day, rules) for sale in facts.sales if sale.ordered_on <= day]
    )
    return debt(facts, first, silence(facts, first, day, rules), rules)


def _last_known(sale: SaleFacts, today: date) -> date:
    """The last day of a history sale that has come: whoever delivered was in touch; money comes without a word."""
    latest = sale.ordered_on
    for day in (sale.live_on, sale.settled_on):
        if day is not None and latest < day <= today:
            latest = day
    return latest


def _quiet_until(facts: CustomerFacts, since: date, today: date, rules: Rules) -> date | None:
    """The last quiet day that one-way touches earn, if it has not passed: two in a row at most."""
    touches = sorted(day for day in facts.one_way if since <= day <= today)
    earning = touches[: rules.rhythm.quiet_in_a_row]
    until = [rules.business.add(day, rules.rhythm.quiet_bd) for day in earning]
    return max((day for day in until if day >= today), default=None)
