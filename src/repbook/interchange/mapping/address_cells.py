"""Cells as addresses: each with its label, of one column ("4 Mill Lane, Kelder") or of one for each part.

A profile names the columns of an address by part and label ("street/home"); Google numbers them, and has
the label in a cell of its own. Parts without a label are a customer's own address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..reading.records import AddressRecord
from .cells import one_line
from .row_reading import Row


def addresses(row: Row, *, besides: str | None = None) -> tuple[AddressRecord, ...]:
    """Every address of a row, each once; without that labelled ``besides``."""
    places = row.layout.places[row.kind]
    if not places:
        return ()
    found = (_address(row, label, columns) for label, columns in places.items() if label != besides)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _address(row: Row, label: str, columns: Mapping[str, Sequence[int]]) -> AddressRecord | None:
    cells = row.cells
    if not any(cells[column] for at in columns.values() for column in at):
        return None

    def first(part: str) -> str:
        return next(_filled(row, columns[part]), "") if part in columns else ""

    labels = row.layout.labels
    placed = next((labels[at[0]] for at in columns.values() if at[0] in labels), -1)
    if placed >= 0:
        label = one_line(cells[placed]).removeprefix("*").strip()
    written = " ".join(filter(None, (first("street"), first("house"))))
    if "street2" in columns:
        written = ", ".join(filter(None, (written, *_filled(row, columns["street2"]))))
    postcode = first("postcode")
    if postcode[-2:] == ".0":
        postcode = row.judged.whole(columns["postcode"][0], postcode)
    place = (first("city"), first("region"), postcode, first("country"))
    if not (written or any(place)):
        written = first("address")
    return AddressRecord(label, written, *place) if written or any(place) else None


def by_commas(row: Row, field: str) -> str:
    """What a row holds of a field, with commas for the ends of the lines in its cell."""
    found = row.text(field)
    for column in row.columns.get(field, ()) if found else ():
        if row.lines[column] == found and not row.cells[column].isprintable():
            return next(_filled(row, (column,)))
    return found


def _filled(row: Row, columns: Iterable[int]) -> Iterator[str]:
    """What stands in these columns, the lines of a cell as one."""
    for column in columns:
        cell = row.cells[column]
        if cell.isprintable():
            found = one_line(cell).rstrip(",")
        else:
            lines = (one_line(line) for line in cell.splitlines())
            found = ", ".join(line.rstrip(",") for line in lines if line)
        if found:
            yield found
