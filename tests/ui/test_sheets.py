"""A form is a sheet beside what has to be read: where it stands, that nothing moves, what is folded."""

from __future__ import annotations

from typing import Any

import pytest
from textual.geometry import Region, Size

from repbook.ui.forms.sheet import FOOT, LEAST, MOST, REST, STRIP, place
from repbook.ui.shell.hint_bar import HintBar

BRIEF_120, BRIEF_200 = Region(78, 2, 42, 33), Region(97, 2, 54, 47)
CARD = Region(0, 9, 46, 26)


@pytest.mark.parametrize("brings", [False, True])
@pytest.mark.parametrize(
    ("size", "read"),
    [
        (Size(120, 36), BRIEF_120),
        (Size(200, 50), BRIEF_200),
        (Size(120, 36), CARD),
        (Size(200, 50), CARD),
        (Size(120, 36), None),
        (Size(200, 50), Region(44, 5, 112, 20)),
        (Size(80, 24), None),
        (Size(80, 24), CARD),
        (Size(40, 10), None),
        (Size(119, 60), BRIEF_120),
    ],
)
def test_a_sheet_is_on_the_screen_and_leaves_what_has_to_be_read(
    size: Size, read: Region | None, brings: bool
) -> None:
    screen = Region(0, 0, *size)
    for lines in (6, 18, 60):
        at = place(size, lines, read, brings=brings)
        assert screen.contains_region(at.sheet)
        if size.width >= 120:
            assert LEAST <= at.sheet.width <= MOST + STRIP
            assert at.sheet.bottom == size.height - FOOT
        else:
            assert at.sheet.width == size.width
            assert (at.brief is not None) == (brings and at.sheet.y > 0)
        if at.brief is not None:
            assert screen.contains_region(at.brief)
            assert at.brief.intersection(at.sheet).area <= size.height
            assert at.brief.height >= min(5, size.height - at.sheet.height)
        if read in (BRIEF_120, BRIEF_200, CARD) and size.width >= 120:
            assert at.sheet.intersection(read).width <= 1  # their line and its edge are one


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_nothing_moves_while_a_line_is_typed(
    make_app: Any, settled: Any, ids: dict[str, int], size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await settled(pilot)
        pilot.app.screen.point_at(ids["Orchard Clinic"])
        await pilot.press("l")
        await settled(pilot)
        form = pilot.app.screen

        def places() -> list[Region]:
            names = [field.name for field in form.spec if form.shown(field.name)]
            return [form.sheet.region, *(form.control(name).region for name in names)]

        before = places()
        line = "fits well * delivered complete thu ! send card fri ? drawer sticks @ plays chess + loves it"
        form.control("line").value = f"{line} > tue call about the pumps, {'and more ' * 30}"
        await settled(pilot)
        await pilot.pause()
        assert places() == before
        await pilot.press("f2")
        await settled(pilot)
        assert pilot.app.screen is not form


async def test_the_brief_beside_a_form_is_left_in_its_colours(
    make_app: Any, settled: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        pilot.app.screen.point_at(ids["Orchard Clinic"])
        await settled(pilot)
        brief = pilot.app.screen.brief.region
        await pilot.press("p")
        await settled(pilot)
        form = pilot.app.screen
        assert form.left is not None
        assert form.left.width >= brief.width - 1
        assert not form.beside.display
        assert not form.sheet.region.overlaps(form.left)
        # A short form leaves the rest of the list, and keeps its height when all of it is unfolded.
        tall = form.sheet.region
        assert tall.bottom <= 36 - FOOT - REST
        form.unfold()
        await settled(pilot)
        assert form.sheet.region == tall
        assert form.scroller.max_scroll_y == 0


async def test_a_form_for_another_customer_brings_their_brief(
    make_app: Any, settled: Any, ids: dict[str, int]
) -> None:
    from repbook.ui.dialogs.common.dated import PromiseForm
    from repbook.ui.shell.target import Target

    async with make_app().run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        pilot.app.screen.point_at(ids["Orchard Clinic"])
        await settled(pilot)
        other = Target(ids["Park & Sons"], "Park & Sons")
        pilot.app.push_screen(PromiseForm(other))
        await settled(pilot)
        form = pilot.app.screen
        assert form.left is None
        assert form.beside.display
        assert "Park & Sons" in str(form.beside.render())


async def test_what_is_rare_is_folded_until_it_is_asked_for_or_filled(
    make_app: Any, settled: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        pilot.app.screen.point_at(ids["Orchard Clinic"])
        await pilot.press("p", *"send kit", "tab")
        await settled(pilot)
        form = pilot.app.screen
        assert not form.shown("who")
        assert "who owes" in str(form.fold.render())
        await pilot.press("tab")  # past the last field stands what is folded
        assert form.shown("who")
        assert form.focused is form.control("who")
        assert not form.fold.display
        await pilot.press("2", "escape")
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        form = pilot.app.screen
        assert form.values()["who"] == "2"
        assert form.shown("who")  # a draft that fills it shows it
        assert form.scroller.max_scroll_y == 0  # and makes room for it
        # What is told meanwhile lies over no key of the form.
        pilot.app.say("Saved beside.")
        await settled(pilot)
        assert form.told.display
        assert not form.told.region.overlaps(form.query_one(HintBar).region)


async def test_a_promise_takes_its_day_out_of_its_words(
    make_app: Any, settled: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        pilot.app.screen.point_at(ids["Orchard Clinic"])
        await pilot.press("p", *"send kit + manual")
        await settled(pilot)
        form = pilot.app.screen
        await pilot.press("enter")  # no day yet: on to its field
        assert form.focused is form.control("due")
        await pilot.press("shift+tab", *" fri")
        await settled(pilot)
        assert form.query_one("#aside-due").words == "Fri 5 Jun · in 2 d"
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.screen is not form
        row = await pilot.app.keeper.ask(
            lambda book: book.row("SELECT text, due_on FROM promises ORDER BY id DESC LIMIT 1")
        )
        assert row == ("send kit + manual", "2026-06-05")


@pytest.mark.practice("R35")
@pytest.mark.practice("R83")
async def test_a_check_asks_only_what_its_answer_asks_for(
    make_app: Any, settled: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        pilot.app.screen.point_at(ids["Orchard Clinic"])
        await pilot.press("s")
        await settled(pilot)
        form = pilot.app.screen

        def seen() -> set[str]:
            return {field.name for field in form.spec if form.shown(field.name)}

        assert seen() == {"score"}
        await pilot.press("4")
        await settled(pilot)
        assert {"words", "change"} <= seen()
        assert not {"became", "due"} & seen()
        form.control("change").value = "a longer hose"
        await settled(pilot)
        assert "became" in seen()
        form.control("became").pick(0)
        await settled(pilot)
        assert "due" in seen()
