"""What a card of the review offers besides its verdicts: the practice whose moment it is, one a card (§5).

Nobody looks for these; each stands where it would serve the customer that the card is about, with the command that
does it in braces. A card says one at most, the first that applies:

* Of a sale that was history when it came into the book: whether all was as expected (R82).
* Of another in its first two phases: the five questions (R37-R40, R24), how they want to be looked after (R73, R78,
  R79), a training for what the purchase affects (R68), whom a main contact who left works for now (R23).
* Of somebody silent: where a main contact went (R23); to a customer of tier A or B a reason to write, a clipping or
  something new (R92-R94); of one of tier C or D that inside staff can ring (R90).
"""

from __future__ import annotations

from datetime import timedelta

from ..care.case import Case
from ..spine.kinds import FactKind, Phase, Tier

GONE = timedelta(days=180)
"""How long after a main contact left it is worth asking where they went."""
QUESTIONS = (FactKind.IMPORTANT, FactKind.NEED)
AGREED = (FactKind.PREFERENCE, FactKind.VITAL, FactKind.PROBLEM_RULE)


def for_young(case: Case) -> str:
    """What would serve a customer whose sale is young."""
    known = set(case.facts.known)
    young = [sale for sale, phase in case.pairs if phase.phase is not Phase.SETTLED]
    if all(sale.history for sale in young):
        return "" if case.facts.checks else "{check} asks: was everything as expected? nobody has"
    if not known.issuperset(QUESTIONS):
        return "{questions} asks the five questions: what is important, what they needed first"
    if not known.issuperset(AGREED):
        return "{agreement} agrees how to reach them, what is vital, how problems are handled"
    if case.facts.untrained_areas:
        return "{training} names a training for what the purchase affects"
    return _gone(case)


def for_silent(case: Case) -> str:
    """What would be a reason to get in touch with somebody silent, or who could do it."""
    gone = _gone(case)
    if gone:
        return gone
    if case.facts.tier in (Tier.A, Tier.B):
        return "a reason to write: {clipping} a clipping about them, {announcement} something new"
    return "{checkin} lets inside staff ring them, monthly or quarterly"


def _gone(case: Case) -> str:
    gone = case.facts.main_gone_on
    if gone is not None and case.today - gone <= GONE:
        return "{follow} keeps where their main contact went, who may want you there"
    return ""
