"""The first customer of an empty book, from key to key; and what is put off that is no follow-up."""

from __future__ import annotations

from pathlib import Path

from app.support import Running
from app.test_forms import rows, until
from repbook.ui.dialogs.common.options import Options
from repbook.ui.dialogs.common.row_forms import LaterForm
from repbook.ui.dialogs.logging.new_customer import CustomerForm
from repbook.ui.lists.row_list import RowList
from repbook.ui.screens.ahead import AheadScreen
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.screens.today import TodayScreen


async def test_the_first_customer_stands_on_today_and_the_keys_are_for_it(
    path: Path, running: Running
) -> None:
    async with running(size=(120, 36)) as pilot:
        app = pilot.app
        await pilot.press("5")
        await until(pilot, lambda: isinstance(app.screen, AheadScreen))
        await until(pilot, lambda: app.screen.empty.display)
        assert not app.screen.brief.display  # no empty pane where there is nobody
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert app.screen.focused is None or not app.screen.rows.display
        await pilot.press("n", "c")
        await until(pilot, lambda: isinstance(app.screen, CustomerForm) and app.screen.standing)
        await pilot.press(*"Fir Tree", "f2")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert app.screen.target().text == "say hello · added today"
        assert isinstance(app.screen.focused, RowList)

        # A week on: the day is asked first, as where a follow-up is put off.
        await pilot.press("z")
        await until(pilot, lambda: isinstance(app.screen, LaterForm) and app.screen.standing)
        await pilot.press("1", "w", "enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert rows(path, "SELECT what, due_on, kind FROM followups") == [
            ("call", "2026-06-10", "call")
        ]
        assert app.word.message.startswith("Planned: follow up Fir Tree Wed 10 Jun: call")

        # On Ahead, which had no rows and no keys, the highlight can be moved and acted on.
        await pilot.press("5")
        await until(pilot, lambda: isinstance(app.screen, AheadScreen))
        await until(pilot, lambda: app.screen.brief.display)
        assert isinstance(app.screen.focused, RowList)
        await pilot.press("greater_than_sign")
        await until(
            pilot,
            lambda: rows(path, "SELECT due_on FROM followups") == [("2026-06-11",)],
        )
        # Removed and brought back: the list was hidden meanwhile, and has the keys again.
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, Options))
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, AheadScreen))
        await until(pilot, lambda: not app.screen.rows.display)
        await pilot.press("u")
        await until(pilot, lambda: app.screen.rows.display)
        assert isinstance(app.screen.focused, RowList)
        await pilot.press("less_than_sign")
        await until(
            pilot,
            lambda: rows(path, "SELECT due_on FROM followups") == [("2026-06-10",)],
        )
