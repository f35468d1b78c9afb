"""Our own CSV folder comes back: every touch and follow-up, whatever the order of the files."""

from __future__ import annotations

import csv
import random
from collections import Counter
from pathlib import Path

import pytest

from repbook.interchange.programs import profiles
from repbook.storage.transfer.flat_sheets import SHEETS

from .conftest import Run

IDS = {"id", "touch id", "customer id", "person id", "sale id"}
"""A number is the book's own; whose a row is, is told by name."""


OWN = ("customers", "people", "sales", "touches", "followups")
"""The sheets that an import reads."""


def sheet(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def told(folder: Path, name: str) -> Counter[tuple[tuple[str, str], ...]]:
    """The rows of a sheet without their numbers, with the title of the sale that they belong to."""
    titles = {row["sale id"]: row["title"] for row in sheet(folder, "sales")}
    return Counter(
        (
            *((key, value) for key, value in row.items() if key not in IDS),
            ("sale", titles.get(row.get("sale id", ""), "")),
        )
        for row in sheet(folder, name)
    )


@pytest.fixture
def whole(run: Run, home: Path) -> Path:
    """The made-up book as a folder of sheets."""
    run("--today", "2026-03-18", "demo", "demo.db")
    run("--today", "2026-03-18", "--book", "demo.db", "export", "--format", "csv", "-o", "whole")
    return home / "whole"


@pytest.mark.fault("F105")
@pytest.mark.parametrize("seed", ["followups first", "touches first", 1, 2])
@pytest.mark.slow("a whole book out, in, and in again, in four orders")
def test_touches_and_followups_come_back_in_any_order(
    run: Run, home: Path, whole: Path, seed: int | str
) -> None:
    files = sorted(str(path) for path in whole.iterdir())
    if isinstance(seed, int):
        random.Random(seed).shuffle(files)
    else:
        first = seed.split()[0]
        files.sort(key=lambda name: not name.endswith(f"{first}.csv"))
    day = ("--today", "2026-03-18", "--book", "new.db")
    said = run(*day, "import", *files)
    assert said.code == 0
    assert said.err.count("only for reading") == 1
    assert "left out" not in said.out
    run(*day, "export", "--format", "csv", "-o", "back")
    for name in OWN:
        assert told(home / "back", name) == told(whole, name), name
    again = run(*day, "import", *files)
    assert (again.code, again.out.count("nothing new")) == (0, 5)


@pytest.mark.fault("F105")
@pytest.mark.parametrize("turned", [False, True])
def test_they_come_back_one_file_at_a_time(run: Run, book: Path, home: Path, turned: bool) -> None:
    run("export", "--format", "csv", "-o", "out")
    names = sorted(OWN, reverse=turned)
    for name in names:
        assert run("--book", "new.db", "import", f"out/{name}.csv").code == 0
    run("--book", "new.db", "export", "--format", "csv", "-o", "back")
    for name in OWN:
        assert told(home / "back", name) == told(home / "out", name), name
    for name in names:
        assert "nothing new" in run("--book", "new.db", "import", f"out/{name}.csv").out


def test_sheets_without_rows_are_not_spoken_of(run: Run, home: Path) -> None:
    (home / "one.csv").write_text("company,city\nAcme,Bonn\n")
    run("--book", "one.db", "import", "one.csv")
    run("--book", "one.db", "export", "--format", "csv", "-o", "out")
    files = [str(path) for path in sorted((home / "out").iterdir())]
    said = run("--book", "new.db", "import", *files)
    assert said.code == 0
    assert "no rows" not in said.err
    assert "only for reading" not in said.err
    empty = [name for name in files if not name.endswith("customers.csv")]
    said = run("--book", "new.db", "import", *empty)
    assert said.code == 0
    assert said.err.count("\n") == 1
    assert "17 of our own sheets are without rows" in said.err


def test_every_sheet_of_ours_is_known() -> None:
    """None is taken for a list of somebody's customers."""
    found = {sheet.name: profiles.detect(sheet.header) for sheet in SHEETS}
    assert all(profile and profile.id.startswith("repbook.") for profile in found.values())
    assert {name for name, profile in found.items() if profile and profile.makes} == {
        *("customers", "people", "sales", "touches", "followups"),
    }


@pytest.mark.parametrize(
    ("changed", "line", "reason"),
    [
        ({"day": ""}, 2, "a touch without a day: left out"),
        ({"day": "soon"}, 2, '"soon" is no day'),
        ({"customer": "", "customer id": "", "person": ""}, 2, "names no customer: left out"),
        ({"kind": "pigeon"}, 2, '"pigeon" is no kind of touch (kind)'),
        ({"at": "noonish"}, 2, '"noonish" is no hour (at)'),
        ({"minutes": "a while"}, 2, '"a while" is no number from 0 to 1440 (minutes)'),
    ],
)
def test_a_row_that_cannot_be_filed_is_named(
    run: Run, home: Path, changed: dict[str, str], line: int, reason: str
) -> None:
    row = {
        "touch id": "b-1",
        "customer id": "b-7",
        "customer": "Acme",
        "person": "Ann Lee",
        "day": "2026-01-05",
        "at": "9:30",
        "kind": "survey",
        "reach": "two-way",
        "topic": "both",
        "they called": "yes",
        "minutes": "15",
        "note": "said so",
    }
    with (home / "touches.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row | changed)
        writer.writerow(row | {"touch id": "b-2", "day": "2026-01-06", "kind": "newsletter"})
    said = run("import", "touches.csv")
    assert f"touches.csv line {line}: " in said.err
    assert reason in said.err
    assert said.code == 0
