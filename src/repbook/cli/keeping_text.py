"""Keeping Today as it is printed, for each width and with colours or without, as it was asked for before.

It holds for as long as Today itself, which is kept first.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .. import files, kept
from ..storage.views.kept_today import keep_days
from ..storage.views.today_at_hand import at_hand
from .console import Console
from .text.today_text import print_today

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ..clock import Clock
    from ..domain.spine.rules import Rules
    from ..ui.keys.commands import Keys

MOST_PAPERS = 4
"""Widths that are kept together: a window is pulled about."""


def keep_all(path: Path, clock: Clock, rules: Rules, keys: Keys, papers: Iterable[str]) -> None:
    """Keep Today of this day and of the next, and as it is printed on these papers and on those asked for before."""
    keep_days(path, clock, rules)
    shown, day = at_hand(path, clock), clock.today()
    if shown is None or shown.damaged:
        return
    for paper in {*papers, *_papers(path)}:
        console = Console(paper)
        keep_text(path, day, paper, console.said_by(partial(print_today, console, keys, shown)))


def keep_text(path: Path, day: date, paper: str, text: str) -> None:
    """Keep Today as it was printed on such a paper, under the head of Today itself: not where that is not kept."""
    made_of = Path(kept.file_of(str(path), day.isoformat(), kept.TODAY))
    try:
        with made_of.open("rb") as file:
            head = (file.readline() + file.readline()).decode()
    except (OSError, ValueError):
        return
    for old in _texts(path)[MOST_PAPERS - 1 :]:
        old.unlink(missing_ok=True)
    files.write(Path(kept.file_of(str(path), day.isoformat(), f"{kept.TEXT}{paper}")), (head, text))


def _texts(path: Path) -> list[Path]:
    """What is kept of this kind, the newest first."""
    found = Path(kept.folder(str(path))).glob(f"*-{kept.TEXT}*")
    return sorted(found, key=lambda each: each.stat().st_mtime, reverse=True)


def _papers(path: Path) -> list[str]:
    return [each.name.partition(kept.TEXT)[2] for each in _texts(path)]
