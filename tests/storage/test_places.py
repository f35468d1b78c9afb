"""Everybody's place on Today: what is kept of it is what the rules say, on every minute on which it holds."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blank import new_book
from domain.anybody import anybody, calm
from domain.made import SETTLED, TODAY, ago, customer, promise, step, trouble
from repbook.actions.base.history import undo
from repbook.actions.customers import customers
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.overrides import rules_from
from repbook.domain.spine.facts import CustomerFacts
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.place import place
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.facts.place_rows import DAY, minute_of, read, reckon, same, watched_place
from repbook.storage.places.everybody import keep
from repbook.storage.rows.sources import source
from repbook.storage.safety.integrity import check, repair
from repbook.storage.views.today import today
from repbook.wording import fold

NOW = datetime.combine(TODAY, datetime.min.time()).replace(hour=9).astimezone()


def holds_on(row: tuple[Any, ...], most: int) -> list[datetime]:
    """Moments at which a row holds: its first and its last ones, and some between."""
    since, until = row[2], min(row[3], row[2] + most * DAY)
    found = {since, since + (until - since) // 3, since + (until - since) // 2, until - DAY, until}
    return [
        datetime.combine(date.fromordinal(each // DAY), datetime.min.time()).astimezone()
        + timedelta(minutes=each % DAY)
        for each in sorted(found)
        if since <= each <= until
    ]


@given(calm | anybody, st.integers(-400, 400), st.integers(0, DAY - 1))
@settings(max_examples=400, deadline=None)
@pytest.mark.slow("a customer of every kind, reckoned anew for each of many days")
def test_what_is_kept_is_what_the_rules_say_for_as_long_as_it_holds(
    facts: CustomerFacts, gap: int, minute: int
) -> None:
    now = (NOW.replace(hour=0) + timedelta(days=gap, minutes=minute)).replace(tzinfo=None)
    row = reckon(facts, now.astimezone(), DEFAULT, 1)
    assert row[2] <= minute_of(now)
    for at in holds_on(row, 800):
        day = at.date()
        assert same(read(row, day), place(facts, day, DEFAULT, at)), at


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        (customer(SETTLED, two_way=(ago(400),)), 1),
        (customer(SETTLED, promises=(promise(-3),)), 1),
        (customer(SETTLED, followups=(step(9),)), 5),
    ],
)
def test_a_place_holds_for_days_where_nothing_turns(facts: CustomerFacts, days: int) -> None:
    """What only counts days is told of each of them: nobody is reckoned anew for it."""
    row = reckon(facts, NOW, DEFAULT, 1)
    assert (row[3] - row[2]) // DAY >= days


def test_a_problem_that_waits_for_an_answer_holds_until_its_hour_and_late_for_the_day() -> None:
    new = trouble(acknowledged_at=None, planned_at=None, fix_by=None)
    new = new._replace(known_on=TODAY, known_at=NOW.isoformat())
    facts = customer(SETTLED, problems=(new,))
    due = reckon(facts, NOW, DEFAULT, 1)
    assert due[2] == minute_of(NOW)
    assert (due[3] - due[2]) // 60 == 3  # four business hours, less the minute in which they end
    late = reckon(facts, NOW.replace(hour=23), DEFAULT, 1)
    assert late[3] == minute_of(NOW.replace(hour=23, minute=59))


@given(calm | anybody, st.integers(-400, 400))
@settings(max_examples=150, deadline=None)
@pytest.mark.slow("a customer of every kind on many days")
def test_no_rule_asks_of_the_day_what_can_not_be_followed(facts: CustomerFacts, gap: int) -> None:
    """Else the place would hold for a minute: that is right, and slow."""
    watched_place(facts, (NOW + timedelta(days=gap)), DEFAULT)


# -- in the book ----------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of three customers, two of whom nobody has spoken to for long."""
    new_book(tmp_path / "places.db")
    with Book(tmp_path / "places.db", FixedClock(datetime(2026, 1, 5, 9))) as book:
        for name, tier in (("Alder", "A"), ("Birch", "B"), ("Cedar", "D")):
            one = customers.add(book, name, tier=tier).ids["customers"][0]
            touches.log(book, touches.LogEntry(one, line="talked"), rules=DEFAULT)
    return tmp_path / "places.db"


