"""Whom a verb is for: the highlighted customer, one picked by name, or a new one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from ...domain.spine.model import Change
from ..shell.protocol import BookShell
from ..shell.target import Target

Verb = Callable[[BookShell, Target], Awaitable[None]]
"""What a command does to a customer or a row."""
BookVerb = Callable[[BookShell], Awaitable[object]]
"""What a command does that is for nobody in particular."""


def highlighted(app: BookShell, command_id: str = "") -> Target | None:
    """What the screen says is highlighted, and what of it a command is for."""
    from ..screens.base import BookScreen

    screen = app.screen
    if not isinstance(screen, BookScreen):
        return None
    here = screen.target_of(command_id)
    return app.offered(command_id, here.customer_id if here is not None else 0) or here


async def new_customer(
    app: BookShell, name: str = "", *, opens: bool = False, goes_on: bool = False
) -> Change | None:
    """Enter a new customer, whose page is opened then where that is what was asked for.

    Nothing is offered where it ``goes_on`` with what was asked for.
    """
    from ...storage.views.listing import folded_names
    from ..dialogs.logging.new_customer import CustomerForm

    names = await app.keeper.ask(folded_names)
    change = await app.push_screen_wait(CustomerForm(names, name))
    await app.changed(change, offers=not goes_on)
    if change is not None and opens:
        app.open_customer(change.ids["customers"][0])
    return change


async def pick_customer(app: BookShell, command_id: str = "", *, start: str = "") -> Target | None:
    """Ask for a customer by name."""
    from ...storage.finding.search import customers_named
    from ...wording import fold
    from ..dialogs.common.finder import Finder, Found
    from ..keys.commands import BY_ID

    async def source(words: str) -> list[Found]:
        found = await app.keeper.ask(customers_named, words)
        known = [Found((row, name), name, city) for row, name, city in found]
        typed = " ".join(words.split())
        if typed and all(fold(name) != fold(typed) for _, name, _ in found):
            known.append(Found((0, typed), f'+ add "{typed}"'))
        elif not typed:
            known.append(Found((0, ""), "+ add a new customer"))
        return known

    if command_id == "sale" and not start and not app.today.customers:
        return Target(0, "")  # nobody is there to be picked: who bought is asked at once
    title = BY_ID[command_id].help if command_id in BY_ID else "Customer"
    key = await app.push_screen_wait(
        Finder(title, source, placeholder="customer or person", start=start)
    )
    if not isinstance(key, tuple):
        return None
    if key[0] or command_id == "sale":  # a won sale asks for its new customer itself
        return Target(*key)
    return await add_customer(app, key[1])


async def add_customer(app: BookShell, name: str) -> Target | None:
    """Add a customer, for what was asked for goes on with them; None where the form was left."""
    change = await new_customer(app, name, goes_on=True)
    page = await app.read_page(change.ids["customers"][0]) if change is not None else None
    return Target(page.id, page.name) if page is not None else None
