"""Calendars, address cards, the newsletter's list, and the whole page: what goes out of the book."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from repbook.actions.care import followups, promises
from repbook.actions.customers import people
from repbook.actions.imports import exchange
from repbook.actions.sales import sales
from repbook.clock import Clock
from repbook.domain.agenda.agenda import hang
from repbook.domain.shown.customer_summary import AGREED, CARD
from repbook.domain.shown.outgoing import Reader, Readers
from repbook.domain.shown.outgoing_cards import Card
from repbook.domain.spine.kinds import FactKind
from repbook.domain.spine.rules import DEFAULT
from repbook.interchange.writing.calendars import Event, agenda_calendar, calendar, folded, text
from repbook.interchange.writing.newsletter import gaps, rows
from repbook.interchange.writing.vcards_out import cards
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.wording import clean

from .conftest import TODAY, Run

STAMP = "2026-06-03T07:14:00Z"
LINE = re.compile(r"[A-Z-]+(?:;[A-Z-]+=[^;:]+)*:.*", re.DOTALL)
NAMES = ("Smith, Jones; & Co", "山田 太郎\\北", "=cmd|'x'", "Zoë\nO'Hara", "👩\u200d👧 Ltd")


def unfolded(shown: str) -> list[str]:
    """The lines of a calendar; fails unless every rule of RFC 5545, 3.1 is kept to the byte."""
    data = shown.encode()
    assert data.endswith(b"\r\n")
    raw = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in raw)
    for line in raw:
        line.decode()  # no character is cut in two
    lines = data.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")
    assert all(LINE.fullmatch(line) for line in lines)
    return lines


def events_of(shown: str) -> list[dict[str, str]]:
    """The entries, each with the properties that every entry has, once."""
    lines = unfolded(shown)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    found: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and not line.startswith("END:"):
            name, _, value = line.partition(":")
            assert name not in found[-1]
            found[-1][name] = value
    for event in found:
        assert {"UID", "DTSTAMP", "SUMMARY"} <= event.keys()
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
    assert len({event["UID"] for event in found}) == len(found)
    return found


def parsed(shown: str) -> list[Any]:
    """The same by another program's reading."""
    return list(vobject.readOne(shown).contents.get("vevent", []))


@pytest.fixture
def dated(book: Path) -> Path:
    """The furnished book with days ahead: an hour, a birthday in February, a sale to come."""
    with Book(book, Clock(TODAY)) as opened:
        marsh, other = (
            row[0] for row in opened.rows("SELECT id FROM customers ORDER BY id LIMIT 2")
        )
        followups.add(opened, marsh, "call, about; valves", date(2026, 6, 9), at="10:00")
        promises.add(opened, marsh, "bring the card", date(2026, 6, 12), theirs=True)
        sales.add(
            opened,
            other,
            "Slicer",
            ordered_on=date(2026, 6, 1),
            promised_on=date(2026, 6, 20),
            rules=DEFAULT,
        )
        jo = opened.rows("SELECT id FROM people")[0][0]
        with opened.write("rows of a person") as work:
            work.add(t.ImportantDate(customer_id=marsh, person_id=jo, month=2, day=29))
            for kind, value, situation in (
                ("email", "jo@marsh.example", ""),
                ("mobile", "0777 1", "out of hours"),
            ):
                work.add(
                    t.Route(
                        customer_id=marsh,
                        person_id=jo,
                        kind=kind,
                        value=value,
                        situation=situation,
                    )
                )
    return book


# -- calendars -----------------------------------------------------------------------------------


@pytest.mark.practice("R69")
def test_the_calendar_holds_what_lies_ahead(run: Run, dated: Path, home: Path) -> None:
    assert run("export", "-o", "ahead.ics").out == "ahead.ics\n"
    shown = (home / "ahead.ics").read_bytes().decode()
    listed = events_of(shown)
    events = {event["SUMMARY"]: event for event in listed}
    call = events["Marsh Foods: call\\, about\\; valves"]
    assert call["DTSTART"] == "20260609T100000"  # floating: ten o'clock wherever it is opened
    assert events["Marsh Foods: waiting for: bring the card"]["DTSTART;VALUE=DATE"] == "20260612"
    assert "Müller & Söhne: promised for today: Slicer" in events
    assert any("Second thoughts" in name or "second thoughts" in name for name in events)
    birthday = events["Marsh Foods: birthday"]
    assert birthday["DTSTART;VALUE=DATE"] == "20270228"
    assert birthday["RRULE"] == "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    assert len(parsed(shown)) == len(listed)
    assert min(event.dtstart.value.isoformat()[:10] for event in parsed(shown)) >= "2026-06-03"


