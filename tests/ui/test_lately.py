"""The third pane: the days ahead, the days behind, as many as there is room for."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len

from repbook.domain.shown.customer_views import Event
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.views.customer_page import customer_page, timeline
from repbook.ui.brief.lately import as_much, lately, to_come
from repbook.ui.text.paragraphs import plain

from .conftest import HOSTILE, TODAY, ago
from .test_mouse import until


def test_what_is_to_come_and_what_was(book: Book, ids: dict[str, int]) -> None:
    orchard = ids["Orchard Clinic"]
    page = customer_page(book, orchard, rules=DEFAULT)
    assert page is not None
    ahead = plain(to_come(page.facts, TODAY, 40)).splitlines()
    assert ahead == ["TO COME", "4 Jun  10:00 call about the valves"]
    behind = plain(lately(timeline(book, orchard), TODAY, 40)).splitlines()
    assert behind[0] == "LATELY"
    assert any("left word" in line for line in behind)
    days = [line[:7].strip() for line in behind[1:] if line[:7].strip()]
    assert len(days) == len(set(days))  # each day once
    assert as_much([("a\n", ""), ("b", ""), ("c\n", ""), ("d\n", "")], 2) == [
        ("a\n", ""), ("b", ""), ("c\n", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("width", [24, 40, 60])
@pytest.mark.parametrize("text", [*HOSTILE, "x" * 200, "日本語 " * 30, ""])
def test_no_line_is_too_wide_also_with_days_of_other_years(width: int, text: str) -> None:
    events = [
        Event(ago(days).isoformat(), "touch", days, "call", text, state="two-way")
        for days in (1, 400, 4000)
    ]
    said = plain(lately([*events, Event("damaged", "fact", 1, "personal", text)], TODAY, width))
    assert max(cell_len(line) for line in said.splitlines()) <= width


@pytest.mark.parametrize(("width", "stands"), [(120, False), (170, False), (200, True)])
async def test_it_stands_in_a_wide_terminal_and_follows_the_highlight(
    make_app: Any, settled: Any, ids: dict[str, int], width: int, stands: bool
) -> None:
    app = make_app()
    async with app.run_test(size=(width, 50)) as pilot:
        await settled(pilot)
        screen = app.screen
        assert screen.brief.display
        assert screen.lately.display is stands
        if stands:
            screen.point_at(ids["Orchard Clinic"])
            await until(pilot, lambda: "valves" in screen.lately.content_shown.plain)
