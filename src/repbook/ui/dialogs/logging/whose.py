"""Whose line is it? Those who may be meant, to choose from, and a new customer as the last line (§4)."""

from __future__ import annotations

from collections.abc import Sequence

from ....storage.finding.bearers import Resolved
from ....storage.finding.naming import NotOne, named_like
from ...shell.protocol import Shell
from ..common.finder import Finder, Found


async def choose_whom(app: Shell, refused: NotOne) -> Resolved | None:
    """The customer or person whom the rep chooses, or adds; None where nobody was chosen.

    A rep who leaves the list, or the form of the new customer, is back in the line, as it was typed.
    """
    here = list(refused.choices)

    async def source(words: str) -> Sequence[Found]:
        typed = " ".join(words.split())
        known = list(await app.keeper.ask(named_like, typed)) if typed else here
        name = typed or " ".join(refused.name.split())
        lines = [Found(who, said) for who, said in known]
        return [*lines, Found(name, f'+ add "{name}"')]

    title = f"Who is meant by “{refused.name}”?" if refused.several else "Nobody of that name"
    chosen = await app.push_screen_wait(
        Finder(title, source, placeholder="choose, or type another name")
    )
    if isinstance(chosen, Resolved):
        return chosen
    return await _added(app, chosen) if isinstance(chosen, str) else None


async def _added(app: Shell, name: str) -> Resolved | None:
    from ....storage.views.listing import folded_names
    from .new_customer import CustomerForm

    names = await app.keeper.ask(folded_names)
    change = await app.push_screen_wait(CustomerForm(names, name))
    if change is None:
        return None
    page = await app.read_page(change.ids["customers"][0])
    return Resolved(page.id, page.name) if page is not None else None
