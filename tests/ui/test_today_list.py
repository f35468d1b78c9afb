"""The list of Today: the sentence whole, a customer once, its other reasons unfolded, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len

from blank import new_book
from repbook.actions.care import followups, promises
from repbook.actions.customers import customers
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine.kinds import Band, Group, Phase
from repbook.domain.spine.model import Reason, TodayRow
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.today_page import rows_of
from repbook.storage.book.book import Book
from repbook.ui.dialogs.common.options import Options
from repbook.ui.dialogs.logging.log import LogForm
from repbook.ui.lists.role_styles import ROLES
from repbook.ui.lists.today_list import MOST, TodayList
from repbook.ui.lists.today_rows import Line, phase_days, sentence
from repbook.ui.screens.ahead import AheadScreen

from .conftest import NOW, TODAY
from .test_mouse import click_row, seen, until
from .test_ticked import finish, line_of


def reason(what: str = "send the manual", who: str = "", when: str = "", **given: Any) -> Reason:
    values = {"group": Group.PROMISED, "command": "done", **given}
    return Reason(values.pop("group"), what, values.pop("command"), **values).told(who, when)


@pytest.mark.parametrize(
    ("one", "room", "shown"),
    [
        (reason(), 20, "send the manual     "),
        (reason(when="Mon"), 20, "send the manual  Mon"),
        (reason(who="Jo Marsh", when="Mon"), 31, "send the manual · Jo Marsh  Mon"),
        (reason(who="Jo Marsh", when="Mon"), 30, "send the manual            Mon"),  # the person first
        (reason(who="Jo Marsh", when="3 d late"), 21, "send the m…  3 d late"),  # then the end of the words
        (reason(when="3 d late"), 12, "send the ma…"),  # so narrow that only its beginning counts
        (reason("日本語の書類", when="Mon"), 12, "日本語の書…"),
        (reason("日本語の書類", when="Mon"), 15, "日本語の…   Mon"),
        (reason("a · b", when="Mon"), 14, "a · b      Mon"),
    ],
)  # fmt: skip
def test_the_person_goes_first_and_the_day_stays(one: Reason, room: int, shown: str) -> None:
    said = "".join(value for value, _ in sentence(one, room))
    assert cell_len(said) == room
    assert " ".join(said.split()) == " ".join(shown.split())


@pytest.mark.parametrize(
    ("phase", "note", "shown"),
    [
        (Phase.LEARNING, "live+18", "18 d"),
        (Phase.LEARNING, "live?+2", "2 d?"),
        (Phase.LEARNING, "back+9", "9 d"),
        (Phase.EXCITEMENT, "live+0", "live"),
        (Phase.EXCITEMENT, "live?+1", "live?"),
        (Phase.EXCITEMENT, "day 3", "3 d"),
        (Phase.SETTLED, "B", "B"),
    ],
)
def test_the_phase_is_told_in_days(phase: Phase, note: str, shown: str) -> None:
    assert phase_days(phase, note) == shown


def drawn_line(row: TodayRow) -> Line:
    return Line(row.reason.group, rows_of((row,)).head(0), rows=(row,))


def some_rows() -> list[Line]:
    """Rows of every sort, with names and words that are hard to draw."""
    others = tuple(reason(f"other {n}", "Jo", "Mon", command="log") for n in range(MOST + 2))
    return [
        Line(Group.SAVE, note="save · 5 of 48"),
        *(
            drawn_line(
                TodayRow(at, name, phase, note, risk, one._replace(group=group), len(behind), band, behind),
            )
            for at, (group, name, phase, note, risk, band, one, behind) in enumerate(
                [
                    (Group.SAVE, "Kitayama and the longest name of all", Phase.LEARNING, "live?+103", 100, Band.SAVE, reason(when="broken Wed", red=True), others),
                    (Group.DUE, "北山乳業", Phase.SETTLED, "C", None, Band.UNKNOWN, reason("time to wake", command="open"), ()),
                    (Group.DUE, "x" * 60, Phase.NONE, "", 30, Band.WATCH, reason("yearly survey", "a", "2 d late", command="survey"), others[:1]),
                    (Group.DATES, "[red]", Phase.EXCITEMENT, "live?+0", 0, Band.CALM, reason("y" * 90, command="training"), ()),
                ]
            )
        ),
        Line(Group.SAVE, note="43 more are red: go through them one by one", command="triage"),
    ]  # fmt: skip


@pytest.mark.parametrize("width", [40, 79, 97, 139, 199])
def test_every_line_is_as_wide_as_the_list(width: int) -> None:
    rows = TodayList(some_rows())
    for at, item in enumerate(rows.items):
        if rows.selectable(item):
            rows.cursor = at
        for line in range(1 + (rows.besides if at == rows.cursor else 0)):
            drawn = rows.draw(item, line, width, selected=True)
            assert cell_len("".join(value for value, _ in drawn)) == width, (line, item)
            assert {role for _, role in drawn} <= set(ROLES)


def test_the_heads_bear_the_titles_of_the_columns() -> None:
    rows = TodayList(some_rows())
    for width, titles in ((79, "more when risk phase key"), (139, "when more risk phase key")):
        drawn = [
            "".join(value for value, _ in rows.draw(item, 0, width, selected=False))
            for item in rows.items[:2]
        ]
        assert drawn[0].replace("─", " ").split() == ["SAVE", "·", "5", "OF", "48", *titles.split()]
        assert drawn[0].index("risk") + 4 == drawn[1].index("100") + 3
        assert drawn[0].index("when") + 4 - drawn[1].index("broken Wed") - len("broken Wed") in (-1, 0)  # fmt: skip
        assert drawn[0].index("phase") == drawn[1].index("◐")
        hides = f"+{MOST + 2}"
        assert drawn[0].index("more") + 4 == drawn[1].index(hides) + len(hides)


@pytest.mark.parametrize("width", [40, 79, 139])
def test_a_row_that_is_folded_says_how_many_reasons_it_hides(width: int) -> None:
    rows = TodayList(some_rows())
    folded = {
        item.row.customer[:4]: "".join(
            word for word, _ in rows.draw(item, 0, width, selected=False)
        )
        for item in rows.items
        if item.row
    }
    assert [f"+{MOST + 2} " in folded["Kita"], "+1 " in folded["xxxx"]] == [True, True]
    assert "+" not in folded["北山乳業"]


@pytest.fixture
def asking(book: Book, ids: dict[str, int]) -> int:
    """A customer with two promises, a call, and a task, all due today."""
    calm = ids["Calm Customer 03"]
    promises.add(book, calm, "price list", TODAY)
    promises.add(book, calm, "second list", TODAY)
    followups.add(book, calm, "ring about the valves", TODAY)
    return calm


async def test_the_highlighted_row_unfolds_and_each_key_acts_on_its_reason(
    make_app: Any, settled: Any, shown: Callable[[Any], str], asking: int
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen, rows = app.screen, app.screen.rows
        assert "ring about" not in shown(screen)
        screen.point_at(asking)
        await until(pilot, lambda: rows.besides)
        assert screen.target().text.startswith(("price list", "second list"))
        said = [each.what for each in rows.unfolded]
        assert len(said) >= 3 and "ring about the valves" in said
        assert all(words in shown(screen) for words in said)
        assert any(hint == ("Tab", "next reason") for hint in screen.hints())
        # The key of another reason acts on that one; that of its own row on the row.
        assert screen.target_of("log").text == "ring about the valves"
        assert screen.target_of("done") == screen.target()
        assert screen.target_of("snooze") == screen.target()
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, LogForm))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        # Of two with one key the other is picked.
        other = next(each for each in rows.unfolded if each.command == "done")
        for _ in range(1 + rows.unfolded.index(other)):
            await pilot.press("tab")
        assert (rows.reason, screen.target().text) == (other, other.text)
        assert screen.target_of("done").row_id == screen.target_of("snooze").row_id
        assert line_of(rows, rows.cursor).startswith(" ")  # the edge has gone with it
        await pilot.press("shift+tab")
        assert rows.reason != other
        await pilot.press("j", "k")
        assert rows.picked == 0
        # Where no row lies further up, the highlight stays, and what it means with it.
        await pilot.press("g", "tab")
        meant = rows.reason
        await pilot.press("k", "g")
        assert (rows.picked, rows.reason) == (1, meant)


async def test_a_click_takes_a_reason_and_a_click_on_a_key_presses_it(
    make_app: Any, settled: Any, asking: int
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen, rows = app.screen, app.screen.rows
        screen.point_at(asking)
        await until(pilot, lambda: rows.besides)
        await pilot.click(offset=seen(rows, "ring about"))
        assert screen.target().text == "ring about the valves"
        await click_row(pilot, rows, rows.cursor)
        assert rows.picked == 0
        key = rows.scrollable_content_region.width - 2
        await click_row(pilot, rows, rows.cursor, x=key)
        await until(pilot, lambda: isinstance(app.screen, Options))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)


async def test_nothing_above_the_highlight_moves_while_one_moves(
    make_app: Any, settled: Any, asking: int
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 16)) as pilot:
        await settled(pilot)
        rows = app.screen.rows

        def at() -> int:
            return int(rows.top_of(rows.cursor) - rows.scroll_offset.y)

        for key, step in (("j", 1), ("k", -1)):
            for _ in range(len(rows.items)):
                was, place, scrolled = at(), rows.cursor, rows.scroll_offset.y
                await pilot.press(key)
                moved = rows.cursor - place
                if rows.scroll_offset.y == scrolled:
                    assert at() == was + moved
                assert rows.besides == 0 or rows.cursor == place  # it unfolds once it rests
                rows.unfold()
                assert 0 <= at() < rows.size.height
                assert at() + rows.besides < rows.size.height
            assert (rows.cursor == rows._first()) is (step < 0)


async def test_what_is_left_of_a_customer_stands_under_its_ticked_row(
    make_app: Any, settled: Any, shown: Callable[[Any], str], asking: int
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen, rows = app.screen, app.screen.rows
        screen.point_at(asking)
        await until(pilot, lambda: rows.besides)
        first = screen.target().text
        await finish(pilot)
        await until(pilot, lambda: rows.rests_on_ticked)
        left = [each.what for each in rows.unfolded]
        assert len(left) >= 2 and first.partition(" · ")[0] not in left
        assert all(words in shown(screen) for words in left)
        # The row is dealt with; what stands under it is not.
        assert screen.target_of("snooze").done
        assert screen.target_of("done").text.partition(" · ")[0] in left
        assert screen.target_of("log").text == "ring about the valves"
        await pilot.press("tab")
        assert not screen.target_of("snooze").done


async def test_a_day_on_which_nobody_is_due_says_what_to_do(
    make_app: Any, settled: Any, shown: Callable[[Any], str], tmp_path: Any
) -> None:
    path = tmp_path / "calm.db"
    new_book(path)
    with Book(path, FixedClock(NOW)) as book:
        one = customers.add(book, "Only One").ids["customers"][0]
        touches.log(book, touches.LogEntry(one), rules=DEFAULT)
    app = make_app(path)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        text = shown(app.screen)
        assert "Nobody needs you today." in text
        ways = [line.split(maxsplit=1) for line in text.splitlines() if line.startswith(" " * 20)]
        keys = {way[0] for way in ways if way}
        assert {app.key(each) for each in ("log", "customers", "ahead", "sale")} <= keys
        assert not app.screen.brief.display and not app.screen.lately.display
        await pilot.click(offset=seen(app.screen.empty, "5  what the next"))
        await until(pilot, lambda: isinstance(app.screen, AheadScreen))
