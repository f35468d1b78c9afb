"""The log form asks on once they said how it was, and rows of people take the row's own keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.support import Running
from app.test_forms import rows, until
from repbook.actions.care import trainings
from repbook.actions.customers import facts, people
from repbook.storage.book.book import Book
from repbook.ui.dialogs.common.options import Ask
from repbook.ui.dialogs.logging.log import LogForm
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.screens.today import TodayScreen


@pytest.mark.practice("R83")
@pytest.mark.practice("R20")
async def test_the_log_asks_what_has_to_change_once_they_said_how_it_was(
    small: dict[str, int], book: Book, running: Running, path: Path
) -> None:
    hollis = small["Hollis Dairy"]
    fact = facts.add(book, hollis, "personal", "Anna's college").ids["facts"][0]
    async with running(size=(80, 24)) as pilot:
        app: Any = pilot.app
        app.screen.point_at(hollis)
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, LogForm) and app.screen.standing)
        form = app.screen
        assert [form.shown(name) for name in ("change", "became", "change_due")] == [False] * 3
        assert form.control("outcome").size.height == 1
        await pilot.press("2")
        assert "asked after" not in str(form.control("also").render())
        form.control("outcome").focus()
        await pilot.press("7")
        assert "asked after: Anna's college" in str(form.control("also").render())
        form.control("also").focus()
        await pilot.press("2")
        form.control("score").focus()
        await pilot.press("3", *"valves", "enter")
        assert rows(path, "SELECT count(*) FROM touches") == [(0,)]  # a promise, or what?
        await pilot.press("1", *"tomorrow")
        assert form.focused.id == "field-change_due"
        assert form.focused.region.bottom < 24
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    assert rows(path, "SELECT kind, reach, incoming FROM touches") == [("email", "two-way", 1)]
    assert rows(path, "SELECT score, change_text, became FROM checks") == [(0, "valves", "promise")]
    assert rows(path, "SELECT text, due_on FROM promises ORDER BY id DESC LIMIT 1") == [
        ("valves", "2026-06-04")
    ]
    asked = rows(path, f"SELECT last_asked_on FROM facts WHERE id = {fact}")
    assert asked == [("2026-06-03",)]


@pytest.mark.practice("R20")
@pytest.mark.practice("R74")
async def test_people_days_and_facts_take_the_keys_of_a_row(
    small: dict[str, int], book: Book, running: Running, path: Path
) -> None:
    hollis = small["Hollis Dairy"]
    facts.add(book, hollis, "personal", "Anna's college")
    tom = book.row("SELECT id FROM people WHERE customer_id = ?", (hollis,))[0]
    people.edit(book, tom, other_day="shop anniversary 12 jun")
    people.add(book, hollis, "Ann")

    async def edit(kind: str, key: str = "E", **typed: str) -> None:
        entries = app.screen.entries
        entries.cursor = next(at for at, item in enumerate(entries.items) if item.kind == kind)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, Ask) and app.screen.standing)
        for name, words in typed.items():
            app.screen.control(name).value = words
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen) and app.screen.standing)

    async with running(size=(80, 24)) as pilot:
        app: Any = pilot.app
        app.open_customer(hollis)
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen) and app.screen.standing)
        app.screen.open_tab("People")
        await pilot.pause()
        await edit("date", day="13 jun")
        await edit("person", situation="escalation", birthday="3 may")
        app.screen.open_tab("Facts")
        await pilot.pause()
        await pilot.press("d")
        await until(pilot, lambda: rows(path, "SELECT last_asked_on FROM facts")[-1][0])
        app.screen.open_tab("People")
        await pilot.pause()
        await edit("person", "d", on="mon", instead="1")
        left = "SELECT name, left_on, main FROM people WHERE customer_id = ? ORDER BY id"
        assert book.rows(left, (hollis,)) == [("Tom Hollis", "2026-06-01", 1), ("Ann", None, 1)]
    days = rows(path, "SELECT label, month, day FROM dates ORDER BY id")
    assert days == [("shop anniversary", 6, 13), ("", 5, 3)]
    situation = f"SELECT situation FROM routes WHERE person_id = {tom}"
    assert rows(path, situation) == [("escalation",)]


@pytest.mark.practice("R35")
@pytest.mark.practice("R47")
@pytest.mark.practice("R49")
@pytest.mark.practice("R68")
async def test_a_log_with_an_answer_files_what_a_check_asks_besides(
    small: dict[str, int], book: Book, running: Running, path: Path
) -> None:
    clinic = small["Orchard Clinic"]
    area = trainings.affected(book, clinic, ["night shift"]).ids["facts"][0]
    async with running(size=(120, 36)) as pilot:
        app: Any = pilot.app
        app.screen.point_at(clinic)
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, LogForm) and app.screen.standing)
        form = app.screen
        assert not form.shown("assumed")
        form.control("score").focus()
        await pilot.press("4")
        assert form.shown("assumed")
        form.control("assumed").focus()
        await pilot.press("1", "4")  # as agreed, but for the price
        form.control("trained").focus()
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        app.screen.point_at(clinic)
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, LogForm) and app.screen.standing)
        form = app.screen
        assert "trained" not in form.values()
        form.control("score").focus()
        await pilot.press("5")
        assert not form.control("to_improve").value
        form.control("gained").value = "an hour a day"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    said = "SELECT score, quality_ok, delivery_ok, price_ok, gained FROM checks ORDER BY id"
    assert rows(path, said) == [(1, 1, 1, 0, ""), (2, None, None, None, "an hour a day")]
    assert rows(path, "SELECT text FROM problems") == [("price not as it should be",)]
    assert rows(path, "SELECT kind, text FROM evidence WHERE source = 'check'") == [
        ("gain", "an hour a day")
    ]
    assert rows(path, f"SELECT done_on FROM facts WHERE id = {area}") == [("2026-06-03",)]


async def test_who_is_not_in_the_book_is_added_with_the_call(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running(size=(80, 24)) as pilot:
        app: Any = pilot.app
        app.screen.point_at(small["Hollis Dairy"])
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, LogForm) and app.screen.standing)
        form = app.screen
        await pilot.press("1", *"fits", "ctrl+o", "3", "enter")
        await pilot.pause()
        assert form.query_one("#aside-new_person").wrong
        await pilot.press(*"Eve Hart", "enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    found = "SELECT p.name, p.main, t.note FROM touches t JOIN people p ON p.id = t.person_id"
    assert rows(path, found) == [("Eve Hart", 0, "fits")]
