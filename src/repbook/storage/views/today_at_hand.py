"""Today as it was kept, for who asks: read back without the book, the rules, and what it takes to reckon with them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from ... import kept
from ...clock import Clock
from ...domain.spine.kinds import Band, Group, Phase
from ...domain.spine.model import AtHour, Reason, Today, TodayRow


def at_hand(path: Path, clock: Clock) -> Today | None:
    """Today as it was kept, where it still holds."""
    now = clock.local()
    text = kept.read(
        str(path), now.date().isoformat(), kept.TODAY, hour=now.time().isoformat("seconds")
    )
    try:
        return unpacked(text) if text else None
    except (ValueError, TypeError):
        return None


def packed(shown: Today) -> str:
    """Today as JSON; its days as ISO text, its values by their place."""
    shown = shown._replace(rows=tuple(shown.rows))
    return json.dumps(shown, default=date.isoformat, separators=(",", ":"), ensure_ascii=False)


def unpacked(text: bytes) -> Today:
    """Today as ``packed`` had it; raises ``ValueError`` or ``TypeError`` for what it can't have been."""
    page = Today(*json.loads(text))
    return page._replace(
        day=date.fromisoformat(str(page.day)),
        rows=tuple(map(_row, page.rows)),
        damaged=tuple(page.damaged),
        hours=tuple(
            AtHour(*each)._replace(target=_target(AtHour(*each).target)) for each in page.hours
        ),
    )


def _row(values: Any) -> TodayRow:
    row = TodayRow(*values)
    return row._replace(
        phase=Phase(row.phase),
        band=Band(row.band),
        reason=_reason(row.reason),
        others=tuple(map(_reason, row.others)),
    )


def _reason(values: Any) -> Reason:
    reason = Reason(*values)
    return reason._replace(
        group=Group(reason.group),
        due_on=date.fromisoformat(str(reason.due_on)) if reason.due_on else None,
        target=_target(reason.target),
    )


def _target(values: Any) -> tuple[str, int] | None:
    return (str(values[0]), int(values[1])) if values else None
