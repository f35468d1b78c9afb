"""The agenda templates and how they hang on the order and the live day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.domain.agenda.agenda import HungStep, ahead, contacts, hang, latest_day, moved
from repbook.domain.agenda.agenda_templates import (
    LIGHT,
    RECURRING,
    STANDARD,
    TEMPLATES,
    template_for,
)
from repbook.domain.spine.calendar import BusinessDays
from repbook.domain.spine.kinds import Anchor, FollowupKind, SaleKind
from repbook.domain.spine.rules import DEFAULT, Rules

ORDER = date(2026, 3, 2)  # a Monday
LIVE = date(2026, 3, 16)  # a Monday


def on(template: str, ordered: date = ORDER, live: date | None = LIVE) -> dict[str, date]:
    return {step.key: step.due_on for step in hang(template, ordered, live, rules=DEFAULT)}


@pytest.mark.practice("R69")
def test_the_standard_agenda_day_by_day() -> None:
    days = on("standard")
    assert [(key, (day - ORDER).days) for key, day in days.items() if day < LIVE] == [
        ("questions", 0),
        ("agenda-letter", 0),
        ("thanks", 1),
        ("hand-over", 1),
        ("reassure", 2),
        ("second-thoughts", 3),
        ("agreement", 7),  # five business days
        ("live-day", 7),
        ("still-good", 10),  # two business days before live
    ]
    assert [(key, (day - LIVE).days) for key, day in days.items() if day >= LIVE] == [
        ("arrived", 0),
        ("evidence", 1),
        ("teething", 2),
        ("training-1", 3),
        ("check-1", 7),  # live + 5 is a Saturday
        ("vital-1", 7),
        ("daily-user", 10),
        ("training-2", 14),  # live + 12 is a Saturday
        ("check-2", 14),
        ("reassure-2", 17),
        ("vital-2", 21),
        ("value", 25),
        ("expectations", 28),
        ("thirty-day", 30),
        ("rhythm", 30),
        ("day-45", 45),
        ("day-60", 60),
        ("day-90", 91),  # live + 90 is a Sunday
    ]


@pytest.mark.parametrize(
    ("key", "anchor", "offset", "unit", "kind"),
    [
        ("questions", Anchor.ORDER, 0, "bd", FollowupKind.FACTS),
        ("agenda-letter", Anchor.ORDER, 0, "bd", FollowupKind.LETTER),
        ("thanks", Anchor.ORDER, 1, "bd", FollowupKind.THANKS),
        ("hand-over", Anchor.ORDER, 1, "bd", FollowupKind.TASK),
        ("reassure", Anchor.ORDER, 2, "bd", FollowupKind.REASSURE),
        ("second-thoughts", Anchor.ORDER, 3, "bd", FollowupKind.CALL),
        ("agreement", Anchor.ORDER, 5, "bd", FollowupKind.FACTS),
        ("live-day", Anchor.ORDER, 5, "bd", FollowupKind.CALL),
        ("still-good", Anchor.LIVE, -2, "bd", FollowupKind.CALL),
        ("arrived", Anchor.LIVE, 0, "d", FollowupKind.VISIT),
        ("evidence", Anchor.LIVE, 1, "d", FollowupKind.EVIDENCE),
        ("teething", Anchor.LIVE, 2, "d", FollowupKind.CALL),
        ("training-1", Anchor.LIVE, 3, "d", FollowupKind.TRAINING),
        ("check-1", Anchor.LIVE, 5, "d", FollowupKind.CHECK),
        ("vital-1", Anchor.LIVE, 7, "d", FollowupKind.CALL),
        ("daily-user", Anchor.LIVE, 10, "d", FollowupKind.CALL),
        ("training-2", Anchor.LIVE, 12, "d", FollowupKind.TRAINING),
        ("check-2", Anchor.LIVE, 14, "d", FollowupKind.CHECK),
        ("reassure-2", Anchor.LIVE, 17, "d", FollowupKind.REASSURE),
        ("vital-2", Anchor.LIVE, 21, "d", FollowupKind.CALL),
        ("value", Anchor.LIVE, 25, "d", FollowupKind.TASK),
        ("expectations", Anchor.LIVE, 28, "d", FollowupKind.CHECK),
        ("thirty-day", Anchor.LIVE, 30, "d", FollowupKind.LETTER),
        ("rhythm", Anchor.LIVE, 30, "d", FollowupKind.CALL),
        ("day-45", Anchor.LIVE, 45, "d", FollowupKind.CALL),
        ("day-60", Anchor.LIVE, 60, "d", FollowupKind.CALL),
        ("day-90", Anchor.LIVE, 90, "d", FollowupKind.CALL),
    ],
)
def test_each_standard_step(
    key: str, anchor: Anchor, offset: int, unit: str, kind: FollowupKind
) -> None:
    step = next(step for step in STANDARD if step.key == key)
    assert (step.anchor, step.offset, step.unit, step.kind) == (anchor, offset, unit, kind)


def test_the_light_agenda_is_a_few_steps_of_the_standard_one() -> None:
    assert {(step.anchor, step.offset) for step in LIGHT} == {
        (Anchor.ORDER, 0),
        (Anchor.ORDER, 1),
        (Anchor.LIVE, 0),
        (Anchor.LIVE, 5),
        (Anchor.LIVE, 30),
    }
    assert set(LIGHT) <= set(STANDARD)


@pytest.mark.practice("R05")
def test_the_kind_of_sale_offers_its_template() -> None:
    assert template_for(SaleKind.RECURRING) == "recurring"
    assert template_for(SaleKind.ONE_OFF) == template_for(SaleKind.CATALOGUE) == "standard"
    assert len(RECURRING) < len(STANDARD)


@pytest.mark.practice("R62")
@pytest.mark.parametrize("template", ["standard", "recurring"])
def test_every_agenda_thanks_reassures_and_asks(template: str) -> None:
    kinds = [step.kind for step in TEMPLATES[template]]
    assert FollowupKind.THANKS in kinds and FollowupKind.REASSURE in kinds
    assert kinds.count(FollowupKind.CHECK) == 3


@pytest.mark.parametrize("template", TEMPLATES)
def test_keys_name_one_step_each(template: str) -> None:
    keys = [step.key for step in TEMPLATES[template]]
    assert len(set(keys)) == len(keys)


@pytest.mark.practice("R71")
def test_steps_of_the_live_day_wait_until_it_is_known() -> None:
    steps = hang("standard", ORDER, None, rules=DEFAULT)
    assert {step.anchor for step in steps} == {Anchor.ORDER}
    assert len(steps) == 8
    assert latest_day("arrived", LIVE, rules=DEFAULT) == LIVE + timedelta(1)
    assert latest_day("check-1", LIVE, rules=DEFAULT) is None


def test_what_would_fall_before_the_order_is_left_out() -> None:
    assert "still-good" not in on("standard", ORDER, ORDER + timedelta(1))
    assert "still-good" in on("standard", ORDER, ORDER + timedelta(2))


def test_an_order_on_a_saturday_is_served_from_monday() -> None:
    days = on("light", date(2026, 3, 7))
    assert days["questions"] == date(2026, 3, 9)
    assert days["thanks"] == date(2026, 3, 9)


def test_weekly_still_on_track_where_more_than_21_days_lie_between() -> None:
    near = on("standard", ORDER, ORDER + timedelta(21))
    assert not any(key.startswith("on-track") for key in near)
    far = on("standard", ORDER, ORDER + timedelta(35))
    track = [day for key, day in far.items() if key.startswith("on-track")]
    assert [(day - ORDER).days for day in track] == [14, 21, 28]
    assert [key for key in far if key.startswith("on-track")] == [
        f"on-track-{n}" for n in (2, 3, 4)
    ]
    assert "on-track-2" in on("standard", ORDER, ORDER + timedelta(22))
    ends = [on("standard", ORDER, ORDER + timedelta(days)) for days in (30, 31)]
    # None on the day of "still good for the day?", two business days before, nor after it.
    assert ["on-track-4" in found for found in ends] == [False, True]
    years = on("standard", ORDER, ORDER + timedelta(3000))
    assert sum(key.startswith("on-track") for key in years) == 26


@pytest.mark.practice("R71")
def test_when_the_live_day_moves_only_its_steps_move() -> None:
    steps = hang("standard", ORDER, LIVE, rules=DEFAULT)
    later = LIVE + timedelta(3)
    days = moved(LIVE, later, steps, rules=DEFAULT)
    expected = hang("standard", ORDER, later, rules=DEFAULT)
    assert days == {step.key: step.due_on for step in expected if step.anchor is Anchor.LIVE}
    assert "thanks" not in days


def test_a_step_moved_by_hand_keeps_its_distance() -> None:
    step = next(
        step for step in hang("standard", ORDER, LIVE, rules=DEFAULT) if step.key == "teething"
    )
    by_hand = step._replace(due_on=date(2026, 3, 20))
    assert moved(LIVE, LIVE + timedelta(7), [by_hand], rules=DEFAULT) == {
        "teething": date(2026, 3, 27)
    }
    assert moved(LIVE, LIVE + timedelta(1), [by_hand], rules=DEFAULT) == {
        "teething": date(2026, 3, 23)
    }


def test_a_young_import_hangs_only_what_is_ahead() -> None:
    steps = hang("light", ORDER, LIVE, rules=DEFAULT)
    assert [step.key for step in ahead(steps, LIVE)] == [
        "arrived",
        "check-1",
        "thirty-day",
        "rhythm",
    ]


def test_steps_of_one_day_are_one_contact() -> None:
    by_day = dict(contacts(hang("standard", ORDER, LIVE, rules=DEFAULT)))
    assert [step.key for step in by_day[LIVE + timedelta(7)]] == ["check-1", "vital-1"]
    assert sum(map(len, by_day.values())) == len(STANDARD)


orders = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@given(
    st.sampled_from(sorted(TEMPLATES)),
    orders,
    st.none() | st.integers(0, 120),
    st.frozensets(orders, max_size=20),
)
def test_no_step_falls_on_a_free_day_or_before_its_order(
    template: str, ordered: date, wait: int | None, holidays: frozenset[date]
) -> None:
    rules = Rules(business=BusinessDays(holidays))
    live = None if wait is None else ordered + timedelta(wait)
    steps = hang(template, ordered, live, rules)
    assert not any(rules.business.is_free(step.due_on) for step in steps)
    assert list(steps) == sorted(steps, key=lambda step: step.due_on)
    assert len({step.key for step in steps}) == len(steps)
    for step in steps:
        assert step.due_on >= ordered


def test_a_move_at_the_end_of_the_calendar_stops_there() -> None:
    step = HungStep("x", "x", FollowupKind.CALL, Anchor.LIVE, 2, "d", date.max)
    assert moved(LIVE, date.max, [step], rules=DEFAULT)["x"] == date.max


@pytest.mark.parametrize(
    ("ordered_in", "asked"),
    [(365, (351, 370)), (30, (20, 35)), (14, (10, 19)), (None, (35, 42))],
)
def test_what_asks_about_the_next_order_hangs_on_its_cycle(
    ordered_in: int | None, asked: tuple[int, int]
) -> None:
    next_on = None if ordered_in is None else ORDER + timedelta(ordered_in)
    steps = hang("recurring", ORDER, LIVE, DEFAULT, next_on=next_on)
    days = {step.key: step.due_on for step in steps}
    roll = DEFAULT.business.roll
    expected = tuple(roll(ORDER + timedelta(day)) for day in asked)
    assert (days["next-order"], days["second-order"]) == expected
    assert days["check-1"] == on("recurring")["check-1"]


@pytest.mark.parametrize(("live", "asked"), [(7, False), (5, False), (8, True), (None, True)])
def test_nobody_confirms_a_live_day_that_has_come(live: int | None, asked: bool) -> None:
    day = None if live is None else ORDER + timedelta(live)
    assert ("live-day" in on("standard", live=day)) is asked
