"""What is a finding: a crash, a word on the terminal or in the log, an exit that nobody asked for, a silence,
a book that is not sound, and a book that undoing everything does not bring back.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from hand.keys import Step, shown
from hand.witness import BY, LEFT
from repbook import __version__
from repbook.clock import Clock
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import NotFound, RepbookError
from repbook.storage.book import journal
from repbook.storage.book.book import Book
from repbook.storage.safety import integrity
from repbook.storage.transfer.whole_book import FACTS

WORDS = re.compile(
    rb"Traceback \(most|should not have happened|MarkupError|never awaited|Exception ignored"
)
"""What no terminal may show."""

Rows = Mapping[str, tuple[tuple[Any, ...], ...]]


@dataclass
class Finding:
    """One thing that went wrong. ``place`` tells two of a kind apart."""

    kind: str
    place: str = ""
    seed: int = 0
    size: str = ""
    book: str = ""
    version: str = __version__
    tail: str = ""
    notes: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Short, the same for every finding of one kind at one place."""
        return re.sub(r"[^a-z0-9.]+", "-", f"{self.kind} {self.place}".lower()).strip("-")[:100]

    def like(self, other: Finding | None) -> bool:
        """Whether another finding is the same one again."""
        return other is not None and (self.kind, self.place) == (other.kind, other.place)

    def line(self) -> str:
        """The finding in a line."""
        where = f" · {self.place}" if self.place else ""
        return f"{self.kind}{where} · {self.book} {self.size} seed {self.seed} · {len(self.steps)} steps"

    def keep(self, folder: Path, *, suffix: str = "") -> Path:
        """Write it down, for ``--replay`` and ``--shrink``; returns where."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name}-{self.seed}{suffix}.json"
        told = {**asdict(self), "shown": shown(self.steps)}
        steps = told.pop("steps")
        lines = ",\n  ".join(json.dumps(step, ensure_ascii=False) for step in steps)
        head = json.dumps(told, ensure_ascii=False, indent=1).removesuffix("\n}")
        path.write_text(f'{head},\n "steps": [\n  {lines}\n ]\n}}\n', "utf-8")
        return path

    @classmethod
    def read(cls, path: Path) -> Finding:
        """A finding as it was kept."""
        told = json.loads(path.read_text("utf-8"))
        told.pop("shown", None)
        return cls(**told)


def unseen(trouble: Path) -> tuple[str, bool, str]:
    """The first thing that the witness wrote down, whether a command asked to leave, and who did leave."""
    lines = trouble.read_text("utf-8").splitlines() if trouble.exists() else []
    said = [line for line in lines if not line.startswith((LEFT, BY))]
    by = [line for line in lines if line.startswith(BY)]
    return (said[0] if said else ""), LEFT in lines, (by[-1] if by else "nobody called exit")


def place(notes: list[str]) -> str:
    """Where a crash fell: the innermost line of repbook's own, and what was raised."""
    for note in notes:
        lines = note.strip().splitlines()
        error = next((line for line in lines[3:] if not line.startswith(" ")), "")
        ours = [line.strip() for line in lines if line.strip().startswith("repbook.")]
        first = lines.index(error) if error in lines else 0
        until = next(
            (at for at, line in enumerate(lines) if at > first and not line.startswith(" ")),
            len(lines),
        )
        mine = [line for line in ours if line in [each.strip() for each in lines[first:until]]]
        ours = mine or ours
        return f"{error} {ours[-1] if ours else lines[-1].strip()}"
    return ""


def crash_notes(home: Path) -> list[str]:
    """What the program noted of its own faults."""
    return [path.read_text("utf-8", "replace") for path in sorted(home.rglob("crash-*.txt"))]


def dump(path: Path) -> Rows:
    """Everything in a book that undo answers for: each table's rows by id, caches and drafts left out."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: tuple(connection.execute(f'SELECT * FROM "{table}" ORDER BY id'))
            for table in FACTS
        }


def book_after(path: Path, first: Rows, day: str) -> Finding | None:
    """Whether a book is sound after a run, and the first one again once everything is undone."""
    with Book(path, Clock(date.fromisoformat(day))) as book:
        if (finding := _sound(book, "")) is not None:
            return finding
        undone = 0
        while True:
            try:
                change = journal.undo(book)
            except NotFound:
                break
            except RepbookError as error:
                return Finding("undo is refused", re.sub(r"'.*'", "…", str(error)), tail=str(error))
            undone += 1
            del change
        if (finding := _sound(book, " once all is undone")) is not None:
            return finding
    now = dump(path)
    for table in FACTS:
        if now[table] != first[table]:
            gone = set(first[table]) - set(now[table])
            more = set(now[table]) - set(first[table])
            told = f"{undone} steps undone; gone {sorted(map(repr, gone))[:3]}, there {sorted(map(repr, more))[:3]}"
            return Finding("undoing all gives another book", table, tail=told)
    return None


def _sound(book: Book, when: str) -> Finding | None:
    found = integrity.check(book, rules=DEFAULT)
    if not found:
        return None
    what = re.sub(r"\d+", "n", found[0].what)
    return Finding(
        f"the book is not sound{when}", what, tail="; ".join(one.what for one in found[:5])
    )
