"""`m`: the gate to Settled, tick by tick; confirming it is the rep's (R56)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...actions import sales
from ...domain import phases
from ...domain.kinds import Phase
from ...domain.model import Change
from ...wording import PHASE_WORD
from ..target import Target
from .options import Options

if TYPE_CHECKING:
    from ..app import RepbookApp


async def gate(app: RepbookApp, target: Target) -> Change | None:
    """Show what the gate asks, and confirm Settled where it is proposed."""
    page = await app.read_page(target.customer_id)
    if page is None or not page.standing.sales:
        app.say(
            app.key.fill("No sale yet: {sale} records one, and its phases begin."),
            severity="warning",
        )
        return None
    worst = next(
        (one for one in page.standing.sales if one.phase == page.standing.phase),
        page.standing.sales[0],
    )
    sale = next(sale for sale in page.facts.sales if sale.id == worst.sale_id)
    ticks = phases.gate(sale, page.facts, app.clock.today(), app.rules)
    lines = "\n".join(f"{'✓' if tick.done else '·'} {tick.text}" for tick in ticks)
    about = f"{sale.title}: {PHASE_WORD[worst.phase]}\n\n{lines}"
    options: tuple[tuple[str, str, str], ...] = (("b", "back", ""),)
    if worst.proposed or worst.unproven:
        options = (("m", "confirm: settled", "settle"), ("b", "not yet", ""))
    elif worst.phase == Phase.SETTLED:
        about = f"{sale.title}: settled since {worst.since:%-d %b %Y}"
    chosen = await app.push_screen_wait(Options(f"Phase · {page.name}", options, about=about))
    if chosen != "settle":
        return None
    return await app.keeper.ask(lambda book: sales.settle(book, sale.id, rules=app.rules))
