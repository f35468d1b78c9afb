"""Addresses and parts of names out of tables: whose they are, and what stays aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from repbook.interchange.filing.read_file import read
from repbook.interchange.reading.records import AddressRecord, Parsed

Give = Callable[..., Parsed]
CARDS = Path(__file__).parents[1] / "data" / "cards"
TODAY = date(2026, 3, 18)
WORK = ("4 Mill Lane", "Kelder", "Kent", "TN1 1AA", "UK")

TABLES = [
    (
        "Id,IsDeleted,FirstName,LastName,MailingStreet,MailingCity,MailingCountry,OtherCity",
        "003x,0,Ella,Marsh,4 Mill Lane,Kelder,UK,Bonn",
        [("mailing", "4 Mill Lane", "Kelder", "", "", "UK"), ("other", "", "Bonn", "", "", "")],
    ),
    (
        "First Name,Last Name,Primary Email,Home Address,Home Address 2,Home City,Work ZipCode",
        "Ella,Marsh,e@kelder.example,9 Home St,Flat 2,Kelder,TN1",
        [("home", "9 Home St, Flat 2", "Kelder", "", "", ""), ("work", "", "", "", "TN1", "")],
    ),
    (
        "Record ID,First Name,Last Name,Email,Street Address,City,State/Region,Postal Code,Country/Region",
        "7,Ella,Marsh,e@kelder.example,4 Mill Lane,Kelder,Kent,TN1 1AA,UK",
        [("", *WORK)],
    ),
    (
        "Given Name,Family Name,E-mail 1 - Value,Address 1 - Type,Address 1 - Formatted,Address 2 - Type,Address 2 - City",
        'Ella,Marsh,e@kelder.example,Home,"9 Home St\nKelder",* Work,Bonn',
        [("Home", "9 Home St, Kelder", "", "", "", ""), ("Work", "", "Bonn", "", "", "")],
    ),
    (
        "Name,Email,Address,City",
        "Amy Brewer,a@b.example,12 Low Rd,Kent",
        [("", "12 Low Rd", "Kent", "", "", "")],
    ),
]


@pytest.mark.parametrize(("header", "row", "expected"), TABLES)
def test_the_addresses_of_a_row(
    give: Give, header: str, row: str, expected: list[tuple[str, ...]]
) -> None:
    parsed = give(f"{header}\n{row}\n")
    (person,) = parsed.people
    assert sorted(person.addresses, key=str) == sorted(
        (AddressRecord(*one) for one in expected), key=str
    )


@pytest.mark.parametrize(
    ("name", "label", "others", "extra"),
    [
        ("w02-google-address.csv", "Work", [], {"Labels": "* myContacts ::: VIP", "Dog": "Rex"}),
        (
            "w02-outlook-address.csv",
            "work",
            [("home", "9 Home St", "Kelder", "", "", "")],
            {"Department": "Milking", "Categories": "VIP;Dairy"},
        ),
    ],
)
def test_address_books(
    name: str, label: str, others: list[tuple[str, ...]], extra: dict[str, str]
) -> None:
    (person,) = read(CARDS / name, today=TODAY, day_first=False).people
    assert person.addresses == (
        AddressRecord(label, *WORK),
        *(AddressRecord(*one) for one in others),
    )
    assert extra.items() <= person.extra.items()


def test_a_firm_s_further_address_is_no_second_own(give: Give) -> None:
    parsed = give("Id,Name,BillingCity,ShippingStreet,ShippingCity\n001x,Acme,Bonn,Dock 4,Ulm\n")
    (acme,) = parsed.customers
    assert (acme.city, acme.addresses) == ("Bonn", (AddressRecord("shipping", "Dock 4", "Ulm"),))


def test_who_has_no_firm_keeps_what_the_row_says_of_the_customer() -> None:
    parsed = read(CARDS / "w02-sole-trader.csv", today=TODAY)
    told = [(one.name, one.street, one.city, one.postcode) for one in parsed.customers]
    assert told == [
        ("Amy Brewer", "12 Low Rd", "Kent", "TN1 1AA"),
        ("Orr Ltd", "13 Low Rd", "Kent", "TN1 1AB"),
    ]
    ids = [one.external_id for one in parsed.customers]
    assert [one.customer_external_id for one in parsed.people] == ids


def test_a_family_name_that_comes_first() -> None:
    (person,) = read(CARDS / "w09-family-name-first.csv", today=TODAY).people
    assert person.name == "山田 太郎"
    assert (person.parts.family, person.parts.given) == ("山田", "太郎")
