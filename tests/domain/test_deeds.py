"""What was done is told as done; the history's labels stay as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import repbook
from repbook.domain.shown.deeds import DONE, done_words
from repbook.storage.book.row_kinds import TABLES
from repbook.ui.shell.told import flowing, in_one_line

NOUNS = {
    *TABLES,  # what a row is called
    # What these labels begin with says what is so now, or is told in the past already.
    *("agreed", "asked", "caught", "check", "done:", "evidence", "expectation", "fact", "live"),
    *("off", "paid:", "problem", "rhythm", "sale", "settled:", "solution", "still", "thanked"),
    *("tier", "training", "vital", "won:", "a", "and", "to", "post", "review:"),
}


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("log call with Marsh Foods · Jo", "Logged: call with Marsh Foods · Jo"),
        ("log unanswered call to Marsh", "Logged: unanswered call to Marsh"),
        ("edit a sale: Oven", "Edited a sale: Oven"),
        ("refile call with Acme, not Bolt", "Refiled call with Acme, not Bolt"),
        ("renegotiate to Thu 4 Jun: list", "Renegotiated to Thu 4 Jun: list"),
        ("follow up Marsh Fri 5 Jun: call", "Planned: follow up Marsh Fri 5 Jun: call"),
        ("plan a fix: valve leak", "Planned a fix: valve leak"),
        ("plan for Marsh: ring Jo", "Plan for Marsh: ring Jo"),
        ("keep a note letter to Marsh", "Kept a note letter to Marsh"),
        ("review: drop a follow-up: call", "Review: dropped a follow-up: call"),
        # What begins with a name, whatever it is called.
        ("Keep Cool Ltd off the book: lost", "Keep Cool Ltd off the book: lost"),
        ("Log House said yes: another", "Log House said yes: another"),
        ("kept: send list", "Kept: send list"),
        ("won: Pump", "Won: Pump"),
        ("log", "Log"),
        ("", ""),
    ],
)
def test_the_told_line_says_what_was_done(label: str, told: str) -> None:
    assert done_words(label) == told


def test_every_label_of_an_action_is_told_as_done() -> None:
    actions = Path(repbook.__file__).parent / "actions"
    said = re.compile(r'work\.label = f?"([a-z][\w:-]*) ')
    words = {
        word for file in actions.rglob("*.py") for word in said.findall(file.read_text("utf-8"))
    }
    assert {"log", "edit", "follow"} <= words
    assert words - DONE.keys() - NOUNS == set()


@pytest.mark.parametrize(
    ("deed", "offer", "room", "shown"),
    [
        ("Logged: call with Kestrel Ales · Jo", "note?", 60, "Logged: call with Kestrel Ales · Jo|note?"),
        ("Logged: call with Kestrel Ales · Jo", "write a note?", 44, "Logged: call with Kestrel Ales|write a note?"),
        ("Logged: call with Kestrel Ales · Jo", "write them a note by hand?", 50, "Logged: call with Kestrel Ales|write them a note b…"),
        ("Logged: call with Kestrel Ales · Jo", "write them a note by hand?", 30, "Logged: call wi…|write them a no…"),
    ],
)  # fmt: skip
def test_the_customer_is_the_last_that_the_told_line_cuts(
    deed: str, offer: str, room: int, shown: str
) -> None:
    assert "|".join(in_one_line(deed, offer, room)) == shown


def test_a_word_that_is_long_breaks_between_its_parts() -> None:
    items = [
        [("Won: valve kit", "")],
        [("write the thank-you? ", ""), ("t", "")],
        [("u undoes it", "")],
    ]
    lines = ["".join(text for text, _ in line) for line in flowing(items, 30)]
    assert lines == ["Won: valve kit", "write the thank-you? t", "u undoes it"]
    (line,) = flowing(items, 60)
    assert "".join(text for text, _ in line) == " · ".join((lines[0], lines[1], lines[2]))
