"""A sitting as text: what was said, and behind ``»`` what was typed. ``python tests/plain/sitting.py`` writes them anew.

A sitting that is kept in ``jobs`` is played again from what was typed in it, and must read as it did.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from blank import new_book
from repbook.actions.care import expectations, promises
from repbook.actions.customers import customers, facts
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.plain.sitting import converse
from repbook.settings import Settings
from repbook.storage.book.book import Book
from repbook.ui.keys.remapping import remapped

NOW = datetime(2026, 6, 3, 9, 0)
"""A Wednesday."""
TYPED = " » "
JOBS = Path(__file__).with_name("jobs")
SETTINGS = Settings(day_order="dmy", rep={"name": "Ann Bell"})


class Lines(io.StringIO):
    """What is typed, a line a question; it shows on the paper, as an echo does."""

    def __init__(
        self,
        typed: Sequence[str],
        paper: io.StringIO,
        half: str,
        ends: Callable[[], None],
        asked: Callable[[], None],
    ) -> None:
        super().__init__()
        self.typed, self.paper, self.half = list(typed), paper, half
        self.ends, self.asked = ends, asked

    def isatty(self) -> bool:
        return True

    def readline(self, _: int = -1, /) -> str:
        if self.typed:
            self.asked()
            line = self.typed.pop(0)
            self.paper.write(f"» {line}\n")
            return f"{line}\n"
        half, self.half = self.half, ""
        if not half:
            self.ends()
        return half


class Held(NamedTuple):
    """A sitting that was held: its exit status, and the paper."""

    status: int
    paper: str


def hold(
    book: Book,
    typed: Sequence[str],
    *,
    half: str = "",
    ends: Callable[[], None] = lambda: None,
    asked: Callable[[], None] = lambda: None,
    keys: dict[str, object] | None = None,
) -> Held:
    """Hold a sitting; after what is typed, and a line that breaks off in its ``half``, ``ends`` is called.

    ``asked`` is called before each line is typed.
    """
    paper = io.StringIO()
    table = remapped(keys or {})
    heard = Lines(typed, paper, half, ends, asked)
    status = converse((heard, paper), book, book.clock, DEFAULT, SETTINGS, table)
    said = "".join(line.rstrip(" ") + "\n" for line in paper.getvalue().split("\n"))
    return Held(status, said.rstrip("\n") + "\n")


def played(paper: str) -> list[str]:
    """What was typed in a sitting."""
    lines = (line.partition(TYPED.rstrip()) for line in paper.splitlines())
    return [typed.removeprefix(" ") for _, mark, typed in lines if mark]


def copy_of_the_book(path: Path) -> Path:
    """A book of four customers, each with something to do on that Wednesday."""
    path.write_bytes(_bytes())
    path.chmod(0o600)
    return path


@cache
def _bytes() -> bytes:
    with TemporaryDirectory() as folder:
        path = new_book(Path(folder) / "book.db")
        _tell(path)
        return path.read_bytes()


def _tell(path: Path) -> None:
    def on(day: date) -> Book:
        return Book(path, FixedClock(datetime(day.year, day.month, day.day, 9)))

    with on(date(2026, 5, 11)) as book:
        marsh = _one(
            customers.add(
                book, "Marsh Foods", city="Leeds", person="Jo Marsh", phone="+44 113 496 0001"
            )
        )
        orchard = _one(
            customers.add(book, "Orchard Clinic", person="Dr Reyes", phone="0113 496 0002")
        )
        customers.add(book, "Park & Sons", city="York")
        customers.add(book, "Marshal Arms", city="Hull")
        facts.add(book, marsh, "personal", "Jo runs a half marathon in June")
        facts.add(book, marsh, "personal", "is looking for a new job", confidential=True)
        facts.add(book, marsh, "important", "no downtime on Mondays")
    with on(date(2026, 5, 25)) as book:
        sales.add(
            book, orchard, "Theatre pumps", ordered_on=date(2026, 5, 18), live_on=date(2026, 5, 28), agenda="light",
            rules=DEFAULT,
        )  # fmt: skip
        expectations.add(book, orchard, "an hour saved a day")
        touches.log(book, touches.LogEntry(marsh, line="one drum arrived dented"), rules=DEFAULT)
    with on(date(2026, 6, 1)) as book:
        promises.add(book, marsh, "send the manual", date(2026, 6, 3))
        touches.log(
            book, touches.LogEntry(orchard, line="runs, wants a second shelf"), rules=DEFAULT
        )


def _one(change: object) -> int:
    return change.ids["customers"][0]  # type: ignore[attr-defined]


def write_anew() -> None:
    """Play every job that is kept, and keep what it says now."""
    with TemporaryDirectory() as folder:
        for job in sorted(JOBS.glob("*.txt")):
            path = copy_of_the_book(Path(folder) / f"{job.stem}.db")
            with Book(path, FixedClock(NOW)) as book:
                job.write_text(hold(book, played(job.read_text("utf-8"))).paper, "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir()


if __name__ == "__main__":
    write_anew()
