"""Single lines of the brief: what may cost the customer, what the call can do, what colours the talk (R25, R31, R63, R78, R09)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ...domain.care.risk import is_rival_about
from ...domain.growth.asks import overdue
from ...domain.growth.growth import may_cancel
from ...domain.shown.customer_views import CustomerPage
from ...domain.shown.this_call import Opening, so_far
from ...domain.spine.calendar import stored_day
from ...domain.spine.fact_kinds import BRIEF, SHOWN
from ...domain.spine.kinds import FactKind
from ...domain.spine.rules import Rules
from ...wording import ago, clean
from ..keys.commands import Keys
from ..text.paragraphs import hung

if TYPE_CHECKING:
    from ..text.render import Piece

GOOD: tuple[tuple[FactKind | None, str], ...] = (
    *((kind, label) for _, kind, label in BRIEF),
    (None, "So far"),
)
"""What is good to know before a call, the most useful first."""
KEY = "bold $key"


def warnings(page: CustomerPage, today: date, width: int, rules: Rules) -> list[Piece]:
    """What may cost the customer, a line each: a vital area, a rival, the cancel window, what is unpaid."""
    parts: list[Piece] = []
    for fact in page.remarks:
        if fact.kind == FactKind.VITAL and fact.state not in ("", "fine"):
            since = stored_day(fact.state_on)
            when = f" {ago(since, today)}" if since else ""
            said = f"{fact.state}{when}: {clean(fact.text)}"
            parts += hung("Vital", said, width, "bold $due", most=2)
    rivals = [fact for fact in page.remarks if fact.kind == FactKind.RIVAL]
    seen = stored_day(rivals[0].on_day) if rivals else None
    if seen is not None and is_rival_about(seen, today, rules):
        said = f"{clean(rivals[0].text)} · seen {ago(seen, today)}"
        parts += hung("Rival", said, width, "$due", most=1)
    for sale in page.facts.sales:
        if sale.cancel_until is not None and may_cancel(sale, today):
            left = (sale.cancel_until - today).days
            until = "today is the last day" if left == 0 else f"{left} d more"
            said = f"{until} · {clean(sale.title)}"
            parts += hung("May cancel", said, width, "$due", most=1)
        if late := overdue(sale, today):
            parts += hung("Unpaid", f"+{late} d · {clean(sale.title)}", width, "$due", most=1)
    return parts


def openings(found: Iterable[Opening], width: int, keys: Keys) -> list[Piece]:
    """What the call can do besides, each with the key that keeps the answer."""
    parts: list[Piece] = []
    for each in found:
        key = keys(each.command) if each.command else ""
        *lines, last = hung(each.label, each.said, width - len(key) - 2 * bool(key), most=2)
        said, style = last
        parts += [*lines, (said.rstrip("\n"), style)]
        parts += [("  ", ""), (key, KEY)] if key else []
        parts.append(("\n", style))
    return parts


def good_to_know(page: CustomerPage, today: date, width: int, most: int) -> list[Piece]:
    """What colours the talk, a line each, the most useful first: a worry, a limit they know, why they chose us.

    Also what it has grown to since the first order.
    """
    parts: list[Piece] = []
    for kind, label in GOOD[:most]:
        if kind is None:
            said = [so_far(page, today)]
        else:
            said = [clean(fact.text) for fact in page.remarks if fact.kind == kind]
        if said and said[0]:
            ours = kind is None or SHOWN[kind].ours
            parts += hung(label, said[0] if ours else f"“{said[0]}”", width, most=1 if kind else 2)
    return parts
