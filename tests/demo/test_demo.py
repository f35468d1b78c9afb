"""The demo book: the same bytes for the same day, whole, and with something to see on every screen."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

import repbook.demo.made
from needs import needs
from repbook.actions.base import history
from repbook.demo import build
from repbook.domain.spine import kinds as k
from repbook.domain.spine.model import Today
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.still_to_do import IMPORTANT
from repbook.errors import BookUnusable, NotFound
from repbook.storage.book.book import Book
from repbook.storage.safety.integrity import check
from repbook.storage.views.listing import phase_columns
from repbook.storage.views.today import standings, today

from .conftest import WEDNESDAY, Opener

DAYS = (
    WEDNESDAY,
    date(2026, 6, 6),  # a Saturday
    date(2024, 2, 29),  # a Thursday
    date(2027, 1, 1),  # a Friday
    date(2000, 1, 3),  # a Monday
    date(2100, 2, 28),  # a Sunday, and no leap year
)


def alarms(book: Book, page: Today) -> set[str]:
    """Which of the four alarms ring on a page, told by what their rows are about."""
    found = standings(book, rules=DEFAULT)
    rung: set[str] = set()
    for row in page.rows:
        if row.reason.red and row.reason.target is not None:
            standing = found[row.customer_id]
            kind = row.reason.target[0]
            if kind == "customer":
                kind = "forgotten" if standing.silence.forgotten else "risk"
                assert kind == "forgotten" or standing.risk.score >= 75
            rung.add(kind)
    return rung


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
@needs("time.tzset")
def test_the_same_day_gives_the_same_bytes(
    zone: str,
    tmp_path: Path,
    built: Callable[[date], Path],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    first = built(WEDNESDAY).read_bytes()
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    request.addfinalizer(time.tzset)
    build(tmp_path / "again.db", WEDNESDAY)
    assert (tmp_path / "again.db").read_bytes() == first
    monkeypatch.undo()


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("hour", [8, 17])
def test_every_day_has_something_in_every_group(day: date, hour: int, opened: Opener) -> None:
    book = opened(day, hour)
    page = today(book, rules=DEFAULT)
    assert {row.reason.group for row in page.rows} == set(k.Group)
    assert alarms(book, page) == {"promise", "problem", "forgotten", "risk"}
    assert 3 <= page.red_total <= 5
    assert page.red_hidden == 0
    assert page.promises_due >= 2
    assert page.no_next_step == 0
    assert page.damaged == ()
    assert 40 <= len(page.rows) <= 60  # a row a customer
    reasons = [
        reason for found in standings(book, rules=DEFAULT).values() for reason in found.reasons
    ]
    begins = Counter(reason.text.partition(":")[0] for reason in reasons)
    assert begins["not agreed"] == 1
    assert sum(reason.what == IMPORTANT for reason in reasons) == 1
    waiting = book.rows("SELECT count(*) FROM letters WHERE posted_on IS NULL")[0][0]
    assert waiting == 4


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_day_has_all_phases(day: date, opened: Opener) -> None:
    columns = phase_columns(opened(day), rules=DEFAULT)
    sizes = len(columns.excitement), len(columns.learning), len(columns.settled)
    assert sizes == (8, 15, 36)
    assert columns.proposed == 1
    assert columns.no_sale == 3


@pytest.mark.parametrize("day", DAYS[:3], ids=str)
@pytest.mark.practice("R36")
def test_check_finds_nothing_wrong(day: date, opened: Opener) -> None:
    assert check(opened(day), rules=DEFAULT) == ()


def test_all_days_tell_the_same_stories(opened: Opener) -> None:
    def told(day: date) -> dict[str, int]:
        book = opened(day)
        tables = ("customers", "people", "routes", "sales", "asks", "facts", "dates", "operations")
        return {table: book.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}

    first = told(DAYS[0])
    assert all(told(day) == first for day in DAYS[1:])
    assert 60 <= first["customers"] <= 70


def test_timelines_feel_lived_in(opened: Opener) -> None:
    book = opened()
    total, oldest = book.rows("SELECT count(*), min(on_day) FROM touches")[0]
    assert 900 <= total <= 1600
    assert date.fromisoformat(oldest) < WEDNESDAY - timedelta(5 * 365)
    per_tier = dict(
        book.rows(
            "SELECT tier, count(*) * 1.0 / count(DISTINCT c.id) FROM touches t"
            " JOIN customers c ON c.id = t.customer_id GROUP BY tier"
        )
    )
    assert per_tier["A"] > per_tier["B"] > per_tier["D"]
    ahead = book.rows("SELECT count(*) FROM touches WHERE on_day > ?", (WEDNESDAY.isoformat(),))
    assert ahead == [(0,)]


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("customers", "tier", k.Tier),
        ("customers", "state", k.CustomerState),
        ("sales", "kind", k.SaleKind),
        ("touches", "kind", k.TouchKind),
        ("touches", "reach", k.Reach),
        ("touches", "topic", k.Topic),
        ("promises", "state", k.PromiseState),
        ("problems", "severity", k.Severity),
        ("problems", "resolution_kind", ("", "fix", "compromise", "credit")),
        ("expectations", "state", k.ExpectationState),
        ("evidence", "kind", k.EvidenceKind),
        ("facts", "kind", k.FactKind),
        ("asks", "kind", k.AskKind),
        ("asks", "outcome", (*k.AskOutcome, "")),
        ("asks", "no_need", (0, 1)),
        ("asks", "outcome = 'yes' AND thanked_on IS NULL", (0, 1)),
        ("letters", "kind", k.LetterKind),
        ("letters", "source <> ''", (0, 1)),
        ("letters", "need_id IS NULL", (0, 1)),
        ("followups", "every_days", (None, 30, 90)),
        ("facts WHERE kind = 'vital area'", "state", ("", "fine", "not fine")),
        ("facts WHERE kind = 'area affected'", "done_on IS NOT NULL AND state <> ''", (0, 1)),
        ("facts WHERE kind = 'value idea'", "done_on IS NULL", (0, 1)),
        ("customers", "answer_hours IS NULL", (0, 1)),
        ("customers", "fix_days IS NULL", (0, 1)),
        ("customers", "follow_consent_on IS NULL", (0, 1)),
        ("dates", "kind", k.DateKind),
        ("followups", "state", k.FollowupState),
        ("checks", "score", (-2, -1, 0, 1, 2)),
        ("checks", "became", ("", "promise", "problem", "noted")),
        ("checks", "quality_ok", (None, 0, 1)),
        ("evidence", "told_on IS NULL", (0, 1)),
        ("promises", "theirs", (0, 1)),
        ("followups", "delegated_to <> ''", (0, 1)),
        ("followups", "snoozes > 0", (0, 1)),
        ("facts", "confidential", (0, 1)),
        ("letters", "posted_on IS NULL", (0, 1)),
        ("customers", "wish_aim IS NULL", (0, 1)),
        ("customers", "followed_from <> ''", (0, 1)),
    ],
)
def test_every_state_is_there(
    table: str, column: str, words: tuple[object, ...], opened: Opener
) -> None:
    found = {row[0] for row in opened().rows(f"SELECT DISTINCT {column} FROM {table}")}
    assert found == set(words)


def test_problems_stand_at_every_step(opened: Opener) -> None:
    steps = Counter(
        row[0]
        for row in opened().rows(
            """SELECT CASE WHEN confirmed_on IS NOT NULL AND rechecked_on IS NULL THEN 'recheck due'
              WHEN confirmed_on IS NOT NULL THEN 'confirmed'
              WHEN solved_on IS NOT NULL THEN 'solved'
              WHEN planned_at IS NOT NULL THEN 'planned'
              WHEN acknowledged_at IS NOT NULL THEN 'acknowledged' ELSE 'new' END FROM problems"""
        )
    )
    assert set(steps) == {"new", "acknowledged", "planned", "solved", "confirmed", "recheck due"}


@pytest.mark.practice("R22")
def test_what_the_rep_meets_this_week(opened: Opener) -> None:
    book = opened()
    names = dict(book.rows("SELECT id, name FROM customers"))
    said = [
        f"{names[customer_id]} {reason.text}"
        for customer_id, found in standings(book, rules=DEFAULT).items()
        for reason in found.reasons
    ]
    for customer, words in (
        ("Larkspur Bakery", "5 years with you"),
        ("Hartwell Breweries Group", "20 years with you"),
        ("Maison Aubert", "birthday, 60"),
        ("Summit Lodge Catering", "wake"),
        ("Bellwether Caterers", "order"),
        ("Marisol Events", "another channel"),
        ("Nordlicht Molkerei", "dropped"),
        ("Acme [East]", "reassurance"),
        ("Riverside Caterers", "what is important"),
        ("Brauhaus Grünwald", "not agreed: reach"),
        ("Northgate Hospital Trust", "has Ann done it?"),
        ("Three Magpies Brewery", "renew? Mash-tun"),
        ("Tilia Klinik", "survey unanswered"),
        ("Glenmorrow Dairies", "thanks for referring Sound of Mull Dairy"),
        ("Ballycroy Cheese", "clipping: Gold"),
        ("Larkspur Bakery", "stale"),
        ("Käserei Größwang", "Leni Außerhofer"),
    ):
        assert any(line.startswith(customer) and words in line for line in said), customer


def test_names_are_of_every_sort(opened: Opener) -> None:
    names = [row[0] for row in opened().rows("SELECT name FROM customers")]
    assert {"Brasserie Élan", "Käserei Größwang", "Øresund Bageri", "北山乳業"} <= set(names)
    assert "Acme [East]" in names
    assert max(map(len, names)) > 80
    assert len(set(names)) == len(names)


def test_nobody_real_can_be_reached(opened: Opener) -> None:
    rows = opened().rows("SELECT kind, value FROM routes")
    assert rows
    for kind, value in rows:
        assert value.endswith(".example") if kind == "email" else " 555 01" in value
    assert len({value for _, value in rows}) == len(rows)


def test_no_sale_lacks_thanks_reassurance_or_expectations(opened: Opener) -> None:
    lacking = opened().rows(
        """SELECT s.title FROM sales s WHERE NOT s.history AND (s.agenda = ''
          OR NOT EXISTS (SELECT 1 FROM followups WHERE sale_id = s.id AND kind = 'thanks')
          OR NOT EXISTS (SELECT 1 FROM followups WHERE sale_id = s.id AND kind = 'reassure')
          OR NOT (s.no_expectations OR EXISTS (SELECT 1 FROM expectations e
            WHERE e.customer_id = s.customer_id)))"""
    )
    assert lacking == []


def test_the_fortnight_is_a_history_of_named_steps(opened: Opener) -> None:
    steps = history.steps(opened())
    assert 15 <= len(steps) <= 30
    assert all(step.by == "demo" and step.state == "done" and step.rows for step in steps)
    instants = [step.at for step in steps]
    assert instants == sorted(instants, reverse=True)
    assert instants[0].startswith("2026-06-03")
    assert instants[-1] > "2026-05-20"


def test_all_of_it_can_be_undone_and_done_again(tmp_path: Path, opened: Opener) -> None:
    path = tmp_path / "demo.db"
    build(path, WEDNESDAY)
    with Book(path, opened().clock) as book:
        steps = len(history.steps(book))
        before = today(book, rules=DEFAULT).rows
        for _ in range(steps):
            history.undo(book)
        with pytest.raises(NotFound):
            history.undo(book)
        assert check(book, rules=DEFAULT) == ()
        for _ in range(steps):
            history.redo(book)
        assert today(book, rules=DEFAULT).rows == before


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_text("my own")
    with pytest.raises(BookUnusable, match="exists already"):
        build(path, WEDNESDAY)
    assert path.read_text() == "my own"


def test_a_build_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise LookupError("nobody of that name")

    monkeypatch.setattr(repbook.demo.made, "book_of", fail)
    with pytest.raises(LookupError):
        build(tmp_path / "demo.db", WEDNESDAY)
    assert list(tmp_path.iterdir()) == []
