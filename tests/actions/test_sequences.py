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

from examples import costly
from repbook.actions.base import history, removing
from repbook.actions.care import checks, evidence, expectations, followups, problems, promises
from repbook.actions.customers import customers, facts, people
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.standing import standing
from repbook.errors import Conflict, InvalidInput, NotFound
from repbook.storage.book.book import Book
from repbook.storage.facts.customer_facts import facts_of
from ruled import ruled

TODAY = date(2026, 6, 3)
NOW = datetime(2026, 6, 3, 9, 14)
Step = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]

one = st.sampled_from([1, 1, 1, 2, 3])
past = st.integers(0, 200).map(lambda days: TODAY - timedelta(days=days))
soon = st.integers(0, 40).map(lambda days: TODAY + timedelta(days=days))
text = st.sampled_from(["fine", "slow again", "refund, please", "[red]ok[/]", "x\x1b[2J", ""])
lines = st.sampled_from(
    ["", "talked", "! card fri", "? leak !major", "* on time @ chess + loves it", "> tue 10am call"]
)
states = st.sampled_from(["not asked", "met", "partly", "unmet"])
followup = st.integers(1, 34)


def act(action: Callable[..., Any], *args: Any, **kwargs: Any) -> st.SearchStrategy[Step]:
    """An action on what the strategies give; constants stand for themselves."""

    def drawn(value: Any) -> Any:
        return value if isinstance(value, st.SearchStrategy) else st.just(value)

    return st.tuples(
        st.just(action),
        st.tuples(*map(drawn, args)),
        st.fixed_dictionaries({name: drawn(value) for name, value in kwargs.items()}),
    )


def logged(book: Book, **fields: Any) -> None:
    touches.log(book, touches.LogEntry(**fields), rules=DEFAULT)


def changed(book: Book, customer_id: int, became: str, due_on: date, words: str) -> None:
    checks.record(
        book, customer_id, -1, change=words, became=became, change_due=due_on, rules=DEFAULT
    )


def closed(book: Book, problem_id: int, said: str) -> None:
    problems.solve(book, problem_id, "new rail", rules=DEFAULT)
    problems.confirm(book, problem_id, said)


def caught_up(book: Book, happened: tuple[str, ...]) -> None:
    asked = book.row("SELECT id FROM followups WHERE step = 'catch-up' AND state = 'open'")
    if asked:
        sales.caught_up(book, asked[0], happened, rules=DEFAULT)


STEPS = st.one_of(
    act(customers.add, text, person=text),
    act(customers.edit, one, name=text, tier=st.sampled_from("ABCD")),
    act(customers.leave, one, "dormant", text, soon),
    act(customers.leave, one, "lost", text),
    act(customers.come_back, one),
    act(customers.set_rhythm, one, 20, st.sampled_from([10, 30])),
    act(customers.remove, one),
    act(people.add, one, text, birthday=st.sampled_from(["", "12 jun"]), phone=text),
    act(people.edit, one, main=st.booleans(), phone=text),
    act(people.left, one, past),
    act(people.remove, one),
    act(sales.add, one, text, ordered_on=past, live_on=st.none() | soon),
    act(sales.add, one, text, ordered_on=past, promised_on=soon, kind="recurring"),
    act(sales.set_live, one, soon),
    act(sales.edit, one, ordered_on=past, promised_on=st.none() | soon),
    act(
        sales.edit, one, agenda=st.sampled_from(["", "light", "standard"]), ask_passed=st.booleans()
    ),
    act(sales.cancel, one, text),
    act(sales.settle, one),
    act(caught_up, st.sampled_from([(), ("questions",), ("questions", "reassure")])),
    act(
        logged,
        customer_id=one,
        line=lines,
        reach=st.sampled_from(["two-way", "one-way", "no answer"]),
        on_day=st.none() | past,
        score=st.none() | st.integers(-2, 2),
        next_on=st.none() | soon,
    ),
    act(logged, customer_id=one, also_done=st.tuples(followup), kept=st.tuples(one)),
    act(touches.edit, st.integers(1, 4), customer_id=one, on_day=past),
    act(
        touches.edit, one, reach=st.sampled_from(["two-way", "one-way"]), person_id=st.none() | one
    ),
    act(
        checks.record,
        one,
        st.integers(-2, 2),
        words=text,
        delivery=st.sampled_from([None, True, False]),
        gained=text,
        expectations=st.just({}) | st.dictionaries(one, states, max_size=1),
    ),
    act(changed, one, st.sampled_from(["promise", "problem", "noted", ""]), soon, text),
    act(followups.add, one, text, soon, kind=st.sampled_from(["call", "thanks", "check"])),
    act(followups.done, followup, note=text),
    act(followups.snooze, followup, soon),
    act(followups.drop, followup, text),
    act(promises.add, one, text, soon, theirs=st.booleans()),
    act(promises.keep, one),
    act(promises.renegotiate, one, soon, text),
    act(promises.break_, one, text),
    act(problems.add, one, text, severity=st.sampled_from(["trivial", "major"])),
    act(problems.plan, one, text, st.none() | soon),
    act(problems.solve, one, text, kind="compromise", compromise_due=soon),
    act(closed, one, text),
    act(problems.reopen, one),
    act(evidence.add, one, text, on_day=past),
    act(evidence.told, one),
    act(facts.add, one, st.sampled_from(["rival", "area affected"]), text),
    act(expectations.add, one, text),
    act(expectations.answer, one, states, text),
    act(removing.remove, st.sampled_from(["touch", "check", "promise", "problem", "sale"]), one),
    act(history.undo),
    act(history.redo),
)


@pytest.mark.slow("twelve sequences, each undone and done again in a real file")
@pytest.mark.fault("F120")
@pytest.mark.practice("R36")
@settings(
    costly(12),
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
                    action(book, *args, **ruled(action, kwargs))
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
    """The invariants that are about rows, and of Today about next steps."""
    assert not book.rows(
        "SELECT id FROM problems WHERE confirmed_on IS NOT NULL AND trim(customer_said) = ''"
    )
    assert not book.rows("SELECT id FROM checks WHERE (change_text = '') <> (became = '')")
    for (customer_id,) in book.rows("SELECT id FROM customers WHERE state = 'active'"):
        facts_now = facts_of(book.connection, customer_id)
        assert facts_now is not None
        assert standing(facts_now, TODAY, rules=DEFAULT).next_on is not None
    # A sale that is history may be given an agenda; any other has one.
    assert not book.rows("SELECT id FROM sales WHERE agenda = '' AND NOT history")
    assert not book.rows(
        "SELECT id FROM sales s WHERE NOT history AND NOT EXISTS (SELECT 1 FROM followups f"
        " WHERE f.sale_id = s.id AND (f.source = 'agenda' OR f.step = 'catch-up'))"
    )
