"""Today's lines, each made when it is looked at: the same as if all of them stood in a list."""

from __future__ import annotations

import random
from datetime import date

import pytest

from repbook.domain.spine.kinds import Band, Group, Phase
from repbook.domain.spine.model import Reason, Today, TodayRow
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today import today_page
from repbook.ui.lists.ticked import place_of
from repbook.ui.lists.today_lines import Lines, lines_of
from repbook.ui.lists.today_list import TodayList

SIZES = [{}, {Group.SAVE: 1}, {Group.DUE: 2, Group.DATES: 1}, dict.fromkeys(Group, 3)]


def row(at: int, group: Group) -> TodayRow:
    reason = Reason(group, f"ask {at}", "log", float(-at))
    return TodayRow(at, f"Name {at}", Phase.SETTLED, "B", 3, reason, 0, Band.CALM)


def page(sizes: dict[Group, int], hidden: int = 0) -> Today:
    groups = [group for group, size in sizes.items() for _ in range(size)]
    rows = tuple(row(at, group) for at, group in enumerate(groups, 1))
    empty = today_page.lay_out((), date(2026, 6, 3), rules=DEFAULT)
    return empty._replace(rows=rows, red_hidden=hidden)


def as_words(lines: object) -> list[str]:
    """A head, what leads to the rest, or whose row it is."""
    return [line.note or line.row.customer for line in lines]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("sizes", "hidden", "said"),
    [
        ({}, 0, []),
        ({Group.DUE: 2}, 4, [f"{Group.DUE.value} · 2", "Name 1", "Name 2"]),
        (
            {Group.SAVE: 1, Group.DATES: 1},
            4,
            [
                *(f"{Group.SAVE.value} · 1 of 5", "Name 1"),
                "4 more are red: go through them one by one",
                *(f"{Group.DATES.value} · 1", "Name 2"),
            ],
        ),
    ],
)
def test_a_head_for_each_group_and_its_rows(sizes, hidden, said):
    assert as_words(lines_of(page(sizes, hidden))) == said


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("hidden", [0, 9])
def test_what_is_asked_of_them_is_as_of_a_list(sizes, hidden):
    lines = lines_of(page(sizes, hidden))
    plain = list(lines)
    assert [lines[at] for at in range(-len(lines), 0)] == plain == lines[:]
    for at, line in enumerate(plain):
        assert lines.at_key(line.key) == at
        assert not line.customer_id or lines.about(line.customer_id) == [at]
    assert lines.at_key((Group.DUE, 999)) == -1 == lines.at_key("none")


@pytest.mark.parametrize("seed", range(12))
def test_a_row_that_was_dealt_with_stays_at_its_place_as_in_a_list(seed):
    dice = random.Random(seed)
    old = lines_of(page({group: dice.randrange(4) for group in Group}, dice.choice((0, 7))))
    rows = TodayList(old)
    for line in [each for each in old if each.of]:
        live = rows.beside(line, old)
        assert isinstance(live, Lines)
        assert list(live) == list(rows.beside(line, list(old)))
        place = old.at_key(line.key)
        told = place_of(old, place, live, rows.selectable)
        assert told == place_of(list(old), place, list(live), rows.selectable)
        at, above, below = told
        more = [*above, line, *below]
        joined = live.joined(at, more)
        assert list(joined) == [*live[:at], *more, *live[at:]]
        assert joined.at_key(line.key) == at + len(above)


def test_of_a_long_page_only_the_lines_that_are_looked_at_are_made(monkeypatch):
    made = []
    known = Lines._line
    monkeypatch.setattr(Lines, "_line", lambda *args: made.append(args) or known(*args))
    lines = lines_of(page({Group.SAVE: 5, Group.DUE: 5000}))
    rows = TodayList(lines)
    rows.cursor = lines.at_key((Group.DUE, 4000))
    held = lines.without(4000).joined(rows.cursor, [lines[rows.cursor]])
    assert held.longest == len("Name 5005")
    assert len(held) == len(lines) == 5007
    assert len(made) < 10
