"""Which pairs are likely duplicates, and which are not: tables of cases, each with what a careful person would say."""

from __future__ import annotations

from itertools import count

import pytest

from repbook.domain.duplicates.evidence import compare, people_in_common
from repbook.domain.duplicates.likely import likely_customers, likely_people, weak_of
from repbook.domain.duplicates.numbers import same_number
from repbook.domain.duplicates.records import CustomerRecord, Number, PersonRecord
from repbook.domain.duplicates.shared_reach import (
    could_be_one,
    is_office,
    mail_domain,
    site,
)
from repbook.wording import fold

ids = count(1)


def who(name: str, *reach: str, born: tuple[int, int, int] | None = None) -> PersonRecord:
    """A person; an address has an @, all else is a number."""
    return PersonRecord(
        next(ids),
        0,
        name,
        fold(name),
        frozenset(one for one in reach if "@" in one),
        tuple(Number("".join(filter(str.isdigit, one)), one) for one in reach if "@" not in one),
        frozenset({born} if born else ()),
    )


def firm(
    name: str, *reach: str, town: str = "", people: tuple[PersonRecord, ...] = (), **more: str
):
    own = who(name, *reach)
    place = {"city": town, **more}
    at = next(ids)
    people = tuple(one._replace(customer_id=at) for one in people)
    return CustomerRecord(
        at, name, fold(name), mails=own.mails, numbers=own.numbers, people=people, **place
    )


def ella(*reach: str) -> tuple[PersonRecord, ...]:
    return (who("Ella Marsh", *reach),)


MAIL, PHONE = "ella@kelder.example", "+44 1632 960001"

