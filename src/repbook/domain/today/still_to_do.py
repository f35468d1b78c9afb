"""What is still to be asked of a young sale, and posted, thanked for, or renewed at any: rows of Today (§3).

What §3 leaves open is decided so:

* What is important to them is missed from the third day after the order (R37); how problems are handled,
  what is vital, and how they like to be reached from the fifth business day (R73, R78, R79). An open
  agenda step that asks the same speaks for it.
* A letter that is made but not posted stands under Letters until it is posted or removed; a note after
  a call is offered for three days and then lapses (R75); a
  clipping says its age and, past ten days, that it has gone stale (R93).
* The next cycle of a sale (a reorder, an upgrade, a renewal) is a row from thirty days before it (R03), or from the
  last third of a cycle of less than two months; a recurring order of such a cycle comes by itself. An open agenda
  step that asks the same speaks for it, and so does the row of an order that did not come.
* Whom to ask for has left and nobody came in their place: a row from that day, until somebody is named.
* What a sale was owed before the customer was entered is not owed: an import brings no debts (§7).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..agenda.agenda_templates import NEXT_ORDER
from ..care.case import Case
from ..care.risk import order_missed_from
from ..spine.calendar import plus
from ..spine.facts import CustomerFacts, LetterFacts, SaleFacts
from ..spine.kinds import (
    AskKind,
    AskOutcome,
    FactKind,
    FollowupKind,
    Group,
    LetterKind,
    Phase,
    SaleKind,
)
from ..spine.model import Reason
from ..spine.reason_phrases import STALE, late, near, short, unless_named
from ..spine.rules import Rules

_SETTLED, _FACTS = Phase.SETTLED, FollowupKind.FACTS
_LEARN, _DUE, _LETTERS = Group.LEARNING, Group.DUE, Group.LETTERS
_MOST_LATE = 30.0
IMPORTANT = "ask what is important to them"
NOBODY = "nobody to ask for"
QUESTIONS, AGREEMENT = "questions", "agreement"
"""The steps, and the targets, that open the five questions and the agreement."""
AGREED = {
    FactKind.PREFERENCE: "reach",
    FactKind.VITAL: "what is vital",
    FactKind.PROBLEM_RULE: "problems",
}
"""What belongs to the agreement, and how a row names it where it is missing."""


def unasked(case: Case) -> Iterator[Reason]:
    """What has to be asked by now: what is important, and the agreement."""
    facts, today, rules = case.facts, case.today, case.rules
    young = [sale for sale, phase in case.pairs if phase.phase is not _SETTLED and not sale.history]
    if not young:
        return
    asking = {step.step for step in facts.followups if step.kind is _FACTS}
    newest = max(young, key=lambda sale: (sale.ordered_on, sale.id))
    target = ("customer", facts.id)
    on = important_from(newest, facts, rules)
    if QUESTIONS not in asking and on is not None and on <= today:
        unknown = Reason(_LEARN, IMPORTANT, "fact", 45.0, False, on, (QUESTIONS, target[1]))
        yield unknown.told(when=late(on, today))
    on = agreement_from(newest, facts, rules)
    if AGREEMENT not in asking and on is not None and on <= today:
        missing = ", ".join(words for kind, words in AGREED.items() if kind not in facts.known)
        text, about = f"not agreed: {missing}", (AGREEMENT, target[1])
        unsettled = Reason(_LEARN, text, "fact", 44.0, False, on, about)
        yield unsettled.told(when=late(on, today))


def important_from(sale: SaleFacts, facts: CustomerFacts, rules: Rules) -> date | None:
    """The day from which not knowing what is important is a row (R37); None where it is known."""
    if FactKind.IMPORTANT in facts.known:
        return None
    on = plus(sale.ordered_on, rules.clocks.important_after)
    return on if on >= facts.created_on else None


def agreement_from(sale: SaleFacts, facts: CustomerFacts, rules: Rules) -> date | None:
    """The business day from which a missing agreement is a row (R79); None where all is agreed."""
    if all(kind in facts.known for kind in AGREED):
        return None
    on = plus(rules.business.add(sale.ordered_on, rules.clocks.agreement_bd), 1)
    return on if on >= facts.created_on else None


def unposted(case: Case) -> Iterator[Reason]:
    """Letters that are made and wait to be posted: notes by hand, clippings with a compliment."""
    today = case.today
    for letter in case.facts.unposted:
        if letter.made_on > today:
            continue
        if _lapsed(letter, today, case.rules):
            continue
        yield _letter(letter, (today - letter.made_on).days, case)


def _lapsed(letter: LetterFacts, today: date, rules: Rules) -> bool:
    """A note after a call is worth its stamp for a few days only (R75)."""
    if letter.kind is not LetterKind.NOTE:
        return False
    return today > plus(letter.made_on, rules.clocks.note_lapses)


def _letter(letter: LetterFacts, age: int, case: Case) -> Reason:
    """The row of a letter that waits: what it is, to whom, and how long it may wait."""
    today, clocks = case.today, case.rules.clocks
    who, when = letter.person, f"{age} d old" if age else "today"
    if letter.kind is LetterKind.COMPLIMENT:
        what, who = f"clipping: {short(letter.subject)}", ""
        when = f"{STALE}, {age} d" if age > clocks.clipping else when
    elif letter.kind is LetterKind.NOTE:
        what = f"note by hand: {short(letter.subject)}"
        when = f"until {near(plus(letter.made_on, clocks.note_lapses), today)}"
    else:
        what = f"post the {letter.kind}"
    weight, target = 70.0 + min(_MOST_LATE, age), ("letter", letter.id)
    row = Reason(_LETTERS, what, "letter", weight, False, letter.made_on, target)
    return row.told(unless_named(who, what), when)


def thanks_for_referrals(case: Case) -> Iterator[Reason]:
    """A referral that was given and not thanked for, from the day after it was given (R96)."""
    today, business, clocks = case.today, case.rules.business, case.rules.clocks
    for ask in case.facts.asks:
        if ask.kind is not AskKind.REFERRAL or ask.outcome is not AskOutcome.YES or ask.thanked_on:
            continue
        given = ask.answered_on or ask.asked_on
        if given > today:
            continue
        on = business.add(given, clocks.referral_thanks_bd)
        whom = f"referring {short(ask.referred, 30)}" if ask.referred else "the referral"
        over = max(0, business.between(on, today)) if today > on else 0
        weight, target = 110.0 + min(_MOST_LATE, over), ("ask", ask.id)
        row = Reason(_LETTERS, f"thanks for {whom}", "letter", weight, False, on, target)
        yield row.told(when=f"{over} bd late" if over else near(on, today))


def cycle(case: Case) -> Iterator[Reason]:
    """The next cycle of a sale, a month ahead (R03)."""
    for sale, _ in case.pairs:
        on = cycle_from(sale, case.rules)
        if on is None or sale.expected_on is None or on > case.today:
            continue
        if order_missed_from(sale, case.rules) <= case.today or _is_asked(sale, case):
            continue
        said = f"reorder, upgrade, renew? {short(sale.title, 30)}"
        row = Reason(_DUE, said, "log", 35.0, False, sale.expected_on, ("sale", sale.id))
        yield row.told(when=near(sale.expected_on, case.today))


def _is_asked(sale: SaleFacts, case: Case) -> bool:
    """Whether the agenda's step about the next order stands on Today."""
    return any(
        step.sale_id == sale.id and step.step == NEXT_ORDER and step.due_on <= case.today
        for step in case.facts.followups
    )


