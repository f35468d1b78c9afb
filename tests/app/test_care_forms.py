"""The log form with much due, and the Agenda tab of a customer's page, on the smallest terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.support import TODAY, Running
from polite import until
from repbook.actions.care import followups, trainings
from repbook.actions.customers import customers, facts
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.book.facts_cache import rebuild
from repbook.ui.dialogs.logging.log import LogForm
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.screens.today import TodayScreen


@pytest.mark.practice("R73")
@pytest.mark.practice("R78")
async def test_ten_things_due_leave_the_log_three_keys_and_on_the_screen(
    book: Book, running: Running, path: Path, clock: FixedClock
) -> None:
    customer = customers.add(book, "Hollis Dairy", person="Tom").ids["customers"][0]
    for number in range(10):
        due = followups.add(book, customer, f"call {number}", TODAY).ids["followups"][0]
    vital = facts.add(book, customer, "vital area", "clean hoses").ids["facts"][0]
    facts.add(book, customer, "preference", "phone · Tue–Thu 13–15")
    book.connection.execute(f"UPDATE followups SET step = 'vital-1' WHERE id = {due}")
    rebuild(book.connection)
    async with running(size=(80, 24)) as pilot:
        app: Any = pilot.app
        page = await app.read_page(customer)
        app.push_screen(LogForm(page, target=("followup", due)))
        await until(pilot, lambda: isinstance(app.screen, LogForm) and app.screen.standing)
        form = app.screen
        assert "outside their hours" in form.about
        assert form.control("also").value == f"f{due}"
        assert form.control("line").region.bottom < 24
        areas = (("fine", "all fine"), (str(vital), "not fine: clean hoses"))
        assert form.control("vital").options == areas
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    with Book(path, clock) as after:
        assert after.row("SELECT state FROM followups WHERE id = ?", (due,)) == ("done",)
        assert after.row("SELECT kind, reach FROM touches") == ("call", "two-way")
        assert after.row("SELECT state FROM facts WHERE id = ?", (vital,)) == ("fine",)


@pytest.mark.practice("R68")
async def test_the_agenda_tab_reads_what_was_taught(
    small: dict[str, int], book: Book, running: Running
) -> None:
    clinic = small["Orchard Clinic"]
    trainings.affected(book, clinic, ("theatre 2",))
    trainings.record(book, clinic, areas=("stock room",), others="Ann", rules=DEFAULT)
    async with running(size=(80, 24)) as pilot:
        app: Any = pilot.app
        app.open_customer(clinic)
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen) and app.screen.standing)
        app.screen.open_tab("Agenda")
        await until(pilot, lambda: app.screen.care.areas)
        await pilot.pause()
        entries = app.screen.entries
        lines = {entry.text: entry.word for entry in entries.items}
        assert lines["theatre 2"] == "not yet"
        assert lines["stock room · Ann"] == "trained"
        assert entries.item.kind == "followup"  # the highlight rests on what is to do
        assert entries.scroll_offset.y == 0
