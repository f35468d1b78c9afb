"""The gate to Settled: every condition, alone and together."""

from __future__ import annotations

import pytest

from domain.sold import at, customer, day, problem, promise, sale
from repbook.domain.care.phases import GateTick, gate
from repbook.domain.spine.facts import CheckFacts, CustomerFacts, SaleFacts
from repbook.domain.spine.kinds import Phase, Severity
from repbook.domain.spine.rules import DEFAULT

READY = customer(told=(day(12),), checks=(CheckFacts(day(28), 1, 1), CheckFacts(day(15), -1, 1)))
GATED = sale(live_on=day(4), agenda_total=10, agenda_done=8)


@pytest.mark.practice("R56")
def test_settled_is_proposed_only_when_the_whole_gate_is_met() -> None:
    assert not at(GATED, 27, READY).proposed  # 20 d in phase
    assert at(GATED, 28, READY).proposed
    assert at(GATED, 28, READY).phase is Phase.LEARNING
    assert all(tick.done for tick in gate(GATED, READY, day(28), rules=DEFAULT))


@pytest.mark.parametrize(
    ("facts", "one", "missing"),
    [
        (READY._replace(told=()), GATED, "0 of 1 success told"),
        (READY._replace(told=(day(-1),)), GATED, "0 of 1 success told"),
        (READY._replace(checks=READY.checks[:1]), GATED, "1 of 2 checks"),
        (
            READY._replace(checks=(CheckFacts(day(31), -1), *READY.checks)),
            GATED,
            "last check as expected or better, 30 d old at most",
        ),
        (
            READY._replace(problems=(problem(Severity.MINOR, 8),)),
            GATED,
            "no open problem above trivial",
        ),
        (READY._replace(promises=(promise(33),)), GATED, "no broken promise"),
        (READY, GATED._replace(agenda_done=7), "7 of 10 agenda steps done, 80 % are wanted"),
    ],
)
def test_each_condition_alone_keeps_the_gate_shut(
    facts: CustomerFacts, one: SaleFacts, missing: str
) -> None:
    assert not at(one, 34, facts).proposed
    assert [tick.text for tick in gate(one, facts, day(34), rules=DEFAULT) if not tick.done] == [
        missing
    ]


def test_the_last_check_may_be_thirty_days_old() -> None:
    assert at(GATED, 58, READY).proposed
    assert not at(GATED, 59, READY).proposed


@pytest.mark.parametrize(
    "facts",
    [
        READY._replace(problems=(problem(Severity.TRIVIAL, 8),)),
        READY._replace(problems=(problem(Severity.MAJOR, 8, confirmed_on=day(20)),)),
        READY._replace(problems=(problem(Severity.MAJOR, 8, sale_id=2),)),
        READY._replace(promises=(promise(34),)),
        READY._replace(promises=(promise(3, theirs=True),)),
    ],
)
def test_what_is_trivial_closed_or_not_ours_does_not_shut_the_gate(facts: CustomerFacts) -> None:
    assert at(GATED, 34, facts).proposed


def test_days_in_phase_count_from_the_learning_curve() -> None:
    assert gate(GATED, READY, day(5), rules=DEFAULT)[0] == GateTick("0 of 21 d in phase", False)
    assert gate(GATED, READY, day(20), rules=DEFAULT)[0] == GateTick("13 of 21 d in phase", False)
    assert gate(GATED._replace(settled_on=day(30)), READY, day(31), rules=DEFAULT)[0].done
