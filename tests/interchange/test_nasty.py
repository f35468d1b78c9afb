"""Small files of the kinds that are read wrongly: what a careful person finds in each, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from repbook.errors import RepbookError
from repbook.interchange.filing.read_file import read
from repbook.interchange.reading.records import Parsed

NASTY = Path(__file__).parents[1] / "data" / "nasty"
RIGHT = NASTY / "right.txt"
TODAY = date(2026, 3, 18)
LONGEST = 120


def told(parsed: Parsed) -> Iterator[str]:
    """What a file says, a line a record: who, where, what, and how they are reached."""
    for customer in parsed.customers:
        place = " ".join(filter(None, (customer.street, customer.postcode, customer.city)))
        rest = filter(None, (place, customer.website, customer.note, _standing(customer.standing)))
        yield _line("customer", customer.name, *rest, *(one.value for one in customer.routes))
    for person in parsed.people:
        firm = person.customer_name or person.customer_external_id
        about = [person.role, person.note, _standing(person.standing)]
        about += [f"became {person.became}"] if person.became else []
        days = [f"{day.kind} {day.year}-{day.month}-{day.day}" for day in person.dates]
        ways = [f"{one.kind} {one.value}" for one in person.routes]
        yield _line("person", f"{person.name} @ {firm}", *filter(None, about), *ways, *days)
    for sale in parsed.sales:
        days = [str(sale.ordered_on)]
        days += [f"live {sale.live_on}"] if sale.live_on else []
        days += [f"paid {sale.paid_on}"] if sale.paid_on else []
        money = "" if sale.amount is None else f"{sale.amount} {sale.currency}".strip()
        who = [sale.person_name] if sale.person_name else []
        yield _line("sale", f"{sale.title} @ {sale.customer_name}", *days, money, *who)
    for touch in parsed.touches:
        yield _line("touch", f"{touch.kind} @ {touch.customer_name}", str(touch.on_day), touch.note)
    for notice in parsed.notices:
        yield _line("note", notice)
    for problem in parsed.problems:
        yield _line("line", f"{problem.line}: {problem.reason}")


def _standing(word: str) -> str:
    return "" if word == "customer" else word


def _line(*parts: str) -> str:
    return " | ".join(part.replace("\n", " / ")[:LONGEST] for part in parts if part)


def said(path: Path) -> str:
    """What a file says, as it stands in ``right.txt``; or that it is refused, and why."""
    try:
        return "\n".join(told(read(path, today=TODAY)))
    except RepbookError as error:
        return f"refused | {str(error).partition(' - ')[0]}"


def right() -> dict[str, str]:
    """The right answers, by the name of the file."""
    parts = RIGHT.read_text("utf-8").split("== ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2].rstrip("\n") for part in parts}


FILES = sorted(path.name for path in NASTY.iterdir() if path != RIGHT)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_as_a_careful_person_reads_it(name: str) -> None:
    assert said(NASTY / name) == right()[name]


def test_every_answer_has_its_file() -> None:
    assert sorted(right()) == FILES
