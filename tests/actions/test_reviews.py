"""The weekly review: verdicts that file and are taken back, resuming, the closing page, past weeks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from repbook.actions.base import history
from repbook.actions.base.new_rows import make_followup
from repbook.actions.care import asks, checks, evidence, followups, letters, problems, promises
from repbook.actions.customers import customers
from repbook.actions.review import reviews
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.demo import build
from repbook.domain.review.week_page import Touched
from repbook.domain.review.weekly_review import Card, Step
from repbook.domain.spine.kinds import Phase
from repbook.domain.spine.model import Change
from repbook.domain.spine.rules import DEFAULT, Rules
from repbook.errors import InvalidInput
from repbook.interchange.writing import week_md
from repbook.storage.book.book import Book
from repbook.storage.reports.reviews import review
from repbook.storage.reports.week_page import Past, week_page
from repbook.storage.views import today as today_view

FRIDAY = datetime(2026, 6, 5, 15, 30)
"""Week 2026-W23; the furnished book is of the Wednesday before."""

THURSDAY = datetime(2026, 6, 11, 15)
"""Nothing of the furnished book's agenda falls on this day."""

Opener = Callable[..., Book]
Column = Callable[..., Any]


def card_of(book: Book, start: str) -> Card:
    """The first card whose id begins so."""
    return next(card for card in review(book, rules=DEFAULT).cards if card.id.startswith(start))


def judge(book: Book, start: str, verdict: str, **given: Any) -> Change:
    return reviews.judge(book, card_of(book, start), verdict, rules=DEFAULT, **given)


def answer_all(book: Book) -> int:
    """Give the last verdict to every card, which is skip or seen; returns how many there were."""
    number = 0
    while found := review(book, rules=DEFAULT).cards:
        reviews.judge(book, found[0], found[0].verdicts[-1].id, rules=DEFAULT)
        number += 1
    return number


def quiet(book: Book, name: str = "Park & Sons", **given: Any) -> int:
    """A customer whose order was long ago, when nobody wrote anything down."""
    customer = customers.add(book, name, **given).ids["customers"][0]
    sales.add(
        book,
        customer,
        "Pump",
        ordered_on=date(2024, 1, 8),
        live_on=date(2024, 1, 15),
        rules=DEFAULT,
    )
    return customer


# -- the review as it stands ------------------------------------------------------------------------


def test_a_review_of_an_empty_book(book: Book) -> None:
    found = review(book, rules=DEFAULT)
    assert (found.week, found.started_on, found.missed) == ("2026-W23", None, 0)
    assert [card.step for card in found.cards] == [Step.AHEAD, Step.AHEAD]
    assert found.total == 2


def test_a_book_of_one_is_reviewed_and_closed(book: Book, marsh: int) -> None:
    sales.add(book, marsh, "Pump", rules=DEFAULT)
    total = review(book, rules=DEFAULT).total
    assert total == 3  # the learning card, and two weeks ahead
    assert answer_all(book) == total
    found = review(book, rules=DEFAULT)
    assert (found.cards, len(found.given), found.total) == ((), total, total)
    assert found.started_on == book.clock.today()
    reviews.finish(book, " ring  before nine ", rules=DEFAULT)
    found = review(book, rules=DEFAULT)
    assert (found.finished_on, found.learned) == (book.clock.today(), "ring before nine")
    with pytest.raises(InvalidInput, match="2026-W23 is closed"):
        reviews.finish(book, "", rules=DEFAULT)
    history.undo(book)
    assert review(book, rules=DEFAULT).finished_on is None


def test_a_review_goes_on_at_the_card_where_it_was_left(
    world: Any, book: Book, open_book: Opener
) -> None:
    first = review(book, rules=DEFAULT)
    reviews.judge(book, first.cards[0], "skip", rules=DEFAULT)
    reviews.judge(book, first.cards[1], first.cards[1].verdicts[-1].id, rules=DEFAULT)
    left = open_book(by="command")  # another program, or this one after a crash
    found = review(left, rules=DEFAULT)
    assert found.cards == first.cards[2:]
    assert [given.card for given in found.given] == [card.id for card in first.cards[:2]]
    assert found.given[0].customer_id == first.cards[0].customer_id
    assert found.total == first.total


