"""The front door: what is no table, what the rep may say, and what no bytes may do."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from needs import needs
from repbook.domain.spine.own_ids import as_first_told, shortened
from repbook.errors import BadFile, InvalidInput, RepbookError
from repbook.interchange.filing.read_file import profiles, read
from repbook.interchange.mapping.row_identity import stable_id
from repbook.interchange.reading.records import Parsed

TODAY = date(2026, 3, 17)
Give = Callable[..., Parsed]


def archive(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as files:
        for name in names:
            files.writestr(zipfile.ZipInfo(name), "Company\nAcme\n")  # of no day
    return held.getvalue()


WRONG = [
    ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
    ("photo.csv", b"\xff\xd8\xff\xe0" + b"\1\2\3" * 50, "picture"),
    ("files.zip", archive("a.csv", "b.csv"), "zip"),
    ("files.csv", archive("a.csv", "b.csv"), "zip"),
    ("none.zip", archive("__MACOSX/a.csv"), "zip"),
    ("page.pdf", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    ("book.db", b"SQLite format 3\0" + b"\0" * 80, "database"),
    ("book.json", b'{"customers": []}', "JSON"),
    ("book.txt", b' [{"name": "Acme"}]', "JSON"),
    ("diary.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "a calendar"),
    ("page.htm", b"<html><table><tr><td>Acme, Bonn</td></tr></table></html>\n", "no table"),
    ("page.csv", b"<!DOCTYPE html>\n<p>Acme, Bonn</p>\n", "no table"),
    ("one.eml", b"Hello there\r\n", "it is mail"),
    ("one.txt", b"From: a@b.example\nTo: c@d.example\nSubject: Hi\n\nHello\n", "it is mail"),
    ("all.txt", b"From x Mon Mar  2\nFrom: a@b.example\nTo: c\n d\nDate: Mon\n\n", "it is mail"),
    ("diary.csv", b"begin:vcalendar\r\nEND:VCALENDAR\r\n", "a calendar"),
    ("noise.csv", bytes(range(256)) * 20, "no text"),
    ("empty.csv", b"", "empty"),
    ("header.csv", b"Company,City\n", "no rows"),
]


@pytest.mark.fault("F91")
@pytest.mark.parametrize(("name", "content", "word"), WRONG, ids=[each[0] for each in WRONG])
def test_a_wrong_file_is_refused_in_one_line(
    give: Give, name: str, content: bytes, word: str
) -> None:
    with pytest.raises(BadFile, match=word) as refused:
        give(content, name)
    assert "\n" not in str(refused.value)
    assert refused.value.hint


def test_the_one_file_of_an_archive_is_read(give: Give) -> None:
    for held in (archive("customers.csv"), archive("__MACOSX/._c.csv", "in/customers.csv")):
        assert [one.name for one in give(held, "c.zip").customers] == ["Acme"]


@pytest.mark.fault("F91")
def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="folder"):
        read(tmp_path, today=TODAY)
    with pytest.raises(BadFile, match="no such file"):
        read(tmp_path / "nothing.csv", today=TODAY)


@pytest.mark.fault("F91")
@needs("os.mkfifo")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(BadFile, match="no file"):
        read(tmp_path / "pipe.csv", today=TODAY)


class TestFrom:
    TEXT = "Record Id,Account Name,Account Owner\n1,Acme,Dana\n"

    def test_the_program_or_its_profile_may_be_named(self, give: Give) -> None:
        assert give(self.TEXT).program == "zoho.accounts"
        assert give(self.TEXT, profile="Zoho").program == "zoho.accounts"
        assert give(self.TEXT, profile="salesforce.accounts").customers[0].name == "Acme"

    def test_plain_reads_by_words(self, give: Give) -> None:
        parsed = give(self.TEXT, profile="plain")
        assert (parsed.program, parsed.customers[0].external_id) == ("plain.customers", "1")

    @pytest.mark.parametrize("name", ["nobody", "hubspot.nothing", "google", "maven.pipeline"])
    def test_what_does_not_fit_is_refused(self, give: Give, name: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            give(self.TEXT, profile=name)
        assert refused.value.field == "profile"
        assert refused.value.hint

    def test_every_program_of_the_design_is_offered(self) -> None:
        programs = {id_.partition(".")[0] for id_, _ in profiles()}
        assert programs >= {
            *("hubspot", "salesforce", "pipedrive", "zoho", "close", "copper", "odoo"),
            *("linkedin", "google", "outlook", "plain", "vcard", "repbook"),
        }
        assert all(name for _, name in profiles())


def test_progress_is_told_at_least_every_500_rows(give: Give) -> None:
    told: list[tuple[int, int]] = []
    rows = "".join(f"Customer {number},Bonn\n" for number in range(1200))
    parsed = give(f"Company,City\n{rows}", progress=lambda done, total: told.append((done, total)))
    assert parsed.rows == len(parsed.customers) == 1200
    assert told[0] == (0, 1200)
    assert told[-1] == (1200, 1200)
    assert all(b - a <= 500 for (a, _), (b, _) in pairwise(told))


def test_progress_may_end_it(give: Give) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        give("Company,City\nAcme,Bonn\n", progress=stop)


@pytest.mark.fault("F101")
@pytest.mark.fault("F105")
class TestRepbooksOwn:
    CUSTOMERS = (
        "customer id,customer,tier,state,state reason,industry,website,street,postcode,city,region,"
        "country,phone,e-mail,goal,note,created\r\n"
        "7,'=Acme+Sons,A,active,,Food,,Weg 1,89073,Ulm,,DE,'+49 1 234,,,'@home,2026-01-05\r\n"
    )
    PEOPLE = (
        "person id,name,customer id,customer,role,main contact,phone,mobile,e-mail,fax,birthday,"
        "newsletter,do not,since on,left on,note\r\n"
        "3,Ann Lee,7,'=Acme+Sons,Buyer,yes,,'+49 170 1234,ann@a.test,,--03-18,no,,,,\r\n"
    )
    SALES = (
        "sale id,title,order number,customer id,customer,person,ordered on,promised on,live on,"
        "paid on,amount,currency,kind,settled on,cancelled on,invoice due on,note\r\n"
        "9,'-5 valves,A-1,7,'=Acme+Sons,Ann Lee,2026-01-05,,2026-01-09,,1234.50,EUR,one-off,,,,\r\n"
    )
    TOUCHES = (
        "touch id,customer id,customer,person,day,at,kind,reach,topic,they called,minutes,note\r\n"
        "4,7,Acme,Ann Lee,2026-01-05,,visit,one-way,business,no,,left a card\r\n"
    )
    TASKS = (
        "id,customer id,customer,person,sale id,due on,at,what,kind,source,state,reason,done on,"
        "delegated to\r\n"
        "1,7,Acme,Ann Lee,,2026-04-05,,call,call,rep,open,,,\r\n"
        "2,7,Acme,Ann Lee,,2026-01-05,,call,call,rep,done,,2026-01-05,\r\n"
    )

    def test_customers(self, give: Give) -> None:
        parsed = give("\ufeff" + self.CUSTOMERS)
        (acme,) = parsed.customers
        assert parsed.program == "repbook.customers"
        assert (acme.external_id, acme.name, acme.tier, acme.note) == (
            *("7", "=Acme+Sons", "A"),
            "@home",
        )
        assert acme.routes[0].value == "+49 1 234"

    def test_people(self, give: Give) -> None:
        (ann,) = give(self.PEOPLE).people
        assert (ann.customer_name, ann.customer_external_id, ann.main) == ("=Acme+Sons", "7", True)
        assert (ann.dates[0].month, ann.dates[0].year, ann.newsletter) == (3, None, False)

    def test_sales(self, give: Give) -> None:
        (sale,) = give(self.SALES).sales
        assert (sale.title, sale.number, sale.amount) == ("-5 valves", "A-1", 123450)

    def test_touches_and_followups_with_what_came_of_them(self, give: Give) -> None:
        (touch,) = give(self.TOUCHES).touches
        assert (touch.kind, touch.reach, touch.note) == ("visit", "one-way", "left a card")
        parsed = give(self.TASKS)
        assert [(task.external_id, task.state, task.done_on) for task in parsed.followups] == [
            ("1", "open", None),
            ("2", "done", date(2026, 1, 5)),
        ]
        assert parsed.notices == ()

    def test_sheets_that_only_json_brings_back_are_refused(self, give: Give) -> None:
        with pytest.raises(BadFile, match="only for reading") as refused:
            give(
                "id,customer id,customer,person,kind,value,label,situation\r\n"
                "1,7,Acme,Ann Lee,email,ann@a.test,,\r\n"
            )
        assert "json" in refused.value.hint
        assert "repbook.others" not in dict(profiles())

    def test_others_are_left_as_they_are(self, give: Give) -> None:
        parsed = give("Company,City\n'=Acme,Bonn\n")
        assert parsed.customers[0].name == "'=Acme"


HEADERS = st.sampled_from(
    [
        "Company,City,Phone,Created",
        "Name,Email,Birthday",
        "Company,Order date,Amount",
        "Record ID,Company name,Create Date",
        "Id,IsDeleted,Name,StageName,CloseDate,Amount,AccountId",
        "First Name,Organization Name,E-mail 1 - Value,Event 1 - Label,Event 1 - Value",
    ]
)
CELLS = st.text(max_size=12) | st.sampled_from(
    ["13/04/2026", "31.02.2026", "1,5", "=1", '"', "\0", "NULL", "0", "a@b", " x", "x" * 400]
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(header=HEADERS, rows=st.lists(st.lists(CELLS, min_size=1, max_size=7), max_size=5))
@pytest.mark.slow("many tables made by chance")
def test_no_table_breaks_it(give: Give, header: str, rows: list[list[str]]) -> None:
    text = "\n".join([header, *(",".join(row) for row in rows)])
    try:
        parsed = give(text.encode("utf-8", "replace"), day_first=True)
    except RepbookError as refused:
        assert "\n" not in str(refused)
        return
    for records in (parsed.customers, parsed.people, parsed.sales):
        assert len({one.external_id for one in records}) == len(records)
    names = [one.name for one in parsed.customers] + [one.name for one in parsed.people]
    assert all(0 < len(name) <= 200 for name in names)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.binary(max_size=300),
    start=st.sampled_from([b"", b"BEGIN:VCARD\n", b"PK\x03\x04xl/", b"Company,City\n"]),
)
def test_no_bytes_break_it(give: Give, data: bytes, start: bytes) -> None:
    try:
        parsed = give(start + data, day_first=True)
    except RepbookError as refused:
        assert "\n" not in refused.message
    else:
        assert parsed.rows > 0


# -- what a row is known by ----------------------------------------------------------------------


@pytest.mark.fault("F95")
def test_a_row_without_a_number_is_known_by_the_same_hash_in_every_release() -> None:
    """Books out there hold it: another one would file every row of the next import anew."""
    told = stable_id("Acme", "Bonn")
    assert told == stable_id(" ACMÉ", "bonn") == shortened("#ce3faf9f59c6638054b8")
    assert as_first_told(f"{told}-2 of 2026-01-05") == "#ce3faf9f59c6638054b8-2 of 2026-01-05"
    assert stable_id(told, "next") == stable_id("#ce3faf9f59c6638054b8", "next")


@pytest.mark.parametrize("other", ["#1001", "#0123456789abcdef01234", "12", "", "#ab-2", "uid#1"])
def test_another_program_s_number_is_told_as_it_is(other: str) -> None:
    assert shortened(other) == as_first_told(other) == other


@pytest.mark.fault("F95")
def test_a_customer_without_a_number_is_known_by_name_and_postcode_else_by_town(give: Give) -> None:
    rows = (
        "Acme,53111,Bonn",
        "Acme,53111,Bonn am Rhein",
        "Acme,80331,Bonn",
        "Acme,,Bonn",
        "Acme,,Ulm",
    )
    ids = [give(f"Company,Postcode,City\n{row}\n").customers[0].external_id for row in rows]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 4


def test_the_column_of_currencies_goes_before_the_sign_of_an_amount(give: Give) -> None:
    header = "Order ID,Customer,Order date,Total,Currency\n"
    rows = "1,Acme,2026-01-05,99 €,CHF\n2,Acme,2026-01-06,99 €,\n"
    assert [sale.currency for sale in give(header + rows).sales] == ["CHF", "EUR"]


@pytest.mark.parametrize(
    ("status", "won_time", "sold"),
    [
        ("Won", "2026-01-09 10:00:00", 1),
        ("", "2026-01-09 10:00:00", 1),
        ("Lost", "2026-01-09 10:00:00", 0),  # won once, and lost since
        ("Open", "", 0),
    ],
)
def test_a_deal_that_was_lost_in_the_end_is_no_sale(
    give: Give, status: str, won_time: str, sold: int
) -> None:
    header = (
        "Deal - ID,Deal - Title,Deal - Organization,Deal - Status,Deal - Won time,Deal - Closed on"
    )
    row = f"31,Pump,Acme,{status},{won_time},2026-01-09"
    assert len(give(f"{header}\n{row}\n").sales) == sold


@pytest.mark.fault("F95")
def test_a_touch_that_stands_twice_in_a_file_is_taken_once_and_named(give: Give) -> None:
    header, row = TestRepbooksOwn.TOUCHES.splitlines()[:2]
    parsed = give("\r\n".join((header, row, row, "")))
    assert len(parsed.touches) == 1
    assert [(one.line, one.reason) for one in parsed.problems] == [
        (3, "the same activity as on line 2: not taken twice")
    ]


DELETED = [
    "Name,ID,Office Phone,Billing Street,Deleted\nAlder,a1,,,0\nReed,a2,,,1",
    "First Name,Last Name,ID,Phone Work,Account Name,Deleted\nNell,Alder,p1,,Alder,0\nTom,Reed,p2,,Reed,1",
]


@pytest.mark.parametrize("table", DELETED)
def test_what_suitecrm_has_deleted_is_left_out(give: Give, table: str) -> None:
    parsed = give(table)
    told = [*parsed.customers, *parsed.people]
    assert [one.line for one in told] == [2]
