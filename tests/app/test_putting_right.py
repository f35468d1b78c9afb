"""What was logged is put right: `E` on a touch and on a sale, `D` for the touches of a day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from app.support import TODAY, Running
from app.test_forms import rows, until
from repbook.actions.care import followups
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.actions.touches.log_entry import LogEntry
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.safety.integrity import check
from repbook.ui.dialogs.common.options import Ask
from repbook.ui.dialogs.logging.edit_touch import TouchForm
from repbook.ui.dialogs.rows.edit import edit_row
from repbook.ui.dialogs.sales.edit_sale import SaleEditForm
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.screens.daybook import DaybookScreen
from repbook.ui.screens.today import TodayScreen
from repbook.ui.shell.target import Target

TOUCHES = "SELECT customer_id, person_id, kind, reach, incoming, on_day, at, note FROM touches"


@pytest.fixture
def logged(small: dict[str, int], book: Book) -> dict[str, int]:
    """A call at Hollis Dairy with a promise; an hour later a voicemail at Marsh Foods."""
    tom = book.row("SELECT id FROM people WHERE name = 'Tom Hollis'")[0]
    call = LogEntry(small["Hollis Dairy"], line="rang ! send kit fri", person_id=tom)
    touches.log(book, call, rules=DEFAULT)
    touches.log(book, LogEntry(small["Marsh Foods"], reach="one-way"), rules=DEFAULT)
    return small


async def the_list(pilot: Pilot[None], size: int) -> Any:
    """The day's touches, open and filled."""
    app: Any = pilot.app
    await pilot.press("D")
    await until(pilot, lambda: isinstance(app.screen, DaybookScreen))
    await until(pilot, lambda: len(app.screen.rows.items) == size)
    return app.screen


async def form_of(pilot: Pilot[None], kind: type) -> Any:
    """The form that `E` opens."""
    app: Any = pilot.app
    await pilot.press("E")
    await until(pilot, lambda: isinstance(app.screen, kind) and app.screen.standing)
    return app.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_list_shows_the_day_and_a_row_is_put_right_there(
    logged: dict[str, int], running: Running, path: Path, size: tuple[int, int]
) -> None:
    async with running(size=size) as pilot:
        app: Any = pilot.app
        screen = await the_list(pilot, 2)
        assert [(row.customer, row.outcome) for row in screen.rows.items] == [
            ("Marsh Foods", "voicemail"),
            ("Hollis Dairy", "talked"),
        ]
        assert "2 touches, 1 answered" in str(screen.summary.render())
        form = await form_of(pilot, TouchForm)
        assert form.focused.id == "field-outcome"
        await pilot.press("4", *"about the kit", "f2")
        await until(pilot, lambda: app.screen is screen)
        await until(pilot, lambda: screen.rows.items[0].outcome == "they rang")
        assert screen.rows.item.customer == "Marsh Foods"
        assert screen.target().text == "they rang: about the kit"
        await pilot.press("u")
        await until(pilot, lambda: screen.rows.items[0].outcome == "voicemail")
        await pilot.press("delete", "y")
        await until(pilot, lambda: len(screen.rows.items) == 1)
        await pilot.press("less_than_sign")
        await until(pilot, lambda: screen.empty.display)
        assert screen.target() is None
        await pilot.press("greater_than_sign", "greater_than_sign")
        await until(pilot, lambda: len(screen.rows.items) == 1)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        assert app.screen.page.name == "Hollis Dairy"
        await pilot.press("D")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    assert rows(path, "SELECT count(*) FROM touches") == [(1,)]


async def test_a_call_goes_to_the_customer_that_was_meant(
    logged: dict[str, int], book: Book, running: Running, path: Path
) -> None:
    async with running(size=(80, 24)) as pilot:
        app: Any = pilot.app
        screen = await the_list(pilot, 2)
        await pilot.press("j")
        form = await form_of(pilot, TouchForm)
        form.control("customer").focus()
        await pilot.press("ctrl+u", *"mar")
        await until(pilot, lambda: form.control("person").value == "Jo Marsh")
        goes = form.query_one("#goes")
        assert goes.display
        assert "a promise" in str(goes.render())
        assert goes.region.bottom < 24
        await pilot.press("ctrl+u", *"nobody", "f2")
        assert "nobody is called that" in form._asides["customer"].words
        assert app.screen is form
        await pilot.press("ctrl+u", *"marsh foods", "f2")
        await until(pilot, lambda: app.screen is screen)
        await until(pilot, lambda: {row.customer for row in screen.rows.items} == {"Marsh Foods"})
    jo = rows(path, "SELECT id FROM people WHERE name = 'Jo Marsh'")[0][0]
    marsh = logged["Marsh Foods"]
    for table in ("touches", "promises"):
        where = "note = 'rang'" if table == "touches" else "text = 'send kit'"
        found = rows(path, f"SELECT customer_id, person_id FROM {table} WHERE {where}")
        assert found == [(marsh, jo)]
    assert check(book, rules=DEFAULT) == ()


