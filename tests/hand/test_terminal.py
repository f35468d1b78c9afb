"""A bounded run of the hand over the installed program in a terminal: fixed seeds, every size and book.

What is found is kept as JSON; ``python tests/hand --shrink FILE`` makes it small. The long run is
``python tests/hand --keys 200000 --jobs 2``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from hand import books, drawn, judge
from hand.judge import Finding
from hand.keys import CHANGING, SIZES, how_many, keys_of, press, sent, shown
from hand.run import ALL_SIZES, Run, do, plan
from repbook.actions.touches import touches
from repbook.clock import Clock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book

KEYS, SECONDS = 200, 1.0
"""For one run, whichever comes first; a slow machine sends fewer."""
SEED = 20_260


def told(finding: Finding, folder: Path) -> str:
    """A finding with all that is needed to see it again."""
    path = finding.keep(folder)
    return f"{finding.line()}\nlast: {shown(finding.steps[-25:])}\nsaid: {finding.tail[-400:]}\npython tests/hand --shrink {path}"


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the books are kept that runs copy."""
    return tmp_path_factory.mktemp("shelf")


@pytest.mark.slow("starts the real program in a terminal and hammers on it for a second")
@pytest.mark.parametrize("book", ["demo", "empty", "northwind"])
@pytest.mark.parametrize("size", ALL_SIZES)
def test_no_key_ends_it_and_undoing_everything_gives_the_first_book(
    size: str, book: str, shelf: Path, tmp_path: Path
) -> None:
    seed = SEED + ALL_SIZES.index(size) * 10 + len(book)
    outcome = do(Run(seed, size, book, KEYS, seconds=SECONDS), shelf)
    assert outcome.finding is None, told(outcome.finding, tmp_path)
    assert outcome.keys > 0 and outcome.undone


# -- the hand itself ---------------------------------------------------------------------------------


def test_the_keys_of_a_run_are_known_before_it_starts() -> None:
    for size in ALL_SIZES:
        assert keys_of(7, 300, size) == keys_of(7, 300, size)
    assert keys_of(7, 300, "80x24") != keys_of(8, 300, "80x24")
    assert keys_of(7, 300, "80x24") != keys_of(7, 300, "120x36")


def test_words_and_clicks_count_one_and_sizes_none() -> None:
    steps = [
        ["key", "l", 0],
        ["text", "words " * 9, 8],
        ["paste", "x" * 99, 0],
        ["size", [80, 24], 0],
    ]
    assert how_many(steps) == 3
    assert 2000 <= how_many(keys_of(1, 2000, CHANGING)) < 2010


def test_nothing_that_is_typed_leaves_the_app() -> None:
    for size in ALL_SIZES:
        for step in keys_of(3, 4000, size):
            if step[0] in ("key", "text"):
                assert b"q" not in sent(step) and b"\x11" not in sent(step), step


def test_a_run_presses_every_key_of_the_table_and_changes_its_size() -> None:
    from repbook.ui.keys.commands import COMMANDS

    steps = keys_of(5, 6000, CHANGING)
    pressed = {step[1] for step in steps if step[0] == "key"}
    assert {key for one in COMMANDS for key in one.keys} - {"q", "ctrl+q"} <= pressed
    assert {tuple(step[1]) for step in steps if step[0] == "size"} >= set(SIZES.values())  # type: ignore[arg-type]


def test_the_plan_has_every_size_on_every_book() -> None:
    runs = plan(30_000, 2000, ALL_SIZES, ["demo", "empty", "northwind"], 1)
    assert sum(run.count for run in runs) == 30_000
    assert len({(run.size, run.book) for run in runs}) == 15
    assert len({run.seed for run in runs}) == len(runs)


def test_a_finding_is_kept_with_all_that_replays_it(tmp_path: Path) -> None:
    steps = keys_of(5, 40, CHANGING)
    found = Finding(
        "crash", "KeyError x:1", 5, "80x24", "demo", tail="said", notes=["a"], steps=steps
    )
    again = Finding.read(found.keep(tmp_path))
    assert again == found and again.like(found)


def test_a_book_that_undo_does_not_bring_back_is_found(tmp_path: Path) -> None:
    path = books.made("empty", tmp_path)
    first = judge.dump(path)
    day = books.day("empty")
    assert judge.book_after(path, first, day) is None
    with Book(path, Clock()) as book:
        from repbook.actions.customers import customers

        customer = customers.add(book, "Acme").ids["customers"][0]
        touches.log(book, touches.LogEntry(customer, line="ok"), rules=DEFAULT)
        book.connection.execute("UPDATE customers SET city = 'Ulm'")  # behind the journal's back
    found = judge.book_after(path, first, day)
    assert found is not None and found.kind == "undo is refused"


NOTES = {
    "crash KeyError repbook.ui.a:92": "repbook 0.2.0\nlast seen\n\nKeyError\n  textual.x:1\n  repbook.ui.b:1\n  repbook.ui.a:92\nNoMatches\n  repbook.ui.c:3\n",
    "crash RecursionError textual.y:5": "repbook 0.2.0\nlast seen\n\nRecursionError\n  textual.x:1\n  textual.y:5\n",
}


@pytest.mark.parametrize("expected", NOTES)
def test_a_crash_is_named_by_its_innermost_line_of_ours(expected: str) -> None:
    assert f"crash {judge.place([NOTES[expected]])}" == expected


@pytest.mark.slow("starts the real program in a terminal, and has every screen drawn twice")
def test_what_stands_on_the_screen_is_what_would_be_drawn_anew(shelf: Path) -> None:
    """A word told at the foot left a blank line under the next form: the page beneath was not laid out anew."""
    rounds = [press("f8"), press("i"), press("escape"), *drawn.rounds_of(2, 7, "120x36")]
    found = drawn.hammer(rounds, "120x36", "demo", shelf)
    assert found == []
