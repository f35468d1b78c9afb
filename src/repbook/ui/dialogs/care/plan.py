"""`n g`: the game plan of a customer, the next three moves (R45)."""

from __future__ import annotations

from ....actions.care import plans
from ....domain.growth.growth import plan_age
from ....domain.shown.customer_views import CustomerPage
from ....domain.spine.kinds import FactKind
from ....domain.spine.model import Change
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.row_forms import RowForm

LABELS = ("first", "then", "after that")


class PlanForm(RowForm):
    """The next three moves, filled with those of the plan that stands."""

    form_id = "plan"

    def __init__(self, target: Target, page: CustomerPage, age: int | None = None) -> None:
        """``age`` is the age in days of a plan that should be looked at again."""
        about = "The next three moves with them. They take the place of the plan before."
        if age is not None:
            about = f"This plan is {age} d old. What is next with them now?"
        super().__init__(target, "Game plan", about=about)
        self.moves = [fact.text for fact in page.remarks if fact.kind == FactKind.PLAN]

    def fields(self) -> tuple[Field, ...]:
        moves = [*self.moves, "", "", ""]
        return tuple(
            Field(f"move{place}", label, start=move, required=place == 1)
            for place, (label, move) in enumerate(zip(LABELS, moves, strict=False), 1)
        )

    def saving(self, values: Values) -> Save:
        moves = tuple(values[field.name] for field in self.spec if values[field.name].strip())
        return self.act(plans.set_plan, self.customer_id, moves)


async def plan(app: Shell, target: Target) -> Change | None:
    """The form of the plan."""
    page = await app.read_page(target.customer_id)
    if page is None:
        return None
    age = plan_age(page.facts.plan_on, app.clock.today(), app.rules)
    return await app.push_screen_wait(PlanForm(target, page, age))
