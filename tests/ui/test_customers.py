"""3 Customers: narrowing, sorting, filters, marks, bulk verbs, at any width, with any names."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events

from repbook.actions.base import history
from repbook.domain.shown.customer_views import CustomerRow
from repbook.domain.spine.kinds import Phase
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.screens.customers import CustomersScreen
from repbook.ui.screens.today import TodayScreen
from repbook.ui.text.event_words import name_of
from repbook.ui.text.render import showing
from repbook.ui.widgets.customer_table import columns_at

from .conftest import HOSTILE


async def opened(pilot: Any, settled: Any) -> CustomersScreen:
    """Customers, with its first rows read."""
    await pilot.press("3")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, CustomersScreen)
    return screen


def listed(screen: CustomersScreen) -> list[str]:
    """The names in the table, as far as they have been read."""
    return [slot.row.name if slot.row else "" for slot in screen.table.items]


async def paste(pilot: Any, screen: CustomersScreen, text: str, settled: Any) -> None:
    """Type into the field at once."""
    screen.set_focus(screen.field)
    screen.field.value = ""
    screen.field.post_message(events.Paste(text))
    await settled(pilot)


@pytest.mark.fault("F01")
@pytest.mark.fault("F02")
@pytest.mark.fault("F03")
@pytest.mark.fault("F04")
@pytest.mark.fault("F05")
@pytest.mark.fault("F18")
@pytest.mark.fault("F41")
async def test_what_it_shows_at_any_size(make_app: Any, settled: Any, shown: Any) -> None:
    async with make_app().run_test(size=(80, 36)) as pilot:
        screen = await opened(pilot, settled)
        for size in ((80, 36), (1, 1), (20, 5), (300, 100), (160, 50)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert listed(screen)[0] == "Hollis Dairy"
            assert screen.focused is screen.table
            if size[0] < 80:
                continue
            text = shown(screen)
            assert screen.head.size.width - 1 == screen.table.scrollable_content_region.width
            lines = text.splitlines()
            head = next(line for line in lines if line.startswith("   customer"))
            first = next(line for line in lines if line.startswith("▌▲ Hollis Dairy"))
            assert first[head.index("phase")] == "◐"
            assert first[head.index("risk") + 4] == first[head.index("next step") - 1] == " "
            assert first[head.index("risk") + 3].isdigit()
            for words in ("by attention", "Twin Oaks · Bath", "Twin Oaks · Derby", "unknown"):
                assert words in text
            assert not set("↓↑") & set(text)
        for name in HOSTILE:
            assert name[:22] in text
        row = next(
            at
            for at, slot in enumerate(screen.table.items)
            if slot.row and "click" in slot.row.name
        )
        await pilot.click(screen.table, offset=(12, row))
        await settled(pilot)
        assert screen.table.cursor == row
        assert pilot.app.screen is screen
        assert pilot.app.return_code is None


@pytest.mark.practice("R26")
async def test_money_is_shown_when_asked_for_and_moves_nobody(
    make_app: Any, settled: Any, shown: Any, book: Book
) -> None:
    async with make_app().run_test(size=(100, 36)) as pilot:
        screen = await opened(pilot, settled)
        order = listed(screen)
        assert "12 400.00" not in shown(screen)
        screen.action_sort(-1)  # money would be the last way to sort
        assert screen.sort == "city"
        screen.action_sort(1)
        await pilot.press("dollar_sign")
        await settled(pilot)
        assert "12 400.00 EUR" in shown(screen)
        assert listed(screen) == order
        with book.write("other amounts") as work:
            for sale in work.find(t.Sale):
                sale.amount = sale.id * 7919 % 1000 * 100_000
        await screen.reload()
        await settled(pilot)
        assert "12 400.00 EUR" not in shown(screen)
        assert listed(screen) == order
        screen.action_sort(-1)
        await settled(pilot)
        assert screen.sort == "money"
        assert listed(screen) != order
        screen.action_sort(1)
        await pilot.press("dollar_sign")
        await settled(pilot)
        assert ".00 EUR" not in shown(screen)


def test_twins_without_a_town_have_a_person_or_a_number() -> None:
    bare = CustomerRow(7, "Twin", "", "", "", 0, None, None, None, twin=True)
    assert name_of(bare) == "Twin · no. 7"


async def test_typing_narrows_and_escape_shows_everyone(
    make_app: Any, settled: Any, shown: Any
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled)
        everyone = len(screen.table.items)
        assert everyone == 26
        row = screen.table.region.y
        assert shown(screen).splitlines()[row].startswith("▌")
        await pilot.press("tab")
        assert screen.focused is screen.field
        assert shown(screen).splitlines()[row].startswith("▏")  # the keyboard is elsewhere
        await pilot.press("1", "q", "l")
        assert pilot.app.screen is screen
        assert screen.field.value == "1ql"
        await paste(pilot, screen, "orch", settled)
        assert listed(screen) == ["Orchard Clinic"]
        await paste(pilot, screen, "no such name", settled)
        assert "Esc shows everyone again" in shown(screen)
        await paste(pilot, screen, "0113 555", settled)
        assert listed(screen) == ["Marsh Foods"]
        await pilot.press("down")
        assert screen.focused is screen.table
        assert screen.target() is not None
        await pilot.press("escape")
        await settled(pilot)
        assert len(screen.table.items) == everyone
        assert screen.focused is screen.table
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_an_empty_book_says_what_to_do(
    make_app: Any, settled: Any, shown: Any, tmp_path: Any
) -> None:
    async with make_app(tmp_path / "empty.repbook").run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, settled)
        assert "brings a file in" in shown(screen)
        assert "w won sale" in shown(screen) and "l log" not in shown(
            screen
        )  # a row's keys need one
        assert screen.target() is None
        await pilot.press("space", "T", "enter", "o", "O", "A")
        assert pilot.app.screen is screen


async def test_the_sort_goes_round_and_a_click_on_a_title_sorts(
    make_app: Any, settled: Any, shown: Any
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot, settled)
        await pilot.press("o")
        await settled(pilot)
        names = listed(screen)
        assert screen.sort == "name"
        assert "customer↓" in shown(screen)
        await pilot.press("O")
        await settled(pilot)
        assert "customer↑" in shown(screen)
        assert listed(screen)[0] == names[-1]
        seen = []
        for _ in range(6):
            await pilot.press("o")
            await settled(pilot)
            seen.append(screen.sort)
        assert seen == ["tier", "phase", "silence", "next", "city", "attention"]
        for reverse in (False, True):
            await pilot.click(screen.head, offset=(4, 0))
            await settled(pilot)
            assert (screen.sort, screen.reverse) == ("name", reverse)


async def test_filters_are_words_switched_by_letters(
    make_app: Any, settled: Any, shown: Any
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot, settled)
        await pilot.press("v", "p", "p")
        await settled(pilot)
        assert screen.bar.filters.phase is Phase.LEARNING
        assert set(listed(screen)) == {"Hollis Dairy", "Orchard Clinic", "Fir Tree Bakery"}
        await pilot.press("t")
        await settled(pilot)
        assert listed(screen) == ["Orchard Clinic"]
        await pilot.press("c", "s")
        await settled(pilot)
        assert set(listed(screen)) == {"Lost Cause", "Winter Sleep"}
        assert "off the book" in shown(screen)
        assert "dormant" in shown(screen)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert len(screen.table.items) == 26


async def test_what_is_set_stands_on_the_search_line_and_is_switched_by_a_click(
    make_app: Any, settled: Any, shown: Any
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot, settled)
        assert "filter" in screen.chips.render().plain
        top = screen.table.region.y
        await pilot.press("v", "o", "escape")
        await settled(pilot)
        assert "overdue" in screen.chips.render().plain
        assert f"26 → {len(screen.table.ids)}" in shown(screen)
        assert screen.table.region.y == top  # nothing moved
        await pilot.click(screen.chips, offset=(3, 0))
        await settled(pilot)
        assert len(screen.table.ids) == 26
        assert screen.focused is screen.table


async def test_why_a_row_matches_stands_beside_it(make_app: Any, settled: Any, shown: Any) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, settled)
        await paste(pilot, screen, "dairy", settled)
        assert "found by" in shown(screen)
        await paste(pilot, screen, "bakery", settled)
        await settled(pilot)
        row = shown(screen).splitlines()[screen.table.region.y]
        assert "Fir Tree Bakery" in row
        await paste(pilot, screen, "ripon", settled)
        row = shown(screen).splitlines()[screen.table.region.y]
        assert "town: Ripon" in row


@pytest.mark.parametrize(
    ("value", "width", "shown"),
    [
        ("trade: dairy", 22, "trade: dairy"),
        ("landlady and brewer in harbour", 22, "…brewer in harbour"),
        ("landladies of breweries in harbour", 12, "…harbour"),
        ("harbour", 4, "harbour"),
        ("", 22, ""),
        ("landlady and brewer", 10, "landlady and brewer"),
    ],
)
def test_a_cut_text_shows_what_was_asked(value: str, width: int, shown: str) -> None:
    assert showing(value, ["ha", "dair"], width) == shown


async def test_the_highlight_stays_when_the_book_changes_and_after_a_page(
    make_app: Any, settled: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled)
        screen.table.highlight(ids["Park & Sons"])
        await pilot.app.refresh_book()
        await settled(pilot)
        assert screen.target() is not None
        assert screen.target().customer == "Park & Sons"
        await pilot.press("enter")
        await settled(pilot)
        page = pilot.app.screen
        assert isinstance(page, CustomerScreen)
        assert page.page.name == "Park & Sons"
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert screen.table.cursor == 1


async def test_marks_and_the_filter_for_them(make_app: Any, settled: Any, shown: Any) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled)
        await pilot.press("space", "space")
        assert screen.table.cursor == 2
        assert "2 marked" in shown(screen)
        await pilot.press("v", "m")
        await settled(pilot)
        assert listed(screen) == ["Hollis Dairy", "Park & Sons"]
        await pilot.press("escape", "A")
        assert not screen.table.marked
        await pilot.press("A")
        assert len(screen.table.marked) == 2
        await pilot.press("C")
        assert not screen.table.marked


async def test_a_tier_for_all_marked_is_one_undo_step(
    make_app: Any, settled: Any, book: Book, ids: dict[str, int]
) -> None:
    def tiers() -> dict[str, str]:
        return dict(book.rows("SELECT name, tier FROM customers"))

    async with make_app().run_test(size=(100, 30)) as pilot:
        await opened(pilot, settled)
        before = tiers()
        await pilot.press("space", "space", "T")
        await settled(pilot)
        await pilot.press("4", "f2")
        await settled(pilot)
        assert tiers()["Hollis Dairy"] == tiers()["Park & Sons"] == "D"
        assert sum(tiers()[name] != before[name] for name in before) == 2
    history.undo(book)
    assert tiers() == before


async def test_f_plans_for_one_or_for_all_marked(make_app: Any, settled: Any, book: Book) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await opened(pilot, settled)
        await pilot.press("f")
        await settled(pilot)
        assert pilot.app.screen.form_id == "followup"
        assert "Hollis Dairy" in str(pilot.app.screen.heading)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("space", "space", "f")
        await settled(pilot)
        form = pilot.app.screen
        form.put({"what": "summer cards", "due": "+7"})
        await pilot.press("f2")
        await settled(pilot)
        rows = book.rows("SELECT customer_id, due_on FROM followups WHERE what = 'summer cards'")
        assert sorted(rows) == [(2, "2026-06-10"), (3, "2026-06-10")]
        assert book.rows("SELECT count(*) FROM operations")[0][0] == 2


async def test_off_the_book_needs_a_reason(make_app: Any, settled: Any, book: Book) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await opened(pilot, settled)
        await pilot.press("X")
        await settled(pilot)
        form = pilot.app.screen
        form.put({"state": "2"})
        form.action_save()
        await settled(pilot)
        assert pilot.app.screen is form
        form.put({"reason": "moved away"})
        form.action_save()
        await settled(pilot)
        assert book.rows("SELECT state, state_reason FROM customers WHERE id = 2") == [
            ("lost", "moved away")
        ]


async def test_a_damaged_row_says_so(make_app: Any, settled: Any, shown: Any, book: Book) -> None:
    book.connection.execute("UPDATE standings SET facts = '{' WHERE customer_id = 4")
    async with make_app().run_test(size=(100, 36)) as pilot:
        screen = await opened(pilot, settled)
        assert "its facts can't be read" in shown(screen)
        assert "Marsh Foods" in shown(screen)


@pytest.mark.parametrize("money", [False, True])
@pytest.mark.parametrize("width", range(60, 240, 7))
def test_columns_fill_the_width_and_keep_the_essential(width: int, money: bool) -> None:
    shown = columns_at(width, money)
    ids = [column.id for column, _ in shown]
    assert {"name", "phase", "risk", "silence", "next"} <= set(ids)
    assert all(cells > 0 for _, cells in shown)
    if width >= 90:
        assert "sale" in ids
        assert 3 + sum(cells + 1 for _, cells in shown) <= width
    assert ("money" in ids) == money


def test_wider_terminals_show_more_never_other_things() -> None:
    before: set[str] = set()
    for width in range(60, 240):
        ids = {column.id for column, _ in columns_at(width, money=False)}
        assert before <= ids
        before = ids
    assert {"person", "city", "industry", "sales"} <= before
