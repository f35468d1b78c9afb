"""The won-sale wizard: a title is enough, four steps are one form, and the preview says what comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.support import Running
from app.test_forms import rows, until
from repbook.domain.line.amounts import cents, days, rhythm
from repbook.ui.dialogs.sales.won import SaleForm
from repbook.ui.screens.today import TodayScreen


@pytest.mark.practice("R01", "R08")
async def test_a_title_is_enough_and_the_win_is_told(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running(size=(80, 24)) as pilot:
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, SaleForm))
        await pilot.press(*"Pump", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        name = rows(path, "SELECT name FROM customers JOIN sales s ON s.customer_id = customers.id")
        said = pilot.app.word
        assert said.message == (
            f"Won: Pump, the 2nd order from {name[-1][0]}\nno expectations recorded: n q asks\nu undoes it"
        )
        assert (said.offer, said.key) == ("write the thank-you?", "t")
    steps = "SELECT count(*) > 3 FROM followups f JOIN sales s ON s.id = f.sale_id WHERE s.title = 'Pump'"
    assert rows(path, steps) == [(1,)]


@pytest.mark.practice("R69", "R70")
@pytest.mark.fault("F32")
@pytest.mark.slow("walks all steps of a won sale, forth and back")
async def test_the_steps_are_one_form(small: dict[str, int], running: Running, path: Path) -> None:
    async with running(size=(80, 24)) as pilot:
        await pilot.press("w")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, SaleForm) and pilot.app.form.standing
        )
        form = pilot.app.screen
        second = {name for name, row in form._rows.items() if row.has_class("-second")}
        assert not second & {field.name for field in form.parts[2][1]}  # a line stands above each
        assert [field.name in second for field in form.parts[1][1]] == [True, False] * 5
        form.control("title").value = "Pump"
        form.control("promised").value = "25 jun"
        shown = [field.name for field in form.spec if form.control(field.name) in form.focus_chain]
        assert shown == [field.name for field in form.parts[0][1] if not field.rare]
        form.control("kind").pick(2)
        await pilot.pause()
        assert form.control("cycle") in form.focus_chain  # recurring: it is ordered again
        form.set_focus(form.control("pressure"))
        await pilot.press("tab")
        assert form.focused is form.control("paid")  # behind the last one is what was folded
        await pilot.press("tab", "tab")
        assert form.focused is form.control("to")
        form.control("kind").pick(0)
        form.set_focus(form.control("amount"))
        await pilot.press("enter")
        assert form.focused is form.control("who")
        form.control("billing").value = "0113 496 0009"
        await pilot.press("pagedown", *"no dow", "enter", *"doses")
        assert (form.values()["important"], form.values()["need"]) == ("no dow", "doses")
        await pilot.press("pagedown")
        await until(pilot, lambda: "whose is it?" in str(form.query_one("#shown").content))
        form.control("billing").value = "Jo, 0113 496 0009"
        await until(
            pilot,
            lambda: "Handwritten thank-you · Hand over" in str(form.query_one("#shown").content),
        )
        form.control("show").pick(1)
        await until(pilot, lambda: "Thursday 25 June" in str(form.query_one("#shown").content))
        form.control("ordered").value = "someday"
        await pilot.press("f2")
        assert (form.at, form.focused) == (0, form.control("ordered"))
        form.control("ordered").value = "today"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await pilot.press("w")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, SaleForm) and pilot.app.form.standing
        )
        assert pilot.app.screen.values()["need"] == "doses"
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert rows(path, "SELECT text FROM facts WHERE kind = 'need'") == [("doses",)]
    assert rows(path, "SELECT situation FROM routes WHERE situation <> ''") == [("billing",)]


@pytest.mark.parametrize(
    ("read", "typed", "wanted"),
    [
        (cents, "1 200,50", 120_050),
        (cents, "", None),
        (days, "30 days", 30),
        (days, " ", None),
        (rhythm, "75/90", (75, 90)),
        (rhythm, "75 to 90 d", (75, 90)),
        (rhythm, "90", (75, 90)),
        (rhythm, "-", None),
    ],
)
def test_what_a_field_means(read: object, typed: str, wanted: object) -> None:
    assert read(typed) == wanted  # type: ignore[operator]


@pytest.mark.parametrize(
    ("read", "typed"),
    [(cents, "1,200.50"), (days, "monthly"), (days, "0"), (rhythm, "90/75"), (rhythm, "often")],
)
def test_what_a_field_refuses(read: object, typed: str) -> None:
    from repbook.errors import InvalidInput

    with pytest.raises(InvalidInput):
        read(typed)  # type: ignore[operator]


async def test_another_name_in_the_wizard_sells_to_them_with_what_was_typed(
    small: dict[str, int], running: Running, path: Path
) -> None:
    """A sale is for the highlighted customer, by name; another name in the first field is whom it goes on with."""
    sold = "SELECT c.name, s.title FROM sales s JOIN customers c ON c.id = s.customer_id ORDER BY s.id DESC LIMIT 1"

    def stands(name: str) -> bool:
        form = running_app.form
        return isinstance(form, SaleForm) and form.standing and form.page.name == name

    async with running(size=(80, 24)) as pilot:
        running_app = pilot.app
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, SaleForm))
        first = pilot.app.screen.page.name
        other = next(name for name in small if name != first)
        await pilot.press(*"Pump")
        pilot.app.screen.control("to").value = other
        await pilot.press("f2")  # it is seen whom it is for before it is saved
        await until(pilot, lambda: stands(other))
        form = pilot.app.screen
        assert form.control("title").value == "Pump"
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        assert rows(path, sold) == [(other, "Pump")]
        assert rows(path, "SELECT count(*) FROM drafts") == [(0,)]
