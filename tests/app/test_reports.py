"""Screen 6: a report at a time, drawn with its numbers, at any size and without colour."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from app.support import HOSTILE, TODAY, Running
from polite import until
from repbook.actions.care import promises
from repbook.actions.customers import customers
from repbook.domain.reports import event_reports, weekly_reports
from repbook.domain.reports.lesson_reports import left
from repbook.domain.reports.report import CATALOGUE, Column, Drawing, Report, Row, Tone
from repbook.domain.spine.kinds import Phase
from repbook.storage.book.book import Book
from repbook.ui.reports.plot import bars
from repbook.ui.reports.report_page import ReportPage, page
from repbook.ui.reports.tiles import TileBoard, drawing, tile
from repbook.ui.screens.reports import ReportsScreen

WEEKS = weekly_reports.weeks(TODAY)
DEBT = weekly_reports.debt(WEEKS, [place / 2 for place in range(26)], 60, 3)
CLOSED = [
    (WEEKS[place].monday, state)
    for place, state in ((25, "kept"), (25, "kept"), (24, "late"), (23, "open"))
]
KEPT = weekly_reports.promises(WEEKS, CLOSED, (), 2)
LEFT = left([(HOSTILE[0], 62, HOSTILE[1]), ("Quinn", None, "")], 50)


def drawn(report: Report, width: int, height: int, offset: int = 0) -> list[str]:
    return ["".join(text for text, _ in line) for line in page(report, width, height, offset)]


@pytest.mark.parametrize(
    "report", [DEBT, KEPT, LEFT, Report("Nobody has left", hint="l logs a call")]
)
@pytest.mark.parametrize(("width", "height"), [(56, 20), (96, 32), (176, 46), (30, 9), (8, 3)])
def test_a_report_fits_its_place(report: Report, width: int, height: int) -> None:
    lines = drawn(report, width, height)
    assert lines[0].startswith(report.title.split()[0][:width])
    if width > 30:
        assert len(lines) <= height
        assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize(("width", "height"), [(56, 20), (96, 32), (176, 46)])
def test_the_numbers_stand_beside_the_drawing(width: int, height: int) -> None:
    lines = drawn(DEBT, width, height)
    newest = next(line for line in lines if "1 Jun" in line)
    assert newest.split()[-3:] == ["1", "Jun", "12"]
    assert any("█" in line for line in lines)
    assert any("┈" in line and line.split()[0].isdigit() for line in lines)


def test_what_was_not_kept_is_told_without_colour() -> None:
    lines = drawn(KEPT, 56, 20)
    line = next(place for place, text in enumerate(lines) if "━━━" in text)
    assert "█ kept  ▒ late  × broken" in lines[2]
    assert all("█" not in text for text in lines[line:])
    months = next(at for at, text in enumerate(lines) if at > line and "May" in text[:30])
    columns = [[text[place] for text in lines[line + 1 : months]] for place in range(30)]
    assert sum("▒" in column for column in columns) == 1
    assert sum("×" in column for column in columns) == 1


def test_weeks_are_one_shape_and_those_spoken_of_stand_on_a_bold_line() -> None:
    parts = [part for line in page(DEBT, 96, 32) for part in line]
    axis = [(text[0], len(text)) for text, _ in parts if text and set(text) <= set("─━")]
    wide = axis[1][1] // 9
    assert axis == [("─", 17 * wide), ("━", 9 * wide)]  # eight weeks ago, and now
    lines = drawn(DEBT, 96, 32)
    full = next(line for line in reversed(lines) if "█" in line and line.strip()[0] != "█")
    assert "█ █" not in full
    styles = {style for text, style in parts if "█" in text}
    assert styles >= {"$faint", "$key"}


def test_a_broken_promise_is_a_stem_with_one_cross() -> None:
    lines = drawn(KEPT, 96, 32)
    assert "".join(lines).count("×") == 2  # in the legend, and at its week


def test_bars_stand_apart_where_there_is_room() -> None:
    rows = tuple(Row(str(number), (number,)) for number in range(1, 4))
    report = Report("Three", "of", (Column("one"),), rows)
    assert len(drawn(report, 60, 20)) == len(drawn(report, 60, 8)) + 3


def test_numbers_that_do_not_fit_are_a_page_away() -> None:
    first, last = drawn(DEBT, 56, 20), drawn(DEBT, 56, 20, offset=99)
    assert any("more" in line for line in first)
    assert not any("8 Dec " in line for line in first)
    assert any("8 Dec " in line for line in last)


def test_bars_of_one_unit_share_a_scale() -> None:
    columns = (Column("sales", unit="sales"), Column("again", Tone.GOOD, "sales"), Column("days"))
    rows = (Row("full", (8, 4, 1)), Row("less", (0, None, 0)))
    full, less = drawn(Report("Sales", "care", columns, rows, drawn=Drawing.BARS), 90, 7)[3:5]
    lengths = [part.count("█") for part in full.replace("4 ", "|").replace("1 ", "|").split("|")]
    assert lengths[0] == 2 * lengths[1] == lengths[2]
    assert "–" in less
    assert "█" not in less


CHECKS = event_reports.checks({(Phase.LEARNING, 1): 7, (Phase.SETTLED, -2): 2})


@pytest.mark.parametrize("report", [DEBT, KEPT, LEFT, CHECKS, Report("Nobody has left"), None])
@pytest.mark.parametrize(("width", "height"), [(23, 3), (26, 7), (36, 14), (8, 3)])
def test_a_tile_fills_its_place(report: Report | None, width: int, height: int) -> None:
    for named in CATALOGUE:
        lines = tile(named, report, width, height)
        assert len(lines) == height
        assert all(sum(cell_len(text) for text, _ in line) <= width for line in lines)


def test_a_tile_says_what_a_report_found() -> None:
    named = {each.name: each for each in CATALOGUE}

    def told(name: str, report: Report, width: int = 26, height: int = 7) -> list[str]:
        lines = tile(named[name], report, width, height)
        return ["".join(text for text, _ in line).rstrip() for line in lines]

    assert told("debt", DEBT)[:3] == ["Attention debt", "12  ▲4 in 8 weeks", "limits overdue"]
    assert told("debt", DEBT, height=3)[1].startswith("12  ")
    assert told("promises", KEPT)[1:3] == ["2 of 4", "kept in 26 weeks"]
    assert told("checks", CHECKS)[1:3] == ["7 of 9  2 worse", "as expected or better"]
    assert "better" in told("checks", CHECKS)[5]
    assert told("risk", Report("Nobody has left"))[1] == "Nobody has left"


@pytest.mark.parametrize(("height", "thick"), [(30, 1), (39, 1), (40, 2)])
def test_bars_are_twice_as_thick_where_a_page_is_high(height: int, thick: int) -> None:
    lines = ["".join(text for text, _ in line).rstrip() for line in bars(CHECKS, 120, height)]
    assert len(lines) == 1 + len(CHECKS.rows) * (1 + thick)
    for first, second in zip(lines[2::3], lines[3::3], strict=True) if thick == 2 else ():
        assert second == re.sub("[^█▏▎▍▌▋▊▉]", " ", first).rstrip()  # the bars alone


def test_what_was_not_kept_stands_on_top_of_what_was() -> None:
    week = weekly_reports.promises(
        WEEKS, [(WEEKS[25].monday, state) for state in ("kept", "kept", "late", "open")], (), 2
    )
    lines = drawing(week, 26, 4)
    styles = [line[-1][1] for line in lines]
    assert styles == ["bold $trouble", "$due", "$settled", "$settled"]


@pytest.mark.parametrize(("width", "figure"), [(80, False), (120, True)])
async def test_one_key_shows_a_report_beside_the_numbers_of_all(
    small: dict[str, int], book: Book, running: Running, width: int, figure: bool
) -> None:
    promises.keep(book, book.rows("SELECT id FROM promises")[0][0])
    async with running(size=(width, 24)) as pilot:
        await pilot.press("6")
        screen = pilot.app.screen
        await until(pilot, lambda: len(screen.read) == (len(CATALOGUE) if figure else 2))
        assert "1 of 1 promise kept" in screen.page.render().plain
        promised = screen.names.items[1]
        line = "".join(part[0] for part in screen.names.draw(promised, 0, 31, True))
        assert line.split() == ["▌Promises", "1", "of", "1"][: 4 if figure else 1]
        await pilot.press("escape")
        assert pilot.app.screen.name_in_tabs == "today"  # as many keys as there were


async def test_the_reports_stand_as_tiles_that_open_and_are_kept(
    small: dict[str, int], book: Book, running: Running
) -> None:
    promises.keep(book, book.rows("SELECT id FROM promises")[0][0])
    customers.add(book, HOSTILE[1])
    async with running(size=(80, 24)) as pilot:
        await pilot.press("6", "6")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, ReportsScreen)
        await until(pilot, lambda: len(screen.read) == len(CATALOGUE))
        board = screen.query_one(TileBoard)
        assert "1 of 1" in board.render().plain
        await pilot.press("enter")
        shown = screen.query_one(ReportPage)
        await until(pilot, lambda: shown.report is not None)
        assert shown.report.title == "1 of 1 promise kept in 26 weeks"
        await pilot.press("down", "right", "left")
        await until(pilot, lambda: "ttention debt" in shown.render().plain)
        await pilot.press("escape")
        assert (board.display, shown.display, board.name_here) == (True, False, "debt")
        await pilot.press("right", "down", "left", "up", "end", "down")
        assert board.name_here == "risk"
        lines = board.render().plain.splitlines()
        at = next(place for place, line in enumerate(lines) if "Tenure" in line)
        await pilot.click(board, offset=(lines[at].index("Tenure") + 2, at))
        await until(pilot, lambda: shown.display and screen.chosen == "tenure")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert pilot.app.screen.name_in_tabs == "today"
