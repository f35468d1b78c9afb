"""The six screens and the customer page."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..shell.protocol import BookShell

PLACES = {
    "today": ("today", "TodayScreen"),
    "phases": ("phases", "PhasesScreen"),
    "customers": ("customers", "CustomersScreen"),
    "ledgers": ("ledgers", "LedgersScreen"),
    "ahead": ("ahead", "AheadScreen"),
    "reports": ("reports", "ReportsScreen"),
}


async def open_screen(app: BookShell, name: str) -> None:
    """Show one of the six screens over Today; the module is imported when first asked for."""
    while len(app.screen_stack) > 1:
        if getattr(app.screen, "name_in_tabs", "") == name:
            return
        await app.pop_screen()
    if name != "today":
        module, kind = PLACES[name]
        screen = getattr(import_module(f".{module}", __package__), kind)
        await app.push_screen(screen())
