"""What is kept of a large file: packed, joined by its keys, and the same as if all of it were at hand."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from repbook.interchange.gathering import once
from repbook.interchange.gathering.places import Places
from repbook.interchange.mapping.cells import one_line, one_lines
from repbook.interchange.reading import packed
from repbook.interchange.reading.packed import Packed, given, told
from repbook.interchange.reading.records import LostRecord, Parsed, SaleRecord

Give = Callable[..., Parsed]
HEADER = "Company,City,Name,Email,Order Number,Order Date,Product,Amount,Notes"


@pytest.mark.parametrize("many", [0, 1, 3, 4, 6, 7, 25])
def test_a_packed_list_is_a_list(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "AT_ONCE", 3)
    wanted = [SaleRecord(at, f"#{at}", "Marsh", "", "Pump", date(2026, 3, 1)) for at in range(many)]
    held = Packed(wanted)
    assert len(held) == many
    assert list(held) == wanted == list(held.settled())
    assert [held[at] for at in range(-many, many)] == wanted * 2
    assert held[1:5] == wanted[1:5]
    with pytest.raises(IndexError):
        held[many]
    if many:
        assert held.packed < many
        held.exchange(many - 1, wanted[0])
        assert held[-1] == wanted[0]
    assert list(held.drained())[:-1] == wanted[:-1]
    assert not held


def test_what_is_packed_may_be_of_several_sorts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "AT_ONCE", 3)
    sale = SaleRecord(1, "#1", "Marsh", "", "Pump", date(2026, 3, 1))
    wanted = [sale, replace(sale, title="Fan"), 7, "x", (1, sale), None, sale, sale, sale, sale]
    assert list(Packed(wanted)) == wanted


@pytest.mark.parametrize("many", [0, 1, 6, 7, 8, 25])
def test_single_fields_are_told_without_the_rest(
    many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "AT_ONCE", 3)
    notes = ("", "", "", "n", "", "", "rang")
    wanted = [
        SaleRecord(at, f"#{at}", "Marsh", "", notes[at % 7], date(2026, 3, 1)) for at in range(many)
    ]
    for some in (Packed(wanted), tuple(wanted)):
        assert [*told(some, "title", "line", "amount")] == [
            (one.title, one.line, None) for one in wanted
        ]
    assert list(Packed(wanted)) == wanted


def test_of_values_of_several_sorts_fields_are_told_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packed, "AT_ONCE", 2)
    sale = SaleRecord(1, "#1", "Marsh", "", "Pump", date(2026, 3, 1))
    lost = LostRecord(2, "#2", "Lost")
    some = [sale, lost] * 4
    assert [*told(Packed(some), "line")] == [(1,), (2,)] * 4
    assert given(lost, "line", 3) is lost
    assert lost.line == 3


SIGNS = (
    "Ann",
    " a",
    "b ",
    "x  y",
    "&amp;",
    "-",
    "NULL",
    "\\N",
    "",
    "|",
    "a|b",
    "\t",
    "Łódź",
    "1.0",
    "?",
)


def test_cells_cleaned_together_are_as_each_by_itself() -> None:
    chance = random.Random(3)
    for _ in range(400):
        cells = [chance.choice(SIGNS) for _ in range(chance.randint(1, 4))]
        assert one_lines(cells) == list(map(one_line, cells)), cells


def test_a_number_for_each_of_many_keys() -> None:
    places = Places()
    for number in range(5000):
        places.put(number, "person", str(number))
    places.put(7, "person", "0")
    assert places.get("customer", "0") is None
    assert [places.get("person", str(number)) for number in range(5000)] == [7, *range(1, 5000)]
    assert len(places) == 5000


@pytest.mark.parametrize("columns", [9, 4], ids=["orders", "people"])
def test_rows_of_one_anywhere_in_a_file_are_joined(
    columns: int, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether they are at hand or packed; the same is said of them, on the same lines."""
    chance = random.Random(5)
    rows = [
        f"Firm {chance.randrange(40)},{chance.choice(('Leeds', 'Cork', ''))},Ann {chance.randrange(9)},"
        f"{chance.choice(('', f'a{at % 50}@x.example'))},{chance.choice(('', at % 30))},"
        f"2026-02-0{at % 9 + 1},Pump {at % 3},{at}.50,{chance.choice(('', f'note {at % 7}'))}"
        for at in range(300)
    ]
    text = "\n".join(",".join(row.split(",")[:columns]) for row in (HEADER, *rows))
    at_hand = give(text)
    monkeypatch.setattr(packed, "AT_ONCE", 3)
    monkeypatch.setattr(once, "SPAN", 7)
    spread = give(text)
    assert isinstance(spread.people, Packed)
    for sort in ("customers", "people", "sales", "problems"):
        assert list(getattr(spread, sort)) == list(getattr(at_hand, sort))
    assert len(at_hand.people) < len(rows)
