"""What was kept of files: seen, found, sent out, and brought back by our own cards (§7)."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from .conftest import Run

CARDS = Path(__file__).parents[1] / "data" / "cards"
FILES = (
    *(
        "w02-person-address.vcf",
        "w09-name-parts.vcf",
        "w12-two-jobs.vcf",
        "w12-partial-birthday.vcf",
    ),
    *(
        "w12-address-extra-semicolon.vcf",
        "w12-phone-without-name.vcf",
        "r18-bad-card-among-good.vcf",
    ),
    *("r20-firm-card.vcf", "r21-birthdays.vcf", "w02-sole-trader.csv", "w02-outlook-address.csv"),
    *("w02-google-address.csv", "w09-family-name-first.csv"),
)
OURS = re.compile(r"(person|customer)-[0-9]+-[0-9a-z]+@repbook")


def files(*names: str) -> list[str]:
    return [str(CARDS / name) for name in names]


def test_it_stands_in_show_and_is_found(run: Run) -> None:
    run("import", *files("w02-person-address.vcf", "w02-outlook-address.csv"), "--day-order", "mdy")
    said = run("show", "Kelder").out
    for words in (
        "4 Mill Lane",
        "9 Home St",
        "VIP, Milking",
        "Department: Milking",
        "call after 5",
    ):
        assert words in said
    for words, kind in (("Milking", "kept"), ("Home St", "address"), ("Mill Lane", "customer")):
        found = run("find", words).out
        assert found.startswith(kind)
        assert "Kelder Dairy" in found


def test_it_stands_in_markdown_and_csv(run: Run, home: Path) -> None:
    run("import", *files("w02-person-address.vcf", "w02-outlook-address.csv"), "--day-order", "mdy")
    page = run("export", "--format", "md").out
    assert "- **Ella Marsh** Department: Milking" in page
    assert "- **Ella Marsh** home address: 9 Home St, Kelder" in page
    run("export", "--format", "csv", "-o", "out")
    with (home / "out" / "kept.csv").open(encoding="utf-8-sig", newline="") as lines:
        kept = {(row["person"], row["label"]): row["value"] for row in csv.DictReader(lines)}
    assert kept["Ella Marsh", "categories"] == "VIP, Milking"
    assert kept["Ella Marsh", "Manager's Name"] == "Ruth Vale"


@pytest.mark.fault("F95")
def test_our_own_cards_come_back_whole_and_nothing_doubled(run: Run, home: Path) -> None:
    run("import", *files(*FILES), "--day-order", "mdy")
    run("export", "-o", "first.vcf")
    assert "nothing new" in run("import", "first.vcf").out
    told = [OURS.sub("", (home / "first.vcf").read_text("utf-8"))]
    for again in ("second", "third"):
        run("--book", f"{again}.db", "import", "first.vcf" if again == "second" else "second.vcf")
        run("--book", f"{again}.db", "export", "-o", f"{again}.vcf")
        assert "nothing new" in run("--book", f"{again}.db", "import", f"{again}.vcf").out
        told.append(OURS.sub("", (home / f"{again}.vcf").read_text("utf-8")))
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize(
    "line",
    [
        *("N:Marsh;Ella;Jane;Dr.;MBA", "N:Mustermann;Max;;;sen.", "N:山田;太郎;;;"),
        *("ADR;TYPE=WORK:;;4 Mill Lane;Kelder;Kent;TN1 1AA;UK", "ORG:Kelder Holdings"),
        *(
            "TITLE:Board Member",
            "ORG:Kelder Dairy;Milking",
            "CATEGORIES:VIP,Milking,Dairy,myContacts",
        ),
        *("NOTE:Ask for Dave\\, call after 5", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-14"),
        *("ANNIVERSARY:2010-06-05", "X-REPBOOK-KEPT:birthday;circa 1800", "X-REPBOOK-KEPT:Dog;Rex"),
        *(
            "X-ABShowAs:COMPANY",
            "item1.X-ABLABEL:Switchboard",
            "ADR;TYPE=HOME:;;9 Home St;Kelder;;;",
        ),
        "ADR:;;12 Low Rd;Kent;;TN1 1AA;",
    ],
)
@pytest.mark.slow("four commands for each of many cards")
def test_what_a_card_of_ours_holds(run: Run, line: str) -> None:
    run("import", *files(*FILES), "--day-order", "mdy")
    assert f"{line}\r\n" in run("export", "--format", "vcf").out.replace("\r\n ", "")


def test_an_edited_name_takes_no_old_parts_along(run: Run, home: Path) -> None:
    from datetime import date

    from repbook.actions.customers import people
    from repbook.clock import Clock
    from repbook.storage.book.book import Book

    run("--book", "x.db", "import", *files("w09-name-parts.vcf"))
    with Book(home / "x.db", Clock(date(2026, 3, 18))) as book:
        people.edit(book, 1, name="Ella Bell")
    assert "N:Bell;Ella;;;\r\n" in run("--book", "x.db", "export", "--format", "vcf").out


@pytest.mark.parametrize(
    ("head", "value", "line"),
    [
        ("PHOTO;ENCODING=BASE64;JPEG", "/9j/AAA=", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/AAA="),
        ("PHOTO;TYPE=PNG;ENCODING=b", "iVBO", "PHOTO;ENCODING=b;TYPE=PNG:iVBO"),
        ("PHOTO", "data:image/jpeg;base64,/9j/AAA=", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/AAA="),
        (
            "PHOTO;MEDIATYPE=image/gif",
            "http://k.example/a.gif",
            "PHOTO;VALUE=uri:http://k.example/a.gif",
        ),
        (
            "LOGO;VALUE=URL;TYPE=GIF",
            "http://k.example/a.gif",
            "LOGO;VALUE=uri:http://k.example/a.gif",
        ),
    ],
)
def test_a_picture_in_every_version(run: Run, home: Path, head: str, value: str, line: str) -> None:
    (home / "a.vcf").write_text(f"BEGIN:VCARD\nFN:Ann\nORG:Acme\n{head}:{value}\nEND:VCARD\n")
    run("import", "a.vcf")
    told = run("export", "-o", "b.vcf") and (home / "b.vcf").read_text("utf-8")
    assert line in told
    assert "nothing new" in run("import", "b.vcf").out
    run("--book", "new.db", "import", "b.vcf")
    assert line in run("--book", "new.db", "export", "--format", "vcf").out
