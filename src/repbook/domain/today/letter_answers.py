"""What a letter answers: the step that it ticks, the sale that it speaks of, the referral that it thanks for."""

from __future__ import annotations

from datetime import date

from ...values import NamedTuple
from ..letters.which_letter import followup_of, kind_of, sale_of
from ..spine.facts import CustomerFacts
from ..spine.kinds import AskKind, AskOutcome, LetterKind
from .followups_due import LETTERS


class Answers(NamedTuple):
    """The ids of what a letter answers, None where there is none."""

    followup_id: int | None
    sale_id: int | None
    ask_id: int | None


def answers(
    target: tuple[str, int], facts: CustomerFacts, kind: LetterKind, today: date
) -> Answers:
    """What a letter of this kind answers, written from the row that ``target`` names."""
    step = followup_of(target, facts)
    if step is not None and (step.kind not in LETTERS or kind_of(step) is not kind):
        step = None  # a call is not answered by a letter
    return Answers(
        step.id if step else None,
        step.sale_id if step else sale_of(target, facts, kind, today),
        _referral(target, facts) if kind is LetterKind.REFERRAL_THANKS else None,
    )


def _referral(target: tuple[str, int], facts: CustomerFacts) -> int | None:
    """The referral that is thanked for: the highlighted one, else the first that nobody thanked for."""
    if target[0] == "ask":
        return target[1]
    given = (
        ask for ask in facts.asks if ask.outcome == AskOutcome.YES and ask.kind == AskKind.REFERRAL
    )
    return next((ask.id for ask in given if ask.thanked_on is None), None)
