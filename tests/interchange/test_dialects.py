"""Every program's export, in its true dialect: what it counts, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from repbook.domain.spine.kinds import DateKind, Reach, RouteKind, TouchKind
from repbook.errors import InvalidInput
from repbook.interchange.reading.records import DateRecord, Parsed, PersonRecord

Dialect = Callable[..., Parsed]
HUBSPOT = "hubspot-crm-exports-all-{}-2026-03-17.csv"
SALESFORCE = "salesforce-weekly-export-{}.csv"

COUNTED = [
    ("close-leads.csv", "close.leads", (1, 1, 0, 0, 1)),
    ("close-opportunities.csv", "close.opportunities", (0, 0, 0, 0, 0)),
    ("copper-companies.csv", "copper.companies", (1, 1, 0, 0, 0)),
    ("google-contacts-2024.csv", "google.contacts", (1, 2, 0, 0, 0)),
    (HUBSPOT.format("calls"), "hubspot.calls", (0, 0, 0, 1, 0)),
    (HUBSPOT.format("companies"), "hubspot.companies", (3, 0, 0, 0, 0)),
    (HUBSPOT.format("contacts"), "hubspot.contacts", (1, 3, 0, 0, 0)),
    (HUBSPOT.format("deals"), "hubspot.deals", (0, 0, 0, 0, 0)),
    ("hubspot-internal-names.csv", "hubspot.contacts", (0, 1, 0, 0, 0)),
    ("hubspot-todas-empresas-es.csv", "hubspot.companies", (1, 0, 0, 0, 0)),
    ("hubspot-todos-contactos-es.csv", "hubspot.contacts", (0, 1, 0, 0, 0)),
    ("outlook-desktop-contacts-de.csv", "outlook.contacts", (0, 1, 0, 0, 0)),
    ("pipedrive-activities-export.csv", "pipedrive.activities", (0, 0, 0, 1, 1)),
    ("pipedrive-deals-export.csv", "pipedrive.deals", (0, 0, 0, 0, 0)),
    ("pipedrive-notes-export.csv", "pipedrive.notes", (0, 0, 0, 1, 0)),
    ("pipedrive-organizations-export.csv", "pipedrive.organizations", (1, 0, 0, 0, 0)),
    ("pipedrive-people-export.csv", "pipedrive.people", (0, 2, 0, 0, 0)),
    ("pipedrive-sample-import-data.csv", "pipedrive.mixed", (1, 1, 0, 0, 1)),
    ("salesforce-report-opportunities.csv", "salesforce.opportunities", (0, 0, 1, 0, 0)),
    (SALESFORCE.format("Account"), "salesforce.accounts", (1, 0, 0, 0, 0)),
    (SALESFORCE.format("Contact"), "salesforce.contacts", (0, 1, 0, 0, 0)),
    (SALESFORCE.format("Opportunity"), "salesforce.opportunities", (0, 0, 0, 0, 0)),
    (SALESFORCE.format("Task"), "salesforce.tasks", (0, 0, 0, 1, 1)),
    ("zoho-Accounts.csv", "zoho.accounts", (1, 0, 0, 0, 0)),
    ("zoho-Contacts.csv", "zoho.contacts", (0, 1, 0, 0, 0)),
    ("zoho-Deals.csv", "zoho.deals", (0, 0, 0, 0, 0)),
    ("android-21-qp.vcf", "vcard", (0, 1, 0, 0, 0)),
    ("iphone-ios17.vcf", "vcard", (1, 1, 0, 0, 0)),
    ("vcard40-rfc6350.vcf", "vcard", (0, 1, 0, 0, 0)),
]


@pytest.mark.parametrize(("name", "program", "counts"), COUNTED)
def test_the_program_is_told_and_every_row_taken(
    dialect: Dialect, name: str, program: str, counts: tuple[int, ...]
) -> None:
    parsed = dialect(name)
    lists = (parsed.customers, parsed.people, parsed.sales, parsed.touches, parsed.followups)
    assert (parsed.program, tuple(map(len, lists))) == (program, counts)
    assert parsed.problems == ()


@pytest.mark.parametrize("name", [name for name, program, _ in COUNTED if program != "vcard"])
def test_no_cell_is_lost(dialect: Dialect, name: str) -> None:
    """Every column is mapped or kept, and none of a person's or firm's other people names the row."""
    parsed = dialect(name)
    assert [column for column, _ in parsed.mapping] == list(parsed.header)
    assert {column for column, fills in parsed.mapping if not fills} == set(parsed.unmapped)
    extras = [
        *(record.extra for record in parsed.customers),
        *(record.extra for record in parsed.people),
        *(record.extra for record in parsed.sales),
    ]
    assert all(all(extra.values()) for extra in extras)
    names = [one.name for one in parsed.customers] + [one.name for one in parsed.people]
    assert "Dana Reyes" not in names


def route(person: PersonRecord, kind: RouteKind) -> list[str]:
    return [one.value for one in person.routes if one.kind is kind]


class TestHubSpot:
    def test_companies(self, dialect: Dialect) -> None:
        brewery, supply, _ = dialect(HUBSPOT.format("companies")).customers
        assert (brewery.external_id, brewery.name, brewery.line) == (
            "19874512001",
            "Brauhaus Süd GmbH",
            2,
        )
        assert brewery.note == 'Orders kegs; "no Monday deliveries"\nasks for Karl'
        assert (brewery.street, brewery.postcode, brewery.city, brewery.country) == (
            "Lindwurmstr. 12",
            "80337",
            "München",
            "Germany",
        )
        assert (brewery.website, brewery.status) == ("brauhaus-sued.example", "Customer")
        assert brewery.created_on == date(2024, 5, 2)
        assert brewery.extra["Company owner"] == "Dana Reyes"
        assert (supply.line, supply.routes[0].digits) == (4, "2075550144")

    def test_contacts(self, dialect: Dialect) -> None:
        read = dialect(HUBSPOT.format("contacts"))
        karl, _, sample = read.people
        (firm,) = read.customers  # whose mailbox info@ is: nobody's name stands in that row
        assert (karl.name, karl.customer_name, karl.customer_external_id, karl.role) == (
            "Karl Öberg",
            "Brauhaus Süd GmbH",
            "19874512001",
            "Einkauf",
        )
        assert route(karl, RouteKind.MOBILE) == ["+49 151 555 0103"]
        assert [one.digits for one in firm.routes if one.digits] == ["2075550144"]
        assert sample.name == "Maria Johnson (Sample Contact)"

    def test_only_won_deals_are_sales(self, dialect: Dialect) -> None:
        parsed = dialect(HUBSPOT.format("deals"))
        assert parsed.notices == ("2 deals are not won: left out",)

    def test_calls(self, dialect: Dialect) -> None:
        (call,) = dialect(HUBSPOT.format("calls")).touches
        assert (call.kind, call.reach, call.on_day) == (
            TouchKind.CALL,
            Reach.TWO_WAY,
            date(2026, 3, 11),
        )
        assert (call.customer_name, call.person_name, call.person_external_id) == (
            "Brauhaus Süd GmbH",
            "Karl Öberg",
            "8801",
        )
        assert call.note.endswith("Wants price for 50 kegs; call back after Easter")

    def test_spanish_headers_and_html(self, dialect: Dialect) -> None:
        (firm,) = dialect("hubspot-todas-empresas-es.csv").customers
        assert (firm.name, firm.note) == ("Ñandú Café S.A.", "Visita en abril")
        (ana,) = dialect("hubspot-todos-contactos-es.csv").people
        assert (ana.name, ana.customer_name, ana.customer_external_id) == ("Ana Prueba", "", "555")


class TestSalesforce:
    def test_deleted_rows_and_the_id_of_nobody(self, dialect: Dialect) -> None:
        parsed = dialect(SALESFORCE.format("Account"))
        (account,) = parsed.customers
        assert (parsed.encoding, account.name) == ("cp1252", "Café Olé S.à r.l.")
        assert parsed.notices == ("1 row is marked as deleted: left out",)
        assert "ParentId" not in account.extra
        assert account.created_on == date(2024, 2, 1)

    def test_contacts(self, dialect: Dialect) -> None:
        (zoe,) = dialect(SALESFORCE.format("Contact")).people
        assert (zoe.name, zoe.role, zoe.customer_name) == ("Zoé Lefèvre", "Gérante", "")
        assert zoe.dates == (DateRecord(DateKind.BIRTHDAY, 7, 9, 1985),)
        assert zoe.newsletter is None
        assert "ReportsToId" not in zoe.extra

    def test_a_report_has_remarks_below(self, dialect: Dialect) -> None:
        parsed = dialect("salesforce-report-opportunities.csv")
        (sale,) = parsed.sales
        assert (sale.title, sale.customer_name, sale.amount) == (
            "Edge Emergency Generator",
            "Edge Communications",
            7_500_000,
        )
        assert (sale.ordered_on, sale.live_on, parsed.day_order) == (
            date(2026, 3, 5),
            None,
            "month first",
        )
        assert "below the rows left out" in parsed.notices[0]

    def test_tasks(self, dialect: Dialect) -> None:
        parsed = dialect(SALESFORCE.format("Task"))
        (touch,), (task,) = parsed.touches, parsed.followups
        assert (touch.kind, touch.reach, touch.note) == (
            TouchKind.CALL,
            Reach.TWO_WAY,
            "Veut 2 machines",
        )
        assert (task.what, task.due_on, task.customer_external_id) == (
            "Rappeler Zoé",
            date(2026, 3, 20),
            "0015g00000Xa1AAAAZ",
        )


class TestPipedrive:
    def test_activities(self, dialect: Dialect) -> None:
        parsed = dialect("pipedrive-activities-export.csv")
        (visit,), (call,) = parsed.touches, parsed.followups
        assert (visit.kind, visit.on_day, visit.note) == (
            TouchKind.VISIT,
            date(2026, 3, 2),
            "Site visit",
        )
        assert (call.what, call.due_on) == (
            "Follow up on offer · ask about delivery",
            date(2026, 3, 20),
        )

    def test_notes(self, dialect: Dialect) -> None:
        (note,) = dialect("pipedrive-notes-export.csv").touches
        assert (note.kind, note.note, note.customer_external_id) == (
            TouchKind.NOTE,
            "Prefers invoice by mail",
            "7",
        )

    def test_people_and_organizations(self, dialect: Dialect) -> None:
        tony, ilse = dialect("pipedrive-people-export.csv").people
        assert (tony.name, tony.customer_name) == ("[Sample] Tony Turner", "[Sample] MoveEr")
        assert [one.label for one in ilse.routes if one.kind is RouteKind.EMAIL] == ["", "home"]
        (firm,) = dialect("pipedrive-organizations-export.csv").customers
        assert (firm.street, firm.city, firm.postcode) == ("Hafenstr. 3", "Hamburg", "20457")

    def test_one_row_of_everything(self, dialect: Dialect) -> None:
        parsed = dialect("pipedrive-sample-import-data.csv")
        (firm,), (tony,), (task,) = parsed.customers, parsed.people, parsed.followups
        assert (firm.name, firm.note) == ("Moveer Limited", "Interested in bulk")
        assert (tony.customer_external_id, tony.main) == (firm.external_id, True)
        assert (task.what, task.due_on, task.customer_name) == (
            "First pitch",
            date(2024, 12, 5),
            "Moveer Limited",
        )
        assert parsed.notices == ("1 deal is not won: left out",)


def test_zoho(dialect: Dialect) -> None:
    (firm,) = dialect("zoho-Accounts.csv").customers
    assert (firm.external_id, firm.industry) == ("zcrm_5123000000231001", "Manufacturing")
    (asha,) = dialect("zoho-Contacts.csv").people
    assert (asha.customer_external_id, asha.role) == ("zcrm_5123000000231001", "Buyer")


def test_close(dialect: Dialect) -> None:
    parsed = dialect("close-leads.csv")
    (lead,), (rosa,), (task,) = parsed.customers, parsed.people, parsed.followups
    assert (lead.name, lead.website, lead.note) == (
        "Blue Fern Studio",
        "https://bluefern.example",
        "left vm",
    )
    assert (rosa.name, rosa.role, rosa.customer_external_id) == ("Rosa Diaz", "Owner", "lead_9aK2f")
    assert (task.what, task.due_on, task.person_name) == (
        "Call Rosa",
        date(2026, 3, 20),
        "Rosa Diaz",
    )


def test_copper(dialect: Dialect) -> None:
    parsed = dialect("copper-companies.csv")
    (shop,), (trevor,) = parsed.customers, parsed.people
    assert (shop.external_id, shop.website, shop.created_on) == (
        "43",
        "quinn.example",
        date(2025, 1, 6),
    )
    assert (trevor.name, trevor.external_id, trevor.main) == ("Trevor Quinn", "169", True)
    assert shop.extra["Owned By"] == "Dana Reyes"


class TestGoogle:
    def test_joined_values_and_labels(self, dialect: Dialect) -> None:
        adrian = dialect("google-contacts-2024.csv").people[0]
        assert (adrian.name, adrian.customer_name) == ("Adrian von Muster", "Zürich Muster AG")
        assert [(one.value, one.label) for one in adrian.routes] == [
            ("+41315550110", "Work"),
            ("+41795550111", "Work"),
            ("adrian@muster.example", "Home"),
            ("adrian2@muster.example", "ältere"),
        ]
        assert adrian.dates == (
            DateRecord(DateKind.BIRTHDAY, 7, 9, 1985),
            DateRecord(DateKind.ANNIVERSARY, 6, 1, 2012),
        )
        assert adrian.personal == ("Spouse: Eva",)

    def test_a_mail_address_for_a_name_and_a_firm_alone(self, dialect: Dialect) -> None:
        parsed = dialect("google-contacts-2024.csv")
        assert (parsed.people[1].name, parsed.people[1].customer_name) == ("user", "user")
        assert parsed.customers[0].name == "Only A Company Ltd"
        assert parsed.notices == ("1 person has no company: a customer of that name",)


class TestOutlook:
    def test_german(self, dialect: Dialect) -> None:
        parsed = dialect("outlook-desktop-contacts-de.csv")
        (jana,) = parsed.people
        assert (parsed.encoding, parsed.delimiter) == ("cp1252", ";")
        assert (jana.name, jana.customer_name) == ("Jana Müßig", "Backhaus Müßig KG")
        assert jana.dates == (DateRecord(DateKind.BIRTHDAY, 7, 9, 1985),)
        assert jana.extra["Kategorien"] == "Kunden;VIP"

    @pytest.mark.fault("F92")
    def test_english_asks_what_comes_first(self, dialect: Dialect) -> None:
        with pytest.raises(InvalidInput, match="7/9/1985"):
            dialect("outlook-desktop-contacts-en.csv")
        (bjorn,) = dialect("outlook-desktop-contacts-en.csv", day_first=False).people
        assert (bjorn.name, bjorn.role, bjorn.note) == (
            "Björn Åkesson",
            "Innkjøp",
            "Met at fair\nlikes cod",
        )
        assert bjorn.dates == (DateRecord(DateKind.BIRTHDAY, 7, 9, 1985),)
        assert [(one.kind, one.digits) for one in bjorn.routes][:2] == [
            (RouteKind.PHONE, "4755550102"),
            (RouteKind.MOBILE, "4790055010"),
        ]


WON = [
    ("Deal Name,Deal Stage,Close Date,Associated Company", "Kegs,Closed won,2026-01-05,Acme"),
    ("Deal Name,Deal Stage,Close Date,Associated Company", "Kegs,closedwon,2026-01-05,Acme"),
    (
        "Deal - Title,Deal - Status,Deal - Won time,Deal - Organization",
        "Kegs,Won,2026-01-05 09:00:00,Acme",
    ),
    ("Id,Name,StageName,CloseDate,IsWon,AccountId", "1,Kegs,Fertig,2026-01-05 00:00:00,1,A1"),
    ("Deal Name,Closing Date,Stage,Account Name", "Kegs,2026-01-05,Closed Won,Acme"),
    (
        "id,lead_id,lead_name,status_type,value_period,confidence,note,date_won,value",
        "1,l1,Acme,won,annual,100,Kegs,2026-01-05 09:00:00.000000+00:00,120000",
    ),
]


@pytest.mark.parametrize(("header", "row"), WON)
def test_every_programs_won_deal_is_a_sale(
    give: Callable[..., Parsed], header: str, row: str
) -> None:
    (sale,) = give(f"{header}\n{row}\n").sales
    assert (sale.title, sale.ordered_on, sale.live_on) == ("Kegs", date(2026, 1, 5), None)
    assert sale.customer_name == "Acme" or sale.customer_external_id == "A1"
    assert sale.amount in {None, 120_000}


@pytest.mark.parametrize(
    "outcome",
    [
        ("Connected", Reach.TWO_WAY),
        ("Left voicemail", Reach.ONE_WAY),
        ("No answer", Reach.NO_ANSWER),
    ],
)
def test_what_came_of_a_call(give: Callable[..., Parsed], outcome: tuple[str, Reach]) -> None:
    header = "Call Title,Activity date,Call outcome,Associated Company"
    (call,) = give(f"{header}\nHello,2026-01-05,{outcome[0]},Acme\n").touches
    assert call.reach is outcome[1]


def test_what_lies_ahead_is_still_to_be_done(give: Callable[..., Parsed]) -> None:
    parsed = give("Call Title,Activity date,Associated Company\nHello,2026-04-05,Acme\n")
    assert (len(parsed.touches), parsed.followups[0].what) == (0, "Hello")
