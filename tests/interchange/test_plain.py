"""Tables of nobody's program, told by the words over their columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from repbook.domain.spine.kinds import RouteKind
from repbook.errors import BadFile
from repbook.interchange.plain.unknown_tables import plain_profile
from repbook.interchange.programs.profiles import words
from repbook.interchange.reading.records import Parsed

Give = Callable[..., Parsed]


@pytest.mark.parametrize(
    ("header", "program", "makes"),
    [
        ("Company,City,Phone", "plain.customers", ("customer",)),
        ("Name,City", "plain.customers", ("customer",)),
        ("Nom,Ville", "plain.customers", ("customer",)),
        ("Name,Email", "plain.people", ("person",)),
        ("Email", "plain.people", ("person",)),
        ("Vorname,Nachname,Firma", "plain.people", ("person",)),
        ("Prénom,Nom,Société,Ville", "plain.people", ("person", "customer")),
        ("Kunde,Ansprechpartner,Ort", "plain.people", ("person", "customer")),
        ("Empresa,Contacto,Teléfono", "plain.people", ("person",)),
        ("Datum,Firma,Umsatz", "plain.sales", ("sale",)),
        ("Order no,Customer,Order date,Delivery date,Paid on,Total", "plain.sales", ("sale",)),
        ("Date commande,Client,Montant", "plain.sales", ("sale",)),
        ("Fecha de pedido,Cliente,Importe", "plain.sales", ("sale",)),
        ("Deal,Company,Stage,Close date", "plain.sales", ("deal",)),
        ("Firma;Auftrag;Datum;Status".replace(";", ","), "plain.sales", ("sale",)),
        ("Client,Produit,Date,Statut", "plain.sales", ("deal",)),
        ("Cliente,Producto,Fecha,Estado", "plain.sales", ("deal",)),
        ("Kunde,Kundenstatus,Datum,Umsatz", "plain.sales", ("sale",)),
        ("Contact ID,Deal,Close date,Amount", "plain.sales", ("sale",)),
        ("First name,Last name,Email,Order date,Total", "plain.sales", ("sale", "person")),
    ],
)
def test_the_header_tells_what_the_rows_are(
    header: str, program: str, makes: tuple[str, ...]
) -> None:
    found = plain_profile(header.split(","))
    assert found is not None
    assert (found.id, found.makes) == (program, makes)


@pytest.mark.parametrize("header", ["a,b", "Owner,Amount", "Parent Account,x"])
def test_a_header_that_names_nobody_is_refused(give: Give, header: str) -> None:
    with pytest.raises(BadFile) as refused:
        give(f"{header}\n1,2\n")
    assert "--from" in refused.value.hint


def test_other_peoples_columns_never_name_the_row() -> None:
    others = ["Owner", "Account Owner", "Assistant", "Parent Account", "Reports To", "Manager"]
    taken = {word for heads in words().values() for word in heads}
    assert not taken & {"".join(header.lower().split()) for header in others}


def test_no_word_fills_two_fields() -> None:
    heads = [word for field in words().values() for word in set(field)]
    twice = {word for word in heads if heads.count(word) > 1}
    assert twice == set()


def test_people_with_their_customers(give: Give) -> None:
    text = (
        "Firma;Ort;Status;Ansprechpartner;E-Mail;Handy;Bemerkung;Anrede\n"
        "Acme;Bonn;Kunde;Ann Lee;ann@a.test;0170 1;ruft gern an;Frau\n"
        "Acme;Bonn;Kunde;Bo Ek;bo@a.test;0170 222;;Herr\n"
    )
    parsed = give(text)
    (acme,), (ann, bo) = parsed.customers, parsed.people
    assert (acme.name, acme.city, acme.status, acme.extra) == ("Acme", "Bonn", "Kunde", {})
    assert (ann.main, bo.main) == (True, False)
    assert (ann.note, ann.extra) == ("ruft gern an", {"Anrede": "Frau"})
    assert bo.extra == {"Anrede": "Herr"}
    assert {ann.customer_external_id, bo.customer_external_id} == {acme.external_id}
    assert [one.kind for one in bo.routes] == [RouteKind.MOBILE, RouteKind.EMAIL]
    assert parsed.problems == ()


def test_orders_in_german(give: Give) -> None:
    text = (
        "Auftragsnummer;Kundennummer;Kunde;Bestelldatum;Liefertermin;Lieferdatum;Bezahlt am;Betrag\n"
        "A-1;17;Bäcker Süd;03.02.2026;10.02.2026;12.02.2026;;1.234,50 €\n"
    )
    (sale,) = give(text).sales
    assert (sale.number, sale.external_id[0], sale.title) == ("A-1", "#", "Order A-1")
    assert (sale.customer_name, sale.customer_external_id) == ("Bäcker Süd", "17")
    assert (sale.ordered_on, sale.promised_on, sale.live_on, sale.paid_on) == (
        date(2026, 2, 3),
        date(2026, 2, 10),
        date(2026, 2, 12),
        None,
    )
    assert (sale.amount, sale.currency) == (123450, "EUR")


def test_orders_of_people_without_a_firm(give: Give) -> None:
    text = (
        "First name,Last name,Email,Order date,Total\n"
        "Ann,Lee,ann@a.test,2026-01-05,10.00\nAnn,Lee,ann@a.test,2026-02-05,20.00\n"
    )
    parsed = give(text)
    (ann,), (first, second) = parsed.people, parsed.sales
    assert ann.customer_name == first.customer_name == second.customer_name == "Ann Lee"
    assert first.person_external_id == ann.external_id
    assert [first.amount, second.amount] == [1000, 2000]
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("header", "won", "left_out"),
    [
        ("Company,Deal,Close date,Status", ("won", "Closed Won", "WON"), ("lost", "open", "")),
        ("Company,Deal,Close date,Stage", ("Won", "5 - Won"), ("Negotiation", "Closed Lost")),
        ("Firma,Produkt,Datum,Status", ("gewonnen", "Gewonnen"), ("verloren", "offen", "Angebot")),
        ("Client,Produit,Date,Statut", ("gagné", "Gagnée"), ("perdu", "en cours", "ouverte")),
        ("Cliente,Producto,Fecha,Estado", ("ganado", "Ganada"), ("perdida", "abierto")),
        (
            "Customer,Item,Order date,Status",
            ("shipped", "Delivered", "completed", "Paid"),
            ("cancelled", "canceled", "Refunded", "returned", "draft", "quote"),
        ),
        ("Kunde,Artikel,Bestelldatum,Auftragsstatus", ("Geliefert", "bezahlt"), ("storniert",)),
        ("Client,Produit,Date commande,Statut", ("livré", "Expédiée"), ("annulé", "remboursée")),
        ("Cliente,Producto,Fecha de pedido,Estado", ("entregado", "Enviada"), ("cancelado",)),
    ],
)
def test_only_what_was_won_or_ordered_is_a_sale(
    give: Give, header: str, won: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    rows = [f"Acme {n},Pump,2026-01-05,{word}" for n, word in enumerate((*won, *left_out))]
    parsed = give("\n".join([header, *rows]) + "\n")
    assert [sale.customer_name for sale in parsed.sales] == [f"Acme {n}" for n in range(len(won))]
    assert all(notice.endswith(": left out") for notice in parsed.notices)
    assert sum(int(notice.split()[0]) for notice in parsed.notices) == len(left_out)


def test_without_a_status_every_row_is_a_sale(give: Give) -> None:
    parsed = give("Customer,Order date,Total\nAcme,2026-01-05,7\nBeta,2026-01-06,8\n")
    assert len(parsed.sales) == 2
    assert parsed.notices == ()


def test_the_status_of_a_customer_says_nothing_of_a_sale(give: Give) -> None:
    (sale,) = give("Kunde,Kundenstatus,Datum,Umsatz\nAcme,Stammkunde,2026-01-05,7\n").sales
    assert sale.extra == {"Kundenstatus": "Stammkunde"}


def test_orders_of_people_with_a_status(give: Give) -> None:
    rows = "Ann,Lee,a@a.test,2026-01-05,10,paid\nBo,Ek,b@a.test,2026-01-06,20,refunded\n"
    parsed = give(f"First name,Last name,Email,Order date,Total,Status\n{rows}")
    assert [sale.person_name for sale in parsed.sales] == ["Ann Lee"]
    assert [person.name for person in parsed.people] == ["Ann Lee", "Bo Ek"]


def test_a_deal_without_a_firm_is_the_persons(give: Give) -> None:
    header = "Deal Name,Deal Stage,Close Date,Associated Contact,Associated Contact IDs"
    (sale,) = give(f"{header}\nKegs,Closed won,2026-01-05,Ann Lee;Bo Ek,7;8\n").sales
    assert (sale.customer_name, sale.person_name, sale.person_external_id) == (
        "Ann Lee",
        "Ann Lee",
        "7",
    )
    assert sale.extra == {"Associated Contact": "Ann Lee;Bo Ek", "Associated Contact IDs": "7;8"}


@pytest.mark.fault("F95")
class TestTheSameTwice:
    def test_ids_do_not_hang_on_the_line(self, give: Give) -> None:
        rows = ["Acme,2026-01-05,7.00", "Beta,2026-01-06,8.00"]
        there = give("Company,Order date,Amount\n" + "\n".join(rows)).sales
        back = give("Company,Order date,Amount\n\n" + "\n".join(rows[::-1])).sales
        assert {s.external_id for s in there} == {s.external_id for s in back}

    def test_two_like_orders_are_two(self, give: Give) -> None:
        text = "Company,Order date,Amount\n" + "Acme,2026-01-05,7.00\n" * 3
        first, again = give(text).sales, give(text).sales
        assert len({s.external_id for s in first}) == 3
        assert first == again

    def test_a_customer_twice_is_one_and_said(self, give: Give) -> None:
        parsed = give("Company,City\nAcme,Bonn\nACME,bonn\nAcme,Ulm\n")
        assert [c.city for c in parsed.customers] == ["Bonn", "Ulm"]
        assert [(p.line, p.reason) for p in parsed.problems] == [
            (3, "the same customer as on line 2: not taken twice")
        ]

    def test_a_programs_id_twice_is_one(self, give: Give) -> None:
        parsed = give("Record ID,Company name\n1,Acme\n1,Acme again\n2,Acme\n")
        assert [c.external_id for c in parsed.customers] == ["1", "2"]
        assert [p.line for p in parsed.problems] == [3]


def test_second_choices_are_kept_with_the_row(give: Give) -> None:
    header = "Record ID,Company name,Lifecycle Stage,Lead Status"
    parsed = give(f"{header}\n1,Acme,Customer,Connected\n2,Beta,,New\n")
    assert [(c.status, dict(c.extra)) for c in parsed.customers] == [
        ("Customer", {"Lead Status": "Connected"}),
        ("New", {}),
    ]


def test_a_tier_is_one_of_four(give: Give) -> None:
    parsed = give("Company,Class\nAcme,a\nBeta,Gold\n")
    assert [(c.tier, dict(c.extra)) for c in parsed.customers] == [
        ("A", {}),
        ("", {"Class": "Gold"}),
    ]
    assert [p.reason for p in parsed.problems] == ['"Gold" is no tier from A to D (Class)']


def test_consent_is_only_taken_where_it_is_said(give: Give) -> None:
    text = (
        "Name,Email,Newsletter,Opt out\nAnn,a@a.b,yes,\nBo,b@a.b,no,\nCy,c@a.b,,\nDi,d@a.b,yes,1\n"
    )
    assert [p.newsletter for p in give(text).people] == [True, False, None, False]


def test_names_too_long_for_the_book_are_cut_and_said(give: Give) -> None:
    parsed = give(f"Company,City\n{'x' * 300},Bonn\n")
    assert len(parsed.customers[0].name) == 200
    assert [p.line for p in parsed.problems] == [2]


def test_text_is_cleaned(give: Give) -> None:
    parsed = give("Company,Notes,Colour\n \x1b]0;x\x07Ac\u202eme  Ltd ,a\x00b,r\u200fed\n")
    acme = parsed.customers[0]
    assert (acme.name, acme.note, acme.extra) == ("Acme Ltd", "ab", {"Colour": "red"})
