"""Small tables of few people on many rows: each cell of each row is in a record, or its row is named."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable

import pytest

from repbook.interchange.reading.records import Parsed

Give = Callable[..., Parsed]
PEOPLE = ("Role", "Note", "Phone", "Colour", "Size", "Street", "City", "Website")
ORDERS = (*PEOPLE, "Order no", "Total")


def cell(name: str, row: int, dice: random.Random) -> str:
    n = dice.randint(1, 3)
    return {
        "Phone": f"0171 555{n}00{row}7",
        "Website": f"https://w{n}.example",
        "Total": f"{1000 + row}.00",
        "Order no": f"A{row}00{n}",
    }.get(name, f"{name}x{n}y")


@pytest.mark.parametrize("seed", range(40))
def test_no_cell_of_a_later_row_is_lost(give: Give, seed: int) -> None:
    dice = random.Random(seed)
    orders = dice.random() < 0.5
    further = dice.sample(ORDERS if orders else PEOPLE, dice.randint(2, 6))
    if orders:
        further = list(dict.fromkeys((*further, "Order no", "Total")))
    head = ["Company", "Contact" if orders else "Name", "Email", *further]
    head += ["Order date"] if orders else []
    rows = []
    for row in range(dice.randint(2, 6)):
        who = dice.randint(1, 2)
        cells = [cell(name, row, dice) if dice.random() < 0.8 else "" for name in further]
        day = [f"2025-0{row + 1}-14"] if orders else []
        rows.append([f"Firm {who}", f"Ella Marsh{'x' * who}", f"e{who}@k.example", *cells, *day])
    held = io.StringIO()
    csv.writer(held).writerows([head, *rows])
    parsed = give(held.getvalue())
    text = repr((parsed.customers, parsed.people, parsed.sales)).casefold()
    named = {problem.line for problem in parsed.problems if not problem.kept}
    lost = [
        (line, name, value)
        for line, row in enumerate(rows, 2)
        for name, value in zip(head, row, strict=True)
        if line not in named and name not in {"Order date", "Total"}
        if value.casefold().removeprefix("https://") not in text
    ]
    assert lost == [], held.getvalue()
