"""The columns of a table as a person sees them: heading, what it fills, a few of its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import islice

from ...wording import clean

MOST_ROWS = 200
MOST_SAMPLES = 3
LONGEST = 60
ASIDE, LEFT_OUT = "aside", "ignore"
"""What a column may be said to fill beside a field: it stays with the row, or it stays behind."""


class Why(StrEnum):
    """Why a column fills what it fills: the rep's word now, or earlier, the program, the words over it."""

    CHOSEN = "chosen"
    REMEMBERED = "remembered"
    PROGRAM = "program"
    WORDS = "words"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``number`` from 1, ``field`` in the rep's words ("e-mail"), ``ASIDE``, or ``LEFT_OUT``.

    ``samples`` are different values of it, cleaned and cut, at the most ``MOST_SAMPLES``.
    """

    number: int
    heading: str
    field: str = ASIDE
    why: Why = Why.NONE
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapped:
    """What the rep said of a table's columns, by which the next table of the same ``headings`` is read.

    ``fields`` maps a heading to a field in the rep's words; there are none where the rep wants to be rid of what
    was said. ``on`` is the day when it was used last, None where it is said now.
    """

    headings: str
    fields: Mapping[str, str] = field(default_factory=dict)
    program: str = ""
    on: date | None = None


def samples(rows: Iterable[Sequence[str]], width: int) -> tuple[tuple[str, ...], ...]:
    """Different values of each of ``width`` columns, from the first rows that hold any."""
    found: list[dict[str, None]] = [{} for _ in range(width)]
    for cells in islice(rows, MOST_ROWS):
        for held, cell in zip(found, cells, strict=False):
            if len(held) < MOST_SAMPLES and (said := clean(cell)):
                held[_cut(said)] = None
    return tuple(map(tuple, found))


def bare(header: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[Column, ...]:
    """The columns of a table of which nobody has said yet what they fill."""
    held = samples(rows, len(header))
    return tuple(
        Column(number, name, samples=values)
        for number, (name, values) in enumerate(zip(header, held, strict=True), 1)
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
