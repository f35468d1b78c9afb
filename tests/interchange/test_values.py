"""Columns asked by their values: what names nobody is no name, and what a table is hangs on what it holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from repbook.errors import BadFile
from repbook.interchange.columns.column_values import Look, look
from repbook.interchange.plain.standings import standing
from repbook.interchange.reading.records import Parsed, Standing

Give = Callable[..., Parsed]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (("TRUE", "FALSE", ""), Look.FLAGS),
        (("ja", "nein"), Look.FLAGS),
        (("sim", "não"), Look.FLAGS),
        (("0", "1", "1"), Look.BITS),
        (("1001", "1002"), Look.DIGITS),
        (("1",), Look.DIGITS),
        (("#1001", "#1002"), Look.DIGITS),
        (("A1B2C3D4E5F6", "B2C3D4E5F6A1"), Look.KEYS),
        (("K-1001", "K-1002"), Look.KEYS),
        (("cus_Nk3j", "cus_Lk4h"), Look.KEYS),
        (("8f14e45f-ceea-467f-a1d6-0123456789ab",), Look.KEYS),
        (("2026-01-05", "2026-02-01 10:00"), Look.DAYS),
        (("01.02.2026", "3.4.26"), Look.DAYS),
        (("5 Jan 2026",), Look.DAYS),
        (("12.50", "3.00"), Look.AMOUNTS),
        (("1.250,00 €", "80"), Look.AMOUNTS),
        (("a@b.example",), Look.MAILS),
        (("https://x.example", "www.y.example"), Look.URLS),
        (("+44 1632 960001", "01632 960002"), Look.DIALLED),
        (("080-1234", "55 01 01 01"), Look.PHONES),
        (("call", "Besuch", "Llamada"), Look.ACTIVITIES),
        (("Prospect", "Kunde", "Ancien client"), Look.STANDINGS),
        (("Mr", "Frau", "Mme"), Look.SALUTATIONS),
        (("Alpha GmbH", "Beta"), Look.FIRMS),
        (("3M", "O2"), Look.TAGS),
        (("Store 12", "Store 13"), Look.TAGS),
        (("Kelder Dairy",), Look.WORDS),
        (("Acme", "Acme", "Acme"), Look.SAME),
        (("Invoice", "Credit note", "Rechnung"), Look.DOCUMENTS),
        (("", " "), Look.EMPTY),
    ],
)
def test_what_a_column_holds(values: tuple[str, ...], kind: Look) -> None:
    assert look(values) is kind


NAMED = [
    # A column of yes and no names nobody, in any language.
    ("Name;Kunde;Ansprechpartner;Ort\nAlpha;ja;Eva Kurz;Ulm\n", ["Alpha"], ["Eva Kurz"]),
    ("Naam,Klant,Plaats\nJansen,WAAR,Utrecht\n", ["Jansen"], []),
    ("Ragione sociale,Cliente,Città\nRossi,vero,Milano\n", ["Rossi"], []),
    ("Empresa,Cliente,Cidade\nPadaria Sol,sim,Rio\n", ["Padaria Sol"], []),
    ("Company,Customer,Town\nKelder Dairy,Y,Kent\nMill Farm,N,York\n", ["Kelder Dairy", "Mill Farm"], []),
    # Nor do keys and numbers where another column holds names.
    ("Kunde;Name;Ort\n1001;Alpha GmbH;Bremen\n", ["Alpha GmbH"], []),
    ("Kunde;Name;E-Mail;Ort\n1;Alpha;info@a.example;Bremen\n", ["Alpha"], []),
    ("Client,Nom,Ville\nC-001,Petit,Lyon\nC-002,Moreau,Paris\n", ["Petit", "Moreau"], []),
    ("Cliente,Nombre,Población\n900001,Panadería Sol,Jaén\n", ["Panadería Sol"], []),
    ("Account,Account Name,Town\nACC-0001,Kelder Dairy,Kent\n", ["Kelder Dairy"], []),
    ("Customer,Company\n12.50,Kelder Dairy\n99.00,Mill Farm\n", ["Kelder Dairy", "Mill Farm"], []),
    ("Customer,Company\n2024-01-05,Kelder Dairy\n", ["Kelder Dairy"], []),
    ("Account,Company\nhttps://k.example,Kelder Dairy\n", ["Kelder Dairy"], []),
    # Where nothing else is a name, a key is one.
    ("Customer,City\nK-1001,Kent\n", ["K-1001"], []),
    ("Company,City\n3M,Kent\n4711,Köln\n", ["3M", "4711"], []),
    # "Contact" that holds addresses or numbers is no name.
    ("Contact,Company\nella@k.example,Kelder Dairy\n", ["Kelder Dairy"], []),
    ("Contact,Company\n01632 960001,Kelder Dairy\n", ["Kelder Dairy"], []),
    # Firm and person beside each other under "Name" and "Contact", "Name" and "Vorname".
    ("Nom;Contact;Ville\nPetit SARL;Jean Petit;Lyon\n", ["Petit SARL"], ["Jean Petit"]),
    ("Name;Vorname;Firma;E-Mail\nKurz;Eva;Alpha;e@a.example\n", [], ["Eva Kurz"]),
    ("Name,Email\nAlpha GmbH,a@a.example\nBeta AG,b@b.example\n", ["Alpha GmbH", "Beta AG"], []),
    ("Name,Title,Email\nAnn Lee,Mrs,a@a.example\n", [], ["Ann Lee"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "firms", "people"), NAMED)
def test_who_is_named(give: Give, text: str, firms: list[str], people: list[str]) -> None:
    parsed = give(text)
    assert [one.name for one in parsed.customers] == firms
    assert [one.name for one in parsed.people] == people


def test_what_is_no_name_stays_with_the_row(give: Give) -> None:
    (alpha,) = give("Company,Customer,City\nKelder Dairy,TRUE,Kent\n").customers
    assert alpha.extra == {"Customer": "TRUE"}
    (ann,) = give("Name,Title,Email\nAnn Lee,Mrs,a@a.example\n").people
    assert (ann.role, ann.extra) == ("", {"Title": "Mrs"})
    (whole,) = give("Full name,First name,Email\nAnn Lee,Annabel,a@a.example\n").people
    assert (whole.name, whole.extra) == ("Ann Lee", {"First name": "Annabel"})


def test_a_number_of_a_customer_is_their_id(give: Give) -> None:
    (alpha,) = give("Kunde;Name;Ort\n1001;Alpha GmbH;Bremen\n").customers
    assert alpha.external_id == "1001"
    (sale,) = give("Customer,Order date,Amount\n1001,2026-01-05,5.00\n").sales
    assert (sale.customer_name, sale.customer_external_id) == ("", "1001")


@pytest.mark.parametrize(
    "text",
    [
        "Name,SKU,Price\nPump,P-1,12.50\n",
        "Name;Artikelnummer;Lagerbestand\nPumpe;1;3\n",
        "Name,Username,Last login\nDana,dana,2026-01-01\n",
        "Name,Campaign type,Impressions\nSpring,E-mail,100\n",
        "Customer,City\nTRUE,Kent\nFALSE,York\n",
        "Name,Email,Lineitem name\n#1001,a@a.example,Pump\n",
        "Kdbez,Sitz,E-Mail\nAlpha,Ulm,a@a.example\n",
        "Personal-Nr;Vorname;Nachname;Eintritt;Gehalt\n7;Ann;Lee;01.02.2020;3.100,00\n",
        "First name,Last name,Job title,Hire date,Salary\nAnn,Lee,Fitter,2020-02-01,3100\n",
        "Ragione Sociale;Data contabile;Importo;Descrizione\nAlfa;05/01/2026;-12,00;Bonifico\n",
        "time,ip,method,path,user_agent,company\n2026-01-01,10.0.0.1,GET,/a,curl,Alpha\n",
        "Name,Number,Type,Date,DurationSeconds\nAnn Lee,0555 0101,Incoming,2026-01-01,20\n",
    ],
)
def test_a_table_of_things_or_of_strangers_is_refused(give: Give, text: str) -> None:
    with pytest.raises(BadFile):
        give(text)


@pytest.mark.parametrize(
    ("mail", "firm", "person"),
    [
        ("info@a.example", ["info@a.example", "0555 0101"], []),
        ("orders@a.example", ["orders@a.example", "0555 0101"], []),
        ("kim@a.example", ["kim@a.example", "0555 0101"], []),
    ],
)
def test_the_mailbox_of_an_office_is_no_person(
    give: Give, mail: str, firm: list[str], person: list[str]
) -> None:
    known = "Company,Contact,Email,Phone,City\nBeta,Ann Lee,ann@b.example,0555 0102,Bonn\n"
    parsed = give(f"{known}Alpha,,{mail},0555 0101,Ulm\n")
    assert [p.name for p in parsed.people] == ["Ann Lee", *person]
    if not person:
        alpha = next(one for one in parsed.customers if one.name == "Alpha")
        assert sorted(r.value for r in alpha.routes) == sorted(firm)


@pytest.mark.parametrize("head", ["Email Opt Out", "Opted Out", "HasOptedOutOfEmail", "Abgemeldet"])
def test_who_wants_no_mail_gets_none(give: Give, head: str) -> None:
    people = give(f"Name,Email,{head}\nAnn Lee,ann@a.example,1\nBo Ray,bo@a.example,0\n").people
    assert [p.newsletter for p in people] == [False, None]


@pytest.mark.parametrize("head", ["Do Not Call", "Nicht anrufen", "Ne pas appeler", "No llamar"])
def test_who_wants_no_calls_has_it_in_the_note(give: Give, head: str) -> None:
    people = give(f"Name,Email,{head}\nAnn Lee,ann@a.example,1\nBo Ray,bo@a.example,0\n").people
    assert [p.note for p in people] == ["Do not call.", ""]


@pytest.mark.parametrize(("title", "role"), [("Mr.", ""), ("Ms", ""), ("Buyer", "Buyer")])
def test_a_salutation_is_no_job(give: Give, title: str, role: str) -> None:
    text = f"Record Id,Last Name,First Name,Contact Owner,Account Name,Title\nz1,Lee,Ann,Kim,Alpha,{title}\n"
    (ann,) = give(text).people
    assert (ann.role, ann.extra.get("Title", "")) == (role, "" if role else title)


DEALS = [
    "Titel;Wert;Währung;Phase;Erwartetes Abschlussdatum;Person;Organisation\n"
    "Pumpe;1.500,00;EUR;Gewonnen;18.02.2026;Ann Lee;Kelder\nHeizung;320;EUR;Verloren;02.03.2026;Bo;Salz\n",
    "Affaire,Montant,Étape,Date de clôture,Société\nPumpe,1500.00,Gagné,2026-02-18,Kelder\nX,1,Perdu,2026-02-01,Y\n",
    "Negocio,Importe,Etapa,Fecha de cierre,Cliente\nPumpe,1500,Ganado,2026-02-18,Kelder\nX,1,Abierto,2026-02-01,Y\n",
    "Opportunità,Importo,Fase,Data di chiusura,Azienda\nPumpe,1500,Vinto,2026-02-18,Kelder\nX,1,Perso,2026-02-01,Y\n",
    "Kans,Waarde,Fase,Sluitingsdatum,Bedrijf\nPumpe,1500,Gewonnen,2026-02-18,Kelder\nX,1,Verloren,2026-02-01,Y\n",
    "Negócio,Valor,Etapa,Data de fechamento,Empresa\nPumpe,1500,Ganho,2026-02-18,Kelder\nX,1,Perdido,2026-02-01,Y\n",
]


@pytest.mark.parametrize("text", DEALS)
def test_a_value_and_a_stage_make_deals(give: Give, text: str) -> None:
    parsed = give(text)
    (sale,) = parsed.sales
    assert (sale.title, sale.amount, sale.ordered_on, sale.customer_name) == (
        *("Pumpe", 150_000),
        date(2026, 2, 18),
        "Kelder",
    )
    assert parsed.notices == ("1 deal is not won: left out",)
    assert parsed.customers == parsed.people == ()


def test_a_deal_that_was_won_without_a_day_is_named(give: Give) -> None:
    parsed = give("Deal,Company,Stage,Amount\nPump,Kelder,Won,100\nHose,Mill,Open,20\n")
    assert (parsed.sales, [one.line for one in parsed.problems]) == ((), [2])
    assert "without the day" in parsed.problems[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "Date,First Name,Last Name,Title,Email\n2026-01-05,Ann,Lee,Manager,a@a.example\n",
        "Company,Status,Revenue,City\nKelder,Active,10000,Kent\n",
        "Kunde,Ort,Umsatz 2025\nAlpha,Ulm,100\n",
    ],
)
def test_what_is_sold_nowhere_is_no_sale(give: Give, text: str) -> None:
    assert give(text).sales == ()


TOUCHES = [
    ("Datum;Kunde;Art;Notiz\n01.02.2026;Alpha;Besuch;gut\n", "visit", "gut"),
    ("Date,Client,Type,Objet\n13/02/2026,Alpha,Appel,Vanne\n", "call", "Vanne"),
    ("Fecha,Cliente,Tipo,Resumen\n2026-02-01,Alpha,Visita,bien\n", "visit", "bien"),
    ("Data,Azienda,Tipo,Note\n2026-02-01,Alpha,Telefonata,ok\n", "call", "ok"),
    ("Datum,Klant,Soort,Verslag\n2026-02-01,Alpha,Bezoek,prima\n", "visit", "prima"),
    ("Data,Cliente,Tipo,Resumo da reunião,Observações\n2026-02-01,Alpha,Reunião,x,bom\n", "visit", "bom\nx"),
    ("Call Date,Customer,Notes\n2026-02-01,Alpha,valve\n", "call", "valve"),
    ("Besuchsdatum;Firma;Bemerkung\n01.02.2026;Alpha;gut\n", "visit", "gut"),
    ("Company,Date,Outcome,Notes\nAlpha,2026-02-01,Left voicemail,rang\n", "call", "rang"),
    ("Company,City,Type,Date,Note\nAlpha,Kent,email,2026-02-01,sent\n", "email", "sent"),
    ("ID,Organization,Type,Date,Note\n7,Alpha,SMS,2026-02-01,hi\n", "message", "hi"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "note"), TOUCHES)
def test_a_firm_a_day_and_what_was_said_are_touches(
    give: Give, text: str, kind: str, note: str
) -> None:
    parsed = give(text)
    (touch,) = parsed.touches
    assert (touch.customer_name, touch.kind, touch.note) == ("Alpha", kind, note)
    assert parsed.customers == parsed.people == parsed.sales == ()


def test_tasks_of_an_unknown_program(give: Give) -> None:
    parsed = give(
        "Task,Company,Due date,Status\nSend quote,Alpha,2026-04-01,Open\nCall back,Beta,2026-03-01,Done\n"
    )
    assert [(one.what, one.customer_name) for one in parsed.followups] == [("Send quote", "Alpha")]
    assert [(one.note, one.customer_name) for one in parsed.touches] == [("Call back", "Beta")]


def test_customers_with_a_day_and_a_note_are_customers(give: Give) -> None:
    parsed = give("Name,City,Date,Note\nAlpha,Kent,2026-02-01,good payer\n")
    assert [one.name for one in parsed.customers] == ["Alpha"]


def test_one_name_without_a_place_is_one_customer(give: Give) -> None:
    parsed = give(
        "ID,Company,Phone,Note\n1,Alpha,01632 960001,one\n2,Alpha,01632 960002,two\n3,Beta,,\n"
    )
    alpha, beta = parsed.customers
    assert (alpha.external_id, alpha.also, alpha.note) == ("1", ("2",), "one\ntwo")
    assert [one.value for one in alpha.routes] == ["01632 960001", "01632 960002"]
    assert beta.also == ()
    assert [(one.line, one.reason) for one in parsed.problems] == [
        (3, "the same customer as on line 2: joined with it")
    ]
    apart = give("ID,Company,City\n1,Alpha,Kent\n2,Alpha,York\n").customers
    assert [one.city for one in apart] == ["Kent", "York"]


def test_what_a_second_row_says_otherwise_is_kept_aside(give: Give) -> None:
    (alpha,) = give(
        "Company,City,Website,Colour\nAlpha,Kent,a.example,red\nAlpha,Kent,b.example,blue\n"
    ).customers
    assert (alpha.website, dict(alpha.extra)) == (
        "a.example",
        {"Colour": "red\nblue", "website": "b.example"},
    )


@pytest.mark.parametrize(
    ("word", "stands"),
    [
        *((word, Standing.PROSPECT) for word in ("Lead", "prospect", "MQL", "Marketing Qualified Lead")),
        *((word, Standing.PROSPECT) for word in ("salesqualifiedlead", "subscriber", "Opportunity")),
        *((word, Standing.PROSPECT) for word in ("Customer Candidate", "Interessent", "Cold lead")),
        *((word, Standing.PROSPECT) for word in ("Client potentiel", "Prospecto", "Cliente potencial")),
        *((word, Standing.PROSPECT) for word in ("Potenziale", "Potentiële klant", "Lead (web)")),
        *((word, Standing.PROSPECT) for word in ("Bad Fit", "Potential Customer", "Not a customer")),
        *((word, Standing.FORMER) for word in ("Ancien client", "Former customer", "churned")),
        *((word, Standing.FORMER) for word in ("Ehemaliger Kunde", "Excliente", "Lost", "Oud-klant")),
        *((word, Standing.CUSTOMER) for word in ("Customer", "Customer - Direct", "Partner", "Active")),
        *((word, Standing.CUSTOMER) for word in ("Kunde", "Stammkunde", "Current Customer", "", "VIP")),
        *((word, Standing.CUSTOMER) for word in ("Installation Partner", "Other", "evangelist", "Open")),
        *((word, Standing.CUSTOMER) for word in ("customer;lead", "Lead customer", "Neukunde")),
    ],
)  # fmt: skip
def test_what_a_word_of_status_says(word: str, stands: Standing) -> None:
    assert standing(word) is stands


ID_TOLD = [
    ("701AA0000000001AAA", "1 row is a campaign"),
    ("01tAA0000000001AAA", "1 row is a product"),
    ("a0BAA0000000001AAA", "1 row is a record of a kind of your own"),
    ("005AA0000000001", "1 row is a user"),
    ("500AA0000000001AAA", "1 row is a case"),
]


@pytest.mark.parametrize(("row_id", "said"), ID_TOLD)
def test_an_id_of_salesforce_says_what_a_row_is(give: Give, row_id: str, said: str) -> None:
    parsed = give(f"Id,Name,City\n{row_id},Spring mailing,Kent\n")
    assert parsed.customers == ()
    assert parsed.notices == (f"{said}, as the ids say: left out",)


def test_members_of_a_campaign_are_no_second_people(give: Give) -> None:
    parsed = give(
        "Id,CampaignId,ContactId,LeadId,FirstName,LastName,CompanyOrAccount\n"
        "00vAA0000000001AAA,701AA0000000001AAA,003AA0000000001AAA,,Ann,Lee,Farm\n"
        "00vAA0000000002AAA,701AA0000000001AAA,,00QAA0000000001AAA,Bo,Ek,Cold\n"
    )
    assert parsed.people == ()
    assert parsed.notices == ("2 rows are members of campaigns, as the ids say: left out",)


@pytest.mark.parametrize(
    ("kind", "header", "row", "program"),
    [
        ("001", "Id,Name,Phone", "Farm,1", "salesforce.accounts"),
        ("003", "Id,Name,Email", "Ann Lee,a@a.example", "salesforce.contacts"),
        ("006", "Id,Name,AccountId,StageName,CloseDate", "Pump,001A,Won,2026-01-05", "salesforce.opportunities"),
        ("00Q", "Id,Name,Company", "Ann Lee,Farm", "salesforce.leads"),
        ("00U", "Id,Subject,WhoId,ActivityDate", "Visit,003A,2026-01-05", "salesforce.events"),
    ],
)  # fmt: skip
def test_ids_tell_the_table(give: Give, kind: str, header: str, row: str, program: str) -> None:
    assert give(f"{header}\n{kind}AA0000000001AAA,{row}\n").program == program


def test_ids_of_a_firms_own_are_no_salesforce(give: Give) -> None:
    """Fifteen signs do not make an id of Salesforce where one of them begins otherwise."""
    parsed = give("Id,Name,City\n701AA0000000001,Alpha,Kent\nZZZAA0000000001,Beta,York\n")
    assert [one.name for one in parsed.customers] == ["Alpha", "Beta"]


def test_namesakes_with_numbers_of_their_own_stay_apart(give: Give) -> None:
    rows = "1001,Alpha,01632 960001\n1002,Alpha,01632 960002\n"
    for heading in ("Customer number", "Kundennummer", "Kunde"):
        parsed = give(f"{heading},Company name,Phone\n{rows}")
        assert [one.external_id for one in parsed.customers] == ["1001", "1002"]
        assert parsed.problems == ()
