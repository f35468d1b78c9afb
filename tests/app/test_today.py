"""Today on the screen: rows, keys, the brief, and what happens when the book changes."""

from __future__ import annotations

from datetime import date

import pytest

from app.support import HOSTILE, NOW, TODAY, Running
from polite import until
from repbook.actions.care import followups, promises
from repbook.actions.customers import customers
from repbook.clock import FixedClock
from repbook.domain.spine.kinds import Phase
from repbook.storage.book.book import Book
from repbook.ui.brief.brief_pane import Brief
from repbook.ui.dialogs.common.small import TooSmall
from repbook.ui.lists.role_styles import ROLES
from repbook.ui.screens.today import TodayScreen


def texts(screen: TodayScreen) -> list[str]:
    """Every line of the list as it is drawn."""
    width = screen.rows.size.width
    return [
        "".join(value for value, _ in screen.rows.draw(line, 0, width, selected=False)).rstrip()
        for line in screen.rows.items
    ]


@pytest.mark.practice("R42")
async def test_a_promise_due_today_stands_with_the_key_that_answers_it(
    small: dict[str, int], running: Running
) -> None:
    async with running() as pilot:
        lines = texts(pilot.app.screen)
        row = next(line for line in lines if "valve kit" in line)
        assert "Hollis Dairy" in row
        assert row.endswith(" d")


async def test_an_empty_book_says_what_to_do(path: object, running: Running) -> None:
    async with running(size=(80, 24)) as pilot:
        assert not pilot.app.screen.rows.display
        first_run = pilot.app.screen.first_run
        assert first_run.display
        assert [way.key for way in first_run.ways.items if way.letter] == [
            *("sale", "import", "demo", "help"),
        ]
        assert pilot.app.screen.focused is first_run.ways


async def test_the_brief_follows_the_highlight(small: dict[str, int], running: Running) -> None:
    async with running(size=(140, 40)) as pilot:
        screen = pilot.app.screen
        screen.rows.highlight(
            next(
                line.key
                for line in screen.rows.items
                if line.row and line.row.customer == "Orchard Clinic"
            )
        )
        brief = screen.query_one(Brief)
        await until(
            pilot,
            lambda: "no downtime on theatre days" in " ".join(brief.content_shown.plain.split()),
        )


async def test_every_phase_is_drawn_in_a_known_role(
    small: dict[str, int], book: Book, running: Running
) -> None:
    followups.add(book, small["Marsh Foods"], "call about the sample", TODAY)
    async with running(size=(200, 50)) as pilot:
        screen = pilot.app.screen
        assert screen.query_one(Brief).display
        roles = {
            role
            for line in screen.rows.items
            for _, role in screen.rows.draw(line, 0, 150, selected=False)
        }
        assert roles <= set(ROLES)
        assert {row.row.phase for row in screen.rows.items if row.row} >= {
            Phase.NONE,
            Phase.LEARNING,
        }


async def test_the_brief_needs_a_wide_terminal(small: dict[str, int], running: Running) -> None:
    async with running(size=(80, 24)) as pilot:
        assert not pilot.app.screen.query_one(Brief).display


@pytest.mark.fault("F01")
@pytest.mark.fault("F02")
@pytest.mark.fault("F04")
@pytest.mark.fault("F05")
@pytest.mark.slow("opens every dialog once")
async def test_a_name_is_shown_letter_for_letter_everywhere(book: Book, running: Running) -> None:
    for name in HOSTILE:
        customer_id = customers.add(book, name, person=name).ids["customers"][0]
        promises.add(book, customer_id, name, TODAY)
    async with running(size=(200, 50)) as pilot:
        lines = [
            line for line in texts(pilot.app.screen) if line.endswith("d") and " today " in line
        ]
        assert all(any(line.count(name) == 2 for line in lines) for name in HOSTILE)
        for key in ("l", "b", "H", "ctrl+p", "p", "d", "enter"):
            await pilot.press(key)
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
        for name in HOSTILE:
            pilot.app.say(name)
        await pilot.pause()
        assert pilot.app.is_running
        assert pilot.app.return_code is None


@pytest.mark.fault("F109")
async def test_the_day_changes_while_the_app_is_open(
    small: dict[str, int], running: Running, clock: FixedClock
) -> None:
    async with running() as pilot:
        assert any(" today " in line for line in texts(pilot.app.screen))
        clock._now = NOW.replace(day=4)
        await until(pilot, lambda: pilot.app.today.day == date(2026, 6, 4))
        assert any("broken" in line for line in texts(pilot.app.screen))


@pytest.mark.fault("F46")
async def test_what_a_command_writes_shows_by_itself(
    small: dict[str, int], running: Running, path: object
) -> None:
    async with running() as pilot:
        with Book(path, FixedClock(NOW)) as other:  # type: ignore[arg-type]
            promises.add(other, small["Marsh Foods"], "bring the cleaning card", TODAY)
        await until(
            pilot, lambda: any("bring the clean" in line for line in texts(pilot.app.screen))
        )


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50), (60, 16), (20, 5), (1, 1)])
@pytest.mark.fault("F41")
async def test_any_size_of_terminal(
    small: dict[str, int], running: Running, size: tuple[int, int]
) -> None:
    async with running(size=size) as pilot:
        assert isinstance(pilot.app.screen, TooSmall) == (size[0] < 60 or size[1] < 16)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert pilot.app.screen.rows.item is not None
