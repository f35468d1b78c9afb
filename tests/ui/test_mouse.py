"""The mouse does what it shows: rows, tabs, keys at the foot, the wheel, marked text."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from textual.widget import Widget

from polite import until
from repbook.ui.brief.brief_pane import Brief
from repbook.ui.dialogs.logging.log import LogForm
from repbook.ui.keys.remapping import remapped
from repbook.ui.lists.row_list import RowList
from repbook.ui.lists.tab_strip import TabStrip
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.screens.today import TodayScreen


async def click_row(pilot: Any, rows: RowList[Any], index: int, times: int = 1, x: int = 6) -> None:
    """Click a row where it is seen."""
    y = rows.top_of(index) - rows.scroll_offset.y
    top = rows.scrollable_content_region
    assert 0 <= y < top.height
    await pilot.click(offset=(top.x + x, top.y + y), times=times)
    await pilot.pause()


async def every_row(pilot: Any, rows: RowList[Any]) -> None:
    """Each row in sight is the one that a click on it takes; what is no row takes nothing."""
    height = rows.scrollable_content_region.height
    top = rows.at_line(rows.scroll_offset.y + rows.lines - 1)[0]
    for index in range(top, len(rows.items)):
        if rows.top_of(index) + rows.lines > rows.scroll_offset.y + height:
            break
        scrolled, before = rows.scroll_offset, rows.item
        await click_row(pilot, rows, index)
        if rows.selectable(rows.items[index]):
            assert rows.cursor == index, (rows, index)
        else:
            assert rows.item == before
        assert rows.scroll_offset == scrolled or index == top


@pytest.mark.slow("a click in every list of the app")
async def test_a_click_takes_the_row_it_is_on_in_every_list(
    make_app: Any, settled: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(80, 20)) as pilot:
        await settled(pilot)
        app = pilot.app
        await pilot.press("j", "k", "k")  # what to try in an example is gone after the third key
        for key in ("1", "3", "4", "5", "6"):
            await pilot.press(key)
            await settled(pilot)
            rows = app.focused
            assert isinstance(rows, RowList)
            await every_row(pilot, rows)
            await pilot.press("G")
            await pilot.pause()
            await every_row(pilot, rows)
        await pilot.press("2")
        await settled(pilot)
        for column in app.screen.columns:
            await every_row(pilot, column.cards)
            assert app.focused is column.cards
            assert app.screen.target().customer_id == column.cards.item.key
        app.open_customer(ids["Orchard Clinic"])
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        await settled(pilot)
        await every_row(pilot, app.screen.entries)


async def test_two_clicks_open_a_row_and_neither_a_drag_nor_a_heading_does(
    make_app: Any, settled: Any
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        app, rows = pilot.app, pilot.app.screen.rows
        first, second = [at for at, line in enumerate(rows.items) if line.row][:2]
        await click_row(pilot, rows, first - 1, times=2)  # the heading
        assert isinstance(app.screen, TodayScreen)
        app.screen.clear_selection()  # the test's own clicks are said to be on the screen itself
        room = rows.scrollable_content_region
        await pilot.mouse_down(offset=(room.x + 5, room.y + rows.top_of(second)))
        await pilot.mouse_up(offset=(room.x + 9, room.y + rows.top_of(first)))
        await pilot.pause()
        assert rows.cursor == first
        await pilot.mouse_down(offset=(room.x + 5, room.y + rows.top_of(first)))
        await pilot.hover(offset=(room.x + 9, room.y + rows.top_of(second)))
        await pilot.mouse_up(offset=(room.x + 9, room.y + rows.top_of(second)))
        await pilot.pause()
        assert rows.cursor == first
        assert not app.screen.selections
        name = rows.items[second].row.customer
        await click_row(pilot, rows, second, times=2)
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        assert app.screen.page.name == name


def seen(widget: Widget, words: str) -> tuple[int, int]:
    """Where words stand on the screen, in a widget."""
    region = widget.content_region
    for y in range(region.height):
        text = "".join(segment.text for segment in widget.render_line(y))
        if words in text:
            return region.x + text.index(words), region.y + y
    raise AssertionError(f"{words!r} is not shown")


@pytest.mark.slow("a click on everything that can be pressed")
async def test_tabs_heads_and_keys_are_pressed_by_a_click(
    make_app: Any, settled: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        app = pilot.app

        async def click(words: str, kind: str = "HintBar", at: int = 0) -> None:
            widget = app.screen.query(kind).first()
            x, y = seen(widget, words)
            await pilot.click(offset=(x + at, y))
            await settled(pilot)

        for label, name in (
            ("2 Phases", "phases"),
            ("3 Customers", "customers"),
            ("Ledgers", "ledgers"),
            ("Ahead", "ahead"),
            ("Reports", "reports"),
            ("1 Today", "today"),
        ):
            await click(label, "TopBar", 1)
            assert app.screen.name_in_tabs == name, label
        await click("W Review", "TopBar")
        await until(pilot, lambda: app.screen.__class__.__name__ == "ReviewScreen")
        await click("leave")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await click("log")
        await until(pilot, lambda: isinstance(app.screen, LogForm))
        await click("Esc leave")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await click("4 Ledgers", "TopBar")
        for label in ("Asks", "Problems"):
            await click(label, "TabStrip")
            assert str(app.screen.ledger) == label
        before = app.screen.ledger
        strip = app.screen.query_one(TabStrip)
        x, y = seen(strip, "Problems")
        await pilot.click(offset=(x - 1, y))  # between two names
        assert app.screen.ledger is before
        await click("[ ]", at=2)
        assert str(app.screen.ledger) == "Expectations"
        await click("[ ]", at=0)
        assert app.screen.ledger is before
        await click("ledger", at=1)
        assert str(app.screen.ledger) == "Expectations"
        await click("2 Phases", "TopBar")
        for column in app.screen.columns:
            await pilot.click(column.head, offset=(3, 0))
            assert app.focused is column.cards
        app.open_customer(ids["Orchard Clinic"])
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        await settled(pilot)
        for shown, tab in (("People", "People"), ("Theirs", "Their view"), ("Agenda", "Agenda")):
            await click(shown, "TabStrip")
            assert app.screen.tab == tab
        await pilot.press("x")  # which problem: a line of the menu
        await until(pilot, lambda: app.screen.query(".options"))
        await click("a new problem", ".options")
        await until(pilot, lambda: app.screen.__class__.__name__ == "ProblemForm")
        await pilot.click(offset=seen(app.screen.query_one("#field-severity"), "moderate"))
        assert app.screen.values()["severity"] == "3"


async def test_the_wheel_takes_the_highlight_along(make_app: Any, settled: Any) -> None:
    from textual import events

    async with make_app().run_test(size=(80, 18)) as pilot:
        await pilot.press("3")
        await settled(pilot)
        table = pilot.app.focused
        assert table.cursor == 0
        room = table.scrollable_content_region

        async def turn(kind: type[events.MouseEvent], times: int) -> None:
            for _ in range(times):
                await pilot._post_mouse_events([kind], offset=(room.x + 2, room.y + 2))
                await pilot.pause()

        await turn(events.MouseScrollDown, 3)
        assert table.scroll_offset.y > 0
        assert table.cursor == table.scroll_offset.y
        assert pilot.app.screen.target().customer_id == table.item.key
        await pilot.press("G")
        await pilot.pause()
        assert table.cursor == len(table.items) - 1
        await turn(events.MouseScrollUp, 20)
        assert table.scroll_offset.y == 0
        assert table.cursor == room.height - 1


async def test_marked_text_is_copied_by_ctrl_c(make_app: Any, settled: Any) -> None:
    app = make_app()
    async with app.run_test(size=(140, 36), notifications=True) as pilot:
        await settled(pilot)
        brief = app.screen.query_one(Brief)
        await until(pilot, lambda: brief.content_shown.plain)
        wanted = brief.content_shown.plain.splitlines()[0]
        wrote: list[str] = []
        app._driver.write = wrote.append
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app.is_running
        assert not any("]52;" in each for each in wrote)
        said = [app.word.message] if app.word else []
        assert said == ["Ctrl+C copies what the mouse has marked; q leaves."]
        x, y = seen(brief, wanted)
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + len(wanted) - 1, y))
        await pilot.mouse_up(offset=(x + len(wanted) - 1, y))
        await pilot.pause()
        assert set(app.screen.selections) == {brief}
        await pilot.press("ctrl+c")
        await pilot.pause()
        sent = next(each for each in wrote if "]52;" in each)
        assert base64.b64decode(sent.split(";")[2].rstrip("\a")).decode() == wanted
        assert not app.screen.selections
        assert app.is_running


async def test_a_key_that_does_nothing_says_so_once_and_quietly(
    make_app: Any, settled: Any
) -> None:
    table = remapped({"log": "L"})
    app = make_app(table=table)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settled(pilot)

        def said() -> list[str]:
            return [app.word.message] if app.word else []

        for key, letter in (("д", "д"), ("l", "l"), ("percent_sign", "%"), ("д", "д")):
            for _ in range(3):
                await pilot.press(key)
                await pilot.pause()
                assert said() == [f"nothing here for {letter} · ? shows every key"]
        for key in ("f9", "ctrl+g", "left", "shift+f3", "alt+x", "pagedown"):
            app.tell(None)
            await pilot.press(key)
            await pilot.pause()
            assert said() == [], key
        await pilot.press("L")
        await until(pilot, lambda: isinstance(app.screen, LogForm))
        await pilot.press("tab", *"дl%")
        await pilot.pause()
        assert said() == []
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await pilot.press("question_mark")
        await until(pilot, lambda: app.screen.__class__.__name__ == "Help")
        app.tell(None)
        await pilot.press("L")
        await pilot.pause()
        assert said() == [] and app.screen.asked == "L"  # letters narrow it
