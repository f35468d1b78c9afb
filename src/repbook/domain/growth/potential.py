"""What a customer could still be served with, and what the work has brought both sides (R46, R97, R98).

The catalogue is what the settings name, else what at least two customers bought from a catalogue, the
most sold first. A product fits where it shares a word with a need that was recorded: a suggestion, never
an offer by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ...values import NamedTuple
from ...wording import count, fold
from ..care.risk import order_missed_from
from ..letters.stories import matches, shared_words, words_of
from ..spine.facts import AskFacts, SaleFacts
from ..spine.kinds import AskKind, EvidenceKind, SaleKind
from ..spine.rules import Rules
from .growth import Trust

BOUGHT, FITS, ASKED, NOT_YET = "bought", "fits", "asked", "not yet"
"""How a product stands with a customer: what they have, what they may need, what was said, and the rest."""


class Product(NamedTuple):
    """One product for one customer: ``on`` is the day it was bought or asked about, ``words`` the need."""

    title: str
    state: str
    on: date | None = None
    words: str = ""


class NextOrder(NamedTuple):
    """The order that a recurring sale expects next; ``missed`` once its days of grace are over."""

    sale_id: int
    title: str
    on: date
    missed: bool


class Success(NamedTuple):
    """A success in writing, as far as the sum of values asks for it."""

    id: int
    kind: str
    text: str
    on: date
    figure: str = ""


class Gift(NamedTuple):
    """Something that the customer was given: ``kind`` and ``id`` name the row."""

    kind: str
    id: int
    on: date
    text: str


class Told(NamedTuple):
    """A success at another customer; before its day of permission, or without one, it is not for quoting."""

    id: int
    text: str
    customer: str
    industry: str
    permission_on: date | None


class Growth(NamedTuple):
    """What has grown with a customer. ``referrals`` are (day, whom they named), ``orders`` (title, day)."""

    trust: Trust = Trust()
    gifts: tuple[Gift, ...] = ()
    successes: tuple[Success, ...] = ()
    referrals: tuple[tuple[date, str], ...] = ()
    orders: tuple[tuple[str, date], ...] = ()
    consent_on: date | None = None
    titles: tuple[str, ...] = ()
    stories: tuple[Told, ...] = ()


NO_GROWTH = Growth()
"""What is known of a customer before the tab was read."""


def grid(
    titles: Sequence[str],
    *,
    bought: Iterable[tuple[str, date]] = (),
    needs: Sequence[str] = (),
    asks: Iterable[AskFacts] = (),
) -> tuple[Product, ...]:
    """How each product stands: bought, else asked about, else fitting a need, else not talked of yet.

    The newest day counts where there are several. What fits a need comes first: it is what to talk about.
    """
    days: dict[str, date] = {}
    for title, on in bought:
        days[fold(title)] = max(on, days.get(fold(title), date.min))
    spoken = sorted(asks, key=lambda ask: ask.asked_on, reverse=True)
    found = [_product(title, days, needs, spoken) for title in titles]
    order = (FITS, ASKED, BOUGHT, NOT_YET)
    return tuple(sorted(found, key=lambda product: order.index(product.state)))


def _product(
    title: str, bought: dict[str, date], needs: Sequence[str], asks: Sequence[AskFacts]
) -> Product:
    if fold(title) in bought:
        return Product(title, BOUGHT, bought[fold(title)])
    for ask in asks:
        if ask.kind is AskKind.OPPORTUNITY and _names(title, ask.text):
            return Product(title, ASKED, ask.asked_on, str(ask.outcome or ""))
    need = next((need for need in needs if matches(title, need)), "")
    return Product(title, FITS, None, need) if need else Product(title, NOT_YET)


def _names(title: str, text: str) -> bool:
    """Whether a text speaks of a product: two words of its name, or all where it has only one."""
    return len(shared_words(title, text)) >= min(2, len(set(words_of(title)))) > 0


def next_orders(sales: Iterable[SaleFacts], today: date, rules: Rules) -> tuple[NextOrder, ...]:
    """The orders that recurring sales expect, the earliest first."""
    expected = [
        NextOrder(sale.id, sale.title, sale.expected_on, order_missed_from(sale, rules) <= today)
        for sale in sales
        if sale.kind is SaleKind.RECURRING and sale.expected_on is not None
    ]
    return tuple(sorted(expected, key=lambda order: order.on))


def for_them(
    successes: Sequence[Success], met: int, expectations: int, *, most: int = 4
) -> tuple[str, ...]:
    """What the customer has had of it: ``most`` gains with their figures, how many other successes, and the
    expectations that were met. What they said of us is for us.
    """
    own = [each for each in successes if each.kind != EvidenceKind.TESTIMONIAL]
    gains = [each for each in own if each.kind == EvidenceKind.GAIN or each.figure][:most]
    lines = [_gain(each) for each in gains]
    others = len(own) - len(gains)
    if others:
        more = "more success" if gains else "success"
        lines.append(f"{count(others, more, f'{more}es')} in writing")
    if expectations:
        lines.append(f"{met} of {count(expectations, 'expectation')} met")
    return tuple(lines)


def _gain(each: Success) -> str:
    return (
        f"{each.figure}: {each.text}" if each.figure and each.figure not in each.text else each.text
    )


def for_us(orders: int, referrals: Sequence[str], testimonials: int) -> tuple[str, ...]:
    """What we have had of it: orders, referrals and whom they named, testimonials. Never money (R26)."""
    named = [name for name in referrals if name]
    whom = f": {', '.join(named)}" if named else ""
    return tuple(
        line
        for number, line in (
            (orders, count(orders, "order")),
            (len(referrals), f"{count(len(referrals), 'referral')}{whom}"),
            (testimonials, count(testimonials, "testimonial")),
        )
        if number
    )
