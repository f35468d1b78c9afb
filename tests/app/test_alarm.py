"""At its hour the app says so, once and in the top line, never over a form."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.support import NOW, TODAY, Running
from app.test_care_forms import until
from repbook.actions.care import followups
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.settings import AlarmSettings, Settings, load
from repbook.storage.book.book import Book
from repbook.ui.app.alarm import notification
from repbook.ui.screens.today import TodayScreen
from repbook.ui.widgets.top_bar import TopBar


@pytest.fixture
def call(book: Book, small: dict[str, int]) -> int:
    """A call at half past two."""
    change = followups.add(book, small["Marsh Foods"], "ring about valves", TODAY, at="14:30")
    return change.ids["followups"][0]


def move(clock: FixedClock, to: datetime) -> None:
    clock._now = to


HALF_PAST = datetime(2026, 6, 3, 14, 30)
SAID = "14:30 ring about valves, Marsh Foods"


async def test_the_top_line_says_it_once(
    running: Running, clock: FixedClock, book: Book, call: int
) -> None:
    async with running() as pilot:
        app = pilot.app
        bar = app.screen.query_one(TopBar)
        app.notice = "the backup failed"
        app.show_notice()
        app.alarm.look(app)
        assert bar.said == ""
        move(clock, HALF_PAST)
        app.alarm.look(app)
        assert bar.said == SAID
        assert SAID in bar.render().plain and "the backup failed" in bar.render().plain
        move(clock, HALF_PAST + timedelta(minutes=2))
        app.alarm.look(app)
        assert bar.said == "" and "debt" in bar.render().plain
        app.alarm.look(app)
        assert bar.said == ""


async def test_a_form_is_left_in_peace(
    running: Running, clock: FixedClock, book: Book, call: int
) -> None:
    async with running() as pilot:
        app = pilot.app
        app.alarm.look(app)
        await pilot.press("f")
        await until(pilot, lambda: app.form is not None)
        move(clock, HALF_PAST)
        app.alarm.look(app)
        assert app.alarm.text == ""
        move(clock, HALF_PAST + timedelta(minutes=9))  # before Esc: the app too looks every second
        await pilot.press("escape")
        await until(pilot, lambda: app.form is None and isinstance(app.screen, TodayScreen))

        def said() -> str:
            app.alarm.look(app)  # says nothing while a screen is still on its way
            return app.screen.query_one(TopBar).said

        await until(pilot, lambda: said() == SAID)


async def test_what_is_done_is_not_said(
    running: Running, clock: FixedClock, book: Book, call: int
) -> None:
    async with running() as pilot:
        app = pilot.app
        app.alarm.look(app)
        move(clock, HALF_PAST)
        app.alarm.look(app)
        assert app.alarm.text == SAID
        followups.done(book, call, rules=DEFAULT)
        await app.refresh_book()
        app.alarm.look(app)
        assert app.alarm.text == ""
        move(clock, NOW)


async def test_bell_and_notification_only_where_they_are_asked_for(
    running: Running, clock: FixedClock, book: Book, call: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wanted, rung, written in (
        (AlarmSettings(), 0, []),
        (AlarmSettings(bell=True, notify="osc9"), 1, [f"\x1b]9;{SAID}\x07"]),
    ):
        move(clock, NOW)
        async with running() as pilot:
            app = pilot.app
            app.settings = Settings(alarm=wanted)
            bells: list[int] = []
            out: list[str] = []
            monkeypatch.setattr(app, "bell", lambda bells=bells: bells.append(1))
            app.alarm.look(app)
            monkeypatch.setattr(app._driver, "write", out.append)
            move(clock, HALF_PAST)
            app.alarm.look(app)
            monkeypatch.undo()
            assert (len(bells), [each for each in out if "]" in each]) == (rung, written)


@pytest.mark.parametrize(
    ("how", "written"),
    [
        ("osc9", "\x1b]9;14:30 a, b\x07"),
        ("osc777", "\x1b]777;notify;repbook;14:30 a, b\x07"),
        ("osc99", "\x1b]99;;14:30 a, b\x1b\\"),
    ],
)
@pytest.mark.fault("F06")
def test_a_notification_is_one_sequence(how: str, written: str) -> None:
    assert notification(how, "14:30 a; b") == written
    hostile = notification(how, "x\x07y\x1b\\\x1b]0;title\x07" + "z" * 500)
    assert hostile.count("\x1b") == written.count("\x1b")
    assert hostile.count("\x07") == written.count("\x07")
    assert len(hostile) < 240


def test_the_settings_turn_it_on(tmp_path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[alarm]\nbell = true\nnotify = "osc777"\n')
    assert load(path).alarm == AlarmSettings(True, "osc777")
    assert Settings().alarm == AlarmSettings(False, "")
