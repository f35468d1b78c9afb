"""How far an import has come, so that whoever stops it hears what was read and what was filed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from ..call import Call
from ..progress import Progress

if TYPE_CHECKING:
    from ...storage.book.book import Book

CARDS = frozenset((".vcf", ".vcard"))
LONGEST = 40


class Course:
    """An import on its way: ``progress`` is for what is under way now, ``op_id`` the name of its step."""

    def __init__(self, call: Call) -> None:
        self.op_id = uuid4().hex
        self.progress: Progress | None = None
        self._console = call.console
        self._dry = bool(call.options.dry_run)
        self._book: Book | None = None
        self._in_place = False
        self._read: list[str] = []

    def reading(self, path: Path) -> None:
        """A file is read now."""
        name = path.name if len(path.name) <= LONGEST else f"{path.name[: LONGEST - 1]}…"
        noun = "card" if path.suffix.lower() in CARDS else "row"
        self.progress = Progress(self._console, f"reading {name}:", f"read {name}:", noun).begin()

    def end(self) -> None:
        """What was under way is done."""
        if self.progress is not None:
            self.progress.end()
            if self._book is None:
                self._read.append(str(self.progress))
        self.progress = None

    def filing(self, book: Book) -> Progress:
        """All that was read is filed now."""
        self._book = book
        doing, did = ("trying:", "tried") if self._dry else ("filing:", "filed")
        self.progress = Progress(self._console, doing, did).begin()
        return self.progress

    def placing(self, done: int, of: int) -> None:
        """Told of by who brings the rows into the book: what was filed in a copy is over."""
        if not self._in_place:
            self._in_place = True
            self.end()
            self.progress = Progress(self._console, "into the book:", "in the book")
        if self.progress:
            self.progress(done, of)

    def stopped(self) -> None:
        """Say what became of an import that was broken off."""
        from ...actions.imports.bringing import Stopped, was_filed
        from ...storage.rows.steps import all_on_their_way

        if self.progress is not None:
            self.progress.broken_off()
        if self._book is not None and not self._dry and was_filed(self._book, self.op_id):
            coming = self._in_place and all_on_their_way(self._book.connection)
            rest = ", and its last rows come as the book is opened next" if coming else ""
            self._console.note(f"the import is filed{rest}; `repbook undo` takes it back")
            return
        if self._book is None and self.progress is not None and self.progress.of:
            self._read.append(str(self.progress))
        self._console.note(f"repbook: {Stopped(', '.join(self._read))}")
