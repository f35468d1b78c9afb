"""What the search found, in text: a line each, as wide as the terminal."""

from __future__ import annotations

from ...domain.shown.hit_words import hit_words
from ...wording import safe
from .cells import fit, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...storage.finding.search import Found
    from ..console import Console


def print_hits(console: Console, hits: Sequence[Found], words: str) -> None:
    """Print the rows that were found, or say that there are none."""
    if not hits:
        console.note(f"nothing found for '{words}'")
        return
    kinds = max(len(kind) for kind, *_ in hits)
    names = min(max(width(hit[3]) for hit in hits), console.width // 3)
    for kind, _, _, customer, text, on_day, snippet in hits:
        day = f"{on_day}  " if on_day else ""
        lead = f"{fit(kind, kinds)}  {fit(safe(customer), names)}  "
        room = max(20, console.width - width(lead))
        console.line((lead, "quiet"), fit(safe(day + hit_words(kind, text, snippet)), room))
