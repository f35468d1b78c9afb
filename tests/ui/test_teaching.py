"""The key coach, and what to try in a full example: a word when it is of use, and quiet else."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from repbook.settings import Settings
from repbook.ui.app.try_this import TryThis
from repbook.ui.keys.coach import Coach

DAY, NEXT = date(2026, 6, 3), date(2026, 6, 4)


def test_the_third_time_is_told_once_a_day_also_by_another_run(tmp_path: Path) -> None:
    kept = tmp_path / "state" / "coach.json"
    told = [Coach(kept).chosen("log", DAY) for _ in range(5)]
    assert told == [False, False, True, False, False]
    assert [Coach(kept).chosen("log", NEXT) for _ in range(2)] == [True, False]
    assert not Coach(kept).chosen("check", NEXT)
    later = NEXT + timedelta(days=1)  # it is not said day after day: three times more come first
    assert [Coach(kept).chosen("log", later) for _ in range(3)] == [False, True, False]


@pytest.mark.parametrize(
    "found", [b"", b"[]", b"\xff", b'{"log": 3}', b'{"log": ["3", 1]}', b'{"log": [2, null]}']
)
def test_a_file_that_says_something_else_is_begun_anew(tmp_path: Path, found: bytes) -> None:
    kept = tmp_path / "coach.json"
    kept.write_bytes(found)
    assert [Coach(kept).chosen("log", DAY) for _ in range(3)] == [False, False, True]


def test_a_folder_that_takes_nothing_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    coach = Coach(tmp_path / "state" / "coach.json")
    assert [coach.chosen("log", DAY) for _ in range(3)] == [False, False, True]


async def through_the_palette(pilot: Any, settled: Any, name: str) -> None:
    await pilot.press("ctrl+p", *name)
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


@pytest.mark.parametrize(("on", "wanted"), [(True, "next time: 3"), (False, "")])
@pytest.mark.slow("a command taken three times from the palette")
async def test_after_the_third_time_the_key_is_told_on_the_page(
    make_app: Any, settled: Any, on: bool, wanted: str
) -> None:
    app = make_app(settings=Settings(coach=on))
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        for time in range(3):
            await through_the_palette(pilot, settled, "customers")
            said = app.word.message if app.word else ""
            assert said == (wanted if time == 2 else "")
            await pilot.press("1")
            await settled(pilot)
        app.tell(None)
        await through_the_palette(pilot, settled, "customers")
        assert app.word is None  # not twice a day


async def test_within_a_form_it_waits_for_the_save(
    make_app: Any, settled: Any, ids: dict[str, int]
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        app.screen.point_at(ids["Orchard Clinic"])
        for _ in range(2):
            await through_the_palette(pilot, settled, "success")
            await pilot.press("escape")
            await settled(pilot)
        await through_the_palette(pilot, settled, "success")
        assert app.word is None
        await pilot.press(*"saved two hours", "f2")
        await settled(pilot)
        assert app.word.message.endswith("next time: e")


async def test_a_full_example_says_what_to_try_until_the_third_key(
    make_app: Any, settled: Any
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        tries = app.screen.query_one(TryThis)
        await pilot.press("down", "down")
        assert tries.display
        assert str(tries.render()).count("\n") >= 2
        await pilot.press("down")
        await settled(pilot)
        assert not tries.display


async def test_a_book_of_ones_own_says_nothing(make_app: Any, settled: Any) -> None:
    app = make_app(demo=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert not app.screen.query(TryThis)
