"""Ahead on the screen: days with their load, folded where nothing stands; `<` and `>` move a step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from rich.cells import cell_len

from app.support import TODAY, Running
from polite import until
from repbook.actions.care import followups, promises
from repbook.actions.customers import customers
from repbook.domain.today.ahead import Ahead, Day
from repbook.domain.today.customer_ahead import Row, What
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.ui.keys.commands import SHIPPED
from repbook.ui.lists.role_styles import ROLES
from repbook.ui.screens.ahead import AheadScreen
from repbook.ui.widgets.day_list import MARKS, DayList, Line, lines_of
from repbook.ui.widgets.day_strip import strip_lines


def row(on: date, what: What = What.FOLLOWUP, number: int = 1, **values: Any) -> Row:
    target = ("followup", number)
    plain = Row(on, what, number, f"Customer {number}", "call about valves", "log", target)
    return plain._replace(**values)


def day(gap: int, *rows: Row, rhythm: int = 0, free: str = "") -> Day:
    on = date(2026, 6, 3) + timedelta(days=gap)
    names = tuple((900 + number, f"Quiet {number}") for number in range(rhythm))
    return Day(on, rows, len(rows), names, free)


def drawn(shown: Ahead, width: int = 60, open_days: tuple[int, ...] = ()) -> list[str]:
    days = DayList(SHIPPED)
    days.today = shown.today
    days.usual, days.widest = shown.usual, width
    lines = lines_of(shown, open_days)
    texts = ["".join(value for value, _ in days.draw(each, 0, width, False)) for each in lines]
    assert all(len(text) == width for text in texts)
    roles = {role for each in lines for _, role in days.draw(each, 0, width, True)}
    assert roles <= set(ROLES)
    return [text.strip() for text in texts if text.strip()]


WEEK = Ahead(
    TODAY,
    (
        day(0),
        day(1, row(date(2026, 6, 4)), row(date(2026, 6, 4), What.SURVEY, 2, command="survey")),
        day(2),
        day(3, free="free"),
        day(4, free="free"),
        day(5, row(date(2026, 6, 8), at="10:00"), rhythm=2),
        day(6, free="holiday"),
    ),
)


def test_days_stand_with_their_load_and_empty_ones_in_one_line() -> None:
    assert [" ".join(text.split()) for text in drawn(WEEK)] == [
        "Wed 3 Jun · today",
        "Thu 4 Jun · tomorrow · 2 contacts",
        "> Customer 1 call about valves l",
        "≡ Customer 2 call about valves n y",
        "Fri 5 – Sun 7 Jun · nothing dated",
        "Mon 8 Jun · in 5 d · 1 contact",
        "> Customer 1 10:00 call about valves l",
        "○ 2 by rhythm Quiet 0, Quiet 1",
        "Tue 9 Jun · holiday",
    ]


def test_the_names_by_rhythm_can_have_a_line_each() -> None:
    told = drawn(WEEK, 80, (date(2026, 6, 8).toordinal(),))
    assert any(text.startswith("· Quiet 1") and text.endswith("l") for text in told)


def full(*loads: int, usual: int = 4) -> Ahead:
    """Days with so many contacts each, that may wait."""
    days = []
    for gap, contacts in enumerate(loads):
        on = TODAY + timedelta(days=gap)
        rows = tuple(row(on, number=gap * 100 + number) for number in range(contacts))
        days.append(day(gap, *rows))
    return Ahead(TODAY, tuple(days), usual=usual)


def test_a_full_day_says_by_how_much_and_what_relieves_it() -> None:
    heads = [text for text in drawn(full(9, 4, 1), 78) if "contact" in text]
    assert [" ".join(text.split()) for text in heads] == [
        "Wed 3 Jun · today · 9 contacts, 5 over your usual 4 r makes room",
        "Thu 4 Jun · tomorrow · 4 contacts",
        "Fri 5 Jun · in 2 d · 1 contact",
    ]
    assert "over" not in " ".join(drawn(full(9, 4, usual=0), 78))


@pytest.mark.parametrize("width", [60, 66, 78, 100, 140])
def test_the_strip_has_every_day_and_its_load(width: int) -> None:
    shown = full(10, 6, 2, 9, *[0] * 26, usual=6)
    numbers, loads = strip_lines(shown, TODAY + timedelta(days=1), width)
    if width < 64:
        assert not loads.plain
        return
    assert loads.cell_length <= width
    said = numbers.plain.split()
    assert {"3", "4", "8", "15", "22", "29"} <= set(said)
    glyphs = [piece for piece in loads.plain.split() if piece != "·"]
    assert [glyph[0] for glyph in glyphs[:4]] == ["█", "▄", "▂", "▆"]


@pytest.mark.fault("F10")
@pytest.mark.parametrize("width", [60, 78, 140])
def test_every_sort_of_row_is_drawn_to_the_cell(width: int) -> None:
    assert set(MARKS) == set(What)
    days = DayList(SHIPPED)
    for what in What:
        long = row(TODAY, what, text="日本語 " * 40, customer="x" * 90)
        line = days.draw(Line(TODAY, long), 0, width, False)
        assert sum(cell_len(value) for value, _ in line) == width


async def test_a_step_moves_by_business_days_and_the_highlight_goes_along(
    small: dict[str, int], book: Book, running: Running
) -> None:
    here = small["Marsh Foods"]
    followups.add(book, here, "call about the sample", date(2026, 6, 4))
    with book.write("an agenda") as work:
        sale = work.add(
            t.Sale(customer_id=here, title="Slicer", ordered_on=TODAY, live_on=date(2026, 7, 1))
        )
        for what, on, step in (
            ("Handwritten thank-you", date(2026, 6, 5), "thanks"),
            ("Hand over", date(2026, 6, 5), "hand-over"),
            ("Any second thoughts?", date(2026, 6, 8), "second-thoughts"),
        ):
            work.add(
                t.Followup(
                    customer_id=here,
                    sale_id=sale.id,
                    due_on=on,
                    what=what,
                    step=step,
                    kind="task",
                    source="agenda",
                    anchor="order",
                )
            )
    async with running(size=(80, 24)) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: isinstance(pilot.app.screen, AheadScreen))
        screen = pilot.app.screen
        await until(pilot, lambda: bool(screen.rows.items))

        def on(text: str) -> Row | None:
            found = (line.row for line in screen.rows.items if line.row and line.row.text == text)
            return next(found, None)

        def go(text: str) -> Row:
            here = on(text)
            assert here is not None
            screen.rows.highlight(here.key)
            return here

        assert go("call about the sample").on == date(2026, 6, 4)
        await pilot.press(">", ">")  # over the weekend
        await until(pilot, lambda: on("call about the sample").on == date(2026, 6, 8))
        assert screen.target().text == "call about the sample"
        await pilot.press("<")
        await until(pilot, lambda: on("call about the sample").on == date(2026, 6, 5))
        go("thanks · hand over")
        await pilot.press(">")
        joined = "thanks · hand over · second thoughts"
        await until(pilot, lambda: on(joined) is not None)
        assert on(joined).on == date(2026, 6, 8)
        assert screen.rows.item.row.text == joined
        await pilot.press("u")
        await until(pilot, lambda: on("thanks · hand over") is not None)
        assert on("thanks · hand over").on == date(2026, 6, 5)


async def test_a_full_day_is_relieved_by_one_key_once_it_is_shown(
    small: dict[str, int], book: Book, running: Running
) -> None:
    on = date(2026, 6, 8)
    with book.write("a full day") as work:
        for number in range(8):
            name = f"Full {number}"
            here = work.add(t.Customer(name=name, folded=name.lower(), created_on=TODAY)).id
            work.add(t.Followup(customer_id=here, due_on=on, what=f"call {number}", kind="call"))
            for back in range(6):
                if number < 4:
                    past = TODAY - timedelta(days=5 + back)
                    work.add(t.Touch(customer_id=here, on_day=past, kind="call", reach="two-way"))

    def days() -> list[str]:
        found = book.rows("SELECT due_on FROM followups WHERE what LIKE 'call _' ORDER BY id")
        return [row[0] for row in found]

    async with running(size=(80, 24)) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: isinstance(pilot.app.screen, AheadScreen))
        screen = pilot.app.screen
        await until(pilot, lambda: bool(screen.rows.items))
        assert screen.shown.usual == 4
        await until(pilot, lambda: screen.rows.item is not None)
        while screen.rows.item.on != on:
            await pilot.press("right")
        await pilot.press("r")
        load = next(each.contacts for each in screen.shown.days if each.on == on)
        assert len(screen.rows.planned) == load - 4
        assert days() == [on.isoformat()] * 8  # shown, not done
        await pilot.press("escape")
        assert not screen.rows.planned
        heading = next(
            at for at, line in enumerate(screen.rows.items) if line.day and line.on == on
        )
        room = screen.rows.scrollable_content_region
        drawn = "".join(text for text, _ in screen.rows.drawn(heading, 0, room.width, False))
        spot = (
            room.x + drawn.index("r makes room"),
            room.y + heading - screen.rows.scroll_offset.y,
        )
        await pilot.click(offset=spot)
        await until(pilot, lambda: bool(screen.rows.planned))
        await pilot.press("r")
        await until(pilot, lambda: days().count(on.isoformat()) == 8 - (load - 4))
        assert days()[0] == on.isoformat()
        assert set(days()[4:]) <= {"2026-06-09", "2026-06-10"}
        await pilot.press("u")
        await until(pilot, lambda: days() == [on.isoformat()] * 8)


async def test_what_stays_says_why_and_the_rhythm_unfolds(
    small: dict[str, int], book: Book, running: Running
) -> None:
    promises.add(book, small["Marsh Foods"], "send the card", date(2026, 6, 9))
    quiet = customers.add(book, "Quiet Mill").ids["customers"][0]
    customers.set_rhythm(book, quiet, 5, 9)
    async with running(size=(120, 36)) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: isinstance(pilot.app.screen, AheadScreen))
        screen = pilot.app.screen
        await until(pilot, lambda: bool(screen.rows.items))
        said: list[str] = []
        screen.app.say = lambda message, **_: said.append(message)
        promised = next(
            line for line in screen.rows.items if line.row and line.row.text == "send the card"
        )
        screen.rows.highlight(promised.key)
        assert (screen.target().kind, screen.target().customer) == ("promise", "Marsh Foods")
        await pilot.press(">")
        await until(pilot, lambda: bool(said))
        assert "renegotiated" in said[0]
        folded = next(line for line in screen.rows.items if (quiet, "Quiet Mill") in line.names)
        screen.rows.highlight(folded.key)
        assert screen.target() is None
        await pilot.press("enter")
        await until(
            pilot, lambda: any(line.person == (quiet, "Quiet Mill") for line in screen.rows.items)
        )
        await pilot.press("j")
        assert screen.target().customer == "Quiet Mill"
