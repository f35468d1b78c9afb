"""Strategies for customers of any kind: every field of the facts, likely or not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from domain.made import ago
from repbook.domain.spine import facts as f
from repbook.domain.spine import kinds as k

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
    invoice_due_on=recent,
    arrived_on=maybe,
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

letters = made(
    f.LetterFacts,
    id=numbers,
    kind=st.sampled_from(k.LetterKind),
    subject=st.just("in the Gazette"),
    made_on=soon,
)
asks = made(
    f.AskFacts,
    id=numbers,
    kind=st.sampled_from(k.AskKind),
    text=st.just("a referral"),
    asked_on=days,
    outcome=st.sampled_from([None, *k.AskOutcome]),
    answered_on=recent,
    thanked_on=st.none() | soon,
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
    stays_on=st.none() | days,
    dates=st.lists(
        made(f.DateFacts, id=numbers, label=st.just(""), kind=st.just("birthday"), month=st.integers(1, 12), day=st.integers(1, 31)),
        max_size=1,
    ).map(tuple),
    known=st.sampled_from([(), ("important",), ("preference", "problem rule", "vital area")]),
    unposted=st.lists(letters, max_size=1).map(tuple),
    asks=st.lists(asks, max_size=2, unique_by=by_id).map(tuple),
    gives=st.integers(0, 9),
    asked=st.integers(0, 3),
    praise_on=maybe,
)  # fmt: skip


LOUD = sorted(
    {"checks", "problems", "promises", "followups", "untold", "unmet", "rival_on", "main_since"}
    | {"main_gone_on", "survey_sent_on", "cancel_talk_on", "first_sale_on", "one_way"}
    | {"unposted", "asks"}
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
