"""One customer on one day, composed; and the days by which Today finds them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repbook.domain import facts as f
from repbook.domain import kinds as k
from repbook.domain.rules import DEFAULT
from repbook.domain.standing import Wake, debt_on, standing, wakes

TODAY = date(2026, 6, 3)  # a Wednesday


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def sale(ordered: int, **values: Any) -> f.SaleFacts:
    given = {"id": 1, "title": "pumps", "kind": k.SaleKind.ONE_OFF, "ordered_on": ago(ordered)}
    return f.SaleFacts(**{**given, **values})


def customer(*sales: f.SaleFacts, **values: Any) -> f.CustomerFacts:
    given = {
        "id": 9,
        "name": "Orchard Clinic",
        "created_on": ago(1000),
        "sales": sales,
        "two_way": (ago(3),),
        "last_touch_on": ago(3),
    }
    return f.CustomerFacts(**{**given, **values})


def call(due: int, what: str = "call about valves") -> f.FollowupFacts:
    return f.FollowupFacts(5, what, k.FollowupKind.CALL, k.FollowupSource.REP, ago(due))


def promise(due: int, **values: Any) -> f.PromiseFacts:
    return f.PromiseFacts(6, "send manual", ago(9), ago(due), k.PromiseState.OPEN, **values)


SETTLED = sale(300, live_on=ago(290), settled_on=ago(200))


@pytest.mark.parametrize(
    ("sales", "note"),
    [
        ((sale(3),), "day 3"),
        ((sale(20, live_on=ago(12)),), "live+12"),
        ((sale(20),), "day 20"),
        ((SETTLED,), "A"),
        ((), "A"),
        ((SETTLED, sale(20, id=2, live_on=ago(12))), "live+12"),
    ],
)
def test_the_note_beside_the_phase(sales: tuple[f.SaleFacts, ...], note: str) -> None:
    assert standing(customer(*sales, tier=k.Tier.A), TODAY).phase_note == note


def test_a_sale_that_fell_back_says_so() -> None:
    found = standing(customer(SETTLED, main_since=ago(5)), TODAY)
    assert (found.phase, found.phase_note) == (k.Phase.LEARNING, "back+5")


def test_a_standing_composes_what_the_rules_say() -> None:
    found = standing(customer(SETTLED, two_way=(ago(200),), last_touch_on=ago(200)), TODAY)
    assert (found.id, found.name, found.tier) == (9, "Orchard Clinic", k.Tier.B)
    assert found.debt == pytest.approx(110 / 90)
    assert found.silence.forgotten and found.red
    assert found.risk.score > 0 and found.reasons[0].group is k.Group.SAVE
    assert [phase.sale_id for phase in found.sales] == [1]


def test_a_sale_begins_on_its_order_day() -> None:
    found = standing(customer(sale(-5)), TODAY)
    assert (found.phase, found.sales) == (k.Phase.NONE, ())
    assert standing(customer(sale(-5)), ago(-5)).phase is k.Phase.EXCITEMENT


# Next steps


@pytest.mark.practice("R01")
@pytest.mark.practice("R36")
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"followups": (call(-9), call(-4, "ring Jo"))}, ("ring Jo", ago(-4))),
        ({"promises": (promise(-4),), "followups": (call(-9),)}, ("send manual", ago(-4))),
        ({"promises": (promise(5),)}, ("send manual", ago(5))),
        ({"promises": (promise(-1, theirs=True),)}, ("get in touch", date(2026, 8, 14))),
        ({}, ("get in touch", date(2026, 8, 14))),
    ],
)
def test_the_next_step_is_the_earliest_thing_to_do_else_the_rhythms(
    values: dict[str, Any], expected: tuple[str, date]
) -> None:
    found = standing(customer(SETTLED, **values), TODAY)
    assert (found.next_step, found.next_on) == expected


@pytest.mark.parametrize("state", [k.CustomerState.LOST, k.CustomerState.MOVED])
def test_off_the_book_nothing_is_asked(state: k.CustomerState) -> None:
    facts = customer(SETTLED, state=state, two_way=(ago(500),), cancel_talk_on=ago(5))
    found = standing(facts, TODAY)
    assert (found.debt, found.reasons, found.next_step, found.next_on) == (0.0, (), "", None)
    assert (found.risk.score, found.risk.known) == (0, False)
    assert wakes(facts) == Wake(None, None, None)


@pytest.mark.practice("R07")
def test_a_dormant_customer_has_its_waking_for_a_next_step() -> None:
    facts = customer(SETTLED, state=k.CustomerState.DORMANT, wake_on=ago(-30))
    found = standing(facts, TODAY)
    assert (found.next_step, found.next_on) == ("wake", ago(-30))
    assert wakes(facts) == Wake(ago(-30), None, None)


# Waking


def test_a_quiet_settled_customer_wakes_when_the_limit_has_passed_or_a_check_is_due() -> None:
    facts = customer(SETTLED, checks=(f.CheckFacts(ago(3), 1),), tier=k.Tier.C)
    wake = wakes(facts)
    assert wake.attention_on == ago(3) + timedelta(150)  # a check, at the customer's own pace
    assert wake.vulnerable_until == ago(201)
    assert wakes(facts._replace(wish_limit=40)).attention_on == ago(3) + timedelta(41)


def test_a_young_customer_is_watched_until_it_can_have_settled() -> None:
    facts = customer(sale(20, live_on=ago(12)), followups=(call(-9),))
    wake = wakes(facts)
    assert wake.vulnerable_until == ago(12) + timedelta(89)
    assert (wake.attention_on, wake.next_due_on) == (ago(-9), ago(-9))
    broken = facts._replace(promises=(promise(2),))
    assert wakes(broken).vulnerable_until == date.max


def test_next_due_is_what_is_open_of_ours() -> None:
    facts = customer(SETTLED, promises=(promise(2), promise(9, theirs=True)), followups=(call(1),))
    assert wakes(facts).next_due_on == ago(2)
    assert wakes(customer(SETTLED)).next_due_on is None


# Any facts on any day

days = st.integers(-500, 1500).map(ago)
soon = st.integers(-200, 200).map(ago)
maybe = st.none() | days
recent = st.none() | soon
numbers = st.integers(1, 3)
maybe_sale = st.none() | numbers


def made(row: Any, /, **strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a kind with these fields drawn and the rest left as they are by default."""
    return st.fixed_dictionaries(strategies).map(lambda values: row(**values))


