"""The six ledgers of the whole book: what is open, what is red, the numbers over them, and how fast."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from blank import new_book
from repbook.clock import FixedClock
from repbook.domain.shown.ledgers import Ledger, Line, Owner
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.facts.customer_facts import facts_of
from repbook.storage.views import ledgers
from repbook.storage.views.ledgers import LedgerPage, ledger
from repbook.ui.screens.ledgers import CALM, rows_of
from repbook.ui.widgets.ledger_head import ribbon_of
from repbook.ui.widgets.ledger_list import LedgerList, Row, widths_of
from repbook.wording import fold

NOW = datetime(2026, 6, 3, 9, 14)
"""A Wednesday."""

Put = Callable[..., int]


def ago(days: int) -> date:
    return NOW.date() - timedelta(days=days)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledgers") / "empty.db"
    new_book(path)
    with Book(path, FixedClock(NOW)) as book, book.write("customers") as work:
        for name, given in (
            ("Hollis Dairy", {}),
            ("Twin Oaks", {"city": "Bath"}),
            ("Twin Oaks", {"city": "Derby"}),
            ("Lost Cause", {"state": "lost"}),
            ("乳業 " * 20, {"answer_hours": 80, "fix_days": 60}),
        ):
            work.add(t.Customer(name=name, folded=fold(name), created_on=ago(900), **given))
        work.add(t.Person(customer_id=1, name="Tom Hollis", folded="tom hollis"))
    return path


@pytest.fixture
def book(empty: Path, tmp_path: Path) -> Iterator[Book]:
    path = tmp_path / "book.db"
    path.write_bytes(empty.read_bytes())
    with Book(path, FixedClock(NOW)) as opened:
        yield opened


@pytest.fixture
def put(book: Book) -> Put:
    """Puts a row in a table as it is, of the first customer unless another is named."""

    def one(table: str, customer: int = 1, **given: Any) -> int:
        row = getattr(t, table)(customer_id=customer, **given)
        values = {name: value for name, value in row.model_dump().items() if name != "id"}
        sql = (
            f"INSERT INTO {row.__tablename__} ({', '.join(values)}) VALUES (:{', :'.join(values)})"
        )
        as_text = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in values.items()
        }
        return int(book.connection.execute(sql, as_text).lastrowid or 0)

    return one


def promised(put: Put, state: str, due: int, closed: int | None = None, **given: Any) -> int:
    values = {"text": f"{state} {due}", "made_on": ago(due + 5), "due_on": ago(due), **given}
    return put("Promise", state=state, closed_on=None if closed is None else ago(closed), **values)


def trouble(put: Put, known: int, text: str = "valve leaks", **given: Any) -> int:
    at = datetime.combine(ago(known), time(8)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return put("Problem", text=text, known_on=ago(known), known_at=at, **given)


def head(page: LedgerPage) -> str:
    return " · ".join(part.text for part in page.head)


def told(page: LedgerPage) -> list[tuple[str, str]]:
    return [(line.text, line.state) for line in page.lines]


def one(page: LedgerPage, text: str) -> Line:
    (found,) = (line for line in page.lines if line.text == text)
    return found


# -- promises ----------------------------------------------------------------------------------------


@pytest.mark.practice("R42")
@pytest.mark.practice("R53")
def test_promises_say_how_many_were_kept_and_how_many_in_a_row(book: Book, put: Put) -> None:
    promised(put, "kept", 100, 100)  # before the ninety days
    promised(put, "late", 30, 25)
    for day in (20, 10, 3):
        promised(put, "kept", day, day)
    promised(put, "released", 8, 8)
    promised(put, "renegotiated", 7, 7)
    promised(put, "open", 0)
    assert head(ledger(book, Ledger.PROMISES, rules=DEFAULT)) == (
        "kept 3 of 4 in 90 days · 3 in a row · 1 due today · 0 broken"
    )
    promised(put, "open", 1)
    page = ledger(book, Ledger.PROMISES, rules=DEFAULT)
    assert head(page) == "kept 3 of 5 in 90 days · 1 due today · 1 broken"
    assert [part.role for part in page.head] == ["", "due", "alarm"]


@pytest.mark.practice("R42")
def test_the_ribbon_has_every_promise_that_came_due_oldest_first(book: Book, put: Put) -> None:
    promised(put, "kept", 100, 100)  # before the ninety days
    promised(put, "open", 2)
    promised(put, "late", 30, 25)
    promised(put, "kept", 40, 40)
    promised(put, "open", -4)  # not due yet
    promised(put, "kept", 20, 20, theirs=True)
    page = ledger(book, Ledger.PROMISES, rules=DEFAULT)
    assert page.head[0].ribbon == ("kept", "late", "broken")
    assert [value for value, _ in ribbon_of(page.head[0].ribbon)] == ["■ ", "◪ ", "▲ ", " "]
    assert ribbon_of(()) == []


@pytest.mark.parametrize("name", list(Ledger))
def test_the_tabs_count_what_is_open_whichever_ledger_is_read(
    book: Book, put: Put, name: Ledger
) -> None:
    fill(put)
    fill(put, 4)  # off the book: nothing is owed
    promised(put, "open", 3)
    promised(put, "open", 3, theirs=True)
    counts = ledger(book, name, rules=DEFAULT).counts
    for each, found in counts.items():
        lines = ledger(book, each, rules=DEFAULT).lines
        assert found.open == sum(line.open and not line.theirs for line in lines), each
    assert counts[Ledger.PROMISES].red == 2


@pytest.mark.parametrize("width", [79, 91, 92, 119, 199])
def test_no_other_column_takes_the_room_of_the_words(width: int) -> None:
    long = Owner(1, "Meridian Hospital Kitchens and Laundries", person="Maximiliana Hohenlohe")
    line = Line(
        "evidence", 1, long, "ten letters " * 20, ago(1), "told by letter", sort="testimonial"
    )
    for opened in (True, False):
        shown = widths_of([Row(line=line._replace(open=opened))], width)
        assert shown.text >= 0.45 * width
        assert shown.used <= width


@pytest.mark.practice("R42")
def test_the_broken_stand_first_in_red_and_then_what_is_due(book: Book, put: Put) -> None:
    person = {"person_id": 1}
    for state, due, closed in (
        ("open", -5, None),
        ("open", 3, None),
        ("broken", 2, 1),
        ("open", 0, None),
        ("open", -1, None),
        ("kept", 4, 4),
        ("late", 12, 9),
    ):
        promised(put, state, due, closed, **person)
    page = ledger(book, Ledger.PROMISES, rules=DEFAULT)
    assert told(page) == [
        ("open 3", "broken 3 d"),
        ("broken 2", "broken 2 d"),
        ("open 0", "due today"),
        ("open -1", "due tomorrow"),
        ("open -5", "in 5 d"),
        ("kept 4", "kept"),
        ("late 12", "late 3 d"),
    ]
    assert [line.red for line in page.lines] == [True, True] + [False] * 5
    assert {line.owner.person for line in page.lines} == {"Tom Hollis"}


@pytest.mark.practice("R09")
def test_what_they_owe_us_stands_apart_and_is_never_red(book: Book, put: Put) -> None:
    promised(put, "open", 2, theirs=True, text="photos of the nozzles")
    promised(put, "open", -9, text="the manual")
    sold = {"ordered_on": ago(40), "title": "Dosing pump", "invoice_due_on": ago(6)}
    put("Sale", **sold)
    put("Sale", **sold | {"title": "paid", "paid_on": ago(1)})
    put("Sale", **sold | {"title": "cancelled", "cancelled_on": ago(1)})
    put("Sale", **sold | {"title": "due today", "invoice_due_on": ago(0)})
    put("Sale", 4, **sold | {"title": "of one who is lost"})
    page = ledger(book, Ledger.PROMISES, rules=DEFAULT)
    assert [(line.kind, line.state) for line in page.lines if line.theirs] == [
        ("sale", "unpaid +6 d"),
        ("promise", "waited 2 d"),
    ]
    assert not any(line.red for line in page.lines)
    headings = [row.text for row in rows_of(page, Ledger.PROMISES) if row.line is None]
    assert headings == ["OPEN 1", "", "WAITING FOR THEM 2 · 1 unpaid"]


# -- problems ----------------------------------------------------------------------------------------


@pytest.mark.practice("R86")
def test_problems_stand_by_their_clock_and_are_red_only_past_it(book: Book, put: Put) -> None:
    answered = {"acknowledged_at": "2026-06-01T08:00:00Z"}
    trouble(put, 5, "nobody answered")
    trouble(put, 0, "just known")
    trouble(put, 1, "no plan yet", **answered)
    trouble(put, 2, "planned", **answered, planned_at="2026-06-01T09:00:00Z")
    trouble(put, 3, "solved", **answered, solved_on=ago(2))
    trouble(put, 9, "held a week", solved_on=ago(8), confirmed_on=ago(8), customer_said="it holds", recheck_on=ago(1))  # fmt: skip
    trouble(put, 20, "long gone", solved_on=ago(17), confirmed_on=ago(16), customer_said="fine")
    trouble(put, 9, "their own clock", customer=5, planned_at="2026-05-26T09:00:00Z")
    page = ledger(book, Ledger.PROBLEMS, rules=DEFAULT)
    assert told(page) == [
        ("nobody answered", "past: answer"),
        ("held a week", "ask again"),
        ("no plan yet", "plan today"),
        ("just known", "answer today"),
        ("their own clock", "fix by 17 Aug"),
        ("solved", "confirm by Mon"),
        ("planned", "fix by Thu"),
        ("long gone", "solved in 3 d"),
    ]
    assert [line.text for line in page.lines if line.red] == ["nobody answered"]
    assert head(page).startswith("1 past its clock · 2 to answer · 1 to plan · 2 to fix")


@pytest.mark.practice("R85")
@pytest.mark.practice("R86")
def test_problems_say_how_soon_they_are_known_and_solved(book: Book, put: Put) -> None:
    for arose, took in ((0, 1), (1, 4), (2, 2)):
        closed = {"confirmed_on": ago(30 - took), "customer_said": "it holds"}
        trouble(put, 30, arose_on=ago(30 + arose), solved_on=ago(30 - took), **closed)
    trouble(put, 500, arose_on=ago(600), solved_on=ago(400), confirmed_on=ago(400), customer_said="x")  # fmt: skip
    assert head(ledger(book, Ledger.PROBLEMS, rules=DEFAULT)) == (
        "none open · half are known within 1 d, solved within 2 d"
    )


# -- expectations, evidence --------------------------------------------------------------------------


@pytest.mark.practice("R41")
def test_expectations_not_met_come_before_those_met(book: Book, put: Put) -> None:
    for state, due in (("met", 5), ("not asked", -9), ("partly", 4), ("unmet", 3), ("not asked", 2)):  # fmt: skip
        put("Expectation", text=f"{state} {due}", on_day=ago(30), due_on=ago(due), state=state)
    page = ledger(book, Ledger.EXPECTATIONS, rules=DEFAULT)
    assert head(page) == "1 met · 1 partly · 1 unmet · 2 not asked"
    assert [line.text for line in page.lines] == [
        "unmet 3",
        "not asked 2",
        "partly 4",
        "not asked -9",
        "met 5",
    ]
    assert [line.due for line in page.lines] == [True, True, False, False, False]


@pytest.mark.practice("R80")
def test_untold_successes_are_counted_with_the_oldest(book: Book, put: Put) -> None:
    put("Evidence", text="delivered complete", on_day=ago(9))
    put("Evidence", text="fits well", on_day=ago(1))
    put("Evidence", text="two hours saved", on_day=ago(8), told_on=ago(2), told_by="letter")
    put("Evidence", text="best we had", on_day=ago(8), kind="testimonial", permission_on=ago(8))
    page = ledger(book, Ledger.EVIDENCE, rules=DEFAULT)
    assert head(page) == "2 untold, the oldest 9 d · 1 told · 1 testimonial, 1 may be shown"
    assert told(page) == [
        ("delivered complete", "untold 9 d"),
        ("fits well", "untold 1 d"),
        ("two hours saved", "told by letter"),
        ("best we had", "may be shown"),
    ]
    assert [line.due for line in page.lines] == [True, False, False, False]


# -- letters, asks -----------------------------------------------------------------------------------


@pytest.mark.practice("R75")
@pytest.mark.practice("R93")
def test_the_stack_to_post_says_its_age(book: Book, put: Put) -> None:
    put("Letter", kind="note after a call", made_on=ago(5), by_hand=True)
    put("Letter", kind="compliment", subject="their page in the Gazette", made_on=ago(12))
    put("Letter", kind="compliment", subject="their prize", made_on=ago(10))
    put("Letter", kind="agenda", subject="What happens when", made_on=ago(2), posted_on=ago(1))
    page = ledger(book, Ledger.LETTERS, rules=DEFAULT)
    assert head(page) == "to post: 1 note, 2 clippings · 1 stale · 1 posted this month"
    assert told(page) == [
        ("their page in the Gazette", "stale 12 d"),
        ("their prize", "to post 10 d"),
        ("note after a call", "to post 5 d"),
        ("What happens when", "posted"),
    ]


@pytest.mark.practice("R77")
def test_every_order_of_a_year_is_thanked_for_or_not(book: Book, put: Put) -> None:
    for title, given in (("by letter", {}), ("by a step", {}), ("not at all", {})):
        put("Sale", title=title, ordered_on=ago(20), **given)
    put("Sale", title="imported", ordered_on=ago(200), history=True)
    put("Sale", title="long ago", ordered_on=ago(400))
    put("Sale", title="taken back", ordered_on=ago(10), cancelled_on=ago(9))
    put("Letter", sale_id=1, kind="thank-you", made_on=ago(19), posted_on=ago(19))
    put("Letter", sale_id=3, kind="thank-you", made_on=ago(19))  # not posted yet
    put("Followup", sale_id=2, kind="thanks", what="thank-you", due_on=ago(19), state="done")
    assert head(ledger(book, Ledger.LETTERS, rules=DEFAULT)).endswith(
        "thank-yous posted for 2 of 3 orders"
    )
    put("Followup", sale_id=3, kind="thanks", what="thank-you", due_on=ago(19), state="done")
    page = ledger(book, Ledger.LETTERS, rules=DEFAULT)
    assert page.head[-1][:2] == ("thank-yous posted for 3 of 3 orders", "")


@pytest.mark.practice("R95")
@pytest.mark.practice("R96")
@pytest.mark.practice("R17")
def test_asks_say_what_was_given_and_asked_over_the_book(book: Book, put: Put) -> None:
    for kind, asked, outcome, given in (
        ("opportunity", 1, "", {"text": "the whey line"}),
        ("opportunity", 3, "no", {"text": "last week's"}),
        ("referral", 30, "yes", {"text": "who else?", "answered_on": ago(2)}),
        ("referral", 60, "yes", {"text": "anyone?", "answered_on": ago(59), "thanked_on": ago(59)}),
        ("testimonial", 90, "later", {"text": "may I quote you?", "answered_on": ago(80)}),
        ("testimonial", 99, "ordered", {"text": "words of an older book", "answered_on": ago(9)}),
    ):
        put("Ask", kind=kind, asked_on=ago(asked), outcome=outcome, **given)
    for customer in (1, 2):
        put("Letter", customer, kind="thank-you", made_on=ago(9), posted_on=ago(9))
        put("Letter", customer, kind="announcement", made_on=ago(9), posted_on=ago(9))
        put("Evidence", customer, text="saved", on_day=ago(9), told_on=ago(8), told_by="call")
        put("Fact", customer, kind="value idea", text="heat", on_day=ago(9), done_on=ago(1))
        put("Touch", customer, kind="training", reach="two-way", on_day=ago(4))
    page = ledger(book, Ledger.ASKS, rules=DEFAULT)
    assert head(page) == (
        "2 open · 2 yes · 1 no · gave 8 : asked 6 · asked 1 of 3 this week"
        " · 2 referrals given, 1 thanked for"
    )
    assert told(page) == [
        ("who else?", "yes: thank them"),
        ("may I quote you?", "later"),
        ("the whey line", "no answer 1 d"),
        ("last week's", "no"),
        ("words of an older book", "ordered"),
        ("anyone?", "yes, thanked"),
    ]
    facts = [facts_of(book.connection, customer) for customer in range(1, 6)]
    assert sum(each.gives for each in facts if each) == 8
    assert sum(each.asked for each in facts if each) == 6


# -- all of them -------------------------------------------------------------------------------------


def fill(put: Put, customer: int = 1) -> None:
    """An open row in every ledger."""
    promised(put, "open", 3, customer=customer)
    trouble(put, 9, customer=customer)
    put("Expectation", customer, text="on time", on_day=ago(9), due_on=ago(1))
    put("Evidence", customer, text="fits well", on_day=ago(9))
    put("Letter", customer, kind="compliment", made_on=ago(20))
    put("Ask", customer, kind="referral", text="who else?", asked_on=ago(9))


@pytest.mark.parametrize("name", list(Ledger))
def test_an_empty_ledger_has_numbers_and_no_lines(book: Book, name: Ledger) -> None:
    page = ledger(book, name, rules=DEFAULT)
    assert page.lines == ()
    assert head(page)
    assert not any(part.role for part in page.head)
    assert rows_of(page, name)[1].text == CALM[name]


@pytest.mark.parametrize("name", list(Ledger))
def test_of_a_customer_off_the_book_nothing_is_owed(book: Book, put: Put, name: Ledger) -> None:
    fill(put, 4)
    page = ledger(book, name, rules=DEFAULT)
    assert [(line.open, line.red, line.due, line.state) for line in page.lines] == [
        (False, False, False, "lost")
    ]
    assert not any(part.role for part in page.head)


@pytest.mark.fault("F18")
@pytest.mark.parametrize("name", list(Ledger))
def test_twins_are_told_apart_by_their_town(book: Book, put: Put, name: Ledger) -> None:
    fill(put, 2)
    fill(put, 3)
    names = [line.owner.name for line in ledger(book, name, rules=DEFAULT).lines]
    assert names == ["Twin Oaks, Bath", "Twin Oaks, Derby"]


@pytest.mark.fault("F70")
@pytest.mark.parametrize("name", list(Ledger))
def test_a_damaged_row_hides_no_other(book: Book, put: Put, name: Ledger) -> None:
    fill(put)
    fill(put, 2)
    column = {"Problems": "known_on", "Letters": "made_on", "Asks": "asked_on"}.get(name)
    column = column or ("due_on" if name is Ledger.PROMISES else "on_day")
    book.connection.execute("PRAGMA ignore_check_constraints=ON")
    book.connection.execute(f"UPDATE {name.lower()} SET {column} = 'soon' WHERE customer_id = 2")
    book.connection.execute(f"UPDATE {name.lower()} SET {column} = x'ff' WHERE customer_id = 3")
    assert [
        line.owner.id for line in ledger(book, name, rules=DEFAULT).lines if line.owner.id == 1
    ] == [1]


@pytest.mark.parametrize("name", list(Ledger))
def test_a_long_ledger_is_cut_and_says_so(
    book: Book, put: Put, name: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledgers, "OPEN_MOST", 3)
    for _ in range(4):
        fill(put)
    page = ledger(book, name, rules=DEFAULT)
    assert len(page.lines) == 3
    assert page.more
    assert any("are listed here" in row.text for row in rows_of(page, name))


@pytest.mark.fault("F10")
@pytest.mark.parametrize("name", list(Ledger))
@pytest.mark.parametrize("width", [58, 79, 91, 92, 110, 119, 199])
def test_every_line_fills_the_width_whatever_its_letters(
    book: Book, put: Put, name: Ledger, width: int
) -> None:
    fill(put)
    fill(put, 5)
    promised(put, "open", -400, text="議事録を送る。" * 40, customer=5)
    shown = LedgerList()
    shown.items = rows_of(ledger(book, name, rules=DEFAULT), name)
    for item in shown.items:
        drawn = "".join(text for text, _ in shown.draw(item, 0, width, selected=False))
        assert cell_len(drawn) == width
