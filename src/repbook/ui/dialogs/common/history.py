"""`H`: what was changed for a customer, newest first; Enter undoes one step of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from ....actions.base import history
from ....domain.spine.model import Change
from ....wording import day_text
from ...shell.protocol import BookShell
from ...shell.target import Target
from .finder import Finder, Found
from .options import Options
from .turning_back import undo


async def look_back(app: BookShell, target: Target) -> Change | None:
    """Choose a step of the history, and undo it after one question."""
    steps = await app.keeper.ask(history.steps, target.customer_id)
    today = app.clock.today()

    async def source(words: str) -> Sequence[Found]:
        asked = words.casefold().split()
        return [
            Found(step.id, step.label, f"{step.turned} {when(step.at, today)}".strip(), step.by)
            for step in steps
            if all(word in step.label.casefold() for word in asked)
        ]

    chosen = await app.push_screen_wait(
        Finder(
            f"History · {target.customer}",
            source,
            placeholder="a word of what was changed",
            none="Nothing was changed yet.",
            takes="undoes it, once you say so",
        )
    )
    step = next((step for step in steps if step.id == chosen), None)
    if step is None or step.state != "done":
        return None
    sure = await app.push_screen_wait(
        Options(
            "Undo this step?", (("u", "undo it", "yes"), ("n", "leave it", "no")), about=step.label
        )
    )
    if sure != "yes":
        return None
    await undo(app, step.id)
    return None


def when(instant: str, today: date) -> str:
    """A UTC instant as local day and minute: ``today 09:14``, ``Fri 29 May 16:02``."""
    moment = datetime.strptime(instant, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone()
    day = moment.date()
    return f"{'today' if day == today else day_text(day, today)} {moment:%H:%M}"
