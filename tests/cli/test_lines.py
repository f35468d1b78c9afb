"""``log`` in the shell: whose line, how, when and with whom; several lines, all filed or none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from blank import new_book
from repbook.actions.customers import customers, people
from repbook.actions.touches import touches
from repbook.clock import Clock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book

from .conftest import TODAY, Run

CUSTOMERS = (
    ("Zetland", "Ann Ross"),
    ("Quayside", "Bo Ek"),
    ("Robinson Ltd", "Eve Hart"),
    ("Hill Dairy", "Rob Hill"),
    ("Acme", "Cy Dunn"),
    ("Acme: East", "Will"),
    ("Acme: West", ""),
    ("Williams Bakery", ""),
    ("! Bang Ltd", ""),
)
FILED = (
    "SELECT c.name, coalesce(p.name, ''), t.kind, t.reach, t.incoming, t.on_day, t.note FROM touches t"
    " JOIN customers c ON c.id = t.customer_id LEFT JOIN people p ON p.id = t.person_id ORDER BY t.id"
)
DAY = TODAY.isoformat()
"""Wednesday 3 June 2026."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lines") / "lines.db"
    new_book(path)
    with Book(path, Clock(TODAY)) as book:
        for name, person in CUSTOMERS:
            customers.add(book, name, person=person)
        people.add(book, 1, "Tim Brook")
    return path


@pytest.fixture
def named(made: Path, home: Path) -> Iterator[Book]:
    """The book in the usual place, open to look into."""
    path = home / "data/repbook/book.db"
    path.parent.mkdir(parents=True, mode=0o700)
    path.write_bytes(made.read_bytes())
    with Book(path, Clock(TODAY)) as book:
        yield book


@pytest.mark.parametrize(
    ("typed", "filed", "says"),
    [
        (["zetland: spoke, all fine"], ("Zetland", "", "call", "two-way", 0, DAY, "all fine"), "call · talked · today · Zetland"),
        (["zetland:", "spoke", "to", "Ann"], ("Zetland", "", "call", "two-way", 0, DAY, "spoke to Ann"), "call · talked · today · Zetland"),
        (["zetland:", "spoke to Ann"], ("Zetland", "", "call", "two-way", 0, DAY, "spoke to Ann"), "call · talked · today · Zetland"),
        (["zetland:", "she said:", "fine"], ("Zetland", "", "call", "two-way", 0, DAY, "she said: fine"), "call · talked · today · Zetland"),
        (["rob hill: rang"], ("Hill Dairy", "Rob Hill", "call", "two-way", 0, DAY, "rang"), "call · talked · today · Hill Dairy · Rob Hill"),
        (["Will: rang"], ("Acme: East", "Will", "call", "two-way", 0, DAY, "rang"), "call · talked · today · Acme: East · Will"),
        (["Acme: East: pump fits"], ("Acme: East", "", "call", "two-way", 0, DAY, "pump fits"), "call · talked · today · Acme: East"),
        (["Acme:", "East:", "pump", "fits"], ("Acme: East", "", "call", "two-way", 0, DAY, "pump fits"), "call · talked · today · Acme: East"),
        (["! Bang Ltd: x"], ("! Bang Ltd", "", "call", "two-way", 0, DAY, "x"), "call · talked · today · ! Bang Ltd"),
        (["zetland: left voicemail"], ("Zetland", "", "call", "one-way", 0, DAY, ""), "call · voicemail · today · Zetland"),
        (["ann ross: yesterday: no answer"], ("Zetland", "Ann Ross", "call", "no answer", 0, "2026-06-02", ""), "call · no answer · Tue 2 Jun · Zetland · Ann Ross"),
        (["zetland: mon visit: all fine"], ("Zetland", "", "visit", "two-way", 0, "2026-06-01", "all fine"), "visit · talked · Mon 1 Jun · Zetland"),
        (["zetland: yesterday she rang"], ("Zetland", "", "call", "two-way", 1, "2026-06-02", ""), "call · they rang · Tue 2 Jun · Zetland"),
        (["zetland: fine", "--as", "visit", "--on", "mon", "--who", "tim"], ("Zetland", "Tim Brook", "visit", "two-way", 0, "2026-06-01", "fine"), "visit · talked · Mon 1 Jun · Zetland · Tim Brook"),
        (["zetland: mail arrived broken", "--as", "call"], ("Zetland", "", "call", "two-way", 0, DAY, "mail arrived broken"), "call · talked · today · Zetland"),
        (["zetland:", "--as", "no answer"], ("Zetland", "", "call", "no answer", 0, DAY, ""), "call · no answer · today · Zetland"),
    ],
)  # fmt: skip
def test_what_was_understood_is_filed_and_said_first(
    run: Run, named: Book, typed: list[str], filed: tuple[object, ...], says: str
) -> None:
    said = run("log", *typed)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0] == says
    assert named.rows(FILED) == [filed]