@pytest.mark.parametrize(
    ("begun", "back", "day", "week"),
    [
        (datetime(2026, 6, 5, 23, 58), datetime(2026, 6, 6, 0, 2), "fri", "2026-W23"),
        (datetime(2026, 6, 5, 16), datetime(2026, 6, 11, 9), "fri", "2026-W23"),
        (datetime(2026, 6, 5, 16), datetime(2026, 6, 12, 9), "fri", "2026-W24"),
        (datetime(2026, 6, 7, 23, 58), datetime(2026, 6, 8, 0, 2), "mon", "2026-W23"),
        (datetime(2026, 6, 7, 23, 58), datetime(2026, 6, 9, 0, 2), "mon", "2026-W24"),
        (datetime(2026, 12, 31, 23, 59), datetime(2027, 1, 1, 0, 1), "thu", "2026-W53"),
        (datetime(2027, 1, 3, 20), datetime(2027, 1, 4, 8), "fri", "2026-W53"),
        (datetime(2027, 1, 3, 20), datetime(2027, 1, 8, 8), "fri", "2027-W01"),
    ],
)
def test_across_midnight_and_new_year(
    open_book: Opener, begun: datetime, back: datetime, day: str, week: str
) -> None:
    book = open_book(begun)
    card = review(book, review_day=day, rules=DEFAULT).cards[0]
    reviews.judge(book, card, "seen", rules=DEFAULT, review_day=day)
    found = review(open_book(back), review_day=day, rules=DEFAULT)
    assert found.week == week
    assert [given.card for given in found.given] == ([card.id] if week[-2:] in "23 53" else [])


def test_a_verdict_at_midnight_keeps_the_review_for_the_day_after(open_book: Opener) -> None:
    monday = {"rules": DEFAULT, "review_day": "mon"}
    for now in (datetime(2026, 6, 7, 12), datetime(2026, 6, 8, 23)):
        book = open_book(now)
        reviews.judge(
            book, review(book, review_day="mon", rules=DEFAULT).cards[0], "seen", **monday
        )
    assert (
        review(open_book(datetime(2026, 6, 9, 9)), review_day="mon", rules=DEFAULT).week
        == "2026-W23"
    )
    assert (
        review(open_book(datetime(2026, 6, 10, 9)), review_day="mon", rules=DEFAULT).week
        == "2026-W24"
    )


def test_a_review_closed_on_monday_is_not_begun_again_that_day(open_book: Opener) -> None:
    book = open_book(datetime(2027, 1, 3, 20))
    reviews.judge(book, review(book, rules=DEFAULT).cards[0], "seen", rules=DEFAULT)
    book = open_book(datetime(2027, 1, 4, 8))
    reviews.finish(book, "", rules=DEFAULT)
    assert (review(book, rules=DEFAULT).week, review(book, rules=DEFAULT).finished_on) == (
        "2026-W53",
        date(2027, 1, 4),
    )
    assert review(open_book(datetime(2027, 1, 5, 8)), rules=DEFAULT).week == "2027-W01"


@pytest.mark.fault("F70")
def test_a_damaged_row_hides_no_other(open_book: Opener) -> None:
    book = open_book(FRIDAY)
    reviews.finish(book, "", rules=DEFAULT)
    book.run(
        lambda sql: sql.execute(
            "INSERT INTO reviews (week, started_on, card, verdicts, learned, page)"
            " VALUES ('2026-W99', '2026-06-01', '', '', '', ''), ('2026-W22', '2026-05-28', '', '{', '', '')"
        )
    )
    assert review(book, rules=DEFAULT).finished_on == FRIDAY.date()
    assert review(open_book(FRIDAY + timedelta(days=7)), rules=DEFAULT).given == ()


