"""A few screens and steps of a long run: nothing is left of those that are gone, and large steps stay quick."""

from __future__ import annotations

import asyncio
import gc
from datetime import date
from pathlib import Path

import pytest
from textual._styles_cache import StylesCache

from app.support import Running, no_form_is_left
from blank import new_book
from faults.harness import open_files
from faults.power_cuts import CLOCK
from polite import PATIENCE
from repbook.actions.base import history
from repbook.actions.customers import customers
from repbook.actions.imports import bringing
from repbook.actions.touches import touches
from repbook.domain.spine.rules import DEFAULT
from repbook.interchange.filing.read_file import read
from repbook.storage.book.book import Book
from repbook.storage.safety.opening import open_book

FORMS = 4


@pytest.mark.fault("F121")
@pytest.mark.slow("forms opened and left many times, and the memory looked through")
async def test_a_form_that_was_left_is_gone(small: dict[str, int], running: Running) -> None:
    """None of those that were opened is held by anything, nor what was drawn of them."""
    async with running(size=(80, 24)) as pilot:
        drawn = []
        for _ in range(FORMS):
            await pilot.press("l", "escape", "3", "1")
            await asyncio.wait_for(no_form_is_left(), PATIENCE)
            drawn.append(sum(isinstance(each, StylesCache) for each in gc.get_objects()))
        assert drawn[-1] <= drawn[1] + 5, drawn


@pytest.mark.fault("F122")
@pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir(), reason="handles are counted as Linux has them"
)
def test_openings_and_writes_leave_no_handle_and_no_file(tmp_path: Path) -> None:
    path = new_book(tmp_path / "book.db")
    with open_book(path, CLOCK) as book:
        customers.add(book, "Marsh Foods")

    def once() -> None:
        with open_book(path, CLOCK) as book:
            touches.log(book, touches.LogEntry(1, line="call"), rules=DEFAULT)
            history.undo(book)

    once()
    before = open_files(), sorted(each.name for each in tmp_path.iterdir())
    for _ in range(20):
        once()
    assert (open_files(), sorted(each.name for each in tmp_path.iterdir())) == before


@pytest.mark.fault("F117", "F94")
def test_an_import_of_many_rows_is_one_step_that_is_undone_and_done_again(tmp_path: Path) -> None:
    """By hand it is 10,000 rows; here their kind: all in one step, and none of it left."""
    path, rows = new_book(tmp_path / "book.db"), 400
    table = tmp_path / "firms.csv"
    table.write_text("Company,City\n" + "".join(f"Firm {n},Leeds\n" for n in range(rows)))
    told: list[int] = []
    parsed = read(table, today=date(2026, 6, 3), progress=lambda done, _: told.append(done))
    bringing.bring_in(path, CLOCK, (parsed,), rules=DEFAULT)

    def count(book: Book) -> int:
        found: int = book.rows("SELECT count(*) FROM customers")[0][0]
        return found

    with open_book(path, CLOCK) as book:
        assert count(book) == rows
        assert history.undo(book).label.startswith("import")
        assert count(book) == 0
        history.redo(book)
        assert count(book) == rows
    assert told, "who waits is told how far it is"