LIKELY = [
    # two programs: the same e-mail and telephone, the name but for Ltd
    (
        firm("Kelder Dairy", people=ella(MAIL, PHONE)),
        firm("Kelder Dairy Ltd", people=ella(MAIL, PHONE)),
    ),
    # near names in one town
    (firm("Kelder Dairy Limited", town="Kelder"), firm("Kelder  dairy", town="kelder")),
    (firm("Kelder Dairy", town="Kelder"), firm("Keldar Dairy", town="Kelder")),
    (firm("Müller Bau", town="Köln"), firm("Mueller Bau GmbH", town="Koeln")),
    (firm("Kelder Dairy", town="Frankfurt"), firm("Kelder Dairy AG", town="Frankfurt am Main")),
    (
        firm("Kelder Dairy", town="York", street="3 Mill Lane", postcode="YO1"),
        firm("Kelder Dairy", town="York", street="Mill Lane, 3"),
    ),
    # the same name and something that says where
    (firm("Kelder Dairy", postcode="YO1 7HH"), firm("Kelder Dairy", postcode="yo17hh")),
    (
        firm("Kelder Dairy", website="https://www.kelder.example/"),
        firm("Kelder Dairy Ltd", website="kelder.example"),
    ),
    (firm("Kelder Dairy", "01632 960001"), firm("Kelder Dairy", PHONE)),
    (firm("Kelder Dairy", "info@kelder.example"), firm("Kelder Dairy", "info@kelder.example")),
    (firm("Kelder Dairy", people=ella()), firm("Kelder Dairy Ltd", people=ella())),
    (firm("Kelder Dairy", "a@kelder.example"), firm("Kelder Dairy", "b@kelder.example")),
    (firm("Kelder Dairy", street="Mill Lane 3"), firm("Kelder Dairy", street="mill lane 3")),
    # part of a name, and an address that is somebody's own
    (firm("Kelder Dairy", people=ella(MAIL)), firm("Kelder Dairy Farm Shop", people=ella(MAIL))),
    # a card without its firm
    (firm("Ella Marsh", people=ella(MAIL)), firm("Kelder Dairy", people=ella(MAIL))),
    # a new name: the firm's own address, and the same telephone
    (
        firm("Kelder Dairy", people=ella(MAIL, PHONE)),
        firm("Moorland Milk", people=ella(MAIL, PHONE)),
    ),
    # umlauts as one letter and as two
    (
        firm("Moosbach Käserei GmbH & Co. KG", people=(who("Jürgen Wächter"),)),
        firm("Moosbach Kaeserei", people=(who("Juergen Waechter"),)),
    ),
    (
        firm("Bjørn Åsen", people=(who("Bjørn Åsen", "01632 960009"),)),
        firm("Fjord AS", people=(who("Bjoern Aasen", "01632 960009"),)),
    ),
    # it moved: only with the person's own address
    (
        firm("Kelder Dairy", town="York", people=ella(MAIL)),
        firm("Kelder Dairy", town="Leeds", people=ella(MAIL)),
    ),
]
UNLIKELY = [
    # letters that only look like an umlaut in two
    (
        firm("Kelder Dairy", people=(who("Michael Noe"),)),
        firm("Kelder Dairy", people=(who("Michal No"),)),
    ),
    # a name alone, across towns or without any
    (firm("Kelder Dairy", town="York"), firm("Kelder Dairy", town="Leeds")),
    (firm("Kelder Dairy"), firm("Kelder Dairy")),
    (firm("Kelder Dairy", town="York"), firm("Kelder Dairy Ltd")),
    (firm("Kelder Dairy"), firm("Keldar Dairy")),
    (firm("Kelder Dairy", postcode="YO1"), firm("Kelder Dairy", postcode="LS2")),
    # two branches in one town
    (
        firm("Kelder Café", town="York", street="Mill Lane 3"),
        firm("Kelder Café", town="York", street="High Street 9"),
    ),
    (
        firm("Kelder Café", town="York", street="Mill Street 3", postcode="YO1"),
        firm("Kelder Café Ltd", town="York", street="High Street 9", postcode="YO2"),
    ),
    # figures tell apart, whatever else is the same
    (firm("Store 12", MAIL, PHONE, town="York"), firm("Store 13", MAIL, PHONE, town="York")),
    (firm("Plant II", PHONE, town="York"), firm("Plant III", PHONE, town="York")),
    # branches: one switchboard, one website, one office address, two towns
    (firm("Kelder Dairy", PHONE, town="York"), firm("Kelder Dairy", PHONE, town="Leeds")),
    (
        firm("Kelder Dairy", town="York", website="kelder.example"),
        firm("Kelder Dairy", town="Leeds", website="kelder.example"),
    ),
    (
        firm("Kelder Dairy", "info@kelder.example", town="York"),
        firm("Kelder Dairy", "info@kelder.example", town="Leeds"),
    ),
    # other names: a shared office address, a telephone, a town, gmail
    (firm("Kelder Dairy", "info@park.example"), firm("Moorland Milk", "info@park.example")),
    (firm("Kelder Dairy", PHONE, town="York"), firm("Moorland Milk", PHONE, town="York")),
    (firm("Kelder Dairy", "a@gmail.com"), firm("Kelder Dairy", "b@gmail.com")),
    (
        firm("Kelder Dairy", website="facebook.com/a"),
        firm("Kelder Dairy", website="facebook.com/b"),
    ),
    # one name begins with the other, and nothing is somebody's own
    (
        firm("Kelder Dairy", "info@kelder.example", website="kelder.example", town="York"),
        firm("Kelder Dairy Shop", "info@kelder.example", website="kelder.example", town="York"),
    ),
    # two firms of one house
    (
        firm("Kelder Dairy", "info@kelder.example", PHONE, street="Mill Lane 3"),
        firm("Moorland Milk", "info@kelder.example", PHONE, street="Mill Lane 3"),
    ),
    # somebody with two firms, or who moved on
    (
        firm("Red Café", people=(who("Ann Lee", "ann@gmail.com", "07700 900001"),)),
        firm("Blue Café", people=(who("Ann Lee", "ann@gmail.com", "07700 900001"),)),
    ),
    (firm("Kelder Dairy", people=ella(MAIL)), firm("Moorland Milk", people=ella(MAIL))),
    # namesakes at two firms
    (firm("Kelder Dairy", people=ella()), firm("Moorland Milk", people=ella())),
    # one letter that tells two firms apart
    (firm("Mill Farm", town="York"), firm("Hill Farm", town="York")),
]


