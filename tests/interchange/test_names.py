"""Names compared: folded, without legal forms, and alike enough to ask about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.interchange.mapping.company_names import bare, fold, likely_same
from repbook.wording import fold as fold_of_wording


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("  Müller   GmbH ", "muller gmbh"),
        ("Groß", "gross"),
        ("Søren Ærø", "soren aero"),
        ("Łódź", "lodz"),
        ("Œuvre", "oeuvre"),
        ("İSTANBUL ılık", "istanbul ilik"),
        ("ＡＣＭＥ", "acme"),
        ("Ёлка", "елка"),
        ("ガス", "ガス"),
        ("Straße\u2028Süd", "strasse sud"),
        ("", ""),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_there_is_one_fold() -> None:
    assert fold is fold_of_wording


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(st.characters(max_codepoint=0x17F), max_size=30))
def test_case_never_counts(name: str) -> None:
    assert fold(name.upper().lower()) == fold(name.lower().upper().lower())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Königsbach Logistik GmbH", "konigsbach logistik"),
        ("Müller & Söhne GmbH & Co. KG", "muller sohne"),
        ("ACME, Inc.", "acme"),
        ("Fjord Fisk AS", "fjord fisk"),
        ("Novo A/S", "novo"),
        ("Café Olé S.à r.l.", "cafe ole"),
        ("Śląskie Wodociągi sp. z o.o.", "slaskie wodociagi"),
        ("Nováček s.r.o.", "novacek"),
        ("Ñandú Café S.A.", "nandu cafe"),
        ("L'Oréal S.A.", "loreal"),
        ("ООО «Ромашка»", "ромашка"),
        ("Harbor and Pine", "harbor pine"),
        ("J. P. Morgan", "jp morgan"),
        ("AG", "ag"),
        ("And", "and"),
    ],
)
def test_bare(name: str, kept: str) -> None:
    assert bare(name) == kept


def test_likely_pairs_are_only_the_plain_ones() -> None:
    names = ["Acme GmbH", "Store 12 Ltd", "Harbor & Pine Supply", "Brauhaus Süd", "Lee", "Marsh"]
    book = [
        *("ACME", "Store 13", "Harbour and Pine Supply", "Brauhaus Sud GmbH", "Leo", "Acne AG"),
        *("marsh", "Pine Supply", "Acme Tools GmbH"),
    ]
    assert likely_same(names, book) == (
        ("Acme GmbH", "ACME"),
        ("Harbor & Pine Supply", "Harbour and Pine Supply"),
        ("Brauhaus Süd", "Brauhaus Sud GmbH"),
    )


def test_within_one_list_each_pair_stands_once() -> None:
    names = ["Acme GmbH", "Beta", "ACME AG", "Acme"]
    assert likely_same(names) == (
        ("Acme GmbH", "ACME AG"),
        ("Acme GmbH", "Acme"),
        ("ACME AG", "Acme"),
    )


def test_no_names_no_pairs() -> None:
    assert likely_same([]) == likely_same(["Acme"], []) == ()
