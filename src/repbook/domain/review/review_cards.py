"""Which cards a weekly review has (§5): pure, from facts, a day, and what past reviews decided.

What §5 leaves open is decided so:

* Who is due is counted in whole weeks from the week of the first sale, or else of the entry, so that no
  review that came late moves the next one. A week that was due while no review was finished counts still.
* What has a day of its own that has come (a follow-up, a letter, a promise) is due by that day, whoever the
  customer is; every other step is about the customer, and asks only those who are due.
* The steps of one agenda that were due on one day are one card. A follow-up made for a promise is the promise's.
* Who is in the first two phases has a card there, and none for the silence; nor has anybody with whom a
  contact is dated for the next fortnight.
* A week in which a customer had no card neither counts as skipped nor ends a row of skips.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from ...values import NamedTuple
from ...wording import count, day_text
from ..care.case import Case, look
from ..care.problems import is_alarm
from ..care.promises import broken
from ..care.risk import risk
from ..reports.report import title_of
from ..spine import weeks
from ..spine.calendar import plus
from ..spine.facts import CustomerFacts
from ..spine.kinds import CustomerState, Tier
from ..spine.model import Risk
from ..spine.rules import Rules
from ..today import ahead as days_ahead
from ..today.alarms import forgotten
from . import review_asks, review_steps
from .review_steps import Placed, Seen
from .review_verdicts import KEEP, LOOSEN, SEEN, SKIP
from .weekly_review import Card, Given, Step

EVERY = MappingProxyType({Tier.A: 4, Tier.B: 13, Tier.C: 26, Tier.D: 52})
"""Weeks between two reviews of a settled customer: monthly, quarterly, half-yearly, yearly."""
DOUBLES = "doubles"
"""How the id of the card begins that asks about likely duplicates."""
MOST_PAIRS = 6
LOST = "lost"
"""How the id of a card begins that asks whether anything of a customer who was lost is to stay."""
LESSONS = ("aftercare", "themes", "promises", "problems", "attention", "tenure", "repeat")
"""The reports that a review shows in turn (R04, R44, R53, R77, R85, R34, R99)."""
LEARNED_FROM = 30
"""Days after an order from which there is something to learn."""
OF_THE_RHYTHM = (Step.LEARNING, Step.DEBT)
"""The steps whose cards come because of silence; a promise, a plan, or an ask comes for reasons of its own."""
SKIPS = 3
"""Reviews in a row after which a card asks whether to loosen the rhythm."""


class Lost(NamedTuple):
    """A customer who was lost longer ago than the settings say that anything is to stay unasked."""

    id: int
    name: str
    on: date


class Round(NamedTuple):
    """What a review knows beside the facts.

    ``week`` is its own, ``last`` that of the last one finished. ``skips`` are the reviews in a row in which each
    customer was skipped, ``given`` the cards that were answered. ``early`` says that the review stands at the
    beginning of its week, so that its two weeks ahead begin with its own. ``doubles`` are the pairs that may be one
    customer or person, in words, ``lost`` who was lost long ago, where they are looked at once a month (``monthly``).
    """

    week: str
    last: str | None = None
    asked_this_week: int = 0
    skips: Mapping[int, int] = MappingProxyType({})
    given: Collection[str] = ()
    early: bool = False
    doubles: Sequence[str] = ()
    lost: Sequence[Lost] = ()


def monthly(week: str, last: str | None) -> bool:
    """Whether a review is the first of its month: the last one finished began in another, or there is none."""
    begun = weeks.days_of(week)[0]
    return last is None or f"{weeks.days_of(last)[0]:%Y-%m}" != f"{begun:%Y-%m}"


def ends_at(facts: CustomerFacts, begun: date, last: date) -> bool:
    """Whether the interval of a settled customer ends in the week of the Monday ``begun``, or ended after that of
    ``last``: by Mondays, which is all that has to be reckoned for every customer of a book.
    """
    entered = facts.first_sale_on or facts.created_on
    every = EVERY[facts.tier]

    def ended(monday: date) -> int:
        return (monday.toordinal() - 1) // 7 - (entered.toordinal() - 1) // 7

    return ended(begun) // every > max(0, ended(last)) // every


def skips_of(past: Iterable[Sequence[Given]]) -> dict[int, int]:
    """By customer, how many past reviews in a row they were skipped in, the newest review first."""
    skipped: dict[int, int] = defaultdict(int)
    ended: set[int] = set()
    for review in past:
        only: dict[int, bool] = {}
        for each in review:
            if each.customer_id:
                only[each.customer_id] = only.get(each.customer_id, True) and (
                    each.verdict == SKIP.id
                )
        for customer_id, skip in only.items():
            if customer_id in ended:
                continue
            if skip:
                skipped[customer_id] += 1
            else:
                ended.add(customer_id)
    return dict(skipped)


def cards(
    everybody: Iterable[CustomerFacts],
    today: date,
    around: Round,
    rules: Rules,
    now: datetime | None = None,
) -> tuple[Card, ...]:
    """The cards still without a verdict, in the order of the steps; ``now`` is the rep's wall clock."""
    facts = list(everybody)
    begun = weeks.days_of(around.week)[0]
    last = weeks.days_of(around.last)[0] if around.last else plus(begun, -7)
    seen = [
        _seen(each, today, rules, now, ends_at(each, begun, last))
        for each in facts
        if each.state == CustomerState.ACTIVE
    ]
    laid: list[Card] = []
    laid += _in_order(card for each in seen for card in review_steps.loose(each))
    laid += _doubles(around)
    laid += _kept_long(around, today)
    laid += _in_order(card for each in seen for card in review_steps.promises(each))
    laid += review_steps.learning(seen)
    laid += review_steps.debt(seen)
    laid += [card for each in seen if each.due for card in review_steps.evidence(each)]
    laid += review_asks.asks(seen, around.asked_this_week, around.given)
    laid += [card for each in seen if each.due for card in review_asks.idea(each)]
    asked = {card.customer_id for card in laid if card.step is Step.ASKS}
    laid += review_asks.plans(seen, around.given, asked, ideas=begun.toordinal() // 7 % 2 == 1)
    laid = [_with_skips(card, around.skips) for card in laid if card.id not in around.given]
    return (*laid, *_ahead(facts, today, around, rules), *_lesson(facts, around))


def _seen(facts: CustomerFacts, today: date, rules: Rules, now: datetime | None, due: bool) -> Seen:
    case = look(facts, today, rules, now)
    score = risk(case)
    return Seen(
        case, score, due or case.phase in review_steps.YOUNG_PHASES or _alarming(case, score)
    )


def _alarming(case: Case, score: Risk) -> bool:
    """Whether the customer is at risk, or one of the other alarms rings."""
    facts, today, rules = case.facts, case.today, case.rules
    return (
        score.warns
        or any(is_alarm(each, today, rules, case.now) for each in facts.problems)
        or bool(facts.promises and broken(facts, today))
        or forgotten(case) is not None
    )


def _with_skips(card: Card, skips: Mapping[int, int]) -> Card:
    """Three skips in a row: a card that the rhythm has brought asks whether it is too tight."""
    skipped = skips.get(card.customer_id, 0)
    if skipped < SKIPS or card.step not in OF_THE_RHYTHM or card.verdicts is KEEP:
        return card._replace(skips=skipped)
    verdicts = card.verdicts
    if LOOSEN not in verdicts:
        verdicts = (*verdicts[:-1], LOOSEN, verdicts[-1])
    title = f"{card.title} · skipped {skipped} times: loosen the rhythm?"
    return card._replace(title=title, verdicts=verdicts, skips=skipped)


def _in_order(placed: Iterable[Placed]) -> list[Card]:
    """The earliest day first, then by name."""
    key = sorted(placed, key=lambda each: (each[0], each[1].customer.casefold(), each[1].id))
    return [card for _, card in key]


def _doubles(around: Round) -> Iterator[Card]:
    """Who may be in the book twice: one card, with the first of the pairs; Enter leads to them (§7)."""
    if around.doubles:
        number = len(around.doubles)
        title = f"{count(number, 'pair')} may be in the book twice: Enter looks at them"
        more = (f"… and {count(number - MOST_PAIRS, 'pair')} more",) if number > MOST_PAIRS else ()
        lines = (*around.doubles[:MOST_PAIRS], *more)
        month = weeks.days_of(around.week)[0]
        yield Card(f"{DOUBLES}:{month:%Y-%m}", Step.LOOSE, 0, "", title, lines, SEEN)


def _kept_long(around: Round, today: date) -> Iterator[Card]:
    """Who was lost years ago: whether anything is to stay is the rep's to say; nobody is forgotten by itself."""
    for one in around.lost:
        years = count((today - one.on).days // 365, "year")
        title = f"lost {years} ago: is anything to stay?"
        lines = (f"lost on {day_text(one.on, today)}", "all of it is kept until you say otherwise")
        how = "erase all of it: {forget}"
        yield Card(f"{LOST}:{one.id}", Step.LOOSE, one.id, one.name, title, lines, KEEP, how=how)


def _lesson(facts: Iterable[CustomerFacts], around: Round) -> Iterator[Card]:
    """One report a week, in turn: what the book has learned is met before the closing page asks for it.

    Where nobody has had a month since their order there is nothing to learn from yet.
    """
    begun = weeks.days_of(around.week)[0]
    card_id = f"lesson:{around.week}"
    month = plus(begun, -LEARNED_FROM)
    known = (each.first_sale_on for each in facts if each.state == CustomerState.ACTIVE)
    if card_id in around.given or not any(on is not None and on <= month for on in known):
        return
    name = LESSONS[begun.toordinal() // 7 % len(LESSONS)]
    title = f"what the book has learned · {title_of(name)}"
    yield Card(card_id, Step.CLOSING, 0, "", title, (), SEEN, report=name)


def _ahead(
    facts: Iterable[CustomerFacts], today: date, around: Round, rules: Rules
) -> Iterator[Card]:
    """One card a week: how much is dated, and the fullest day."""
    first = around.week if around.early else weeks.later(around.week, 1)
    coming = [first, weeks.later(first, 1)]
    coming = [week for week in coming if f"ahead:{week}" not in around.given]
    if not coming:
        return
    end = weeks.days_of(coming[-1])[1]
    laid = days_ahead.ahead(facts, today, rules, days=max(1, (end - today).days + 1))
    for week in coming:
        monday, sunday = weeks.days_of(week)
        days = [day for day in laid.days if monday <= day.on <= sunday]
        yield Card(
            f"ahead:{week}",
            Step.AHEAD,
            0,
            "",
            _week_title(week, days, today),
            tuple(_day_line(day, today) for day in days if day.contacts or day.rhythm),
            SEEN,
            loads=tuple(day.contacts for day in days if day.contacts or day.rhythm),
        )


def _week_title(week: str, days: Sequence[days_ahead.Day], today: date) -> str:
    contacts = sum(day.contacts for day in days)
    title = f"week {week} · {count(contacts, 'contact')}"
    fullest = max(days, key=lambda day: day.contacts, default=None)
    if fullest is None or not fullest.contacts:
        return title
    return f"{title} · fullest {day_text(fullest.on, today)} with {fullest.contacts}"


def _day_line(day: days_ahead.Day, today: date) -> str:
    text = f"{day_text(day.on, today)}: {count(day.contacts, 'contact')}"
    rhythm = f" · the rhythm asks for {len(day.rhythm)}" if day.rhythm else ""
    free = f" · {day.free} day" if day.free == "free" else f" · {day.free}" if day.free else ""
    return text + rhythm + free
