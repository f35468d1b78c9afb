"""Files brought in by the app: looked at, mapped, answered, filed in one step, stopped without harm."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from app.support import Running
from app.test_forms import rows, until
from blank import new_book
from repbook.actions.base import history
from repbook.actions.imports import exchange, filing, large_files
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book import lazy_tables as t
from repbook.storage.large import carrying, turning
from repbook.storage.rows import runs
from repbook.storage.safety.opening import open_book
from repbook.ui.dialogs.common.finder import Finder
from repbook.ui.dialogs.importing import import_run
from repbook.ui.dialogs.importing.file_picker import FilePicker
from repbook.ui.dialogs.importing.import_run import ImportRun
from repbook.ui.screens.importing import ImportScreen
from repbook.ui.screens.today import TodayScreen

NAMES = "SELECT name FROM customers ORDER BY id"
MARCH = "Customer number,Company,Town,Phone\n7,Alpha Ltd,York,01632 960001\n8,Beta Ltd,Leeds,\n"
MAY = "Customer number,Company,Town,Phone\n7,Alpha Dairy Ltd,York,01632 960002\n8,Beta Ltd,Hull,\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(MARCH, "utf-8")
    return path


async def shown(pilot: Pilot[None], *paths: Path) -> ImportScreen:
    """The screen of an import, once it says what will happen."""
    await pilot.app.push_screen(ImportScreen(ImportRun(pilot.app, paths)))
    return await settled(pilot)


async def settled(pilot: Pilot[None]) -> ImportScreen:
    app = pilot.app
    await until(
        pilot,
        lambda: (
            isinstance(app.screen, ImportScreen)
            and not app.screen.run.busy
            and all(one.report or one.open or one.refused for one in app.screen.run.files)
        ),
    )
    return app.screen


def lines(screen: ImportScreen) -> list[tuple[str, str]]:
    return [(line.lead, line.text) for line in screen.rows.items if line.lead]


@pytest.mark.slow("every key from the empty book to the filed file")
async def test_from_the_first_run_to_the_filed_file_by_keys_alone(
    path: Path, running: Running, file: Path
) -> None:
    async with running() as pilot:
        await pilot.press("i")
        await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
        await pilot.press(*str(file), "enter")
        screen = await settled(pilot)
        assert ("add", "2 customers") in lines(screen)
        assert rows(path, NAMES) == []
        await pilot.press("f2")
        await until(pilot, lambda: rows(path, NAMES) == [("Alpha Ltd",), ("Beta Ltd",)])
        await until(pilot, lambda: screen.run.done)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        today = pilot.app.screen
        await until(pilot, lambda: not today.first_run.display)
        assert today.focused is today.rows  # not what has gone
        await pilot.press("u")
        await until(pilot, lambda: rows(path, NAMES) == [])
        await until(
            pilot, lambda: today.first_run.display and today.focused is today.first_run.ways
        )


async def test_an_unknown_table_is_mapped_where_it_is_shown_and_remembered(
    path: Path, running: Running, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("Kdbez,Rufnr\nAlpha Ltd,01632 960001\n", "utf-8")
    second.write_text("Kdbez,Rufnr\nBeta Ltd,01632 960002\n", "utf-8")
    async with running() as pilot:
        screen = await shown(pilot, first)
        assert screen.run.files[0].open
        await pilot.press("f2")
        assert not screen.run.done
        for word in ("company", "phone"):
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Finder))
            await pilot.press(*word, "enter")
            screen = await settled(pilot)
            await pilot.press("down")
        await pilot.press("f2")
        await until(pilot, lambda: screen.run.done)
        assert rows(path, "SELECT value FROM routes") == [("01632 960001",)]
        await pilot.press("escape")
        screen = await shown(pilot, second)
        assert [column.why for column in screen.run.files[0].plan.columns] == ["remembered"] * 2
        await pilot.press("f2")
        await until(pilot, lambda: rows(path, NAMES) == [("Alpha Ltd",), ("Beta Ltd",)])


async def test_what_a_newer_file_says_is_answered_one_by_one(
    path: Path, running: Running, file: Path
) -> None:
    towns = "SELECT name, city FROM customers ORDER BY id"
    async with running() as pilot:
        screen = await shown(pilot, file)
        await pilot.press("f2")
        await until(pilot, lambda: screen.run.done)
        await pilot.press("escape")
        file.write_text(MAY, "utf-8")
        screen = await shown(pilot, file)
        asked = [line.difference for line in screen.rows.items if line.difference]
        assert [(one.field, one.after, one.came) for one in asked] == [
            ("name", "Alpha Dairy Ltd", "open"),
            ("city", "Hull", "open"),
        ]
        await pilot.press("enter")
        screen = await settled(pilot)
        assert screen.rows.item.difference.came == "taken"
        await pilot.press("f2")
        await until(pilot, lambda: screen.run.done)
        assert rows(path, towns) == [("Alpha Dairy Ltd", "York"), ("Beta Ltd", "Leeds")]
        assert rows(path, "SELECT value FROM routes ORDER BY id") == [
            ("01632 960001",),
            ("01632 960002",),
        ]


async def test_f2_after_an_answer_waits_for_what_it_changes_and_files(
    path: Path, running: Running, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running() as pilot:
        screen = await shown(pilot, file)
        await pilot.press("f2")
        await until(pilot, lambda: screen.run.done)
        await pilot.press("escape")
        file.write_text(MAY, "utf-8")
        screen = await shown(pilot, file)
        let = held(monkeypatch, import_run, "trial")
        await pilot.press("A", "f2")
        assert pilot.app.word.message.startswith("It is filed once it is looked through")
        let.set()
        await until(pilot, lambda: screen.run.done)
        assert rows(path, NAMES) == [("Alpha Dairy Ltd",), ("Beta Ltd",)]


async def test_several_files_come_in_one_step_whatever_their_order(
    path: Path, running: Running, file: Path, tmp_path: Path
) -> None:
    orders, bad = tmp_path / "orders.csv", tmp_path / "picture.csv"
    orders.write_text("order no,customer number,ordered,amount,product\n1,7,2026-01-05,10,Pump\n")
    bad.write_bytes(b"\x89PNG\r\n")
    async with running() as pilot:
        screen = await shown(pilot, orders, bad, file)
        await pilot.press("greater_than_sign")
        assert any(lead == "can't come" for lead, _ in lines(screen))
        await pilot.press("f2")
        await until(pilot, lambda: screen.run.done)
        assert rows(
            path, "SELECT c.name, s.title FROM sales s JOIN customers c ON c.id = s.customer_id"
        ) == [("Alpha Ltd", "Pump")]
        await pilot.press("u")
        await until(pilot, lambda: rows(path, NAMES) == [])


async def test_a_filing_that_is_stopped_leaves_nothing(
    path: Path, running: Running, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running() as pilot:
        screen = await shown(pilot, file)
        real = filing.file_all

        def slow(book: object, files: object, **given: object) -> object:
            screen.run._stop.wait(10)  # until the rep presses Esc
            return real(book, files, **given)

        monkeypatch.setattr(filing, "file_all", slow)
        await pilot.press("f2")
        await until(pilot, lambda: screen.run.stage == "filing")
        await pilot.press("escape")
        await until(pilot, lambda: not screen.run.busy)
        assert pilot.app.word.message.startswith("stopped: nothing was filed")
        assert not screen.run.done
    assert rows(path, NAMES) == []


def held(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> Event:
    """A function that waits, before it does anything, until it is let."""
    let, real = Event(), getattr(module, name)

    def slow(*args: object, **given: object) -> object:
        let.wait(30)
        return real(*args, **given)

    monkeypatch.setattr(module, name, slow)
    return let


async def test_f2_before_it_is_looked_through_says_so_and_files_nothing(
    path: Path, running: Running, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let = held(monkeypatch, import_run, "trial")
    async with running() as pilot:
        run = ImportRun(pilot.app, (file,))
        await pilot.app.push_screen(ImportScreen(run))
        await until(pilot, lambda: run.words.startswith("looking what would change"))
        await pilot.press("f2")
        assert pilot.app.word.message.startswith("One moment: it is still being looked through")
        let.set()
        await settled(pilot)
        assert not run.done
        await pilot.press("f2")
        await until(pilot, lambda: run.done)


async def test_a_filing_goes_on_while_the_rep_works_elsewhere(
    path: Path, running: Running, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let = held(monkeypatch, import_run, "bring_in")
    async with running() as pilot:
        run = (await shown(pilot, file)).run
        await pilot.press("f2")
        await until(pilot, lambda: run.stage == "filing")
        run.far = (43, 100)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: pilot.app.word is not None)
        assert pilot.app.word.message.startswith("An import is just being filed.")
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await until(
            pilot, lambda: pilot.app.screen.top_bar.state[0][0].startswith("importing 43 %")
        )
        bar = pilot.app.screen.top_bar
        assert len(str(bar.render()).split("\n")[0]) <= bar.size.width - 2
        pilot.app.action_command("import")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportScreen))
        assert pilot.app.screen.run is run
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        let.set()
        await until(pilot, lambda: run.done)
        await until(pilot, lambda: pilot.app.word.message.startswith("Imported: 2 customers"))
        assert "importing" not in str(pilot.app.state)
        await pilot.press("u")
        await until(pilot, lambda: rows(path, NAMES) == [])


async def test_a_large_file_can_be_stopped_until_its_rows_come_and_is_undone_behind_the_screens(
    path: Path, running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_files, "LARGE", 1)
    monkeypatch.setattr(turning, "LARGE", 100)
    monkeypatch.setattr(turning, "HOLD", 0)
    file = tmp_path / "many.csv"
    lines = "".join(f"{number},Firm {number},York\n" for number in range(150))
    file.write_text(f"Customer number,Company,Town\n{lines}", "utf-8")
    async with running() as pilot:
        run = (await shown(pilot, file)).run
        let = held(monkeypatch, carrying, "finish")
        await pilot.press("f2")
        await until(pilot, lambda: run.stage == "filing")
        await until(pilot, lambda: rows(path, "SELECT 1 FROM operations") == [(1,)])
        await pilot.press("escape")  # too late: that it is filed stands in the book
        let.set()
        await until(pilot, lambda: run.done)
        assert len(rows(path, NAMES)) == 150
        let = held(monkeypatch, turning, "finish")
        await pilot.press("escape", "u")
        await until(pilot, lambda: "undoing" in str(pilot.app.state))
        await pilot.press("3")
        let.set()
        await until(pilot, lambda: "undoing" not in str(pilot.app.state))
        assert rows(path, NAMES) == []


async def test_what_a_killed_program_left_is_finished_behind_the_screens(
    path: Path, running: Running, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turning, "WATCH", 0)
    monkeypatch.setattr(turning, "LARGE", 1)
    monkeypatch.setattr(runs, "LEAST", 2)
    left = monkeypatch.context()
    with left as patched, open_book(path, clock) as book:
        parsed = [
            {"name": f"Firm {n}", "folded": f"firm {n}", "created_on": clock.today()}
            for n in range(5)
        ]
        with book.write("import many.csv") as work:
            work.add_many(t.Customer, parsed)
        history.undo(book)
        patched.setattr(turning, "finish", lambda *_: None)
        history.redo(book)
    assert rows(path, NAMES) == []
    async with running() as pilot:
        await until(pilot, lambda: len(rows(path, NAMES)) == 5)
        await until(pilot, lambda: pilot.app.today.customers == 5)


async def test_keys_without_waiting_do_no_harm(path: Path, running: Running, file: Path) -> None:
    async with running() as pilot:
        await pilot.app.push_screen(ImportScreen(ImportRun(pilot.app, (file,))))
        for key in (
            "f2",
            "enter",
            "escape",
            "A",
            "d",
            "escape",
            "h",
            "s",
            "less_than_sign",
            "f2",
            "u",
            "enter",
        ):
            pilot.app.simulate_key(key)
        await pilot.pause()
        await pilot.press("escape", "escape", "escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert rows(path, NAMES) in ([], [("Alpha Ltd",), ("Beta Ltd",)])


@pytest.mark.slow("three books, with the app started on each")
async def test_a_whole_book_comes_into_an_empty_one_and_into_no_other(
    path: Path, running: Running, file: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.json"
    async with running() as pilot:
        screen = await shown(pilot, file)
        await pilot.press("f2")
        await until(pilot, lambda: screen.run.done)
    with open_book(path, FixedClock.__new__(FixedClock)) as book:
        whole.write_text("".join(exchange.stream(book, "json", rules=DEFAULT)), "utf-8")
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()
    new_book(path)

    async def bring(pilot: Pilot[None], told: str) -> None:
        pilot.app.action_command("import")
        await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
        await pilot.press(*str(whole), "enter")
        await until(pilot, lambda: pilot.app.word and pilot.app.word.message.startswith(told))

    async with running() as pilot:
        await bring(pilot, "Brought in: a whole book with 2 customers.")
        assert rows(path, NAMES) == [("Alpha Ltd",), ("Beta Ltd",)]
        await bring(pilot, "The book has it all.")
        await pilot.press("u")
        await until(pilot, lambda: rows(path, NAMES) == [])
        await bring(pilot, "this book is not empty")
        assert rows(path, NAMES) == []


@pytest.mark.parametrize("width", [40, 80])
async def test_a_long_reason_is_read_to_its_end_however_narrow_the_terminal(
    path: Path, running: Running, tmp_path: Path, width: int
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 and so on")
    async with running(size=(width, 24)) as pilot:
        screen = await shown(pilot, bad)
        words = " ".join(line.text for line in screen.rows.items if not line.heading)
        assert screen.run.files[0].refused in words
