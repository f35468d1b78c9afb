"""Of a change only its own lines are drawn, by those who are seen there; the picture is the one that Textual draws."""

from __future__ import annotations

import random
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from repbook.ui.shell.sparing import SparingCompositor, bands, fill, still_open

from .test_mouse import until


@pytest.mark.parametrize(
    ("spans", "wanted"),
    [
        ([], []),
        ([(3, 0, 80)], [(0, 3, 80, 1)]),
        ([(3, 0, 80), (4, 0, 80)], [(0, 3, 80, 2)]),
        ([(3, 0, 10), (3, 70, 80), (4, 5, 20)], [(0, 3, 80, 2)]),
        ([(3, 0, 80), (5, 2, 8)], [(0, 3, 80, 1), (2, 5, 6, 1)]),
    ],
)
def test_neighbouring_lines_are_one_band(spans: Any, wanted: Any) -> None:
    assert bands(spans) == tuple(Region(*each) for each in wanted)


def test_what_is_covered_is_not_drawn() -> None:
    lines: list[Any] = [{0: None, 4: None} for _ in range(4)]
    whole, cuts = Region(0, 0, 8, 4), [[0, 4, 8]] * 4
    assert still_open(lines, cuts, whole, whole) == whole
    lines[0], lines[3] = {0: "a", 4: "b"}, {0: "a", 4: None}
    assert still_open(lines, cuts, whole, whole) == Region(0, 1, 8, 3)
    # the open part is not wanted; or only what lies within a part is
    assert still_open(lines, cuts, whole, Region(0, 3, 4, 1)) == Region()
    assert still_open(lines, cuts, whole, Region(5, 3, 1, 1)) == Region(0, 3, 8, 1)


def test_what_lies_above_stays() -> None:
    above = Strip.blank(4)
    line: Any = {0: None, 4: above, 8: None}
    fill(line, [0, 4, 8, 12], Region(0, 0, 8, 1), Strip.blank(8))
    assert line[0] == Strip.blank(4)
    assert line[4] is above
    assert line[8] is None


async def test_a_row_and_the_foot_are_drawn_and_nothing_else(
    make_app, settled, monkeypatch
) -> None:
    app = make_app()
    drawn: list[tuple[str, int]] = []
    render = Widget.render_lines

    def counted(self: Widget, crop: Region) -> list[Strip]:
        drawn.append((type(self).__name__, crop.height))
        return render(self, crop)

    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.screen.standing)
        await settled(pilot)
        screen = app.screen
        rows, foot = screen.rows.region, screen.hint_bar.region
        row, brief = Region(rows.x, 6, rows.width - 1, 2), screen.brief.region
        beside = {("TodayList", 33), ("Brief", 33), ("ScrollBar", 33), ("TryThis", 4)}
        asked = (
            ({row, foot}, {("TodayList", 2), ("HintBar", 1)}),
            ({row, brief}, beside),
        )
        monkeypatch.setattr(Widget, "render_lines", counted)
        for regions, by in asked:
            pictures = []
            for draw in (SparingCompositor._render_chops, Compositor._render_chops):
                screen._compositor._dirty_regions = set(regions)
                with monkeypatch.context() as other:
                    other.setattr(SparingCompositor, "_render_chops", draw)
                    pictures.append(screen._compositor.render_partial_update())
                if draw is SparingCompositor._render_chops:
                    assert set(drawn) == by
                drawn.clear()
            ours, theirs = (each.render_segments(app.console) for each in pictures)
            assert ours == theirs


@pytest.mark.parametrize("keys", [("1",), ("6",), ("l",), ("3", "enter")], ids="-".join)
@pytest.mark.slow("a hundred and sixty parts of screens, each drawn twice")
async def test_any_part_of_a_screen_is_drawn_as_textual_draws_it(
    make_app, settled, monkeypatch, keys: tuple[str, ...]
) -> None:
    app, chance = make_app(), random.Random(7)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.screen.standing)
        await pilot.press(*keys)
        await settled(pilot)
        compositor = app.screen._compositor
        assert isinstance(compositor, SparingCompositor)
        for _ in range(40):
            left, top = chance.randrange(119), chance.randrange(35)
            some = Region(
                left, top, chance.randint(1, 120 - left), chance.randint(1, min(6, 36 - top))
            )
            pictures = []
            for draw in (SparingCompositor._render_chops, Compositor._render_chops):
                compositor._dirty_regions = {some}
                with monkeypatch.context() as other:
                    other.setattr(SparingCompositor, "_render_chops", draw)
                    pictures.append(compositor.render_partial_update())
            ours, theirs = (each.render_segments(app.console) for each in pictures)
            assert ours == theirs, some
