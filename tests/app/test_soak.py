"""The soak in small: what a rep does all day leaves nothing behind, and loads nothing heavy (`tests/bench/soak.py`)."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from app.support import no_form_is_left
from bench import soak, synthetic
from polite import PATIENCE
from repbook.ui.app import glance
from repbook.ui.app.app import RepbookApp

ROUND = ("j", "2", "3", "4", "5", "6", "1", "page", "log", "left", "undo", "brief", "help")


async def it_is_past_midnight(app: RepbookApp) -> None:
    """The watch sees once a second that it is another day."""
    while app.day == soak.BEGIN.date():
        await asyncio.sleep(0.02)


def of_the_app() -> int:
    """How many objects of the app's own classes are alive; others are the garbage collector's, and other tests'."""
    return sum(type(each).__module__.startswith("repbook.ui") for each in soak.gc.get_objects())


@pytest.mark.slow("a round of all that a day has, three times")
async def test_a_round_of_work_leaves_nothing_behind(tmp_path: Path) -> None:
    book = tmp_path / "book.db"
    synthetic.make(book, 20, 100)
    async with soak.working(book) as day:
        found, ours = [], []
        for _ in range(3):
            for what in ROUND:
                await getattr(day, f"_{what}", day._key)(what)
            day.clock.now += soak.timedelta(hours=4)
            await day.home()
            await asyncio.wait_for(no_form_is_left(), PATIENCE)
            found.append(soak.sample(0))
            ours.append(of_the_app())
        await asyncio.wait_for(it_is_past_midnight(day.app), PATIENCE)
    _, second, third = found
    assert third.tasks <= second.tasks + 2
    assert (
        third.widgets < 80
    )  # of all objects the soak by hand tells: here other tests have left theirs


def test_an_app_at_work_has_no_sqlmodel() -> None:
    """What settles behind the first screen is what is written often: that brings no SQLModel."""
    import subprocess

    from repbook.ui.app.quiet_work import LATER

    said = (
        f"import importlib, sys; [importlib.import_module(name) for name in {LATER}];"
        "import repbook.ui.app.launch, repbook.storage.book.work;"
        "sys.exit(len(sys.modules.keys() & {'sqlmodel', 'sqlalchemy', 'pydantic'}))"
    )
    assert subprocess.run([sys.executable, "-c", said], check=False).returncode == 0


async def test_a_book_at_rest_is_glanced_at_and_not_asked(tmp_path: Path) -> None:
    book = tmp_path / "book.db"
    synthetic.make(book, 5, 10)
    async with soak.working(book) as day:
        app = day.app
        app.worth_a_look()
        assert not any(app.worth_a_look() for _ in range(20))
        assert any(app.worth_a_look() for _ in range(glance.THOROUGH))
        day.clock.now += soak.timedelta(days=1)
        assert app.worth_a_look()
        assert not app.worth_a_look()
        with book.open("r+b") as file:
            file.seek(0, 2)
            file.write(b"\0" * 4096)
        assert app.worth_a_look()
        book.rename(tmp_path / "gone.db")
        assert app.worth_a_look() and app.worth_a_look()
