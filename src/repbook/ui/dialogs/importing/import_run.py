"""The chosen files on their way: looked into, read, tried, filed. It goes on while the rep works elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from ....actions.changes.differences import Difference, Key
from ....actions.imports.bringing import Found, Stopped, bring_in, trial
from ....actions.imports.filing import ImportReport, in_order
from ....errors import RepbookError
from ....interchange.choosing.laying import Remembered
from ....wording import tables_text
from .arriving import Arriving
from .folders import remember

if TYPE_CHECKING:
    from ....actions.imports.large_files import Aside
    from ....interchange.reading.records import Parsed
    from ....storage.finding.duplicates import Double
    from ...shell.protocol import BookShell, Work

LOOKING, FILING, PLACING = "looking", "filing", "placing"
"""What is done now: nothing is filed yet; it can be stopped still; it is filed, and its rows are coming."""


class ImportRun:
    """What is under way with some files, and what came of it. ``changed`` is called when that is another."""

    def __init__(self, app: BookShell, paths: Sequence[Path]) -> None:
        self.app = app
        self.files = [Arriving(path) for path in paths]
        self.stage = ""
        self.done = self.warned = False
        self.answers: dict[Key, bool] = {}
        self.doubles: tuple[Double, ...] = ()
        self.changed: Callable[[], None] = _nobody
        self.looked: Callable[[], None] = _nobody
        """Called once all files have been looked into for the first time."""
        self.words = ""
        self.far = (0, 0)
        self._since = 0.0
        self._stop = Event()
        self._remembered: Remembered = {}
        self._tried: Aside | None = None

    # -- how far it is ---------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return bool(self.stage)

    @property
    def goes_on(self) -> bool:
        """Whether it goes on where nobody looks at it."""
        return self.stage in (FILING, PLACING)

    def how_far(self) -> str:
        """What is under way, how far it is, and for how long: a line in which something always moves."""
        done, total = self.far
        far = f" {done:,} of {total:,}" if total else " …"
        seconds = int(monotonic() - self._since)
        return f"{self.words}{far}{f' · {seconds} s' if seconds else ''}"

    def in_short(self) -> str:
        """As above, for the top line of the other screens."""
        done, total = self.far
        return f"importing {done * 100 // total} %" if total else "importing …"

    def _begin(self, stage: str, words: str = "") -> None:
        self.stage, self.words, self.far, self._since = stage, words, (0, 0), monotonic()
        self.changed()

    def _progress(self, stop: Event, done: int, total: int) -> None:
        """Called from the thread that works."""
        if stop.is_set():
            raise Stopped
        self.far = (done, total)

    def _placing(self, done: int, total: int) -> None:
        """Called from the thread that works, once nothing stops it any more."""
        if self.stage != PLACING:
            self.stage, self.words = PLACING, "into the book: row"
        self.far = (done, total)

    # -- what is done ----------------------------------------------------------------------------

    def begin(self, work: Work) -> None:
        """Begin something; what was under way stops first."""
        self.stop()
        self._stop = Event()
        self.app.aside(work, group="import", exclusive=True)

    def stop(self) -> None:
        """Stop what is under way, as far as it can be stopped."""
        self._stop.set()

    def unseen(self) -> None:
        """Nobody looks at it any more: what is filed goes on, all else ends."""
        self.changed = self.looked = _nobody
        if not self.goes_on:
            self.stop()
            self._let_go()

    async def look(self) -> None:
        """Look into every file, then reckon what filing them would do."""
        from ....actions.known.mappings import remembered

        stop = self._stop
        self._begin(LOOKING, "looking into the files")
        self._remembered = await self.app.keeper.ask(remembered)
        today, first = self.app.clock.today(), self.app.day_first
        own = self.app.settings.currency
        for one in self.files:
            await asyncio.to_thread(one.look, today, self._remembered, first, own)
            self.changed()
        if not stop.is_set():
            await self.reckon()
            self.looked()

    async def reckon(self) -> None:
        """Read what is not read yet, and find out on a copy of the book what will happen."""
        stop = self._stop
        try:
            for one in self.files:
                if one.parsed is None:
                    self._begin(LOOKING, f"reading {one.path.name}: row")
                    await asyncio.to_thread(one.read, partial(self._progress, stop))
            await self._try(stop)
        except Stopped:
            return
        except RepbookError as error:
            self.app.refuse(error)
        finally:
            if stop is self._stop:
                self._begin("")

    async def _try(self, stop: Event) -> None:
        parsed = self._parsed()
        self._let_go()
        if parsed:
            self._begin(LOOKING, "looking what would change: row")
            found = await self._at_it(trial, stop, parsed)
            self._tried = found.aside
            if stop.is_set():
                self._let_go()
            else:
                self._given(parsed, found)

    async def file(self) -> None:
        """File what was read."""
        stop, parsed = self._stop, self._parsed()
        self._begin(FILING, "filing: row")
        self.app.bringing = self
        try:
            with self.app.behind(self.in_short):
                found = await self._at_it(
                    bring_in, stop, parsed, aside=self._tried, placing=self._placing
                )
        except Stopped as error:
            self.app.say(str(error))
            return
        except RepbookError as error:
            self.app.refuse(error)
            return
        finally:
            self.app.bringing = None
            self._let_go()
            self._begin("")
        self.done = True
        self._given(parsed, found)
        for one in self.files:
            remember(one.path.parent)
        self.changed()
        await self.app.refresh_book()
        self.app.say(" ".join(filter(None, (_told(found.reports), found.unkept))))

    async def _at_it(
        self,
        what: Callable[..., Found],
        stop: Event,
        parsed: Sequence[Parsed],
        **how: object,
    ) -> Found:
        return await asyncio.to_thread(
            what,
            self.app.keeper.path,
            self.app.clock,
            parsed,
            answers=self.answers,
            progress=partial(self._progress, stop),
            rules=self.app.rules,
            **how,
        )

    def _let_go(self) -> None:
        """What was tried counts no more."""
        if self._tried is not None:
            self._tried.close()
        self._tried = None

    def _parsed(self) -> list[Parsed]:
        return in_order(one.parsed for one in self.files if one.parsed is not None)

    def _given(self, parsed: Sequence[Parsed], found: Found) -> None:
        """Give each file its report."""
        reports = found.reports
        self.doubles = reports[-1].duplicates or () if reports else ()
        for one in self.files:
            for each, report in zip(parsed, reports, strict=True):
                if each is one.parsed:
                    one.report = report

    def answer(self, some: Sequence[Difference], *, take: bool) -> None:
        """Take what the file says, or keep what the book has; then see anew what would happen."""
        for difference in some:
            self.answers[difference.key] = take
        self.begin(self.reckon)


def _nobody() -> None:
    """Nobody looks at it."""


def _told(reports: Sequence[ImportReport]) -> str:
    added = "; ".join(filter(None, (tables_text(report.added) for report in reports)))
    return f"Imported: {added or 'nothing new'}."
