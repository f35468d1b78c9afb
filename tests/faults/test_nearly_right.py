"""A few spoiled books, backups and files; by hand it is thousands. One was found so: its damage has no words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from blank import new_book
from faults import imports, spoiled
from faults.harness import faults
from repbook.clock import FixedClock
from repbook.errors import BookUnusable
from repbook.storage.safety.opening import open_book


@pytest.mark.fault("F56", "F57", "F58", "F59", "F62", "F79", "F80")
def test_what_is_spoiled_is_refused_in_one_line_and_found_in_every_backup() -> None:
    found = spoiled.run(30, 5)
    assert not faults(found), found
    assert found["backups refused in one line"] >= 8


@pytest.mark.fault("F84", "F87", "F89", "F91", "F98", "F100")
def test_a_file_that_is_nearly_right_is_read_or_refused_in_one_line() -> None:
    found = imports.run(25, 5)
    assert not faults(found), found


@pytest.mark.fault("F58")
def test_damage_of_which_no_word_can_be_said_is_damage(tmp_path: Path) -> None:
    path = new_book(tmp_path / "book.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET name = CAST(x'df20' AS TEXT), sql = 'nonsense' WHERE name = 'letters'"
        )
        connection.commit()
    with pytest.raises(BookUnusable, match="damaged"):
        open_book(path, FixedClock(datetime(2026, 6, 3)))
