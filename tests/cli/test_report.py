"""repbook report: what each report found, and the numbers of one as a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from repbook.cli.text.cells import width
from repbook.domain.reports.report import NAMES

from .conftest import Run


def test_every_report_has_a_line(run: Run, book: Path) -> None:
    out = run("report").out
    listed = [line.split()[0] for line in out.splitlines() if line.startswith("  ")]
    assert [name for name in listed if name in NAMES] == list(NAMES)
    assert "Half of 1 customer" in out


def test_one_report_is_a_table_with_aligned_columns(run: Run, book: Path) -> None:
    said = run("report", "promises")
    assert said.out.splitlines()[0] == "No promise fell due in 26 weeks"
    rows = run("report", "touches").out.splitlines()
    assert rows[2].split() == ["by", "answered", "one", "way", "no", "answer"]
    assert rows[3].split() == ["call", "1", "0", "0"]
    assert rows[3].index("1") == rows[2].index("answered") + len("answered") - 1


@pytest.mark.parametrize("columns", ["40", "80", "160"])
def test_a_report_fits_the_width(
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for line in run("report").out.splitlines():
        assert width(line) <= int(columns)


def test_a_report_for_another_program(run: Run, book: Path) -> None:
    told = json.loads(run("report", "debt", "--json").out)
    assert told["name"] == "debt"
    assert told["rows"][-1]["on"] == "2026-06-01"
    assert isinstance(told["rows"][-1]["debt"], int)
    assert json.loads(run("report", "--json").out).keys() == set(NAMES)


@pytest.mark.parametrize("typed", ["prom", "Promises"])
def test_a_report_may_be_named_as_in_the_app(run: Run, book: Path, typed: str) -> None:
    assert "promise" in run("report", typed).out


@pytest.mark.parametrize("typed", ["nonsense", "t", ""])
def test_a_report_that_is_not_there_is_wrong_usage(run: Run, book: Path, typed: str) -> None:
    said = run("report", typed)
    assert (said.code, said.out) == (2, "")
    assert "choose from promises, debt" in said.err
