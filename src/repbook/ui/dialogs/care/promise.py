"""What became of a promise: kept, a new day agreed in the open, released, or broken (R42)."""

from __future__ import annotations

from ....actions.care import promises
from ....domain.care.endings import OF_A_PROMISE
from ....domain.spine.model import Change
from ...forms.field import Field
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.options import Ask, Options, gives_to


async def finish_promise(app: Shell, target: Target) -> Change | None:
    """Kept, renegotiated, released, or broken."""
    chosen = await app.push_screen_wait(
        Options(
            f"Promise · {target.customer}",
            OF_A_PROMISE,
            about=target.text,
        )
    )
    if chosen == "keep":
        return await app.keeper.ask(promises.keep, target.row_id)
    if chosen == "renegotiate":
        return await renegotiate(app, target)
    if chosen in ("release", "break"):
        action = promises.release if chosen == "release" else promises.break_
        return await app.push_screen_wait(
            Ask(
                f"promise-{chosen}",
                target,
                "Promise",
                (Field("reason", "why", required=True, help="in a few words"),),
                gives_to(action),
            )
        )
    return None


async def renegotiate(app: Shell, target: Target) -> Change | None:
    """A new day for a promise: the old one is closed as renegotiated, in the open."""
    return await app.push_screen_wait(
        Ask(
            "promise-renegotiate",
            target,
            "A new day for this promise",
            (
                Field(
                    *("due", "new day", "day"),
                    required=True,
                    help="fri, +3, end of month",
                    to="due_on",
                ),
                Field("reason", "why", required=True, help="what they agreed to"),
            ),
            gives_to(promises.renegotiate),
        )
    )
