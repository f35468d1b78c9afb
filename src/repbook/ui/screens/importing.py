"""Files brought in: what each was taken for, what its columns fill, what will happen, and what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from ...actions.changes.differences import Difference
from ...errors import RepbookError
from ...wording import count
from ..dialogs.importing import retelling
from ..dialogs.importing.arriving import Arriving
from ..dialogs.importing.import_lines import ImportLine, ImportList, lines_of
from ..dialogs.importing.import_run import FILING, PLACING, ImportRun
from ..lists.row_list import RowList
from ..shell.protocol import BookShell
from ..text.render import Piece, pieces
from .base import BookScreen

TICK = 0.2
"""Seconds between two looks at how far a reading has come."""

Ask = Callable[[BookShell, Arriving], Awaitable[bool]]
"""Asks the rep how a file is to be read; tells whether it is another way now."""


class ImportScreen(BookScreen):
    """The chosen files, one at a time. Nothing is filed before F2; a filing goes on when the screen is left."""

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

    def __init__(self, run: ImportRun) -> None:
        super().__init__()
        self.run = run
        self.place = 0
        self.rows = ImportList()
        self.head = Static("", id="head")
        self.foot = Static("", id="foot")
        self._said = ""
        self._wanted = False
        """Whether filing was asked for while an answer was still being looked through."""

    @property
    def one(self) -> Arriving:
        """The file that is shown."""
        return self.run.files[self.place]

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
        run = self.run
        if run.stage == PLACING:
            return (("Esc", "work on"),)
        if run.stage == FILING:
            return (("Esc", "stop"), ("{today}", "work on meanwhile"))
        if run.busy:
            return (("Esc", "stop"),)
        if run.done:
            twice: tuple[Piece, ...] = (("J", "who is there twice"),) if run.doubles else ()
            return (*twice, ("{undo}", "undo"), ("{find}", "find"), ("Esc", "to the book"))
        plan = self.one.plan
        found: list[Piece] = [("F2", "file it"), ("Enter", "change")]
        if len(run.files) > 1:
            found.append(("< >", "next file"))
        if plan is not None and len(plan.sheets) > 1:
            found.append(("s", "sheet"))
        if plan is not None and plan.columns:
            found += [("d", "day order"), ("h", "headings")]
        if self._asked():
            found.append(("A", "take all"))
        return (*found, ("Esc", "leave"))

    def on_mount(self) -> None:
        self.stamp = self.app.stamp
        self._clock = self.set_interval(TICK, self._show_far, pause=True)
        self.rows.focus()
        self.run.changed, self.run.looked = self._show, self._looked
        self._show()
        if not self.run.busy and not self.run.done:
            self.run.begin(self.run.look)

    def on_unmount(self) -> None:
        self.run.unseen()

    def _show(self) -> None:
        plan, files = self.one.plan, self.run.files
        how = [self.one.path.name]
        told: list[str] = []
        if plan is not None:
            told = [plan.program_name, plan.encoding, plan.day_order]
            if plan.sheet:
                told.append(f"sheet {plan.sheet}")
            if plan.rows:
                told.append(count(plan.rows, "row"))
        if len(files) > 1:
            how.append(f"{self.place + 1} of {len(files)} files")
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
        (self._clock.resume if self.run.busy else self._clock.pause)()
        self._show_far()
        if self._wanted and not self.run.busy:
            self._wanted = False
            self.call_later(self.action_bring)

    def _looked(self) -> None:
        """What differs has come above the columns: it is looked at first."""
        if self._asked():
            self.rows.fill(self._lines(), keep=False)

    def _lines(self) -> list[ImportLine]:
        return lines_of(self.one, self.app.size.width, self.run.doubles, done=self.run.done)

    def on_resize(self) -> None:
        self.rows.fill(self._lines(), keep=True)

    def _show_far(self) -> None:
        """How far it is, while something is under way; else what is to be done next."""
        self.hint_bar.show(self.hints())
        if self.run.busy:
            self._tell(self.run.how_far(), "$foreground")
        elif self.run.done:
            self._tell("Filed. {undo} takes all of it back.", "$settled")
        elif any(one.open for one in self.run.files):
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

    # -- changing what is read -------------------------------------------------------------------

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        line: ImportLine = event.item
        if self.run.done or self.run.goes_on:
            return
        if line.column is not None:
            self._ask(partial(retelling.pick_column, number=line.column.number))
        elif line.difference is not None:
            self._wanted = False
            self.run.answer([line.difference], take=line.difference.came != "taken")

    def _asked(self) -> list[Difference]:
        report = self.one.report
        return [one for one in report.differences if one.asked] if report else []

    def action_take_all(self) -> None:
        """Take what the file says of everything that the rep has not written; again keeps all of it."""
        some = [one for one in self._asked() if one.came != "yours"]
        if some and not self.run.done and not self.run.goes_on:
            self._wanted = False
            self.run.answer(some, take=any(one.came != "taken" for one in some))

    def action_file(self, step: int) -> None:
        """Show another of the files."""
        self.place = (self.place + step) % len(self.run.files)
        self._show()

    def action_sheet(self) -> None:
        """Choose another sheet of a workbook."""
        if self.one.plan is not None and len(self.one.plan.sheets) > 1:
            self._ask(retelling.pick_sheet)

    def action_days(self) -> None:
        """Whether the day or the month comes first in this file."""
        if self.one.plan is not None:
            self._ask(retelling.pick_days)

    def action_headings(self) -> None:
        """The first row is one of headings, or a row like the others."""
        if self.one.plan is not None and self.one.plan.columns:
            self._ask(retelling.turn_headings)

    def _ask(self, what: Ask) -> None:
        if not self.run.done and not self.run.goes_on:
            self.app.start(partial(self._read_so, what), group="map", node=self)

    async def _read_so(self, what: Ask) -> None:
        """Have the rep say how the file is to be read, and see anew what would happen."""
        try:
            changed = await what(self.app, self.one)
        except RepbookError as error:
            self.app.refuse(error)
            return
        if changed and not self.run.goes_on:
            self._wanted = False
            self._show()
            self.run.begin(self.run.reckon)

    # -- filing, and leaving ---------------------------------------------------------------------

    def action_bring(self) -> None:
        """File what was read, once it has been seen what that will do."""
        run = self.run
        if run.done or run.goes_on:
            return
        if run.busy:
            self._wanted = all(one.report for one in run.files)  # seen already, but for an answer
            how = "It is filed once it is looked through; Esc stops it."
            wait = "One moment: it is still being looked through. Nothing is filed yet."
            self.app.say(how if self._wanted else wait)
            return
        waiting = next((at for at, one in enumerate(run.files) if one.open), None)
        if waiting is not None:
            self.place = waiting
            self._show()
            self.app.say("This file can't be read yet: see what is asked.", severity="warning")
        elif all(one.report is None for one in run.files):
            self.app.say("There is nothing here that can be filed.", severity="warning")
        else:
            run.begin(run.file)

    def action_doubles(self) -> None:
        """Look at who is in the book twice by it."""
        if self.run.done and self.run.doubles:
            self.app.action_command("doubles")

    def action_leave(self) -> None:
        """Stop what can be stopped; else leave. Nothing is filed by it."""
        if self.run.stage == FILING:
            self.run.stop()
            return
        self.dismiss(None)
        if self.run.stage == PLACING:
            self.app.say("It is filed: the last of its rows are on their way into the book.")
