"""Which file is brought in: a path is typed, Tab goes on with it, the list shows what is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Input

from app.support import Running
from polite import until
from repbook.ui.dialogs.importing import folders
from repbook.ui.dialogs.importing.file_picker import FilePicker
from repbook.ui.shell.hint_bar import HintBar


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with some files; the newest is march.csv."""
    home = tmp_path / "rep"
    (home / "Downloads" / "Old exports").mkdir(parents=True)
    (home / "Documents").mkdir()
    for age, name in enumerate(
        ("march.csv", "cards.vcf", "march-deals.csv", "photo.png", ".hidden.csv")
    ):
        path = home / "Downloads" / name
        path.write_text("Company\nAlpha Ltd\n")
        os.utime(path, (1_780_000_000 - 86_400 * age,) * 2)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    return home


def names(typed: str) -> list[str]:
    return [place.path.name for place in folders.places(typed)]


def test_what_can_be_read_stands_in_a_folder_the_newest_first(home: Path) -> None:
    assert names("~/Downloads/") == ["Old exports", "march.csv", "cards.vcf", "march-deals.csv"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("~/Downloads/MAR", ["march.csv", "march-deals.csv"]),
        ("~/Downloads/ph", ["photo.png"]),
        ("~/Downloads/.h", [".hidden.csv"]),
        ("~/Down", ["Downloads"]),
        ("~/Nowhere/x", []),
        ("'~/Downloads/ca'", ["cards.vcf"]),
    ],
)
def test_what_is_typed_narrows_the_list(home: Path, typed: str, found: list[str]) -> None:
    assert names(typed) == found


@pytest.mark.parametrize(
    ("typed", "goes_on"),
    [
        ("~/Down", "~/Downloads/"),
        ("~/Downloads/c", "~/Downloads/cards.vcf"),
        ("~/Downloads/m", "~/Downloads/march"),
        ("~/Downloads/march", "~/Downloads/march"),
        ("~/Downloads/zz", "~/Downloads/zz"),
    ],
)
def test_tab_goes_on_as_far_as_there_is_one_way(home: Path, typed: str, goes_on: str) -> None:
    assert folders.completed(typed, folders.places(typed)).replace(os.sep, "/") == goes_on


def test_nothing_typed_lists_recent_folders_then_the_usual_ones(home: Path) -> None:
    folders.remember(home / "Documents")
    folders.remember(home / "Downloads" / "Old exports")
    folders.remember(home / "gone")
    listed = [place.path for place in folders.places("", folders.recent_folders())]
    assert listed[:4] == [
        home / "Downloads" / "Old exports",
        home / "Documents",
        home / "Downloads",
        home,
    ]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("~/x.csv", "x.csv"),
        ("'~/my file.csv' ", "my file.csv"),
        ("file://{home}/my%20file.csv", "my file.csv"),
    ],
)
def test_a_path_is_understood_as_a_terminal_gives_it(home: Path, typed: str, path: str) -> None:
    assert folders.meant(typed.format(home=home.as_posix())) == home / path


def test_a_damaged_list_of_folders_is_no_fault(home: Path) -> None:
    folders.remember(home)
    (folders.state_folder() / folders.RECENT).write_text('{"not": "a list"')
    assert folders.recent_folders() == ()


async def test_one_file_by_typing_and_tab(
    small: dict[str, int], running: Running, home: Path
) -> None:
    async with running() as pilot:
        picked: list[object] = []
        pilot.app.push_screen(FilePicker(), picked.append)
        await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
        await pilot.press(*"~/Down", "tab", *"c", "tab", "enter")
        await until(pilot, lambda: bool(picked))
    assert picked == [(home / "Downloads" / "cards.vcf",)]


async def test_several_files_are_ticked_also_across_folders(
    small: dict[str, int], running: Running, home: Path
) -> None:
    (home / "Documents" / "firms.csv").write_text("Company\nBeta Ltd\n")
    async with running() as pilot:
        picked: list[object] = []
        pilot.app.push_screen(FilePicker("~/Downloads/"), picked.append)
        await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
        await pilot.press("down", "ctrl+t", "ctrl+t")
        pilot.app.screen.query_one(Input).value = "~/Documents/"
        await until(pilot, lambda: len(pilot.app.screen.rows.items) == 1)
        await pilot.press("ctrl+t", "enter")
        await until(pilot, lambda: bool(picked))
    downloads = home / "Downloads"
    assert picked == [
        (downloads / "march.csv", downloads / "cards.vcf", home / "Documents" / "firms.csv")
    ]


async def test_what_is_not_there_is_said_and_what_was_typed_stays(
    small: dict[str, int], running: Running, home: Path
) -> None:
    async with running() as pilot:
        pilot.app.push_screen(FilePicker())
        await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
        await pilot.press(*"~/zz.csv", "enter")
        picker = pilot.app.screen
        await until(pilot, lambda: "nothing at ~/zz.csv" in str(picker.foot.content))
        assert picker.query_one(Input).value == "~/zz.csv"


async def test_the_keys_of_the_picker_are_seen_in_a_low_terminal(
    small: dict[str, int], running: Running, home: Path
) -> None:
    for number in range(30):
        (home / "Downloads" / f"more-{number}.csv").write_text("Company\nAlpha Ltd\n")
    async with running(size=(80, 24)) as pilot:
        await pilot.app.push_screen(FilePicker("~/Downloads/"))
        picker = pilot.app.screen
        await until(pilot, lambda: len(picker.rows.items) > 30)
        hints = picker.query_one(HintBar)
        await until(pilot, lambda: hints.region.height > 0)
        assert picker.query_one(".sheet").region.contains_region(hints.region)
