"""What the rep said of a table's columns: which column is meant, and which field.

A column is named by its heading (letters and figures count, not case, accents, or signs), or by its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext, suppress
from difflib import get_close_matches

from ...errors import InvalidInput
from ..mapping.layout import keys_of
from ..programs.profiles import squeezed
from .field_words import Chosen, meant

NAMED = 8


def pairs(said: Iterable[str]) -> dict[str, str]:
    """``COLUMN=FIELD`` as typed, parted; raises ``InvalidInput`` (field "map") for what is none."""
    found: dict[str, str] = {}
    for one in said:
        column, equals, field = one.rpartition("=")
        if not equals or not column.strip():
            hint = 'write it like --map "Telephone=phone"'
            raise InvalidInput(
                f'"{one}" does not say which column is which field', hint, field="map"
            )
        meant(field)
        found[column.strip()] = field.strip()
    return found


def places(
    header: Sequence[str], mapping: Mapping[str, str], *, strict: bool = True
) -> dict[int, Chosen]:
    """The columns that ``mapping`` names, from 0, with what they are to fill.

    Raises ``InvalidInput`` (field "map") for a column that could be either of two, and where ``strict`` for one that
    is not there, and for an unknown field; else these are passed over.
    """
    found: dict[int, Chosen] = {}
    for column, field in mapping.items():
        place = place_of(header, column)
        if place is not None:
            with nullcontext() if strict else suppress(InvalidInput):
                found[place] = meant(field)
        elif strict:
            raise InvalidInput(
                f'there is no column "{column}"', _nearest(header, column), field="map"
            )
    return found


def place_of(header: Sequence[str], column: str) -> int | None:
    """Where a column stands, by its heading or its number from 1; None where there is none.

    Raises ``InvalidInput`` (field "map") where two columns are headed so.
    """
    exact = [place for place, name in enumerate(header) if name == column]
    key = squeezed(column)
    alike = [place for place, name in enumerate(keys_of(header)) if key and name == key]
    if len(exact) == 1 and len(alike) < 2:
        return exact[0]
    if len(alike) > 1 and not (exact and header[exact[0]].endswith(")")):
        numbers = " or ".join(str(place + 1) for place in alike)
        message = f'{len(alike)} columns are headed "{header[alike[0]]}"'
        raise InvalidInput(message, f"say which by its number: {numbers}", field="map")
    if exact or alike:
        return (exact or alike)[0]
    number = int(column) if column.isascii() and column.isdigit() else 0
    return number - 1 if 0 < number <= len(header) else None


def name_of(header: Sequence[str], place: int) -> str:
    """What ``place_of`` knows a column by: its heading, or its number where others are headed alike."""
    with suppress(InvalidInput):
        if place_of(header, header[place]) == place:
            return header[place]
    return str(place + 1)


def _nearest(header: Sequence[str], column: str) -> str:
    key = squeezed(column)
    near = [name for name in header if key and key in squeezed(name)]
    near = near or get_close_matches(column, list(header), 3)
    named = ", ".join(near or header[:NAMED]) + (" …" if not near and len(header) > NAMED else "")
    return f"did you mean {' or '.join(near)}?" if near else f"there are: {named}"
