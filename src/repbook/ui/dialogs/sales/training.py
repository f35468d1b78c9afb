"""`n h`: a training took place, or the areas that still need one are named (R68)."""

from __future__ import annotations

from ....actions.care import trainings
from ....domain.care.reassurance import Care
from ....domain.shown.customer_views import CustomerPage
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.target import Target
from ..common.row_forms import RowForm

HELD, TO_COME = "1", "2"
MOST = 9


class TrainingForm(RowForm):
    """Which areas, who was there, what they said."""

    form_id = "training"

    def __init__(self, target: Target, page: CustomerPage, care: Care) -> None:
        super().__init__(target, "Training")
        self.areas = [area for area in care.areas if area.trained_on is None][:MOST]
        self.people = page.still_there[:MOST]

    def fields(self) -> tuple[Field, ...]:
        known = tuple((str(area.id), area.text) for area in self.areas)
        people = tuple((str(person.id), person.name) for person in self.people)
        fields = [Field("held", "training", "choice", ("took place", "is still to come"), HELD)]
        if known:
            fields.append(Field("known", "areas", "ticks", known))
        fields.append(Field("areas", "new areas", help="with ; between"))
        if people:
            fields.append(Field("who", "there", "ticks", people))
        return (
            *fields,
            Field("others", "and others", help="a name, or how many"),
            Field("feedback", "they said", "line"),
            Field("on", "when", "day", help="empty: today", future=False),
        )

    def saving(self, values: Values) -> Save:
        areas = [part.strip() for part in values["areas"].split(";") if part.strip()]
        if values["held"] == TO_COME:
            return self.act(trainings.affected, self.customer_id, areas)
        target = self.target
        return self.act(
            trainings.record,
            self.customer_id,
            area_ids=_ids(values.get("known", "")),
            areas=areas,
            person_ids=_ids(values.get("who", "")),
            others=values["others"],
            feedback=values["feedback"],
            on_day=self.day(values, "on"),
            followup_id=target.row_id if target.kind == "followup" else None,
            rules=self.app.rules,
        )


def _ids(ticked: str) -> tuple[int, ...]:
    return tuple(int(part) for part in ticked.split(",") if part)
