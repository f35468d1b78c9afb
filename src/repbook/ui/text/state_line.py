"""The book's state today, in a line that stands at the top of every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...wording import day_text

if TYPE_CHECKING:
    from ...domain.spine.model import Today
    from .render import Piece


def state_line(today: Today, *, demo: bool = False, behind: str = "") -> list[Piece]:
    """What goes on ``behind`` the screens, the day, how much is owed and how that changed in a week, the promises, and who is at risk.

    The debt makes room for what goes on. Parts are pushed apart by runs of spaces, which a narrow bar makes shorter.
    """
    week = today.debt_change
    parts: list[Piece] = [(f"{behind}   ", "$due")] if behind else []
    parts += [(day_text(today.day), "bold $foreground")]
    if demo:
        parts.append(("  demo", "$warm"))
    if not today.customers:
        return parts
    if not behind:
        parts += [("     debt ", "$quiet"), (f"{today.debt:.1f}", "bold $foreground")]
    if abs(week) >= 0.05 and not behind:
        parts.append(
            (f" {'▲' if week > 0 else '▼'}{abs(week):.1f}", "$due" if week > 0 else "$settled")
        )
    parts += [("   promises ", "$quiet"), (f"{today.promises_due} due", "$foreground")]
    if today.promises_broken:
        parts += [(" · ", "$quiet"), (f"{today.promises_broken} broken", "bold $alarm")]
    if today.no_next_step:
        parts.append((f"   {today.no_next_step} without a next step", "$due"))
    parts += [("   at risk ", "$quiet")]
    parts.append((str(today.at_risk), "bold $due" if today.at_risk else "$foreground"))
    return parts
