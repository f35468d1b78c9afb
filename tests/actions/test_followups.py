"""Follow-ups: added, done, put off, dropped, handed to somebody else."""

from __future__ import annotations

from datetime import date

import pytest

from repbook.actions.care import followups
from repbook.actions.sales import sales
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput


def test_what_is_added_waits_on_its_day(book, marsh):
    change = followups.add(
        book, marsh, "call about valves", date(2026, 6, 9), at="9:05", delegated_to="Inside desk"
    )
    assert change.label == "follow up Marsh Foods Tue 9 Jun: call about valves"
    assert book.row(
        "SELECT what, due_on, at, kind, source, state, delegated_to FROM followups"
    ) == (("call about valves", "2026-06-09", "09:05", "call", "rep", "open", "Inside desk"))


@pytest.mark.parametrize(
    ("kind", "touch"),
    [
        ("thanks", ("note", "one-way")),
        ("letter", ("letter", "one-way")),
        ("reassure", ("letter", "one-way")),
        ("call", None),
        ("visit", None),
        ("check", None),
        ("task", None),
    ],
)
def test_what_is_sent_leaves_a_touch_and_a_call_invents_none(book, marsh, kind, touch):
    added = followups.add(book, marsh, "do it", date(2026, 6, 3), kind=kind)
    change = followups.done(book, added.ids["followups"][0], note="as agreed", rules=DEFAULT)
    assert change.label == "done: do it"
    assert book.rows("SELECT kind, reach, note FROM touches") == (
        [(*touch, "as agreed")] if touch else []
    )
    state, done_on, touch_id, reason = book.row(
        "SELECT state, done_on, touch_id, reason FROM followups"
    )
    assert (state, done_on) == ("done", "2026-06-03")
    assert touch_id == (1 if touch else None)
    assert reason == ("" if touch else "as agreed")


def test_putting_off_is_counted_and_bringing_forward_is_not(world, book, column):
    change = followups.snooze(book, world.followup, date(2026, 6, 12), rules=DEFAULT)
    assert change.label == "put off to Fri 12 Jun: call Jo"
    assert column(book, "followups.snoozes", world.followup) == 1
    followups.snooze(book, world.followup, date(2026, 6, 3), rules=DEFAULT)
    assert column(book, "followups.due_on", world.followup) == "2026-06-03"
    assert column(book, "followups.snoozes", world.followup) == 1


@pytest.mark.practice("R71")
def test_the_delivery_day_cannot_wait_past_the_day_after(world, book):
    arrived = book.row("SELECT id FROM followups WHERE step = 'arrived'")[0]
    followups.snooze(book, arrived, date(2026, 6, 13), rules=DEFAULT)
    with pytest.raises(InvalidInput, match="past Sat 13 Jun") as refused:
        followups.snooze(book, arrived, date(2026, 6, 14), rules=DEFAULT)
    assert refused.value.field == "to"
    sales.set_live(book, world.sale, date(2026, 6, 20), rules=DEFAULT)
    followups.snooze(book, arrived, date(2026, 6, 21), rules=DEFAULT)


def test_dropping_keeps_the_reason(world, book, column):
    followups.drop(book, world.followup, "they called us")
    assert column(book, "followups.state", world.followup) == "dropped"
    assert column(book, "followups.reason", world.followup) == "they called us"


def test_an_overdue_one_can_be_reworded_where_it_stands(world, open_book, column):
    from datetime import datetime

    later = open_book(datetime(2026, 6, 20, 9, 0))
    followups.edit(later, world.followup, what="call Jo, at last", rules=DEFAULT)
    assert column(later, "followups.due_on", world.followup) == "2026-06-09"
    assert column(later, "followups.what", world.followup) == "call Jo, at last"
