"""The ledgers on the screen: the keys act on the highlighted row, and the highlight stays in its place."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.support import TODAY, Running
from polite import until
from repbook.actions.care import problems, promises
from repbook.storage.book.book import Book
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.screens.ledgers import LedgersScreen
from repbook.ui.shell.target import Target


def texts(screen: LedgersScreen) -> list[str]:
    """Every line as it is drawn."""
    rows, width = screen.rows, screen.rows.size.width
    return ["".join(part for part, _ in rows.draw(item, 0, width, False)) for item in rows.items]


@pytest.mark.practice("R42")
async def test_a_promise_kept_stays_ticked_until_the_highlight_goes_on_to_the_next(
    small: dict[str, int], book: Book, running: Running
) -> None:
    promises.add(book, small["Marsh Foods"], "cleaning card", TODAY + timedelta(days=2))
    promises.add(book, small["Hollis Dairy"], "drawing", TODAY + timedelta(days=9))
    async with running(size=(80, 24)) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: isinstance(pilot.app.screen, LedgersScreen))
        screen = pilot.app.screen
        await until(pilot, lambda: screen.rows.item is not None)
        assert screen.target()[2:5] == ("promise", 1, "valve kit")
        await pilot.press("d", "d")
        await until(pilot, lambda: any("CLOSED" in line for line in texts(screen)))
        await until(pilot, lambda: screen.rows.rests_on_ticked)
        assert screen.ticked() == Target(small["Hollis Dairy"], "Hollis Dairy", done=True)
        await pilot.press("j")
        await until(pilot, lambda: screen.target().text == "cleaning card")
        assert not any("valve kit" in line for line in texts(screen)[:3])
        assert any("✓ Hollis Dairy" in line and "kept" in line for line in texts(screen))
        await pilot.press("v")
        await until(pilot, lambda: "CLOSED 1 · v shows them" in texts(screen)[-1])
        assert screen.target().text == "cleaning card"
        await pilot.press("v", "u")
        await until(pilot, lambda: not any("CLOSED" in line for line in texts(screen)))
        await until(pilot, lambda: screen.target().text == "valve kit")


async def test_the_ledgers_turn_and_enter_opens_the_customer(
    small: dict[str, int], book: Book, running: Running
) -> None:
    problems.add(book, small["Orchard Clinic"], "drawer sticks")
    async with running(size=(120, 36)) as pilot:
        await pilot.press("4", "right_square_bracket", "s")
        await until(pilot, lambda: pilot.app.screen.__class__.__name__ == "CheckForm")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, LedgersScreen))
        screen = pilot.app.screen
        assert screen.target()[1:5] == ("Orchard Clinic", "problem", 1, "drawer sticks")
        assert "1 to answer" in screen.numbers.render().plain
        await pilot.press("left", "left")
        await until(pilot, lambda: screen.empty.display)
        assert "Serve first" in screen.empty.render().plain
        assert screen.target() is None
        await pilot.press("right", "right", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CustomerScreen))
        assert pilot.app.screen.page.name == "Orchard Clinic"
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert screen.target().kind == "problem"
