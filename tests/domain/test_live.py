"""A live day typed ahead is a plan until somebody says that it came."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.anybody import anybody, days
from domain.made import TODAY, ago, customer, rows, sale, step
from repbook.domain.care.live import only_planned
from repbook.domain.care.phases import sale_phase
from repbook.domain.spine.facts import CheckFacts, CustomerFacts, FollowupFacts
from repbook.domain.spine.kinds import FollowupKind, FollowupSource, Group, Phase
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.standing import standing

LIVE = 4


def planned(live: int = LIVE, sale_values: dict[str, Any] | None = None, **values: Any) -> CustomerFacts:  # fmt: skip
    """A sale that was to go live some days ago; the last word with the customer was before that."""
    spoke = {"two_way": (ago(live + 2),), "last_touch_on": ago(live + 2), "checks": ()}
    return customer(sale(20, live_on=ago(live), **(sale_values or {})), **{**spoke, **values})


def arrived(due: int, **values: Any) -> FollowupFacts:
    return step(
        due,
        FollowupKind.VISIT,
        sale_id=1,
        source=FollowupSource.AGENDA,
        step="arrived",
        what="Arrived, complete, on time?",
        **values,
    )


def asking(facts: CustomerFacts) -> list[str]:
    return [row.text for row in rows(facts) if row.text.lower().startswith("arrived")]


@pytest.mark.practice("R71")
@pytest.mark.parametrize(
    ("facts", "note", "asked"),
    [
        (planned(-1), "day 20", False),  # still to come
        (planned(0), "live?+0", True),
        (planned(), "live?+4", True),
        # what happened before says nothing
        (planned(checks=(CheckFacts(ago(5), 1),)), "live?+4", True),
        (planned(sale_values={"arrived_on": ago(5)}), "live?+4", True),
        # one way says nothing
        (planned(one_way=(ago(1),), last_touch_on=ago(1)), "live?+4", True),
        # a check of another sale says nothing
        (planned(checks=(CheckFacts(ago(1), 1, 2),)), "live?+4", True),
        # it is said
        (planned(two_way=(ago(4),)), "live+4", False),
        (planned(two_way=(TODAY, ago(9))), "live+4", False),
        (planned(checks=(CheckFacts(ago(4), -1),)), "live+4", False),
        (planned(checks=(CheckFacts(TODAY, 1, 1),)), "live+4", False),
        (planned(sale_values={"arrived_on": ago(4)}), "live+4", False),
        # nobody's plan: history, or entered when it was live
        (planned(sale_values={"history": True}), "live+4", False),
        (planned(created_on=ago(3)), "live+4", False),
    ],
)
def test_live_is_said_not_assumed(facts: CustomerFacts, note: str, asked: bool) -> None:
    assert standing(facts, TODAY, rules=DEFAULT).phase_note == note
    assert bool(asking(facts)) is asked


@pytest.mark.practice("R71")
def test_today_asks_before_it_asks_how_it_is() -> None:
    row, *others = rows(planned(8))
    assert (row.group, row.command, row.target) == (Group.LEARNING, "log", ("sale", 1))
    assert row.text == "arrived, complete, on time? · 8 d late"
    assert any("check 1" in each.text for each in others)
    assert asking(planned(0)) == ["arrived, complete, on time? · today"]


def test_the_agendas_own_step_asks_for_it() -> None:
    row, *_ = rows(planned(8, followups=(arrived(8),)))
    assert row.target == ("followup", 5)
    assert asking(planned(8, followups=(arrived(8),))) == ["Arrived, complete, on time? · 8 d late"]
    assert asking(planned(followups=(arrived(-1),))) == []  # put off to tomorrow
    catch_up = step(0, FollowupKind.CATCH_UP, sale_id=1, step="catch-up", what="What has happened?")
    assert asking(planned(followups=(catch_up,))) == []
    other = planned(followups=(arrived(8)._replace(sale_id=2),))
    assert "arrived, complete, on time? · 4 d late" in asking(other)


def test_whoever_settled_is_not_asked() -> None:
    facts = planned(10, {"settled_on": ago(3)})
    assert standing(facts, TODAY, rules=DEFAULT).phase is Phase.SETTLED
    assert asking(facts) == []
    for settled, asked in ((0, False), (-1, True)):
        facts = planned(10, {"settled_on": ago(settled)})
        assert only_planned(facts.sales[0], facts, TODAY) is asked
        assert bool(asking(facts)) is asked


@given(anybody, days)
def test_limits_and_clocks_run_as_if_it_were_true(facts: CustomerFacts, today: Any) -> None:
    said = facts._replace(sales=tuple(one._replace(arrived_on=one.live_on) for one in facts.sales))
    for one, other in zip(facts.sales, said.sales, strict=True):
        assert sale_phase(one, facts, today, rules=DEFAULT) == sale_phase(
            other, said, today, rules=DEFAULT
        )
        assert not only_planned(other, said, today)
    before, after = standing(facts, today, rules=DEFAULT), standing(said, today, rules=DEFAULT)
    assert (before.silence, before.debt, before.risk) == (after.silence, after.debt, after.risk)
    assert {row.text for row in before.reasons} >= {row.text for row in after.reasons}


@given(st.integers(0, 80))
def test_an_unsaid_live_day_is_asked_about_every_day_until_it_settles(live: int) -> None:
    facts = planned(live)._replace(sales=(sale(100, live_on=ago(live)),))
    assert asking(facts)
