"""What a line was taken for, above what it will file: shown under the line before anything is filed."""

from __future__ import annotations

from datetime import date

from ....domain.head.head_reader import Head
from ....domain.line.capture import Capture, preview
from ....domain.spine.contacts import understood
from ...text.render import Piece

ROLES = {
    "evidence": "$settled",
    "promise": "$due",
    "problem": "$alarm",
    "personal": "$warm",
    "praise": "$settled",
    "followup": "$learning",
    "error": "bold $alarm",
}


def preview_lines(capture: Capture, today: date) -> list[Piece]:
    """What a capture line will file, one thing a line; what is wrong comes first."""
    parts: list[Piece] = []
    for error in capture.errors:
        parts += [("✗ ", "bold $alarm"), (f"{error.message}: {error.hint}\n", "$alarm")]
    for kind, words in preview(capture, today):
        parts += [(f"{kind:>9}  ", ROLES.get(kind, "$quiet")), (f"{words}\n", "$foreground")]
    return parts


def understood_line(head: Head, today: date, customer: str = "", person: str = "") -> list[Piece]:
    """What was understood of how, when and with whom, as the first line; or what has to be asked."""
    if head.trouble is not None:
        return [("✗ ", "bold $alarm"), (f"{head.trouble}\n", "$alarm")]
    said = understood(head.contact, head.on_day, today, customer, person)
    return [(f"{said}\n", "bold $ink")]
