"""The reports over real books: past weeks follow from dated rows, whatever is entered late."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from blank import new_book
from repbook.actions.care import evidence, promises
from repbook.actions.customers import customers
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.care.rhythm import debt_on
from repbook.domain.overrides import rules_from
from repbook.domain.reports import weekly_reports
from repbook.domain.reports.report import NAMES, Report
from repbook.domain.spine.rules import DEFAULT, Rules
from repbook.errors import NotFound
from repbook.storage.book.book import Book
from repbook.storage.book.facts_cache import rebuild
from repbook.storage.facts.customer_facts import facts_of
from repbook.storage.reports.reports import report

from .conftest import NOW, Opener

TODAY = NOW.date()
HOLIDAYS = rules_from({"holidays": ["2026-01-01", "2025-12-25"]})
LOOSER = rules_from({"rhythm": {"learning_first": [2, 4], "settled": {"B": [10, 12]}}})


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def weekly(found: Report) -> dict[str, tuple[int | None, ...]]:
    return {row.label: row.values for row in found.rows if any(row.values)}


def on_day(open_book: Opener, path: Path, on: date) -> Book:
    return open_book(path, datetime(on.year, on.month, on.day, 9))


@pytest.fixture
def years(tmp_path: Path, open_book: Opener) -> Book:
    """Two years: one who is talked to every five days, one who is not, one who left, one who was entered late."""
    path = tmp_path / "years.db"
    new_book(path)
    with Book(path, FixedClock(datetime(2024, 3, 4, 9))) as book:
        often, seldom, gone = (
            customers.add(book, name).ids["customers"][0] for name in ("Often", "Seldom", "Gone")
        )
        for number, who in enumerate((often, seldom, gone)):
            sales.add(
                book,
                who,
                "pump",
                ordered_on=date(2024, 3, 4),
                live_on=date(2024, 3, 11 + number),
                rules=DEFAULT,
            )
    rows = [(often, ago(gap)) for gap in range(0, 300, 5)]
    rows += [(seldom, ago(150)), (gone, ago(170))]
    with Book(path, FixedClock(NOW)) as book:
        customers.add(book, "Late")
        book.run(
            lambda connection: (
                connection.executemany(
                    "INSERT INTO touches (customer_id, on_day, at, kind, reach, topic, incoming, note)"
                    " VALUES (?, ?, '', 'call', 'two-way', 'business', 0, '')",
                    [(who, on.isoformat()) for who, on in rows],
                ),
                connection.execute(
                    "UPDATE customers SET state = 'lost', state_on = ? WHERE id = ?",
                    (ago(30).isoformat(), gone),
                ),
                connection.execute(
                    "UPDATE sales SET settled_on = '2024-06-03' WHERE customer_id <> ?", (often,)
                ),
                rebuild(connection),
            )
        )
    return open_book(path)


@pytest.mark.parametrize(
    "rules", [DEFAULT, HOLIDAYS, LOOSER], ids=["default", "holidays", "looser"]
)
def test_the_debt_of_a_week_is_what_the_rule_says_of_its_end(years: Book, rules: Rules) -> None:
    found = report(years, "debt", rules)
    ends = [week.end for week in weekly_reports.weeks(TODAY)]
    expected = [0.0] * len(ends)
    for customer_id, state_on in years.rows("SELECT id, state_on FROM customers"):
        facts = facts_of(years.connection, customer_id)
        assert facts is not None
        days = years.rows(
            "SELECT on_day FROM touches WHERE customer_id = ? ORDER BY on_day DESC", (customer_id,)
        )
        facts = facts._replace(
            two_way=tuple(date.fromisoformat(on) for (on,) in days), state="active"
        )
        for place, end in enumerate(ends):
            if state_on is None or end < date.fromisoformat(state_on):
                expected[place] += debt_on(facts, end, rules)
    assert [row.values[0] for row in found.rows] == [round(owed) for owed in expected]
    assert sum(map(bool, expected)) > 5
    assert found.lines[-1].note == "1 of them entered since"


def test_a_late_entry_corrects_the_weeks_behind_it(years: Book) -> None:
    before = [row.values[0] for row in report(years, "debt", rules=DEFAULT).rows]
    seldom = years.rows("SELECT id FROM customers WHERE name = 'Seldom'")[0][0]
    touches.log(years, touches.LogEntry(seldom, line="all is well", on_day=ago(20)), rules=DEFAULT)
    after = [row.values[0] for row in report(years, "debt", rules=DEFAULT).rows]
    assert after[:20] == before[:20]
    assert sum(map(int, after[-3:])) < sum(map(int, before[-3:]))


def test_the_weeks_of_a_young_book_begin_with_it(book: Book) -> None:
    assert [row.label for row in report(book, "debt", rules=DEFAULT).rows] == ["16 Mar"]


@pytest.mark.practice("R42")
@pytest.mark.practice("R53")
def test_promises_fall_in_the_week_in_which_they_were_closed(
    tmp_path: Path, open_book: Opener
) -> None:
    path = tmp_path / "promises.db"
    new_book(path)
    book = on_day(open_book, path, date(2025, 12, 22))
    who = customers.add(book, "Marsh").ids["customers"][0]
    kept, late, _ = (
        promises.add(book, who, text, date(2025, 12, 30)).ids["promises"][0]
        for text in ("manual", "card", "drawing")
    )
    promises.add(book, who, "quote", date(2026, 2, 1))
    book = on_day(open_book, path, date(2025, 12, 28))  # the Sunday of week 52
    promises.keep(book, kept)
    book = on_day(open_book, path, date(2026, 1, 4))  # the Sunday of week 1
    promises.keep(book, late)
    found = report(book, "promises", rules=DEFAULT)
    assert weekly(found) == {"22 Dec": (1, 0, 0), "29 Dec": (0, 1, 1)}
    assert found.title == "1 of 3 promises kept in 26 weeks"
    assert report(book, "load", rules=DEFAULT).rows[4].values == (0, 1)


def test_every_report_has_words_for_an_empty_book_and_a_book_of_one(
    tmp_path: Path, open_book: Opener
) -> None:
    path = tmp_path / "one.db"
    new_book(path)
    book = open_book(path)
    empty = {name: report(book, name, rules=DEFAULT) for name in NAMES}
    assert {name for name in NAMES if empty[name].rows or not empty[name].hint} == {"load"}
    who = customers.add(book, "Only").ids["customers"][0]
    sales.add(book, who, "pump", ordered_on=ago(40), live_on=ago(30), rules=DEFAULT)
    evidence.add(book, who, "two hours saved")
    found = {name: report(book, name, rules=DEFAULT) for name in NAMES}
    assert {name for name in NAMES if found[name].rows} == {
        *("debt", "load", "untold", "tenure", "repeat"),
    }
    assert found["tenure"].title == "Half of 1 customer have been with you for 1 month or longer"


@pytest.mark.parametrize("by", ["us", "another program"])
def test_a_report_is_read_again_once_somebody_has_written(
    book: Book, open_book: Opener, by: str
) -> None:
    before = report(book, "tenure", DEFAULT), report(book, "touches", DEFAULT)
    assert report(book, "touches", DEFAULT) is before[1]
    writer = book if by == "us" else open_book()
    touches.log(writer, touches.LogEntry(1, line="talked about it"), rules=DEFAULT)
    assert report(book, "touches", DEFAULT) != before[1]
    assert report(book, "touches", DEFAULT) == report(open_book(), "touches", DEFAULT)


def test_a_report_that_is_not_there_names_those_that_are(book: Book) -> None:
    with pytest.raises(NotFound, match="promises"):
        report(book, "nonsense", rules=DEFAULT)


def test_checks_count_for_the_phase_before_the_answer(book: Book) -> None:
    who = book.rows("SELECT id FROM customers")[0][0]
    sale = sales.add(book, who, "pump", ordered_on=ago(20), live_on=ago(18), rules=DEFAULT).ids[
        "sales"
    ][0]
    book.run(
        lambda connection: (
            connection.executemany(
                "INSERT INTO checks (customer_id, sale_id, on_day, score, words, change_text, became, gained,"
                " works_well, to_improve) VALUES (?, ?, ?, ?, '', '', '', '', '', '')",
                [(who, sale, ago(16).isoformat(), -1), (who, sale, ago(9).isoformat(), 1)],
            ),
            rebuild(connection),
        )
    )
    rows = {row.label: row.values for row in report(book, "checks", rules=DEFAULT).rows}
    assert rows["worse"] == (1, 0, 0)
    assert rows["better"][1] >= 1
