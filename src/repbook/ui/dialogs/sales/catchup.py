"""Catching up on a young sale that was imported: what has already happened is asked once (§7)."""

from __future__ import annotations

from ....actions.sales import sales
from ....domain.shown.customer_views import CustomerPage
from ....domain.spine.facts import FollowupFacts
from ....domain.spine.model import Change
from ...forms.field import Field
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.options import Ask, gives_to


async def catch_up(
    app: Shell, target: Target, page: CustomerPage, row: FollowupFacts
) -> Change | None:
    """Tick the agenda's past steps that have happened; the others are let go."""
    sale = next((sale for sale in page.facts.sales if sale.id == row.sale_id), None)
    if sale is None:
        return None
    steps = await app.keeper.ask(sales.passed, row.id, rules=app.rules)
    past = tuple((step.key, step.what) for step in steps)
    fields = (Field("steps", "has happened", "ticks", past),)
    return await app.push_screen_wait(
        Ask(
            "catch-up",
            target,
            "What has already happened?",
            fields,
            gives_to(sales.caught_up, ruled=True),
            about=f"{sale.title}: tick what has happened; the rest is let go.",
        )
    )