def cycle_from(sale: SaleFacts, rules: Rules) -> date | None:
    """The day from which the next cycle of a sale is a row; None for a cycle that comes by itself."""
    clocks, expected = rules.clocks, sale.expected_on
    if expected is None:
        return None
    days = (expected - sale.ordered_on).days
    if days >= clocks.cycle_least:
        return plus(expected, -clocks.cycle_ahead)
    return None if sale.kind is SaleKind.RECURRING else plus(expected, -(days // 3))


def nobody_to_ask(case: Case) -> Iterator[Reason]:
    """Whom to ask for has left, and nobody took the place (R90): without a person there is no word to have."""
    gone = case.facts.main_gone_on
    if gone is None or gone > case.today:
        return
    target = ("customer", case.facts.id)
    alone = Reason(_DUE, NOBODY, "person", 65.0, False, gone, target)
    yield alone.told(when=f"left {near(gone, case.today)}")


def first_days(facts: CustomerFacts, rules: Rules) -> Iterator[date]:
    """The first days of the rows here that may come when every sale has settled, for the index of days."""
    if facts.main_gone_on is not None:
        yield facts.main_gone_on
    for letter in facts.unposted:
        yield letter.made_on
    for ask in facts.asks:
        if ask.kind is AskKind.REFERRAL and ask.outcome is AskOutcome.YES and not ask.thanked_on:
            yield ask.answered_on or ask.asked_on
    for sale in facts.sales:
        on = cycle_from(sale, rules)
        if on is not None:
            yield on
