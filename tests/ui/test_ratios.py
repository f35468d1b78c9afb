"""What can be read: the ratio of every colour of text to every ground it can stand on, from the themes themselves.

The ratios are those of WCAG 2: 4.5 for text, 3 for what is no text but tells something.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from repbook.ui.lists.role_styles import ROLES
from repbook.ui.text.loud import LoudFilter
from repbook.ui.text.themes import ALL, GROUNDS, LINES, MARKED, STOCK, TEXTS, hinted, palette
from repbook.ui.text.themes import theme as theme_of

UI = Path(__file__).parents[2] / "src" / "repbook" / "ui"
OURS = [(name, plain) for name in ("dark", "light") for plain in (False, True)]
WELL, SEEN = 4.5, 3.0
EDGED = {"edge": ("background", "surface", "panel", "field"), "focus": tuple(GROUNDS), "frame": ("background", "panel")}  # fmt: skip
"""What is no text, and the grounds that it has to be told from."""
STEPS = [*range(0x5F, 0x100, 0x28)]
CUBE = {0, *STEPS}
GREYS = set(range(8, 239, 10))


def light(colour: str) -> float:
    """The relative luminance of a colour."""
    parts = []
    for part in Color.parse(colour).rgb:
        share = part / 255
        parts.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ratio(one: str, other: str) -> float:
    """The ratio of two colours."""
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    assert round(ratio("#000000", "#ffffff"), 2) == 21
    assert round(ratio("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize(("name", "plain"), OURS)
def test_every_text_can_be_read_on_every_ground(name: str, plain: bool) -> None:
    mine = palette(name, plain=plain)
    pairs = {
        (role, ground): ratio(mine[role], mine[ground]) for role in TEXTS for ground in GROUNDS
    }
    assert {pair: found for pair, found in pairs.items() if found < WELL} == {}


@pytest.mark.parametrize(("name", "plain"), OURS)
def test_edges_are_seen(name: str, plain: bool) -> None:
    mine = palette(name, plain=plain)
    for role, grounds in EDGED.items():
        for ground in grounds:
            assert ratio(mine[role], mine[ground]) >= SEEN, (role, ground)


@pytest.mark.parametrize(("name", "plain"), OURS)
def test_what_is_marked_can_be_read(name: str, plain: bool) -> None:
    mine = theme_of(name, plain=plain).variables
    for word in MARKED:
        if word.endswith("background"):
            assert ratio(mine[word], mine[word.replace("background", "foreground")]) >= WELL


@pytest.mark.parametrize(("name", "plain"), OURS)
def test_256_colours_look_like_all(name: str, plain: bool) -> None:
    for role, colour in palette(name, plain=plain).items():
        red, green, blue = Color.parse(colour).rgb
        assert {red, green, blue} <= CUBE or (red == green == blue and red in GREYS), role


@pytest.mark.parametrize("name", ["dark", "light"])
def test_without_colour_nothing_is_as_bright_as_the_alarm(name: str) -> None:
    mine = palette(name, plain=True)
    against = {role: ratio(mine[role], mine["background"]) for role in TEXTS}
    assert max(against, key=lambda role: against[role]) == "alarm"
    assert against["quiet"] < against["foreground"] <= against["due"] < against["alarm"]
    assert min(against, key=lambda role: against[role]) == "faint"
    grey = [role for role, colour in mine.items() if len(set(Color.parse(colour).rgb)) > 1]
    assert grey == []  # Textual's own grey would be another one


def drawn(name: str, role: str, *, plain: bool) -> Any:
    """The style that a run of a role ends with, after the filters of a theme."""
    mine = palette(name, plain=plain)
    loud = LoudFilter(mine["alarm"], mine["quiet"] if name == "terminal" else "")
    run = Segment("x", Style.from_color(Color.parse(mine[role]).rich_color))
    return loud.apply([run], Color.parse("#000000"))[0].style


@pytest.mark.parametrize(
    ("name", "plain"),
    [("terminal", False), ("terminal", True), ("dark", True), ("light", True)],
)
def test_where_colour_fails_the_alarm_alone_is_bold_and_reversed(name: str, plain: bool) -> None:
    assert drawn(name, "alarm", plain=plain).bold
    assert drawn(name, "alarm", plain=plain).reverse
    assert not drawn(name, "alarm", plain=plain).dim
    assert [role for role in TEXTS if drawn(name, role, plain=plain).reverse] == ["alarm"]
    if name == "terminal":
        assert {role for role in TEXTS if drawn(name, role, plain=plain).dim} == {"quiet", "faint"}


@pytest.mark.parametrize(
    ("said", "reversed_"),
    [
        ("broken Fri", "broken Fri"),
        ("   late", "late"),
        ("▲ ", "▲"),
        (" broken 5 d  ", " broken 5 d  "),  # a pill is as wide as its neighbours
        ("━━━━━", ""),
        (" ▄▁", ""),
    ],
)
def test_words_are_reversed_and_neither_bars_nor_the_room_before_a_word(
    said: str, reversed_: str
) -> None:
    alarm = palette("terminal")["alarm"]
    run = Segment(said, Style.from_color(Color.parse(alarm).rich_color))
    parts = LoudFilter(alarm, palette("terminal")["quiet"]).apply([run], Color.parse("#000000"))
    assert "".join(part.text for part in parts) == said
    assert "".join(part.text for part in parts if part.style and part.style.reverse) == reversed_


async def test_the_app_turns_it_so(make_app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for name in ("dark", "light", "terminal"):
            app.theme = f"repbook-{name}"
            await pilot.pause()
            assert isinstance(app.get_line_filters()[0], LoudFilter)
            assert theme_of(name, plain=True).variables["alarm"] == app.theme_variables["alarm"]


def strips(app: Any) -> list[Any]:
    return app.screen._compositor.render_strips()


def said(app: Any) -> list[str]:
    return [strip.text for strip in strips(app)]


async def test_the_alarm_is_loud_on_the_highlighted_row_too(make_app: Any, settled: Any) -> None:
    app = make_app(theme="terminal")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        rows = app.screen.rows
        alarm, text = (rows._style(role, True) for role in ("alarm", "text"))
        assert alarm.bold and alarm.underline and alarm.reverse
        assert text.reverse and not text.bold and not text.underline
        last = said(app)[-3]
        app.action_command("palette")
        await settled(pilot)
        assert said(app)[-3] == last  # the page beneath a dialog is dimmed, not gone
        assert all(part.style.dim for part in strips(app)[-3] if part.text.strip())


async def test_in_colour_nothing_is_reversed(make_app: Any) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for name in ("dark", "light"):
            app.theme = f"repbook-{name}"
            await pilot.pause()
            assert not any(isinstance(each, LoudFilter) for each in app.get_line_filters())
        app.theme = "repbook-terminal"
        await pilot.pause()
        assert isinstance(app.get_line_filters()[0], LoudFilter)


@pytest.mark.parametrize(
    ("said", "light"), [("0;15", True), ("0;default;7", True), ("15;0", False), ("", None)]
)
def test_what_a_terminal_hints_of_its_ground(
    said: str, light: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORFGBG", said)
    assert hinted() is light


def test_a_terminal_that_says_that_it_is_light_gets_no_yellow() -> None:
    loud = {"ansi_bright_yellow", "ansi_bright_green", "ansi_bright_cyan", "ansi_bright_magenta"}
    assert not loud & set(palette("terminal", paper=True).values())


# -- nothing stands outside the table --------------------------------------------------------------

STYLED = re.compile(r"\$([a-z][a-z-]*)")
RULE = re.compile(r"(?<![-\w])(color|background|[a-z-]*color|border[a-z-]*)\s*:\s*([^;}]*)")


def texts() -> Iterator[tuple[Path, str]]:
    """Every text in the sources of the screen."""
    for file in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield file, node.value


def test_text_and_grounds_are_of_the_table() -> None:
    for file, said in texts():
        for what, value in RULE.findall(said):
            words = set(STYLED.findall(value))
            allowed = set(ALL)
            if what == "color":
                allowed = {*TEXTS, "background"}  # on a block in a text's colour
            elif what == "background":
                allowed = {*GROUNDS, "key", "alarm"}
            elif "scrollbar-background" in said and what == "scrollbar-background":
                allowed = set(GROUNDS)
            assert words <= allowed, (file.name, what, value)


def test_what_is_painted_is_of_the_table() -> None:
    known = {*ALL, *STOCK}
    for file, said in texts():
        if re.fullmatch(r"(bold |dim |italic |underline )*\$[a-z-]+", said):
            (role,) = STYLED.findall(said)
            assert role in known - set(GROUNDS) - {"veil", "veiled", "edge", "frame"}, file.name


def test_every_role_of_a_row_has_a_colour() -> None:
    pills = {role for role in ROLES if role.startswith("pill-")}
    assert set(ROLES) - {"text", "heading", "good", "found", "rule"} - pills <= {*TEXTS}
    assert set(LINES) & set(ROLES) == {"rule"}  # which only parts, and says nothing


async def test_keys_are_pressed_by_a_click_without_colour_too(
    make_app: Any, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for name in ("dark", "terminal"):
            app.theme = f"repbook-{name}"
            await settled(pilot)
            bar = app.screen.hint_bar
            place = bar.render().plain.index("new")
            await pilot.click(offset=(bar.region.x + 1 + place, bar.region.y))
            await settled(pilot)
            assert type(app.screen).__name__ == "NewMenu", name
            await pilot.click(offset=(0, 1))  # beside the sheet
            await settled(pilot)
            assert type(app.screen).__name__ == "TodayScreen", name


async def test_a_click_beside_a_form_keeps_its_draft(make_app: Any, settled: Any) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await pilot.press("l", *"fits well")
        await settled(pilot)
        form = app.screen
        assert type(form).__name__ == "LogForm"
        inside = form.query_one(".sheet").region
        await pilot.click(offset=(inside.x + 1, inside.y + 1))  # on the sheet itself
        await settled(pilot)
        assert app.screen is form
        await pilot.click(offset=(inside.right + 3, inside.y + 3))  # on the brief that is left
        await settled(pilot)
        assert app.screen is form
        await pilot.click(offset=(inside.x + 3, inside.y - 1))
        await settled(pilot)
        assert type(app.screen).__name__ == "TodayScreen"
        await pilot.press("l")
        await settled(pilot)
        assert "fits well" in str(app.screen.values())


async def test_fields_that_touch_are_told_apart(make_app: Any, settled: Any) -> None:
    async with make_app().run_test(size=(80, 16)) as pilot:
        await settled(pilot)
        await pilot.press("l")
        await settled(pilot)
        form = pilot.app.screen
        field = form.control("line")
        assert not form.has_class("-tall")
        assert field.styles.border_left[0] in ("outer", "vkey")
        assert field.styles.border_right[0] == "vkey"


async def test_fields_below_each_other_have_not_the_same_ground(
    make_app: Any, settled: Any
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("n", "c", "tab")
        await settled(pilot)
        form = pilot.app.screen
        assert form.has_class("-dense")
        fields = [form.control(name) for name in ("name", "person", "phone", "email")]
        above = [field.styles.background for field in fields if field is not pilot.app.focused]
        mine = pilot.app.theme_variables
        assert [ground.hex.lower() for ground in above] == [
            mine["field"],
            mine["field"],
            mine["panel"],
        ]
        assert pilot.app.focused.styles.background.hex.lower() == mine["field"]
