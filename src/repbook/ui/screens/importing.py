"""Files brought in: what each was taken for, what its columns fill, what will happen, and what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from ...actions.changes.differences import Difference, Key
from ...actions.imports.bringing import Found, Stopped, bring_in, trial
from ...actions.imports.filing import ImportReport, in_order
from ...errors import RepbookError
from ...interchange.choosing.laying import Remembered
from ...interchange.filing.import_plan import with_column, with_told
from ...storage.finding.duplicates import Double
from ...wording import count, tables_text
from ..dialogs.common.options import Options
from ..dialogs.importing.arriving import Arriving
from ..dialogs.importing.field_picker import pick_field
from ..dialogs.importing.folders import remember
from ..dialogs.importing.import_lines import ImportLine, ImportList, lines_of
from ..lists.row_list import RowList
from ..shell.protocol import Work
from ..text.render import Piece, pieces
from .base import BookScreen

TICK = 0.2
"""Seconds between two looks at how far a reading has come."""


class ImportScreen(BookScreen):
    """The chosen files, one at a time. Nothing is filed before F2."""

    DEFAULT_CSS = """
    ImportScreen > #head { height: 2; padding: 0 1; background: $surface; }
    ImportScreen > #foot { height: 1; padding: 0 1; color: $quiet; }
    ImportScreen ImportList { width: 1fr; }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f2,ctrl+s", "bring", show=False),
        Binding("less_than_sign,left", "file(-1)", show=False),
        Binding("greater_than_sign,right", "file(1)", show=False),
        Binding("s", "sheet", show=False),
        Binding("d", "days", show=False),
        Binding("h", "headings", show=False),
        Binding("A", "take_all", show=False),
        Binding("J", "doubles", show=False),
    ]

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        self.files = [Arriving(path) for path in paths]
        self.place = 0
        self.done = False
        self.answers: dict[Key, bool] = {}
        self.doubles: tuple[Double, ...] = ()
        self.rows = ImportList()
        self.head = Static("", id="head")
        self.foot = Static("", id="foot")
        self._stop = Event()
        self._busy = self._said = ""
        self._far = (0, 0)
        self._remembered: Remembered = {}

    # -- what is seen ----------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield self.head
        yield from self.body()
        yield self.foot
        self.hint_bar.show(self.hints())
        yield self.hint_bar

    def body(self) -> list[Widget]:
        return [self.rows]

    def hints(self) -> tuple[Piece, ...]:
        if self._busy:
            return (("Esc", "stop"),)
        if self.done:
            twice: tuple[Piece, ...] = (("J", "who is there twice"),) if self.doubles else ()
            return (*twice, ("{undo}", "undo"), ("{find}", "find"), ("Esc", "to the book"))
        one = self.files[self.place]
        found: list[Piece] = [("F2", "file it"), ("Enter", "change")]
        if len(self.files) > 1:
            found.append(("< >", "next file"))
        if one.plan is not None and len(one.plan.sheets) > 1:
            found.append(("s", "sheet"))
        if one.plan is not None and one.plan.columns:
            found += [("d", "day order"), ("h", "headings")]
        if self._asked():
            found.append(("A", "take all"))
        return (*found, ("Esc", "leave"))

    def on_mount(self) -> None:
        self.stamp = self.app.stamp
        self._clock = self.set_interval(TICK, self._show_far, pause=True)
        self.rows.focus()
        self._show()
        self._work(self._look)

    def _show(self) -> None:
        one = self.files[self.place]
        plan = one.plan
        how = [one.path.name]
        told: list[str] = []
        if plan is not None:
            told = [plan.program_name, plan.encoding, plan.day_order]
            if plan.sheet:
                told.append(f"sheet {plan.sheet}")
            if plan.rows:
                told.append(count(plan.rows, "row"))
        if len(self.files) > 1:
            how.append(f"{self.place + 1} of {len(self.files)} files")
        self.head.update(
            pieces(
                [
                    (" Import  ", "bold $key"),
                    ("   ".join(how) + "\n", "bold $ink"),
                    (" " + " · ".join(filter(None, told)), "$quiet"),
                ]
            )
        )
        self.rows.fill(self._lines(), keep=True)
        self.hint_bar.show(self.hints())
        self._show_far()

    def _lines(self) -> list[ImportLine]:
        one, width = self.files[self.place], self.app.size.width
        return lines_of(one, width, self.doubles, done=self.done)

    def on_resize(self) -> None:
        self.rows.fill(self._lines(), keep=True)

    def _show_far(self) -> None:
        """How far it is, while something is under way; else what is to be done next."""
        if self._busy:
            done, total = self._far
            far = f" {done:,} of {total:,}" if total else " …"
            self._tell(f"{self._busy}{far}", "$foreground")
        elif self.done:
            self._tell("Filed. {undo} takes all of it back.", "$settled")
        elif any(one.open for one in self.files):
            self._tell("Something is to be said first; nothing is filed yet.", "$due")
        else:
            self._tell("Nothing is filed yet.", "$quiet")

    def _tell(self, words: str, role: str) -> None:
        """Say something at the foot; nothing is drawn anew where it stands there already."""
        if words != self._said:
            self._said = words
            self.foot.update(pieces([(self.app.key.fill(words), role)]))

    async def reload(self) -> None:
        """What is filed elsewhere meanwhile changes nothing of what is shown here."""

    # -- reading and reckoning -------------------------------------------------------------------

    def _work(self, work: Work) -> None:
        """Begin something; what was under way stops first."""
        self._stop.set()
        self._stop = Event()
        self.app.aside(work, group="import", exclusive=True, node=self)

    def _progress(self, stop: Event, done: int, total: int) -> None:
        """Called from the thread that works."""
        if stop.is_set():
            raise Stopped
        self._far = (done, total)

    async def _look(self) -> None:
        """Look into every file, then reckon what filing them would do."""
        from ...actions.known.mappings import remembered

        stop = self._stop
        self._remembered = await self.app.keeper.ask(remembered)
        today, first = self.app.clock.today(), self.app.day_first
        for one in self.files:
            await asyncio.to_thread(one.look, today, self._remembered, first)
            self._show()
        if not stop.is_set():
            await self._reckon()
            # What differs has come above the columns: it is looked at first.
            if self._asked():
                self.rows.fill(self._lines(), keep=False)

    async def _reckon(self) -> None:
        """Read what is not read yet, and find out on a copy of the book what will happen."""
        stop = self._stop
        try:
            for one in self.files:
                if one.parsed is None:
                    self._begin(f"reading {one.path.name}: row")
                    await asyncio.to_thread(one.read, partial(self._progress, stop))
            await self._try(stop)
        except Stopped:
            return
        except RepbookError as error:
            self.app.refuse(error)
        finally:
            if stop is self._stop:
                self._begin("")
                self._show()

    async def _try(self, stop: Event) -> None:
        ready = [one for one in self.files if one.parsed is not None]
        if not ready:
            return
        self._begin("looking what would change: record")
        parsed = in_order(one.parsed for one in ready if one.parsed is not None)
        found = await asyncio.to_thread(
            trial,
            self.app.keeper.path,
            self.app.clock,
            parsed,
            answers=self.answers,
            progress=partial(self._progress, stop),
            rules=self.app.rules,
        )
        self._given(parsed, found)

    def _given(self, parsed: Sequence[object], found: Found) -> None:
        """Give each file its report."""
        reports = found.reports
        self.doubles = reports[-1].duplicates or () if reports else ()
        for one in self.files:
            for each, report in zip(parsed, reports, strict=True):
                if each is one.parsed:
                    one.report = report

    def _begin(self, words: str) -> None:
        self._busy, self._far = words, (0, 0)
        if words:
            self._clock.resume()
        else:
            self._clock.pause()
        self.hint_bar.show(self.hints())
        self._show_far()

    # -- changing what is read -------------------------------------------------------------------

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        line: ImportLine = event.item
        if self.done:
            return
        if line.column is not None:
            self.app.start(partial(self._map, line.column.number), group="map", node=self)
        elif line.difference is not None:
            self._answer([line.difference], take=line.difference.came != "taken")

    async def _map(self, number: int) -> None:
        one = self.files[self.place]
        if one.plan is None:
            return
        field = await pick_field(self.app, one.plan.columns[number - 1])
        if field:
            one.planned(await asyncio.to_thread(with_column, one.plan, number, field))
            self._show()
            self._work(self._reckon)

    def _answer(self, some: Sequence[Difference], *, take: bool) -> None:
        for difference in some:
            self.answers[difference.key] = take
        self._work(self._reckon)

    def _asked(self) -> list[Difference]:
        report = self.files[self.place].report
        return [one for one in report.differences if one.asked] if report else []

    def action_take_all(self) -> None:
        """Take what the file says of everything that the rep has not written; again keeps all of it."""
        some = [one for one in self._asked() if one.came != "yours"]
        if some and not self.done:
            self._answer(some, take=any(one.came != "taken" for one in some))

    def action_file(self, step: int) -> None:
        """Show another of the files."""
        self.place = (self.place + step) % len(self.files)
        self._show()

    def action_sheet(self) -> None:
        """Choose another sheet of a workbook."""
        plan = self.files[self.place].plan
        if plan is not None and len(plan.sheets) > 1 and not self.done:
            self.app.start(self._pick_sheet, group="map", node=self)

    async def _pick_sheet(self) -> None:
        plan = self.files[self.place].plan
        if plan is None:
            return
        options = tuple((str(at), name, name) for at, name in enumerate(plan.sheets[:9], 1))
        chosen = await self.app.push_screen_wait(Options("Which sheet?", options))
        if chosen:
            await self._again(sheet=chosen, mapping={})

    def action_days(self) -> None:
        """Whether the day or the month comes first in this file."""
        if self.files[self.place].plan is not None and not self.done:
            self.app.start(self._pick_days, group="map", node=self)

    async def _pick_days(self) -> None:
        options = (
            ("d", "day first: 3/4 is 3 April", "d"),
            ("m", "month first: 3/4 is 4 March", "m"),
        )
        chosen = await self.app.push_screen_wait(Options("How are days written in it?", options))
        if chosen:
            await self._again(day_first=chosen == "d")

    def action_headings(self) -> None:
        """The first row is one of headings, or a row like the others."""
        plan = self.files[self.place].plan
        if plan is not None and plan.columns and not self.done:
            self.app.start(
                partial(self._again, headed=not plan.headed, mapping={}), group="map", node=self
            )

    async def _again(self, *, day_first: bool | None = None, **told: object) -> None:
        """Look into the file anew, with other words of the rep."""
        from dataclasses import replace

        one = self.files[self.place]
        if one.plan is None:
            return
        try:
            changed = await asyncio.to_thread(
                with_told,
                one.plan,
                replace(one.plan.told, **told),  # type: ignore[arg-type]
                day_first=day_first,
            )
        except RepbookError as error:
            self.app.refuse(error)
            return
        one.planned(changed)
        self._show()
        self._work(self._reckon)

    # -- filing, and leaving ---------------------------------------------------------------------

    def action_bring(self) -> None:
        """File what was read."""
        if self._busy or self.done:
            return
        waiting = next((at for at, one in enumerate(self.files) if one.open), None)
        if waiting is not None:
            self.place = waiting
            self._show()
            self.app.say("This file can't be read yet: see what is asked.", severity="warning")
        elif all(one.report is None for one in self.files):
            self.app.say("There is nothing here that can be filed.", severity="warning")
        else:
            self._work(self._bring)

    async def _bring(self) -> None:
        stop = self._stop
        parsed = in_order(one.parsed for one in self.files if one.parsed is not None)
        self._begin("filing: record")
        try:
            found = await asyncio.to_thread(
                bring_in,
                self.app.keeper.path,
                self.app.clock,
                parsed,
                answers=self.answers,
                progress=partial(self._progress, stop),
                rules=self.app.rules,
            )
        except Stopped as error:
            self.app.say(str(error))
            return
        except RepbookError as error:
            self.app.refuse(error)
            return
        finally:
            self._begin("")
            self._show()
        self.done = True
        self._given(parsed, found)
        for one in self.files:
            remember(one.path.parent)
        self._show()
        await self.app.refresh_book()
        self.app.say(" ".join(filter(None, (_told(found.reports), found.unkept))))

    def action_doubles(self) -> None:
        """Look at who is in the book twice by it."""
        if self.done and self.doubles:
            self.app.action_command("doubles")

    def action_leave(self) -> None:
        """Stop what is under way; else leave. Nothing is filed by it."""
        if self._busy.startswith("filing"):
            self._stop.set()
            return
        self._stop.set()
        self.dismiss(None)


def _told(reports: Sequence[ImportReport]) -> str:
    added = "; ".join(filter(None, (tables_text(report.added) for report in reports)))
    return f"Imported: {added or 'nothing new'}."
