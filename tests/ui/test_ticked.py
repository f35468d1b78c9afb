"""A row that was dealt with stays where it was, ticked, until the highlight leaves it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, NamedTuple

import pytest
from rich.cells import cell_len

from repbook.actions.care import promises
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine.model import Change
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.ui.dialogs.care.check import CheckForm
from repbook.ui.dialogs.common.options import Options
from repbook.ui.lists.ticked import place_of, ticked
from repbook.ui.screens.today import TodayScreen

from .conftest import NOW, TODAY, Maker, ago
from .test_mouse import click_row, until


class Item(NamedTuple):
    key: Hashable
    row: bool = True


def items(words: str) -> list[Item]:
    """``H a b _ I c``: capitals and underlined names are headings and gaps, small letters rows."""
    return [Item(word, word.islower()) for word in words.split()]


@pytest.mark.parametrize(
    ("old", "gone", "new", "shown"),
    [
        ("H a b c", "b", "H a c", "H a b c"),
        ("H a b c", "a", "H b c", "H a b c"),
        ("H a b c", "c", "H a b", "H a b c"),
        ("H a G1 I b", "a", "I b", "H a G1 I b"),
        ("H a G1 I b G2 J c", "b", "H a G2 J c", "H a G1 I b G2 J c"),
        ("H a G1 I b", "b", "H a", "H a G1 I b"),
        ("H a", "a", "", "H a"),
        ("H a b c d", "c", "H d a b", "H d a b c"),  # after the row that was above it
        ("H a b c", "c", "N n H a b", "N n H a b c"),
        ("H a b c", "c", "H", "H c"),  # the rows above went at the same time
    ],
)
def test_where_a_gone_row_goes_among_the_new_ones(
    old: str, gone: str, new: str, shown: str
) -> None:
    before, after = items(old), items(new)
    place = next(at for at, item in enumerate(before) if item.key == gone)
    at, above, below = place_of(before, place, after, lambda item: item.row)
    result = [*after[:at], *above, before[place], *below, *after[at:]]
    assert " ".join(str(item.key) for item in result) == shown


@pytest.mark.parametrize("start", [1, 9])
@pytest.mark.parametrize(
    "parts",
    [
        [("▌", "key"), ("! ", "due"), ("Hollis", "ink"), ("  broken", "alarm"), (" d", "key")],
        [("▌", "key"), ("日本", "due"), ("日本語 Ltd", "ink"), (" n q", "key")],
        [("▌", "key")],
        [],
    ],
)
def test_a_tick_takes_no_other_cells(parts: list[tuple[str, str]], start: int) -> None:
    drawn = ticked(parts, start)
    cells = sum(cell_len(value) for value, _ in parts)
    if cells > start + 2:
        assert sum(cell_len(value) for value, _ in drawn) == cells
        assert ("✓ ", "good") in [(value[:2], role) for value, role in drawn]
    assert {role for _, role in drawn} <= {"key", "quiet", "good"}
    assert "".join(value for value, role in drawn if role == "key") in ("▌", "")


async def finish(pilot: Any) -> None:
    """`d`, `d`: the promise is kept."""
    await pilot.press("d")
    await until(pilot, lambda: isinstance(pilot.app.screen, Options))
    await pilot.press("d")
    await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


def line_of(rows: Any, index: int) -> str:
    """A row as it is drawn."""
    y = rows.top_of(index) - rows.scroll_offset.y
    return "".join(segment.text for segment in rows.render_line(y))


@pytest.fixture
def owing(book: Book, ids: dict[str, int]) -> dict[str, int]:
    """Promises due today, of customers of whom nothing else is due."""
    for name in ("Calm Customer 03", "Calm Customer 05"):
        promises.add(book, ids[name], f"price list {name[-2:]}", TODAY)
    return ids


async def test_on_today_the_next_key_is_still_for_the_customer_just_dealt_with(
    make_app: Any, settled: Any, owing: dict[str, int]
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await settled(pilot)
        screen, rows = app.screen, app.screen.rows

        def names() -> list[str]:
            return [line.row.reason.text if line.row else line.group.value for line in rows.items]

        def told() -> str:
            return app.word.message if app.word else ""

        first = owing["Calm Customer 03"]
        screen.point_at(first)
        place, before = rows.cursor, names()
        assert screen.target().text.startswith("price list 03")
        await finish(pilot)
        await until(pilot, lambda: rows.rests_on_ticked)
        assert (rows.cursor, names()) == (place, before)  # nothing moved
        drawn = line_of(rows, place)
        assert drawn.startswith("▌✓ Calm Customer 03")
        assert not drawn.rstrip().endswith(" d")
        assert told().endswith("u undoes it")
        assert (app.word.offer, app.word.key) == ("tell them that it is done?", "l")
        for key in ("d", "z", "E", "delete"):
            app.tell(None)
            await pilot.press(key)
            await until(pilot, lambda: "u takes it back" in told())
            assert app.screen is screen
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, CheckForm))
        assert app.screen.customer_id == first
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)

        # It stays while the screen is read anew, as it is every time that another program writes.
        await app.refresh_book()
        assert rows.rests_on_ticked
        assert rows.item.row.customer_id == first

        # `u` brings it to life again.
        await pilot.press("u")
        await until(pilot, lambda: not rows.rests_on_ticked)
        assert (rows.cursor, names()) == (place, before)
        assert screen.target().kind == "promise"
        assert line_of(rows, place).rstrip().endswith(" d")

        # Kept again: the highlight leaves it, and goes on from its place.
        await finish(pilot)
        await until(pilot, lambda: rows.rests_on_ticked)
        await pilot.press("j")
        await pilot.pause()
        assert rows.held is None
        assert rows.cursor == place
        assert screen.target().text.startswith("price list 05")
        assert not any("price list 03" in name for name in names())

        # The last of its group, left by a click on a row above it; then by leaving the screen.
        await finish(pilot)
        await until(pilot, lambda: rows.rests_on_ticked)
        above = next(at for at, line in enumerate(rows.items) if line.row)
        await click_row(pilot, rows, above)
        assert rows.held is None
        assert not {"price list 05 · today", "promised"} & set(names())
        await pilot.press("u")
        await settled(pilot)
        screen.point_at(owing["Calm Customer 05"])
        await finish(pilot)
        await until(pilot, lambda: rows.rests_on_ticked)
        await pilot.press("6")
        await settled(pilot)
        await pilot.press("1")
        await until(pilot, lambda: app.screen is screen)
        await until(pilot, lambda: rows.held is None)


async def test_a_customer_stands_once_also_beside_its_ticked_row(
    make_app: Any, settled: Any, owing: dict[str, int], book: Book
) -> None:
    calm = owing["Calm Customer 03"]
    promises.add(book, calm, "second list", TODAY)
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        screen, rows = app.screen, app.screen.rows

        def mine() -> list[str]:
            return [
                line.row.reason.text
                for line in rows.items
                if line.row and line.row.customer_id == calm
            ]

        screen.point_at(calm)
        (first,) = mine()
        following = rows.items[rows.cursor + 1].row.customer_id
        await finish(pilot)
        await until(pilot, lambda: rows.rests_on_ticked)
        assert mine() == [first]
        await app.refresh_book()
        assert mine() == [first]
        # Left for the row that was seen below it; what else is owed stands in its own place again.
        await pilot.press("j")
        await pilot.pause()
        assert screen.target().customer_id == following
        (second,) = mine()
        assert {first[:11], second[:11]} == {"price list ", "second list"}


async def test_a_reason_that_is_overtaken_is_not_ticked(
    make_app: Any, settled: Any, owing: dict[str, int], book: Book
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        screen, rows = app.screen, app.screen.rows
        calm = owing["Calm Customer 03"]
        screen.point_at(calm)
        with book.write("a promise that was broken") as work:
            Maker(work).row("Promise", calm, text="valve", made_on=ago(9), due_on=ago(1))
        await app.changed(Change("1", "a promise", frozenset({calm})))
        assert not rows.rests_on_ticked
        assert screen.target().customer_id == calm
        # And where another program keeps it, the highlight goes on as it always did.
        row = screen.target().row_id
        with Book(book.path, FixedClock(NOW)) as other:
            promises.keep(other, row)
        await app.refresh_book()
        assert not rows.rests_on_ticked
        # A row that is removed is not done.
        screen.point_at(owing["Calm Customer 05"])
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, Options))
        await pilot.press("y")
        await until(pilot, lambda: app.screen is screen)
        await settled(pilot)
        assert rows.held is None
        assert not any("price list 05" in line.row.reason.text for line in rows.items if line.row)


async def test_the_only_row_left_can_be_left(make_app: Any, settled: Any, tmp_path: Any) -> None:
    from blank import new_book
    from repbook.actions.customers import customers

    path = tmp_path / "one.db"
    new_book(path)
    with Book(path, FixedClock(NOW)) as book:
        one = customers.add(book, "Only One").ids["customers"][0]
        touches.log(book, touches.LogEntry(one), rules=DEFAULT)
        promises.add(book, one, "the only promise", TODAY)
    app = make_app(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        rows = app.screen.rows
        await finish(pilot)
        await until(pilot, lambda: rows.rests_on_ticked)
        assert rows.display
        await pilot.press("j")
        await until(pilot, lambda: not rows.display)
        assert app.screen.query_one("#empty").display
        assert app.screen.target() is None


async def test_a_customer_sorted_elsewhere_keeps_its_place_until_it_is_left(
    make_app: Any, settled: Any, ids: dict[str, int]
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("3")
        await settled(pilot)
        table = app.screen.table
        worst = ids["Park & Sons"]
        table.highlight(worst)
        await pilot.pause()
        place = table.cursor
        above, after = table.ids[place - 1], table.ids[place + 1]
        await pilot.press("l", "1", "enter")
        await until(pilot, lambda: table.held is not None)
        assert (table.cursor, table.item.key) == (place, worst)
        assert table.ids.index(worst) > place
        assert app.screen.target().customer_id == worst
        assert not table.held.ticked
        await pilot.press("j")
        await settled(pilot)
        assert table.held is None
        assert table.item.key == after
        assert (table.cursor, table.ids[table.cursor - 1]) == (place, above)
