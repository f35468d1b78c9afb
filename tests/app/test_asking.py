"""`a`: the gates above the form, the need among its fields, a reason to ask all the same, the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.support import Running
from app.test_forms import rows, until
from repbook.actions.care import evidence
from repbook.actions.customers import facts
from repbook.storage.book.book import Book
from repbook.ui.dialogs.care.ask import AskForm
from repbook.ui.dialogs.common.options import Ask, Options
from repbook.ui.screens.today import TodayScreen

ASKS = "SELECT kind, text, need_id, override_reason, outcome, answer FROM asks"


@pytest.mark.practice("R38")
@pytest.mark.practice("R50")
async def test_an_ask_names_its_need_and_is_answered(
    small: dict[str, int], book: Book, running: Running, path: Path
) -> None:
    hollis, marsh = small["Hollis Dairy"], small["Marsh Foods"]
    need = facts.add(book, hollis, "need", "hours saved at milking").ids["facts"][0]
    told = evidence.add(book, marsh, "saved us two hours a day").ids["evidence"][0]
    evidence.edit(book, told, permission_on=book.clock.today())
    async with running(size=(80, 24)) as pilot:
        pilot.app.screen.point_at(hollis)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskForm))
        form = pilot.app.screen
        assert form.about.startswith("Not the time to ask yet:\n· not settled")
        assert not form.query_one("#row-need").display
        await pilot.press("1", "1")
        assert form.control("need").options == ("“hours saved at milking”", "none recorded")
        assert form.query_one("#row-need").display
        assert "“saved us two hours a day” Marsh Foods" in str(form.query_one("#stories").content)
        await pilot.press(*"more?", "f2")
        assert rows(path, ASKS) == []
        await pilot.press(*"why", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        assert rows(path, ASKS) == [("opportunity", "more?", need, "why", "", "")]
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, Options))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press("3", *"spring", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert rows(path, ASKS) == [("opportunity", "more?", need, "why", "later", "spring")]