def test_missed_weeks_are_stated(open_book: Opener) -> None:
    reviews.finish(open_book(datetime(2026, 12, 18, 9)), "", rules=DEFAULT)
    for day, missed in ((date(2026, 12, 20), 0), (date(2026, 12, 25), 0), (date(2027, 1, 8), 2)):
        assert (
            review(open_book(datetime(day.year, day.month, day.day, 9)), rules=DEFAULT).missed
            == missed
        )


def test_a_promise_that_is_skipped_three_times_asks_for_no_looser_rhythm(
    open_book: Opener, column: Column
) -> None:
    book = open_book(FRIDAY)
    customer = customers.add(book, "Marsh Foods").ids["customers"][0]
    promises.add(book, customer, "photos", date(2026, 12, 1), theirs=True)
    for number in range(3):
        book = open_book(FRIDAY + timedelta(days=7 * number))
        assert card_of(book, "promise").skips == number
        assert "loosen" not in card_of(book, "promise").title
        judge(book, "promise", "skip")
    book = open_book(FRIDAY + timedelta(days=21))
    card = card_of(book, "promise")
    assert (card.skips, "loosen" in card.title) == (3, False)  # no rhythm has brought a promise
    judge(book, "promise", "kept")
    assert column(book, "promises.state", *book.rows("SELECT id FROM promises")[0]) == "kept"


# -- verdicts ---------------------------------------------------------------------------------------

NEXT = date(2026, 6, 16)
VERDICTS: list[tuple[str, str, dict[str, Any], str, Any]] = [
    ("loose:followup", "done", {}, "SELECT state, done_on FROM followups WHERE what = 'call Jo'", ("done", "2026-06-11")),
    ("loose:followup", "today", {}, "SELECT state, due_on FROM followups WHERE what = 'call Jo'", ("open", "2026-06-11")),
    ("loose:followup", "date", {"day": NEXT}, "SELECT due_on FROM followups WHERE what = 'call Jo'", ("2026-06-16",)),
    ("loose:followup", "drop", {"words": "she left"}, "SELECT state, reason FROM followups WHERE what = 'call Jo'", ("dropped", "she left")),
    ("loose:followup", "skip", {}, "SELECT state FROM followups WHERE what = 'call Jo'", ("open",)),
    ("loose:letter", "done", {}, "SELECT posted_on FROM letters", ("2026-06-11",)),
    ("loose:letter", "today", {}, "SELECT posted_on FROM letters", (None,)),
    ("loose:letter", "drop", {"words": "stale"}, "SELECT count(*) FROM letters", (0,)),
    ("promise", "kept", {}, "SELECT state, closed_on FROM promises", ("late", "2026-06-11")),
    ("promise", "agreed", {"day": NEXT}, "SELECT group_concat(state) FROM promises", ("renegotiated,open",)),
    ("promise", "release", {"words": "not needed"}, "SELECT state, reason FROM promises", ("released", "not needed")),
    ("learning", "today", {}, "SELECT due_on, kind FROM followups WHERE what LIKE 'call: %'", ("2026-06-11", "call")),
    ("learning", "date", {"day": NEXT}, "SELECT due_on FROM followups WHERE what LIKE 'call: %'", ("2026-06-16",)),
    ("learning", "well", {}, "SELECT count(*) FROM followups WHERE what LIKE 'call: %'", (0,)),
    ("debt", "today", {}, "SELECT due_on FROM followups WHERE what LIKE 'get in %'", ("2026-06-11",)),
    ("debt", "delegate", {"day": NEXT, "who": "Ann"}, "SELECT due_on, delegated_to FROM followups WHERE what LIKE 'get in %'", ("2026-06-16", "Ann")),
    ("debt", "loosen", {"aim": 200, "limit": 250}, "SELECT wish_aim, wish_limit FROM customers WHERE name = 'Old Mill'", (200, 250)),
    ("debt", "retire", {"words": "no fit"}, "SELECT state, state_reason, wake_on FROM customers WHERE name = 'Old Mill'", ("dormant", "no fit", "2027-06-11")),
    ("evidence", "tell", {}, "SELECT due_on, kind FROM followups WHERE what LIKE 'write to %'", ("2026-06-11", "evidence")),
    ("evidence", "told", {}, "SELECT told_on, told_by FROM evidence", ("2026-06-11", "call")),
]  # fmt: skip


