"""Which letter a row asks for, and what each is for."""

from __future__ import annotations

from datetime import date

from ..spine.facts import CustomerFacts, FollowupFacts, SaleFacts
from ..spine.kinds import REASSURING, Anchor, FollowupKind, LetterKind

L = LetterKind
KINDS: tuple[tuple[LetterKind, str], ...] = (
    (L.THANKS, "by hand, after an order"),
    (L.NOTE, "by hand, after a talk"),
    (L.REASSURANCE, "why they decided well"),
    (L.EVIDENCE, "what went well, in writing"),
    (L.AGENDA, "what happens when, and whom to ask"),
    (L.THIRTY_DAY, "what became of all that they expected"),
    (L.YEAR, "thanks for the time together"),
    (L.REFERRAL_THANKS, "for a name that they gave"),
    (L.COMPLIMENT, "with a clipping about them"),
    (L.ANNOUNCEMENT, "something new that answers their need"),
)
"""The letters in the order of their keys, 1 to 9 and 0, and what each is for."""
BY_HAND = frozenset(
    (
        L.THANKS,
        L.NOTE,
        L.COMPLIMENT,
        L.YEAR,
        L.REFERRAL_THANKS,
    )
)
"""Letters that are written by hand unless the rep says otherwise."""
OF_STEP = {
    "agenda-letter": L.AGENDA,
    "thirty-day": L.THIRTY_DAY,
    "value": L.THIRTY_DAY,
}
OF_ROW = {"evidence": L.EVIDENCE, "touch": L.NOTE, REASSURING: L.REASSURANCE}
"""The letter that a row of a kind asks for, whatever else is owed."""
OF_FOLLOWUP = {
    FollowupKind.THANKS: L.THANKS,
    FollowupKind.REASSURE: L.REASSURANCE,
    FollowupKind.EVIDENCE: L.EVIDENCE,
}


def kind_for(target: tuple[str, int], facts: CustomerFacts, years: int, today: date) -> LetterKind:
    """The letter that the highlighted row asks for; ``years`` are those that are about to be full."""
    step = followup_of(target, facts)
    if step is not None:
        return kind_of(step)
    if target[0] == "ask":
        return L.REFERRAL_THANKS
    if target[0] in OF_ROW:
        return OF_ROW[target[0]]
    if target[0] == "customer" and years:
        return L.YEAR
    sales = [sale for sale in facts.sales if not sale.history]
    sale = next((sale for sale in sales if ("sale", sale.id) == target), None)
    if sale is not None:
        return L.REASSURANCE if _thanked(sale, today) else L.THANKS
    if any(not _thanked(sale, today) for sale in sales):
        return L.THANKS
    return L.EVIDENCE if any(each.on == today for each in facts.untold) else L.NOTE


def sale_of(
    target: tuple[str, int], facts: CustomerFacts, kind: LetterKind, today: date
) -> int | None:
    """The sale that a letter speaks of: the highlighted one, but thanks and reassurance are for one that is owed them.

    What is history was thanked for before this book; the newest sale without a thank-you is thanked for (R76).
    """
    named = target[1] if target[0] in ("sale", REASSURING) else None
    if kind not in (L.THANKS, L.REASSURANCE):
        return named
    own = [sale for sale in facts.sales if not sale.history and sale.ordered_on <= today]
    if any(sale.id == named for sale in own):
        return named
    lacking = [sale for sale in own if not _has(sale, kind, today)]
    newest = max(lacking or own, key=lambda sale: (sale.ordered_on, sale.id), default=None)
    return newest.id if newest else named


def _has(sale: SaleFacts, kind: LetterKind, today: date) -> bool:
    if kind is L.THANKS:
        return _thanked(sale, today)
    return sale.reassured_on is not None and sale.reassured_on <= today


def _thanked(sale: SaleFacts, today: date) -> bool:
    return sale.thanked_on is not None and sale.thanked_on <= today


def followup_of(target: tuple[str, int], facts: CustomerFacts) -> FollowupFacts | None:
    """The open follow-up that is highlighted."""
    found = (row for row in facts.followups if ("followup", row.id) == target)
    return next(found, None)


def kind_of(step: FollowupFacts) -> LetterKind:
    """The letter that a follow-up asks for."""
    known = OF_STEP.get(step.step) or OF_FOLLOWUP.get(step.kind)
    if known is None and step.anchor is not None:
        known = L.AGENDA if step.anchor is Anchor.ORDER else L.THIRTY_DAY
    return known or L.NOTE
