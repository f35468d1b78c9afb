"""The four steps of buying, the four demonstrations, the track record, and the Agenda tab's words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.anybody import anybody
from domain.made import LEARNING, SETTLED, TODAY, YOUNG, ago, customer, rows, sale, step, texts
from repbook.domain.care.phases import sale_phase
from repbook.domain.care.reassurance import (
    CONTACT,
    SERVICING,
    SLOTS,
    TESTIMONIAL,
    TRAINING,
    Shown,
    cancel_days,
    demonstrations,
    steps_taken,
    track_record,
)
from repbook.domain.spine.facts import CheckFacts, LetterFacts
from repbook.domain.spine.kinds import FollowupKind, LetterKind
from repbook.domain.spine.rules import DEFAULT

BARE = sale(20, live_on=ago(4), reassured_on=None)


@pytest.mark.practice("R60")
@pytest.mark.practice("R61")
@pytest.mark.parametrize(
    ("one", "known", "taken"),
    [
        (sale(0, reassured_on=None), {"checks": ()}, 2),
        (BARE, {"checks": ()}, 2),
        (sale(20, reassured_on=ago(18)), {"checks": ()}, 3),
        (sale(20, reassured_on=ago(-2)), {"checks": ()}, 2),
        (BARE, {"checks": (), "told": (ago(3),)}, 3),
        (BARE, {"checks": (), "told": (ago(60),)}, 2),
        (BARE, {"checks": (CheckFacts(ago(2), 0),)}, 4),
        (BARE, {"checks": (CheckFacts(ago(10), 2),)}, 2),
        (LEARNING, {"checks": (CheckFacts(ago(1), -1), CheckFacts(ago(3), 1))}, 3),
        (BARE, {"checks": (CheckFacts(ago(2), 1, sale_id=99),)}, 2),
    ],
    ids=[
        "the order is the second",
        "and stays it",
        "a reassurance convinces",
        "one still ahead does not",
        "a success told convinces",
        "one told before the order does not",
        "a check once live reassures",
        "a check before that does not",
        "the last check counts",
        "another sale's check does not",
    ],
)
def test_steps_of_buying(one: Any, known: dict[str, Any], taken: int) -> None:
    assert steps_taken(one, customer(one, **known), TODAY) == taken


def slots(*shown: tuple[str, int], one: Any = LEARNING) -> str:
    """The filled slots by their first letters, ``tsct``; a dot for an empty one."""
    found = demonstrations(
        one, [Shown(what, ago(days)) for what, days in shown], TODAY, rules=DEFAULT
    )
    assert tuple(slot.word for slot in found) == SLOTS
    return "".join(slot.word[0] if slot.on else "." for slot in found)


WEEKLY = tuple((CONTACT, days) for days in (16, 10, 4))


@pytest.mark.practice("R64")
@pytest.mark.parametrize(
    ("shown", "filled"),
    [
        ((), "...."),
        (((TESTIMONIAL, 18),), "t..."),
        (((TESTIMONIAL, 30),), "...."),
        (((SERVICING, 6),), "...."),
        (((SERVICING, 4),), ".s.."),
        (((TRAINING, 1), (TRAINING, -3)), "...t"),
        (WEEKLY, "..c."),
        (((TESTIMONIAL, 18), (SERVICING, 2), (TRAINING, 1), *WEEKLY), "tsct"),
    ],
)
def test_demonstrations_fill_their_slots(shown: Any, filled: str) -> None:
    assert slots(*shown) == filled


def test_servicing_shows_from_the_live_day_on_and_before_one_is_known_not_at_all() -> None:
    live = [slots((SERVICING, days), one=sale(20, live_on=ago(6))) for days in (7, 6)]
    assert [*live, slots((SERVICING, 6), one=sale(20))] == ["....", ".s..", "...."]


def test_a_word_on_the_order_day_or_on_the_last_day_of_teething_is_contact() -> None:
    assert slots((CONTACT, 0), one=sale(0)) == "..c."
    assert slots((CONTACT, 0), one=sale(5)) == "..c."
    assert slots((CONTACT, 6), one=sale(5)) == "...."


@pytest.mark.practice("R66")
@pytest.mark.practice("R72")
def test_a_gap_when_it_is_teething_empties_the_slot_of_contact() -> None:
    assert slots((CONTACT, 16), (CONTACT, 2)) == "...."
    late = sale(80, live_on=ago(60))
    early = tuple((CONTACT, days) for days in range(79, 29, -6))
    assert slots(*early, one=late) == "..c."  # a month after the live day the gaps may grow
    slow = sale(120, live_on=ago(60))
    early = tuple((CONTACT, days) for days in range(119, 75, -6))
    assert slots(*early, one=slow) == "...."  # and not a month after the day that stands in for it


def test_a_demonstration_belongs_to_its_sale() -> None:
    shown = [Shown(TESTIMONIAL, ago(3), sale_id=7)]
    assert demonstrations(LEARNING, shown, TODAY, rules=DEFAULT)[0].on is None
    assert demonstrations(sale(20, id=7), shown, TODAY, rules=DEFAULT)[0].on == ago(3)


@settings(max_examples=25)
@given(anybody, st.integers(-30, 400))
def test_whatever_is_known_the_steps_and_marks_stay_in_bounds(facts: Any, days: int) -> None:
    today = TODAY + timedelta(days)
    phases = [
        sale_phase(one, facts, today, rules=DEFAULT)
        for one in facts.sales
        if one.ordered_on <= today
    ]
    assert 0 <= track_record(facts, phases, today, rules=DEFAULT).marks <= 5
    for one in facts.sales:
        assert 2 <= steps_taken(one, facts, today) <= 4
        assert len(demonstrations(one, (), today, rules=DEFAULT)) == 4


@pytest.mark.practice("R59")
def test_the_track_record_grows_with_what_was_proved() -> None:
    def marks(*sales: Any, **known: Any) -> int:
        facts = customer(*sales, **known)
        return track_record(
            facts,
            [sale_phase(one, facts, TODAY, rules=DEFAULT) for one in sales],
            TODAY,
            rules=DEFAULT,
        ).marks

    assert marks(YOUNG) == 0
    assert marks(YOUNG, told=(ago(1),)) == 1
    assert marks(YOUNG, told=(ago(1), ago(2), ago(3))) == 2
    assert marks(SETTLED, told=(ago(1),)) == 2
    assert marks(SETTLED, told=(ago(1),) * 3, first_sale_on=ago(800), kept_in_a_row=5) == 5


@pytest.mark.practice("R63")
@pytest.mark.parametrize(("until", "left"), [(None, None), (-1, None), (0, 0), (9, 9)])
def test_the_cancel_window_counts_down(until: int | None, left: int | None) -> None:
    day = None if until is None else TODAY + timedelta(until)
    assert cancel_days(sale(5, cancel_until=day), TODAY) == left


@pytest.mark.practice("R75")
@pytest.mark.parametrize(("age", "shown"), [(0, True), (3, True), (4, False)])
def test_a_note_after_a_call_is_offered_for_three_days(age: int, shown: bool) -> None:
    note = LetterFacts(9, LetterKind.NOTE, "fits well", ago(age), "Jo Marsh")
    said = [text for text in texts(customer(LEARNING, unposted=(note,))) if "note by hand" in text]
    assert bool(said) is shown
    if shown:
        until = "today" if age == 3 else date.strftime(ago(age - 3), "%a")
        assert said == [f"note by hand: fits well · Jo Marsh · until {until}"]


@pytest.mark.practice("R68")
@pytest.mark.practice("R14")
def test_a_training_is_answered_by_its_own_form_and_a_delegated_one_confirmed() -> None:
    due = step(0, FollowupKind.TRAINING)
    handed = step(0, FollowupKind.TRAINING, id=6, delegated_to="Ann")
    found = {row.target: row for row in rows(customer(LEARNING, followups=(due, handed)))}
    assert found["followup", 5].command == "training"
    assert found["followup", 6].command == "done"
    assert "has Ann done it?" in found["followup", 6].text
