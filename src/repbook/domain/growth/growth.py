"""What grows between rep and customer: trust, give and take, tenure, and whether it still grows.

What the rules leave open is decided so:

* Growth (R10) is the last 90 days against the 90 days before them. Three signs are compared: two-way
  contacts, which differ by a third at least to count; the mean of the checks, by half a point; orders,
  by one. Each sign that rose counts one up, each that fell one down, and the sum says which way it goes.
  Nothing is said before two such quarters are known. *Stalled* is flat today and a quarter ago.
* The door opens with the first sale (R02). What comes later through it are orders, referrals given,
  and successes in writing.
* Tenure is counted from the first sale (R22). Whoever followed the rep from another employer has been
  with them for as long as the person there has known them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ...values import NamedTuple
from ...wording import count
from ..spine.calendar import plus
from ..spine.facts import CustomerFacts, SaleFacts
from ..spine.kinds import CustomerState, Tier
from ..spine.rules import Rules
from .asks import overdue

QUARTER = 90
"""Days that are compared with those before them, in growth and in the reports."""
UP, FLAT, DOWN = "up", "flat", "down"
_PART = 1 / 3  # of the larger number of contacts
_POINTS = 0.5  # of the mean of the checks


class Signs(NamedTuple):
    """The days by which growth is told: two-way contacts, checks with their scores, orders."""

    contacts: tuple[date, ...] = ()
    checks: tuple[tuple[date, int], ...] = ()
    orders: tuple[date, ...] = ()

    @property
    def first(self) -> date | None:
        """The first day on which anything is known."""
        days = (*self.contacts, *(on for on, _ in self.checks), *self.orders)
        return min(days, default=None)


class Trend(NamedTuple):
    """Which way it goes, whether it has stalled, and the signs as (word, now, before)."""

    way: str
    stalled: bool
    signs: tuple[tuple[str, str, str], ...]


class Door(NamedTuple):
    """What came since the first sale: days, further orders, referrals given, successes."""

    days: int
    orders: int
    referrals: int
    successes: int


class Trust(NamedTuple):
    """The ledger of trust: promises kept, kept late, and broken; problems solved in the customer's own
    words; and how often they were told straight what we can not do.
    """

    kept: int = 0
    late: int = 0
    broken: int = 0
    fixed: int = 0
    straight: int = 0


def trend(signs: Signs, today: date) -> Trend | None:
    """Whether a customer grows, stands still, or fades; None before half a year is known."""
    first = signs.first
    if first is None or first > plus(today, 1 - 2 * QUARTER):
        return None
    way, told = _compare(signs, today)
    earlier = plus(today, -QUARTER)
    known = first <= plus(earlier, 1 - 2 * QUARTER)
    stalled = way == FLAT and known and _compare(signs, earlier)[0] == FLAT
    return Trend(way, stalled, told)


def _compare(signs: Signs, today: date) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """The quarter that ends today against the one before."""
    begins, ends = plus(today, -QUARTER), plus(today, -2 * QUARTER)

    def counted(days: Iterable[date]) -> tuple[int, int]:
        known = list(days)
        return (
            sum(begins < day <= today for day in known),
            sum(ends < day <= begins for day in known),
        )

    contacts, orders = counted(signs.contacts), counted(signs.orders)
    now = [score for on, score in signs.checks if begins < on <= today]
    before = [score for on, score in signs.checks if ends < on <= begins]
    ways = [
        _way(contacts[0] - contacts[1], _PART * max(contacts)),
        _way(orders[0] - orders[1], 1),
        _way(_mean(now) - _mean(before), _POINTS) if now and before else 0,
    ]
    told = [
        (sign, *map(str, counts))
        for sign, counts in (("contacts", contacts), ("orders", orders))
        if any(counts)
    ]
    if now or before:
        told.append(("checks", _score(now), _score(before)))
    total = sum(ways)
    return UP if total > 0 else DOWN if total < 0 else FLAT, tuple(told)  # type: ignore[arg-type]


def _way(difference: float, least: float) -> int:
    if difference == 0 or abs(difference) < least:
        return 0
    return 1 if difference > 0 else -1


def _mean(scores: Sequence[int]) -> float:
    return sum(scores) / len(scores)


def _score(scores: Sequence[int]) -> str:
    return f"{_mean(scores):+.1f}".replace("-", "−").replace("+0.0", "0") if scores else "none"


def with_you_since(
    first_sale_on: date | None, followed: bool, known_since: Iterable[date] = ()
) -> date | None:
    """The day from which tenure counts; ``known_since`` are the days from which the people there have
    known the rep, and count only where the customer followed the rep from elsewhere.
    """
    days = [first_sale_on] if first_sale_on else []
    return min([*days, *known_since] if followed else days, default=None)


def tenure(since: date, today: date) -> str:
    """``20 y 3 m``, ``7 months``, ``12 d``: how long it has been."""
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    years, rest = divmod(max(0, months), 12)
    if years:
        return f"{years} y {rest} m" if rest else f"{years} y"
    return count(rest, "month") if rest else f"{max(0, (today - since).days)} d"


def since_the_door_opened(
    first_sale_on: date | None,
    today: date,
    *,
    orders: Iterable[date] = (),
    referrals: Iterable[date] = (),
    successes: Iterable[date] = (),
) -> Door | None:
    """What came through the door that the first sale opened (R02); None before there is one.

    ``orders`` hold the first sale too, which is not counted again.
    """
    if first_sale_on is None or first_sale_on > today:
        return None

    def later(days: Iterable[date]) -> int:
        return sum(first_sale_on <= day <= today for day in days)

    return Door(
        (today - first_sale_on).days,
        max(0, later(orders) - 1),
        later(referrals),
        later(successes),
    )


def door_words(door: Door) -> str:
    """``412 d · 2 more orders · 1 referral · 5 successes``; what there is none of is left out."""
    parts = (
        (door.orders, "more order", ""),
        (door.referrals, "referral", ""),
        (door.successes, "success", "successes"),
    )
    came = [count(number, noun, plural) for number, noun, plural in parts if number]
    return " · ".join([f"{door.days} d", *(came or ["nothing more yet"])])


def trust_words(trust: Trust) -> str:
    """``11 kept · 1 broken · 2 fixed`` (R16); kept late and told straight only where there are any."""
    parts = [f"{trust.kept} kept"]
    parts += [f"{trust.late} late"] if trust.late else []
    parts += [f"{trust.broken} broken", f"{trust.fixed} fixed"]
    parts += [f"{trust.straight} told straight"] if trust.straight else []
    return " · ".join(parts)


def give_and_ask(gives: int, asked: int) -> str:
    """``gave 5 : asked 1`` (R17)."""
    return f"gave {gives} : asked {asked}"


def idea_due(facts: CustomerFacts, today: date, rules: Rules) -> bool:
    """Whether a customer of tier A is owed an idea that would be of value to them (R18).

    One a quarter, the first a quarter after the first sale; what lay before the entry is not owed (§7).
    """
    if facts.tier != Tier.A or facts.state != CustomerState.ACTIVE or facts.first_sale_on is None:
        return False
    last = max(facts.value_idea_on or date.min, facts.first_sale_on, facts.created_on)
    return plus(last, rules.clocks.value_idea_every) <= today


def plan_age(plan_on: date | None, today: date, rules: Rules) -> int | None:
    """The age in days of a game plan that should be looked at again (R45); None for a fresh one."""
    age = (today - plan_on).days if plan_on else 0
    return age if age > rules.clocks.plan_old else None


def unpaid(sales: Iterable[SaleFacts], today: date) -> int | None:
    """How many days the longest unpaid invoice is past its day (R09); None where all is in order."""
    return max((overdue(sale, today) for sale in sales), default=0) or None


def may_cancel_until(sales: Iterable[SaleFacts], today: date) -> date | None:
    """The next day on which a cancel window that is still open ends (R63); that day is the last one."""
    return min(
        (sale.cancel_until for sale in sales if sale.cancel_until and may_cancel(sale, today)),
        default=None,
    )


def may_cancel(sale: SaleFacts, today: date) -> bool:
    """Whether a sale that is ordered may still be cancelled; the last day of its window is one (R63)."""
    return sale.cancel_until is not None and sale.ordered_on <= today <= sale.cancel_until
