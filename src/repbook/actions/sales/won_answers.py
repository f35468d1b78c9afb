"""What was answered about a won sale, as the action takes it: from the fields of a form, wherever it was asked (R01)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from ...domain.agenda.agenda_templates import template_for
from ...domain.line.amounts import cents, days, rhythm
from ...domain.spine.kinds import SaleKind
from ...errors import InvalidInput
from ..customers.reaching import WhomToReach, read_whom
from .answers import Answers, several
from .won import Won

SITUATIONS = ("delivery", "billing", "out of hours", "escalation")
"""What somebody else may have to be reached for (R74)."""
QUESTIONS_ASKED = (
    ("important", "important", "What matters most to you in this?"),
    ("need", "needed", "What did you need when you first came to us?"),
    ("expectations", "they expect", "What should be better a month from now?"),
    ("why_us", "why us", "Why did you choose us?"),
    ("worries", "worries", "Is there anything that still worries you?"),
)
"""The five questions: the field, its label, and how the customer is asked (R37-R40, R24)."""
CARD = ("role", "phone", "email", "birthday", "personal")
KINDS = tuple(SaleKind)


def won_of(
    values: Mapping[str, str],
    day: Callable[[str], date | None],
    agendas: Sequence[str],
    currency: str,
) -> Won:
    """What was typed, as the action takes it. ``day`` reads a field's day; ``agendas`` are those that can be chosen.

    Raises ``InvalidInput`` with the field that can't be meant.
    """
    kind = KINDS[int(values["kind"] or 1) - 1]
    agenda = int(values["agenda"] or 1) - 2
    return Won(
        values["title"],
        kind=kind,
        ordered_on=day("ordered"),
        promised_on=day("promised"),
        live_on=day("live"),
        invoice_due_on=day("invoice_due"),
        paid_on=day("paid"),
        cancel_until=day("cancel"),
        next_cycle_on=day("next_cycle"),
        cycle_days=days(values["cycle"]),
        amount=cents(values["amount"]),
        currency=currency if values["amount"].strip() else "",
        under_pressure=values["pressure"] == "2",
        agenda=template_for(kind) if agenda < 0 else agendas[agenda],
        people=tuple(_people(values)),
        answers=Answers(
            important=values["important"],
            need=values["need"],
            expectations=several(values["expectations"]),
            why_us=values["why_us"],
            worries=values["worries"],
        ),
        wish=rhythm(values["rhythm"]),
        propose=not values["rhythm"].strip(),
        goal=values["goal"],
        inside=values["inside"],
    )


def _people(values: Mapping[str, str]) -> Iterator[WhomToReach]:
    card = {name: values[name] for name in CARD}
    if values["who"].strip():
        yield WhomToReach(values["who"], **card)
    elif any(value.strip() for value in card.values()):
        raise InvalidInput("whose are these?", "type their name", field="who")
    for situation in SITUATIONS:
        typed = values[situation.replace(" ", "_")]
        if typed.strip():
            yield read_whom(typed, situation)
