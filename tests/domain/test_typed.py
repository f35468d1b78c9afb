"""Days and whole lines as sales reps type them in a hurry: right or asked about, never silently another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from repbook.domain.days.dates import parse_when
from repbook.domain.line.capture import KIND, ItemKind, parse_line
from repbook.errors import InvalidInput
from tables import each

HERE = Path(__file__).parent
SIGN = {kind: sign for sign, kind in KIND.items()} | {ItemKind.BIRTHDAY: "@"}


def cases(name: str) -> Iterator[tuple[str, str, str]]:
    """The day on which a case is typed, with the direction it points, the case, and its answer."""
    typed_on = ""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        typed, arrow, answer = line.partition(" => ")
        if arrow:
            yield typed_on, typed, answer.strip()
        elif not line.startswith("#"):
            typed_on = line


def filed(line: str, today: date) -> str:
    """What a line files, in the words of the table."""
    capture = parse_line(line, today)
    if capture.errors:
        assert all(error.hint for error in capture.errors)
        return "asks"
    parts = [capture.note]
    for item in capture.items:
        hour = "" if item.kind is ItemKind.PROMISE else item.at
        day = f" @@ {item.day} {hour}".rstrip() if item.day else ""
        severity = f" ## {item.severity}" if item.severity else ""
        parts.append(f"{SIGN[item.kind]} {item.filed}{day}{severity}")
    return " // ".join(parts).strip()


def _a_line_files_what_was_meant(typed_on: str, line: str, answer: str) -> None:
    assert filed(line, date.fromisoformat(typed_on[:10])) == answer


def test_a_line_files_what_was_meant() -> None:
    each(list(cases("typed_lines.txt")), _a_line_files_what_was_meant)


def _a_day_is_the_one_that_was_meant(typed_on: str, phrase: str, answer: str) -> None:
    today, ahead = date.fromisoformat(typed_on[:10]), typed_on.endswith("ahead")
    if answer == "asks":
        with pytest.raises(InvalidInput) as refused:
            parse_when(phrase, today, future=ahead)
        assert refused.value.hint
        return
    when = parse_when(phrase, today, future=ahead)
    assert f"{when.day} {when.at}".rstrip() == answer


def test_a_day_is_the_one_that_was_meant() -> None:
    each(list(cases("typed_days.txt")), _a_day_is_the_one_that_was_meant)
