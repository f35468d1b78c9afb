"""A line that was left unfinished means, days later, the days that it meant when it was typed (F32)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from repbook.domain.head.head import read_head
from repbook.domain.head.resumed import as_meant
from repbook.domain.line.capture import parse_line

TYPED_ON = date(2026, 6, 10)
"""A Wednesday."""
LINES = {
    "yesterday: fine ! send fri": "2026-06-09: fine ! send 2026-06-12",
    "vm mon > fri 10am ring jo": "vm 2026-06-08 > 2026-06-12 10:00 ring jo",
    "rang jo yesterday, no answer": "rang jo 2026-06-09, no answer",
    "all good ! ring tomorrow 10am * fitted mon": (
        "2026-06-10: all good ! ring 2026-06-11 10:00 * fitted 2026-06-08"
    ),
    "yesterday: left voicemail ! send card fri": (
        "2026-06-09: left voicemail ! send card 2026-06-12"
    ),
    "last fri: visit, fine": "2026-06-05: visit, fine",
    "mon visit, ok": "2026-06-08 visit, ok",
    "yesterday afternoon: vm": "2026-06-09 afternoon: vm",
    "visit, yesterday, fine > fri: report": "visit, 2026-06-09, fine > 2026-06-12: report",
    "left vm yest ! chase tmrw am": "left vm 2026-06-09 ! chase 2026-06-11 09:00",
    "today: visit, fine": "2026-06-10: visit, fine",
    "> fri call jo 10am": "2026-06-10: > 2026-06-12 10:00 call jo",
    "all fine ? valve leaks major": "2026-06-10: all fine ? valve leaks major",
    "wed: fine": "wed: fine",  # was to be asked about, and is
    "": "",
}


@pytest.mark.parametrize(("line", "meant"), LINES.items())
def test_its_days_become_dates(line: str, meant: str) -> None:
    assert as_meant(line, TYPED_ON, date(2026, 6, 15)).rstrip() == meant


@pytest.mark.parametrize("line", [line for line in LINES if line and not line.startswith("wed")])
@pytest.mark.parametrize("days", (1, 3, 7, 40))
def test_it_means_the_same_on_whichever_day_it_comes_back(line: str, days: int) -> None:
    later = TYPED_ON + timedelta(days)
    before, after = (
        read_head(line, TYPED_ON),
        read_head(as_meant(line, TYPED_ON, later), later),
    )
    assert (after.contact, after.on_day) == (before.contact, before.on_day)
    meant, now = parse_line(before.rest, TYPED_ON), parse_line(after.rest, later)
    assert now.note == meant.note
    for old, new in zip(meant.items, now.items, strict=True):
        gone = (
            old.day is not None and old.day < later and old.kind.value in ("promise", "follow-up")
        )
        if gone:
            assert now.errors, "a day that has gone by is asked about"
        else:
            assert (new.day, new.at) == (old.day, old.at)


@pytest.mark.parametrize("line", LINES)
def test_on_the_same_day_nothing_changes(line: str) -> None:
    assert as_meant(line, TYPED_ON, TYPED_ON) == line


def test_where_the_form_says_when_the_line_does_not() -> None:
    assert as_meant("all fine", TYPED_ON, date(2026, 6, 15), on_day=False) == "all fine"
