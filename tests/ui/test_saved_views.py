"""Saved views: what is kept of a table, what a file may hold, and the way there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from repbook.actions.forgetting import forgetting
from repbook.errors import BadFile
from repbook.saved_views import SavedView, SavedViews, place
from repbook.storage.book.book import Book
from repbook.ui.dialogs.common.view_list import described
from repbook.ui.screens.customers import CustomersScreen

LEEDS = SavedView("Leeds", "leeds", "learning", "A", "all", True, "silence", True)


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (SavedView("x"), "by attention"),
        (LEEDS, "◐ Learning curve · tier A · everyone · overdue · “leeds” · by silence ↑"),
        (
            SavedView("x", phase="none", state="off", sort="city"),
            "○ No sale yet · off the book · by city",
        ),
        (SavedView("x", phase="of another program", state="?"), "by attention"),
    ],
)
def test_a_view_in_words(view: SavedView, words: str) -> None:
    assert described(view) == words


@pytest.mark.parametrize("path", [None, Path("in/a/new/folder/views.json")])
def test_a_name_holds_one_view(path: Path | None, tmp_path: Path) -> None:
    views = SavedViews(path and tmp_path / path)
    assert views.all() == ()
    assert views.keep(LEEDS) == LEEDS
    views.keep(SavedView("  bakers\x1b[2J ", "bak\ner"))
    views.keep(SavedView("LEEDS", "leeds mill"))
    assert [(each.name, each.text) for each in views.all()] == [
        ("bakers", "bak er"),
        ("LEEDS", "leeds mill"),
    ]
    views.drop("Bakers")
    views.drop("nobody")
    assert [each.name for each in views.all()] == ["LEEDS"]
    if path is not None:
        kept = tmp_path / path
        assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        assert SavedViews(kept).all() == views.all()


@pytest.mark.parametrize(
    "held",
    [
        "",
        "{",
        "{}",
        "7",
        "null",
        "[[]]",
        '["x"]',
        "[" * 9000,
        '[{"name": ""}]',
        '[{"name": 7}]',
        '[{"name": "x", "overdue": 1}]',
    ],
)
def test_what_cant_be_read_is_named_and_left_as_it_is(held: str, tmp_path: Path) -> None:
    path = tmp_path / "views.json"
    path.write_text(held, "utf-8")
    views = SavedViews(path)
    if held == "{}":
        assert views.all() == ()
        return
    for attempt in (views.all, lambda: views.keep(LEEDS), lambda: views.drop("Leeds")):
        with pytest.raises(BadFile, match="saved views can't be read"):
            attempt()
    assert path.read_text("utf-8") == held


def test_what_a_file_of_another_time_lacks_is_as_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "views.json"
    path.write_text(json.dumps([{"name": "x", "tier": "B", "later": 1}]), "utf-8")
    assert SavedViews(path).all() == (SavedView("x", tier="B"),)


def test_whoever_is_forgotten_goes_from_them(book: Book, ids: dict[str, int]) -> None:
    views = SavedViews(place())
    for view in (LEEDS, SavedView("those two", "hollis dairy"), SavedView("Hollis Dairy and near")):
        views.keep(view)
    who = forgetting.of_row(book, "customer", ids["Hollis Dairy"], "Hollis Dairy")
    _, outcome = forgetting.forget(book, forgetting.look(book, who), "Hollis Dairy")
    assert views.all() == (LEEDS,)
    assert [each.what for each in outcome.places].count("saved view") == 2


async def test_what_is_shown_is_kept_under_a_name_and_comes_back(
    make_app: Any, settled: Any, shown: Any
) -> None:
    async with make_app(demo=False).run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "v", "t", "escape", "o", "O")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, CustomersScreen)
        before = screen.table.ids
        await pilot.press("V", *"best", "enter")
        await settled(pilot)
        assert screen.now("best") == SavedView("best", tier="A", sort="name", reverse=True)
        assert "best   o by name" in shown(screen)
        assert SavedViews(place()).all() == (screen.now("best"),)
        await pilot.press("escape", "o")
        await settled(pilot)
        assert "best" not in shown(screen).split("\n")[2]
        assert screen.table.ids != before
        await pilot.press("V", "enter")
        await settled(pilot)
        assert (screen.table.ids, screen.focused) == (before, screen.table)
        await pilot.press("V", "delete", "y")
        await settled(pilot)
        assert SavedViews(place()).all() == ()
