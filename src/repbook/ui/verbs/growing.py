"""The verbs of growth without pushing: asks, plans, what is given."""

from __future__ import annotations

from ..shell.protocol import BookShell
from ..shell.target import Target
from .whom import Verb


async def ask(app: BookShell, target: Target) -> None:
    """Record the answer to an ask that waits, or ask for something."""
    from ..dialogs.care import ask as dialog

    await app.changed(await dialog.ask(app, target))


async def plan(app: BookShell, target: Target) -> None:
    """The next three moves with a customer."""
    from ..dialogs.care import plan as dialog

    await app.changed(await dialog.plan(app, target))


async def follow(app: BookShell, target: Target) -> None:
    """A person goes to another employer, and follows."""
    from ..dialogs.care import follow as dialog

    await app.changed(await dialog.follow(app, target))


VERBS: dict[str, Verb] = {"ask": ask, "plan": plan, "follow": follow}
