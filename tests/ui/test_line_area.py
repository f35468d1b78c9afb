"""A line that wraps: every letter stands on one line, and lines break behind spaces where they can."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len
from textual import events

from repbook.ui.forms.line_area import wrapped


@pytest.mark.parametrize("width", [1, 2, 7, 20, 200])
@pytest.mark.parametrize(
    "line",
    [
        "",
        "fits",
        "fits well in theatre 2, the drawer sticks",
        "a" * 50,
        "word " * 20,
        "   ",
        "漢字かな交じり文 with words",
        "e\u0301 combined",
    ],
)
def test_lines_hold_the_whole_text(line: str, width: int) -> None:
    lines = wrapped(line, width)
    assert "".join(line[start:end] for start, end in lines) == line
    for start, end in lines:
        shown = line[start:end].rstrip(" ")
        assert cell_len(shown) <= width or len(shown) == 1
    if all(cell_len(word) <= width for word in line.split()):
        assert all(line[end - 1] == " " for _, end in lines[:-1])


async def test_the_cursor_the_arrows_and_the_mouse_find_their_line(
    make_app: Any, settled: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        pilot.app.screen.point_at(ids["Orchard Clinic"])
        await pilot.press("l", "1")
        await settled(pilot)
        form = pilot.app.screen
        field = form.control("line")
        words = " ".join(f"word{at:02}" for at in range(20))
        field.post_message(events.Paste(words))
        await settled(pilot)
        lines = field.wrapped()
        assert len(lines) > 2
        assert field.cursor_position == len(words)
        assert field.top == len(lines) - field.content_size.height
        await pilot.press("up")
        assert field.line_of(field.cursor_position) == len(lines) - 2
        await pilot.press("down")
        assert field.line_of(field.cursor_position) == len(lines) - 1
        await pilot.press("down")  # below the last line stands the next field
        assert form.focused is not field
        await pilot.click(field, offset=(3, 1))
        await settled(pilot)
        assert form.focused is field
        assert field.line_of(field.cursor_position) == field.top + 1
        drawn = "".join(
            "".join(part.text for part in field.render_line(y)) for y in range(field.size.height)
        )
        assert words[field.wrapped()[field.top][0] :].split()[0] in drawn


async def test_signs_are_seen_as_signs_and_days_as_days(
    make_app: Any, settled: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        pilot.app.screen.point_at(ids["Orchard Clinic"])
        await pilot.press("l", "1")
        await settled(pilot)
        field = pilot.app.screen.control("line")
        line = "voicemail, fits well * delivered complete ! send card fri"
        field.value = line
        await settled(pilot)
        marked = {(line[mark.start : mark.end], mark.role) for mark in field.marks}
        assert marked == {("*", "settled"), ("!", "due"), ("fri", "day")}