def on(path: Path, day: date, hour: int = 9) -> Book:
    return Book(path, FixedClock(datetime.combine(day, datetime.min.time()).replace(hour=hour)))


def reckoned(book: Book) -> set[int]:
    """Who had to be reckoned for the last reading."""
    assert book.memo is not None
    return set(book.memo.reckoned)


JUNE = date(2026, 6, 3)


def test_who_is_kept_is_not_reckoned_again(path: Path) -> None:
    with on(path, JUNE) as book:
        first = today(book, DEFAULT)
        assert reckoned(book) == {1, 2, 3}
        assert keep(book, DEFAULT) == 3
        assert today(book, DEFAULT) == first
        assert reckoned(book) == set()
    with on(path, JUNE, hour=18) as book:
        assert today(book, DEFAULT) == first
        assert reckoned(book) == set()


def test_on_later_days_a_kept_place_counts_on(path: Path) -> None:
    with on(path, JUNE) as book:
        keep(book, DEFAULT)
    for gap in (1, 2, 9, 40):
        day = JUNE + timedelta(gap)
        with on(path, day) as book:
            shown = today(book, DEFAULT)
            few = reckoned(book)
            book.run(lambda connection: connection.execute("UPDATE places SET until = -1"))
            afresh = today(book, DEFAULT)
        assert few < {1, 2, 3} or gap > 1
        assert (shown.rows, shown.promises_due, shown.at_risk) == (
            afresh.rows,
            afresh.promises_due,
            afresh.at_risk,
        )
        assert (shown.debt, shown.debt_change) == pytest.approx((afresh.debt, afresh.debt_change))


def test_a_write_leaves_out_only_whom_it_is_about_and_so_does_its_undoing(path: Path) -> None:
    with on(path, JUNE) as book:
        keep(book, DEFAULT)
        before = today(book, DEFAULT)
        touches.log(book, touches.LogEntry(1, line="talked"), rules=DEFAULT)
        assert [row.customer_id for row in today(book, DEFAULT).rows] == [2]
        assert reckoned(book) == {1}
        keep(book, DEFAULT)
        undo(book)
        assert today(book, DEFAULT) == before
        assert reckoned(book) == {1}
        customers.edit(book, 2, name="Beech")
        assert {row.customer for row in today(book, DEFAULT).rows} == {"Alder", "Beech"}
        assert reckoned(book) == {1, 2}


def test_other_numbers_or_an_earlier_day_find_nobody_kept(path: Path) -> None:
    tight = rules_from({"rhythm": {"settled": {"D": [3, 5]}}})
    with on(path, JUNE) as book:
        keep(book, DEFAULT)
        assert {row.customer for row in today(book, tight).rows} == {"Alder", "Birch", "Cedar"}
        assert reckoned(book) == {1, 2, 3}
    with on(path, JUNE - timedelta(30)) as book:
        today(book, DEFAULT)
        assert reckoned(book) == {1, 2, 3}


def test_what_another_program_wrote_meanwhile_is_not_kept_as_it_was(path: Path) -> None:
    with on(path, JUNE) as book, on(path, JUNE) as other:
        run = book.run

        def late(operation: Any) -> Any:
            touches.log(other, touches.LogEntry(1, line="talked"), rules=DEFAULT)
            return run(operation)

        book.run = late  # type: ignore[method-assign]
        assert keep(book, DEFAULT) == 2
    with on(path, JUNE) as book:
        assert [row.customer_id for row in today(book, DEFAULT).rows] == [2]


def test_for_a_few_the_book_is_not_written_to(path: Path) -> None:
    with on(path, JUNE) as book:
        before = book.version()
        assert keep(book, DEFAULT, least=4) == 0
        assert book.version() == before


def test_nothing_that_was_said_of_somebody_stays_in_the_book(path: Path) -> None:
    with on(path, JUNE) as book:
        keep(book, DEFAULT)
        assert book.rows("SELECT count(*) FROM places WHERE said LIKE '%silent%'") == [(2,)]
        customers.remove(book, 1)
        touches.log(book, touches.LogEntry(2, line="talked"), rules=DEFAULT)
        assert book.rows("SELECT customer_id FROM places WHERE name <> '' OR said <> ''") == []