@pytest.mark.parametrize("pair", LIKELY, ids=lambda pair: f"{pair[0].name}, {pair[1].name}")
def test_likely(pair: tuple[CustomerRecord, CustomerRecord]) -> None:
    found = likely_customers(pair)
    assert [(one.one, one.other) for one in found] == [tuple(sorted(one.id for one in pair))]
    assert found[0].reasons


@pytest.mark.parametrize("pair", UNLIKELY, ids=lambda pair: f"{pair[0].name}, {pair[1].name}")
def test_unlikely(pair: tuple[CustomerRecord, CustomerRecord]) -> None:
    assert likely_customers(pair) == ()
    assert compare(*pair, weak_of(pair)) is None


def test_the_reasons_are_in_words_the_weightiest_first() -> None:
    (found,) = likely_customers(LIKELY[0])
    assert found.reasons == (
        f"same e-mail {MAIL}",
        "same name but for Ltd",
        f"same telephone {PHONE}",
    )


def test_what_many_have_says_little() -> None:
    """A switchboard's number and a bookkeeper's address make nobody of another name a duplicate, nor part of a name."""
    those = [firm(name, "books@desk.example", PHONE) for name in ("Kelder", "Kelder Dairy", "Moor")]
    assert likely_customers(those) == ()


def test_an_address_of_people_of_different_names_says_little() -> None:
    mail = "desk@kelder.example"
    one = firm("Kelder Dairy", people=(who("Ella Marsh", mail),))
    other = firm("Kelder Dairy Farm Shop", people=(who("Bob Ray", mail),))
    assert weak_of([one, other]).mails == {mail}
    assert likely_customers([one, other]) == ()


def test_the_safest_comes_first_and_who_was_told_apart_never() -> None:
    surer = (firm("Alder", MAIL, town="Hull"), firm("Alder Ltd", MAIL, town="Hull"))
    less = (firm("Kelder Dairy", town="York"), firm("Keldar Dairy", town="York"))
    everybody = (*less, *surer)
    found = likely_customers(everybody)
    assert [one.one for one in found] == [surer[0].id, less[0].id]
    told = {(surer[1].id, surer[0].id)}
    assert [one.one for one in likely_customers(everybody, told)] == [less[0].id]
    assert [one.one for one in likely_customers(everybody, (), {less[1].id})] == [less[0].id]


def test_a_crowd_of_one_name_is_gone_through_town_by_town() -> None:
    """Each with the next of its town: nobody waits for the square of them."""
    crowd = [firm("Kelder Dairy", town=f"Town {number % 50}") for number in range(400)]
    found = likely_customers(crowd)
    assert len(found) == 350
    assert all((one.one - one.other) % 2 == 0 for one in found)


TOGETHER = [
    (who("Ann Lee", "a@a.example"), who("Ann Lee")),
    (who("Ann Lee"), who("Lee, Ann")),
    (who("Dr. Ann Lee"), who("Ann Lee, MBA")),
    (who("Ella Marsh", "ella@kelder.example"), who("Ella Marsh", "ella.marsh@kelder.example")),
    (who("J. Smith", "js@a.example"), who("John Smith", "js@a.example")),
    (who("Jon Smith", "07700 900001"), who("John Smith", "+44 7700 900001")),
    (who("Ella Marsh", MAIL), who("Ella Marsh-Bell", MAIL)),
    (who("Ella Marsh", born=(3, 4, 0)), who("Ella Marsh", born=(3, 4, 1980))),
]
TWO = [
    (who("Ann Lee", "desk@a.example"), who("Bob Ray", "desk@a.example")),
    (who("Ann Lee", "info@a.example"), who("Anna Lee", "info@a.example")),
    (who("Jon Smith"), who("John Smith")),
    (who("Ray Marsh"), who("Ray Marsh Jr.")),
    (who("Ella Marsh", born=(3, 4, 1980)), who("Ella Marsh", born=(3, 4, 1950))),
    (who("Ella Marsh", born=(3, 4, 0)), who("Ella Marsh", born=(5, 4, 0))),
    (who("Ann Lee", PHONE), who("Bob Lee", PHONE)),
]


