"""A rep's year: exports of several programs come in one after another, and the rep writes in between (§7)."""

from __future__ import annotations

import io
import sqlite3
import sys
from pathlib import Path

import pytest

from .conftest import Run

CONTACTS = "Record ID,First Name,Last Name,Email,Phone Number,Associated Company,Job Title,Herd\n"
DEALS = "Record ID,Deal Name,Deal Stage,Close Date,Amount,Associated Company\n"
LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def asked(home: Path, sql: str) -> list[tuple[object, ...]]:
    (path,) = home.rglob("book.db")
    with sqlite3.connect(path) as connection:
        return connection.execute(sql).fetchall()


def test_hubspot_in_march_linkedin_in_april_hubspot_again_in_may(run: Run, home: Path) -> None:
    march = written(
        home,
        "march.csv",
        CONTACTS
        + "101,Ella,Marsh,ella@kelder.example,01632 960001,Kelder Dairy,Manager,200\n"
        + "102,Tom,Bell,tom@kelder.example,01632 960002,Kelder Dairy,Fitter,\n"
        + "103,Ann,Lee,ann@orr.example,01632 960003,Orr Ltd,Buyer,\n"
        + "104,Bob,Ray,bob@orr.example,,Orr Ltd,Driver,\n",
    )
    deals = written(
        home,
        "deals.csv",
        DEALS
        + "900,Pump,Closed Won,2026-02-20,1250,Kelder Dairy\n"
        + "901,Valve,Proposal,2026-05-01,300,Orr Ltd\n",
    )
    run("--today", "2026-03-18", "import", march, deals)
    assert asked(home, "SELECT title FROM sales") == [("Pump",)]

    april = written(
        home,
        "april.csv",
        LINKEDIN
        + "Ella,Marsh,https://linkedin.example/ella,,Kelder Dairy,Head of buying,18 Apr 2020\n"
        + "Ann,Lee,https://linkedin.example/ann,,Orr Ltd,Buyer,18 Apr 2020\n",
    )
    said = run("--today", "2026-04-18", "import", april, "--update", "newer")
    assert "Ella Marsh, Kelder Dairy: role Manager → Head of buying" in " ".join(said.out.split())
    assert asked(home, "SELECT count(*) FROM people") == [(4,)]

    book = home / "data/repbook/book.db"
    with sqlite3.connect(book) as connection:
        assert connection.execute("SELECT count(*) FROM customers").fetchone() == (2,)
    _rep_writes(book)

    may = written(
        home,
        "may.csv",
        CONTACTS
        + "101,Ella,Marsh-Bell,ella.bell@kelder.example,+44 1632 960001,Kelder Dairy,Manager,250\n"
        + "102,Tom,Bell,tom@kelder.example,01632 960002,Kelder Dairy,Workshop lead,\n"
        + "103,Ann,Lee,ann@orr.example,01632 960003,North Works,Director,\n",
    )
    newer_deals = written(
        home,
        "may-deals.csv",
        DEALS
        + "900,Pump,Closed Lost,2026-02-20,1250,Kelder Dairy\n"
        + "901,Valve,Closed Won,2026-05-02,320,Orr Ltd\n",
    )
    said = run("--today", "2026-05-18", "import", may, newer_deals)
    out = " ".join(said.out.split())
    assert "came in Ella Marsh, Kelder Dairy: e-mail ella.bell@kelder.example" in out
    assert "differ Ella Marsh, Kelder Dairy: name Ella Marsh → Ella Marsh-Bell" in out
    assert 'yours Tom Bell, Kelder Dairy: role: you wrote "Foreman", the file says "Workshop' in out
    assert "look at Ann Lee, Orr Ltd: firm Orr Ltd → North Works" in out
    assert "look at Pump, Kelder Dairy: stage won → Closed Lost" in out
    assert "1 value differs" in said.err
    assert "--update newer" in said.err
    assert asked(home, "SELECT title FROM sales ORDER BY id") == [("Pump",), ("Valve",)]
    assert asked(home, "SELECT count(*) FROM people") == [(4,)]

    said = run("--today", "2026-05-18", "import", may, newer_deals, "--update", "newer")
    assert "taken Ella Marsh, Kelder Dairy: name Ella Marsh → Ella Marsh-Bell" in " ".join(
        said.out.split()
    )
    assert asked(home, "SELECT name, role FROM people ORDER BY id") == [
        ("Ella Marsh-Bell", "Head of buying"),
        ("Tom Bell", "Foreman"),
        ("Ann Lee", "Buyer"),
        ("Bob Ray", "Driver"),
    ]
    herd = "SELECT json_extract(extra, '$.Herd') FROM origins WHERE external_id = '101'"
    assert asked(home, herd) == [("250",)]
    again = run("--today", "2026-05-18", "import", may, newer_deals, april)
    assert not any(f"  {word}" in again.out for word in ("came in", "differ", "taken", "look at"))
    assert "yours" not in again.out
    assert again.out.count("nothing new") == 3


def _rep_writes(book: Path) -> None:
    from repbook.actions.customers import people
    from repbook.clock import Clock
    from repbook.storage.book.book import Book

    from .conftest import TODAY

    with Book(book, Clock(TODAY)) as opened:
        (found,) = opened.rows("SELECT id FROM people WHERE name = 'Tom Bell'")
        people.edit(opened, found[0], role="Foreman")


