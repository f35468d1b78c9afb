"""The check form: "Was everything as expected?", and anything to change (R82, R83)."""

from __future__ import annotations

from ...actions import checks
from ...domain.pages import CustomerPage
from ...errors import InvalidInput
from ...wording import SCORE_WORDS
from ..field import Field, Values
from ..forms import Save
from ..target import Target
from .rows import RowForm

BECOMES = ("a promise", "a problem", "noted, no action")
BECAME = ("promise", "problem", "noted")
STATES = ("met", "partly", "unmet")


class CheckForm(RowForm):
    """Record an answer, and turn what has to change into a promise, a problem, or a note."""

    form_id = "check"

    def __init__(self, target: Target, page: CustomerPage) -> None:
        super().__init__(target, "Check", about="“Was everything as expected?”")
        self.page = page
        self.open = tuple(item for item in page.expectations if item.state != "met")[:4]

    def fields(self) -> tuple[Field, ...]:
        first = not self.page.facts.checks
        fields = [
            Field("score", "answer", "choice", tuple(SCORE_WORDS.values())),
            Field("words", "their words"),
            Field("change", "to change?", help="anything? empty: no"),
            Field("became", "then it is", "choice", BECOMES),
            Field("due", "promised for", "day", help="only for a promise"),
        ]
        if first and self.page.sales:
            fields += [
                Field(name, name, "choice", ("fine", "no: opens a problem"))
                for name in ("quality", "delivery", "price")
            ]
        for item in self.open:
            fields.append(Field(f"expects{item.id}", "expected", "choice", STATES, about=item.text))
        return tuple(fields)

    def saving(self, values: Values) -> Save:
        if not values["score"]:
            raise InvalidInput("press 1 to 5 for their answer", field="score")
        became = BECAME[int(values["became"]) - 1] if values["became"] else ""
        if values["change"].strip() and not became:
            raise InvalidInput("a promise, a problem, or only noted? press 1 to 3", field="became")
        due = self.day(values, "due")
        if values["change"].strip() and became == "promise" and due is None:
            raise InvalidInput("promised for when?", field="due")
        sale = self.page.sales[0] if self.page.sales else None
        kind, row_id = self.target.kind, self.target.row_id
        return self.act(
            checks.record,
            self.customer_id,
            int(values["score"]) - 3,
            words=values["words"],
            rules=self.app.rules,
            change=values["change"],
            became=became if values["change"].strip() else "",
            change_due=due,
            sale_id=sale.id if sale else None,
            followup_id=row_id if kind == "followup" else None,
            person_id=self.page.main_person.id if self.page.main_person else None,
            expectations={
                item.id: STATES[int(values[f"expects{item.id}"]) - 1]
                for item in self.open
                if values[f"expects{item.id}"]
            },
            **{
                name: values[name] == "1"
                for name in ("quality", "delivery", "price")
                if values.get(name)
            },
        )
