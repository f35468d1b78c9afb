"""A customer's page: the journey, the card, the tabs, and rows that keys act on."""

from __future__ import annotations

from typing import Any

import pytest

from repbook.actions import customers
from repbook.domain.pages import CustomerPage
from repbook.storage.book import Book
from repbook.storage.pages import customer_page
from repbook.ui.card import card_lines
from repbook.ui.pagetabs import TABS, entries_of
from repbook.ui.paragraphs import plain
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.theirview import their_view
from repbook.ui.widgets.journey import stations

from .conftest import HOSTILE, TODAY


async def opened(pilot: Any, settled: Any, customer_id: int) -> CustomerScreen:
    """The page of a customer."""
    await pilot.app._open_customer(customer_id)
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, CustomerScreen)
    return screen


@pytest.fixture
def page(book: Book, ids: dict[str, int]) -> Any:
    """Reads the page of a customer by name."""

    def read(name: str) -> CustomerPage:
        found = customer_page(book, ids[name])
        assert found is not None
        return found

    return read


@pytest.mark.practice("R12")
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_the_page_at_any_width(
    make_app: Any, settled: Any, shown: Any, ids: dict[str, int], size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        screen = await opened(pilot, settled, ids["Orchard Clinic"])
        text = shown(screen)
        for words in (
            "Orchard Clinic",
            "tier A · Leeds · healthcare",
            "Dr Reyes · practice manager",
            "0113 496 0000",
            "◐ Learning curve · live+12",
            "● need",
            "since 25 May",
            "64",
            "“no downtime in theatre 2”",
            "send the cleaning card",
            "drawer sticks",
            "Anna starts college",
            "call about",
            "Timeline",
            "fits well in theatre 2",
        ):
            assert words in text


@pytest.mark.practice("R57")
def test_the_card_prints_every_reason_and_the_key_that_clears_it(page: Any) -> None:
    orchard = page("Orchard Clinic")
    text = plain(card_lines(orchard, TODAY, 60, {"log": "l", "check": "s"}.get))
    for part in orchard.standing.risk.parts:
        assert part.reason in text
    assert "64 · at risk" in text
    assert " s\n" in text
    assert " l\n" in text


@pytest.mark.parametrize("width", [30, 44, 78, 120])
@pytest.mark.parametrize("short", [False, True])
def test_no_line_of_the_card_is_wider_than_it(page: Any, width: int, short: bool) -> None:
    for name in ("Orchard Clinic", "Hollis Dairy", "Newcomer Ltd", HOSTILE[2]):
        lines = plain(card_lines(page(name), TODAY, width, lambda command: "k", short=short))
        assert max(map(len, lines.splitlines())) <= width


@pytest.mark.parametrize(
    ("name", "here"),
    [
        ("Orchard Clinic", "learning"),
        ("Marsh Foods", "order"),
        ("Park & Sons", "settled"),
        ("Newcomer Ltd", ""),
    ],
)
def test_the_journey_stands_where_the_customer_does(page: Any, name: str, here: str) -> None:
    line = stations(page(name), TODAY)
    assert [station.word for station in line] == ["need", "order", "live", "learning", "settled"]
    assert "".join(station.word for station in line if station.state == "here") == here


async def test_the_tabs_go_round(make_app: Any, settled: Any, ids: dict[str, int]) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled, ids["Orchard Clinic"])
        seen = []
        for key in ("right_square_bracket", "right", "left_square_bracket", "left", "left"):
            await pilot.press(key)
            seen.append(screen.tab)
        assert seen == ["People", "Facts", "People", "Timeline", "Their view"]


@pytest.mark.parametrize(
    ("tab", "kind", "words"),
    [
        ("Timeline", "problem", "drawer sticks"),
        ("People", "person", "Dr Reyes"),
        ("Facts", "fact", "no downtime in theatre 2"),
        ("Sales", "sale", "Dosing pump X2"),
        ("Agenda", "followup", "call about the valves"),
        ("Ledgers", "promise", "send the cleaning card"),
        ("Agreement", "fact", "phone, Tue-Thu mornings"),
    ],
)
async def test_the_first_row_of_each_tab_is_what_keys_act_on(
    make_app: Any, settled: Any, ids: dict[str, int], tab: str, kind: str, words: str
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled, ids["Orchard Clinic"])
        screen.open_tab(tab)
        target = screen.target()
        assert target is not None
        assert (target.customer, target.kind) == ("Orchard Clinic", kind)
        assert target.row_id > 0
        assert words in target.text


@pytest.mark.practice("R13")
def test_their_view_is_in_the_second_person(page: Any) -> None:
    lines = their_view(page("Orchard Clinic"), TODAY)
    assert lines[0] == "You last heard from us 2 d ago."
    assert "We owe you 1 thing:" in lines
    assert "   send the cleaning card, by Fri 5 Jun" in lines
    assert their_view(page("Newcomer Ltd"), TODAY)[0].startswith("We have never spoken")