SIBLINGS = {
    "salesforce accounts": (
        "Id,Name,BillingCity,BillingStreet,Phone,Type\n001000000000001AAA,Kelder Dairy,{}\n",
        ("Kelder,1 Mill Ln,01632 960001,Customer", "York,2 Mill Ln,01632 960777,Customer"),
        "street 1 Mill Ln → 2 Mill Ln · town Kelder → York",
    ),
    "salesforce contacts": (
        "Id,LastName,FirstName,Title,Email,AccountId,Account Name\n003000000000001AAA,{},001000000000001AAA,Kelder Dairy\n",
        ("Marsh,Ella,Buyer,e@k.example", "Marsh-Bell,Ella,Director,ella@k.example"),
        "name Ella Marsh → Ella Marsh-Bell · role Buyer → Director",
    ),
    "pipedrive people": (
        "Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Job title\n7,{}\n",
        ("Ella Marsh,Kelder Dairy,e@k.example,Buyer", "Ella Bell,Kelder Dairy,b@k.example,Buyer"),
        "name Ella Marsh → Ella Bell",
    ),
    "pipedrive deals": (
        "Deal - ID,Deal - Title,Deal - Organization,Deal - Value,Deal - Status,Deal - Won time\n7,{}\n",
        ("Pump,Kelder Dairy,80,Won,2026-01-20", "Pump XL,Kelder Dairy,90,Won,2026-01-20"),
        "title Pump → Pump XL · amount 80.00 → 90.00",
    ),
    "plain customers": (
        "Customer number,Company,City,Phone,Industry\n7,{}\n",
        ("Kelder Dairy,Kelder,01632 960001,Dairy", "Kelder Dairy,Kelder,01632 960777,Cheese"),
        "industry Dairy → Cheese",
    ),
    "plain orders": (
        "Customer,Order No,Order Date,Product,Amount\n{}\n",
        ("Kelder Dairy,A-1,2026-01-20,Gloves,80", "Kelder Dairy,A-1,2026-01-20,Gloves,95"),
        "amount 80.00 → 95.00",
    ),
    "google contacts": (
        "First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value\n{}\n",
        ("Ella,Marsh,Kelder Dairy,Buyer,Work,e@k.example",) * 1
        + ("Ella,Marsh,Kelder Dairy,Director,Work,ella@k.example",),
        "role Buyer → Director",
    ),
    "outlook contacts": (
        "First Name,Last Name,Company,Job Title,E-mail Address,Business Phone\n{}\n",
        (
            "Ella,Marsh,Kelder Dairy,Buyer,e@k.example,",
            "Ella,Marsh,Kelder Dairy,Director,e@k.example,",
        ),
        "role Buyer → Director",
    ),
    "vCards with UID": (
        "BEGIN:VCARD\nVERSION:3.0\nUID:u-1\n{}\nORG:Kelder Dairy\nEND:VCARD\n",
        ("FN:Ella Marsh\nTITLE:Buyer", "FN:Ella Marsh-Bell\nTITLE:Buyer"),
        "name Ella Marsh → Ella Marsh-Bell",
    ),
}


@pytest.mark.parametrize("name", SIBLINGS)
@pytest.mark.slow("two exports of each program, and several commands")
def test_each_program_brings_what_changed(run: Run, home: Path, name: str) -> None:
    frame, (old, new), told = SIBLINGS[name]
    ending = "vcf" if "vCard" in name else "csv"
    first = written(home, f"one.{ending}", frame.format(old))
    second = written(home, f"two.{ending}", frame.format(new))
    run("import", first)
    run("import", second, "--update", "never", "--dry-run")
    said = run("import", second)
    assert told in " ".join(said.out.split())
    assert "added nothing new" in " ".join(said.out.split())
    said = run("import", second, "--update", "newer")
    assert told in " ".join(said.out.split())
    again = run("import", second)
    assert "differ" not in again.out
    assert "nothing new" in again.out


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("y\n", ["Ella Marsh-Bell", "Director"]),
        ("n\n", ["Ella Marsh", "Manager"]),
        ("each\nn\ny\n", ["Ella Marsh", "Director"]),
        ("\n", ["Ella Marsh", "Manager"]),
        ("", ["Ella Marsh", "Manager"]),
    ],
)
def test_on_a_terminal_it_is_asked(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, typed: str, taken: list[str]
) -> None:
    first = written(home, "1.csv", CONTACTS + "101,Ella,Marsh,e@k.example,,Kelder Dairy,Manager,\n")
    second = written(
        home, "2.csv", CONTACTS + "101,Ella,Marsh-Bell,e@k.example,,Kelder Dairy,Director,\n"
    )
    run("import", first)
    monkeypatch.setattr("repbook.cli.commands.asking.can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    said = run("import", second)
    assert said.code == 0
    assert asked(home, "SELECT name, role FROM people") == [tuple(taken)]
    assert asked(home, "SELECT said FROM came_from WHERE entity = 'person'")[0][0]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    again = run("import", second)
    answered = typed.startswith(("y", "n", "each"))
    assert ("differ" in again.out) is not answered
