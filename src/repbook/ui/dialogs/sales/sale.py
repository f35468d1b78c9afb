"""`d` on a sale: what became of it. It is paid, it is live, it is off; or there is a word to log about it."""

from __future__ import annotations

from collections.abc import Callable

from ....actions.sales import sales
from ....domain.care.endings import OF_A_SALE
from ....domain.spine.model import Change
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.options import Ask, Options, gives_to

FORMS: dict[str, tuple[str, Field, Callable[[Ask, Values], Save]]] = {
    "paid": (
        "Paid",
        Field("on", "paid on", "day", start="today", required=True, future=False),
        gives_to(sales.paid),
    ),
    "live": (
        "Did it come?",
        Field("on", "live on", "day", start="today", required=True, to="live_on"),
        gives_to(sales.set_live, ruled=True),
    ),
    "cancel": (
        "Cancelled",
        Field("reason", "why", required=True, help="in their words"),
        gives_to(sales.cancel),
    ),
}


async def finish_sale(app: Shell, target: Target) -> Change | None:
    """Ask what became of a sale, and record it."""
    chosen = await app.push_screen_wait(
        Options(f"Sale · {target.customer}", OF_A_SALE, about=target.text)
    )
    if chosen == "log":
        from ..logging.log import LogForm

        page = await app.read_page(target.customer_id)
        return await app.push_screen_wait(LogForm(page)) if page is not None else None
    if chosen is None or chosen not in FORMS:
        return None
    return await _ask_for(app, target, chosen)


async def has_come(app: Shell, target: Target) -> Change | None:
    """A sale that is late: did it come, and on which day?"""
    return await _ask_for(app, target, "live")


async def _ask_for(app: Shell, target: Target, chosen: str) -> Change | None:
    title, field, save = FORMS[chosen]
    return await app.push_screen_wait(Ask(f"sale-{chosen}", target, title, (field,), save))
