"""2 Phases: three columns, the vulnerable one first in hand."""

from __future__ import annotations

from typing import Any

import pytest

from repbook.domain.kinds import Phase
from repbook.storage.book import Book
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.screens.phases import PhasesScreen
from repbook.ui.screens.today import TodayScreen

from .conftest import HOSTILE


async def opened(pilot: Any, settled: Any) -> PhasesScreen:
    """Phases, with its first cards read."""
    await pilot.press("2")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, PhasesScreen)
    return screen


def cards(screen: PhasesScreen, phase: Phase) -> list[str]:
    """The names in a column."""
    column = next(each for each in screen.columns if each.phase is phase)
    return [slot.row.name if slot.row else "" for slot in column.cards.items]


@pytest.mark.practice("R54")
@pytest.mark.practice("R55")
@pytest.mark.practice("R56")
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_three_columns(
    make_app: Any, settled: Any, shown: Any, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        screen = await opened(pilot, settled)
        assert cards(screen, Phase.EXCITEMENT) == ["Marsh Foods"]
        assert cards(screen, Phase.LEARNING) == [
            "Hollis Dairy",
            "Orchard Clinic",
            "Fir Tree Bakery",
        ]
        assert cards(screen, Phase.SETTLED)[0] == "Park & Sons"
        widths = [column.size.width for column in screen.columns]
        assert widths[1] == max(widths)
        text = shown(screen)
        for words in ("✦ Excitement  1", "◐ Learning curve  3", "● Settled  21", "past its clock"):
            assert words in text
        assert "184/90 d" in text


async def test_the_keyboard_begins_where_customers_are_vulnerable(
    make_app: Any, settled: Any
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled)
        assert screen.target() is not None
        assert screen.target().customer == "Hollis Dairy"


async def test_arrows_and_tab_go_from_column_to_column(make_app: Any, settled: Any) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled)
        seen = []
        for key in ("right", "right", "tab", "left", "shift+tab"):
            await pilot.press(key)
            seen.append(screen.target().customer if screen.target() else "")
        assert seen == [
            "Park & Sons",
            "Marsh Foods",
            "Hollis Dairy",
            "Marsh Foods",
            "Park & Sons",
        ]


async def test_l_logs_and_does_not_move(make_app: Any, settled: Any) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await opened(pilot, settled)
        await pilot.press("l")
        await settled(pilot)
        assert pilot.app.screen.form_id == "log"


async def test_m_shows_the_gate(make_app: Any, settled: Any, shown: Any) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled)
        assert "1 to settle" in shown(screen)
        await pilot.press("G", "m")
        await settled(pilot)
        text = shown(pilot.app.screen)
        assert "Fir Tree Bakery" in text
        assert "evidence told" in text


async def test_enter_opens_and_escape_goes_home(make_app: Any, settled: Any) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await opened(pilot, settled)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CustomerScreen)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayScreen)


@pytest.mark.fault("F01")
@pytest.mark.fault("F02")
@pytest.mark.fault("F03")
@pytest.mark.fault("F04")
@pytest.mark.fault("F05")
async def test_names_are_shown_letter_for_letter(make_app: Any, settled: Any, shown: Any) -> None:
    async with make_app().run_test(size=(160, 70)) as pilot:
        text = shown(await opened(pilot, settled))
        for name in HOSTILE:
            assert name[:30] in text


@pytest.mark.fault("F18")
async def test_twins_are_told_apart(make_app: Any, settled: Any, shown: Any) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        text = shown(await opened(pilot, settled))
        assert "Twin Oaks · Bath" in text
        assert "Twin Oaks · Derby" in text


async def test_empty_columns_say_what_they_mean(
    make_app: Any, settled: Any, shown: Any, tmp_path: Any
) -> None:
    async with make_app(tmp_path / "empty.repbook").run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled)
        text = shown(screen)
        assert "No fresh order." in text
        assert "Nobody has settled yet." in text
        assert screen.target() is None
        await pilot.press("right", "enter", "j")
        assert pilot.app.screen is screen


async def test_a_damaged_card_says_so(
    make_app: Any, settled: Any, shown: Any, book: Book, ids: dict[str, int]
) -> None:
    book.connection.execute(
        "UPDATE standings SET facts = '{' WHERE customer_id = ?", (ids["Hollis Dairy"],)
    )
    async with make_app().run_test(size=(140, 90)) as pilot:
        text = shown(await opened(pilot, settled))
        assert "Hollis Dairy" in text
        assert "its facts can't be read" in text


@pytest.mark.fault("F41")
async def test_any_size_stands(make_app: Any, settled: Any) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled)
        for size in ((1, 1), (60, 16), (300, 100), (100, 30)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
        assert pilot.app.screen is screen
        assert screen.target().customer == "Hollis Dairy"
