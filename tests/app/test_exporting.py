"""The book as a file, out of the app; what was kept of files on the People tab."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.support import TODAY, Running
from polite import until
from repbook.domain.shown.customer_views import AddressView, CustomerPage, KeptLine, PersonView
from repbook.ui.dialogs.common.export_file import ExportFile
from repbook.ui.forms.path_field import completed
from repbook.ui.page.kept_lines import about_customer, about_person


@pytest.mark.parametrize(
    ("downs", "ending", "told"),
    [
        (0, ".json", "Saved"),
        (1, "-csv", "files in"),
        (2, ".vcf", "Saved"),
        (3, ".ics", "Saved"),
        (5, "-newsletter.csv", "Saved"),
        (6, "-move.json", "Saved"),
    ],
)
async def test_the_arrows_choose_what_and_the_name_goes_along(
    running: Running, tmp_path: Path, downs: int, ending: str, told: str
) -> None:
    async with running(size=(80, 24)) as pilot:
        pilot.app.action_command("export")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportFile))
        screen = pilot.app.screen
        assert screen.path.value.endswith(f"repbook-{TODAY}.json")
        screen.path.value = str(tmp_path / "out.json")
        for _ in range(downs):
            await pilot.press("down")
        await until(pilot, lambda: screen.path.value.endswith(f"out{ending}"))
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ExportFile))
        assert told in pilot.app.word.message
    written = tmp_path / f"out{ending}"
    assert written.exists()
    if ending.endswith(".json"):
        assert json.loads(written.read_text("utf-8"))


async def test_what_is_there_stays(running: Running, tmp_path: Path) -> None:
    mine = tmp_path / "out.json"
    mine.write_text("mine", "utf-8")
    async with running(size=(80, 24)) as pilot:
        pilot.app.action_command("export")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportFile))
        pilot.app.screen.path.value = str(mine)
        await pilot.press("enter")
        foot = pilot.app.screen.foot
        await until(pilot, lambda: "already there" in str(foot.content))
    assert mine.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Down", "Downloads/"),
        ("D", "Do"),
        ("Downloads/re", "Downloads/repbook.json"),
        ("nowhere/x", "nowhere/x"),
        (".h", ".hidden/"),
        ("x", "x"),
    ],
)
def test_tab_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, expected: str
) -> None:
    for name in ("Downloads", "Documents", ".hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / "Downloads" / "repbook.json").touch()
    monkeypatch.chdir(tmp_path)
    assert completed(typed) == expected
    assert completed(f"{tmp_path}/{typed}") == f"{tmp_path}/{expected}"


def page(kept: int) -> CustomerPage:
    """A page of which only what was kept of files counts."""
    lines = tuple(KeptLine("person", 7, "", f"Column {at}", f"value {at}") for at in range(kept))
    sale = KeptLine("sale", 3, "Pump", "Colour", "red")
    blank = dict.fromkeys(CustomerPage._fields, ())
    return CustomerPage(
        **{
            **blank,
            "id": 1,
            "addresses": (
                AddressView(1, 7, "home", "9 Home St", "TN1", "Kelder"),
                AddressView(2, None, "shipping", "Dock 4"),
            ),
            "kept": (*lines, sale),
        }
    )


def test_kept_lines_stand_under_whose_they_are() -> None:
    ella = PersonView(7, "Ella Marsh", note="call after 5")
    told = [(one.text.strip(), one.aside) for one in about_person(page(2), ella)]
    assert told == [
        ("⌂ 9 Home St, TN1 Kelder", "home address"),
        ("call after 5", "note"),
        ("Column 0: value 0", "kept"),
        ("Column 1: value 1", "kept"),
    ]
    told = [(one.text.strip(), one.aside) for one in about_customer(page(0))]
    assert told == [("⌂ Dock 4", "shipping address"), ("Pump: Colour: red", "kept")]


@pytest.mark.parametrize(("kept", "entries"), [(4, 4), (5, 4), (60, 4)])
def test_long_ones_are_folded_and_nothing_is_missing(kept: int, entries: int) -> None:
    told = [one for one in about_person(page(kept), PersonView(7, "Ella")) if one.aside == "kept"]
    assert len(told) == entries
    words = "\n".join(one.text for one in told)
    assert all(f"Column {at}: value {at}" in words for at in range(kept))
