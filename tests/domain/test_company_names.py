"""Company names compared: folded, without legal forms, and alike enough to ask about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.domain.duplicates.company_names import Alike, bare, is_bare_of, likeness, slips
from repbook.wording import fold


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


@pytest.mark.parametrize(
    ("name", "other", "alike", "words"),
    [
        ("Acme", "ACME", Alike.SAME, "same name"),
        ("Acme GmbH", "ACME", Alike.FORM, "same name but for GmbH"),
        ("Brauhaus Süd", "Brauhaus Sud GmbH", Alike.FORM, "same name but for GmbH"),
        ("Kelder Dairy Ltd.", "Kelder Dairy", Alike.FORM, "same name but for Ltd"),
        ("Kelder Dairy GmbH", "Kelder Dairy AG", Alike.FORM, "same name but for GmbH and AG"),
        ("Kelder-Dairy", "Kelder Dairy", Alike.FORM, "same name, written otherwise"),
        ("KelderDairy", "Kelder Dairy", Alike.FORM, "same name, written otherwise"),
        ("Müller Bau", "Mueller Bau", Alike.FORM, "same name, written otherwise"),
        ("The Kelder Dairy", "Kelder Dairy", Alike.FORM, "same name, written otherwise"),
        ("Dairy Kelder", "Kelder Dairy", Alike.FORM, "same name, written otherwise"),
        ("Keldar Dairy", "Kelder dairy", Alike.NEAR, "one letter's difference, Keldar and Kelder"),
        ("Harbor & Pine", "Harbour and Pine", Alike.NEAR, None),
        ("Kedler Dairy", "Kelder Dairy", Alike.NEAR, None),
        ("Kelder Dairy", "Kelder Dairy Farm Shop", Alike.PART, None),
        # two firms, all of them
        ("Store 12 Ltd", "Store 13 Ltd", Alike.NOT, None),
        ("Store 12", "Store", Alike.NOT, None),
        ("Plant II", "Plant III", Alike.NOT, None),
        ("Plant A", "Plant B", Alike.NOT, None),
        ("Mill Farm", "Hill Farm", Alike.NOT, None),
        ("Lee", "Leo", Alike.NOT, None),
        ("Acme GmbH", "Acne AG", Alike.NOT, None),
        ("Pine Supply", "Harbor & Pine Supply", Alike.NOT, None),
        ("Abe Team", "Ace Team", Alike.NOT, None),
        ("Keldar Dairi", "Kelder Dairy", Alike.NOT, None),
    ],
)
def test_how_alike_two_names_are(name: str, other: str, alike: Alike, words: str | None) -> None:
    found = likeness(name, other)
    assert found.alike is alike
    assert likeness(other, name).alike is alike
    assert words in (None, found.words)


@given(st.text("abcd ", min_size=7, max_size=14), st.integers(0, 13), st.sampled_from("abcd"))
def test_names_one_slip_apart_find_each_other(name: str, at: int, letter: str) -> None:
    """What ``likeness`` calls near shares one of the keys by which pairs are looked for."""
    slipped = name[:at] + letter + name[at + 1 :]
    if likeness(name, slipped).alike is Alike.NEAR:
        assert set(slips(name)) & set(slips(slipped))


NAMES = (
    *("Müller GmbH", "Mueller", "MULLER", "B.M.W. AG", "BMW", "Lee & Sons Ltd", "Lee Sons", "a/s"),
    *(
        "Vega Sp. z o.o.",
        "Vega",
        "Ann Lee",
        "Lee, Ann",
        "O'Hara S.A.",
        "OHara",
        "The_Firm",
        "",
        "!",
    ),
)


@pytest.mark.parametrize("name", NAMES)
def test_names_told_apart_at_a_glance_are_no_others(name: str) -> None:
    for other in NAMES:
        assert is_bare_of(name, other) == (bare(name) == bare(other)), other