def test_an_entry_keeps_its_name_when_it_moves(run: Run, dated: Path) -> None:
    def days() -> dict[str, str]:
        shown = run("export", "--format", "ics").out
        return {
            event["UID"]: event.get("DTSTART;VALUE=DATE", event.get("DTSTART", ""))
            for event in events_of(shown)
        }

    before = days()
    with Book(dated, Clock(TODAY)) as opened:
        (row_id,) = opened.row("SELECT id FROM followups WHERE what LIKE 'call,%'") or (0,)
        followups.snooze(opened, row_id, date(2026, 6, 10), rules=DEFAULT)
    after = days()
    assert before.keys() == after.keys()
    changed = {uid: after[uid] for uid in after if after[uid] != before[uid]}
    assert list(changed.values()) == ["20260610T100000"]
    assert next(iter(changed)).startswith(f"followup-{row_id}-")


@pytest.mark.practice("R70")
def test_the_customers_calendar_says_only_what_concerns_them(home: Path) -> None:
    steps = hang("standard", date(2026, 6, 1), date(2026, 6, 15), rules=DEFAULT)
    rep = {"name": "Ada Reed", "company": "Acme", "phone": "555 0100"}
    shown = agenda_calendar(steps, "Marsh, Foods", rep, stamp=STAMP)
    events = events_of(shown)
    by_day = {event["DTSTART;VALUE=DATE"]: event for event in events}
    assert by_day["20260618"]["SUMMARY"] == "Ada Reed\\, Acme: training"
    assert by_day["20260618"]["DESCRIPTION"] == "Ada Reed · 555 0100"
    assert "20260602" not in by_day  # the thank-you is the rep's own affair
    assert "X-WR-CALNAME:Marsh\\, Foods: what to expect from Ada Reed\\, Acme" in unfolded(shown)
    for word in ("hand over", "Draft", "Evidence", "propose", "Settled"):
        assert word not in shown
    assert [event.summary.value for event in parsed(shown)] != []
    assert agenda_calendar(steps, "Marsh, Foods", rep, stamp=STAMP) == shown


@pytest.mark.fault("F102")
@given(st.lists(st.text(max_size=90), min_size=1, max_size=4))
def test_any_text_comes_back_from_a_calendar(texts: list[str]) -> None:
    events = [
        Event(f"x-{at}@repbook", date(2026, 6, 3), said, details=said)
        for at, said in enumerate(texts)
    ]
    shown = "".join(calendar(events, STAMP, title=texts[0]))
    for event, said in zip(events_of(shown), texts, strict=True):
        back = re.sub(
            r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], event["SUMMARY"]
        )
        assert back == clean(said, lines=True).replace("\t", " ")


@pytest.mark.fault("F102")
@pytest.mark.parametrize("size", range(60, 90))
def test_a_line_is_folded_at_75_bytes(size: int) -> None:
    for letter in ("a", "ö", "日", "👩"):
        line = f"SUMMARY:{letter * size}"
        shown = folded(line)
        assert shown.replace("\r\n ", "") == f"{line}\r\n"
        assert all(len(part.encode()) <= 75 for part in shown.split("\r\n"))


@pytest.mark.fault("F110")
@pytest.mark.parametrize(
    ("at", "start"),
    [("9:30", "T093000"), ("10:00", "T100000"), ("", ""), ("25:00", ""), ("noon", "")],
)
def test_an_hour_that_no_clock_shows_is_the_whole_day(at: str, start: str) -> None:
    shown = "".join(calendar([Event("x", date.max, "x", at=at)], STAMP))
    (event,) = events_of(shown)
    name = "DTSTART" if start else "DTSTART;VALUE=DATE"
    assert event[name] == f"99991231{start}"


def test_what_a_value_escapes() -> None:
    assert text("a,b;c\\d\ne\x1b[2Jf") == "a\\,b\\;c\\\\d\\nef"


# -- address cards -------------------------------------------------------------------------------


def read_back(shown: Iterable[str]) -> list[Any]:
    return list(vobject.readComponents("".join(shown)))


