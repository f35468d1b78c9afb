"""Money to cents, with the decimal sign judged over a column."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.interchange.mapping.amounts import DecimalSign, cents, currency, dollar
from repbook.interchange.reading.records import Parsed

Give = Callable[..., Parsed]


@pytest.mark.fault("F15")
@pytest.mark.parametrize(
    ("column", "wanted"),
    [
        (["1.234,50", "99,90"], [123450, 9990]),
        (["1,234.50", "99.90"], [123450, 9990]),
        (["18400.5", "9225.225"], [1840050, 922523]),
        (["$1,234.50", "(500)", "-7"], [123450, -50000, -700]),
        (["−7", "7−", "€ −7", "7 -"], [-700, -700, -700, 700]),
        (["1.234", "12 000 €"], [123400, 1200000]),
        (["1.200", "0,5"], [120000, 50]),
        (["1,200", "0.5"], [120000, 50]),
        (["1.000.000"], [100000000]),
        (["CHF 1'234.50", "250,-"], [123450, 25000]),
        (["US$ 5", "5 zł", "5 Kč"], [500, 500, 500]),
        (["€ 1\u202f234,56"], [123456]),
    ],
)
def test_a_column_of_amounts(column: list[str], wanted: list[int]) -> None:
    sign = DecimalSign()
    for amount in column:
        sign.look(amount)
    assert [cents(amount, sign.proof) for amount in column] == wanted


@pytest.mark.parametrize("text", ["", "about 5", "1e5", "five", "١٢", "5 and 6", "9" * 20])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        cents(text, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [("99 €", "EUR"), ("£5", "GBP"), ("CHF 5", "CHF"), ("5 USD", "USD"), ("$5", ""), ("5", "")],
)
def test_the_currency_that_an_amount_names(text: str, code: str) -> None:
    assert currency(text) == code


@given(st.integers(0, 10**12))
def test_every_amount_survives_both_ways_of_writing_it(amount: int) -> None:
    whole, part = divmod(amount, 100)
    english = f"{whole:,}.{part:02}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert cents(english, ".") == cents(german, ",") == amount


def test_a_bad_amount_is_reported_and_kept(give: Give) -> None:
    parsed = give("Company,Order date,Amount\nAcme,2026-01-05,lots\nBeta,2026-01-06,5.00\n")
    assert [sale.amount for sale in parsed.sales] == [None, 500]
    assert parsed.sales[0].extra == {"Amount": "lots"}
    assert [(p.line, p.reason) for p in parsed.problems] == [
        (2, '"lots" is no amount of money (Amount)')
    ]


@pytest.mark.parametrize(
    ("header", "own", "month_first", "code"),
    [
        ("Date,Amount", "", False, ""),
        ("Date,Amount", "", True, "USD"),
        ("Date,Amount,Zip", "", False, "USD"),
        ("Date,Amount", "cad", True, "CAD"),
        ("Date,Amount", "EUR", False, ""),
        ("Date,Amount,GST", "", True, ""),
        ("Date,Amount,GST", "AUD", False, "AUD"),
        ("Date,Amount,GST", "USD", True, ""),
    ],
)
def test_which_currency_a_bare_dollar_is(
    header: str, own: str, *, month_first: bool, code: str
) -> None:
    assert dollar(header.split(","), own, month_first=month_first).code == code
