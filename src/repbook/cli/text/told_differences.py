"""What a newer file says otherwise than the book, as lines: a row of the book a line, with whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from ...wording import count

if TYPE_CHECKING:
    from ...actions.changes.differences import Difference

MOST, SAFE = 20, 5
"""So many rows are listed under one head; fewer of what came in without being asked."""
HEADS = (
    ("filled", "came in"),
    ("taken", "taken"),
    ("kept", "kept as it is"),
    ("open", "differ"),
    ("yours", "yours"),
    ("told", "look at"),
)
"""What became of a difference, and the word before its lines."""


def told(differences: Iterable[Difference]) -> Iterator[tuple[str, str]]:
    """The lines of an import's differences, each with the word before it ("" where the line above goes on)."""
    sorted_by: dict[str, list[Difference]] = {}
    for one in differences:
        sorted_by.setdefault(one.came, []).append(one)
    for came, head in HEADS:
        if came == "kept" and came in sorted_by:
            yield head, count(len(sorted_by[came]), "value")
            continue
        rows = [list(some) for _, some in groupby(sorted_by.get(came, ()), _row)]
        most = SAFE if came == "filled" else MOST
        for number, row in enumerate(rows[:most]):
            yield head if number == 0 else "", line(row)
        if len(rows) > most:
            yield "", f"… and {count(len(rows) - most, 'more', 'more')}"


def line(row: list[Difference]) -> str:
    """``Ella Marsh, Kelder Dairy: name Ella Marsh → Ella Marsh-Bell · role Buyer → Director``."""
    first = row[0]
    whose = ", ".join(filter(None, (first.name, first.customer)))
    return f"{whose}: {' · '.join(map(_said, row))}"


def _row(one: Difference) -> tuple[str, int]:
    return one.entity, one.row_id


def _said(one: Difference) -> str:
    if one.came == "yours":
        yours = f'you wrote "{one.before}"' if one.before else "you left it empty"
        return f'{one.label}: {yours}, the file says "{one.after}"'
    if not one.before:
        return f"{one.label} {one.after}"
    return f"{one.label} {one.before} → {one.after}"
