"""The twelve jobs in plain lines: each sitting reads as it did, and files what it says."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from plain.sitting import JOBS, NOW, copy_of_the_book, hold, played
from repbook.clock import FixedClock
from repbook.storage.book.book import Book

FILED: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "log": (
        "SELECT 'promise', text, due_on, state FROM promises UNION ALL"
        " SELECT 'evidence', text, on_day, kind FROM evidence UNION ALL"
        " SELECT 'check', '', on_day, score FROM checks UNION ALL"
        " SELECT 'next', what, due_on, at FROM followups WHERE source = 'rep'",
        [
            ("promise", "send the manual", "2026-06-03", "kept"),
            ("promise", "send the card", "2026-06-05", "open"),
            ("evidence", "delivered complete", "2026-06-03", "success"),
            ("check", "", "2026-06-03", 0),
            ("next", "ring about the valves", "2026-06-09", "10:00"),
        ],
    ),
    "voicemail": (
        "SELECT kind, reach, note FROM touches WHERE on_day = '2026-06-03' ORDER BY id",
        [("call", "one-way", "asked for a call back"), ("call", "one-way", "")],
    ),
    "promise_and_next_step": (
        "SELECT text, due_on FROM promises WHERE made_on = '2026-06-03' UNION ALL"
        " SELECT what, due_on FROM followups WHERE source = 'rep'",
        [
            ("send a cleaning card", "2026-06-05"),
            ("send kit", "2026-06-12"),
            ("call about valves", "2026-06-09"),
        ],
    ),
    "check": (
        "SELECT score, words, change_text, became, quality_ok FROM checks",
        [(-1, "sticks a little", "oil the drawer", "promise", 1), (2, "sings", "", "", None)],
    ),
    "done": ("SELECT state FROM promises", [("kept",)]),
    "snooze": (
        "SELECT state, due_on FROM promises UNION ALL"
        " SELECT 'step', due_on FROM followups WHERE snoozes",
        [("renegotiated", "2026-06-03"), ("open", "2026-06-08"), ("step", "2026-06-04")],
    ),
    "find": ("SELECT count(*) FROM operations WHERE at >= '2026-06-03'", [(0,)]),
    "brief": ("SELECT count(*) FROM operations WHERE at >= '2026-06-03'", [(0,)]),
    "won_sale": (
        "SELECT title, ordered_on, promised_on FROM sales WHERE title <> 'Theatre pumps'",
        [("Chest freezer", "2026-06-03", None)],
    ),
    "undo": ("SELECT count(*) FROM touches", [(1,)]),
    "review_start": ("SELECT count(*) FROM reviews", [(0,)]),
    "review": (
        "SELECT week, finished_on, learned, json_array_length(verdicts) FROM reviews",
        [("2026-W23", None, "", 3)],
    ),
}
"""What each job leaves in the book: a question, and its answer."""


@pytest.mark.parametrize("job", FILED)
def test_a_job_reads_as_it_did_and_files_what_it_says(job: str, tmp_path: Path) -> None:
    kept = (JOBS / f"{job}.txt").read_text("utf-8")
    with Book(copy_of_the_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        assert hold(book, played(kept)).paper == kept, "run python tests/plain/sitting.py"
        query, answer = FILED[job]
        assert book.rows(query) == answer


def test_no_job_is_left_out() -> None:
    assert {path.stem for path in JOBS.glob("*.txt")} == set(FILED)


def test_a_draft_of_an_earlier_day_keeps_its_days(tmp_path: Path) -> None:
    path = copy_of_the_book(tmp_path / "book.db")
    with Book(path, FixedClock(NOW)) as book:
        hold(book, ["l 1", "", "fine ! send card fri"])
    with Book(path, FixedClock(datetime(2026, 6, 10, 9))) as book:
        paper = hold(book, ["l 1", "", "", "", "."]).paper
        promises = book.rows("SELECT text, due_on FROM promises WHERE text = 'send card'")
        assert promises == []  # its day is over: it is asked, not filed on another Friday
        assert "Your draft of Wed 3 Jun is here" in paper
        assert "2026-06-05" in paper
