"""A home of its own for every test of the command line, and books made once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from blank import new_book
from repbook.actions.care import evidence, promises
from repbook.actions.customers import customers, facts, people
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.cli import main
from repbook.clock import Clock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book

TODAY = date(2026, 6, 3)
"""A Wednesday."""


class Said(NamedTuple):
    """What a command left: its exit status and its two streams."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of the person who runs the tests is read or written."""
    for variable in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(tmp_path / variable.lower()))
    for variable in ("REPBOOK_BOOK", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("REPBOOK_TODAY", TODAY.isoformat())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Do what is typed after ``repbook``."""

    def typed(*argv: object) -> Said:
        code = main([str(word) for word in argv])
        return Said(code, *capsys.readouterr())

    return typed


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two customers with a row of most sorts, one name that a terminal or a spreadsheet could run."""
    path = tmp_path_factory.mktemp("books") / "furnished.db"
    new_book(path)
    with Book(path, Clock(TODAY)) as book:
        marsh = customers.add(
            book, "Marsh Foods", city="Leeds", person="Jo Marsh", phone="+44 113 496", note="=1+1"
        ).ids["customers"][0]
        customers.add(book, "Müller & Söhne", city="Köln", note="Ladebühne\nhinten")
        customers.add(book, "=HYPERLINK(1)", phone="0113 5")
        jo = book.rows("SELECT id FROM people")[0][0]
        people.edit(book, jo, role="Buyer, dairy")
        sales.add(
            book, marsh, "Chiller", ordered_on=date(2026, 5, 12), amount=123405, rules=DEFAULT
        )
        touches.log(
            book,
            touches.LogEntry(
                marsh, line="runs cold * 3 h saved ? door sticks @ Anna sails", person_id=jo
            ),
            rules=DEFAULT,
        )
        promises.add(book, marsh, "send the manual", date(2026, 6, 5))
        facts.add(book, marsh, "personal", "is looking for a new job", confidential=True)
        evidence.add(book, marsh, "2 h less cleaning")
    return path


@pytest.fixture
def book(furnished: Path, home: Path) -> Path:
    """The furnished book in the usual place."""
    path = home / "data/repbook/book.db"
    path.parent.mkdir(parents=True, mode=0o700)
    shutil.copy(furnished, path)
    return path
