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


def read_other(line: Line, layout: Layout, judged: Judged, found: Records) -> Other | None:
    """The person whom ``layout`` finds in a row, or None where it holds nothing of them."""
    row = Row(line, "person", layout, judged, found.problems)
    firm = layout.columns.get("customer", {})
    whose = {place for name in ("company", "company id") for place in row.columns.get(name, ())}
    own = {place for at in row.columns.values() for place in at} - whose
    held = {layout.header[place]: many_lines(line.cells[place], plain=True) for place in own}
    held = {name: cell for name, cell in held.items() if cell}
    if not held:
        return None
    customer = make_customer(Row(line, "customer", layout, judged, [])) if firm else None
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
