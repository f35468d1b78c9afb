"""Two of the book that are one: side by side, joined field by field, told apart; one step, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.support import Running
from app.test_forms import rows, until
from app.test_importing import settled
from repbook.clock import FixedClock
from repbook.storage.book.book import Book
from repbook.ui.dialogs.importing.import_run import ImportRun
from repbook.ui.screens.doubles import DoublesScreen
from repbook.ui.screens.importing import ImportScreen
from repbook.ui.screens.today import TodayScreen

NAMES = "SELECT name FROM customers ORDER BY id"
TABLE = (
    "Company,Town,Full name,Email\n"
    "Kelder Dairy,Kelder,Ella Marsh,ella@kelder.example\n"
    "Kelder Dairy Ltd,,Ella Marsh,ella@kelder.example\n"
    "Store 12,York,Tom Hill,\nStore 13,York,Ann Hill,\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "firms.csv"
    path.write_text(TABLE, "utf-8")
    return path


async def brought_in(pilot: Pilot[None], file: Path) -> ImportScreen:
    await pilot.app.push_screen(ImportScreen(ImportRun(pilot.app, (file,))))
    screen = await settled(pilot)
    await pilot.press("f2")
    await until(pilot, lambda: screen.run.done)
    return screen


async def doubles(pilot: Pilot[None]) -> DoublesScreen:
    await until(
        pilot, lambda: isinstance(pilot.app.screen, DoublesScreen) and pilot.app.screen.seen
    )
    return pilot.app.screen


async def test_an_import_names_its_doubles_and_leads_to_them(
    path: Path, running: Running, file: Path
) -> None:
    async with running() as pilot:
        screen = await brought_in(pilot, file)
        assert [(one.keep, one.join) for one in screen.run.doubles] == [
            ("Kelder Dairy", "Kelder Dairy Ltd")
        ]
        await pilot.press("J")
        await doubles(pilot)
        await pilot.press("J")
        joined = [("Kelder Dairy",), ("Store 12",), ("Store 13",)]
        await until(pilot, lambda: rows(path, NAMES) == joined)
        assert rows(path, "SELECT count(*) FROM people WHERE name = 'Ella Marsh'") == [(1,)]
        await until(pilot, lambda: pilot.app.screen.empty.display)
        await pilot.press("u")
        await until(pilot, lambda: len(rows(path, NAMES)) == 4)
        await until(pilot, lambda: len(pilot.app.screen.pairs.items) == 1)


async def test_whose_word_stands_is_said_field_by_field(
    path: Path, running: Running, file: Path
) -> None:
    async with running() as pilot:
        await brought_in(pilot, file)
        await pilot.press("J")
        screen = await doubles(pilot)
        await pilot.press("tab")
        assert screen.fields.item.field.name == "name"
        await pilot.press("enter")
        await until(pilot, lambda: screen.fields.item.field.stands == "join")
        await pilot.press("J")
        await until(pilot, lambda: ("Kelder Dairy Ltd",) in rows(path, NAMES))
        assert ("Kelder Dairy",) not in rows(path, NAMES)


async def test_the_other_one_may_be_kept(path: Path, running: Running, file: Path) -> None:
    async with running() as pilot:
        await brought_in(pilot, file)
        await pilot.press("J")
        screen = await doubles(pilot)
        await pilot.press("X")
        await until(pilot, lambda: screen.seen.keep.name == "Kelder Dairy Ltd")
        await pilot.press("J")
        await until(pilot, lambda: ("Kelder Dairy",) not in rows(path, NAMES))


async def test_who_is_told_apart_is_not_offered_again(
    path: Path, running: Running, file: Path
) -> None:
    async with running() as pilot:
        await brought_in(pilot, file)
        await pilot.press("J")
        screen = await doubles(pilot)
        await pilot.press("N")
        await until(pilot, lambda: screen.empty.display)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        pilot.app.action_command("doubles")
        await until(
            pilot,
            lambda: isinstance(pilot.app.screen, DoublesScreen) and pilot.app.screen.empty.display,
        )
    assert len(rows(path, NAMES)) == 4


async def test_impatient_keys_join_once_and_leave_a_sound_book(
    path: Path, running: Running, file: Path
) -> None:
    async with running() as pilot:
        await brought_in(pilot, file)
        await pilot.press("J")
        await doubles(pilot)
        for key in ("J", "N", "tab", "enter", "X", "J", "escape", "u", "U", "J"):
            pilot.app.simulate_key(key)
        await pilot.pause()
        await pilot.press("escape", "escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    with Book(path, FixedClock.__new__(FixedClock)) as book:
        assert book.rows("PRAGMA foreign_key_check") == []


async def test_the_months_first_review_asks_and_enter_leads_to_the_pairs(
    path: Path, running: Running, file: Path
) -> None:
    async with running() as pilot:
        await brought_in(pilot, file)
        await pilot.press("escape", "W")
        await until(pilot, lambda: getattr(pilot.app.screen, "card", None) is not None)
        review = pilot.app.screen
        assert review.card.id == "doubles:2026-06"
        await pilot.press("enter")
        await doubles(pilot)
        await pilot.press("J", "escape")
        await until(pilot, lambda: pilot.app.screen is review)
        await until(pilot, lambda: review.card is None or review.card.id != "doubles:2026-06")
