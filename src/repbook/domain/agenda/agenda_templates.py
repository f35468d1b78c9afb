"""The built-in service agendas: their steps, as §3 lists them.

Recurring is a shorter agenda around the second order, which shows whether the first one pleased.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from ...values import NamedTuple
from ..spine.kinds import Anchor, FollowupKind, SaleKind


class Step(NamedTuple):
    """One step of a template. ``offset`` counts from the anchor in "d" or business days, "bd"."""

    key: str
    what: str
    kind: FollowupKind
    anchor: Anchor
    offset: int
    unit: str = "d"


def _read() -> dict[str, tuple[Step, ...]]:
    """The templates of ``agenda_templates.txt`` by their names."""
    found: dict[str, list[Step]] = {}
    known: dict[str, Step] = {}
    for line in Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            steps = found[line.strip("[]")] = []
        elif line and not line.startswith("# "):
            key, *rest = line.split(maxsplit=3)
            if rest:
                day, kind, what = rest
                anchor = Anchor.ORDER if day[0] == "O" else Anchor.LIVE
                unit = "bd" if day.endswith("bd") else "d"
                offset = int(day[1:].removesuffix(unit))
                known[key] = Step(key, what, FollowupKind(kind), anchor, offset, unit)
            steps.append(known[key])
    return {name: tuple(steps) for name, steps in found.items()}


TEMPLATES = _read()
STANDARD, LIGHT, RECURRING = TEMPLATES.values()
KNOWN = {step.key: step for step in chain(STANDARD, RECURRING)}
"""Every built-in step by its key."""
QUESTIONS, ARRIVED, CONFIRMED = KNOWN["questions"], KNOWN["arrived"], KNOWN["live-day"]
NEXT_ORDER, SECOND_ORDER = "next-order", "second-order"
"""The steps about the next cycle of a sale."""
OF_THE_CYCLE = (NEXT_ORDER, SECOND_ORDER)


def template_for(kind: SaleKind) -> str:
    """The template that a kind of sale is offered first (R05)."""
    return "recurring" if kind == SaleKind.RECURRING else "standard"