def by_id(row: Any) -> int:
    return int(row.id)


sales = made(
    f.SaleFacts,
    id=numbers,
    title=st.just("pumps"),
    kind=st.sampled_from(k.SaleKind),
    ordered_on=days,
    promised_on=maybe,
    live_on=maybe,
    paid_on=maybe,
    settled_on=maybe,
    history=st.booleans(),
    under_pressure=st.booleans(),
    thanked_on=maybe,
    reassured_on=maybe,
    no_expectations=st.booleans(),
    agenda_total=st.just(10),
    agenda_done=st.integers(0, 10),
    expected_on=recent,
)
checks = made(f.CheckFacts, on=days, score=st.integers(-2, 2), sale_id=maybe_sale)
problems = made(
    f.ProblemFacts,
    id=numbers,
    text=st.just("valve leak"),
    severity=st.sampled_from(k.Severity),
    known_on=days,
    known_at=st.sampled_from(["2026-06-03T09:00:00Z", "", "2026-06-01T18:00:00Z"]),
    sale_id=maybe_sale,
    acknowledged_at=st.sampled_from([None, "2026-06-01T10:00:00Z"]),
    planned_at=st.sampled_from([None, "2026-06-01T10:00:00Z"]),
    solved_on=recent,
    confirmed_on=recent,
    fix_by=recent,
    recheck_on=recent,
)
promises = made(
    f.PromiseFacts,
    id=numbers,
    text=st.just("send manual"),
    made_on=days,
    due_on=days,
    state=st.sampled_from([k.PromiseState.OPEN, k.PromiseState.BROKEN]),
    theirs=st.booleans(),
)
followups = made(
    f.FollowupFacts,
    id=numbers,
    what=st.just("call"),
    kind=st.sampled_from(k.FollowupKind),
    source=st.sampled_from(k.FollowupSource),
    due_on=days,
    sale_id=maybe_sale,
    anchor=st.sampled_from([None, *k.Anchor]),
    delegated_to=st.sampled_from(["", "Sam"]),
    promise_id=maybe_sale,
    problem_id=maybe_sale,
)


def newest_first(values: list[Any]) -> tuple[Any, ...]:
    return tuple(sorted(values, reverse=True))


anybody = made(
    f.CustomerFacts,
    id=st.just(1),
    name=st.just("Orchard Clinic"),
    tier=st.sampled_from(k.Tier),
    state=st.sampled_from([*[k.CustomerState.ACTIVE] * 4, *k.CustomerState]),
    created_on=days,
    wake_on=maybe,
    wish_limit=st.sampled_from([None, None, 1, 20, 400]),
    first_sale_on=maybe,
    two_way=st.lists(days, max_size=3).map(newest_first),
    one_way=st.lists(soon, max_size=3).map(newest_first),
    attempts=st.integers(0, 3),
    last_touch_on=maybe,
    sales=st.lists(sales, max_size=3, unique_by=by_id).map(tuple),
    checks=st.lists(checks, max_size=3).map(
        lambda found: tuple(sorted(found, key=lambda check: check.on, reverse=True))
    ),
    problems=st.lists(problems, max_size=2, unique_by=by_id).map(tuple),
    promises=st.lists(promises, max_size=2, unique_by=by_id).map(tuple),
    kept_in_a_row=st.integers(0, 6),
    followups=st.lists(followups, max_size=2, unique_by=by_id).map(tuple),
    expectations=st.integers(0, 2),
    unmet=st.integers(0, 3),
    told=st.lists(days, max_size=3).map(newest_first),
    untold=st.lists(made(f.EvidenceFacts, id=numbers, text=st.just("x"), on=days), max_size=2).map(tuple),
    rival_on=maybe,
    untrained_areas=st.integers(0, 1),
    main_since=maybe,
    main_gone_on=maybe,
    survey_sent_on=maybe,
    survey_back_on=maybe,
    cancel_talk_on=st.none() | st.none() | days,
    dates=st.lists(
        made(f.DateFacts, id=numbers, label=st.just(""), kind=st.just("birthday"), month=st.integers(1, 12), day=st.integers(1, 31)),
        max_size=1,
    ).map(tuple),
)  # fmt: skip


