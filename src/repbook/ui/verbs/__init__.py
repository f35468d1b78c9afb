"""What each command does: one coroutine a verb, its dialog imported when first asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING

from ..shell.target import Target

if TYPE_CHECKING:
    from ..app.app import RepbookApp

Verb = Callable[["RepbookApp", Target], Awaitable[None]]
BookVerb = Callable[["RepbookApp"], Awaitable[object]]

FOR_CUSTOMERS = ("customers", "selling", "writing", "growing")
"""The modules whose verbs act on a customer; one is asked for where none is highlighted."""


async def run(app: RepbookApp, command_id: str) -> None:
    """Run a command by its id on what is highlighted."""
    from . import any_row, book

    if command_id in book.VERBS:
        await book.VERBS[command_id](app)
    elif command_id in any_row.VERBS:
        target = highlighted(app)
        if target is None:
            key = app.key(command_id)
            app.say(f"{key} acts on a row, and none is highlighted here.", timeout=2)
        else:
            await any_row.VERBS[command_id](app, target)
    elif verb := for_customer(command_id):
        target = highlighted(app) or await pick_customer(app, command_id)
        if target is not None:
            await verb(app, target)


def for_customer(command_id: str) -> Verb | None:
    """The verb of a command that acts on a customer."""
    for name in FOR_CUSTOMERS:
        verbs: dict[str, Verb] = import_module(f".{name}", __package__).VERBS
        if command_id in verbs:
            return verbs[command_id]
    return None


def highlighted(app: RepbookApp) -> Target | None:
    """What the screen says is highlighted."""
    from ..screens.base import BookScreen

    screen = app.screen
    return screen.ticked() or screen.target() if isinstance(screen, BookScreen) else None


async def pick_customer(app: RepbookApp, command_id: str = "") -> Target | None:
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
        elif command_id == "sale" and not typed:
            known.append(Found((0, ""), "+ add a new customer"))
        return known

    title = BY_ID[command_id].help if command_id in BY_ID else "Customer"
    none = "No customer yet: type a name to add one; repbook import brings in many."
    key = await app.push_screen_wait(
        Finder(title, source, placeholder="customer or person", none=none)
    )
    if not isinstance(key, tuple):
        return None
    if key[0] or command_id == "sale":  # a won sale asks for its new customer itself
        return Target(*key)
    return await add_customer(app, key[1])


async def add_customer(app: RepbookApp, name: str) -> Target | None:
    """Add a customer of whom only the name is known so far; None where the form was left."""
    from .book import customer

    change = await customer(app, name)
    page = await app.read_page(change.ids["customers"][0]) if change is not None else None
    return Target(page.id, page.name) if page is not None else None
