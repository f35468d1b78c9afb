"""What stands above and below the rows, as Excel and report writers do: left out, and named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from repbook.interchange.reading.records import Parsed

from .test_sheets import workbook

Give = Callable[..., Parsed]
TABLES = [
    # A title, bare and padded, with empty rows and a line on how it was made.
    ("Customer list 2026\nCompany,City\nA Ltd,Kent\n", ["line 1 above the header left out"]),
    ("Customer list 2026,\nCompany,City\nA Ltd,Kent\n", ["line 1 above the header left out"]),
    ("Customers,2026\nCompany,City\nA Ltd,Kent\n", ["line 1 above the header left out"]),
    ("Kundenliste;;\nStand:;17.03.2026;\n;;\nFirma;Ort;PLZ\nA Ltd;Kent;1\n", ["2 lines (lines 1, 2) above the header left out"]),
    ("Report generated 2026-03-01,,\n,,\nCompany,City,Phone\nA Ltd,Kent,\n", ["line 1 above the header left out"]),
    ("Liste des clients;;\nSociété;Ville;Tél.\nA Ltd;Kent;\n", ["line 1 above the header left out"]),
    ("Elenco clienti,,,\nFiltro:,tutti,,\nAzienda,Città,CAP,Telefono\nA Ltd,Kent,1,\n", ["2 lines (lines 1, 2) above the header left out"]),
    # The heads of groups of columns.
    ("Firm,,Reach,\nCompany,City,Phone,Fax\nA Ltd,Kent,,\n", ["line 1 above the header left out"]),
    # Sums, in the middle and below, by the word that they begin with.
    ("Company,City,Total\nA Ltd,Kent,5\nTotal,,5\n", ["line 3 with totals left out"]),
    ("Firma;Ort;Umsatz\nA Ltd;Kent;1.000,00\nSumme;;1.000,00\n", ["line 3 with totals left out"]),
    ("Société,Ville,CA\nA Ltd,Kent,5\nTotal général,,5\n", ["line 3 with totals left out"]),
    ("Empresa,Ciudad,Ventas\nA Ltd,Kent,5\nTotal: 1 cliente,,\n", ["line 3 with totals left out"]),
    ("Azienda,Città,Importo\nTotale,,5\nA Ltd,Kent,5\n", ["line 2 with totals left out"]),
    ("Bedrijf,Plaats,Omzet\nA Ltd,Kent,5\nEindtotaal,,5\n", ["line 3 with totals left out"]),
    ("Company,City,Phone\nA Ltd,Kent,\nGrand Totals (1 record)\n", ["line 3 with totals left out"]),
    # Remarks below.
    ("Company,City,Phone\nA Ltd,Kent,\nConfidential - do not copy,,\n", ["line 3 below the rows left out"]),
    ("Company,City,Phone\nA Ltd,Kent,\n\n\"Copyright (c) 2026 Us, inc.\"\nOur firm\n", ["2 lines (lines 4, 5) below the rows left out"]),
    ("Company,City,Phone\nA Ltd,Kent,\nPage 1 of 2,,\n", ["line 3 below the rows left out"]),
    ("Firma;Ort;Tel.\nA Ltd;Kent;\nErstellt am 17.03.2026;;\n", ["line 3 below the rows left out"]),
    ("Société;Ville;Tél.\nA Ltd;Kent;\nConfidentiel;;\n", ["line 3 below the rows left out"]),
    # The header once more, as a page ends.
    ("Company,City\nA Ltd,Kent\nCompany,City\n", ["line 3 with the header again left out"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), TABLES)
def test_what_is_no_row_is_left_out_and_named(give: Give, text: str, said: list[str]) -> None:
    parsed = give(text)
    assert [(one.name, one.city) for one in parsed.customers] == [("A Ltd", "Kent")]
    assert parsed.problems == ()
    assert list(parsed.notices) == said


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Company,City,Phone\nTotal,Paris,01 44 44 44 44\n", ["Total"]),
        ("Company,City\nTotal Energies,Paris\nSum Bakery,Kent\n", ["Total Energies", "Sum Bakery"]),
        ("Company,City,Phone\nCopyright Press,Kent,01632 960001\n", ["Copyright Press"]),
        ("Company,City\nReport Ltd,Kent\nPage Ltd,York\n", ["Report Ltd", "Page Ltd"]),
        ("Company,City\nA Ltd,Kent\n\nBeta,\n", ["A Ltd", "Beta"]),
        ("Company\nAcme\nBeta\n", ["Acme", "Beta"]),
        ("Firma;Kdbez;Sitz\nCompany;City;Phone\n", ["Company"]),
    ],
)
def test_a_row_that_only_looks_like_one_stays(give: Give, text: str, names: list[str]) -> None:
    assert [one.name for one in give(text).customers] == names


def test_a_cell_of_title_in_a_workbook(give: Give) -> None:
    parsed = give(
        workbook(
            Kunden=[
                ["Kundenliste 2026", None, None],
                [None, None, None],
                ["Firma", "Ort", "Umsatz"],
                ["A Ltd", "Kent", 5],
                ["Gesamt", None, 5],
            ]
        ),
        name="t.xlsx",
    )
    assert [(one.name, one.city) for one in parsed.customers] == [("A Ltd", "Kent")]
    assert parsed.notices == (
        "line 1 above the header left out",
        "line 5 with totals left out",
    )
