"""Screen 6: a report at a time, drawn with its numbers, at any size and without colour."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from app.support import HOSTILE, TODAY, Running
from polite import until
from repbook.actions.care import promises
from repbook.actions.customers import customers
from repbook.domain.reports import weekly_reports
from repbook.domain.reports.lesson_reports import left
from repbook.domain.reports.report import Column, Drawing, Report, Row, Tone
from repbook.storage.book.book import Book
from repbook.ui.screens.reports import ReportsScreen
from repbook.ui.widgets.report_page import ReportPage, page

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
    assert lines[0].startswith(report.title.split()[0])
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
    line = next(place for place, text in enumerate(lines) if "───" in text)
    assert "█ kept  ▒ late  × broken" in lines[2]
    assert all("█" not in text for text in lines[line:])
    columns = [[text[place] for text in lines[line + 1 : line + 3]] for place in range(30)]
    assert sum("▒" in column for column in columns) == 1
    assert sum("×" in column for column in columns) == 1


def test_numbers_that_do_not_fit_are_a_page_away() -> None:
    first, last = drawn(DEBT, 56, 20), drawn(DEBT, 56, 20, offset=99)
    assert any("more" in line for line in first)
    assert not any("8 Dec " in line for line in first)
    assert any("8 Dec " in line for line in last)


def test_bars_of_one_unit_share_a_scale() -> None:
    columns = (Column("sales", unit="sales"), Column("again", Tone.GOOD, "sales"), Column("days"))
    rows = (Row("full", (8, 4, 1)), Row("less", (0, None, 0)))
    full, less = drawn(Report("Sales", "care", columns, rows, drawn=Drawing.BARS), 90, 20)[3:5]
    lengths = [part.count("█") for part in full.replace("4 ", "|").replace("1 ", "|").split("|")]
    assert lengths[0] == 2 * lengths[1] == lengths[2]
    assert "–" in less
    assert "█" not in less


async def test_the_reports_turn_and_are_kept(
    small: dict[str, int], book: Book, running: Running
) -> None:
    promises.keep(book, book.rows("SELECT id FROM promises")[0][0])
    customers.add(book, HOSTILE[1])
    async with running(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, ReportsScreen)
        shown = screen.query_one(ReportPage)
        await until(pilot, lambda: shown.report is not None)
        assert shown.report.title == "1 of 1 promise kept in 26 weeks"
        await pilot.press("down", "right", "left")
        await until(pilot, lambda: "ttention debt" in shown.render().plain)
        assert {"debt", "promises", "touches"} <= screen.read.keys()
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen.name_in_tabs == "today"
