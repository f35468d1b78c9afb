"""Tables of money, as programs and people write them: what a careful person finds in each, and nothing else.

A case is a table and, below ``--``, what is to be found in it: a line a record, a line a notice, a line a problem.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from repbook.errors import RepbookError
from repbook.interchange.reading.columns import ASIDE
from repbook.interchange.reading.records import (
    CustomerRecord,
    Extra,
    Parsed,
    PersonRecord,
    SaleRecord,
)

from .conftest import DATA

Give = Callable[..., Parsed]
MONEY = DATA / "money"


class Case(NamedTuple):
    """A table, and what a careful person finds in it."""

    name: str
    table: str
    right: str


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file."""
    for part in path.read_text("utf-8").split("\n== ")[1:]:
        name, _, rest = part.partition("\n")
        table, _, right = rest.partition("\n--\n")
        yield Case(f"{path.stem}: {name}", table + "\n", right.strip("\n"))


CASES = [case for path in sorted(MONEY.glob("*.txt")) for case in cases(path)]


def told(parsed: Parsed) -> Iterator[str]:
    """What a table says, a line a record; what is kept aside is not told."""
    for customer in parsed.customers:
        yield _line("customer", customer.name, *_customer(customer))
    for person in parsed.people:
        yield _line("person", f"{person.name} @ {person.customer_name}", *_person(person))
    for sale in parsed.sales:
        yield _line("sale", f"{sale.title} @ {sale.customer_name}", *_sale(sale))
    for touch in parsed.touches:
        yield _line("touch", f"{touch.kind} @ {touch.customer_name}", str(touch.on_day), touch.note)
    for one in parsed.followups:
        yield _line("to do", f"{one.what} @ {one.customer_name}", str(one.due_on))
    for notice in parsed.notices:
        yield _line("note", notice)
    for problem in parsed.problems:
        yield _line("line", f"{problem.line}: {problem.reason}")


def _customer(one: CustomerRecord) -> Iterator[str]:
    number = "" if one.external_id.startswith("#") else f"id {one.external_id}"
    place = ", ".join(filter(None, (one.street, f"{one.postcode} {one.city}".strip())))
    yield from (number, place, one.region, one.country, one.website, one.industry)
    own = (one.street, one.city, one.region, one.postcode, one.country)
    others = [each for each in one.addresses if each.place != own]
    yield from (f"also {', '.join(filter(None, each.place))}" for each in others)
    yield from (f"{each.kind} {each.value}" for each in one.routes)
    yield one.note


def _person(one: PersonRecord) -> Iterator[str]:
    yield one.role
    yield from (f"{each.kind} {each.value}" for each in one.routes)
    yield from (f"lives {', '.join(filter(None, each.place))}" for each in one.addresses)
    yield one.note


def _sale(one: SaleRecord) -> Iterator[str]:
    yield one.ordered_on.isoformat()
    yield "" if one.amount is None else f"{one.amount / 100:.2f} {one.currency}".strip()
    yield "" if not one.number or one.title.endswith(one.number) else f"no {one.number}"
    for word, day in (
        ("promised", one.promised_on),
        ("live", one.live_on),
        ("due", one.invoice_due_on),
        ("paid", one.paid_on),
        ("cancelled", one.cancelled_on),
    ):
        yield f"{word} {day}" if day else ""
    yield f"{one.kind} {one.cycle_days or ''}".strip() if one.kind else ""
    yield f"by {one.person_name}" if one.person_name else ""


def _line(*parts: str) -> str:
    return " | ".join(part.replace("\n", " / ") for part in parts if part)


def said(give: Give, case: Case) -> tuple[str, Parsed | None]:
    """What a case's table says; or that it is refused, and why."""
    try:
        parsed = give(case.table)
    except RepbookError as error:
        return f"refused | {str(error).partition(' - ')[0]}", None
    return "\n".join(told(parsed)), parsed


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_table_is_read_as_a_careful_person_reads_it(give: Give, case: Case) -> None:
    text, parsed = said(give, case)
    assert text == case.right
    if parsed:
        assert lost(case.table, parsed) == []


def lost(table: str, parsed: Parsed) -> list[str]:
    """The cells that fill no field, and are not kept with their row."""
    records = (*parsed.customers, *parsed.people, *parsed.sales, *parsed.touches)
    lines = {one.line for one in records}
    kept = "\n".join(text for one in records for text in _texts(one.extra))
    return [
        f"{column.heading} of line {number}"
        for number, cells in _rows(table, parsed)
        for column, cell in zip(parsed.columns, cells, strict=False)
        if number in lines and column.field == ASIDE and cell
        if " ".join(cell.split()) not in kept
    ]


def _texts(extra: Extra) -> Iterator[str]:
    return (" ".join(text.split()) for text in extra.values())


def _rows(table: str, parsed: Parsed) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(table), delimiter=parsed.delimiter or ",")
    for cells in reader:
        if [cell.strip() for cell in cells] != [name.strip() for name in parsed.header]:
            yield reader.line_num, [cell.strip() for cell in cells]


def test_a_credit_note_of_a_series_of_its_own_cancels_no_invoice(give: Give) -> None:
    parsed = give(
        "Numero;Data;Ragione sociale;Imponibile;Totale\n"
        "1;10/01/2026;Alfa Srl;1.000,00;1.220,00\n1;20/01/2026;Alfa Srl;-100,00;-122,00\n"
    )
    assert (len(parsed.sales), parsed.lost) == (1, ())


def test_on_our_own_sheets_who_bears_the_customers_name_is_a_person(give: Give) -> None:
    parsed = give(
        "person id,name,customer id,customer,role,main contact,phone,mobile,e-mail,fax,birthday,"
        "newsletter,do not,since on,left on,note\n"
        "ab-1,Soundhar,ab-7,Soundhar,,no,0113 496 0001,,,,,no,,,,\n"
    )
    assert (parsed.program, [one.name for one in parsed.people]) == ("repbook.people", ["Soundhar"])
