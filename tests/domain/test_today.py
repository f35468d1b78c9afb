"""Today laid out: one row for a customer, the worst first, and no more red than bearable."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.arranged import arrange
from repbook.domain.spine.kinds import CustomerState, Group, Phase, Tier
from repbook.domain.spine.model import Reason, Risk, Silence, Standing, Today
from repbook.domain.spine.rules import DEFAULT

TODAY = date(2026, 6, 3)
QUIET = Silence(TODAY, 0, 75, 90, "d", False, False, False)


def reason(group: Group, weight: float = 1.0, **values: Any) -> Reason:
    given = {"text": f"{group} {weight}", "command": "log", "red": group is Group.SAVE}
    return Reason(**{"group": group, "weight": weight, **given, **values})


def standing(number: int, *reasons: Reason, **values: Any) -> Standing:
    given = {
        "id": number,
        "name": f"Customer {number}",
        "tier": Tier.B,
        "state": CustomerState.ACTIVE,
        "phase": Phase.SETTLED,
        "phase_note": "B",
        "sales": (),
        "silence": QUIET,
        "debt": 0.0,
        "risk": Risk(10, "calm"),
        "reasons": reasons,
        "next_step": "call",
        "next_on": TODAY,
    }
    return Standing(**{**given, **values})


def page(*standings: Standing, before: float = 0.0) -> Today:
    return arrange(standings, TODAY, debt_before=before, rules=DEFAULT)


def test_groups_stand_in_their_order_then_weight_then_name() -> None:
    page_ = page(
        standing(1, reason(Group.DATES)),
        standing(2, reason(Group.LEARNING, 1.0)),
        standing(3, reason(Group.LEARNING, 2.0)),
        standing(4, reason(Group.SAVE)),
        standing(5, reason(Group.LEARNING, 2.0), name="Älplerhof"),
        standing(6, reason(Group.PROMISED)),
        standing(7, reason(Group.LETTERS)),
        standing(8, reason(Group.DUE)),
    )
    assert [row.customer_id for row in page_.rows] == [4, 6, 5, 3, 2, 8, 7, 1]


def test_a_customer_stands_once_in_the_most_urgent_group() -> None:
    page_ = page(
        standing(
            1,
            reason(Group.LETTERS, 9.0, text="note"),
            reason(Group.DUE, 1.0, text="survey"),
            reason(Group.DUE, 3.0, text="call"),
            reason(Group.DUE, 2.0, text="check"),
        ),
        standing(2, reason(Group.DATES, text="birthday")),
    )
    assert [(row.reason.text, row.reason.group, row.more) for row in page_.rows] == [
        ("call", Group.DUE, 3),
        ("birthday", Group.DATES, 0),
    ]
    assert page_.due == 2


def test_what_is_to_be_done_for_a_customer_left_to_the_triage_pass_is_not_hidden() -> None:
    alarms = [standing(n, reason(Group.SAVE, 100.0 + n)) for n in range(12)]
    page_ = page(
        *alarms,
        standing(
            20,
            reason(Group.SAVE, text="forgotten", target=("customer", 20)),
            reason(Group.PROMISED, text="send manual", target=("promise", 2)),
            reason(Group.LEARNING, text="check 1", target=("sale", 3)),
            reason(Group.DUE, text="silent", target=("customer", 20)),
        ),
        standing(21, reason(Group.SAVE), reason(Group.DUE, text="silent", target=("customer", 21))),
        standing(22, reason(Group.SAVE), reason(Group.DATES, text="5 years with you")),
    )
    assert [(row.customer_id, row.reason.text, row.more) for row in page_.rows[5:]] == [
        (20, "send manual", 3),
        (22, "5 years with you", 1),
    ]
    assert (len(page_.rows), page_.red_total, page_.red_hidden, page_.due) == (7, 15, 10, 15)


def test_a_row_shows_the_customer_as_the_rules_see_it() -> None:
    known = standing(1, reason(Group.DUE), phase=Phase.LEARNING, phase_note="live+12")
    unknown = standing(2, reason(Group.DUE), risk=Risk(0, "unknown", (), False))
    first, second = page(known, unknown).rows
    assert (first.phase, first.phase_note, first.risk) == (Phase.LEARNING, "live+12", 10)
    assert second.risk is None


@pytest.mark.parametrize(
    ("red", "shown", "hidden"), [(0, 0, 0), (12, 12, 0), (13, 5, 8), (90, 5, 85)]
)
def test_more_than_twelve_red_rows_show_the_worst_five(red: int, shown: int, hidden: int) -> None:
    alarms = [standing(n, reason(Group.SAVE, float(n))) for n in range(red)]
    page_ = page(*alarms, standing(500, reason(Group.DUE)))
    rows = [row for row in page_.rows if row.reason.red]
    assert (len(rows), page_.red_total, page_.red_hidden) == (shown, red, hidden)
    assert [row.customer_id for row in rows] == list(range(red))[::-1][:shown]
    assert page_.rows[-1].customer_id == 500


def test_the_header_counts() -> None:
    due = reason(Group.PROMISED, command="done", due_on=TODAY, target=("promise", 1))
    tomorrow = due._replace(due_on=date(2026, 6, 4))
    theirs = due._replace(due_on=date(2026, 6, 1))
    broken = reason(Group.SAVE, target=("promise", 4))
    page_ = arrange(
        [
            standing(1, due, due, tomorrow, risk=Risk(50, "at risk")),
            standing(2, broken, theirs, risk=Risk(80, "save today")),
            standing(3, risk=Risk(60, "unknown", (), False)),
            standing(4, state=CustomerState.LOST, next_on=None),
            standing(5, next_on=None),
        ],
        TODAY,
        debt_before=0.0,
        damaged=("Hollis Dairy",),
        rules=DEFAULT,
    )
    assert (page_.promises_due, page_.promises_broken, page_.at_risk) == (2, 1, 2)
    assert (page_.customers, page_.no_next_step) == (4, 1)
    assert (page_.day, page_.damaged) == (TODAY, ("Hollis Dairy",))
    assert arrange([], TODAY, debt_before=0, customers=240, rules=DEFAULT).customers == 240


@pytest.mark.practice("R28")
def test_the_debt_of_the_book_is_what_all_active_customers_are_owed() -> None:
    page_ = page(
        standing(1, debt=1.5),
        standing(2, debt=2.0),
        standing(3, debt=9.0, state=CustomerState.LOST),
        before=4.6,
    )
    assert (page_.debt, page_.debt_change) == (3.5, pytest.approx(-1.1))


def test_an_empty_day() -> None:
    assert page(standing(1)).rows == ()


groups = st.lists(
    st.builds(
        reason,
        st.sampled_from(Group),
        st.floats(0, 600).map(lambda points: round(points, 3)),
        target=st.sampled_from([None, ("customer", 1), ("promise", 2), ("sale", 3)]),
    ),
    max_size=6,
)


@given(st.lists(groups, max_size=20))
def test_no_reason_is_lost_and_no_row_doubled(reasons: list[list[Reason]]) -> None:
    page_ = page(*(standing(n, *found) for n, found in enumerate(reasons)))
    seen = [row.customer_id for row in page_.rows]
    assert len(set(seen)) == len(seen)
    order = list(Group)
    keys = [(order.index(row.reason.group), -row.reason.weight) for row in page_.rows]
    assert all(before <= after for before, after in pairwise(keys))
    assert all(1 + row.more == len(reasons[row.customer_id]) for row in page_.rows)
    assert page_.due == sum(map(bool, reasons))
    if not page_.red_hidden:
        assert len(seen) == page_.due
        for row in page_.rows:
            assert row.reason.group is min(
                (each.group for each in reasons[row.customer_id]), key=order.index
            )
    assert page_.red_total - page_.red_hidden == sum(row.reason.red for row in page_.rows)