@pytest.mark.parametrize("tab", TABS)
def test_an_empty_tab_says_what_brings_the_first(page: Any, tab: str) -> None:
    entries = entries_of(tab, page("Newcomer Ltd"), (), TODAY)
    assert entries
    assert all(entry.text for entry in entries if not entry.heading)


async def test_removing_and_undoing_a_row_shows_at_once(
    make_app: Any, settled: Any, shown: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled, ids["Orchard Clinic"])
        await pilot.press("delete")
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert not any(entry.kind == "problem" for entry in screen.entries.items)
        await pilot.press("u")
        await settled(pilot)
        assert any(entry.kind == "problem" for entry in screen.entries.items)


async def test_enter_reads_a_long_note_in_full(
    make_app: Any, settled: Any, shown: Any, book: Book, ids: dict[str, int]
) -> None:
    here = ids["Orchard Clinic"]
    long = " ".join(f"word{number}" for number in range(60))
    book.connection.execute(
        "UPDATE touches SET note = ? WHERE customer_id = ? AND reach = 'two-way'", (long, here)
    )
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled, here)
        screen.entries.highlight(
            next(item.key for item in screen.entries.items if "word0" in item.text)
        )
        await pilot.press("enter")
        await settled(pilot)
        assert "word59" in shown(pilot.app.screen)
        await pilot.press("escape")
        assert pilot.app.screen is screen


async def test_it_turns_to_another_customer(
    make_app: Any, settled: Any, shown: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled, ids["Orchard Clinic"])
        screen.open_tab("People")
        assert await opened(pilot, settled, ids["Hollis Dairy"]) is screen
        assert screen.tab == "Timeline"
        assert "Hollis Dairy" in shown(screen)
        assert "Orchard" not in shown(screen)


async def test_a_removed_customer_closes_the_page(
    make_app: Any, settled: Any, book: Book, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled, ids["Newcomer Ltd"])
        customers.remove(book, ids["Newcomer Ltd"])
        await pilot.app.refresh_book()
        await settled(pilot)
        assert pilot.app.screen is not screen


async def test_off_the_book_is_said_in_the_title(
    make_app: Any, settled: Any, shown: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled, ids["Winter Sleep"])
        assert "off the book: dormant until Tue 1 Sep" in shown(screen)


@pytest.mark.practice("R26")
async def test_amounts_are_hidden_until_asked_for(
    make_app: Any, settled: Any, shown: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled, ids["Orchard Clinic"])
        screen.open_tab("Sales")
        assert "12 400.00" not in shown(screen)
        await pilot.press("dollar_sign")
        await settled(pilot)
        assert "12 400.00 EUR" in shown(screen)


@pytest.mark.fault("F01")
@pytest.mark.fault("F02")
@pytest.mark.fault("F03")
@pytest.mark.fault("F04")
@pytest.mark.fault("F05")
@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_names_stand_letter_for_letter(
    make_app: Any, settled: Any, shown: Any, ids: dict[str, int], name: str
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot, settled, ids[name])
        assert name in shown(screen)
        assert f"note {name}" in shown(screen)
        assert "[b]odd[/b]" in shown(screen)
        for tab in TABS:
            screen.open_tab(tab)
            await pilot.pause()
        screen.open_tab("People")
        await pilot.pause()
        assert f"{name} person" in shown(screen)
        await pilot.press("enter")
        await settled(pilot)
        assert name in shown(pilot.app.screen)


@pytest.mark.fault("F06")
async def test_what_drives_a_terminal_never_reaches_it(
    make_app: Any, settled: Any, shown: Any, book: Book, ids: dict[str, int]
) -> None:
    here = ids["Orchard Clinic"]
    evil = "a\x1b]52;c;AAAA\x07b\x9bc\u202ed\x00e"
    for table, column in (("touches", "note"), ("facts", "text"), ("people", "name")):
        book.connection.execute(
            f"UPDATE {table} SET {column} = ? WHERE customer_id = ?", (evil, here)
        )
    book.connection.execute(
        "UPDATE customers SET name = ?, city = ? WHERE id = ?", (evil, evil, here)
    )
    async with make_app().run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot, settled, here)
        for tab in TABS:
            screen.open_tab(tab)
            await pilot.pause()
            assert not set(shown(screen)) & set("\x1b\x07\x9b\u202e\x00")


@pytest.mark.fault("F41")
async def test_any_size_stands(make_app: Any, settled: Any, ids: dict[str, int]) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled, ids["Orchard Clinic"])
        for size in ((1, 1), (60, 16), (110, 20), (300, 100), (100, 30)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
        assert pilot.app.screen is screen


@pytest.mark.parametrize("key", ["4", "5", "6"])
async def test_screens_to_come_say_so(make_app: Any, settled: Any, shown: Any, key: str) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await settled(pilot)
        assert "will stand here" in shown(pilot.app.screen)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen.name_in_tabs == "today"
