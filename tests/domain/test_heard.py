"""What a line's words say besides its signs: a rival, one who goes, a name given (R23, R31, R95)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from repbook.domain.line.capture import ItemKind, parse_line, preview
from repbook.domain.line.heard import goes, named
from tables import each

TODAY = date(2026, 6, 10)
PEOPLE = ("Nina Bell", "Jo Hale")


def cases() -> list[tuple[str, str]]:
    table = Path(__file__).with_name("heard.txt").read_text("utf-8").splitlines()
    rows = (row.rpartition("|") for row in table if "|" in row and not row.startswith("#"))
    return [(line.strip(), heard.strip()) for line, _, heard in rows]


def _is_heard(line: str, heard: str) -> None:
    said = parse_line(line, TODAY, own=PEOPLE)
    found = [f"rival {item.text}" for item in said.heard]
    if one := goes(line, PEOPLE):
        found.append(f"goes {PEOPLE[one.place]} > {one.firm}".strip())
    if who := named(line, PEOPLE):
        found.append(f"named {who.name} > {who.firm}".strip())
    assert found == ([heard] if heard else [])


@pytest.mark.practice("R23", "R31", "R95")
def test_what_the_words_say_is_heard() -> None:
    each(cases(), _is_heard)


@pytest.mark.practice("R31")
def test_a_rival_is_shown_with_the_way_to_say_no_and_the_words_stay() -> None:
    said = parse_line("a cheaper offer from Doughtech ! ring back fri", TODAY)
    assert preview(said, TODAY)[1] == ("rival", "Doughtech · \\Doughtech if not")
    assert said.note == "a cheaper offer from Doughtech"
    declined = parse_line("a cheaper offer from \\Doughtech", TODAY)
    assert (declined.note, declined.heard) == ("a cheaper offer from Doughtech", ())
    assert parse_line("share \\\\server\\Docs", TODAY).note == "share \\\\server\\Docs"


BIRTHDAYS = [
    # text behind "@", kind, whose, day
    ("birthday 20 june", ItemKind.BIRTHDAY, "", (6, 20, None)),
    ("Jo's birthday 20 june", ItemKind.BIRTHDAY, "Jo", (6, 20, None)),
    ("birthday 3 may 1980", ItemKind.BIRTHDAY, "", (5, 3, 1980)),
    ("birthday: 3 may 1980", ItemKind.BIRTHDAY, "", (5, 3, 1980)),
    ("her birthday is 20 june", ItemKind.BIRTHDAY, "", (6, 20, None)),
    ("birthday on 20 june", ItemKind.BIRTHDAY, "", (6, 20, None)),
    ("bday 20 jun", ItemKind.BIRTHDAY, "", (6, 20, None)),
    ("20 june birthday", ItemKind.BIRTHDAY, "", (6, 20, None)),
    ("20 june is Jo's birthday", ItemKind.BIRTHDAY, "Jo", (6, 20, None)),
    ("daughter Mia's birthday 3 may", ItemKind.BIRTHDAY, "daughter Mia", (5, 3, None)),
    ("Geburtstag 20 june", ItemKind.BIRTHDAY, "", (6, 20, None)),
    ("birthday 29 feb", ItemKind.BIRTHDAY, "", (2, 29, None)),
    # more than the day: the fact stays as well
    ("birthday 20 june, loves gin", ItemKind.PERSONAL, "", (6, 20, None)),
    # no day that is sure
    ("birthday soon", ItemKind.PERSONAL, "", None),
    ("birthday party on friday", ItemKind.PERSONAL, "", None),
    ("birthday 3/4", ItemKind.PERSONAL, "", None),
    ("birthday 31 june", ItemKind.PERSONAL, "", None),
    ("loves birthday cake", ItemKind.PERSONAL, "", None),
    ("holiday 20 june", ItemKind.PERSONAL, "", None),
]


def _is_a_birthday(
    text: str, kind: ItemKind, whose: str, day: tuple[int, int, int | None] | None
) -> None:
    (item,) = parse_line(f"@ {text}", TODAY).items
    assert item.kind is kind
    assert item.text == text
    assert item.whose == whose
    assert (tuple(item.yearly) if item.yearly else None) == day


@pytest.mark.practice("R20")
def test_a_birthday_is_a_day_of_the_year() -> None:
    each(BIRTHDAYS, _is_a_birthday)
    shown = preview(parse_line("@ Jo's birthday 3 may 1980", TODAY), TODAY)
    assert shown == (("birthday", "Jo · 3 May 1980"),)
    shown = preview(parse_line("@ birthday 20 june, loves gin", TODAY), TODAY)
    assert shown == (("personal", "birthday 20 june, loves gin · birthday 20 Jun"),)
