"""The six screens and the customer page."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from ..shell.protocol import BookShell
    from .base import BookScreen

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
        screen = app.screen
        if getattr(screen, "name_in_tabs", "") == name:
            cast("BookScreen", screen).come_again()
            return
        app.hold_still(coming=True)
        if name == "today":
            cast("BookScreen", app.screen_stack[0]).unseen = True
        await app.pop_screen()
    if name != "today":
        module, kind = PLACES[name]
        screen = getattr(import_module(f".{module}", __package__), kind)
        await app.push_screen(screen())