LOUD = sorted(
    {"checks", "problems", "promises", "followups", "untold", "unmet", "rival_on", "main_since"}
    | {"main_gone_on", "survey_sent_on", "cancel_talk_on", "first_sale_on", "one_way"}
)


def calmed(facts: f.CustomerFacts, kept: set[str], sales: list[f.SaleFacts]) -> f.CustomerFacts:
    """An active customer with likely sales, of whom else only the ``kept`` things are known."""
    silenced = {name: f.CustomerFacts._field_defaults[name] for name in set(LOUD) - kept}
    return facts._replace(state=k.CustomerState.ACTIVE, sales=tuple(sales), **silenced)


def likely(one: f.SaleFacts, live: int, settled: int | None) -> f.SaleFacts:
    """A sale that went live and was settled some days after its order."""
    day = one.ordered_on
    settled_on = None if settled is None else day + timedelta(settled)
    return one._replace(live_on=day + timedelta(live), settled_on=settled_on)


likely_sales = st.builds(likely, sales, st.integers(0, 60), st.sampled_from([None, 20, 45, 90]))
calm = st.builds(
    calmed,
    anybody,
    st.sets(st.sampled_from(LOUD), max_size=3),
    st.lists(likely_sales, max_size=2, unique_by=by_id),
)


def newest_record(facts: f.CustomerFacts) -> date:
    """The newest day on which anything recorded has happened; the future holds plans only."""
    happened = [
        facts.created_on, facts.last_touch_on, facts.rival_on, facts.main_since,
        facts.main_gone_on, facts.survey_sent_on, facts.survey_back_on, facts.cancel_talk_on,
        *facts.two_way, *facts.one_way, *facts.told,
        *(check.on for check in facts.checks),
        *(each.on for each in facts.untold),
        *(each.made_on for each in facts.promises),
        *(each.settled_on for each in facts.sales),
        *(each.thanked_on for each in facts.sales),
        *(each.reassured_on for each in facts.sales),
        *(day for each in facts.problems for day in (each.known_on, each.solved_on)),
        *(each.confirmed_on for each in facts.problems),
    ]  # fmt: skip
    return max(day for day in happened if day is not None)


def needs_finding(facts: f.CustomerFacts, today: date) -> bool:
    """Whether Today has to find this customer by its cached days."""
    found = standing(facts, today)
    owed = any(reason.group is not k.Group.DATES for reason in found.reasons)
    return owed or found.debt > 0 or found.risk.score >= DEFAULT.risk.bands[1]


@settings(max_examples=300)
@given(calm | anybody, st.integers(0, 900), st.sampled_from([0, 0, 1, 30]))
def test_nobody_who_needs_attention_is_passed_over(
    facts: f.CustomerFacts, after: int, jump: int
) -> None:
    wake = wakes(facts)
    today = newest_record(facts) + timedelta(after)
    if wake.attention_on is not None and jump:
        # The days just before it are where a bound that is too late would show.
        today = max(newest_record(facts), wake.attention_on - timedelta(jump))
    asleep = wake.attention_on is None or today < wake.attention_on
    settled = wake.vulnerable_until is None or today > wake.vulnerable_until
    if asleep and settled:
        assert not needs_finding(facts, today)


@settings(max_examples=100)
@given(anybody, days)
def test_no_active_customer_is_ever_without_a_next_step(
    facts: f.CustomerFacts, today: date
) -> None:
    found = standing(facts, today)
    if facts.state is k.CustomerState.ACTIVE:
        assert found.next_on is not None and found.next_step
    assert found.debt >= 0 and 0 <= found.risk.score <= 100
    said = [(row.text, row.target) for row in found.reasons]
    assert len(set(said)) == len(said)


@given(anybody)
def test_an_attention_day_is_not_needlessly_early(facts: f.CustomerFacts) -> None:
    quiet = f.CustomerFacts(
        1, "x", created_on=facts.created_on, two_way=(facts.created_on,), tier=facts.tier
    )
    limit = DEFAULT.rhythm.settled[facts.tier].limit
    assert wakes(quiet).attention_on == facts.created_on + timedelta(limit + 1)


@given(anybody, days)
def test_an_earlier_debt_can_always_be_asked(facts: f.CustomerFacts, today: date) -> None:
    assert debt_on(facts, today) >= 0
