"""Several rows, or cards, of one customer or person in one file: what each holds beyond the first is found again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from repbook.interchange.reading.records import Parsed

Give = Callable[..., Parsed]

PEOPLE = [
    # a column, the cell of a person's first row and of the second; what the role of the field is then, and what is aside
    ("Role", "Buyer", "Director", ("role", "Buyer"), {"role": "Director"}),
    ("Role", "Buyer", "BUYER", ("role", "Buyer"), {}),
    ("Role", "Buyer", "", ("role", "Buyer"), {}),
    ("Role", "", "Buyer", ("role", "Buyer"), {}),
    ("Note", "likes tea", "no coffee", ("note", "likes tea\nno coffee"), {}),
    ("Note", "likes tea", "likes tea", ("note", "likes tea"), {}),
    ("Colour", "red", "green", ("role", ""), {"Colour": "red\ngreen"}),
    ("Colour", "red", "Red", ("role", ""), {"Colour": "red"}),
    ("Colour", "", "green", ("role", ""), {"Colour": "green"}),
]


@pytest.mark.parametrize(("column", "one", "two", "field", "aside"), PEOPLE)
def test_two_rows_of_one_person(give: Give, column, one, two, field, aside) -> None:
    head = f"Company,Name,Email,{column}\n"
    rows = f"Kelder,Ella Marsh,e@k.example,{one}\nKELDER,élla  marsh,e@k.example,{two}\n"
    (person,) = give(head + rows).people
    assert (getattr(person, field[0]), dict(person.extra)) == (field[1], aside)


def test_a_persons_further_telephones_and_addresses_are_taken_and_a_second_birthday_is_aside(
    give: Give,
) -> None:
    parsed = give(
        "Company,Name,Email,Phone,Birthday\n"
        "Kelder,Ella Marsh,e@k.example,0171 5550001,1980-04-03\n"
        "Kelder,Ella Marsh,e@k.example,0171 5550002,1981-05-03\n"
        "Kelder,Ella Marsh,e@k.example,0171 555 0001,\n"
    )
    (person,) = parsed.people
    assert [one.value for one in person.routes if one.digits] == ["0171 5550001", "0171 5550002"]
    assert [(day.month, day.year) for day in person.dates] == [(4, 1980)]
    assert person.extra == {"birthday": "1981-05-03"}
    assert all(problem.kept for problem in parsed.problems if problem.line == 3)


def test_rows_of_orders_that_tell_more_of_one_contact(give: Give) -> None:
    parsed = give(
        "Order no,Order date,Customer,Contact,Email,Role,Colour,Total\n"
        "A1,2025-02-01,Kelder,Ella Marsh,e@k.example,Buyer,red,100.00\n"
        "A2,2025-03-01,Kelder,Ella Marsh,e@k.example,Owner,green,200.00\n"
    )
    (person,) = parsed.people
    assert (person.role, dict(person.extra)) == ("Buyer", {"role": "Owner"})
    assert [sale.extra["Colour"] for sale in parsed.sales] == ["red", "green"]
    assert parsed.problems == ()


PLACES = [
    # the places of two rows of one customer: the first, what is aside, and where else they are
    ("Weg 1,Ulm", ",Bonn", ("Weg 1", "Ulm"), {"city": "Bonn"}, []),
    ("Weg 1,Ulm", "Weg 2,Bonn", ("Weg 1", "Ulm"), {}, [("Weg 2", "Bonn")]),
    (",Ulm", "Weg 2,Bonn", ("", "Ulm"), {}, [("Weg 2", "Bonn")]),
    (",Ulm", "Weg 1,ULM", ("Weg 1", "Ulm"), {}, []),
    (",", "Weg 1,Ulm", ("Weg 1", "Ulm"), {}, []),
    ("Weg 1,Ulm", ",", ("Weg 1", "Ulm"), {}, []),
]


@pytest.mark.parametrize(("one", "two", "place", "aside", "further"), PLACES)
def test_two_places_of_one_customer_are_not_mixed(
    give: Give, one, two, place, aside, further
) -> None:
    parsed = give(f"Customer no,Company,Street,City\n7,Kelder,{one}\n7,Kelder,{two}\n")
    (customer,) = parsed.customers
    assert (customer.street, customer.city) == place
    assert dict(customer.extra) == aside
    assert [(at.street, at.city) for at in customer.addresses] == further
    told = any("another place" in problem.reason for problem in parsed.problems)
    assert told == bool(aside or further)


def test_one_number_under_two_names_keeps_both(give: Give) -> None:
    (customer,) = give("Customer no,Company\n7,Kelder\n7,Ostrow\n").customers
    assert (customer.name, dict(customer.extra)) == ("Kelder", {"name": "Ostrow"})


def card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", "ORG:Kelder", *lines, "END:VCARD", ""))


CARDS = [("UID:u1", "UID:u1"), ("EMAIL:e@k.example", "EMAIL:e@k.example")]


@pytest.mark.parametrize(("one", "two"), CARDS)
def test_two_cards_of_one_person(give: Give, one: str, two: str) -> None:
    first = card(one, "FN:Ella Marsh", "TITLE:Buyer", "TEL:0171 5550001", "NOTE:tea")
    more = ("TEL:0171 5550002", "NOTE:no coffee", "ADR:;;Weg 1;Ulm;;;", "X-COLOUR:red")
    second = card(two, "FN:ella marsh", "TITLE:Owner", *more, "BDAY:1980-04-03")
    parsed = give(first + second, "cards.vcf")
    (person,) = parsed.people
    assert (person.name, person.role, person.note) == ("Ella Marsh", "Buyer", "tea\nno coffee")
    assert person.extra == {"role": "Owner", "X-COLOUR": "red"}
    assert [way.digits for way in person.routes if way.digits] == ["01715550001", "01715550002"]
    assert (len(person.addresses), len(person.dates)) == (1, 1)
    assert [problem.kept for problem in parsed.problems] == [True]