# -- the quiet: no place at all -----------------------------------------------------------------------

QUIET, BORN = 4, 5
"""Who came out of a file and has nothing but a day to be asked about, and one of whom a birthday is known, too."""


@pytest.fixture
def with_quiet(path: Path) -> Path:
    with on(path, JUNE) as book, book.write("import") as work:
        from_file = source(book.connection, "plain", "customer", JUNE).id
        for name in ("Dogwood", "Elder"):
            one = work.add(t.Customer(name=name, folded=fold(name), created_on=JUNE))
            work.add(t.Origin(customer_id=one.id, source_id=from_file, row_id=one.id, external_id=name))  # fmt: skip
        work.add(t.ImportantDate(customer_id=BORN, month=12, day=24))
    return path


def placed(book: Book) -> set[int]:
    return {row[0] for row in book.rows("SELECT customer_id FROM places")}


def due_on(book: Book) -> date:
    sql = "SELECT attention_on FROM standings WHERE customer_id = ?"
    return date.fromisoformat(book.rows(sql, (QUIET,))[0][0])


def test_the_quiet_have_no_place_until_their_day_has_come(with_quiet: Path) -> None:
    with on(with_quiet, JUNE) as book:
        day = due_on(book)
        assert keep(book, DEFAULT) == 4
        assert placed(book) == {1, 2, 3, BORN}
        today(book, DEFAULT)
        assert reckoned(book) == set()
    with on(with_quiet, day - timedelta(1)) as book:
        keep(book, DEFAULT)
        assert QUIET not in placed(book)
        assert QUIET not in {row.customer_id for row in today(book, DEFAULT).rows}
        assert check(book, DEFAULT) == ()
    with on(with_quiet, day) as book:
        shown = today(book, DEFAULT)
        assert QUIET in reckoned(book)
        keep(book, DEFAULT)
        assert QUIET in placed(book)
        assert today(book, DEFAULT).rows == shown.rows
        assert check(book, DEFAULT) == ()


def test_with_the_rep_s_own_numbers_the_quiet_are_asked_about_too(with_quiet: Path) -> None:
    own = rules_from({"clocks": {"dates_ahead": 9}})
    with on(with_quiet, JUNE) as book:
        today(book, own)
        assert QUIET in reckoned(book)
        keep(book, own)
        assert QUIET in placed(book)
        keep(book, DEFAULT)
        assert check(book, DEFAULT) == ()


def test_who_is_talked_to_is_quiet_no_more_and_again_once_that_is_undone(with_quiet: Path) -> None:
    with on(with_quiet, JUNE) as book:
        touches.log(book, touches.LogEntry(QUIET, line="talked"), rules=DEFAULT)
        assert QUIET in placed(book)
        undo(book)
        assert QUIET not in placed(book)
        assert check(book, DEFAULT) == ()


def test_check_finds_who_should_have_a_place_and_has_none(with_quiet: Path) -> None:
    with on(with_quiet, JUNE) as book:
        book.connection.execute("DELETE FROM places WHERE customer_id IN (2, ?)", (BORN,))
        assert [found.what for found in check(book, DEFAULT)] == [
            "customer 2 has no place on Today",
            f"customer {BORN} has no place on Today",
        ]
        repair(book)
        assert check(book, DEFAULT) == ()


def test_check_holds_every_place_against_the_rules(path: Path) -> None:
    with on(path, JUNE) as book:
        keep(book, DEFAULT)
        assert check(book, DEFAULT) == ()
        for wrong in (
            "debt = debt + 1",
            "said = replace(said, 'silent', 'quiet')",
            "row_group = 4",
        ):
            book.connection.execute(f"UPDATE places SET {wrong} WHERE customer_id = 2")
            assert [found.what for found in check(book, DEFAULT)] == [
                "the place of customer 2 on Today is out of date"
            ]
            repair(book)
            assert check(book, DEFAULT) == ()
            keep(book, DEFAULT)