@pytest.mark.fault("F102")
@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_safe_on_a_card(name: str) -> None:
    person = Card(7, name, name, name, (("phone", "+44 1", name), ("other", name, "")))
    (card,) = read_back(cards([person], "m"))
    said = clean(name)
    assert card.fn.value == said
    assert card.org.value == [said]
    assert card.title.value == said
    parts = (card.n.value.given, card.n.value.additional, card.n.value.family)
    assert " ".join(filter(None, parts)) == said
    assert card.tel.value == "+44 1"
    assert card.contents["x-ablabel"][0].value == said


def test_a_card_has_routes_situations_and_a_birthday(run: Run, dated: Path, home: Path) -> None:
    run("export", "-o", "people.vcf")
    shown = (home / "people.vcf").read_bytes().decode()
    cards = read_back([shown])
    firms = [card.fn.value for card in cards if "x-abshowas" in card.contents]
    assert firms == ["=HYPERLINK(1)", "Marsh Foods", "Müller & Söhne"]
    (card,) = (card for card in cards if "x-abshowas" not in card.contents)
    assert card.fn.value == "Jo Marsh"
    assert card.org.value == ["Marsh Foods"]
    assert [line.value for line in card.contents["tel"]] == ["+44 113 496", "0777 1"]
    assert card.email.value == "jo@marsh.example"
    assert card.contents["x-ablabel"][0].value == "out of hours"
    assert card.bday.value == "1604-02-29"
    assert card.bday.params["X-APPLE-OMIT-YEAR"] == ["1604"]


@pytest.mark.fault("F95")
def test_its_own_cards_bring_nothing_new(run: Run, dated: Path) -> None:
    run("export", "-o", "people.vcf")
    assert "nothing new" in run("import", "people.vcf").out


# -- the newsletter ------------------------------------------------------------------------------


@pytest.mark.practice("R89")
def test_the_newsletter_goes_to_who_agreed_and_says_who_is_missing(
    run: Run, dated: Path, home: Path
) -> None:
    with Book(dated, Clock(TODAY)) as opened:
        marsh = opened.rows("SELECT id FROM customers ORDER BY id")[0][0]
        jo = opened.rows("SELECT id FROM people")[0][0]
        people.edit(opened, jo, newsletter=True)
        for name, agreed in (("Al", True), ("Bo", False), ("Cy", False)):
            added = people.add(opened, marsh, name).ids["people"][0]
            people.edit(opened, added, newsletter=agreed)
    said = run("export", "--format", "newsletter")
    assert said.err == "2 people have no consent recorded, 1 no e-mail\n"
    (row,) = csv.DictReader(io.StringIO(said.out))
    assert (row["name"], row["e-mail"], row["customer"]) == (
        "Jo Marsh",
        "jo@marsh.example",
        "Marsh Foods",
    )
    run("export", "--format", "newsletter", "-o", "list.csv")
    assert (home / "list.csv").read_text("utf-8-sig") == said.out.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("no_consent", "no_mail", "said"),
    [
        (0, 0, ""),
        (1, 0, "1 person has no consent recorded"),
        (12, 3, "12 people have no consent recorded, 3 no e-mail"),
        (0, 1, "1 person has no e-mail"),
        (0, 2, "2 people have no e-mail"),
    ],
)
def test_the_gaps_in_a_line(no_consent: int, no_mail: int, said: str) -> None:
    assert gaps(Readers((), no_consent, no_mail)) == said


@pytest.mark.fault("F101")
def test_a_name_in_the_newsletter_is_no_formula() -> None:
    shown = "".join(rows(Readers((Reader("=1+1", "@x", "-y"),), 0, 0)))
    assert shown.splitlines()[1] == "'=1+1,'@x,'-y,"


# -- in confidence, and to the wrong place -------------------------------------------------------


@pytest.mark.practice("R27")
@pytest.mark.parametrize("form", ["ics", "vcf", "newsletter", "md", "csv"])
def test_what_is_confidential_goes_into_no_file_for_others(
    run: Run, dated: Path, home: Path, form: str
) -> None:
    with Book(dated, Clock(TODAY)) as opened:
        jo = opened.rows("SELECT id FROM people")[0][0]
        marsh = opened.rows("SELECT id FROM customers ORDER BY id")[0][0]
        with opened.write("in confidence") as work:
            for kind in FactKind:
                fact = {"kind": kind, "text": "new job", "on_day": TODAY, "confidential": True}
                work.add(t.Fact(customer_id=marsh, person_id=jo, **fact))
    said = run("export", "--format", form)
    assert said.code == 0
    assert "new job" not in said.out


