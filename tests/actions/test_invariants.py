"""The seven things that hold after any sequence of actions, while the days go by."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from blank import new_book
from examples import costly
from repbook.actions.base import history, removing
from repbook.actions.care import (
    asks,
    checks,
    evidence,
    expectations,
    followups,
    letters,
    problems,
    promises,
)
from repbook.actions.customers import customers, facts, people
from repbook.actions.sales import agreements, sales
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import RepbookError
from repbook.storage.book.book import Book
from repbook.storage.book.facts_cache import each_reckoned
from repbook.storage.safety import invariants
from repbook.storage.views import today as today_view
from ruled import ruled

START = datetime(2026, 3, 2, 9, 14)
"""A Monday."""

nth = st.integers(0, 60)
text = st.sampled_from(["fine", "slow again", "refund, please", "saves an hour a day", ""])
ahead = st.integers(0, 30)
score = st.integers(-2, 2)
words = st.sampled_from(
    [
        "",
        "talked of the season",
        "! send card +3",
        "? leak !major",
        "* on time @ chess + loves it",
        "> +5 call",
    ]
)
SELLING = ("discount", "special offer", "order now", "buy", "upgrade")
"""What no thank-you and no reassurance may say, whatever the reading of letters looks for."""
OURS = "Thank you for the dosing pump and the valve kit."
"""A line that any of these customers may read; without it a letter is refused for having no word of theirs."""
bodies = st.sampled_from(
    [
        "",
        OURS,
        f"{OURS} There is a discount until Friday.",
        f"{OURS}\nWe have a special offer on hoses.",
        f"{OURS}\n\nOrder now, buy two.",
        f"{OURS} The upgrade is ready for you.",
    ]
)


class MovingClock(FixedClock):
    """A clock that a test turns on by days."""

    def turn(self, days: int) -> None:
        """So many days later, at the same hour."""
        FixedClock.__init__(self, self._now + timedelta(days=days))


class Month(RuleBasedStateMachine):
    """A rep who does anything in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "book.db"
        new_book(path)
        self.clock = MovingClock(START)
        self.book = Book(path, self.clock)
        self.do(customers.add, "Marsh Foods", person="Jo Marsh", tier="A")
        self.do(sales.add, 1, "Dosing pump", promised_on=self.day(9))

    def teardown(self) -> None:
        self.nothing_is_sorted_by_money()
        self.book.close()
        self.folder.cleanup()

    # -- helpers ---------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return self.clock.today()

    def day(self, gap: int) -> date:
        return self.today + timedelta(days=gap)

    def do(self, action: Any, *args: Any, **kwargs: Any) -> bool:
        """Do it, or be refused in one line with nothing changed."""
        try:
            action(self.book, *args, **ruled(action, kwargs))
        except RepbookError:
            assert not self.book.connection.in_transaction
            return False
        return True

    def one(self, table: str, place: int) -> int:
        """The id of some row of a table, 0 where there is none."""
        ids = [row[0] for row in self.book.rows(f'SELECT id FROM "{table}" ORDER BY id')]
        return ids[place % len(ids)] if ids else 0

    # -- days ------------------------------------------------------------------------------------

    @rule(days=st.sampled_from([1, 1, 1, 2, 3, 7, 20]))
    def days_go_by(self, days: int) -> None:
        self.clock.turn(days)

    # -- customers, people, sales ----------------------------------------------------------------

    @precondition(lambda self: self.book.rows("SELECT count(*) FROM customers")[0][0] < 4)
    @rule(
        name=st.sampled_from(["Hollis Dairy", "Park & Sons"]), person=st.sampled_from(["", "Tom"])
    )
    def a_customer(self, name: str, person: str) -> None:
        self.do(customers.add, name, person=person)

    @rule(at=nth, kind=st.sampled_from(["one-off", "catalogue", "recurring"]), ordered=st.integers(0, 60), live=st.none() | st.integers(-5, 40), agenda=st.sampled_from(["standard", "light", "recurring"]), hopes=st.sampled_from([(), ("less waste",)]), pressure=st.booleans())  # fmt: skip
    def a_sale(self, at, kind, ordered, live, agenda, hopes, pressure):  # type: ignore[no-untyped-def]
        day = None if live is None else self.day(live)
        self.do(
            sales.add, self.one("customers", at), "Valve kit", kind=kind, agenda=agenda,
            ordered_on=self.day(-ordered), live_on=day, expectations=hopes, under_pressure=pressure,
        )  # fmt: skip

    @rule(at=nth, live=ahead)
    def the_live_day_moves(self, at: int, live: int) -> None:
        self.do(sales.set_live, self.one("sales", at), self.day(live))

    @rule(at=nth)
    def a_sale_settles(self, at: int) -> None:
        self.do(sales.settle, self.one("sales", at))

    @rule(at=nth, why=text)
    def a_sale_is_cancelled(self, at: int, why: str) -> None:
        self.do(sales.cancel, self.one("sales", at), why)

    @rule(at=nth, state=st.sampled_from(["lost", "dormant"]), why=text, wake=ahead)
    def off_the_book(self, at: int, state: str, why: str, wake: int) -> None:
        wake_on = self.day(wake) if state == "dormant" else None
        self.do(customers.leave, self.one("customers", at), state, why, wake_on)

    @rule(at=nth)
    def and_back(self, at: int) -> None:
        self.do(customers.come_back, self.one("customers", at))

    @rule(at=nth)
    def a_person_leaves(self, at: int) -> None:
        self.do(people.left, self.one("people", at), self.today)

    # -- what a rep does all day -----------------------------------------------------------------

    @rule(at=nth, reach=st.sampled_from(["two-way", "two-way", "one-way", "no answer"]), topic=st.sampled_from(["business", "personal"]), line=words, also=nth)  # fmt: skip
    def a_touch(self, at: int, reach: str, topic: str, line: str, also: int) -> None:
        customer = self.one("customers", at)
        before = self.silent_since(customer)
        entry = touches.LogEntry(customer, reach=reach, topic=topic, line=line, day_first=True)
        if self.do(touches.log, entry) and before is not None:
            after = self.silent_since(customer)
            # Seven: a personal word and a business word both end a silence; an attempt ends none.
            assert after == (self.today if reach == "two-way" else before)

    def silent_since(self, customer: int) -> date | None:
        """The day that a customer's silence counts from, as Today would say it."""
        from repbook.domain.care.case import look
        from repbook.storage.facts.customer_facts import facts_of

        found = facts_of(self.book.connection, customer)
        return look(found, self.today, rules=DEFAULT).silence.since if found else None

    @rule(at=nth)
    def a_follow_up_done(self, at: int) -> None:
        self.do(followups.done, self.one("followups", at))

    @rule(at=nth, why=text)
    def a_follow_up_dropped(self, at: int, why: str) -> None:
        self.do(followups.drop, self.one("followups", at), why)

    @rule(at=nth, to=ahead)
    def a_follow_up_moved(self, at: int, to: int) -> None:
        self.do(followups.snooze, self.one("followups", at), self.day(to))

    @rule(at=nth, score=score, change=text, became=st.sampled_from(["", "promise", "problem", "noted"]), said=text, delivery=st.none() | st.booleans(), improve=text)  # fmt: skip
    def a_check(self, at, score, change, became, said, delivery, improve):  # type: ignore[no-untyped-def]
        self.do(
            checks.record, self.one("customers", at), score, words=said, change=change,
            became=became, change_due=self.day(4), delivery=delivery, to_improve=improve,
        )  # fmt: skip

    @rule(at=nth, said=text, due=ahead, theirs=st.booleans())
    def a_promise(self, at: int, said: str, due: int, theirs: bool) -> None:
        self.do(promises.add, self.one("customers", at), said, self.day(due), theirs=theirs)

    @rule(at=nth, how=st.sampled_from(["keep", "break_", "release"]), why=text)
    def a_promise_ends(self, at: int, how: str, why: str) -> None:
        rest = () if how == "keep" else (why,)
        self.do(getattr(promises, how), self.one("promises", at), *rest)

    @rule(at=nth, said=text, severity=st.sampled_from(["trivial", "minor", "moderate", "major"]))
    def a_problem(self, at: int, said: str, severity: str) -> None:
        self.do(problems.add, self.one("customers", at), said, severity=severity)

    @rule(at=nth, how=st.sampled_from(["acknowledge", "plan", "solve", "confirm", "reopen", "recheck"]), said=text)  # fmt: skip
    def a_problem_goes_on(self, at: int, how: str, said: str) -> None:
        rest = (said,) if how in ("plan", "solve", "confirm") else ()
        self.do(getattr(problems, how), self.one("problems", at), *rest)

    # -- what was said, written, asked -----------------------------------------------------------

    @rule(at=nth, said=text, kind=st.sampled_from(["success", "gain", "testimonial"]))
    def a_success(self, at: int, said: str, kind: str) -> None:
        self.do(evidence.add, self.one("customers", at), said, kind=kind)

    @rule(at=nth, kind=st.sampled_from(["thank-you", "reassurance", "evidence", "thirty-day"]), body=bodies)  # fmt: skip
    def a_letter(self, at: int, kind: str, body: str) -> None:
        self.do(letters.posted, self.one("customers", at), kind, body=body)

    @rule(at=nth, kind=st.sampled_from(["important", "need", "rival", "vital area", "area affected"]), said=text)  # fmt: skip
    def a_fact(self, at: int, kind: str, said: str) -> None:
        self.do(facts.add, self.one("customers", at), kind, said)

    @rule(at=nth, important=text, hopes=text)
    def five_questions(self, at: int, important: str, hopes: str) -> None:
        given = {"important": important, "expectations": (hopes,) if hopes else ()}
        self.do(agreements.answer_questions, self.one("customers", at), **given)

    @rule(at=nth, said=text)
    def an_expectation(self, at: int, said: str) -> None:
        sale = self.one("sales", at)
        self.do(expectations.add, self.one("customers", at), said, sale_id=sale or None)

    @rule(at=nth, state=st.sampled_from(["met", "partly", "unmet"]))
    def an_expectation_is_asked_about(self, at: int, state: str) -> None:
        self.do(expectations.answer, self.one("expectations", at), state)

    @rule(at=nth, kind=st.sampled_from(["opportunity", "referral", "testimonial"]), why=text)
    def an_ask(self, at: int, kind: str, why: str) -> None:
        self.do(asks.ask, self.one("customers", at), kind, "would you?", no_need=True, override=why)

    @rule(at=nth, outcome=st.sampled_from(["yes", "no", "later"]))
    def an_answer(self, at: int, outcome: str) -> None:
        self.do(asks.answer, self.one("asks", at), outcome, "we will see", referred="Ann Lee")

    @rule(table=st.sampled_from(["touch", "check", "promise", "problem", "followup", "evidence", "fact", "expectation", "sale", "letter", "ask", "person"]), at=nth)  # fmt: skip
    def a_row_is_removed(self, table: str, at: int) -> None:
        names = {"person": "people", "evidence": "evidence", "touch": "touches"}
        self.do(removing.remove, table, self.one(names.get(table, f"{table}s"), at))

    @rule(redo=st.booleans())
    def undo(self, redo: bool) -> None:
        self.do(history.redo if redo else history.undo)

    # -- what always holds -----------------------------------------------------------------------

    @invariant()
    def nothing_is_broken(self) -> None:
        """One to four: next steps, what a sale is owed, closing words, answers that became something."""
        assert list(invariants.without_agenda(self.book)) == []
        for known, _ in each_reckoned(self.book.connection):
            assert known is not None
            assert invariants.broken(self.book, known, self.today, rules=DEFAULT) == ()
        closed = "confirmed_on IS NOT NULL AND trim(customer_said) = ''"
        assert not self.book.rows(f"SELECT id FROM problems WHERE {closed}")
        assert not self.book.rows("SELECT id FROM checks WHERE (change_text = '') <> (became = '')")

    @invariant()
    def no_thanks_carry_an_offer(self) -> None:
        """Five."""
        for (body,) in self.book.rows(
            "SELECT body FROM letters WHERE kind IN ('thank-you', 'reassurance') AND posted_on IS NOT NULL"
        ):
            assert not [word for word in SELLING if word in body.casefold()]

    def nothing_is_sorted_by_money(self) -> None:
        """Six: whatever the sales are worth, Today stands as it stood."""
        before = today_view.today(self.book, rules=DEFAULT).rows
        self.book.connection.execute("UPDATE sales SET amount = id * 7919 % 100000")
        self.book.memo = None
        assert today_view.today(self.book, rules=DEFAULT).rows == before


@pytest.mark.slow("a thousand actions, each in a real file, and what holds asked after each")
@pytest.mark.practice("R01", "R36", "R83", "R87")
@pytest.mark.practice("R21", "R26", "R76")
def test_the_seven_hold_whatever_a_rep_does() -> None:
    run_state_machine_as_test(
        Month,
        settings=settings(
            costly(20),
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
