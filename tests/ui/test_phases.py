"""2 Phases: three columns, the vulnerable one first in hand."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len

from repbook.domain.spine.kinds import Phase
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.views.listing import customer_rows
from repbook.ui.lists.window import Slot
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.screens.phases import PhasesScreen
from repbook.ui.screens.today import TodayScreen
from repbook.ui.widgets.cards import CardList

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
@pytest.mark.fault("F41")
async def test_three_columns_at_any_size(make_app: Any, settled: Any, shown: Any) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, settled)
        for size in ((80, 24), (1, 1), (120, 40), (300, 100), (200, 50)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert screen.target().customer == "Hollis Dairy"
            if size[0] < 80:
                continue
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
            for words in (
                "✦ Excitement  1",
                "◐ Learning curve  3",
                "● Settled  21",
                "valve leak",
                "184/90 d",
            ):
                assert words in text


@pytest.mark.parametrize("width", [20, 26, 40, 60])
@pytest.mark.parametrize("phase", [Phase.LEARNING, Phase.SETTLED])
def test_the_numbers_of_cards_stand_under_each_other(book: Book, width: int, phase: Phase) -> None:
    cards = CardList(phase, None)
    (row,) = customer_rows(book, (2,), rules=DEFAULT)
    stands = row.standing
    assert stands is not None
    second = []
    for score, days in ((100, 203), (7, 5)):
        seen = stands._replace(
            risk=stands.risk._replace(score=score),
            silence=stands.silence._replace(days=days, limit=180, unit="d", unknown=False),
        )
        slot = Slot(2, row._replace(standing=seen))
        second.append("".join(text for text, _ in cards.draw(slot, 1, width, False)))
    ends = ("100", "  7") if phase is Phase.LEARNING else ("203/180 d", "  5/180 d")
    assert [line[2 : 2 + len(end)] for line, end in zip(second, ends, strict=True)] == list(ends)
    assert {cell_len(line) for line in second} == {width}


@pytest.mark.practice("R56")
@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (46, ("Orchard Clinic", "●●●○○○○ live+12", " 64 ")),
        (26, ("Orchard Clinic", "live+12", " 64  ●●●○○○○")),
    ],
)
def test_the_gate_stands_on_the_card_beside_the_name_or_in_place_of_a_reason_too_long(
    book: Book, ids: dict[str, int], width: int, lines: tuple[str, str, str]
) -> None:
    cards = CardList(Phase.LEARNING, None)
    (row,) = customer_rows(book, (ids["Orchard Clinic"],), rules=DEFAULT)
    drawn = [
        "".join(text for text, _ in cards.draw(Slot(row.id, row), line, width, False))
        for line in (0, 1, 2)
    ]
    assert {cell_len(line) for line in drawn} == {width}
    name, aside, second = lines
    assert name in drawn[0]
    assert drawn[0].rstrip().endswith(aside)
    assert second in drawn[1]
    assert ("●" in drawn[1]) == (width < 30)


def test_only_who_is_on_the_learning_curve_has_a_gate(book: Book, ids: dict[str, int]) -> None:
    rows = customer_rows(book, ids.values(), rules=DEFAULT)
    gates = {row.name: row.gate for row in rows if row.gate != (0, 0)}
    assert gates == {"Orchard Clinic": (3, 7), "Hollis Dairy": (2, 7), "Fir Tree Bakery": (7, 7)}


@pytest.mark.parametrize(("height", "lines"), [(20, 2), (21, 3), (28, 4), (70, 4), (3, 2)])
def test_cards_take_the_room_that_there_is(height: int, lines: int) -> None:
    cards = CardList(Phase.EXCITEMENT, None)
    cards._spread(height, 7)
    assert cards.lines == lines


@pytest.mark.fault("F01")
@pytest.mark.fault("F02")
@pytest.mark.fault("F03")
@pytest.mark.fault("F04")
@pytest.mark.fault("F05")
@pytest.mark.fault("F18")
async def test_keys_and_names(make_app: Any, settled: Any, shown: Any) -> None:
    async with make_app().run_test(size=(160, 70)) as pilot:
        screen = await opened(pilot, settled)
        text = shown(screen)
        for name in HOSTILE:
            assert name[:30] in text
        assert "Twin Oaks · Bath" in text
        assert "Twin Oaks · Derby" in text
        assert "1 to settle" in text

        seen = [screen.target().customer]
        for key in ("right", "right", "tab", "left", "shift+tab"):
            await pilot.press(key)
            seen.append(screen.target().customer)
        assert seen == [
            "Hollis Dairy",
            "Park & Sons",
            "Marsh Foods",
            "Hollis Dairy",
            "Marsh Foods",
            "Park & Sons",
        ]

        await pilot.press("left", "left", "right", "l")
        await settled(pilot)
        assert pilot.app.screen.form_id == "log"
        assert "Hollis Dairy" in str(pilot.app.screen.heading)
        await pilot.press("escape")
        await settled(pilot)

        await pilot.press("G", "m")
        await settled(pilot)
        text = shown(pilot.app.screen)
        assert "Fir Tree Bakery" in text
        assert "success told" in text
        await pilot.press("escape")
        await settled(pilot)

        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CustomerScreen)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayScreen)


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
