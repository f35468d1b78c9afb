"""Cells as addresses: each with its label, of one column ("4 Mill Lane, Kelder") or of one for each part.

A profile names the columns of an address by part and label ("street/home"); Google numbers them, and has
the label in a cell of its own. Parts without a label are a customer's own address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..reading.records import AddressRecord
from .row_reading import Row, one_line

PARTS = ("street", "house", "street2", "address", "city", "region", "postcode", "country")


def addresses(row: Row, *, besides: str | None = None) -> tuple[AddressRecord, ...]:
    """Every address of a row, each once; without that labelled ``besides``."""
    found = (
        _address(row, label, columns)
        for label, columns in _columns(row).items()
        if label != besides
    )
    return tuple(dict.fromkeys(one for one in found if any(one.place)))


def _columns(row: Row) -> dict[str, dict[str, list[int]]]:
    """The columns of each address, by label and part."""
    grouped: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
    for part in PARTS:
        for column, label in row.families.get(part, ()):
            grouped[label].setdefault(part, []).append(column)
    return grouped


def _address(row: Row, label: str, columns: dict[str, list[int]]) -> AddressRecord:
    def first(part: str) -> str:
        return next(_filled(row, columns.get(part, ())), "")

    placed = next(
        (row.layout.labels[at[0]] for at in columns.values() if at[0] in row.layout.labels), -1
    )
    if placed >= 0:
        label = one_line(row.cells[placed]).removeprefix("*").strip()
    street = " ".join(filter(None, (first("street"), first("house"))))
    written = ", ".join(filter(None, (street, *_filled(row, columns.get("street2", ())))))
    place = (first("city"), first("region"), first("postcode"), first("country"))
    if not (written or any(place)):
        written = first("address")
    return AddressRecord(label, written, *place)


def _filled(row: Row, columns: tuple[int, ...] | list[int]) -> Iterator[str]:
    """What stands in these columns, the lines of a cell as one."""
    for column in columns:
        lines = (one_line(line) for line in row.cells[column].splitlines())
        found = ", ".join(line.rstrip(",") for line in lines if line)
        if found:
            yield found
