"""What is still to be asked of a young sale, and posted, thanked for, or renewed at any: rows of Today (§3).

What §3 leaves open is decided so:

* What is important to them is missed from the third day after the order (R37); how problems are handled,
  what is vital, and how they like to be reached from the fifth business day (R73, R78, R79). An open
  agenda step that asks the same speaks for it.
* A letter that is made but not posted stands under Letters until it is posted or removed; a note after
  a call is offered for three days and then lapses (R75); a
  clipping says its age and, past ten days, that it has gone stale (R93).
* The next cycle of a sale (a reorder, an upgrade, a renewal) is a row from thirty days before it, where the
  cycle is long enough not to come by itself (R03).
* What a sale was owed before the customer was entered is not owed: an import brings no debts (§7).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...wording import count, day_text
from ..care.case import Case
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
from ..spine.reason_phrases import due, short, since
from ..spine.rules import Rules

_SETTLED, _FACTS = Phase.SETTLED, FollowupKind.FACTS
_LEARN, _DUE, _LETTERS = Group.LEARNING, Group.DUE, Group.LETTERS
_MOST_LATE = 30.0
QUESTIONS, AGREEMENT = "questions", "agreement"
"""The steps, and the targets, that open the five questions and the agreement."""
AGREED = {
    FactKind.PREFERENCE: "how to reach them",
    FactKind.VITAL: "what is vital",
    FactKind.PROBLEM_RULE: "how problems are handled",
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
        text = f"not asked yet: what is important to them? · {since(on, today)}"
        yield Reason(_LEARN, text, "fact", 45.0, False, on, (QUESTIONS, target[1]))
    on = agreement_from(newest, facts, rules)
    if AGREEMENT not in asking and on is not None and on <= today:
        missing = ", ".join(words for kind, words in AGREED.items() if kind not in facts.known)
        text = f"not agreed: {missing} · {since(on, today)}"
        yield Reason(_LEARN, text, "fact", 44.0, False, on, (AGREEMENT, target[1]))


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
        target = ("letter", letter.id)
        age = (today - letter.made_on).days
        weight = 70.0 + min(_MOST_LATE, age)
        yield Reason(
            _LETTERS,
            _letter_text(letter, age, case),
            "letter",
            weight,
            False,
            letter.made_on,
            target,
        )


def _lapsed(letter: LetterFacts, today: date, rules: Rules) -> bool:
    """A note after a call is worth its stamp for a few days only (R75)."""
    if letter.kind is not LetterKind.NOTE:
        return False
    return today > plus(letter.made_on, rules.clocks.note_lapses)


def _letter_text(letter: LetterFacts, age: int, case: Case) -> str:
    days = "today" if age == 0 else f"{age} d old"
    if letter.kind is LetterKind.COMPLIMENT:
        stale = " · stale" if age > case.rules.clocks.clipping else ""
        return f"clipping to send: {short(letter.subject)} · {days}{stale}"
    whom = f" to {letter.person}" if letter.person else ""
    if letter.kind is LetterKind.NOTE:
        until = plus(letter.made_on, case.rules.clocks.note_lapses)
        last = "today" if until == case.today else day_text(until, case.today)
        return f"a note by hand{whom}: {short(letter.subject)} · until {last}"
    return f"to post: {letter.kind}{whom} · written {since(letter.made_on, case.today)}"


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
        whom = f" of {short(ask.referred, 30)}" if ask.referred else ""
        late = max(0, business.between(on, today)) if today > on else 0
        said = f"thank-you for the referral{whom} · {due(on, today)}"
        if late:
            said = f"{said} · {count(late, 'business day')} late"
        weight = 110.0 + min(_MOST_LATE, late)
        yield Reason(_LETTERS, said, "letter", weight, False, on, ("ask", ask.id))


def cycle(case: Case) -> Iterator[Reason]:
    """The next cycle of a sale, a month ahead (R03)."""
    for sale, _ in case.pairs:
        on = cycle_from(sale, case.rules)
        if on is None or sale.expected_on is None or on > case.today:
            continue
        said = f"next cycle of {short(sale.title, 30)}: {day_text(sale.expected_on, case.today)}"
        text = f"{said} · reorder, upgrade, renew?"
        yield Reason(_DUE, text, "log", 35.0, False, sale.expected_on, ("sale", sale.id))


def cycle_from(sale: SaleFacts, rules: Rules) -> date | None:
    """The day from which the next cycle of a sale is a row; None for a cycle that comes by itself.

    A recurring order comes by itself, and one that did not come has an alarm of its own.
    """
    clocks, expected = rules.clocks, sale.expected_on
    if expected is None or sale.kind is SaleKind.RECURRING:
        return None
    if (expected - sale.ordered_on).days < clocks.cycle_least:
        return None
    return plus(expected, -clocks.cycle_ahead)


def first_days(facts: CustomerFacts, rules: Rules) -> Iterator[date]:
    """The first days of the rows here that may come when every sale has settled, for the index of days."""
    for letter in facts.unposted:
        yield letter.made_on
    for ask in facts.asks:
        if ask.kind is AskKind.REFERRAL and ask.outcome is AskOutcome.YES and not ask.thanked_on:
            yield ask.answered_on or ask.asked_on
    for sale in facts.sales:
        on = cycle_from(sale, rules)
        if on is not None:
            yield on
