"""Texts that are longer than any hand types: whole in the book, and none of them slows the reading of the rest."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from repbook.interchange.filing.read_file import read

TODAY = date(2026, 6, 3)
HEAD = "Customer,Date,Type,Note\n"


@pytest.fixture(autouse=True)
def as_python_comes() -> Iterator[None]:
    """The limit of ``csv`` belongs to the whole program: an earlier reading must not help this one."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.mark.fault("F12", "F88")
@pytest.mark.parametrize("size", [131_073, 1_000_000])
def test_a_note_of_a_file_comes_in_whole(tmp_path: Path, size: int) -> None:
    note = ("many words, " * (size // 12 + 1))[:size].strip()
    path = tmp_path / "calls.csv"
    path.write_text(f'{HEAD}Marsh Foods,2026-05-01,call,"{note}"\nPark,2026-05-02,call,ok\n')
    found = read(path, today=TODAY)
    assert [touch.note for touch in found.touches] == [note, "ok"]
    assert found.problems == ()
