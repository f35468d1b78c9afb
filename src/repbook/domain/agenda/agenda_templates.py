"""The built-in service agendas: their steps, as §3 lists them.

Recurring is a shorter agenda around the second order, which shows whether the first one pleased.
"""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from ..spine.kinds import Anchor, FollowupKind, SaleKind

O, L = Anchor.ORDER, Anchor.LIVE  # noqa: E741 - as §3 writes them
K = FollowupKind


class Step(NamedTuple):
    """One step of a template. ``offset`` counts from the anchor in "d" or business days, "bd"."""

    key: str
    what: str
    kind: FollowupKind
    anchor: Anchor
    offset: int
    unit: str = "d"


QUESTIONS = Step("questions", "Five questions", K.FACTS, O, 0, "bd")
_LETTER = Step("agenda-letter", "Agenda letter: what happens when", K.LETTER, O, 0, "bd")
_THANKS = Step("thanks", "Handwritten thank-you", K.THANKS, O, 1, "bd")
_REASSURE = Step("reassure", "Reassurance in writing", K.REASSURE, O, 2, "bd")
_AGREEMENT = Step(
    "agreement", "Agree: preferences, vital areas, problems, contacts", K.FACTS, O, 5, "bd"
)
ARRIVED = Step("arrived", "Arrived, complete, on time?", K.VISIT, L, 0)
_CHECK_1 = Step("check-1", "Check 1: was everything as expected?", K.CHECK, L, 5)
_CHECK_2 = Step("check-2", "Check 2: gained, works well, to improve", K.CHECK, L, 14)
_THIRTY = Step("thirty-day", "Thirty-day letter", K.LETTER, L, 30)
_RHYTHM = Step("rhythm", "Settled? Agree the rhythm", K.CALL, L, 30)

STANDARD = (
    QUESTIONS,
    _LETTER,
    _THANKS,
    Step("hand-over", "Hand over to inside service", K.TASK, O, 1, "bd"),
    _REASSURE,
    Step("second-thoughts", "Any second thoughts?", K.CALL, O, 3, "bd"),
    _AGREEMENT,
    Step("live-day", "Confirm the live day, book training", K.CALL, O, 5, "bd"),
    Step("still-good", "Still good for the day?", K.CALL, L, -2, "bd"),
    ARRIVED,
    Step("evidence", "Evidence letter", K.EVIDENCE, L, 1),
    Step("teething", "Teething troubles?", K.CALL, L, 2),
    Step("training-1", "Training", K.TRAINING, L, 3),
    _CHECK_1,
    Step("vital-1", "Vital areas", K.CALL, L, 7),
    Step("daily-user", "Speak to a daily user", K.CALL, L, 10),
    Step("training-2", "Training 2", K.TRAINING, L, 12),
    _CHECK_2,
    Step("reassure-2", "Reassurance 2", K.REASSURE, L, 17),
    Step("vital-2", "Vital areas, problem sweep", K.CALL, L, 21),
    Step("value", "Draft the value summary", K.TASK, L, 25),
    Step("expectations", "Check 3: expectations, one by one", K.CHECK, L, 28),
    _THIRTY,
    _RHYTHM,
    Step("day-45", "How is it going?", K.CALL, L, 45),
    Step("day-60", "How is it going?", K.CALL, L, 60),
    Step("day-90", "How is it going?", K.CALL, L, 90),
)
LIGHT = (QUESTIONS, _LETTER, _THANKS, ARRIVED, _CHECK_1, _THIRTY, _RHYTHM)
RECURRING = (
    QUESTIONS,
    _LETTER,
    _THANKS,
    _REASSURE,
    _AGREEMENT,
    ARRIVED,
    _CHECK_1,
    _CHECK_2,
    Step("next-order", "Next order: amounts and day still right?", K.CALL, L, 21),
    Step("second-order", "Check 3: second order as expected?", K.CHECK, L, 28),
    _THIRTY,
    _RHYTHM,
    Step("day-60", "How is it going?", K.CALL, L, 60),
    Step("day-90", "How is it going?", K.CALL, L, 90),
)
TEMPLATES = {"standard": STANDARD, "light": LIGHT, "recurring": RECURRING}
KNOWN = {step.key: step for step in chain(STANDARD, RECURRING)}
"""Every built-in step by its key."""


def template_for(kind: SaleKind) -> str:
    """The template that a kind of sale is offered first (R05)."""
    return "recurring" if kind == SaleKind.RECURRING else "standard"
