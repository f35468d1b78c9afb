"""Which code page a file was written in (F83, F84)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repbook.errors import InvalidInput
from repbook.interchange.decoding.encodings import decode
from repbook.interchange.reading.records import Parsed

FILES = Path(__file__).parents[1] / "data" / "encodings"
TRUTH = [tuple(row) for row in json.loads((FILES / "truth.json").read_text())]
PEOPLE = {"de": 5, "fr": 4, "pl": 3, "ru": 2, "jp": 2}
Give = Callable[..., Parsed]


@pytest.mark.fault("F83")
@pytest.mark.fault("F84")
@pytest.mark.fault("F85")
@pytest.mark.parametrize(("name", "encoding", "delimiter"), TRUTH)
def test_every_sample_is_read_as_it_was_written(
    give: Give, sample: Callable[[str], bytes], name: str, encoding: str, delimiter: str
) -> None:
    parsed = give(sample(name), name)
    assert (parsed.encoding, parsed.delimiter) == (encoding, delimiter)
    assert parsed.problems == ()
    assert parsed.rows == len(parsed.people or parsed.customers or parsed.sales)
    if name[:2] in PEOPLE and name[2] == "-":
        assert len(parsed.people) == PEOPLE[name[:2]]


@pytest.mark.fault("F84")
@pytest.mark.parametrize("language", PEOPLE)
def test_the_same_text_in_another_code_page_gives_the_same_people(
    give: Give, sample: Callable[[str], bytes], language: str
) -> None:
    people = [
        [(p.name, p.customer_name, p.role, p.routes) for p in give(sample(name), name).people]
        for name, _, _ in TRUTH
        if name.startswith(f"{language}-")
    ]
    assert len(people) > 1
    assert all(others == people[0] for others in people)


WRITTEN = [
    ("cp1252", "Müller GmbH"),
    ("cp1252", "Äkesson, Björn"),
    ("cp1252", "Señor Núñez – 5 €"),
    ("cp1252", "John’s Bakery – 20% off"),
    ("cp1252", "Café “Olé”"),
    ("cp1252", "São Paulo, Avenida João"),
    ("cp1252", "Søren Ærø"),
    ("cp1250", "Dvořák, Plzeň"),
    ("cp1250", "Łódź"),
    ("cp1250", "Kovács Erdős Győző"),
    ("cp1250", "Šárka Nováková"),
    ("iso8859-2", "Łódź Śląsk"),
    ("cp1251", "Иван Петров"),
    ("cp1251", "ЗАО ВЕКТОР"),
    ("koi8-r", "Привет мир"),
    ("cp866", "Иван Петров, Москва"),
    ("mac_roman", "Müller GmbH"),
    ("mac_roman", "François Lefèvre"),
    ("cp850", "Müller GmbH"),
    ("cp850", "François Lefèvre"),
    ("cp1254", "Özlem Çağlar İstanbul"),
    ("cp1253", "Γιώργος Παπαδόπουλος"),
    ("cp1257", "Šiauliai Žemaitė ąžuolas"),
    ("cp932", "株式会社サンプル"),
    ("cp932", "山田花子"),
]


@pytest.mark.fault("F84")
@pytest.mark.parametrize(("encoding", "text"), WRITTEN)
def test_one_name_is_enough_to_tell_the_code_page(encoding: str, text: str) -> None:
    row = f"Name;City\r\n{text};Xyz\r\n"
    assert decode(row.encode(encoding)).text == row


@pytest.mark.fault("F83")
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize(
    "text", ["Name,City\nMüller,Köln\n", "Имя,Город\nИван,Москва\n", "名,姓\n花子,山田\n"]
)
def test_unicode_is_read_with_and_without_its_mark(encoding: str, text: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding, found.bad) == (text, encoding, ())


@pytest.mark.fault("F84")
def test_bytes_of_another_code_page_are_read_and_listed_by_line(give: Give) -> None:
    rows = [b"Firma,Ort", "Bäcker Süd,Köln".encode(), "Müller,Bonn".encode("cp1252")]
    parsed = give(b"\r\n".join(rows))
    assert parsed.encoding == "utf-8"
    assert [customer.name for customer in parsed.customers] == ["Bäcker Süd", "Müller"]
    assert [(p.line, p.reason) for p in parsed.problems] == [
        (3, "the byte FC is not UTF-8 and was read as ü")
    ]


@pytest.mark.fault("F84")
def test_signs_that_a_chosen_code_page_lacks_are_listed(give: Give) -> None:
    parsed = give("Firma,Ort\nBäcker,Köln\n".encode("cp1252"), encoding="ascii")
    assert parsed.encoding == "ascii"
    assert [problem.line for problem in parsed.problems] == [2]
    assert "2 signs could not be read as ascii" in parsed.problems[0].reason


def test_a_file_full_of_bad_bytes_does_not_list_them_all() -> None:
    found = decode(b"x\n" * 3 + "Bäcker\n".encode("cp1252") * 1000, "ascii")
    assert len(found.bad) < 250
    assert "more" in found.bad[-1][1]


@pytest.mark.fault("F84")
@pytest.mark.parametrize("name", ["klingon", "hex", "base64", "", "utf-8\0"])
def test_a_code_page_that_nobody_knows_is_refused(give: Give, name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        give("Name,Email\na,a@b.c\n", encoding=name)
    assert refused.value.field == "encoding"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=60))
def test_utf8_is_always_read_as_utf8(text: str) -> None:
    assert decode(f"Name\n{text}\n".encode()).text == f"Name\n{text}\n"


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_no_bytes_break_it(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Cliente;Total\nCerámica;1.210,00 €\n", "cp1252"),
        ("Nº factura;Total\nF1;303,11 €\n", "cp1252"),
        ("Kunde;Betrag\nMeier;12,50 €\nHuber;€ 3,00\n", "cp1252"),
        ("Price\n£12.50\n£3.00\n", "cp1252"),
        ("Przychód;zł\nŁódź;12 €\n", "cp1250"),
        ("Cerámica Peña;Ñandú\n", "cp850"),
    ],
)
def test_the_sign_of_a_currency_is_no_letter(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text
