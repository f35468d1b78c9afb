"""What has an hour today stands at the head of its group, and is said when it comes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.arranged import arrange
from domain.made import LEARNING, SETTLED, TODAY, ago, customer, promise, rows, sale, step, trouble
from repbook.domain.spine.facts import CheckFacts, CustomerFacts
from repbook.domain.spine.kinds import FollowupSource, Group
from repbook.domain.spine.model import AtHour, Today
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.hours_today import clock_time, come
from repbook.domain.today.standing import standing


def page(*everybody: CustomerFacts) -> Today:
    return arrange(
        [standing(each, TODAY, rules=DEFAULT) for each in everybody],
        TODAY,
        debt_before=0,
        rules=DEFAULT,
    )


OLD = step(140, id=6, at="14:30", what="call back")
NOW_DUE = step(0, id=7, at="14:30", what="ring again")


def test_an_hour_today_is_the_rows_reason_whatever_is_older() -> None:
    row, *_ = page(customer(SETTLED, followups=(OLD, NOW_DUE))).rows
    assert (row.reason.text, row.reason.at, row.more) == ("14:30 ring again", "14:30", 1)
    assert [each.at for each in rows(customer(SETTLED, followups=(OLD,)))] == [""]


def test_hours_stand_at_the_head_of_their_group_the_earliest_first() -> None:
    agenda = {"source": FollowupSource.AGENDA, "sale_id": 1}
    book = (
        customer(sale(20, live_on=ago(16)), id=1, name="Check", checks=()),
        customer(sale(7), id=2, name="Dropped", two_way=(ago(7),), checks=()),
        customer(LEARNING, id=3, name="At four", followups=(step(0, at="16:00", **agenda),)),
        customer(LEARNING, id=4, name="At nine", followups=(step(0, at="09:05", **agenda),)),
        customer(SETTLED, id=5, name="Survey", first_sale_on=ago(800), created_on=ago(800)),
        customer(SETTLED, id=6, name="Problem", problems=(trouble(),)),
        customer(SETTLED, id=7, name="At one", followups=(step(0, at="13:00"),)),
        customer(SETTLED, id=8, name="Tomorrow", followups=(step(-1, at="08:00"),)),
        customer(SETTLED, id=9, name="Broken", promises=(promise(3),), followups=(NOW_DUE,)),
    )
    found = [(row.reason.group, row.customer) for row in page(*book).rows]
    learning = [name for group, name in found if group is Group.LEARNING]
    assert learning[:3] == ["At nine", "At four", "Dropped"]
    assert next(name for group, name in found if group is Group.DUE) == "At one"
    assert [group for group, name in found if name == "Broken"] == [Group.SAVE]
    assert found[0] == (Group.SAVE, "Broken")
    assert [each.customer for each in page(*book).hours] == [
        "At nine",
        "At one",
        "Broken",
        "At four",
    ]


@pytest.mark.parametrize(
    ("facts", "group", "shown"),
    [
        # In the most urgent group of the customer's, and its reason there.
        (customer(SETTLED, promises=(promise(0),), followups=(NOW_DUE,)), Group.PROMISED, "14:30"),
        (
            customer(sale(20, live_on=ago(16)), checks=(), followups=(NOW_DUE,)),
            Group.LEARNING,
            "14:30",
        ),
        (customer(SETTLED, followups=(step(9, id=6), NOW_DUE)), Group.DUE, "14:30"),
        # Two hours: the earlier.
        (
            customer(SETTLED, followups=(NOW_DUE, step(0, id=8, at="09:00"))),
            Group.DUE,
            "09:00",
        ),
        # Nothing comes before an alarm; the hour still rings.
        (customer(SETTLED, promises=(promise(3),), followups=(NOW_DUE,)), Group.SAVE, ""),
    ],
)
def test_an_hour_is_the_reason_in_the_most_urgent_group_of_its_customer(
    facts: CustomerFacts, group: Group, shown: str
) -> None:
    (row,) = page(facts).rows
    assert (row.reason.group, row.reason.at, row.more) == (group, shown, len(rows(facts)) - 1)
    assert "14:30" in [each.at for each in page(facts).hours]


def test_an_hour_is_seen_although_its_promise_has_a_row() -> None:
    timed = step(0, at="10:00", promise_id=12)
    facts = customer(SETTLED, promises=(promise(0),), followups=(timed,))
    assert [row.at for row in rows(facts)] == ["", "10:00"]
    assert [each.at for each in page(facts).hours] == ["10:00"]
    plain = facts._replace(followups=(step(0, promise_id=12),))
    assert len(rows(plain)) == 1


def hour(at: str, row: int = 1) -> AtHour:
    return AtHour(at, 1, "Orchard Clinic", f"{at} call", ("followup", row))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{TODAY.isoformat()}T{text}")


@pytest.mark.parametrize(
    ("after", "now", "said"),
    [
        ("14:29:59", "14:30:00", ["14:30"]),
        ("14:30:00", "14:30:01", []),
        ("09:00:00", "14:29:59", ["10:00"]),
        ("09:00:00", "23:00:00", ["10:00", "14:30"]),  # a form was open, or the lid was shut
        ("15:00:00", "16:00:00", []),
    ],
)
def test_what_comes_between_two_looks(after: str, now: str, said: list[str]) -> None:
    hours = (hour("10:00"), hour("14:30", 2), hour("what", 3))
    found = come(hours, TODAY, at(after), at(now))
    assert [each.at for each in found] == said
    yesterday = at(after) - timedelta(days=1)
    assert [each.at for each in come(hours, ago(-1), yesterday, at(now))] == []


@given(
    st.lists(st.times().map(lambda each: f"{each:%H:%M}"), max_size=4),
    st.lists(st.integers(0, 86_399), min_size=1, max_size=30),
)
def test_each_hour_is_said_once_however_often_one_looks(hours: list[str], looks: list[int]) -> None:
    listed = [hour(each, row) for row, each in enumerate(hours)]
    begun = after = at("00:00") + timedelta(seconds=min(looks))
    said = []
    for seconds in sorted(looks):
        now = at("00:00") + timedelta(seconds=seconds)
        said += come(listed, TODAY, after, now)
        after = now
    wanted = [
        each
        for each in listed
        if begun < datetime.combine(TODAY, clock_time(each.at) or begun.time()) <= after
    ]
    assert sorted(said) == sorted(wanted)


def test_nobody_off_the_book_is_called() -> None:
    facts = customer(SETTLED, followups=(NOW_DUE,), checks=(CheckFacts(ago(9), 1),))
    gone = facts._replace(state=type(facts.state).LOST)
    assert page(gone).hours == ()
