"""The verbs of a sale and of what is agreed with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..target import Target

if TYPE_CHECKING:
    from ..app import RepbookApp
    from . import Verb


async def sale(app: RepbookApp, target: Target) -> None:
    """A won sale."""
    from ..dialogs.sale import SaleForm
    from .book import customer

    if not target.customer_id:
        fresh = await customer(app, target.customer)
        if fresh is None:
            return
        target = Target(fresh.ids["customers"][0], fresh.label.removeprefix("add "))
    change = await app.push_screen_wait(SaleForm(target))
    await app.changed(change)
    if change is not None:
        app.say(f"Won: {target.customer}. The agenda of the first thirty days is hung.", timeout=6)


VERBS: dict[str, Verb] = {"sale": sale}
