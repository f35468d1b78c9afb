"""What may become of a row, each with the letter that says so: of a promise, a problem, an expectation, a sale."""

from __future__ import annotations

from ..spine.facts import ProblemFacts

Ending = tuple[str, str, str]
"""The letter, the words, and what it is called."""

OF_A_PROMISE: tuple[Ending, ...] = (
    ("d", "kept (late, if its day is past)", "keep"),
    ("r", "a new day, agreed with them", "renegotiate"),
    ("l", "they released us from it", "release"),
    ("b", "it will not be kept", "break"),
)
"""Kept, renegotiated in the open, released, or broken (R42)."""
OF_AN_EXPECTATION: tuple[Ending, ...] = (
    ("m", "met", "met"),
    ("p", "partly", "partly"),
    ("u", "unmet: a call today", "unmet"),
)
"""What they answer when they are asked (R41, R43)."""
OF_A_SALE: tuple[Ending, ...] = (
    ("d", "talked about it: log it", "log"),
    ("p", "it is paid", "paid"),
    ("g", "it is live: delivered, or begun", "live"),
    ("c", "it is cancelled", "cancel"),
)
SOLUTIONS = ("fix", "compromise", "credit")
"""How a problem was solved (R87)."""
STEPS = "collect it wed; bring a new one thu"
"""How a plan of several steps is typed: each with its day."""


def left_to_do(row: ProblemFacts) -> tuple[Ending, ...]:
    """The steps a problem still lacks, in their order."""
    found = []
    if row.acknowledged_at is None:
        found.append(("a", "they know that we know", "acknowledge"))
    if row.planned_at is None and row.solved_on is None:
        found.append(("p", "there is a plan, with a day", "plan"))
    if row.solved_on is None:
        found.append(("s", "solved: what was done", "solve"))
    elif row.confirmed_on is not None:
        found.append(("o", "asked again: still solved", "recheck"))
        found.append(("r", "it is back", "reopen"))
    else:
        found.append(("c", "they confirm it, in their words", "confirm"))
        found.append(("r", "it is back", "reopen"))
    return tuple(found)
