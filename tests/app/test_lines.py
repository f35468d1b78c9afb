"""Lines in the app: whose they are, how and when it was, and with whom; nothing goes elsewhere."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.support import Running
from app.test_forms import rows, until
from repbook.actions.care import promises
from repbook.actions.customers import customers, people
from repbook.clock import FixedClock
from repbook.storage.book.book import Book
from repbook.ui.dialogs.common.finder import Finder, FoundList
from repbook.ui.dialogs.logging.capture import CaptureForm
from repbook.ui.dialogs.logging.log import LogForm
from repbook.ui.dialogs.logging.new_customer import CustomerForm
from repbook.ui.screens.today import TodayScreen

FILED = (
    "SELECT c.name, coalesce(p.name, ''), t.kind, t.reach, t.on_day, t.note FROM touches t"
    " JOIN customers c ON c.id = t.customer_id LEFT JOIN people p ON p.id = t.person_id ORDER BY t.id"
)
DAY, YESTERDAY = "2026-06-03", "2026-06-02"


def shown(form: Any) -> str:
    """What the preview says."""
    return " ".join(str(form.query_one("#preview").render()).split())


async def capture(pilot: Any, line: str) -> CaptureForm:
    """The capture form with a line in it."""
    await pilot.press("full_stop")
    await until(
        pilot, lambda: isinstance(pilot.app.screen, CaptureForm) and pilot.app.form.standing
    )
    form = pilot.app.screen
    form.control("line").value = line
    await pilot.pause()
    return form  # type: ignore[no-any-return]


async def finder(pilot: Any) -> list[str]:
    """The lines of the finder that came up."""
    await until(pilot, lambda: isinstance(pilot.app.screen, Finder))
    await until(pilot, lambda: bool(pilot.app.screen.query_one(FoundList).items))
    return [item.words for item in pilot.app.screen.query_one(FoundList).items]


async def test_a_name_that_may_be_two_is_chosen_from_a_list(
    small: dict[str, int], book: Book, running: Running, path: Path
) -> None:
    customers.add(book, "Tomson Ltd")
    async with running() as pilot:
        form = await capture(pilot, "tom: left voicemail, try fri")
        await until(pilot, lambda: "may be Tom Hollis (Hollis Dairy), Tomson Ltd" in shown(form))
        await pilot.press("enter")
        assert await finder(pilot) == ["Tom Hollis (Hollis Dairy)", "Tomson Ltd", '+ add "tom"']
        assert rows(path, FILED) == []
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is form)
        assert form.values()["line"] == "tom: left voicemail, try fri"
        await pilot.press("enter")
        await finder(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert rows(path, FILED) == [("Hollis Dairy", "Tom Hollis", "call", "one-way", DAY, "try fri")]
    assert rows(path, "SELECT count(*) FROM drafts") == [(0,)]


async def test_nobody_of_that_name_is_added_and_the_line_goes_on(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        await capture(pilot, "Moor Bakery: visit, all fine")
        await pilot.press("enter")
        assert await finder(pilot) == ['+ add "Moor Bakery"']
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CustomerForm))
        await until(pilot, lambda: pilot.app.form.standing)
        assert pilot.app.form.values()["name"] == "Moor Bakery"
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert rows(path, FILED) == [("Moor Bakery", "", "visit", "two-way", DAY, "all fine")]


async def test_a_head_without_a_name_is_about_the_highlighted(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        here = pilot.app.screen.target().customer
        form = await capture(pilot, "yesterday: no answer")
        await until(pilot, lambda: f"call · no answer · Tue 2 Jun · {here}" in shown(form))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert rows(path, FILED) == [(here, "", "call", "no answer", YESTERDAY, "")]


async def open_log(pilot: Any) -> LogForm:
    await pilot.press("l")
    await until(pilot, lambda: isinstance(pilot.app.screen, LogForm) and pilot.app.form.standing)
    return pilot.app.screen  # type: ignore[no-any-return]


async def test_the_words_of_the_log_form_say_how_it_was(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        form = await open_log(pilot)
        assert shown(form).startswith("call · talked · today · ")
        await pilot.press(*"vm, try fri")
        await until(pilot, lambda: shown(form).startswith("call · voicemail · today · "))
        assert form.values()["outcome"] == "2"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert [row[2:] for row in rows(path, FILED)] == [("call", "one-way", DAY, "try fri")]


async def test_words_that_contradict_what_was_chosen_ask(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        form = await open_log(pilot)
        await pilot.press("1", *"voicemail, try fri", "enter")
        await pilot.pause()
        assert pilot.app.screen is form
        assert "the words say 'call · voicemail', but 'call · talked' is chosen" in shown(form)
        assert rows(path, FILED) == []
        form.control("outcome").focus()
        await pilot.press("2", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert [row[2:] for row in rows(path, FILED)] == [("call", "one-way", DAY, "try fri")]


async def test_who_and_when_have_fields_behind_the_words(
    small: dict[str, int], book: Book, running: Running, path: Path
) -> None:
    for customer in small.values():
        people.add(book, customer, "Zoë Brook")
    async with running(size=(80, 24)) as pilot:
        form = await open_log(pilot)
        await pilot.press("1")
        names = [field.name for field in form.spec]
        assert names[:2] == ["outcome", "line"]  # nothing stands between a digit and the words
        await pilot.press(*"fine")
        await pilot.press("ctrl+o")  # they are folded
        await pilot.press("2", *"yesterday")
        await until(pilot, lambda: "Tue 2 Jun" in shown(form) and "Zoë Brook" in shown(form))
        assert "yesterday" in form.query_one("#aside-when").words
        form.control("when").value = "tomorrow"
        await pilot.press("enter")
        await pilot.pause()
        assert form.query_one("#aside-when").wrong
        form.control("when").value = "mon 3pm"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert [row[1:] for row in rows(path, FILED)] == [
        ("Zoë Brook", "call", "two-way", "2026-06-01", "15:00 fine")
    ]


async def test_every_verb_adds_a_customer_that_nobody_knows(
    book: Book, running: Running, path: Path
) -> None:
    async with running() as pilot:
        await pilot.press("l")
        await until(pilot, lambda: isinstance(pilot.app.screen, Finder))
        await pilot.press(*"Acme")
        await until(pilot, lambda: bool(pilot.app.screen.query_one(FoundList).items))
        assert await finder(pilot) == ['+ add "Acme"']
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CustomerForm))
        await until(pilot, lambda: pilot.app.form.standing)
        await pilot.press("f2")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, LogForm) and pilot.app.form.standing
        )
        await pilot.press("1", "enter")
        await until(pilot, lambda: rows(path, FILED) != [])
    assert rows(path, FILED) == [("Acme", "", "call", "two-way", DAY, "")]


async def test_a_digit_says_how_it_was_and_words_left_open_take_it(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        await open_log(pilot)
        await pilot.press("2", "enter")
        await until(pilot, lambda: len(rows(path, FILED)) == 1)
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        form = await open_log(pilot)
        await pilot.press(*"visit went well", "enter")
        await pilot.pause()
        assert pilot.app.screen is form  # was it a visit, or is it told of one?
        assert "choose 1 to 7 above" in str(form.query_one("#foot").render())
        form.control("outcome").focus()
        await pilot.press("5", "enter")
        await until(pilot, lambda: len(rows(path, FILED)) == 2)
    assert [row[2:] for row in rows(path, FILED)] == [
        ("call", "one-way", DAY, ""),
        ("visit", "two-way", DAY, "visit went well"),
    ]


async def test_a_draft_of_yesterday_keeps_the_days_it_meant(
    small: dict[str, int], running: Running, clock: FixedClock, path: Path
) -> None:
    """The line stands there with dates, says so, and files them."""
    async with running() as pilot:
        form = await capture(pilot, "hollis: yesterday: left voicemail ! send card fri")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not form)
    FixedClock.__init__(clock, clock.local() + timedelta(days=1))
    async with running() as pilot:
        await pilot.press("full_stop")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, CaptureForm) and pilot.app.form.standing
        )
        assert pilot.app.screen.values()["line"] == (
            "hollis: 2026-06-02: left voicemail ! send card 2026-06-05"
        )
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert [row[4] for row in rows(path, FILED)] == [YESTERDAY]
    assert ("send card", "2026-06-05") in rows(path, "SELECT text, due_on FROM promises")


async def test_a_call_written_down_yesterday_was_yesterday(
    book: Book, running: Running, clock: FixedClock, path: Path
) -> None:
    hollis = customers.add(book, "Hollis Dairy").ids["customers"][0]
    promises.add(book, hollis, "valve kit", date(2026, 6, 3))
    async with running() as pilot:
        await pilot.press("l")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogForm))
        await pilot.press(*"fits")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    FixedClock.__init__(clock, clock.local() + timedelta(days=1))
    async with running() as pilot:
        await pilot.press("l")
        await until(
            pilot,
            lambda: (
                isinstance(pilot.app.screen, LogForm)
                and pilot.app.screen.values()["line"] == "fits"
            ),
        )
        assert pilot.app.screen.values()["when"] == DAY
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert [row[4] for row in rows(path, FILED)] == [DAY]
