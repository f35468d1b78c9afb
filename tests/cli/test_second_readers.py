"""Every export opened by a reader that is not ours: vobject, icalendar, the e-mail parser, csv (§7)."""

from __future__ import annotations

import csv
import email
from email.policy import default
from pathlib import Path

import icalendar
import pytest
import vobject
from icalendar.parser import Contentlines

from repbook.interchange.writing import mail

from .conftest import Run

CARDS = Path(__file__).parents[1] / "data" / "cards"


@pytest.fixture
def cards(run: Run, home: Path) -> Path:
    files = [str(path) for path in sorted(CARDS.iterdir()) if "r22" not in path.name]
    run("import", *files, "--day-order", "mdy")
    run("export", "-o", "out.vcf")
    return home / "out.vcf"


def test_cards_by_vobject(cards: Path) -> None:
    read = list(vobject.readComponents(cards.read_bytes().decode()))
    assert len(read) == cards.read_text("utf-8").count("BEGIN:VCARD")
    by_name = {one.fn.value: one for one in read}
    ella = by_name["Dr. Ella Jane Marsh, MBA"]
    name = ella.n.value
    assert (name.prefix, name.given, name.additional, name.family, name.suffix) == (
        *("Dr.", "Ella", "Jane", "Marsh", "MBA"),
    )
    assert (ella.adr.value.street, ella.adr.value.code) == ("4 Mill Lane", "TN1 1AA")
    assert by_name["山田 太郎"].n.value.family == "山田"
    assert len({one.uid.value for one in read}) == len(read)


def test_cards_line_by_line_by_icalendar(cards: Path) -> None:
    lines = Contentlines.from_ical(cards.read_bytes())
    told = [line.parts() for line in lines if line]
    assert sum(name == "END" for name, *_ in told) == sum(name == "BEGIN" for name, *_ in told)
    assert {value for name, _, value in told if name == "VERSION"} == {"3.0"}
    assert all(len(raw) <= 75 for raw in cards.read_bytes().split(b"\r\n"))


def test_a_calendar_by_icalendar(run: Run, home: Path) -> None:
    run("--demo", "export", "-o", "out.ics")
    read = icalendar.Calendar.from_ical((home / "out.ics").read_bytes())
    events = list(read.walk("VEVENT"))
    assert events
    assert all(one.get("UID") and one.get("SUMMARY") and one.get("DTSTART") for one in events)


def test_a_letter_by_the_email_parser(home: Path) -> None:
    paths = mail.save(
        home / "out.eml",
        "Grüße",
        "Schöne Tage",
        to="ann@kelder.example",
        sender="rep@repbook.example",
    )
    read = email.message_from_bytes(paths[0].read_bytes(), policy=default)
    assert (read["subject"], read["to"]) == ("Grüße", "ann@kelder.example")
    assert read.get_body() is not None


def test_sheets_by_csv(run: Run, home: Path, cards: Path) -> None:
    run("export", "--format", "csv", "-o", "sheets")
    for path in sorted((home / "sheets").iterdir()):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            header, *rows = csv.reader(lines, strict=True)
        assert all(len(row) == len(header) for row in rows), path.name
    with (home / "sheets" / "routes.csv").open(encoding="utf-8-sig", newline="") as lines:
        values = [row["value"] for row in csv.DictReader(lines)]
    assert "+44 1632 960000" in values
    assert not any(value.startswith("'") for value in values)
