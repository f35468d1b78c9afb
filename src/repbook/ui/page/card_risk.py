"""The risk on a customer's card: how high, and what each part of it is, with the key that clears it (R57)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...domain.shown.customer_views import CustomerPage
from ...domain.spine.model import RiskPart
from ...wording import clean
from ..keys.commands import KeyOf
from ..text.event_words import points, risk_style
from ..text.paragraphs import LABEL, hung, wrap

if TYPE_CHECKING:
    from ..text.render import Piece

UNKNOWN = "unknown: no touch and no check yet"


def risk_lines(page: CustomerPage, width: int, key_of: KeyOf) -> list[Piece]:
    """The risk with every part of it; the points stand under the label."""
    risk = page.standing.risk
    if not risk.known:
        return hung("Risk", UNKNOWN, width, "$quiet")
    parts: list[Piece] = [
        ("Risk".ljust(LABEL), "$quiet"),
        (f"{risk.score} · {risk.band}\n", risk_style(risk.band, "bold $ink")),
    ]
    for part in risk.parts:
        parts += _part(part, width, key_of)
    return parts


def _part(part: RiskPart, width: int, key_of: KeyOf) -> list[Piece]:
    key = key_of(part.clears) if part.clears else ""
    room = width - LABEL - (len(key) + 2 if key else 0)
    lines = wrap(part.reason, room)
    style = "$settled" if part.points < 0 else "$foreground"
    parts: list[Piece] = []
    for place, line in enumerate(lines):
        number = points(part) if place == 0 else ""
        parts += [(number.rjust(LABEL - 1) + " ", "$quiet"), (line, style)]
        if key and place == len(lines) - 1:
            gap = " " * max(2, room - cell_len(line) + 2)
            parts += [(gap, ""), (key, "bold $key")]
        parts.append(("\n", ""))
    return parts


def risk_line(page: CustomerPage, width: int, key_of: KeyOf) -> list[Piece]:
    """The risk on one line: as many parts as it holds, and how many it leaves out."""
    risk = page.standing.risk
    if not risk.known:
        return hung("Risk", UNKNOWN, width, "$quiet", most=1)
    parts: list[Piece] = [("Risk".ljust(LABEL), "$quiet")]
    said = f"{risk.score} {risk.band}"
    parts.append((said, risk_style(risk.band, "bold $ink")))
    room = width - LABEL - cell_len(said)
    left = len(risk.parts)
    for place, part in enumerate(risk.parts):
        key = f" {key_of(part.clears)}" if part.clears and key_of(part.clears) else ""
        text = f"{points(part)} {clean(part.reason)}"
        more = 3 + len(_more(left - 1)) if left > 1 else 0
        if place == 0:
            text = wrap(text, max(8, room - 3 - len(key) - more), 1)[0]
        need = 3 + cell_len(text) + len(key)
        if need + more > room:
            break
        room -= need
        left -= 1
        parts += [("   ", ""), (text, "$settled" if part.points < 0 else "$foreground")]
        parts.append((key, "bold $key"))
    if left and room >= 3 + len(_more(left)):
        parts.append((f"   {_more(left)}", "$quiet"))
    return [*parts, ("\n", "")]


def _more(left: int) -> str:
    return f"{left} more"
