"""Which files: a path to type, Tab goes on with it, the list shows what is there."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from ....paths import shown
from ....wording import ago, count
from ...lists.row_list import RowList
from ...shell.hint_bar import HintBar
from ...text.render import text
from ..common.finder import Finder, Found
from .folders import Place, completed, meant, places, recent_folders

UNITS = ("bytes", "KB", "MB", "GB")


class FilePicker(Finder):
    """Its answer is a tuple of paths: the ticked files, or the one that is highlighted; None for none."""

    DEFAULT_CSS = """
    FilePicker .foot { height: auto; color: $alarm; padding: 0 1; }
    FilePicker HintBar { dock: none; background: $panel; padding: 0 1; margin: 1 0 0 0; }
    FilePicker FoundList { max-height: 45vh; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", show=False, priority=True),
        Binding("ctrl+t", "tick", show=False, priority=True),
    ]

    def __init__(self, start: str = "") -> None:
        super().__init__(
            "Import: which file?",
            self._places,
            placeholder="type a path, or choose below",
            start=start,
            none="Nothing there that begins so.",
            takes="",  # its keys stand below the list
        )
        self._found: dict[Hashable, Place] = {}
        self.chosen: dict[Path, None] = {}
        self.foot = Static("", classes="foot")

    def below(self) -> ComposeResult:
        yield self.foot
        yield HintBar(
            (
                ("Enter", "take it, or go in"),
                ("Tab", "go on with it"),
                ("Ctrl+T", "tick several"),
                ("Esc", "leave"),
            )
        )

    async def _places(self, typed: str) -> Sequence[Found]:
        """The lines for what is typed; a disk may be slow, so it is asked aside."""
        recent = await asyncio.to_thread(recent_folders)
        found = await asyncio.to_thread(places, typed, recent)
        now = self.app.clock.local()
        self._found = {place.path: place for place in found}
        return [self._line(place, typed, now) for place in found]

    def _line(self, place: Place, typed: str, now: datetime) -> Found:
        name = place.path.name if typed.strip() else shown(place.path)
        if place.folder:
            return Found(place.path, f"{name}/", "", "")
        ticked = "✓ " if place.path in self.chosen else ""
        changed = datetime.fromtimestamp(place.changed, tz=now.tzinfo).date()
        aside = f"{_size(place.size)} · {ago(changed, now.date())}"
        return Found(place.path, f"{ticked}{name}", aside)

    def action_complete(self) -> None:
        """Go on with what is typed, as far as there is one way only."""
        field = self.query_one(Input)
        item = self.rows.item
        if not field.value.strip() and item is not None:
            self._enter(Path(str(item.key)))
            return
        field.value = completed(field.value, list(self._found.values()))
        field.cursor_position = len(field.value)

    def action_tick(self) -> None:
        """Tick the highlighted file, or take its tick away."""
        place = self._highlighted()
        if place is None or place.folder:
            return
        if place.path in self.chosen:
            del self.chosen[place.path]
        else:
            self.chosen[place.path] = None
        number = len(self.chosen)
        self._tell(f"{count(number, 'file')} ticked: Enter takes them" if number else "")
        now, typed = self.app.clock.local(), self.query_one(Input).value
        self.rows.fill([self._line(each, typed, now) for each in self._found.values()], keep=True)
        self.rows.action_move(1)

    @on(Input.Submitted)
    def _taken(self) -> None:
        typed = self.query_one(Input).value
        if self.chosen:
            self.dismiss(tuple(self.chosen))
            return
        path = meant(typed) if typed.strip() else None
        if path is not None and path.is_file():
            self.dismiss((path,))
            return
        place = self._highlighted()
        if place is not None:
            self._choose(place)
        elif path is not None:
            self._tell(f"There is nothing at {shown(path)}.")

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        self._choose(self._found[event.item.key])

    def _choose(self, place: Place) -> None:
        if place.folder:
            self._enter(place.path)
        else:
            self.dismiss((place.path,))

    def _highlighted(self) -> Place | None:
        item = self.rows.item
        return self._found.get(item.key) if item is not None else None

    def _enter(self, folder: Path) -> None:
        field = self.query_one(Input)
        field.value = f"{shown(folder)}/"
        field.cursor_position = len(field.value)
        field.focus()

    def _tell(self, words: str) -> None:
        self.foot.update(text(words))


def _size(size: int) -> str:
    """A size in the largest unit that leaves a figure before the point."""
    number, unit = float(size), 0
    while number >= 1000 and unit < len(UNITS) - 1:
        number, unit = number / 1000, unit + 1
    return (
        f"{number:.0f} {UNITS[unit]}"
        if unit == 0 or number >= 10
        else f"{number:.1f} {UNITS[unit]}"
    )
