"""A table of which the rep says what its columns hold: by heading or number, onto a program's table or nobody's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from repbook.errors import InvalidInput
from repbook.interchange.choosing.field_list import GROUPS
from repbook.interchange.choosing.field_words import LINKS, fields, meant, word_of
from repbook.interchange.choosing.guessed_fields import guesses
from repbook.interchange.choosing.laying import Told, UnknownTable
from repbook.interchange.choosing.told_columns import name_of, pairs, place_of
from repbook.interchange.mapping.layout import TAKEN
from repbook.interchange.reading.columns import Mapped, Why
from repbook.interchange.reading.headings import heads
from repbook.interchange.reading.records import Parsed

Give = Callable[..., Parsed]
NOBODYS = (
    "Kdbez,Telefonkontakt,Mailkontakt,Gekauft\n"
    "Kelder Dairy,01632 960001,ella@kelder.example,Dosing pump\n"
)
NAMELESS = "Jane Doe,Jane,Doe,jane@doe.example\nBob Ray,Bob,Ray,bob@ray.example\n"


def said(*typed: str, **more: Any) -> Told:
    return Told(mapping=pairs(typed), **more)


def filled(parsed: Parsed) -> dict[str, str]:
    return {column.heading: column.field for column in parsed.columns}


# -- the words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "record", "name"),
    [
        ("e-mail", "", "e-mail"),
        ("Email", "", "e-mail"),
        ("phone/home", "", "phone/home"),
        ("company", "", "company"),
        ("Customer name", "", "company"),
        ("customer phone", "customer", "phone"),
        ("person note", "person", "note"),
        ("customer status", "customer", "status"),
        ("birth day", "", "birth day"),
        ("birthday", "", "birthday"),
        ("sale id", "sale", "id"),
        ("delivered", "", "live"),
        ("Vorname", "", "first name"),  # what people head such a column with
        ("surname", "", "last name"),
        ("-", "", "ignore"),
        ("", "", "aside"),
    ],
)
def test_a_field_is_meant_by_the_reps_word(word: str, record: str, name: str) -> None:
    assert meant(word) == (record, name)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("phon", "phone"),
        ("title", "product or role"),  # a heading that may be either
        ("date", "ordered or day"),
        ("xyz", "--fields"),
        ("amount/home", "amount takes no label"),
    ],
)
def test_a_word_that_is_no_field_is_refused_with_the_nearest(word: str, near: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        meant(word)
    assert refused.value.field == "map"
    assert near in str(refused.value)


def test_every_field_of_every_record_has_a_word_that_means_it() -> None:
    for kind, names in TAKEN.items():
        for name in names:
            word = word_of(kind, name, (kind,))
            assert meant(word), (kind, name, word)


def test_every_field_in_the_list_says_what_it_is() -> None:
    assert all(field.fills for _, group in GROUPS for field in group)
    words = [field.word for field in fields()]
    assert len(words) == len(set(words))
    assert all(
        field.name in TAKEN[kind]
        for field in fields()
        for kind in field.records
        if field.name not in LINKS
    )


@pytest.mark.parametrize("typed", ["Kdbez", "=phone", " =phone"])
def test_what_says_no_column_or_no_field_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        pairs([typed])


# -- the columns -------------------------------------------------------------------------------------

TWICE = ("Kunde", "Telefon", "Telefon (2)", "Größe", "12", "%")


@pytest.mark.parametrize(
    ("column", "place"),
    [
        ("kunde", 0),
        ("Telefon (2)", 2),
        ("grosse", 3),
        ("GRÖSSE", 3),
        ("Groesse", None),
        ("2", 1),
        ("12", 4),  # a heading, before it is a number
        ("%", 5),
        ("7", None),
        ("0", None),
    ],
)
def test_a_column_is_meant_by_its_heading_or_its_number(column: str, place: int | None) -> None:
    assert place_of(TWICE, column) == place


def test_one_of_two_columns_that_are_headed_alike_is_asked_for() -> None:
    with pytest.raises(InvalidInput, match="say which by its number: 2 or 3"):
        place_of(TWICE, "telefon")
    assert [name_of(TWICE, place) for place in range(4)] == ["Kunde", "2", "Telefon (2)", "Größe"]


def test_a_column_that_is_not_there_is_refused_with_the_nearest(give: Give) -> None:
    with pytest.raises(InvalidInput, match="did you mean Mailkontakt"):
        give(NOBODYS, told=said("Kdbez=company", "Mailkontkt=e-mail"))
    parsed = give(NOBODYS, told=said("Kdbez=company", "x=e-mail", strict=False))
    assert parsed.unmet == ("x",)


# -- nobody's table ----------------------------------------------------------------------------------


def test_a_table_that_nobody_knows_is_refused_with_its_columns(give: Give) -> None:
    with pytest.raises(UnknownTable) as refused:
        give(NOBODYS)
    assert [(c.heading, c.samples) for c in refused.value.columns][1:3] == [
        ("Telefonkontakt", ("01632 960001",)),
        ("Mailkontakt", ("ella@kelder.example",)),
    ]
    assert guesses(refused.value.columns) == {1: "company", 2: "phone", 3: "e-mail"}


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Ref;Region;Kdbez\nA101;Nord;Alpha\nA102;Ost;Beta\n", 3),
        ("Anlage;Gerät;Besitz\nHalle 1;Pumpe;Alpha GmbH\nHalle 2;Pumpe;Beta AG\n", 3),
        ("Kdbez;Sitz\nAlpha;Ulm\nBeta;Bonn\n", 1),
        ('Aa;Bb\n"Alpha";Ulm\n9;9;Gamma\n', 1),
    ],
)
def test_the_example_names_the_column_that_looks_like_firms(
    give: Give, text: str, company: int
) -> None:
    with pytest.raises(UnknownTable) as refused:
        give(text)
    found = guesses(refused.value.columns)
    assert next(iter(found.items())) == (company, "company")
    assert all("9" not in one.samples for one in refused.value.columns)


def test_it_comes_in_once_its_columns_are_named(give: Give) -> None:
    parsed = give(NOBODYS, told=said("kdbez=company", "2=phone", "Mail-Kontakt=e-mail"))
    (kelder,) = parsed.customers
    assert kelder.name == "Kelder Dairy"
    assert [route.value for route in kelder.routes] == ["01632 960001", "ella@kelder.example"]
    assert kelder.extra == {"Gekauft": "Dosing pump"}
    assert filled(parsed) == {
        "Kdbez": "company",
        "Telefonkontakt": "phone",
        "Mailkontakt": "e-mail",
        "Gekauft": "aside",
    }


@pytest.mark.parametrize(
    ("header", "typed", "program", "makes"),
    [
        ("A,B", ("A=company",), "plain.customers", {"customers": 1}),
        ("A,B", ("A=name",), "plain.customers", {"customers": 1}),
        ("A,B", ("A=company", "B=town"), "plain.customers", {"customers": 1}),
        ("A,B", ("A=name", "B=e-mail"), "plain.people", {"people": 1}),
        ("A,B", ("A=first name", "B=last name"), "plain.people", {"people": 1}),
        ("A,B,C", ("A=company", "B=name", "C=role"), "plain.people", {"people": 1}),
        ("A,B,C", ("A=company", "B=name", "C=town"), "plain.people", {"people": 1, "customers": 1}),
        ("A,B,C", ("A=company", "B=name", "C=customer phone"), "plain.people", {"people": 1, "customers": 1}),
        ("A,B,2026-01-05", ("A=company", "B=product", "3=ordered"), "plain.sales", {"sales": 1}),
        ("A,B,2026-01-05,N", ("A=company", "B=product", "3=ordered", "4=town"), "plain.sales", {"sales": 1, "customers": 1}),
        ("A,won,2026-01-05", ("A=company", "2=stage", "3=ordered"), "plain.sales", {"sales": 1}),
        ("A,lost,2026-01-05", ("A=company", "2=stage", "3=ordered"), "plain.sales", {}),
        ("A,B,2026-01-05", ("A=company", "B=note", "3=day"), "plain.touches", {"touches": 1}),
        ("A,B,2026-04-05", ("A=company", "B=subject", "3=due"), "plain.touches", {"followups": 1}),
        ("A,B,2026-01-05", ("A=name", "B=note", "3=day"), "plain.touches", {"touches": 1}),
    ],
)  # fmt: skip
def test_what_the_rows_are_follows_from_the_fields(
    give: Give, header: str, typed: tuple[str, ...], program: str, makes: dict[str, int]
) -> None:
    cells = header.split(",")
    heads = ",".join(cell if len(cell) == 1 else f"column{n}" for n, cell in enumerate(cells))
    words = ",".join(f"{cell} Marr" if len(cell) == 1 else cell for cell in cells)
    parsed = give(f"{heads}\n{words}\n", told=said(*typed))
    assert parsed.program == program
    sorts = ("customers", "people", "sales", "touches", "followups")
    assert {sort: len(getattr(parsed, sort)) for sort in sorts if getattr(parsed, sort)} == makes


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("Kdbez=company", "Gekauft=product"), "the day it was ordered"),
        (("Gekauft=product",), "the day it was ordered"),
        (("Telefonkontakt=phone", "Gekauft=town"), "no column names the customer"),
        (("Kdbez=company", "Gekauft=subject"), "a touch needs its day"),
    ],
)
def test_what_can_not_make_a_record_is_refused_with_what_it_lacks(
    give: Give, typed: tuple[str, ...], says: str
) -> None:
    with pytest.raises(InvalidInput, match=says) as refused:
        give(NOBODYS, told=said(*typed))
    assert refused.value.field == "map"
    assert refused.value.hint


def test_a_customer_on_many_rows_of_a_table_of_calls_is_one_and_every_note_is_kept(
    give: Give,
) -> None:
    text = "Firma;Tag;Art;Bemerkung\nAlpha GmbH;03.02.2026;Anruf;Angebot\nAlpha GmbH;14.02.2026;Besuch;War da\n"
    parsed = give(text, told=said("Tag=day", "Art=kind"))
    assert [(t.customer_name, t.kind, t.note) for t in parsed.touches] == [
        ("Alpha GmbH", "call", "Angebot"),
        ("Alpha GmbH", "visit", "War da"),
    ]
    assert parsed.customers == parsed.problems == ()


def test_a_column_may_be_kept_aside_or_left_out_altogether(give: Give) -> None:
    text = "Company,City,Phone,Secret\nAcme,Bonn,0171 123456,x\n"
    parsed = give(text, told=said("City=aside", "Secret=-"))
    (acme,) = parsed.customers
    assert (acme.city, acme.extra) == ("", {"City": "Bonn"})
    assert "left out as you said: Secret" in parsed.notices
    assert parsed.unmapped == ("City",)


# -- over a program's table, and over the words ------------------------------------------------------

HUBSPOT = "Record ID,First Name,Last Name,Email,Associated Company,Stadt,Geb,Second\n77,Ann,Lee,ann@a.example,Acme; Beta,Bonn,1980-02-03,lee@a.example\n"


def test_a_programs_profile_stays_in_force_for_what_nobody_mapped(give: Give) -> None:
    parsed = give(HUBSPOT, told=said("Geb=birthday", "Second=e-mail/private"))
    (ann,) = parsed.people
    assert (parsed.program, ann.external_id, ann.name) == ("hubspot.contacts", "77", "Ann Lee")
    assert (ann.customer_name, ann.dates[0].year) == ("Acme", 1980)
    assert [(route.value, route.label) for route in ann.routes] == [
        ("ann@a.example", ""),
        ("lee@a.example", "private"),
    ]
    why = {column.heading: column.why for column in parsed.columns}
    assert (why["Email"], why["Geb"], why["Stadt"]) == (Why.PROGRAM, Why.CHOSEN, Why.WORDS)


def test_a_field_of_the_customer_makes_the_customer_of_a_programs_people(give: Give) -> None:
    parsed = give(HUBSPOT, told=said("Stadt=town"))
    (acme,), (ann,) = parsed.customers, parsed.people
    assert (acme.name, acme.city, ann.customer_name) == ("Acme", "Bonn", "Acme")


@pytest.mark.parametrize("field", ["phone", "note", "website", "e-mail"])
def test_what_may_be_anybodys_is_the_customers_where_rows_tell_of_no_person(
    give: Give, field: str
) -> None:
    text = "Deal Name,Deal Stage,Close Date,Associated Company,X\nKegs,Closed won,2026-01-05,Acme,a@b.example\n"
    parsed = give(text, told=said(f"X={field}"))
    ((acme,), (kegs,)) = parsed.customers, parsed.sales
    assert (acme.name, kegs.customer_name, parsed.people) == ("Acme", "Acme", ())
    assert "a@b.example" in repr(acme)


def test_a_chosen_column_takes_the_place_of_the_one_that_had_the_field(give: Give) -> None:
    text = "Organization,Name,Website\nA1B2,North Works Ltd,http://north.example\n"
    parsed = give(text, told=said("Organization=customer number", "Name=company"))
    (north,) = parsed.customers
    assert (north.name, north.external_id) == ("North Works Ltd", "A1B2")
    assert parsed.people == ()


def test_a_sign_that_is_headed_twice_is_meant_by_its_number(give: Give) -> None:
    text = "Company,Phone,Phone\nAcme,0171 123456,0171 654321\n"
    parsed = give(text, told=said("3=fax"))
    assert [(r.kind, r.value) for r in parsed.customers[0].routes] == [
        ("phone", "0171 123456"),
        ("fax", "0171 654321"),
    ]


# -- without headings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "below", "heading"),
    [
        (("Name", "E-Mail"), (("Ann", "ann@a.example"),), True),
        (("Jane Doe", "jane@doe.example"), (("Bob", "bob@ray.example"),), False),
        (("Jane Doe", "jane@doe.example"), (), False),
        (("Jane Doe", "+44 1632 960001"), (("Bob", "+44 1632 960002"),), False),
        (("Alpha GmbH", "03.02.2026"), (("Beta", "04.02.2026"),), False),
        (("Alpha GmbH", "1.250,00"), (("Beta", "12,00"),), False),
        (("1001", "Alpha GmbH"), (("1002", "Beta"), ("1003", "Gamma")), False),
        (("Customer", "2024", "2025"), (("A", "12", "15"), ("B", "1", "2")), True),  # years
        (("Customer", "1", "2"), (("A", "12", "15"), ("B", "1", "2")), True),  # months
        (("Customer", "2026-01-01"), (("A", "12"), ("B", "")), True),  # days over amounts
        (("Alpha GmbH", "Bremen"), (("Beta", "Bonn"),), True),  # words prove nothing
    ],
)
def test_a_first_row_of_values_is_no_header(
    first: tuple[str, ...], below: tuple[tuple[str, ...], ...], heading: bool
) -> None:
    assert heads(first, below) is heading


def test_a_table_without_headings_has_its_columns_by_number(give: Give) -> None:
    with pytest.raises(UnknownTable, match="no headings") as refused:
        give(NAMELESS)
    assert [c.heading for c in refused.value.columns] == [f"Column {n}" for n in range(1, 5)]
    parsed = give(NAMELESS, told=said("1=name", "column 4=e-mail"))
    assert [(p.line, p.name) for p in parsed.people] == [(1, "Jane Doe"), (2, "Bob Ray")]
    assert parsed.people[0].extra == {"Column 2": "Jane", "Column 3": "Doe"}
    assert parsed.mapped is None  # nothing to know the next one by


def test_one_row_alone_is_a_table_too(give: Give) -> None:
    (jane,) = give(NAMELESS.splitlines()[0], told=said("1=name", "4=e-mail")).people
    assert jane.name == "Jane Doe"


def test_the_rep_says_whether_there_are_headings(give: Give) -> None:
    parsed = give(
        "Alpha GmbH,Bremen\nBeta AG,Bonn\n", told=said("1=company", "2=town", headed=False)
    )
    assert [(c.name, c.city) for c in parsed.customers] == [
        ("Alpha GmbH", "Bremen"),
        ("Beta AG", "Bonn"),
    ]
    parsed = give(
        "a@b.example,x\nb@c.example,Acme\n", told=said("1=e-mail", "2=company", headed=True)
    )
    assert len(parsed.customers) == 1


# -- remembered --------------------------------------------------------------------------------------


def test_the_next_table_of_the_same_headings_is_read_alike(give: Give) -> None:
    first = give(NOBODYS, told=said("Kdbez=company", "Mailkontakt=e-mail")).mapped
    assert first
    kept = Mapped(first.headings, first.fields, first.program, date(2026, 3, 3))
    known = {kept.headings: kept}
    turned = "Gekauft;MAILKONTAKT;Telefonkontakt;kdbez\nPump;a@b.example;0171 123456;Mill Farm\n"
    parsed = give(turned, remembered=known)
    (mill,) = parsed.customers
    assert (mill.name, [route.value for route in mill.routes]) == ("Mill Farm", ["a@b.example"])
    assert parsed.mapped == kept
    assert {c.why for c in parsed.columns if c.field != "aside"} == {Why.REMEMBERED}
    changed = give(turned, remembered=known, told=said("Telefonkontakt=phone"))
    assert len(changed.customers[0].routes) == 2
    assert changed.mapped and changed.mapped.on is None
    assert len(changed.mapped.fields) == 3
    with pytest.raises(UnknownTable):
        give(turned, remembered=known, told=Told(forget=True))
    with pytest.raises(UnknownTable):
        give("Kdbez;Mailkontakt;More\nMill Farm;a@b.example;x\n", remembered=known)


def test_a_word_that_an_older_book_remembers_and_nobody_knows_is_passed_over(give: Give) -> None:
    headings = "gekauft\nkdbez\nmailkontakt\ntelefonkontakt"
    known = {
        headings: Mapped(
            headings, {"Kdbez": "company", "Gekauft": "unheard of"}, "", date(2026, 3, 3)
        )
    }
    assert filled(give(NOBODYS, remembered=known))["Gekauft"] == "aside"


def test_to_forget_is_told_to_who_files(give: Give) -> None:
    parsed = give("Company,City\nAcme,Bonn\n", told=Told(forget=True))
    assert parsed.mapped == Mapped("city\ncompany")


# -- what is shown -----------------------------------------------------------------------------------


def test_a_value_that_is_shown_drives_no_terminal_and_is_short(give: Give) -> None:
    text = f'Company,Odd\nAcme,"\x1b[31mred\x1b[0m\u202eturned\n{"x" * 200}"\n'
    (_, odd) = give(text).columns
    (value,) = odd.samples
    assert value.isprintable()
    assert value.startswith("redturned xxx") and len(value) == 60


def test_different_values_are_shown(give: Give) -> None:
    rows = "".join(f"Acme {number % 5},same\n" for number in range(20))
    name, city = give(f"Company,City\n{rows}").columns
    assert (name.samples, city.samples) == (("Acme 0", "Acme 1", "Acme 2"), ("same",))


def test_a_row_that_is_kept_in_part_is_told_from_one_that_is_left_out(give: Give) -> None:
    text = "order no,customer,order date,amount\n1,Acme,2026-01-05,12k\n2,Acme,2026-02-31,5\n3,Acme,2026-01-06,5\n"
    parsed = give(text)
    assert [(p.line, p.kept) for p in parsed.problems] == [(2, True), (3, False), (3, False)]
