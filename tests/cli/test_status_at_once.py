"""`status` as a prompt asks for it: at hand after the first time, true again after a write."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cli.conftest import TODAY
from needs import needs
from repbook import kept
from repbook.clock import Clock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.views.today import today


def asked(*words: str, book: Path) -> str:
    command = [sys.executable, "-m", "repbook", "--book", str(book), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def until_kept(book: Path) -> bytes:
    """What is kept, once it is of the book as it is now; the child may take a moment."""
    for _ in range(400):
        line = kept.read(str(book), TODAY.isoformat(), kept.STATUS)
        if line:
            return line
        subprocess.run([sys.executable, "-S", "-c", ""], check=True)
    raise AssertionError("nothing was kept")


@needs("os.fork")
def test_the_line_is_kept_by_who_asks_and_made_anew_by_who_writes(book: Path) -> None:
    reckoned = asked("status", book=book)
    assert until_kept(book).decode() == reckoned == asked("status", book=book)
    asked("log", "Marsh Foods: promised ! send the manual wed", book=book)
    again = until_kept(book).decode()
    with Book(book, Clock(TODAY)) as opened:
        assert again == f"{today(opened, DEFAULT).line}\n"
