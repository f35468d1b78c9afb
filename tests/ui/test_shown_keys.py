"""Keys are shown as this rep has them, wherever one is named."""

from __future__ import annotations

import re
from typing import Any

import pytest
from textual.containers import VerticalScroll

from repbook.errors import BadSettings
from repbook.ui.keys.commands import COMMANDS, Keys
from repbook.ui.keys.key_names import bound_key, key_name, pressed
from repbook.ui.keys.remapping import remapped
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.screens.today import TodayScreen

from .test_mouse import until

GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"
LONE = re.compile(
    r"(?<![+\w’'/.…\\╯])([A-Za-z/$]|[?](?= (?:help|shows))|[1-6](?= (?:has|shows|lists|opens|Today|Phases|Customers|Ledgers|Ahead|Reports)\b))(?![\w’'/.…\\│╮╰-])"
)
NO_KEY = re.compile(
    r"\d+ [dhmy]\b|\b[aA]n? [a-z]{2,}|\b[aA],|tier [A-D]\b|[●◐✦] [A-D]\b|\b[A-D]\b|C:|\+ [a-z]|[?] [a-z ]{4,}"
    r"|W\S* +[●│]|d to (?:known|solved)|[@:]\S+|\]\S+|a *[│╮]|[?] +unknown|no sale +[?]|files\[/\S*|v fold"
)
"""Lone letters that are no keys: 10 d, a word, tier A, the customers' nasty names; a page's own key beneath a dialog."""
OWN = {
    "today": set("it"),
    "ahead": set("r"),
    "customer": {"v"},
    "customers": set("voOVTRXptsomc"),
    "ledgers": {"v"},
    "help": set("vptsomcoOVTRXyAC?oeaJNXsdhArg"),
    "new": {command.new for command in COMMANDS if command.new},
    "remove": set("yon"),
    "review": set("cogRX"),
    "problem": set("s"),
}
"""Keys that only one screen knows, which no setting changes."""


def other_keys() -> dict[str, str]:
    """Every command that has a key, under a key of another alphabet."""
    fixed = ("blank", "open", "back", "next")
    mine = [command for command in COMMANDS if command.keys and command.id not in fixed]
    return {command.id: letter for command, letter in zip(mine, GREEK, strict=False)}


@pytest.mark.slow("opens every screen and form with other keys")
async def test_no_key_is_shown_that_is_no_longer_one(
    make_app: Any, settled: Any, shown: Any, ids: dict[str, int], tmp_path: Any
) -> None:
    keys = other_keys()
    assert len(keys) == len([each for each in COMMANDS if each.keys]) - 4
    menu = keys["new"]
    found: list[tuple[str, str, str]] = []
    seen: set[str] = set()

    def look(app: Any, where: str) -> None:
        text = shown(app.screen)
        seen.update(key for key in keys.values() if key in text)
        text = re.sub(rf"{menu} [a-z]\b", "", NO_KEY.sub(" ", text))
        found.extend(
            (where, each[1], line.strip())
            for line in text.splitlines()
            for each in LONE.finditer(line)
            if each[1] not in OWN.get(where, ())
        )

    for path in (None, tmp_path / "empty.db"):
        app = make_app(*([path] if path else []), table=remapped(keys))
        async with app.run_test(size=(200, 60)) as pilot:
            await settled(pilot)
            look(app, "today")
            for screen, tabs in (
                ("phases", 0),
                ("customers", 0),
                ("ledgers", 5),
                ("ahead", 0),
                ("reports", 8),
            ):
                await pilot.press(keys[screen])
                await settled(pilot)
                look(app, screen)
                if screen == "reports":
                    await pilot.press(keys[screen])  # all at a glance, and each of them whole
                    await settled(pilot)
                    look(app, screen)
                    await pilot.press("enter")
                    await settled(pilot)
                for _ in range(tabs):
                    await pilot.press("right_square_bracket")
                    await settled(pilot)
                    look(app, screen)
            for command in ("help", "new", "palette", "find", "log"):
                await pilot.press(keys[command])
                await until(pilot, lambda app=app: app.screen.is_modal)
                await settled(pilot)
                await pilot.pause()
                look(app, command)
                for page in app.screen.query(VerticalScroll):
                    page.scroll_end(animate=False)
                await pilot.pause()
                look(app, command)
                await pilot.press("escape")
                await until(pilot, lambda app=app: not app.screen.is_modal)
            for name in ("Orchard Clinic", "Newcomer Ltd") if path is None else ():
                app.open_customer(ids[name])
                await until(pilot, lambda app=app: isinstance(app.screen, CustomerScreen))
                await settled(pilot)
                for _ in range(9):
                    await pilot.press("right_square_bracket")
                    await settled(pilot)
                    look(app, "customer")
                for command in ("brief", "problem", "remove"):
                    await pilot.press(keys[command])
                    await settled(pilot)
                    look(app, command)
                    await pilot.press("escape")
                    await settled(pilot)
            await pilot.press(keys["review"])
            await settled(pilot)
            look(app, "review")
    assert not dict.fromkeys(found)
    assert set(keys.values()) - seen == set()