def test_a_move_kits_option_is_refused_elsewhere(run: Run, book: Path) -> None:
    said = run("export", "--format", "md", "--with-employer-data")
    assert (said.code, said.out) == (2, "")
    assert "--with-employer-data is for a Move kit" in said.err


def test_every_format_can_be_asked_for(run: Run, book: Path) -> None:
    said = run("export", "--format", "nothing")
    assert said.code == 2
    listed = said.err.rpartition("choose from ")[2].strip().split(", ")
    assert tuple(listed) == exchange.FORMATS


# -- the whole page ------------------------------------------------------------------------------


def test_every_kind_of_fact_has_its_place_on_the_page() -> None:
    assert {kind for kind, _ in (*CARD, *AGREED)} == set(FactKind)


@pytest.fixture
def full(dated: Path) -> Path:
    """A customer of whom a row of every section is known."""
    with Book(dated, Clock(TODAY)) as opened:
        marsh = opened.rows("SELECT id FROM customers ORDER BY id")[0][0]
        with opened.write("a row of every sort") as work:
            customer = work.get(t.Customer, marsh)
            customer.answer_hours, customer.fix_days, customer.note = 2, 3, "gate code"
            for kind, said in (
                ("important", "no downtime"),
                ("preference", "phone, Tue-Thu"),
                ("limit told", "not for acids"),
            ):
                work.add(t.Fact(customer_id=marsh, kind=kind, text=said, on_day=TODAY))
            work.add(
                t.Letter(customer_id=marsh, kind="compliment", subject="In the news", made_on=TODAY)
            )
            work.add(t.Ask(customer_id=marsh, kind="referral", text="who else?", asked_on=TODAY))
            work.add(
                t.Followup(
                    customer_id=marsh,
                    due_on=date(2026, 5, 13),
                    what="Handwritten thank-you",
                    kind="thanks",
                    source="agenda",
                    state="done",
                    done_on=date(2026, 5, 13),
                )
            )
    return dated


PAGE = (
    ("Important", "no downtime · 2026-06-03"),
    ("Limits told", "not for acids · 2026-06-03"),
    ("Note", "gate code"),
    ("We owe", "send the manual, Fri 5 Jun"),
    ("Waiting for", "bring the card, Fri 12 Jun"),
    ("Problems", "door sticks (minor)"),
    ("Untold", "3 h saved"),
    ("To post", "compliment: In the news, written today"),
    ("Asked", "referral: who else?, asked today"),
    ("Preference", "phone, Tue-Thu · 2026-06-03"),
    ("Clocks", "answer in 2 business hours · fixed in 3 business days"),
    ("Whom to call", "out of hours: Jo Marsh mobile 0777 1"),
    ("Ahead", "Tue 9 Jun 10:00 call, about; valves"),
    ("Done", "2026-05-13 Handwritten thank-you"),
)


def test_text_and_markdown_say_the_same_of_every_section(
    run: Run, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    printed, written = run("show", "marsh").out, run("export", "--format", "md").out
    for label, said in PAGE:
        assert f"\n{label:<16}" in printed
        assert said in printed
        assert f"\n- **{label}** {said}" in written
    for title in ("Card", "Open", "Agreement", "Agenda", "Timeline"):
        assert f"\n{title}\n" in printed
        assert f"\n## {title}\n" in written
    assert "Jo Marsh · Buyer, dairy · main contact" in printed
    assert "email jo@marsh.example · no newsletter" in printed


def test_the_page_for_another_program_has_what_is_open(run: Run, full: Path) -> None:
    told = json.loads(run("show", "marsh", "--json").out)
    assert [each["text"] for each in told["open"]["promises"]] == [
        "send the manual",
        "bring the card",
    ]
    assert told["open"]["unposted"][0]["subject"] == "In the news"
    assert told["agreed"] == {"answer_hours": 2, "fix_days": 3}
    assert told["agenda_done"] == [{"what": "Handwritten thank-you", "on": "2026-05-13"}]
    assert "facts" not in told


# -- keys on today -------------------------------------------------------------------------------


def test_today_shows_the_key_under_n_for_what_has_none_of_its_own(run: Run, book: Path) -> None:
    with Book(book, Clock(TODAY)) as opened:
        other = opened.rows("SELECT id FROM customers ORDER BY id")[1][0]
        followups.add(opened, other, "show the night shift", TODAY, kind="training")
    line = next(line for line in run("today").out.splitlines() if "night shift" in line)
    assert line.rstrip().endswith(" n h")
