"""What actions refuse: the field is named, the message has a next step, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from repbook.actions.base import removing
from repbook.actions.care import checks, evidence, expectations, followups, problems, promises
from repbook.actions.customers import customers, facts, people
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.actions.touches.log_entry import LogEntry
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput, NotFound
from repbook.storage.book.book import Book

PAST, TODAY, SOON = date(2026, 6, 1), date(2026, 6, 3), date(2026, 6, 8)
LONG = "x" * 1001

Act = Callable[[Book, Any], Any]

CASES: list[tuple[str, str, Act]] = [
    # customers
    ("empty name", "name", lambda b, w: customers.add(b, "")),
    ("name of spaces", "name", lambda b, w: customers.add(b, " \t ")),
    ("name of controls", "name", lambda b, w: customers.add(b, "\x1b\x07\u202e")),
    ("endless name", "name", lambda b, w: customers.add(b, LONG)),
    ("unknown tier", "tier", lambda b, w: customers.add(b, "A", tier="Z")),
    ("bad mail", "email", lambda b, w: customers.add(b, "A", email="jo@x.com?bcc=all@x.com")),
    (
        "two-line mail",
        "email",
        lambda b, w: customers.add(b, "A", email="jo@x.com\r\nBcc: a@x.com"),
    ),
    ("endless person", "person", lambda b, w: customers.add(b, "A", person="y" * 201)),
    ("emptied name", "name", lambda b, w: customers.edit(b, w.customer, name=" ")),
    ("limit before aim", "limit", lambda b, w: customers.set_rhythm(b, w.customer, 30, 20)),
    ("aim alone", "limit", lambda b, w: customers.set_rhythm(b, w.customer, 30, None)),
    ("aim of no days", "aim", lambda b, w: customers.set_rhythm(b, w.customer, 0, 5)),
    (
        "no reason",
        "reason",
        lambda b, w: customers.leave(b, w.customer, "lost", " ", rules=DEFAULT),
    ),
    (
        "asleep for ever",
        "wake_on",
        lambda b, w: customers.leave(b, w.customer, "dormant", "quiet", rules=DEFAULT),
    ),
    (
        "wakes now",
        "wake_on",
        lambda b, w: customers.leave(b, w.customer, "dormant", "q", TODAY, rules=DEFAULT),
    ),
    (
        "lost yet wakes",
        "wake_on",
        lambda b, w: customers.leave(b, w.customer, "lost", "q", SOON, rules=DEFAULT),
    ),
    (
        "leaves for here",
        "state",
        lambda b, w: customers.leave(b, w.customer, "active", "q", rules=DEFAULT),
    ),
    (
        "leaves nowhere",
        "state",
        lambda b, w: customers.leave(b, w.customer, "gone", "q", rules=DEFAULT),
    ),
    ("was never away", "state", lambda b, w: customers.come_back(b, w.customer)),
    # people
    ("nobody", "name", lambda b, w: people.add(b, w.customer, "")),
    ("birthday on Friday", "birthday", lambda b, w: people.add(b, w.customer, "A", birthday="fri")),
    ("birthday soon", "birthday", lambda b, w: people.add(b, w.customer, "A", birthday="+3d")),
    ("left before today is over", "left_on", lambda b, w: people.left(b, w.person, SOON)),
    # sales
    ("nothing sold", "title", lambda b, w: sales.add(b, w.customer, "", rules=DEFAULT)),
    (
        "live before order",
        "live_on",
        lambda b, w: sales.add(b, w.customer, "A", live_on=PAST, rules=DEFAULT),
    ),
    (
        "promised too soon",
        "promised_on",
        lambda b, w: sales.add(b, w.customer, "A", promised_on=PAST, rules=DEFAULT),
    ),
    (
        "ordered in future",
        "ordered_on",
        lambda b, w: sales.add(b, w.customer, "A", ordered_on=SOON, rules=DEFAULT),
    ),
    (
        "paid in future",
        "paid_on",
        lambda b, w: sales.add(b, w.customer, "A", paid_on=SOON, rules=DEFAULT),
    ),
    (
        "unknown agenda",
        "agenda",
        lambda b, w: sales.add(b, w.customer, "A", agenda="grand", rules=DEFAULT),
    ),
    (
        "unknown kind",
        "kind",
        lambda b, w: sales.add(b, w.customer, "A", kind="gift", rules=DEFAULT),
    ),
    (
        "money beyond",
        "amount",
        lambda b, w: sales.add(b, w.customer, "A", amount=2**63, rules=DEFAULT),
    ),
    (
        "year 9999",
        "live_on",
        lambda b, w: sales.add(b, w.customer, "A", live_on=date(9999, 1, 1), rules=DEFAULT),
    ),
    (
        "some and none expected",
        "no_expectations",
        lambda b, w: sales.add(
            b, w.customer, "A", expectations=("x",), no_expectations=True, rules=DEFAULT
        ),
    ),
    (
        "live before it was ordered",
        "live_on",
        lambda b, w: sales.set_live(b, w.sale, PAST, rules=DEFAULT),
    ),
    ("settled on the first day", "phase", lambda b, w: sales.settle(b, w.sale, rules=DEFAULT)),
    ("cancelled for nothing", "reason", lambda b, w: sales.cancel(b, w.sale, "")),
    (
        "no such question",
        "followup_id",
        lambda b, w: sales.caught_up(b, w.followup, ("thanks",), rules=DEFAULT),
    ),
    # touches
    (
        "unknown kind",
        "kind",
        lambda b, w: touches.log(b, LogEntry(w.customer, kind="fax"), rules=DEFAULT),
    ),
    (
        "unknown reach",
        "reach",
        lambda b, w: touches.log(b, LogEntry(w.customer, reach="half"), rules=DEFAULT),
    ),
    (
        "tomorrow's call",
        "on_day",
        lambda b, w: touches.log(b, LogEntry(w.customer, on_day=SOON), rules=DEFAULT),
    ),
    (
        "minus minutes",
        "minutes",
        lambda b, w: touches.log(b, LogEntry(w.customer, minutes=-1), rules=DEFAULT),
    ),
    (
        "promise without day",
        "line",
        lambda b, w: touches.log(b, LogEntry(w.customer, line="! card"), rules=DEFAULT),
    ),
    (
        "follow-up without day",
        "line",
        lambda b, w: touches.log(b, LogEntry(w.customer, line="> go"), rules=DEFAULT),
    ),
    (
        "next at noonish",
        "next_at",
        lambda b, w: touches.log(
            b, LogEntry(w.customer, next_on=SOON, next_at="noonish"), rules=DEFAULT
        ),
    ),
    (
        "endless promise",
        "line",
        lambda b, w: touches.log(b, LogEntry(w.customer, line=f"! {LONG} fri"), rules=DEFAULT),
    ),
    (
        "3/4 of what?",
        "line",
        lambda b, w: touches.log(b, LogEntry(w.customer, line="! card 3/4"), rules=DEFAULT),
    ),
    (
        "words without score",
        "score",
        lambda b, w: touches.log(b, LogEntry(w.customer, words="ok"), rules=DEFAULT),
    ),
    (
        "score of 3",
        "score",
        lambda b, w: touches.log(b, LogEntry(w.customer, score=3), rules=DEFAULT),
    ),
    (
        "next without day",
        "next_on",
        lambda b, w: touches.log(b, LogEntry(w.customer, next_what="x"), rules=DEFAULT),
    ),
    (
        "next in the past",
        "next_on",
        lambda b, w: touches.log(b, LogEntry(w.customer, next_on=PAST), rules=DEFAULT),
    ),
    (
        "another's person",
        "person",
        lambda b, w: touches.log(
            b, LogEntry(w.customer, person_id=w.strange_person), rules=DEFAULT
        ),
    ),
    (
        "another's promise",
        "kept",
        lambda b, w: touches.log(b, LogEntry(w.stranger, kept=(w.promise,)), rules=DEFAULT),
    ),
    (
        "another's follow-up",
        "also_done",
        lambda b, w: touches.log(b, LogEntry(w.stranger, also_done=(w.followup,)), rules=DEFAULT),
    ),
    ("moved ahead", "on_day", lambda b, w: touches.edit(b, w.touch, on_day=SOON, rules=DEFAULT)),
    # checks
    ("score beyond", "score", lambda b, w: checks.record(b, w.customer, -3, rules=DEFAULT)),
    (
        "change left hanging",
        "became",
        lambda b, w: checks.record(b, w.customer, 0, change="x", rules=DEFAULT),
    ),
    (
        "became of nothing",
        "change",
        lambda b, w: checks.record(b, w.customer, 0, became="noted", rules=DEFAULT),
    ),
    (
        "promised without day",
        "change_due",
        lambda b, w: checks.record(b, w.customer, 0, change="x", became="promise", rules=DEFAULT),
    ),
    (
        "became what?",
        "became",
        lambda b, w: checks.record(b, w.customer, 0, change="x", became="wish", rules=DEFAULT),
    ),
    (
        "another's expectation",
        "expectations",
        lambda b, w: checks.record(
            b, w.stranger, 0, expectations={w.expectation: "met"}, rules=DEFAULT
        ),
    ),
    (
        "another's follow-up",
        "followup_id",
        lambda b, w: checks.record(b, w.stranger, 0, followup_id=w.followup, rules=DEFAULT),
    ),
    # follow-ups
    ("nothing to do", "what", lambda b, w: followups.add(b, w.customer, "", SOON)),
    ("yesterday's call", "due_on", lambda b, w: followups.add(b, w.customer, "x", PAST)),
    ("at 25:00", "at", lambda b, w: followups.add(b, w.customer, "x", SOON, at="25:00")),
    ("unknown kind", "kind", lambda b, w: followups.add(b, w.customer, "x", SOON, kind="hug")),
    (
        "put off to the past",
        "to",
        lambda b, w: followups.snooze(b, w.followup, PAST, rules=DEFAULT),
    ),
    ("dropped for nothing", "reason", lambda b, w: followups.drop(b, w.followup, "")),
    (
        "moved to the past",
        "due_on",
        lambda b, w: followups.edit(b, w.followup, due_on=PAST, rules=DEFAULT),
    ),
    # promises
    ("promise of nothing", "text", lambda b, w: promises.add(b, w.customer, "", SOON)),
    ("endless promise", "text", lambda b, w: promises.add(b, w.customer, LONG, SOON)),
    ("due before made", "due_on", lambda b, w: promises.add(b, w.customer, "x", PAST)),
    ("kept before made", "on", lambda b, w: promises.keep(b, w.promise, PAST)),
    ("kept in the future", "on", lambda b, w: promises.keep(b, w.promise, SOON)),
    ("put off for nothing", "reason", lambda b, w: promises.renegotiate(b, w.promise, SOON, "")),
    ("put off to the past", "due_on", lambda b, w: promises.renegotiate(b, w.promise, PAST, "x")),
    ("released for nothing", "reason", lambda b, w: promises.release(b, w.promise, "")),
    ("broken for nothing", "reason", lambda b, w: promises.break_(b, w.promise, "")),
    ("edited before made", "due_on", lambda b, w: promises.edit(b, w.promise, due_on=PAST)),
    # problems
    ("no problem", "text", lambda b, w: problems.add(b, w.customer, "")),
    ("unknown severity", "severity", lambda b, w: problems.add(b, w.customer, "x", severity="bad")),
    ("arises later", "arose_on", lambda b, w: problems.add(b, w.customer, "x", arose_on=SOON)),
    ("fixed before known", "fix_by", lambda b, w: problems.add(b, w.customer, "x", fix_by=PAST)),
    ("plan of nothing", "plan", lambda b, w: problems.plan(b, w.problem, "", rules=DEFAULT)),
    (
        "planned for the past",
        "fix_by",
        lambda b, w: problems.plan(b, w.problem, "x", PAST, rules=DEFAULT),
    ),
    ("solved somehow", "resolution", lambda b, w: problems.solve(b, w.problem, "", rules=DEFAULT)),
    (
        "solved oddly",
        "kind",
        lambda b, w: problems.solve(b, w.problem, "x", kind="magic", rules=DEFAULT),
    ),
    (
        "compromise without day",
        "compromise_due",
        lambda b, w: problems.solve(b, w.problem, "x", kind="compromise", rules=DEFAULT),
    ),
    ("confirmed unsolved", "solved_on", lambda b, w: problems.confirm(b, w.problem, "fine")),
    ("reopened open", "solved_on", lambda b, w: problems.reopen(b, w.problem)),
    ("rechecked open", "rechecked_on", lambda b, w: problems.recheck(b, w.problem)),
    # evidence, facts, expectations
    ("empty evidence", "text", lambda b, w: evidence.add(b, w.customer, "")),
    ("future success", "on_day", lambda b, w: evidence.add(b, w.customer, "x", on_day=SOON)),
    ("unknown evidence", "kind", lambda b, w: evidence.add(b, w.customer, "x", kind="rumour")),
    ("told by nothing", "by", lambda b, w: evidence.told(b, w.evidence, "")),
    ("empty fact", "text", lambda b, w: facts.add(b, w.customer, "need", "")),
    ("unknown fact", "kind", lambda b, w: facts.add(b, w.customer, "secret", "x")),
    ("empty expectation", "text", lambda b, w: expectations.add(b, w.customer, "")),
    (
        "half met",
        "state",
        lambda b, w: expectations.answer(b, w.expectation, "half", rules=DEFAULT),
    ),
]


@pytest.mark.fault("F13")
@pytest.mark.fault("F17")
@pytest.mark.parametrize(
    ("field", "act"), [case[1:] for case in CASES], ids=[f"{c[1]}: {c[0]}" for c in CASES]
)
def test_a_refusal_names_the_field_and_leaves_no_trace(world, book, dump, field, act):
    before = dump(book), book.rows("SELECT * FROM operations")
    with pytest.raises(InvalidInput) as refused:
        act(book, world)
    assert refused.value.field == field
    assert refused.value.message
    assert refused.value.hint
    assert (dump(book), book.rows("SELECT * FROM operations")) == before
    assert not book.connection.in_transaction


@pytest.mark.parametrize(
    "act",
    [
        lambda b, w: promises.add(b, w.customer, "x", "2026-06-08"),
        lambda b, w: promises.add(b, w.customer, "x", datetime(2026, 6, 8)),
        lambda b, w: sales.add(b, w.customer, "x", amount=12.5, rules=DEFAULT),
        lambda b, w: sales.add(b, w.customer, "x", amount=True, rules=DEFAULT),
        lambda b, w: checks.record(b, w.customer, float("nan"), rules=DEFAULT),
        lambda b, w: promises.edit(b, w.promise, state="kept"),
    ],
)
@pytest.mark.fault("F14")
def test_a_value_of_the_wrong_sort_is_the_callers_mistake(world, book, dump, act):
    before = dump(book)
    with pytest.raises(TypeError):
        act(book, world)
    assert dump(book) == before


GONE: list[Act] = [
    lambda b, w: customers.edit(b, 99, name="x"),
    lambda b, w: people.left(b, 99),
    lambda b, w: sales.set_live(b, 99, SOON, rules=DEFAULT),
    lambda b, w: touches.log(b, LogEntry(99), rules=DEFAULT),
    lambda b, w: checks.record(b, 99, 0, rules=DEFAULT),
    lambda b, w: followups.done(b, 999, rules=DEFAULT),
    lambda b, w: promises.keep(b, 99),
    lambda b, w: problems.acknowledge(b, 99),
    lambda b, w: evidence.told(b, 99),
    lambda b, w: facts.asked(b, 99),
    lambda b, w: expectations.answer(b, 99, "met", rules=DEFAULT),
    lambda b, w: removing.remove(b, "touch", 99),
    lambda b, w: removing.remove(b, "sqlite_master", 1),
]


@pytest.mark.parametrize("act", GONE)
def test_a_row_that_is_gone_is_said_to_be_gone(world, book, act):
    with pytest.raises(NotFound) as gone:
        act(book, world)
    assert gone.value.hint


TWICE: list[tuple[Act, Act]] = [
    (lambda b, w: promises.keep(b, w.promise), lambda b, w: promises.keep(b, w.promise)),
    (lambda b, w: promises.keep(b, w.promise), lambda b, w: promises.break_(b, w.promise, "x")),
    (
        lambda b, w: promises.break_(b, w.promise, "x"),
        lambda b, w: promises.break_(b, w.promise, "x"),
    ),
    (
        lambda b, w: followups.done(b, w.followup, rules=DEFAULT),
        lambda b, w: followups.drop(b, w.followup, "x"),
    ),
    (
        lambda b, w: followups.drop(b, w.followup, "x"),
        lambda b, w: followups.done(b, w.followup, rules=DEFAULT),
    ),
    (
        lambda b, w: followups.done(b, w.followup, rules=DEFAULT),
        lambda b, w: followups.snooze(b, w.followup, SOON, rules=DEFAULT),
    ),
    (lambda b, w: evidence.told(b, w.evidence), lambda b, w: evidence.told(b, w.evidence)),
    (lambda b, w: sales.cancel(b, w.sale, "x"), lambda b, w: sales.cancel(b, w.sale, "x")),
    (
        lambda b, w: sales.cancel(b, w.sale, "x"),
        lambda b, w: sales.settle(b, w.sale, rules=DEFAULT),
    ),
    (
        lambda b, w: problems.acknowledge(b, w.problem),
        lambda b, w: problems.acknowledge(b, w.problem),
    ),
    (
        lambda b, w: problems.solve(b, w.problem, "x", rules=DEFAULT),
        lambda b, w: problems.solve(b, w.problem, "x", rules=DEFAULT),
    ),
]


@pytest.mark.parametrize(("first", "then"), TWICE)
def test_what_is_done_is_not_done_again(world, book, first, then):
    first(book, world)
    with pytest.raises(InvalidInput):
        then(book, world)