def test_several_lines_are_several_customers_and_undo_steps(run: Run, named: Book) -> None:
    said = run("log", "zetland: spoke, all fine", "quayside: they complained ? leaking valve major")
    assert said.code == 0
    assert [line for line in said.out.splitlines() if line.startswith("call")] == [
        "call · talked · today · Zetland",
        "call · talked · today · Quayside",
    ]
    assert [(row[0], row[6]) for row in named.rows(FILED)] == [
        ("Zetland", "all fine"),
        ("Quayside", "they complained"),
    ]
    assert named.rows("SELECT customer_id, text FROM problems") == [(2, "leaking valve")]
    assert run("undo").out == "undone: log call with Quayside\n"
    assert run("undo").out == "undone: log call with Zetland\n"
    assert named.rows(FILED) == []


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        # One of several can't be filed: none is
        (["zetland: fine", "nobody: fine"], 1, "nobody in the book is called 'nobody'"),
        (["zetland: fine", "quayside: ! send card"], 1, "by when?"),
        (["zetland: fine", "quayside: mail arrived broken"], 1, "Quayside: 'mail'"),
        (["zetland: fine", "quayside: + " + "x" * 5000], 1, ""),
        # It can't be told which words belong to which line
        (["zetland: spoke", "and all is fine"], 2, "line of its own"),
        (["zetland:", "spoke", "quayside:", "leak"], 2, "is 'quayside:' a line of its own"),
        (["zetland: spoke", "quayside:", "leak"], 2, "line of its own"),
        (["zetland:", "quayside: leak"], 2, "line of its own"),
        (["zetland: fine", "quayside: fine", "--who", "ann"], 2, "--who goes with one line"),
        (["no name here"], 2, "a name and a line are needed"),
        (["zetland:"], 2, "a name and a line are needed"),
        # Nobody is written to on a guess
        (["Rob: rang"], 1, "'Rob' may be Rob Hill (Hill Dairy), Robinson Ltd"),
        (["Hill D: a", "Zet land: b"], 1, "did you mean Zetland?"),
        (["quaysde: fine"], 1, "did you mean Quayside?"),
        # What is said beside the line
        (["zetland: fine", "--as", "pigeon"], 2, "choose from call, voicemail"),
        (["zetland: fine", "--on", "tomorrow"], 2, "still ahead"),
        (["zetland: fine", "--on", "blurb"], 2, "no day that can be read"),
        (["zetland: fine", "--who", "bo"], 1, "nobody there is called 'bo' - known there: Ann Ross, Tim Brook"),
        (["ann ross: fine", "--who", "tim"], 1, "the line names Ann Ross, but --who Tim Brook"),
        (["zetland: voicemail", "--as", "visit"], 1, "the words say 'call · voicemail', but 'visit · talked' is chosen"),
        (["zetland: yesterday: fine", "--on", "mon"], 1, "the words say Tue 2 Jun, but Mon 1 Jun is chosen"),
        (["zetland: wed: fine"], 1, "may be today or"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_refused_and_nothing_is_filed(
    run: Run, named: Book, typed: list[str], code: int, says: str
) -> None:
    before = named.rows("SELECT count(*) FROM operations")
    said = run("log", *typed)
    assert (said.code, said.out) == (code, "")
    assert says in said.err
    assert said.err.count("\n") == 1
    assert named.rows(FILED) == []
    assert named.rows("SELECT count(*) FROM operations") == before


def test_an_attempt_clears_no_silence(run: Run, named: Book) -> None:
    """Nobody is forgotten because a voicemail was left."""
    with Book(named.path, Clock(TODAY.replace(month=1))) as then:
        touches.log(then, touches.LogEntry(1, line="talked"), rules=DEFAULT)
    for line in (
        "left voicemail",
        "no answer",
        "rang twice, nobody there",
        "emailed the price list",
    ):
        assert run("log", f"zetland: {line}").code == 0
    # One-way touches give a business day of quiet, twice at most; then the silence shows as it was.
    later = run("--today", "2026-06-09", "today").out
    assert "Zetland" in later
    assert "157 of 90 d" in later
    assert run("log", "zetland: yesterday she rang").code == 0
    last = named.rows("SELECT max(on_day) FROM touches WHERE reach = 'two-way'")
    assert last == [("2026-06-02",)]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("zetland: fine", "log call with Zetland"),
        ("ann: fine", "log call with Zetland · Ann Ross"),
        ("zetland: voicemail", "log voicemail for Zetland"),
        ("zetland: no answer", "log unanswered call to Zetland"),
        ("zetland: they rang", "log call from Zetland"),
        ("zetland: they wrote", "log e-mail from Zetland"),
        ("zetland: visit", "log visit to Zetland"),
        ("zetland: message: hello", "log message to Zetland"),
    ],
)
def test_undo_names_kind_and_person(run: Run, named: Book, line: str, label: str) -> None:
    run("log", line)
    assert run("undo").out == f"undone: {label}\n"


def test_the_clocks_of_a_trouble_told_on_a_day_run_from_that_day(run: Run, named: Book) -> None:
    assert run("log", "zetland: mon visit: pump leaks ? leak major", "quayside: ? drip").code == 0
    told = "SELECT known_on, substr(known_at, 1, 10), substr(acknowledged_at, 1, 10) FROM problems"
    assert named.rows(told) == [("2026-06-01",) * 3, (DAY,) * 3]
    assert run("check").code == 0


def test_a_new_customer_of_a_book_that_is_empty_is_not_guessed(run: Run, home: Path) -> None:
    run("new")
    said = run("log", "marsh: fine")
    assert (said.code, said.out) == (1, "")
    assert "nobody in the book is called 'marsh' - check the spelling, or add" in said.err
