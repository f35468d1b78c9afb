"""Whatever columns a rep maps to whatever fields: each cell is in a record, kept with it, or its row is named."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from repbook.errors import RepbookError
from repbook.interchange.choosing.field_list import GROUPS
from repbook.interchange.choosing.field_words import meant
from repbook.interchange.choosing.laying import Told
from repbook.interchange.mapping.layout import AMOUNTS, DAYS
from repbook.interchange.reading.records import Parsed

Give = Callable[..., Parsed]
TABLES = (
    (),
    ("Company", "City", "Phone"),
    ("Name", "Email"),
    ("Order no", "Customer", "Order date", "Total"),
    ("Record ID", "First Name", "Last Name", "Email", "Associated Company"),
    ("Record ID", "Company name", "City"),
    ("Deal Name", "Deal Stage", "Close Date", "Amount", "Associated Company"),
    ("First Name", "Last Name", "Company", "Position", "Connected On", "Email Address"),
)
UNDERSTOOD = frozenset(
    ("tier", "newsletter", "no newsletter", "do not call", "main", "is company", "deleted")
)
UNDERSTOOD |= {
    "done",
    "won",
    "birth day",
    "birth month",
    "birth year",
    "birthday",
    "anniversary",
    "date",
}
UNDERSTOOD |= {
    "kind",
    "outcome",
    "status",
    "stage",
    "currency",
    "first name",
    "middle name",
    "last name",
}
"""Fields whose words become something else, or (the parts of a name) stand in the whole of it."""
FIELDS = [one.word for _, group in GROUPS for one in group if one.name not in UNDERSTOOD]
FIELDS += [
    "customer phone",
    "customer e-mail",
    "person note",
    "customer note",
    "phone/home",
    "touch note",
]
OWN = {"Order date": "ordered", "Close Date": "ordered", "Total": "amount", "Amount": "amount"}
OWN |= {"Email": "e-mail", "Email Address": "e-mail", "Phone": "phone"}


def cell(name: str, row: int, column: int) -> str:
    if name in DAYS:
        return (date(2025, 1, 1) + timedelta(days=row * 31 + column)).isoformat()
    if name in AMOUNTS:
        return f"{1000 + row * 100 + column}.00"
    if name == "e-mail":
        return f"m{row}x{column}@a.example"
    if name in {"phone", "mobile", "fax"}:
        return f"0171 55{row}00{column:02}7"
    return f"Word{row}x{column}y"


def is_there(value: str, text: str) -> bool:
    if value in text:
        return True
    try:
        return repr(date.fromisoformat(value)) in text
    except ValueError:
        return value.endswith(".00") and f"={value[:-3]}00" in text


@pytest.mark.parametrize("seed", range(150))
def test_no_cell_is_lost_however_the_columns_are_mapped(give: Give, seed: int) -> None:
    dice = random.Random(seed)
    header = [*dice.choice(TABLES), *(f"Zz{n}" for n in range(dice.randint(1, 5)))]
    dice.shuffle(header)
    mapping = {
        name: dice.choice(FIELDS)
        for name in header
        if dice.random() < (0.85 if name.startswith("Zz") else 0.1)
    }
    names = [
        meant(mapping[h]).name.partition("/")[0] if h in mapping else OWN.get(h, "") for h in header
    ]
    rows = [
        [
            "Closed won" if h == "Deal Stage" else cell(name, row, at)
            for at, (h, name) in enumerate(zip(header, names, strict=True))
        ]
        for row in range(2)
    ]
    held = io.StringIO()
    csv.writer(held).writerows([header, *rows])
    try:
        parsed = give(held.getvalue(), told=Told(mapping=mapping))
    except RepbookError as error:
        assert error.hint
        return
    if any(notice.endswith(": left out") for notice in parsed.notices):
        return
    text = repr((parsed.customers, parsed.people, parsed.sales, parsed.touches, parsed.followups))
    out = {problem.line for problem in parsed.problems if not problem.kept}
    lost = [
        f"{h}={value}"
        for line, row in enumerate(rows, 2)
        for h, value in zip(header, row, strict=True)
        if line not in out
        and mapping.get(h) != "ignore"
        and h not in {"Deal Stage", "First Name", "Last Name"}
        if not is_there(value, text)
    ]
    assert lost == [], (header, mapping)