@pytest.mark.parametrize("pair", TOGETHER, ids=lambda pair: f"{pair[0].name}, {pair[1].name}")
def test_people_who_may_be_one(pair: tuple[PersonRecord, PersonRecord]) -> None:
    customer = firm("A Ltd", people=pair)
    found = likely_people([customer], weak_of([customer]))
    assert [(one.one, one.other) for one in found] == [(pair[0].id, pair[1].id)]


@pytest.mark.parametrize("pair", TWO, ids=lambda pair: f"{pair[0].name}, {pair[1].name}")
def test_people_who_are_two(pair: tuple[PersonRecord, PersonRecord]) -> None:
    customer = firm("A Ltd", people=pair)
    assert likely_people([customer], weak_of([customer])) == ()


def test_of_several_namesakes_the_surest_are_one_and_the_rest_stay() -> None:
    sure, other = who("Ann Lee", "a@a.example"), who("Ann Lee", "x@a.example")
    twin = who("Ann Lee", "a@a.example")
    one, two = firm("A Ltd", people=(sure, other)), firm("A", people=(twin,))
    weak = weak_of([one, two])
    assert [(a.id, b.id) for a, b in people_in_common(one, two, weak)] == [(sure.id, twin.id)]
    unsure = firm("A", people=(who("Ann Lee"),))
    assert people_in_common(one, unsure, weak) == []


@pytest.mark.parametrize(
    ("digits", "other", "same"),
    [
        ("441632960001", "01632960001", True),
        ("441632960001", "441632960001", True),
        ("15550101234", "5550101234", True),
        ("01632960001", "01632960002", False),
        ("960001", "01632960001", False),
        ("4930960001", "441632960001", False),
    ],
)
def test_numbers_with_and_without_the_country(digits: str, other: str, same: bool) -> None:
    assert same_number(digits, other) is same_number(other, digits) is same


def test_what_an_address_says_of_its_owner() -> None:
    assert all(map(is_office, ("info@a.example", "sales.uk@a.example", "office2@a.example")))
    assert not any(map(is_office, ("ella@a.example", "infante@a.example", "s.info@a.example")))
    assert mail_domain("a@gmail.com") == "" and mail_domain("a@kelder.example") == "kelder.example"
    assert site("https://www.Kelder.example:80/about") == "kelder.example"
    assert site("facebook.com/kelder") == site("kelder.wixsite.com/shop") == site("none") == ""


@pytest.mark.parametrize(
    ("name", "other", "one"),
    [
        ("ella marsh", "e marsh", True),
        ("jon smith", "john smith", True),
        ("alex ray", "alexander ray", True),
        ("ella marsh", "ella marsh bell", True),
        ("ella", "ella marsh", True),
        ("bob ray", "robert ray", True),
        ("liz ray", "elisabeth ray", True),
        ("bob ray", "william ray", False),
        ("ann lee", "bob lee", False),
        ("ann lee", "ann ray", False),
        ("e marsh", "b marsh", False),
    ],
)
def test_names_that_one_person_may_have(name: str, other: str, one: bool) -> None:
    assert could_be_one(name, other) is could_be_one(other, name) is one


def test_a_pair_stays_a_pair_when_others_have_the_number_too() -> None:
    """A person without a firm is at theirs, whoever else is reached by its telephone."""
    tom = firm("Tom Hollis", people=(who("Tom Hollis", "01632 960001"),))
    kelder = firm("Kelder Dairy", "01632 960001", people=(who("Tom Hollis"), who("Ann Lee")))
    others = [firm(f"Other {name}", "01632 960001") for name in ("Bakery", "Brewery", "Smithy")]
    for known in ([tom, kelder], [tom, kelder, *others]):
        assert [(one.one, one.other) for one in likely_customers(known)] == [(tom.id, kelder.id)]
