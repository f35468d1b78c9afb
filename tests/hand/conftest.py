"""What the tests of the hand share: a home of its own, and a book with a customer of every sort."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.widgets import Input

from blank import new_book
from hand.inside import NOW
from repbook.clock import FixedClock
from repbook.storage.book.book import Book
from ui.conftest import furnish


@pytest.fixture(autouse=True)
def hidden_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the developer's own settings, and no cursor blinks."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("REPBOOK_BOOK", "REPBOOK_TODAY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Input, "cursor_blink", False)
    (tmp_path / "home").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path / "home")  # what is exported without a path does not lie here


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book, made once."""
    path = tmp_path_factory.mktemp("book") / "small.db"
    new_book(path)
    with Book(path, FixedClock(NOW)) as book:
        furnish(book)
    return path


@pytest.fixture
def book_path(furnished: Path, tmp_path: Path) -> Path:
    """A copy of the small book for one test."""
    return Path(shutil.copy(furnished, tmp_path / "book.db"))
