"""`d` on a person: they are no longer there; since when, and whom to ask for now."""

from __future__ import annotations

from ....actions.customers import people
from ....wording import clean
from ...forms.field import Field
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.options import Ask, gives_to

OTHERS = 8
"""How many of the others are offered to be asked for; anybody else is made the main contact by an edit."""


async def ask(app: Shell, target: Target) -> Ask | None:
    """The form that says so; None for somebody who has left already."""
    page = await app.read_page(target.customer_id)
    here = page.still_there if page is not None else ()
    person = next((one for one in here if one.id == target.row_id), None)
    if person is None:
        return None
    fields = [Field("on", "left on", "day", start="today", required=True, future=False)]
    others = [one for one in here if one is not person][:OTHERS]
    if person.main and others:
        names, ids = (clean(one.name) for one in others), (one.id for one in others)
        now = Field("instead", "ask for now", "choice", (*names, "nobody yet"), gives=(*ids, None))
        fields.append(now._replace(start=str(len(others) + 1)))
    title = f"{clean(person.name)} is no longer there"
    return Ask("person-left", target, title, tuple(fields), gives_to(people.left), about="")
