"""`n b`: a call that somebody of the inside staff makes, monthly or quarterly: a "staff check-in" on the screen (R90)."""

from __future__ import annotations

from ....actions.sales import inside_calls
from ....domain.shown.customer_views import CustomerPage
from ....domain.spine.model import Change
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.row_forms import RowForm


class InsideCallForm(RowForm):
    """Who calls, how often, from when; the rep confirms each call."""

    form_id = "checkin"

    def __init__(self, target: Target, page: CustomerPage) -> None:
        super().__init__(target, "Check-in", about="They call; you confirm what came of it.")
        self.person = page.main_person

    def fields(self) -> tuple[Field, ...]:
        days = self.app.rules.clocks.staff_check_in
        return (
            Field("who", "inside staff", required=True, help="who makes the call"),
            Field("every", "how often", "choice", tuple(_often(each) for each in days), "1"),
            Field("first", "first on", "day", required=True, help="mon, +7, 12 jun"),
            Field("what", "what to ask", "line", start="check-in call: how is it going?"),
        )

    def saving(self, values: Values) -> Save:
        days = self.app.rules.clocks.staff_check_in
        return self.act(
            inside_calls.add,
            self.customer_id,
            values["who"],
            self.needed(values, "first"),
            days[int(values["every"] or 1) - 1],
            what=values["what"],
            person_id=self.person.id if self.person else None,
            rules=self.app.rules,
        )


async def hand_over(app: Shell, target: Target, change: Change) -> None:
    """Show the sheet of the call that was just planned."""
    from ...text.handoff import handoff_of
    from ..common.full_entry import Reading

    page = await app.read_page(target.customer_id)
    ids = change.ids.get("followups", ())
    if page is None or not ids:
        return
    sheet = handoff_of(page, "followup", max(ids), app.clock.today())
    if sheet:
        await app.push_screen_wait(Reading(app.key.fill("To hand over · {copy} copies it"), sheet))


def _often(days: int) -> str:
    return {30: "monthly", 90: "quarterly"}.get(days, f"every {days} d")
