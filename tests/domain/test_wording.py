"""Words used everywhere: what of a person's text may stand in a book and on a screen, and how a day is told."""

from __future__ import annotations

from datetime import date

import pytest

from repbook.wording import ago, clean, count, day_text, is_unsafe

RUNS = [(0, 0x1F), (0x7F, 0x9F), (0x202A, 0x202E), (0x2066, 0x2069)]
ALONE = (0x061C, 0x200E, 0x200F)
"""Controls, and every sign of Unicode that turns the reading order: marks, embeddings, overrides, isolates."""


@pytest.mark.fault("F06")
@pytest.mark.fault("F07")
@pytest.mark.fault("F08")
def test_what_drives_a_terminal_or_turns_the_reading_order_is_kept_nowhere() -> None:
    unsafe = {code for first, last in RUNS for code in range(first, last + 1)} | {*ALONE}
    near = {code + step for code in unsafe for step in (-1, 0, 1) if code + step >= 0}
    assert {code for code in near if is_unsafe(chr(code))} == unsafe
    for code in unsafe:
        for lines in (False, True):
            kept = clean(f"Jo{chr(code)}Marsh", lines=lines)
            assert chr(code) not in kept or (lines and chr(code) in "\n\t"), hex(code)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        *[(0, "today"), (1, "yesterday"), (2, "2 d ago"), (-1, "tomorrow"), (-2, "in 2 d")],
        *[(400, "400 d ago"), (-400, "in 400 d")],
    ],
)
def test_how_long_ago_a_day_was(days: int, said: str) -> None:
    today = date(2026, 6, 3)
    assert ago(date.fromordinal(today.toordinal() - days), today) == said


def test_a_day_names_its_year_where_it_is_not_this_one() -> None:
    day = date(2026, 6, 5)
    assert day_text(day, date(2026, 1, 1)) == "Fri 5 Jun"
    assert day_text(day, date(2025, 12, 31)) == day_text(day) == "Fri 5 Jun 2026"


def test_one_is_singular_and_any_other_number_plural() -> None:
    said = [count(number, "call") for number in (0, 1, 2)]
    assert said == ["0 calls", "1 call", "2 calls"]
    assert [count(number, "day off", "days off") for number in (1, 2)] == [
        "1 day off",
        "2 days off",
    ]
