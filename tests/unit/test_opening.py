"""The head of a line: a table of cases, with the answers reasoned first."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.domain import contacts as c
from repbook.domain.capture import parse_line
from repbook.domain.dates import parse_day
from repbook.domain.kinds import Reach
from repbook.domain.opening import read_opening

TODAY = date(2026, 6, 10)
"""A Wednesday."""
HOW = {
    "T": c.TALKED,
    "V": c.VOICEMAIL,
    "N": c.NO_ANSWER,
    "R": c.THEY_RANG,
    "S": c.VISIT,
    "SN": c.NOT_IN,
    "E": c.EMAIL,
    "W": c.THEY_WROTE,
    "L": c.LETTER,
    "LI": c.THEIR_LETTER,
    "M": c.MESSAGE,
    "MI": c.THEIR_MESSAGE,
}


def cases() -> list[tuple[str, str, str, str]]:
    """The table: line, how, day, rest."""
    table = Path(__file__).with_name("openings.txt").read_text(encoding="utf-8")
    rows = (row for row in table.splitlines() if "|" in row and not row.startswith("#"))
    split = ([part.strip() for part in row.split("|")] for row in rows)
    return [(line, how, *[*rest, "", ""][:2]) for line, how, *rest in split]  # type: ignore[misc]


def test_the_table_is_long() -> None:
    assert len(cases()) >= 250


@pytest.mark.parametrize(("line", "how", "day", "rest"), cases())
def test_a_line_means_what_was_said(line: str, how: str, day: str, rest: str) -> None:
    read = read_opening(line, TODAY)
    if how == "ask":
        assert read.trouble is not None
        assert read.trouble.hint
        return
    assert read.trouble is None, str(read.trouble)
    on = parse_day(day, TODAY, future=False) if day else TODAY
    assert (read.contact, read.on_day, read.rest) == (HOW[how], on, rest)
