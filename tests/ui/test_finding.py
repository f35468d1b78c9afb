"""The palette, the search, and help: by names, marked, narrowed by letters."""

from __future__ import annotations

from typing import Any

import pytest

from repbook.domain.shown.customer_views import Hit
from repbook.ui.dialogs.common.help import Help, blocks, column, laid_out, narrowed
from repbook.ui.dialogs.common.menus import _names_then_newest, _words, grouped, ranked
from repbook.ui.keys.commands import COMMANDS, SHIPPED
from repbook.ui.text.event_words import MARKS, STEPS, TOUCHES
from repbook.ui.text.render import marked
from repbook.wording import PHASE_GLYPH, SAVE_GLYPH


def test_names_outrank_sentences() -> None:
    found = [command.id for command in ranked(COMMANDS, "th")]
    assert found[0] == "theme"
    assert found.index("off") < found.index(
        "customers"
    )  # a word of the name before one of the sentence
    assert [command.id for command in ranked(COMMANDS, "won sale")] == ["sale"]
    assert ranked(COMMANDS, "birthday") == []
    assert {command.id for command in ranked(COMMANDS, "")} == {each.id for each in COMMANDS}


def test_what_was_chosen_lately_comes_first_and_groups_have_headings() -> None:
    lines = grouped(COMMANDS, ["theme", "gone"], SHIPPED)
    assert [line.words for line in lines[:3]] == ["Chosen lately", "Theme", "Screens"]
    assert lines[0].key is None
    assert lines[1].key == "theme"
    heads = [line.words for line in lines if line.key is None]
    assert heads[1:] == list(dict.fromkeys(command.group for command in COMMANDS))


def test_what_was_asked_is_marked_where_words_begin_so() -> None:
    assert marked("the other", ("th",), "text") == [("th", "found"), ("e other", "text")]
    assert marked("other", ("th",), "text") == [("o", "text"), ("th", "found"), ("er", "text")]
    assert marked("Straße Öl", ("ol",), "text") == [("Straße ", "text"), ("Öl", "found")]
    assert marked("none", (), "quiet") == [("none", "quiet")]
    for value in ("a[/b] (c", "ﬁne", "漢字 tea"):
        assert "".join(part for part, _ in marked(value, ("(c", "tea"), "text")) == value


def test_names_come_before_what_was_said_and_that_by_its_day() -> None:
    hits = [
        Hit("promise", 1, 1, "Orchard", "old", "2026-01-02"),
        Hit("route", 2, 1, "Orchard", "030 7"),
        Hit("touch", 3, 1, "Orchard", "new", "2026-05-02"),
        Hit("customer", 4, 2, "Valve Ltd", "Valve Ltd"),
        Hit("person", 5, 1, "Orchard", "Val Green"),
    ]
    assert [hit.id for hit in sorted(hits, key=_names_then_newest)] == [4, 5, 3, 1, 2]


def test_a_customer_is_named_also_where_something_else_of_it_was_found() -> None:
    found = Hit("customer", 1, 1, "Whitcombe", "Whitcombe", snippet="Honiton dairy UK")
    assert _words(found) == "Whitcombe · Honiton dairy UK"
    assert _words(Hit("customer", 1, 1, "Hollis Dairy", "Hollis Dairy")) == "Hollis Dairy"
    assert _words(Hit("promise", 1, 1, "Hollis Dairy", "valve kit")) == "valve kit"


async def test_the_palette_takes_the_name_and_remembers_it(make_app: Any, settled: Any) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        app = pilot.app
        await pilot.press("ctrl+p", *"theme")
        await settled(pilot)
        assert app.screen.rows.item.key == "theme"
        before = app.theme
        await pilot.press("enter")
        await settled(pilot)
        assert app.theme != before
        await pilot.press("ctrl+p")
        await settled(pilot)
        assert app.screen.rows.item.key == "theme"  # not its heading
        await pilot.press("up", "up", "escape")
        await settled(pilot)
        assert app.recent == ["theme"]


# -- help ------------------------------------------------------------------------------------------


def test_what_a_key_does_never_runs_under_the_keys() -> None:
    for width in (56, 74, 100, 150):
        shown = laid_out(blocks(COMMANDS), width).plain.splitlines()
        assert max(map(len, shown)) <= width
        for line in column(blocks(COMMANDS), width // 2):
            assert sum(len(part) for part, _ in line) == width // 2


def test_the_legend_has_every_sign() -> None:
    said = " ".join(key for block in blocks(COMMANDS) for key, _ in block.rows)
    signs = {*(mark for mark, _ in (*MARKS.values(), *STEPS.values())), *TOUCHES.values()}
    signs |= {SAVE_GLYPH, *PHASE_GLYPH.values(), "¤", "◇", "◷", "•"}
    assert {sign for sign in signs if sign not in said} == {"·"}
    for short in ("live+18", "184/90", "bd", "+2", "back+9", "debt"):
        assert short in said


def test_help_is_narrowed_by_a_key_a_word_or_a_sign() -> None:
    every = blocks(COMMANDS, (("{log}", "log"),))
    assert every[0].title == "On this screen"
    assert every[0].rows == (("l", "Log a call, visit, or e-mail"),)
    assert {key for block in narrowed(every, "snoo other day") for key, _ in block.rows} == set()
    assert next(row for block in narrowed(every, "another day") for row in block.rows)[0] == "z"
    assert any(key == "184/90 d" for block in narrowed(every, "184") for key, _ in block.rows)


@pytest.mark.slow("opens the help of every screen")
async def test_help_begins_with_this_screen_and_always_says_how_to_leave(
    make_app: Any, settled: Any, shown: Any
) -> None:
    for size in ((60, 16), (80, 24), (120, 36), (200, 50)):
        async with make_app().run_test(size=size) as pilot:
            await settled(pilot)
            await pilot.press("5", "question_mark")
            await settled(pilot)
            await pilot.pause()
            help_ = pilot.app.screen
            assert isinstance(help_, Help)
            text = shown(help_)
            assert "On this screen" in text
            assert "Esc back" in text
            await pilot.press(*"tier")
            await pilot.pause()
            assert help_.asked == "tier"
            assert "Esc back" in shown(help_)
            await pilot.press(*["backspace"] * 9, "pagedown", "down", "j", "k", "space", "q")
            await settled(pilot)
            assert pilot.app.screen is not help_  # with nothing asked, q leaves as it always did
