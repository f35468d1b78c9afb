"""`n j`: a person goes to another employer, and follows the rep there (R23)."""

from __future__ import annotations

from ....actions.customers import followers
from ....domain.shown.customer_views import CustomerPage, PersonView
from ....domain.shown.this_call import said_to_go
from ....domain.spine.model import Change
from ....errors import InvalidInput
from ....wording import clean, fold
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.row_forms import RowForm


class FollowForm(RowForm):
    """Who goes, where to, and when they said that they may be called there."""

    form_id = "follow"

    def __init__(self, target: Target, page: CustomerPage, names: frozenset[str]) -> None:
        """``names`` are the folded names in the book: a customer that is known is taken, not made again."""
        about = "What is personal goes along, nothing said in confidence, and no sale."
        super().__init__(target, "Follows you", about=about)
        self.page = page
        self.people: tuple[PersonView, ...] = page.people
        self.names = names

    def fields(self) -> tuple[Field, ...]:
        known = tuple(
            clean(person.name) + (" (left)" if person.left_on else "") for person in self.people
        )
        here = [person.id for person in self.people]
        chosen = self.target.row_id if self.target.kind == "person" else 0
        who, firm = said_to_go(self.page, self.app.clock.today())
        start = here.index(chosen) + 1 if chosen in here else who + 1
        return (
            Field("person", "who", "choice", known, str(start)),
            Field("employer", "goes to", start=firm, required=True, help="the new employer"),
            Field(
                "consent",
                "consent on",
                "day",
                required=True,
                future=False,
                help="the day they said yes",
            ),
            Field("phone", "new phone"),
            Field("email", "new e-mail"),
        )

    def describe(self, field: Field, value: str) -> str:
        if field.name == "employer" and value.strip():
            known = fold(value.strip()) in self.names
            return "in the book already" if known else "a new customer"
        return super().describe(field, value)

    def saving(self, values: Values) -> Save:
        if not values["person"]:
            raise InvalidInput("who goes?", "pick one", field="person")
        return self.act(
            followers.follow,
            self.customer_id,
            self.people[int(values["person"]) - 1].id,
            values["employer"],
            self.needed(values, "consent"),
            phone=values["phone"],
            email=values["email"],
        )


async def follow(app: Shell, target: Target) -> Change | None:
    """The form; it needs somebody who can go."""
    from ....storage.views.listing import folded_names

    page = await app.read_page(target.customer_id)
    if page is None:
        return None
    if not page.people:
        app.say(
            app.key.fill("Nobody is known here yet: {person} adds a person."), severity="warning"
        )
        return None
    names = await app.keeper.ask(folded_names)
    return await app.push_screen_wait(FollowForm(target, page, names))
