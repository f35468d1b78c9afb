"""`V` on Customers: the saved views by name. Enter shows one; a name that is new keeps what is shown now (§5)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from ....saved_views import SavedView, SavedViews
from ....wording import JOIN, PHASE_GLYPH, PHASE_WORD, STATE_WORDS, clean, fold
from ...shell.protocol import Shell
from .finder import Finder, Found, Source
from .options import Options

SHOW, KEEP, DROP = "show", "keep", "drop"
IDLE = "No view is saved yet: narrow, filter, and sort the table, then give it a name here."


class ViewList(Finder):
    """The views; Del takes the highlighted one away, once that is confirmed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete", "drop", show=False, priority=True)]

    def action_drop(self) -> None:
        """Leave with the view that is to go; within what is typed it deletes a letter."""
        field, item = self.query_one(Input), self.rows.item
        if field.cursor_position < len(field.value):
            field.action_delete_right()
        elif item is not None and isinstance(item.key, tuple) and item.key[0] == SHOW:
            self.dismiss((DROP, item.key[1]))


async def choose(app: Shell, views: SavedViews, now: SavedView) -> SavedView | None:
    """The view to show, which may be what is shown ``now``, kept under a name; None for none. Raises ``BadFile``."""
    found = {each.name: each for each in await asyncio.to_thread(views.all)}
    chosen = await app.push_screen_wait(
        ViewList(
            "Saved views",
            _lines(found, now),
            placeholder="a view, or a name for what is shown now",
            idle=IDLE,
            takes="takes it  Del removes it",
        )
    )
    if not isinstance(chosen, tuple):
        return None
    what, name = chosen
    if what == DROP:
        await _drop(app, views, found[name])
        return None
    if what == SHOW:
        return found[name]
    kept = await asyncio.to_thread(views.keep, now._replace(name=name))
    app.say(f"Saved as “{kept.name}”: V brings it back.")
    return kept


def _lines(found: dict[str, SavedView], now: SavedView) -> Source:
    async def source(words: str) -> Sequence[Found]:
        asked, name = fold(words), clean(words)
        lines = [
            Found((SHOW, each.name), each.name, described(each))
            for each in found.values()
            if asked in fold(each.name)
        ]
        if name:
            same = next((each for each in found if fold(each) == asked), "")
            line = f'= make "{same}" what is shown now' if same else f'+ save as "{name}"'
            lines.append(Found((KEEP, same or name), line, described(now)))
        return lines

    return source


async def _drop(app: Shell, views: SavedViews, view: SavedView) -> None:
    choices = (("y", "remove it; the customers stay as they are", "yes"), ("n", "keep it", "no"))
    about = f"{view.name}: {described(view)}"
    if await app.push_screen_wait(Options("Remove this view?", choices, about=about)) == "yes":
        await asyncio.to_thread(views.drop, view.name)
        app.say(f"The view “{view.name}” is removed.")


def described(view: SavedView) -> str:
    """``◐ Learning curve · tier A · overdue · “leeds” · by silence ↑``."""
    said = (
        [f"{PHASE_GLYPH[view.phase]} {PHASE_WORD[view.phase]}"] if view.phase in PHASE_WORD else []
    )
    said += [f"tier {view.tier}"] if view.tier else []
    said += [STATE_WORDS[view.state]] if view.state in ("off", "all") else []
    said += ["overdue"] if view.overdue else []
    said += [f"“{view.text}”"] if view.text else []
    return JOIN.join([*said, f"by {view.sort}{' ↑' if view.reverse else ''}"])
