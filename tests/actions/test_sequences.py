"""What holds after any sequence of actions, undone and done again (F120)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repbook.actions import (
    checks,
    customers,
    evidence,
    expectations,
    facts,
    followups,
    history,
    people,
    problems,
    promises,
    rows,
    sales,
    touches,
)
from repbook.clock import FixedClock
from repbook.domain.standing import standing
from repbook.errors import Conflict, InvalidInput, NotFound
from repbook.storage.book import Book
from repbook.storage.gather import gather

TODAY = date(2026, 6, 3)
NOW = datetime(2026, 6, 3, 9, 14)
ids = st.integers(1, 4)
any_day = st.integers(-40, 40).map(lambda days: TODAY + timedelta(days=days))
words = st.sampled_from(["", "fine", "slow again", "refund, please", "[red]ok[/]", "x\x1b[2J"])
lines = st.sampled_from(
    ["", "talked", "! card fri", "? leak !major", "* on time @ chess + loves it", "> tue 10am call"]
)
Step = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


def act(action: Callable[..., Any], *args: Any, **kwargs: Any) -> st.SearchStrategy[Step]:
    """An action on what the strategies give; constants stand for themselves."""

    def drawn(value: Any) -> Any:
        return value if isinstance(value, st.SearchStrategy) else st.just(value)

    return st.tuples(
        st.just(action),
        st.tuples(*map(drawn, args)),
        st.fixed_dictionaries({name: drawn(value) for name, value in kwargs.items()}),
    )


def logged(book: Book, **fields: Any) -> Any:
    return touches.log(book, touches.LogEntry(**fields))


states = st.sampled_from(["not asked", "met", "partly", "unmet"])
agenda_ids = st.integers(1, 60)
STEPS = st.one_of(
    act(customers.add, words, person=words),
    act(customers.edit, ids, name=words, tier=st.sampled_from("ABCD")),
    act(customers.leave, ids, st.sampled_from(["lost", "dormant"]), words, any_day),
    act(customers.leave, ids, "lost", words),
    act(customers.come_back, ids),
    act(customers.set_rhythm, ids, st.none() | ids, st.none() | ids),
    act(customers.remove, ids),
    act(people.add, ids, words, birthday=st.sampled_from(["", "12 jun"]), phone=words),
    act(people.edit, ids, main=st.booleans(), phone=words),
    act(people.left, ids, any_day),
    act(people.remove, ids),
    act(sales.add, ids, words, ordered_on=any_day, live_on=st.none() | any_day),
    act(sales.set_live, ids, any_day),
    act(sales.edit, ids, ordered_on=any_day, promised_on=st.none() | any_day),
    act(sales.cancel, ids, words),
    act(sales.settle, ids),
    act(sales.caught_up, agenda_ids, ("thanks",), still=("reassure",)),
    act(
        logged,
        customer_id=ids,
        line=lines,
        reach=st.sampled_from(["two-way", "one-way", "no answer"]),
        on_day=st.none() | any_day,
        score=st.none() | st.integers(-2, 2),
        also_done=st.just(()) | st.tuples(agenda_ids),
        kept=st.just(()) | st.tuples(ids),
        next_on=st.none() | any_day,
    ),
    act(
        checks.record,
        ids,
        st.integers(-2, 2),
        words=words,
        change=words,
        became=st.sampled_from(["", "promise", "problem", "noted"]),
        change_due=st.none() | any_day,
        delivery=st.sampled_from([None, True, False]),
        gained=words,
        expectations=st.just({}) | st.dictionaries(ids, states, max_size=1),
    ),
    act(followups.add, ids, words, any_day, kind=st.sampled_from(["call", "thanks", "check"])),
    act(followups.done, agenda_ids, note=words),
    act(followups.snooze, agenda_ids, any_day),
    act(followups.drop, agenda_ids, words),
    act(promises.add, ids, words, any_day, theirs=st.booleans()),
    act(promises.keep, ids),
    act(promises.renegotiate, ids, any_day, words),
    act(promises.break_, ids, words),
    act(problems.add, ids, words, severity=st.sampled_from(["trivial", "major"])),
    act(problems.plan, ids, words, st.none() | any_day),
    act(problems.solve, ids, words, kind="compromise", compromise_due=any_day),
    act(problems.solve, ids, words),
    act(problems.confirm, ids, words),
    act(problems.reopen, ids),
    act(evidence.add, ids, words, on_day=any_day),
    act(evidence.told, ids),
    act(facts.add, ids, st.sampled_from(["rival", "area affected"]), words),
    act(expectations.add, ids, words),
    act(expectations.answer, ids, states, words),
    act(rows.remove, st.sampled_from(["touch", "check", "promise", "problem", "sale"]), ids),
    act(history.undo),
    act(history.redo),
)


@pytest.mark.fault("F120")
@pytest.mark.practice("R36")
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=5, max_size=25))
def test_any_sequence_holds_and_goes_back_and_forth(furnished, dump, stale, steps):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        shutil.copy(furnished[0], path)
        with Book(path, FixedClock(NOW)) as book:
            for action, args, kwargs in steps:
                with suppress(InvalidInput, NotFound, Conflict):
                    action(book, *args, **kwargs)
                assert not book.connection.in_transaction
                assert stale(book) == []
                _hold(book)
            end = dump(book)
            done = book.rows("SELECT count(*) FROM operations WHERE state = 'done'")[0][0]
            for _ in range(done):
                history.undo(book)
            assert not any(dump(book).values())
            for _ in range(done):
                history.redo(book)
            assert dump(book) == end
            assert stale(book) == []
            assert book.rows("PRAGMA foreign_key_check") == []


def _hold(book: Book) -> None:
    """The invariants of PRACTICE that are about rows, and of Today about next steps."""
    assert not book.rows(
        "SELECT id FROM problems WHERE confirmed_on IS NOT NULL AND trim(customer_said) = ''"
    )
    assert not book.rows("SELECT id FROM checks WHERE (change_text = '') <> (became = '')")
    for (customer_id,) in book.rows("SELECT id FROM customers WHERE state = 'active'"):
        facts_now = gather(book.connection, customer_id)
        assert facts_now is not None
        assert standing(facts_now, TODAY).next_on is not None
    assert not book.rows(
        "SELECT id FROM sales s WHERE NOT history AND NOT EXISTS"
        " (SELECT 1 FROM followups f WHERE f.sale_id = s.id AND f.source = 'agenda')"
    )
