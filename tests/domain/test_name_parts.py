"""Names told apart for address books: prefix, given, middle, family, suffix."""

from __future__ import annotations

import pytest

from repbook.domain.shown.name_parts import NameParts, called, cut, family_first

CUT = [
    ("Ella Marsh", ("", "Ella", "", "Marsh", "")),
    ("Ella Jane Marsh", ("", "Ella", "Jane", "Marsh", "")),
    ("Dr. Ella Jane Marsh, MBA", ("Dr.", "Ella", "Jane", "Marsh", "MBA")),
    ("Prof. Dr. Ruth Vale", ("Prof. Dr.", "Ruth", "", "Vale", "")),
    ("Max Mustermann sen.", ("", "Max", "", "Mustermann", "sen.")),
    ("Martin Luther King, Jr.", ("", "Martin", "Luther", "King", "Jr.")),
    ("Robert Downey Jr", ("", "Robert", "", "Downey", "Jr")),
    ("Ann Lee, MD", ("", "Ann", "", "Lee", "MD")),
    ("Jack Ma", ("", "Jack", "", "Ma", "")),
    ("Don Draper", ("", "Don", "", "Draper", "")),
    ("Ludwig van Beethoven", ("", "Ludwig", "", "van Beethoven", "")),
    ("Juan de la Cruz", ("", "Juan", "", "de la Cruz", "")),
    ("Vincent Van Gogh", ("", "Vincent", "", "Van Gogh", "")),
    ("José García y López", ("", "José", "", "García y López", "")),
    ("J. R. R. Tolkien", ("", "J.", "R. R.", "Tolkien", "")),
    ("Reyes, Ana", ("", "Ana", "", "Reyes", "")),
    ("Marsh, Ella Jane, MBA", ("", "Ella", "Jane", "Marsh", "MBA")),
    ("Smith, Jones; & Co", ("", "Smith,", "Jones; &", "Co", "")),
    ("Ann Lee (Kelder)", ("", "Ann", "", "Lee", "(Kelder)")),
    ("山田 太郎", ("", "太郎", "", "山田", "")),
    ("김 철수", ("", "철수", "", "김", "")),
    ("孔夫子", ("", "", "", "孔夫子", "")),
    ("Cher", ("", "", "", "Cher", "")),
    ("Mr", ("", "", "", "Mr", "")),
    ("(Ella)", ("", "", "", "(Ella)", "")),
    ("+44 1632 960009", ("", "", "", "+44 1632 960009", "")),
    ("", ("", "", "", "", "")),
]


@pytest.mark.parametrize(("name", "parts"), CUT)
def test_a_name_is_told_apart(name: str, parts: tuple[str, ...]) -> None:
    assert cut(name) == NameParts(*parts)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("山田太郎", True),
        ("ジョン・スミス", True),
        ("Ella", False),
        ("山田 Ella", False),
        ("", False),
    ],
)
def test_where_the_family_comes_first(name: str, first: bool) -> None:
    assert family_first(name) is first


@pytest.mark.parametrize(
    ("name", "said"),
    [("Jo Marsh", "Jo"), ("Dr. Elena Reyes", "Dr. Reyes"), ("Dr", "Dr"), ("Mme Aubert", "Mme Aubert"), ("", "")],
)  # fmt: skip
def test_what_somebody_is_called_in_a_line(name: str, said: str) -> None:
    assert called(name) == said
