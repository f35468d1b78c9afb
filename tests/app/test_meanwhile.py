"""What happens beneath an open form, and to an open app: other programs, long notes, a long sleep, quick clicks."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from app.support import NOW, Running
from polite import until
from repbook.actions.care import promises
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.ui.dialogs.rows.edit import edit_row
from repbook.ui.forms import form_frame
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.screens.today import TodayScreen
from repbook.ui.shell.target import Target


async def editing(pilot: Any, target: Target) -> Any:
    """The form of a row, open."""
    pilot.app.start(partial(edit_row, pilot.app, target), group="verb")
    await until(pilot, lambda: getattr(pilot.app.screen, "standing", False))
    return pilot.app.screen


@pytest.mark.fault("F68")
async def test_what_another_program_changed_beneath_a_form_is_shown_before_ours_stands(
    small: dict[str, int], running: Running, path: Path
) -> None:
    who = small["Hollis Dairy"]
    async with running() as pilot:
        form = await editing(pilot, Target(who, "Hollis Dairy", "promise", 1))
        with Book(path, FixedClock(NOW)) as other:
            promises.edit(other, 1, text="brought back")
        form.put({"text": "ours"})
        await pilot.press("f2")
        await until(pilot, lambda: "brought back" in str(form.query_one("#foot").render()))
        assert pilot.app.screen is form and form.values()["text"] == "ours"
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    with Book(path, FixedClock(NOW)) as book:
        assert book.rows("SELECT text FROM promises") == [("ours",)]
        assert book.rows("SELECT count(*) FROM journal WHERE after LIKE '%brought back%'") == [(1,)]


@pytest.mark.fault("F69")
async def test_a_row_that_another_program_removed_is_said_to_be_gone_and_the_words_stay(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        form = await editing(pilot, Target(small["Hollis Dairy"], "Hollis Dairy", "promise", 1))
        with Book(path, FixedClock(NOW)) as other:
            other.run(lambda connection: connection.execute("DELETE FROM promises"))
        form.put({"text": "ours"})
        await pilot.press("f2")
        await until(pilot, lambda: "no longer in the book" in str(form.query_one("#foot").render()))
        assert "undo" in str(form.query_one("#foot").render())
        assert form.values()["text"] == "ours"


@pytest.mark.fault("F11")
async def test_a_note_of_a_hundred_thousand_letters_is_edited_as_any_other(
    small: dict[str, int], running: Running, path: Path
) -> None:
    who, long = small["Hollis Dairy"], "many words " * 9_000
    with Book(path, FixedClock(NOW)) as book:
        touch = touches.log(book, touches.LogEntry(who, line="x"), rules=DEFAULT).ids["touches"][0]
        touches.edit(book, touch, note=long, customer_id=who, rules=DEFAULT)
    async with running() as pilot:
        form = await editing(pilot, Target(who, "Hollis Dairy", "touch", touch))
        note = form.query_one("#field-note", Input)
        note.focus()
        await pilot.press("end", "o", "k")
        assert note.value == f"{long.strip()}ok"
        assert note.max_length == len(long.strip()) + form_frame.MOST_TYPED
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    with Book(path, FixedClock(NOW)) as book:
        assert book.rows("SELECT length(note) FROM touches") == [(len(long.strip()) + 2,)]


@pytest.mark.fault("F23")
@pytest.mark.parametrize("opens", ["ctrl+p", "l", "n"])
async def test_a_double_click_beside_a_dialog_closes_that_one_alone(
    small: dict[str, int], running: Running, opens: str
) -> None:
    async with running(size=(120, 36)) as pilot:
        await pilot.press("3", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CustomerScreen))
        page = pilot.app.screen
        await pilot.press(opens)
        await until(pilot, lambda: pilot.app.screen is not page)
        await pilot.click(offset=(1, 1), times=2)
        await until(pilot, lambda: pilot.app.screen is page)
        assert not page.gone


@pytest.mark.fault("F48")
async def test_after_a_long_sleep_day_hours_and_book_are_those_of_now(
    small: dict[str, int], running: Running, path: Path, clock: FixedClock
) -> None:
    async with running() as pilot:
        with Book(path, FixedClock(NOW)) as other:
            promises.add(other, small["Marsh Foods"], "while it slept", NOW.date())
        clock._now = datetime(2026, 6, 4, 19, 30)
        await until(pilot, lambda: pilot.app.today.day == clock.today())
        shown = pilot.app.today
        assert any("while it slept" in str(row) for row in shown.rows)