@pytest.fixture(scope="module")
def waiting(furnished: tuple[Path, Any]) -> Path:
    """The furnished book eight days on, with a clipping to send and somebody forgotten."""
    path = furnished[0].with_name("waiting.db")
    shutil.copy(furnished[0], path)
    with Book(path, FixedClock(THURSDAY)) as book:
        letters.clip(book, furnished[1].customer, "first prize")
        quiet(book, "Old Mill")
    return path


@pytest.fixture
def due(waiting: Path, tmp_path: Path) -> Any:
    shutil.copy(waiting, tmp_path / "book.db")
    with Book(tmp_path / "book.db", FixedClock(THURSDAY)) as book:
        yield book


@pytest.mark.parametrize(("start", "verdict", "given", "sql", "wanted"), VERDICTS)
def test_a_verdict_files_and_undo_brings_the_card_back(
    due: Book,
    start: str,
    verdict: str,
    given: dict[str, Any],
    sql: str,
    wanted: Any,
    dump: Callable[[Book], Any],
    stale: Callable[[Book], list[int]],
) -> None:
    before, stood = dump(due), review(due, rules=DEFAULT)
    card = card_of(due, start)
    change = judge(due, start, verdict, **given)
    assert due.row(sql) == wanted
    assert change.label.startswith("review: ")
    found = review(due, rules=DEFAULT)
    assert card.id not in [one.id for one in found.cards]
    assert [one.card for one in found.given] == [card.id]
    assert stale(due) == []
    assert history.undo(due).label == change.label  # the effect and the note are one step
    assert dump(due) == before
    assert review(due, rules=DEFAULT) == stood


@pytest.mark.parametrize(
    ("start", "verdict", "field"),
    [
        ("loose:followup", "date", "day"),
        ("loose:followup", "drop", "words"),
        ("promise", "agreed", "day"),
        ("debt", "delegate", "day"),
        ("debt", "retire", "words"),
        ("debt", "loosen", "aim"),
        ("debt", "no such thing", ""),
    ],
)
def test_a_verdict_that_lacks_something_files_nothing(
    due: Book, start: str, verdict: str, field: str
) -> None:
    steps = history.steps(due)
    with pytest.raises(InvalidInput) as refused:
        judge(due, start, verdict)
    assert refused.value.field == field
    assert history.steps(due) == steps


def test_what_the_ordinary_action_refuses_leaves_no_verdict(due: Book) -> None:
    with pytest.raises(InvalidInput, match="this day is over"):
        judge(due, "loose:followup", "date", day=date(2026, 6, 1))
    assert review(due, rules=DEFAULT).given == ()
    followups.done(
        due, card_of(due, "loose:followup").target[1], rules=DEFAULT
    )  # and the book can be written to


def test_a_whole_review_is_answered_card_by_card(due: Book) -> None:
    found = review(due, rules=DEFAULT)
    steps = [card.step for card in found.cards]
    assert steps == sorted(steps, key=list(Step).index)
    assert set(steps) >= {Step.LOOSE, Step.PROMISES, Step.LEARNING, Step.DEBT, Step.EVIDENCE}
    assert len({card.id for card in found.cards}) == len(found.cards)
    assert answer_all(due) == found.total == len(review(due, rules=DEFAULT).given)


