"""The second person of a row and those after: each at the customer of the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..gathering.collected import Records
from ..mapping.judged_columns import Judged
from ..mapping.layout import Layout
from ..mapping.row_reading import Row, many_lines
from ..reading.records import CustomerRecord, PersonRecord
from ..reading.table_lines import Line
from .customer_records import make_customer
from .person_records import make_person


@dataclass(frozen=True, slots=True)
class Other:
    """A further person of a row; where their columns name nobody, what these hold, by heading."""

    person: PersonRecord | None
    nobody: Mapping[str, str] = field(default_factory=dict)


class OtherRow:
    """One row after the other as the person sees it whom ``layout`` finds there."""

    def __init__(self, layout: Layout, judged: Judged, found: Records) -> None:
        self._row = Row("person", layout, judged, found.problems)
        named = layout.columns.get("customer")
        self._firm = Row("customer", layout, judged, []) if named else None
        columns = self._row.columns
        whose = {place for name in ("company", "company id") for place in columns.get(name, ())}
        self._own = {place for at in columns.values() for place in at} - whose

    def read(self, line: Line) -> Other | None:
        """The person, or None where the row holds nothing of them."""
        row, firm = self._row, self._firm
        row.at(line)
        header = row.layout.header
        held = {header[place]: many_lines(line.cells[place], plain=True) for place in self._own}
        held = {name: cell for name, cell in held.items() if cell}
        if not held:
            return None
        customer = None
        if firm:
            firm.at(line)
            customer = make_customer(firm)
            firm.problems.clear()  # they are told of the row's own customer
        person = make_person(row, customer)
        if person is None:
            return Other(None, held)
        return Other(replace(person, extra=row.passed_over()))


def at_customer(
    person: PersonRecord, customer: CustomerRecord | None, first: PersonRecord | None
) -> PersonRecord:
    """A further person, who belongs where the first does."""
    if customer:
        name, number = customer.name, customer.external_id
    elif first:
        name, number = first.customer_name, first.customer_external_id
    else:
        return person
    return replace(person, customer_name=name, customer_external_id=number)
