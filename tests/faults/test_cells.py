"""A value that its column never takes: whoever stumbles over it is told which it is, and goes on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from blank import new_book
from faults import cells
from faults.harness import faults
from faults.power_cuts import CLOCK
from repbook.actions.customers import customers
from repbook.actions.touches import touches
from repbook.cli import main
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book


@pytest.mark.fault("F70")
@pytest.mark.slow("every command on many spoiled books")
def test_a_value_of_another_kind_is_met_by_every_command() -> None:
    found = cells.run(4, 11)
    assert not faults(found), found


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = new_book(tmp_path / "book.db")
    with Book(path, CLOCK) as opened:
        customers.add(opened, "Hollis Dairy", person="Tom Hollis", phone="555 0101")
        customers.add(opened, "Marsh Foods")
        touches.log(opened, touches.LogEntry(1, line="fits well"), rules=DEFAULT)
    return path


@pytest.mark.fault("F70")
@pytest.mark.parametrize(
    ("sql", "words", "said"),
    [
        ("UPDATE customers SET website = x'00ff' WHERE id = 1", ("show", "hollis"),
         "the book is damaged: customers 1: website is not a text - open the customer"),
        ("UPDATE journal SET before = '' WHERE id = (SELECT max(id) FROM journal)", ("undo",),
         "the book is damaged: journal"),
        ("UPDATE journal SET before = '[1, 2]' WHERE id = (SELECT max(id) FROM journal)", ("undo",),
         "the book is damaged: journal"),
        ("UPDATE journal SET after = '7' WHERE id = (SELECT max(id) FROM journal)", ("check",),
         "after can't be read back"),
    ],
)  # fmt: skip
def test_who_stumbles_over_it_is_told_which_it_is(
    book: Path, capsys: pytest.CaptureFixture[str], sql: str, words: tuple[str, ...], said: str
) -> None:
    with closing(sqlite3.connect(book)) as connection, connection:
        connection.execute(sql)
    assert main(["--book", str(book), *words]) == 1
    told = capsys.readouterr()
    assert said in told.out + told.err
    assert told.err.count("\n") <= 1
