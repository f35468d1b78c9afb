"""The columns of a table in a shell: heading, what it fills, a value; and what to type to say it."""

from __future__ import annotations

from collections.abc import Sequence

from ...interchange.choosing.field_list import GROUPS
from ...interchange.choosing.guessed_fields import guesses
from ...interchange.choosing.laying import UnknownTable
from ...interchange.choosing.told_columns import name_of
from ...interchange.reading.columns import ASIDE, LEFT_OUT, Column
from ...wording import safe
from ..console import Console, Piece
from .cells import fit, width

LONGEST_HEADING, LONGEST_FIELD = 30, 24
GAP = 2
UNSAFE = frozenset('"$`\\!\n=')
"""Signs that a shell or the option itself would take for something else."""


def table(columns: Sequence[Column], room: int) -> list[list[Piece]]:
    """A line for each column, under their titles."""
    headings = [safe(one.heading) for one in columns]
    first = min(LONGEST_HEADING, max(map(width, ("column", *headings)))) + GAP
    second = (
        min(LONGEST_FIELD, max(width(word) for word in ("fills", *(c.field for c in columns))))
        + GAP
    )
    left = max(8, room - first - second - GAP)
    lines: list[list[Piece]] = [
        [("  " + fit("column", first) + fit("fills", second) + "such as", "quiet")]
    ]
    for one, heading in zip(columns, headings, strict=True):
        said = fit(safe(one.samples[0]), left).rstrip() if one.samples else ""
        role = "quiet" if one.field in (ASIDE, LEFT_OUT) else ""
        name = fit(heading, first - GAP) + " " * GAP
        lines.append(
            [f"  {name}", (fit(safe(one.field), second - GAP) + " " * GAP, role), (said, role)]
        )
    return lines


def unknown(error: UnknownTable, name: str, room: int) -> list[str]:
    """What there is in a table that nobody knows, and a line to begin with."""
    headings = [one.heading for one in error.columns]
    longest = min(LONGEST_HEADING, max(width(safe(heading)) for heading in headings)) + GAP
    count = len(str(len(headings)))
    lines = [
        fit(
            f"  {one.number:>{count}}  {fit(safe(one.heading), longest)}{safe(' · '.join(one.samples))}",
            room,
        ).rstrip()
        for one in error.columns
    ]
    if error.hopeless:
        return lines
    said = " ".join(
        f'--map "{_named(headings, number)}={field}"'
        for number, field in guesses(error.columns, days=error.dayless).items()
    )
    example = said or f'--map "{_named(headings, 1)}=company"'
    return [*lines, f"  such as: repbook import {_quoted(name)} {example}"]


def fields(console: Console) -> None:
    """Every field that a column can fill, by record, with a line for each."""
    longest = max(len(one.word) for _, group in GROUPS for one in group) + GAP
    for number, (title, group) in enumerate(GROUPS):
        if number:
            console.line()
        console.line((title, "title"))
        for one in group:
            console.wrapped(f"  {fit(one.word, longest)}", one.fills)
    console.line()
    console.wrapped("", BESIDES)


BESIDES = (
    'A record before a field says whose it is: "customer phone", "person note", "sale status".'
    " A column is named by its heading or by its number: 3=e-mail."
)


def _named(headings: Sequence[str], number: int) -> str:
    """A column as it can be typed between quotation marks: by its heading, else by its number."""
    name = name_of(headings, number - 1)
    return name if name.isprintable() and not UNSAFE & set(name) else str(number)


def _quoted(name: str) -> str:
    plain = all(char.isalnum() or char in "._-/+" for char in name)
    return name if plain else f'"{name}"'
