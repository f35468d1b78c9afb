"""Thank-you, reassurance, and evidence that the customer has not been told (R62, R76, R80, §3).

A thank-you is never red, however late: red is kept for four alarms, so the row says how late it
is. It is owed while the sale is in its first two phases; later it would read as an excuse. A
follow-up for the same letter and its clock are one row, and putting the follow-up off moves it. While a problem
above trivial is not solved no reassurance is asked for: the solution is one, and the letter comes after it.
"""

from __future__ import annotations

from datetime import date

from ..care.case import Case
from ..care.problems import is_open
from ..spine.calendar import plus
from ..spine.facts import CustomerFacts, FollowupFacts, SaleFacts
from ..spine.kinds import Anchor, FollowupKind, Group, LetterKind, Phase, Severity
from ..spine.model import Reason
from ..spine.reason_phrases import near, short
from ..spine.rules import Rules

_SETTLED = Phase.SETTLED
_THANKS, _REASSURE, _EVIDENCE = (
    FollowupKind.THANKS,
    FollowupKind.REASSURE,
    FollowupKind.EVIDENCE,
)
_LETTERS, _LIVE = Group.LETTERS, Anchor.LIVE
_MADE = {_THANKS: LetterKind.THANKS, _REASSURE: LetterKind.REASSURANCE}
_MOST_LATE = 30


def words_owed(case: Case) -> tuple[list[Reason], set[int]]:
    """The letters owed by their clocks, and the follow-ups that these rows speak for."""
    facts, today, rules = case.facts, case.today, case.rules
    reasons: list[Reason] = []
    spoken_for: set[int] = set()
    made = {letter.kind for letter in facts.unposted if letter.made_on <= today}
    for sale, phase in case.pairs:
        if phase.phase is _SETTLED or sale.history:
            continue
        for kind, done_on in ((_THANKS, sale.thanked_on), (_REASSURE, sale.reassured_on)):
            if _MADE[kind] in made:
                continue  # it is written, and its own row says to post it
            if done_on is None or done_on > today:
                step = _step(facts, sale, kind)
                if step is not None:
                    spoken_for.add(step.id)
                if kind is _REASSURE and in_trouble(facts, today):
                    continue
                letter = _letter(case, sale, kind, step)
                if letter is not None:
                    reasons.append(letter)
    if facts.untold and LetterKind.EVIDENCE not in made and untold_from(facts, rules) <= today:
        told_by_step = any(
            step.kind == _EVIDENCE and step.due_on <= today for step in facts.followups
        )
        if not told_by_step:
            reasons.append(_evidence(facts, today))
    return reasons, spoken_for


def in_trouble(facts: CustomerFacts, today: date) -> bool:
    """Whether something above trivial waits to be solved: to be told how well they chose would read as mockery."""
    return any(
        is_open(problem, today)
        and problem.severity is not Severity.TRIVIAL
        and (problem.solved_on is None or problem.solved_on > today)
        for problem in facts.problems
    )


def untold_from(facts: CustomerFacts, rules: Rules) -> date:
    """The first day on which evidence has waited longer than its three business days."""
    oldest = min((each.on for each in facts.untold), default=date.max)
    return plus(rules.business.add(oldest, rules.clocks.told_bd), 1)


def accounted(facts: CustomerFacts, sale: SaleFacts, kind: FollowupKind, rules: Rules) -> bool:
    """Whether the thank-you or the reassurance of a sale is sent, planned, or owed by its clock."""
    clocks = rules.clocks
    done_on, days = (
        (sale.thanked_on, clocks.thanks_bd)
        if kind is _THANKS
        else (sale.reassured_on, clocks.reassurance_bd)
    )
    if done_on is not None or _step(facts, sale, kind) is not None:
        return True
    return rules.business.add(sale.ordered_on, days) >= facts.created_on


def _step(facts: CustomerFacts, sale: SaleFacts, kind: FollowupKind) -> FollowupFacts | None:
    """The open follow-up for this letter; one hung on the live day is a later letter of its own."""
    for step in facts.followups:
        if step.kind is kind and step.sale_id == sale.id and step.anchor is not _LIVE:
            return step
    return None


def _letter(
    case: Case, sale: SaleFacts, kind: FollowupKind, step: FollowupFacts | None
) -> Reason | None:
    today, business, clocks = case.today, case.rules.business, case.rules.clocks
    name, weight, days = (
        ("thank-you", 100.0, clocks.thanks_bd)
        if kind is _THANKS
        else ("reassurance", 90.0, clocks.reassurance_bd)
    )
    on = business.add(sale.ordered_on, days)
    if step is None and on < case.facts.created_on:
        return None  # it was imported when its day had passed; the catch-up asks (§7)
    if today < (step.due_on if step else on):
        return None
    late = max(0, business.between(on, today))
    when = f"since {near(on, today)}" if today > on else near(on, today)
    if late and business.between(sale.ordered_on, today) >= clocks.thanks_late_bd:
        when = f"{late} bd late"
    target = ("followup", step.id) if step else ("sale", sale.id)
    weight += min(_MOST_LATE, late)
    return Reason(_LETTERS, name, "letter", weight, False, on, target).told(when=when)


def _evidence(facts: CustomerFacts, today: date) -> Reason:
    oldest = min(facts.untold, key=lambda each: (each.on, each.id))
    others = f"and {len(facts.untold) - 1} more" if len(facts.untold) > 1 else ""
    age, target = (today - oldest.on).days, ("evidence", oldest.id)
    weight = 50.0 + min(_MOST_LATE, age)
    untold = Reason(_LETTERS, short(oldest.text), "letter", weight, False, oldest.on, target)
    return untold.told(others, f"untold {age} d")