def test_a_card_is_answered_once(due: Book) -> None:
    card = card_of(due, "promise")
    first = reviews.judge(due, card, "kept", rules=DEFAULT, op_id="once")
    again = reviews.judge(due, card, "kept", rules=DEFAULT, op_id="once")  # the screen tried again
    assert again == first
    with pytest.raises(InvalidInput, match="answered already"):
        reviews.judge(due, card, "release", words="no", rules=DEFAULT)


def test_a_call_for_today_is_not_hung_twice(due: Book) -> None:
    card = card_of(due, "learning")
    followups.add(due, card.customer_id, "ring Jo", due.clock.today())
    judge(due, "learning", "today")
    assert due.row("SELECT count(*) FROM followups WHERE what LIKE 'call: %'") == (0,)


def test_the_steps_of_an_agenda_of_one_day_are_done_at_once(open_book: Opener) -> None:
    book = open_book()
    customer = customers.add(book, "Marsh Foods").ids["customers"][0]
    sale = sales.add(book, customer, "Pump", rules=DEFAULT).ids["sales"][0]
    with book.write("an agenda") as work:
        for what in ("step 1", "step 2", "step 3"):
            step = {"source": "agenda", "sale_id": sale, "kind": "call"}
            make_followup(work, customer, what, date(2026, 6, 3), **step)
    mine = "FROM followups WHERE what LIKE 'step %'"
    book = open_book(FRIDAY)
    judge(book, "loose:agenda:1:2026-06-03", "today")
    assert set(book.rows(f"SELECT due_on {mine}")) == {("2026-06-05",)}
    book = open_book(FRIDAY + timedelta(days=7))
    judge(book, "loose:agenda:1:2026-06-05", "done")
    assert set(book.rows(f"SELECT state {mine}")) == {("done",)}


def test_a_letter_goes_out_with_what_it_cites(open_book: Opener) -> None:
    book = open_book()
    customer = customers.add(book, "Marsh Foods").ids["customers"][0]
    success = evidence.add(book, customer, "arrived on time").ids["evidence"][0]
    letters.draft(
        book, customer, "evidence", subject="What we saw", body="It arrived on time.",
        evidence_ids=[success],
        rules=DEFAULT,
    )  # fmt: skip
    judge(open_book(FRIDAY), "loose:letter", "done")
    assert book.row("SELECT told_on, told_by FROM evidence") == ("2026-06-05", "letter")


@pytest.mark.practice("R18")
def test_an_idea_and_an_ask_are_filed(open_book: Opener) -> None:
    book = open_book()
    first = date(2026, 6, 3) - timedelta(weeks=52)
    customer = quiet(book, tier="A")
    book.run(lambda sql: sql.execute("UPDATE customers SET created_on = ?", (first.isoformat(),)))
    book.run(lambda sql: sql.execute("UPDATE sales SET ordered_on = ?", (first.isoformat(),)))
    with book.write("give") as work:
        touches.make_touch(work, customer, kind="call", reach="two-way", on_day=date(2026, 6, 2))
    for number in range(3):
        success = evidence.add(book, customer, f"success {number}").ids["evidence"][0]
        evidence.told(book, success)
    judge(book, "idea", "idea", words="a valve kit in the van")
    assert book.row("SELECT kind, text FROM facts") == ("value idea", "a valve kit in the van")
    judge(book, "ask", "ask")
    due_on, what = book.rows("SELECT due_on, what FROM followups WHERE step = 'ask'")[0]
    assert (due_on, what.startswith("ask to be of service again")) == ("2026-06-04", True)
    week = open_book(FRIDAY + timedelta(days=21))  # four weeks on, and still not asked
    assert not [card for card in review(week, rules=DEFAULT).cards if card.id.startswith("ask")]


# -- the page of a week -----------------------------------------------------------------------------