async def test_keys_for_moving_about_can_be_changed_and_the_arrows_stay(
    make_app: Any, settled: Any
) -> None:
    table = remapped({"down": "S", "up": ["K"], "log": "j", "back": "B", "open": "Y"})
    app = make_app(table=table)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        rows = app.screen.rows
        first = rows.cursor
        await pilot.press("S")
        assert rows.cursor > first
        await pilot.press("K")
        assert rows.cursor == first
        await pilot.press("down", "down", "up")
        assert rows.cursor > first
        await pilot.press("Y")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        await pilot.press("B")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await pilot.press("j")
        await until(pilot, lambda: app.screen.is_modal)
        assert app.form is not None
        assert app.form.form_id == "log"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"log": "V"}, "on Customers"),
        ({"log": ["L", "R"]}, "in the weekly review"),
        ({"down": "J"}, "on doubles"),
        ({"find": "space"}, "in the weekly review"),
        ({"undo": "less_than_sign"}, "on what was logged"),
        ({"log": "left"}, "on Phases"),
        ({"log": "h", "first": ["g", "home"], "check": "S"}, ""),
    ],
)
def test_a_key_that_a_screen_has_for_itself_is_given_to_nothing_else(
    given: dict[str, Any], said: str
) -> None:
    if not said:
        assert remapped(given)
        return
    with pytest.raises(BadSettings, match=f"but it is another {said}"):
        remapped(given)


NAMES = [
    ("l", "l", "l"),
    ("?", "question_mark", "?"),
    ("question_mark", "question_mark", "?"),
    ("-", "minus", "-"),
    (",", "comma", ","),
    ("<", "less_than_sign", "<"),
    ("д", "д", "д"),
    ("ctrl+p", "ctrl+p", "Ctrl+P"),
    ("f5", "f5", "F5"),
    ("escape", "escape", "Esc"),
    ("space", "space", "Space"),
    ("delete", "delete", "Del"),
    ("pagedown", "pagedown", "PgDn"),
]


@pytest.mark.parametrize(("key", "bound", "name"), NAMES)
def test_a_key_is_named_as_a_rep_reads_it_and_found_again_by_its_name(
    key: str, bound: str, name: str
) -> None:
    assert bound_key(key) == bound
    assert key_name(key) == name
    assert pressed(name) == bound


@pytest.mark.parametrize("words", ["repbook", "", "▲", "✓", "1-0", "Enter it", "★", " "])
def test_what_names_no_key_presses_none(words: str) -> None:
    assert pressed(words) == ""


@pytest.mark.parametrize(
    ("given", "words", "said"),
    [
        ({}, "{undo} undoes it", "u undoes it"),
        ({"undo": "Z"}, "{undo} undoes it, {redo} again", "Z undoes it, U again"),
        ({}, "{customer} adds one", "n c adds one"),
        ({"new": "Y"}, "{customer} adds one", "Y c adds one"),
        ({"log": []}, "{log} logs", "n l logs"),
        ({"undo": []}, "{undo}: undo", "Ctrl+P undo: undo"),
        ({"undo": [], "palette": []}, "{undo}: undo", "palette undo: undo"),
        ({"undo": ["f8", "u"]}, "{undo}", "F8"),
        ({"undo": "{redo}"}, "{undo}", "{redo}"),
        ({}, "what {nobody} knows", "what {nobody} knows"),
    ],
)
def test_a_sentence_names_the_keys_of_the_table(
    given: dict[str, object], words: str, said: str
) -> None:
    assert Keys(remapped(given)).fill(words) == said
