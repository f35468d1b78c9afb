"""What a step of the history calls a touch: ``call with``, ``voicemail for``, ``e-mail from``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...domain.spine import kinds as k

if TYPE_CHECKING:
    from .log_entry import LogEntry

TOWARDS: dict[str, str] = {"call": "with", "training": "for", "survey": "of"}
"""How the customer hangs on a touch in the history; what is not here goes *to* them."""


def done_with(kind: str, incoming: bool) -> str:
    """``call with``, ``e-mail to``, ``letter from``: a touch up to the customer's name."""
    said = "e-mail" if kind == k.TouchKind.EMAIL else kind
    return f"{said} from" if incoming else f"{said} {TOWARDS.get(kind, 'to')}"


def logged(entry: LogEntry) -> str:
    """``call with``, ``voicemail for``, ``unanswered call to``: what was logged, up to the customer's name."""
    if entry.reach == k.Reach.NO_ANSWER:
        return f"unanswered {entry.kind} to"
    if (entry.kind, entry.reach) == (k.TouchKind.CALL, k.Reach.ONE_WAY):
        return "voicemail for"
    return done_with(entry.kind, entry.incoming)
