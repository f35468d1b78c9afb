"""What a call can do besides what it is for: the practice whose moment it is, in a line of the brief (§5).

Nobody looks for these; so the two that matter most stand before the call, each with the key that keeps the answer.
What the sources leave open is decided so:

* What only matters while a sale is young comes first: what is vital to them (R78, a week after it was last asked),
  an area that is not trained (R68), what makes them sure of what they bought, and has not been shown yet (R60-R62,
  R64), what they needed first (R38), whom they would ring (R74).
* Then what makes them grow: the next move of the plan (R45), what else of the catalogue fits a need of theirs (R97),
  an idea of value (R18), the newsletter (R89), an ask where every gate is open (R51, R95), and how often they order
  where the kind comes again and nobody knows (R03); how many were asked this week the form of the ask says.
* What may be asked on any day takes turns: it was not asked yesterday, or not answered, and stands there in vain.
* What a row of Today asks for already is not said again; and where something is red, the call is about that, and
  only what is vital and who is not trained may belong to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ...values import NamedTuple
from ...wording import clean, count
from ..care.case import look
from ..care.reassurance import TRAINING, steps_taken, still_to_show
from ..growth.asks import allowed, gates
from ..growth.growth import give_and_ask, idea_due, plan_age, tenure, with_you_since
from ..growth.potential import FITS, grid
from ..letters.stories import shared_words, stem
from ..line.heard import goes
from ..spine.calendar import stored_day
from ..spine.facts import CustomerFacts, SaleFacts
from ..spine.kinds import CustomerState, FactKind, Phase, SaleKind, Tier
from ..spine.reason_phrases import short
from ..spine.rules import Rules
from .customer_views import CustomerPage, FactView
from .name_parts import called
from .whom_to_ring import gaps, theirs_named

ASKED_AGAIN = timedelta(days=7)
"""A vital area is asked about in every call, but not twice in a week."""
OUT_OF_HOURS = "out of hours"
ABOUT_TROUBLE = ("Vital", "Teach")
MAY_WAIT = ("Ask", "Idea", "Again")
"""Questions of no day: after each word with them another one comes first, so that none wears out."""
A_YEAR = timedelta(days=365)
NEED_ROOM = 40
"""Letters of a need behind what would serve it."""
COMES_AGAIN = (SaleKind.CATALOGUE, SaleKind.RECURRING)
"""The kinds that are ordered again."""


class Opening(NamedTuple):
    """A label, what to say or ask, and the command that keeps the answer, if one key does."""

    label: str
    said: str
    command: str


def for_this_call(page: CustomerPage, today: date, rules: Rules) -> tuple[Opening, ...]:
    """What a call with them can do besides, the most useful first; nothing for who is off the book."""
    if page.facts.state != CustomerState.ACTIVE:
        return ()
    asked = {reason.command for reason in page.standing.reasons}
    red = page.standing.red
    young = page.standing.phase in (Phase.EXCITEMENT, Phase.LEARNING)
    found = [*(_young(page, today) if young else ()), *_growing(page, today, rules)]
    mine = [
        each
        for each in found
        if each.command not in asked and (not red or each.label in ABOUT_TROUBLE)
    ]
    wait = [each for each in mine if each.label in MAY_WAIT and each.command != "ask"]
    last = page.facts.last_touch_on
    turn = last.toordinal() % len(wait) if wait and last is not None else 0
    turned = iter((*wait[turn:], *wait[:turn]))
    return tuple(next(turned) if each in wait else each for each in mine)


def _young(page: CustomerPage, today: date) -> Iterator[Opening]:
    vital = min(_of(page, FactKind.VITAL), key=_asked_on, default=None)
    if vital is not None and vital.state in ("", "fine") and _is_old(vital, today):
        yield Opening("Vital", f"how is it: {clean(vital.text)}?", "agreement")
    areas, untrained = _of(page, FactKind.AREA), page.facts.untrained_areas
    if untrained:
        what = clean(areas[0].text) if untrained == len(areas) == 1 else count(untrained, "area")
        yield Opening("Teach", f"{what}: nobody is trained yet", "training")
    yield from _sure(page, today)
    if FactKind.NEED not in page.facts.known:
        yield Opening("Ask", "what did they need first?", "fact")
    if OUT_OF_HOURS in gaps(theirs_named(page)) and page.people:
        yield Opening("Ask", "whom do we ring out of hours?", "person")


def _sure(page: CustomerPage, today: date) -> Iterator[Opening]:
    """The step of buying that is open, and what takes it: a success like theirs, a check (R60, R61)."""
    young = {each.sale_id for each in page.standing.sales if each.phase is not Phase.SETTLED}
    for sale in page.facts.sales:
        if sale.id not in young or sale.history:
            continue
        taken = steps_taken(sale, page.facts, today)
        if taken == 2:
            open_ = [
                each for each in still_to_show(sale, page.facts, today) if TRAINING not in each
            ]
            show = f": show them {', '.join(open_)}" if open_ else ""
            yield Opening("Buying", f"decided, not convinced{show}", "letter")
        elif taken == 3 and sale.live_on and sale.live_on <= today:
            yield Opening("Buying", "convinced, not reassured: is all as expected?", "check")
        return


def _growing(page: CustomerPage, today: date, rules: Rules) -> Iterator[Opening]:
    plan = _of(page, FactKind.PLAN)
    if plan:
        age = plan_age(page.facts.plan_on, today, rules)
        old = f" · the plan is {age} d old" if age else ""
        yield Opening("Plan", f"{clean(plan[0].text)}{old}", "plan")
    elif page.facts.tier is Tier.A and page.facts.sales:
        yield Opening("Plan", "none yet: what are the next three moves?", "plan")
    yield from _fitting(page)
    if idea_due(page.facts, today, rules):
        yield Opening("Idea", "what would be of value to them? none this quarter", "fact")
    main = page.main_person
    if main is not None and not main.newsletter and page.standing.phase is Phase.SETTLED:
        yield Opening("Ask", f"may {called(clean(main.name))} have the newsletter?", "")
    if page.facts.gives and allowed(gates(look(page.facts, today, rules))):
        yield Opening("Ask", "what more can we do for them? the time is right", "ask")
    if comes_again(page.facts) is not None:
        yield Opening("Again", "how often do they order? nobody has asked", "")


def _fitting(page: CustomerPage) -> Iterator[Opening]:
    """What they have not bought, nor been asked about, and fits a need in their own words (R97).

    Before a call that is said by a word that tells it from other products, not by one that several have.
    """
    needs = [clean(fact.text) for fact in _of(page, FactKind.NEED)]
    bought = [(sale.title, on) for sale in page.sales if (on := stored_day(sale.ordered_on))]
    for product in grid(page.titles, bought=bought, needs=needs, asks=page.facts.asks):
        for need in needs if product.state == FITS else ():
            if {stem(word) for word in shared_words(product.title, need)} - set(page.usual):
                said = f"{clean(product.title)}: they need “{short(need, NEED_ROOM)}”"
                yield Opening("Fits", said, "ask")
                return


def comes_again(facts: CustomerFacts) -> SaleFacts | None:
    """Their last order, where its kind comes again and nobody knows when (R03); one out of a file is not asked about."""
    last = max(facts.sales, key=lambda sale: (sale.ordered_on, sale.id), default=None)
    if last is None or last.history or last.kind not in COMES_AGAIN or last.expected_on is not None:
        return None
    return last


def so_far(page: CustomerPage, today: date) -> str:
    """``2 y 3 m · 3 orders · 6 promises kept in a row · 2 successes told · gave 5 : asked 1``: what it has grown to.

    The door that the first sale opened, how long they are here, the trust and the proofs, what was given and
    asked, and that they followed (R02, R16, R17, R22, R23, R59).
    """
    known = [day for one in page.people if not one.left_on and (day := stored_day(one.since_on))]
    since = with_you_since(page.facts.first_sale_on, bool(page.followed_from), known)
    facts, said = page.facts, []
    if since is not None and since <= today:
        said.append(tenure(since, today))
    if len(page.sales) > 1:
        said.append(count(len(page.sales), "order"))
    if facts.kept_in_a_row:
        row = " in a row" if facts.kept_in_a_row > 1 else ""
        said.append(f"{count(facts.kept_in_a_row, 'promise')} kept{row}")
    if facts.told:
        said.append(f"{count(len(facts.told), 'success', 'successes')} told")
    if facts.gives or facts.asked:
        said.append(give_and_ask(facts.gives, facts.asked))
    if page.followed_from:
        said.append(f"follows you from {clean(page.followed_from)}")
    if len(said) == 1 and since is not None and since > today - A_YEAR:
        return ""
    return " · ".join(said)


def said_to_go(page: CustomerPage, today: date) -> tuple[int, str]:
    """Who goes to another employer, by the place among the people, and to which, as the last note of today says."""
    last = page.last[0] if page.last and page.last[0].on_day == today.isoformat() else None
    found = goes(last.text, [clean(one.name) for one in page.people]) if last else None
    return (found.place, found.firm) if found else (0, "")


def _of(page: CustomerPage, kind: FactKind) -> list[FactView]:
    return [fact for fact in page.remarks if fact.kind == kind]


def _asked_on(fact: FactView) -> str:
    return fact.state_on or ""


def _is_old(fact: FactView, today: date) -> bool:
    last = stored_day(fact.state_on) or stored_day(fact.on_day)
    return last is None or last <= today - ASKED_AGAIN
