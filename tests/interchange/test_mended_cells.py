"""What stands around the text of a cell and is none of it, and cells that hold several ways to reach somebody."""

from __future__ import annotations

import pytest

from repbook.domain.spine.kinds import RouteKind
from repbook.interchange.mapping.cells import one_line
from repbook.interchange.mapping.reach_cells import routes
from repbook.interchange.reading.mended_cells import Mender
from repbook.interchange.reading.table_lines import Line

CELLS = (
    ('="01040"', "01040"),
    ('="a ""b"""', 'a "b"'),
    ("'BA5 1AA", "BA5 1AA"),
    ("'+44 1632 960001", "+44 1632 960001"),
    ("'6900000001", "6900000001"),
    ("'t Hoen", "'t Hoen"),
    ("'s-Hertogenbosch", "'s-Hertogenbosch"),
    ("#1 Plumbing", "#1 Plumbing"),
    ("Err", "Err"),
    ("=1+1", "=1+1"),
    *((fault, "") for fault in ("#BEZUG!", "#N/A", "#NV", "#¡VALOR!", "#NOM?", "#RIF!", "#VERW!")),
    *((fault, "") for fault in ("Err:502", "#####", "#DIV/0!")),
)


@pytest.mark.parametrize(("cell", "text"), CELLS)
def test_what_is_around_a_cell_goes(cell: str, text: str) -> None:
    mender, line = Mender(("Name",)), Line(3, [cell])
    mender.mend(line)
    assert line.cells == [text]
    assert [
        f"is {cell}, a fault of a spreadsheet, in 1 row (line 3)" in one for one in mender.told()
    ] == ([True] if cell and not text else [])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Fern &amp; Moss", "Fern & Moss"),
        ("O&#39;Neil", "O'Neil"),
        ("R&D; Co", "R&D; Co"),
        ("AT&T", "AT&T"),
        ("http://", ""),
        ("https://www.", ""),
        ("mailto:", ""),
        ("http://a.example", "http://a.example"),
    ],
)
def test_signs_of_pages_are_read(cell: str, text: str) -> None:
    assert one_line(cell) == text


P, M = RouteKind.PHONE, RouteKind.EMAIL
REACH = (
    (P, "08041/5551 oder 0171-5552223", "08041/5551 | 0171-5552223"),
    (P, "+49 (0) 8041 555-30 / Sekr. -31", "+49 (0) 8041 555-30 (Sekr. -31)"),
    (P, "0351 55520/21", "0351 55520/21"),
    (P, "0261/555-19", "0261/555-19"),
    (P, "030 123456/0171 5552223", "030 123456 | 0171 5552223"),
    (P, "0171 5552223 (privat)", "0171 5552223 (privat)"),
    (P, "01632 960001 x12", "01632 960001 x12"),
    (P, "+1 650 555 3311, +1 650 555 3312", "+1 650 555 3311 | +1 650 555 3312"),
    (P, "06 12 34 56 78 - 01 23 45 67 89", "06 12 34 56 78 | 01 23 45 67 89"),
    (M, "a@x.example, b@x.example", "a@x.example | b@x.example"),
    (M, "a@x.example ou b@x.example", "a@x.example | b@x.example"),
    (M, "a@x.example b@y.example", "a@x.example | b@y.example"),
    (M, "rosa@h.example (home)", "rosa@h.example (home)"),
    (M, "Ann Lee <ann@lee.example>", "ann@lee.example (Ann Lee)"),
    (M, "[a@b.example](mailto:a@b.example)", "a@b.example"),
    (M, "mailto:hal@s.example?subject=x", "hal@s.example"),
    (M, "work: a@x.example", "work: a@x.example"),
)


@pytest.mark.parametrize(("kind", "cell", "said"), REACH)
def test_a_cell_may_hold_several_ways(kind: RouteKind, cell: str, said: str) -> None:
    found = routes([(kind, cell, "")])
    assert (
        " | ".join(f"{one.value} ({one.label})" if one.label else one.value for one in found)
        == said
    )
