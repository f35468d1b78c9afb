"""Leads and lost prospects stay out with a count; converted ones are the person that they became (§7)."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from .conftest import Run

ACCOUNTS = "Id,Name,BillingCity,Type\n001AA0000000001AAA,Farm Coop,Orlando,Customer - Direct\n"
PROSPECT = "001AA0000000002AAA,Cold Ltd,York,Prospect\n"
CONTACTS = (
    "Id,AccountId,LastName,FirstName,Email\n"
    "003AA0000000001AAA,001AA0000000001AAA,Lee,Ann,b@farm.example\n"
)
OF_PROSPECT = "003AA0000000002AAA,001AA0000000002AAA,Vale,Ruth,r@cold.example\n"
LEADS = (
    "Id,LastName,FirstName,Company,Email,Phone,Status,IsConverted,ConvertedAccountId,ConvertedContactId\n"
    "00QAA0000000001AAA,Lee,Ann,Farm Coop,ann@home.example,01632 960001,Closed - Converted,TRUE,"
    "001AA0000000001AAA,003AA0000000001AAA\n"
    "00QAA0000000002AAA,Vale,Ruth,Never Bought Ltd,r@never.example,,Open - Not Contacted,FALSE,,\n"
)
DEALS = (
    "Id,AccountId,Name,StageName,Amount,CloseDate\n"
    "006AA0000000001AAA,001AA0000000002AAA,Pump,Closed Won,100,2026-05-02\n"
)


def written(**files: str) -> list[str]:
    names = []
    for name, text in files.items():
        Path(f"{name}.csv").write_text(text, "utf-8")
        names.append(f"{name}.csv")
    return names


def named(run: Run) -> dict[str, list[str]]:
    tables = json.loads(run("export").out)["tables"]
    return {name: sorted(row["name"] for row in tables[name]) for name in ("customers", "people")}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.slow("several commands for each order of the files")
def test_a_converted_lead_is_the_contact_whichever_file_comes_first(
    run: Run, home: Path, order: tuple[int, ...]
) -> None:
    files = written(accounts=ACCOUNTS, contacts=CONTACTS, leads=LEADS)
    for place in order:  # one import a file, so that nothing is put in order
        run("import", files[place])
    assert named(run) == {"customers": ["Farm Coop"], "people": ["Ann Lee"]}
    tables = json.loads(run("export").out)["tables"]
    ways = {row["value"] for row in tables["routes"]}
    assert ways == {"b@farm.example", "ann@home.example", "01632 960001"}
    again = run("import", *files)
    assert again.out.count("nothing new") == 3
    assert named(run) == {"customers": ["Farm Coop"], "people": ["Ann Lee"]}


def test_what_was_left_out_is_counted(run: Run, home: Path) -> None:
    said = run("import", *written(leads=LEADS))
    assert "1 lead or prospect has not bought: left out" in said.out
    assert "1 lead converted since: the person that they became" in said.out


def test_a_prospect_is_left_out_with_its_people(run: Run, home: Path) -> None:
    files = written(accounts=ACCOUNTS + PROSPECT, contacts=CONTACTS + OF_PROSPECT)
    said = run("import", *files)
    assert "1 lead or prospect has not bought: left out" in said.out
    assert "1 person of such firms left out" in said.out
    assert named(run) == {"customers": ["Farm Coop"], "people": ["Ann Lee"]}


def test_whoever_has_bought_is_a_customer_whatever_the_word(run: Run, home: Path) -> None:
    run(
        "import",
        *written(accounts=ACCOUNTS + PROSPECT, contacts=CONTACTS + OF_PROSPECT, deals=DEALS),
    )
    assert named(run) == {
        "customers": ["Cold Ltd", "Farm Coop"],
        "people": ["Ann Lee", "Ruth Vale"],
    }


def test_whoever_is_in_the_book_stays_met(run: Run, home: Path) -> None:
    run("import", *written(first="Company,City\nCold Ltd,York\n"))
    run("import", *written(accounts=ACCOUNTS + PROSPECT, contacts=CONTACTS + OF_PROSPECT))
    assert named(run) == {
        "customers": ["Cold Ltd", "Farm Coop"],
        "people": ["Ann Lee", "Ruth Vale"],
    }


LEFT_OUT = [
    # HubSpot, Pipedrive, Zoho, Close, and tables of nobody's program in five languages.
    "Record ID,Company name,Lifecycle Stage\n1,Alpha,Customer\n2,Cold,Lead\n3,New,opportunity\n",
    "Record ID,First Name,Last Name,Email,Lifecycle Stage,Associated Company\n"
    "1,Alpha,Alpha,a@a.example,customer,Alpha\n2,Cold,Cold,c@c.example,subscriber,Cold\n",
    "Organization - ID,Organization - Name,Organization - Label\n1,Alpha,Customer\n2,Cold,Cold lead\n",
    "Record Id,Account Name,Account Owner,Account Type\nzcrm_1,Alpha,Dana,Customer\nzcrm_2,Cold,Dana,Prospect\n",
    "Company,City,Status\nAlpha,Kent,Active\nCold,York,Lead\n",
    "Firma;Ort;Kundenstatus\nAlpha;Ulm;Stammkunde\nCold;Bonn;Interessent\n",
    "Société,Ville,Statut\nAlpha,Lyon,Client\nCold,Nice,Client potentiel\n",
    "Empresa,Ciudad,Tipo\nAlpha,Jaén,Cliente\nCold,León,Prospecto\n",
    "Azienda,Città,Stato cliente\nAlpha,Roma,Attivo\nCold,Pisa,Potenziale\n",
    "Bedrijf,Plaats,Klantstatus\nAlpha,Ede,Klant\nCold,Goes,Potentiële klant\n",
    "Lead Name,Company,Email,Converted\nAnn Lee,Alpha,a@a.example,yes\nBo Ek,Cold,b@c.example,no\n",
]


@pytest.mark.parametrize("text", LEFT_OUT)
def test_who_has_not_bought_is_left_out_in_every_program(run: Run, home: Path, text: str) -> None:
    said = run("import", *written(table=text))
    assert named(run)["customers"] == ["Alpha"]
    assert "not bought: left out" in said.out


def test_former_customers_stand_off_the_book(run: Run, home: Path) -> None:
    text = "Société,Ville,Statut\nAlpha,Lyon,Client\nVieux,Nice,Ancien client\n"
    said = run("import", *written(table=text))
    assert "1 former customer by the file's word: kept off the book" in said.out
    rows = json.loads(run("export").out)["tables"]["customers"]
    assert {row["name"]: row["state"] for row in rows} == {"Alpha": "active", "Vieux": "lost"}
    assert '"Ancien client"' in next(row["state_reason"] for row in rows if row["name"] == "Vieux")
    assert run("check").code == 0
    assert "Vieux" not in run("today").out


def test_a_kind_and_a_cycle_are_filed_with_the_sale(run: Run, home: Path) -> None:
    header = "Customer,Order date,Amount,Sale kind,Cycle days"
    run("import", *written(table=f"{header}\nAlpha,2026-05-05,5,recurring,30\n"))
    (sale,) = json.loads(run("export").out)["tables"]["sales"]
    assert (sale["kind"], sale["cycle_days"]) == ("recurring", 30)


def test_two_numbers_of_one_customer_are_both_theirs(run: Run, home: Path) -> None:
    run("import", *written(firms="ID,Company,Phone\n1,Alpha,01632 960001\n2,Alpha,01632 960002\n"))
    sales = "Customer ID,Order date,Amount,Company\n1,2026-05-05,5,Alpha\n2,2026-05-06,6,Alpha\n"
    run("import", *written(sales=sales))
    tables = json.loads(run("export").out)["tables"]
    assert [row["name"] for row in tables["customers"]] == ["Alpha"]
    assert {row["customer_id"] for row in tables["sales"]} == {tables["customers"][0]["id"]}
    assert len(tables["routes"]) == 2