def test_the_page_is_kept_as_markdown(due: Book, column: Column) -> None:
    reviews.finish(due, "# ring before nine", rules=DEFAULT)
    kept = column(due, "reviews.page", 1)
    assert kept.startswith("# Week 2026-W24: Mon 8 Jun to Sun 14 Jun 2026\n\nReviewed Thu 11 Jun")
    assert "- \\# ring before nine\n" in kept
    assert kept == "".join(week_md.page(week_page(due, "2026-W24", rules=DEFAULT)))


@pytest.mark.practice("R08", "R53", "R77", "R28")
def test_a_week_is_counted_from_what_was_written_down(open_book: Opener) -> None:
    book = open_book()
    marsh = customers.add(book, "Marsh Foods").ids["customers"][0]
    sale = sales.add(book, marsh, "Pump", rules=DEFAULT).ids["sales"][0]
    touches.log(book, touches.LogEntry(marsh, line="all fine"), rules=DEFAULT)
    kept = promises.add(book, marsh, "manual", date(2026, 6, 3)).ids["promises"][0]
    promises.keep(book, kept)
    promises.add(book, marsh, "photos", date(2026, 6, 3))
    letters.posted(
        book, marsh, "thank-you", by_hand=True, words="thanks", sale_id=sale, rules=DEFAULT
    )
    checks.record(book, marsh, 1, words="quick", touch=False, rules=DEFAULT)
    success = evidence.add(book, marsh, "3 h saved").ids["evidence"][0]
    evidence.told(book, success)
    problem = problems.add(book, marsh, "drips").ids["problems"][0]
    problems.acknowledge(book, problem)
    problems.solve(book, problem, "new seal", rules=DEFAULT)
    asked = asks.ask(
        book, marsh, "referral", "a neighbour?", override="they offered", rules=DEFAULT
    )
    asks.answer(book, asked.ids["asks"][0], "no", rules=DEFAULT)
    quiet(book, "Old Mill")
    page = week_page(open_book(FRIDAY), "2026-W23", rules=DEFAULT)
    assert page.touches == (Touched("call", 1), Touched("note", 0, 1))
    assert (page.kept, page.late, page.broken, page.streak) == (
        1,
        0,
        (("Marsh Foods", "photos"),),
        0,
    )
    assert [tuple(check) for check in page.checks] == [("Marsh Foods", 1, "quick")]
    assert (page.problems_known, [tuple(one) for one in page.solved]) == (
        1,
        [("Marsh Foods", "drips", 1, 0)],
    )
    assert (page.posted, page.by_hand, page.orders, page.notes) == (1, 1, 1, 1)
    assert (page.told, page.asked, page.answered, page.said_yes) == (1, 1, 1, 0)
    assert page.wins == (("Marsh Foods", "Pump"),)
    before, now = page.debt  # Old Mill was entered on Wednesday, after two years of silence
    assert before == 0
    assert now > 5
    assert [tuple(move) for move in page.moves] == [("Marsh Foods", Phase.NONE, Phase.LEARNING)]
    empty = week_page(book, "2026-W22", rules=DEFAULT)
    assert (empty.touches, empty.wins, empty.debt, empty.load.past) == ((), (), (0.0, 0.0), True)


def test_a_late_entry_corrects_a_past_week(open_book: Opener) -> None:
    book = open_book(datetime(2026, 1, 5, 9))
    customer = customers.add(book, "Marsh Foods").ids["customers"][0]
    promise = promises.add(book, customer, "manual", date(2026, 4, 15)).ids["promises"][0]
    book = open_book()  # in June
    week = "2026-W16"
    before = week_page(book, week, rules=DEFAULT)
    assert before.debt[1] > before.debt[0] > 0  # B: nobody answered since January
    assert (before.broken, before.touches) == ((("Marsh Foods", "manual"),), ())
    promises.keep(book, promise, date(2026, 4, 15))
    with book.write("a call of April") as work:
        touches.make_touch(work, customer, kind="call", reach="two-way", on_day=date(2026, 4, 14))
    after = week_page(book, week, rules=DEFAULT)
    assert after.debt == (before.debt[0], 0.0)
    assert (after.kept, after.broken, after.streak) == (1, (), 1)
    assert after.touches == (Touched("call", 1),)
    assert week_page(book, "2026-W23", rules=DEFAULT).touches == ()


