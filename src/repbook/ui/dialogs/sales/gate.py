"""`m`: the gate to Settled, tick by tick; confirming it is the rep's (R56)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....actions.sales import sales
from ....domain.care import phases
from ....domain.care.phases import GateTick
from ....domain.shown.customer_views import CustomerPage
from ....domain.spine.kinds import Phase
from ....domain.spine.model import Change, SalePhase
from ....domain.spine.rules import Rules
from ....wording import PHASE_WORD
from ...keys.commands import first_key
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.options import Options


async def gate(app: Shell, target: Target) -> Change | None:
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
    missing = [tick for tick in ticks if not tick.done]
    keys = {command.id: first_key(command) for command in app.table}
    options = tuple(
        (keys[tick.clears], tick.text, tick.clears) for tick in missing if tick.clears in keys
    )
    if worst.proposed or worst.unproven:
        options = (("m", "confirm: settled", "settle"), *options)
    about = "\n".join(_about(sale.title, worst, ticks, options))
    if worst.unproven:
        about = f"{about}\n\n{_unproven(page, app.rules)}"
    chosen = await app.push_screen_wait(Options(f"Phase · {page.name}", options, about=about))
    if chosen == "settle":
        return await app.keeper.ask(lambda book: sales.settle(book, sale.id, rules=app.rules))
    if chosen:
        app.action_command(chosen)
    return None


def _about(
    title: str, phase: SalePhase, ticks: Sequence[GateTick], options: Sequence[tuple[str, ...]]
) -> Iterator[str]:
    """Where the sale stands, what is done, and what only time does; what a key works on is offered below."""
    settled = phase.phase == Phase.SETTLED
    since = f" since {phase.since:%-d %b %Y}" if settled else ""
    yield f"{title}: {PHASE_WORD[phase.phase]}{since}"
    yield ""
    yield from (f"✓ {tick.text}" for tick in ticks if tick.done)
    offered = {option[1] for option in options}
    yield from (f"· {tick.text}" for tick in ticks if not tick.done and tick.text not in offered)


def _unproven(page: CustomerPage, rules: Rules) -> str:
    """What follows from having settled by time alone, and what the rep can do about it."""
    tier, limit = page.standing.tier, page.standing.silence.limit
    own = rules.rhythm.settled[tier].limit
    if page.wish_limit or page.wish_aim:
        return f"It settled by time alone. Their own rhythm stands: {limit} d."
    said = f"It settled by time alone, nobody has proved it: {limit} d of silence at most"
    if limit != own:
        return f"{said}, as in tier {rules.rhythm.unproven_as}. Confirmed it is tier {tier}: {own} d. R on Customers sets another rhythm."
    return f"{said}, as tier {tier} has it. R on Customers sets another rhythm."
