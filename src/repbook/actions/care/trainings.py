"""Trainings on the areas that a purchase affects: which, who was there, what they said (R68)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import clean, count
from ..base import validators as f
from ..base.new_rows import make_fact, make_touch, short
from ..base.validation import line, validated
from .followups import answered_by, finish

if TYPE_CHECKING:
    from ...storage.book.work import Work


def affected(
    book: Book,
    customer_id: int,
    areas: Sequence[str],
    *,
    sale_id: int | None = None,
    op_id: str | None = None,
) -> Change:
    """Areas that a purchase affects, still to be trained."""
    with book.write("areas affected", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        named = _named(work, customer_id, areas, sale_id)
        if not named:
            raise InvalidInput("which areas does it affect?", "name one", field="areas")
        work.label = f"{count(len(named), 'area')} to train at {customer.name}"
    return work.change


def record(
    book: Book,
    customer_id: int,
    *,
    area_ids: Sequence[int] = (),
    areas: Sequence[str] = (),
    person_ids: Sequence[int] = (),
    others: str = "",
    feedback: str = "",
    on_day: date | None = None,
    sale_id: int | None = None,
    followup_id: int | None = None,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """A training took place, today or on a day gone by: a two-way touch, and its areas are trained.

    ``areas`` names new ones. It answers the training that the agenda asks for: ``followup_id``, or
    the earliest one that is due by then. Raises ``InvalidInput`` where no area is named.
    """
    with book.write("a training", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        on = on_day or work.today
        step = _step(work, customer_id, followup_id, sale_id, on, rules)
        sale_id = sale_id or (step.sale_id if step else None)
        taught = [*_known(work, customer_id, area_ids), *_named(work, customer_id, areas, sale_id)]
        if not taught:
            raise InvalidInput("which area was it about?", "tick one or name one", field="areas")
        given = validated(
            {"others": line(), "feedback": line(f.LONG)}, {"others": others, "feedback": feedback}
        )
        people = [work.get(t.Person, person_id).name for person_id in person_ids]
        who = ", ".join([*people, given["others"]] if given["others"] else people)
        said = " · ".join(filter(None, (who, given["feedback"])))
        touch = make_touch(
            work,
            customer_id,
            kind=k.TouchKind.TRAINING,
            reach=k.Reach.TWO_WAY,
            on_day=on,
            person_id=person_ids[0] if person_ids else None,
            sale_id=sale_id,
            note=" · ".join(filter(None, (", ".join(area.text for area in taught), said))),
        )
        for area in taught:
            _trained(area, on, said)
        if step is not None:
            finish(work, step, on, touch.id, rules=rules)
        work.label = f"training at {customer.name}: {short(', '.join(a.text for a in taught))}"
    return work.change


def _trained(area: t.Fact, on: date, said: str) -> None:
    area.done_on = on
    area.state, area.state_on = short(said, f.NAME), on if said else None


def shown_in(work: Work, touch: t.Touch, area_ids: Sequence[int]) -> None:
    """Within a transaction: areas that a call or a visit went through, so that no training is missing there."""
    for area in _known(work, touch.customer_id, area_ids):
        _trained(area, touch.on_day, "")


def _known(work: Work, customer_id: int, area_ids: Sequence[int]) -> list[t.Fact]:
    found = [work.get(t.Fact, area_id) for area_id in area_ids]
    if any(area.customer_id != customer_id or area.kind != k.FactKind.AREA for area in found):
        raise InvalidInput("this is no area of this customer", "choose again", field="known")
    return found


def _named(work: Work, customer_id: int, areas: Sequence[str], sale_id: int | None) -> list[t.Fact]:
    """New areas; one that is known by the same words is taken as it is."""
    known = {
        area.text.casefold(): area
        for area in work.find(t.Fact, customer_id=customer_id, kind=k.FactKind.AREA)
    }
    named: dict[str, t.Fact] = {}
    for text in filter(None, map(clean, areas)):
        folded = text.casefold()
        named[folded] = known.get(folded) or make_fact(
            work, customer_id, k.FactKind.AREA, text, sale_id=sale_id
        )
        known[folded] = named[folded]
    return list(named.values())


def _step(
    work: Work,
    customer_id: int,
    followup_id: int | None,
    sale_id: int | None,
    on: date,
    rules: Rules,
) -> t.Followup | None:
    """The training of the agenda that this one is."""
    if followup_id is None:
        due = answered_by(work, customer_id, k.FollowupKind.TRAINING, on, sale_id, rules=rules)
        return due[0] if due else None
    step = work.get(t.Followup, followup_id)
    if step.customer_id != customer_id:
        raise InvalidInput("this belongs to another customer", "choose again", field="followup_id")
    return step