def test_a_promise_kept_since_was_broken_then(open_book: Opener) -> None:
    book = open_book(datetime(2026, 5, 4, 9))
    customer = customers.add(book, "Marsh Foods").ids["customers"][0]
    promise = promises.add(book, customer, "manual", date(2026, 5, 6)).ids["promises"][0]
    book = open_book(datetime(2026, 5, 20, 9))
    promises.keep(book, promise)
    assert week_page(book, "2026-W19", rules=DEFAULT).broken == (("Marsh Foods", "manual"),)
    assert (
        week_page(book, "2026-W20", rules=DEFAULT).broken,
        week_page(book, "2026-W20", rules=DEFAULT).late,
    ) == ((), 0)
    assert week_page(book, "2026-W21", rules=DEFAULT).late == 1


def test_whoever_left_since_counts_until_they_left(open_book: Opener) -> None:
    customer = quiet(open_book(datetime(2026, 1, 5, 9)))
    book = open_book(datetime(2026, 5, 7, 9))
    stood = week_page(book, "2026-W18", rules=DEFAULT).debt
    assert stood[1] > 0
    customers.leave(book, customer, "lost", "sold the mill", rules=DEFAULT)
    assert week_page(book, "2026-W18", rules=DEFAULT).debt == stood
    assert week_page(book, "2026-W19", rules=DEFAULT).debt == (stood[1], 0.0)


def test_a_week_ahead_has_only_its_load(open_book: Opener) -> None:
    book = open_book()
    customer = customers.add(book, "Marsh Foods").ids["customers"][0]
    followups.add(book, customer, "call Jo", date(2026, 6, 10))
    page = week_page(book, "2026-W24", rules=DEFAULT)
    assert page.ahead
    assert (page.load.contacts, page.load.fullest) == (1, date(2026, 6, 10))
    assert week_page(book, "2026-W23", rules=DEFAULT).load == page.load
    assert week_page(book, "2150-W01", rules=DEFAULT).load.contacts == 0


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "demo.db"
    build(path, FRIDAY.date())
    return path


def test_the_page_agrees_with_today_and_with_the_long_way(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Book(demo, FixedClock(FRIDAY)) as book:
        today = today_view.today(book, rules=DEFAULT)
        pages = [
            week_page(book, week, rules=DEFAULT) for week in ("2026-W23", "2026-W21", "2025-W51")
        ]
        assert (pages[0].debt[1], pages[0].at_risk[1]) == (pytest.approx(today.debt), today.at_risk)
        monkeypatch.setattr(Past, "calm", lambda *_: False)
        assert [week_page(book, page.week, rules=DEFAULT) for page in pages] == pages


def test_who_was_lost_long_ago_is_asked_about_once_a_month_as_the_settings_say(
    book: Book,
) -> None:
    customer = customers.add(book, "Long Gone").ids["customers"][0]
    customers.leave(book, customer, "lost", "closed", rules=DEFAULT)
    book.run(
        lambda c: c.execute(
            "UPDATE customers SET state_on = '2022-01-01' WHERE id = ?", (customer,)
        )
    )
    never = DEFAULT._replace(clocks=DEFAULT.clocks._replace(retention_years=0))

    def asked(rules: Rules) -> list[str]:
        return [card.customer for card in review(book, rules).cards if card.id.startswith("lost:")]

    assert asked(DEFAULT) == ["Long Gone"]
    assert asked(never) == []
    book.run(lambda c: c.execute("UPDATE customers SET state_reason = 'forgotten'"))
    assert asked(DEFAULT) == []  # an order of nobody
