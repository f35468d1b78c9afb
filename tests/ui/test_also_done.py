"""What the log form offers to tick: what is due now and the promises first, and all of it in reach."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Size

from domain.made import TODAY, ago, customer, promise, sale, step
from repbook.domain.shown.call_asks import answered, next_left, ticked_first
from repbook.domain.shown.customer_views import CustomerPage, FactView
from repbook.domain.spine import contacts
from repbook.domain.spine.facts import CustomerFacts
from repbook.domain.spine.kinds import FollowupKind, FollowupSource
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.standing import standing
from repbook.ui.forms.field import Field
from repbook.ui.forms.form import Form
from repbook.ui.forms.ticks import TickLine, Ticks
from repbook.ui.text.themes import THEMES, theme

from .test_mouse import until


def page(facts: CustomerFacts, *remarks: FactView) -> CustomerPage:
    return CustomerPage(
        1, "Orchard Clinic", "B", "active", "", "", "", "", "", None, None,
        facts, standing(facts, TODAY, rules=DEFAULT), (), (), remarks, (), (), (),
    )  # fmt: skip


def hung(days: int, row: int, what: str, kind: FollowupKind = FollowupKind.CALL) -> object:
    return step(days, kind, id=row, sale_id=1, source=FollowupSource.AGENDA, what=what)


FACTS = customer(
    sale(30, live_on=ago(1)),
    checks=(),
    followups=(
        hung(20, 21, "Hand over"),
        hung(14, 22, "Agree: preferences"),
        hung(14, 23, "Confirm the live day"),
        hung(8, 24, "Still good?"),
        hung(5, 25, "Still on track"),
        hung(4, 26, "Still on track"),
        hung(3, 27, "ask Jo"),
        hung(1, 28, "Arrived, complete, on time?", FollowupKind.VISIT),
        hung(-4, 29, "Check 1: was everything as expected?", FollowupKind.CHECK),
    ),
    promises=(
        promise(0, id=12),
        promise(9, id=13, text="send the plan"),
        promise(-6, id=14, text="ring"),
        promise(0, id=15, theirs=True),
    ),
)
PERSONAL = FactView(7, "personal", "plays chess", "2026-01-01")


def values(facts: CustomerFacts, target: tuple[str, int] = ("", 0), *remarks: FactView) -> list[str]:  # fmt: skip
    return [value for value, _ in answered(page(facts, *remarks), TODAY, target)]


def test_the_newest_due_come_first_and_nothing_is_left_out() -> None:
    order = ["p12", "f28", "f27", "f26", "f25", "f24", "p13", "f22", "f23", "f21", "p14"]
    assert values(FACTS) == order
    assert values(FACTS, ("", 0), PERSONAL) == [*order, "a7"]


@pytest.mark.parametrize(
    ("target", "first"),
    [(("followup", 24), "f24"), (("followup", 29), "f29"), (("promise", 14), "p14")],
)
def test_the_highlighted_one_stands_at_the_very_top(target: tuple[str, int], first: str) -> None:
    found = values(FACTS, target)
    assert found[0] == first
    assert set(found) == {*values(FACTS), first}


def test_the_steps_of_one_contact_stand_together_and_say_their_day_once() -> None:
    words = dict(answered(page(FACTS), TODAY, ("", 0)))
    assert words["f22"] == "Agree: preferences · due Wed 20 May"
    assert words["f23"] == "Confirm the live day · same day"
    assert words["p12"] == "promise kept: send manual · due today"
    ahead = dict(answered(page(FACTS), TODAY, ("followup", 29)))
    assert ahead["f29"] == "Check 1: was everything as expected? · due Sun 7 Jun"


def test_the_list_of_what_was_done_since_the_order_is_no_step_of_a_call() -> None:
    """A call that ticked it would let all its steps go, unseen."""
    list_ = step(1, FollowupKind.CATCH_UP, id=31, step="catch-up", source=FollowupSource.IMPORT)
    assert values(customer(sale(30), followups=(list_, step(0))), ("followup", 31)) == ["f5"]


@pytest.mark.parametrize(
    ("contact", "ticked"),
    [
        (contacts.TALKED, "f24"),
        (contacts.VISIT, "f24"),
        (contacts.EMAIL, "f24"),
        (contacts.VOICEMAIL, ""),
        (contacts.NO_ANSWER, ""),
        (contacts.NOT_IN, ""),
    ],
)
def test_a_call_that_nobody_answered_ticks_no_step_by_itself(
    contact: contacts.Contact, ticked: str
) -> None:
    here = page(FACTS)
    assert ticked_first(here, ("followup", 24), contact) == ticked
    assert ticked_first(here, ("promise", 12), contact) == ""


@pytest.mark.parametrize(
    ("kind", "contact", "ticked"),
    [
        (FollowupKind.CALL, contacts.TALKED, "f31"),
        (FollowupKind.CHECK, contacts.TALKED, "f31"),
        (FollowupKind.FACTS, contacts.TALKED, ""),
        (FollowupKind.FACTS, contacts.EMAIL, ""),
        (FollowupKind.REASSURE, contacts.TALKED, ""),
        (FollowupKind.REASSURE, contacts.EMAIL, "f31"),
    ],
)
def test_a_talk_ticks_no_step_that_has_a_form_of_its_own(
    kind: FollowupKind, contact: contacts.Contact, ticked: str
) -> None:
    here = page(customer(sale(30), followups=(step(1, kind, id=31),)))
    assert ticked_first(here, ("followup", 31), contact) == ticked


@pytest.mark.parametrize(
    ("ticked", "left"),
    [
        ("", "Hand over · due Thu 14 May"),
        ("f21", "Agree: preferences · due Wed 20 May"),
        ("f21,f22,f23,p13", "Still good? · due Tue 26 May"),
        (",".join(f"f{n}" for n in range(21, 29)) + ",p12,p13", "Check 1: was everything as expected? · due Sun 7 Jun"),
        (",".join(f"f{n}" for n in range(21, 30)) + ",p12,p13,p14", "get in touch, as their rhythm asks"),
    ],
)  # fmt: skip
def test_what_comes_next_is_never_what_is_ticked_as_done(ticked: str, left: str) -> None:
    assert next_left(page(FACTS), ticked, TODAY) == left


class Some(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.register_theme(theme("dark"))
        self.theme = THEMES["dark"]

    def compose(self) -> ComposeResult:
        yield Ticks([(f"f{row}", f"step {row}") for row in range(1, 16)], id="ticks")


async def test_every_line_of_a_long_list_is_in_reach() -> None:
    app = Some()
    async with app.run_test(size=(60, 14)) as pilot:
        ticks = app.query_one(Ticks)
        ticks.focus()
        await pilot.press("2", *["down"] * 12, "space")
        assert ticks.value == "f2,f14"
        shown = ticks.render().plain
        assert "step 14" in shown and "step 1\n" not in shown and "↓ 1 more" in shown
        assert ticks.size.height == Ticks.SHOWN + 1
        await pilot.press(*["up"] * 13)
        assert "step 1\n" in ticks.render().plain and "↓ 6 more" in ticks.render().plain


def test_a_day_is_said_as_it_is_said_elsewhere() -> None:
    facts = customer(sale(30), followups=(step(200, id=3),))
    assert answered(page(facts), TODAY, ("", 0)) == (
        ("f3", f"call about valves · due {date(2025, 11, 15):%a} 15 Nov 2025"),
    )


BASELINE = ("as agreed", "not: quality", "not: delivery", "not: price")


@pytest.mark.parametrize("width", [200, 64, 58, 40, 20])
def test_a_tick_is_whole_on_its_line(width: int) -> None:
    ticks = TickLine([(word, word) for word in BASELINE])
    gap, columns, lines = ticks._lines(width)
    assert [at for line in lines for at in line] == [0, 1, 2, 3]
    assert ticks.get_content_height(Size(), Size(), width) == len(lines)
    fits = all(len(word) + 6 <= width for word in BASELINE)
    for line in lines:
        used = sum(columns[at] for at in range(len(line))) + gap * (len(line) - 1)
        assert used <= width or not fits
    assert len(lines) == {200: 1, 64: 2, 58: 2, 40: 2, 20: 4}[width]


class Typing(Form):
    """Words, ticks, and a day."""

    def fields(self) -> tuple[Field, ...]:
        ticks = Field("also", "also done", "ticks", (("f1", "call"), ("f2", "visit")))
        return (Field("line", "words", "line"), ticks, Field("next", "next touch", "when"))


async def test_words_typed_on_ticks_stand_in_the_field_of_words(make_app: Any, settled: Any) -> None:  # fmt: skip
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        form = Typing("Log")
        app.push_screen(form)
        await until(pilot, lambda: form.focused is not None)
        await pilot.press("tab", "2", *"left a message")
        await until(pilot, lambda: form.values()["line"] == "left a message")
        assert form.values()["also"] == "f2"
