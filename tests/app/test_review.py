"""The weekly review on the screen: one key a verdict, nothing lost on leaving, one page at the end."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from app.support import NOW, TODAY, Running
from app.test_forms import rows, until
from repbook.actions.care import followups
from repbook.clock import FixedClock
from repbook.domain.review.review_verdicts import ASK
from repbook.domain.review.weekly_review import Step
from repbook.storage.book.book import Book
from repbook.ui.dialogs.care.closing import ClosingForm, WeekFile
from repbook.ui.dialogs.common.options import Ask
from repbook.ui.keys.remapping import remapped
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.screens.review import ReviewScreen
from repbook.ui.screens.today import TodayScreen
from repbook.ui.screens.week import WeekScreen
from repbook.ui.widgets.card_page import progress, steps_line


@pytest.mark.parametrize("step", [*Step, None])
def test_eight_steps_fit_a_narrow_terminal_and_tick_what_is_done(step: Step | None) -> None:
    line = "".join(part for part, _ in steps_line(step, 78))
    assert cell_len(line) <= 78
    assert line.count("✓") == (len(Step) if step is None else list(Step).index(step))
    assert ("▸" in line) is (step is not None)


def test_a_step_with_cards_left_bears_no_tick() -> None:
    line = "".join(part for part, _ in steps_line(Step.CLOSING, 120, {Step.ASKS: (1, 2)}))
    assert "✓promises" in line and "✓asks" not in line


@pytest.mark.parametrize(
    ("done", "total"), [(0, 46), (1, 46), (45, 46), (46, 46), (0, 0), (2, 900)]
)
def test_the_bar_is_full_only_once_everything_is_decided(done: int, total: int) -> None:
    (filled, _), (rest, _) = progress(done, total, 70)
    assert len(filled + rest) == 70
    assert (rest == "") is (done == total)


@pytest.fixture
def week(small: dict[str, int], path: Path) -> dict[str, int]:
    """A loose end and a promise that is late, among the three customers."""
    with Book(path, FixedClock(NOW - timedelta(days=8))) as before:
        followups.add(before, small["Marsh Foods"], "call about the freezer", date(2026, 5, 28))
        followups.add(before, small["Orchard Clinic"], "send the plan", date(2026, 5, 29))
    return small


async def opened(pilot: object) -> ReviewScreen:
    """Press W and wait for the review."""
    await pilot.press("W")  # type: ignore[attr-defined]
    await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))  # type: ignore[attr-defined]
    screen = pilot.app.screen  # type: ignore[attr-defined]
    assert isinstance(screen, ReviewScreen)
    return screen


async def test_a_key_decides_u_takes_it_back_and_w_resumes(
    week: dict[str, int], running: Running, path: Path
) -> None:
    async with running(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert "nothing is lost" in screen.news
        assert screen.card.title.startswith("call about the freezer")
        total, row = screen.review.total, screen.card.target[1]
        await pilot.press("d")
        await until(pilot, lambda: len(screen.review.given) == 1)
        assert screen.card.customer == "Orchard Clinic"
        assert rows(path, f"SELECT state FROM followups WHERE id = {row}") == [("done",)]
        assert "takes back “done: call about the freezer”" in str(screen.query_one("#told").content)
        await pilot.press("u")
        await until(pilot, lambda: not screen.review.given)
        assert screen.card.title.startswith("call about the freezer")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CustomerScreen))
        await pilot.press("escape", "space")
        await until(pilot, lambda: len(screen.review.given) == 1)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        assert (await opened(pilot)).news == "Resumed at card 2."
        assert pilot.app.screen.review.total == total
        assert f"card 2 of {total}" in pilot.app.screen.head.render().plain


async def test_a_card_has_the_last_eight_weeks_and_verdicts_that_can_be_clicked(
    week: dict[str, int], running: Running, path: Path
) -> None:
    async with running(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await until(pilot, lambda: len(screen.page.besides) == 3)
        shown = screen.page.words.render().plain
        assert "silent, d" in shown
        assert "now" in shown
        verdicts = screen.query_one("#verdicts")
        assert " d  done " in verdicts.render().plain
        x = verdicts.render().plain.index("Space") + 2
        await pilot.click(verdicts, offset=(x + 1, 0))
        await until(pilot, lambda: len(screen.review.given) == 1)
        assert screen.review.given[0].verdict == "skip"
        assert "loose ends 2/3" in screen.head.render().plain


async def test_keys_that_were_changed_answer_the_cards_as_well(
    week: dict[str, int], running: Running, path: Path
) -> None:
    async with running(size=(80, 24), table=remapped({"done": "ctrl+d", "snooze": "Z"})) as pilot:
        screen = await opened(pilot)
        shown = screen.query_one("#verdicts").render().plain
        assert " Ctrl+D  done " in shown
        assert " Z  date it " in shown
        await pilot.press("d")
        await pilot.pause()
        assert not screen.review.given
        await pilot.press("ctrl+d")
        await until(pilot, lambda: len(screen.review.given) == 1)
        assert screen.review.given[0].verdict == "done"


async def test_the_key_of_the_cards_before_is_no_call_where_a_card_is_about_no_row(
    week: dict[str, int], running: Running, path: Path
) -> None:
    async with running(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        screen.card = screen.card._replace(target=("", 0), verdicts=ASK)
        await pilot.press("d")
        await until(pilot, lambda: pilot.app.word is not None)
        assert pilot.app.word.message.startswith("nothing here for d")
        assert pilot.app.screen is screen
        assert not screen.review.given


async def test_a_verdict_that_needs_a_day_asks_for_it_and_keeps_its_draft(
    week: dict[str, int], running: Running, path: Path
) -> None:
    async with running(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        row = screen.card.target[1]
        await pilot.press("z")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press(*"+2", "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert not screen.review.given
        await pilot.press("z")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await until(pilot, lambda: pilot.app.screen.values() == {"day": "+2"})
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen and screen.review.given)
        assert rows(path, f"SELECT due_on FROM followups WHERE id = {row}") == [("2026-06-05",)]
        assert screen.card.customer == "Orchard Clinic"


async def test_the_week_is_closed_with_a_line_and_saved_once(
    week: dict[str, int], running: Running, path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "week.md"
    file.write_text("mine", "utf-8")
    async with running(size=(80, 24)) as pilot:
        left = len((await opened(pilot)).review.cards)
        await pilot.press("c", *"early")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosingForm))
        assert pilot.app.screen.about == f"{left} cards left undecided. They come again."
        await until(pilot, lambda: pilot.app.screen.values() == {"learned": "early"})
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, WeekScreen))
        assert rows(path, "SELECT learned, finished_on FROM reviews") == [
            ("early", TODAY.isoformat())
        ]
        assert "next review Fri 12 Jun" in pilot.app.screen.head.render().plain
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(pilot.app.screen, WeekFile))
        field = pilot.app.screen.query_one("LineInput")
        field.value = str(file)
        await pilot.press("enter")
        await until(
            pilot, lambda: "already there" in str(pilot.app.screen.query_one(".foot").content)
        )
        field.value = str(tmp_path / "new.md")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WeekScreen))
        await pilot.press("escape", "W")
        await until(pilot, lambda: isinstance(pilot.app.screen, WeekScreen))
    assert file.read_text("utf-8") == "mine"
    assert "- early\n" in (tmp_path / "new.md").read_text("utf-8")