async def test_all_of_a_touch_can_be_changed_and_nothing_else_is(
    logged: dict[str, int], running: Running, path: Path
) -> None:
    async with running(size=(80, 24)) as pilot:
        app: Any = pilot.app
        screen = await the_list(pilot, 2)
        await pilot.press("j")
        operations = rows(path, "SELECT count(*) FROM operations")
        await form_of(pilot, TouchForm)
        await pilot.press("f2")  # nothing was typed: nothing is written
        await until(pilot, lambda: app.screen is screen)
        assert rows(path, "SELECT count(*) FROM operations") == operations
        form = await form_of(pilot, TouchForm)
        for name, typed in (("on_day", "yesterday 9:30"), ("person", ""), ("minutes", "12")):
            form.control(name).focus()
            await pilot.press("ctrl+u", *typed)
        form.control("topic").focus()
        await pilot.press("2")
        await pilot.press("f2")
        await until(pilot, lambda: app.screen is screen)
    found = rows(path, f"{TOUCHES} WHERE note = 'rang'")
    assert found == [
        (logged["Hollis Dairy"], None, "call", "two-way", 0, "2026-06-02", "09:30", "rang")
    ]
    assert rows(path, "SELECT topic, minutes FROM touches WHERE note = 'rang'") == [
        ("personal", 12)
    ]
    assert rows(path, "SELECT made_on, person_id FROM promises WHERE text = 'send kit'") == [
        ("2026-06-02", None)
    ]


@pytest.mark.practice("R98")
async def test_an_imported_sale_is_made_recurring(
    small: dict[str, int], book: Book, running: Running, path: Path
) -> None:
    old = TODAY - timedelta(days=70)
    marsh = small["Marsh Foods"]
    sale = sales.add(book, marsh, "Gloves", ordered_on=old, amount=120050, rules=DEFAULT).ids[
        "sales"
    ][0]
    async with running(size=(80, 24)) as pilot:
        app: Any = pilot.app
        app.open_customer(marsh)
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen) and app.screen.events)
        screen = app.screen
        place = next(i for i, row in enumerate(screen.entries.items) if row.kind == "sale")
        screen.entries._go(place)
        form = await form_of(pilot, SaleEditForm)
        assert form.control("amount").value == ""  # money is hidden
        assert not form.shown("passed")
        form.control("kind").focus()
        await pilot.press("3")
        assert "usually has the agenda “recurring”" in str(form.query_one("#hint").render())
        form.control("cycle").focus()
        await pilot.press(*"30 days")
        form.control("agenda").focus()
        await pilot.press("3")  # none, standard, light, recurring
        assert form.shown("passed")
        await pilot.press("f2")
        await until(pilot, lambda: app.screen is screen)
    found = rows(path, f"SELECT kind, cycle_days, amount, agenda FROM sales WHERE id = {sale}")
    assert found == [("recurring", 30, 120050, "light")]


async def test_the_days_and_the_money_of_a_sale(
    small: dict[str, int], running: Running, path: Path
) -> None:
    """Orchard's pump, ordered on 20 May: in truth on the 18th, for 1200.50 EUR."""
    async with running(size=(120, 36)) as pilot:
        app: Any = pilot.app
        app.open_customer(small["Orchard Clinic"])
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen) and app.screen.events)
        screen = app.screen
        place = next(i for i, row in enumerate(screen.entries.items) if row.kind == "sale")
        screen.entries._go(place)
        form = await form_of(pilot, SaleEditForm)
        form.control("ordered").focus()
        await pilot.press("ctrl+u", *"tomorrow", "f2")
        assert app.screen is form  # an order is not ahead
        form.control("ordered").focus()
        await pilot.press("ctrl+u", *"18 may", "pagedown", *"1200.50", "tab", *"EUR", "f2")
        await until(pilot, lambda: app.screen is screen)
    found = rows(path, "SELECT ordered_on, amount, currency, live_on FROM sales")
    assert found == [("2026-05-18", 120050, "EUR", date(2026, 5, 28).isoformat())]


async def test_a_follow_up_keeps_the_hour_that_it_is_given(
    small: dict[str, int], book: Book, running: Running, path: Path
) -> None:
    planned = followups.add(book, small["Marsh Foods"], "ring Jo", TODAY, at="14:30")
    row = planned.ids["followups"][0]
    async with running(size=(80, 24)) as pilot:
        app: Any = pilot.app
        target = Target(small["Marsh Foods"], "Marsh Foods", "followup", row, "ring Jo")
        for typed, found in (
            ("", ("2026-06-03", "14:30")),  # only the words were changed
            ("tomorrow 4pm", ("2026-06-04", "16:00")),
            ("fri", ("2026-06-05", "")),
        ):
            app.run_worker(edit_row(app, target))
            await until(pilot, lambda: isinstance(app.screen, Ask) and app.screen.standing)
            form = app.screen
            await pilot.press("end", "x")
            if typed:
                form.control("due_on").focus()
                await pilot.press("ctrl+u", *typed)
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(app.screen, TodayScreen))
            assert rows(path, f"SELECT due_on, at FROM followups WHERE id = {row}") == [found]
