"""What finishes a row of each kind, and the forms beside the twelve jobs: each files what was answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plain.sitting import NOW, copy_of_the_book, hold
from repbook.clock import FixedClock
from repbook.storage.book.book import Book

PROBLEM = "SELECT state_of, resolution, customer_said FROM (SELECT CASE WHEN confirmed_on THEN 'closed' WHEN solved_on THEN 'solved' WHEN planned_at THEN 'planned' ELSE 'known' END AS state_of, resolution, customer_said FROM problems)"  # fmt: skip
PLANNED = ["x park: drips", "x park", "1", "p", "new seal", "fri"]
SOLVED = [*PLANNED, "x park", "1", "s", "changed it", "", ""]
Case = tuple[list[str], str, list[tuple[Any, ...]]]

CASES: dict[str, Case] = {
    "a problem": (["x park: drips"], PROBLEM, [("known", "", "")]),
    "its plan": (PLANNED, PROBLEM, [("planned", "", "")]),
    "solved": (SOLVED, PROBLEM, [("solved", "changed it", "")]),
    "confirmed": (
        [*SOLVED, "x park", "1", "c", "dry now"],
        PROBLEM,
        [("closed", "changed it", "dry now")],
    ),
    "a promise released": (
        ["d 1", "l", "they found it"],
        "SELECT state, reason FROM promises",
        [("released", "they found it")],
    ),
    "a promise that will not be kept": (
        ["marsh foods", "1", "", "b", "no stock"],
        "SELECT state, reason FROM promises",
        [("broken", "no stock")],
    ),
    "an expectation": (
        ["ledgers", "3", "d 1", "m"],
        "SELECT state FROM expectations",
        [("met",)],
    ),
    "a sale that is paid": (
        ["/ theatre pumps", "d 1", "p", "yesterday"],
        "SELECT paid_on FROM sales",
        [("2026-06-02",)],
    ),
    "a sale that is off": (
        ["/ theatre pumps", "d 1", "c", "no budget"],
        "SELECT cancelled_on FROM sales",
        [("2026-06-03",)],
    ),
    "what has happened": (
        ["orchard", "5", "", "1 3"],
        "SELECT step, state FROM followups WHERE step IN ('questions', 'agenda-letter', 'thanks')"
        " ORDER BY id",
        [("questions", "done"), ("agenda-letter", "dropped"), ("thanks", "done")],
    ),
    "what was done, undone by the history, and done again": (
        ["d 1", "d", "history marsh foods", "1", "y", "d 1", "d"],
        "SELECT state FROM promises",
        [("kept",)],
    ),
    "a line for a name that is typed in place of one that several have": (
        [". mars: all well", "marsh foods", ""],
        "SELECT c.name FROM touches t JOIN customers c ON c.id = t.customer_id WHERE t.note = 'all well'",
        [("Marsh Foods",)],
    ),
    "what somebody else was to do": (
        ["f park", "+", "send the sheet fri", "4", "Ann", "/ sheet", "d 1", "it went out"],
        "SELECT state, reason FROM followups WHERE delegated_to = 'Ann'",
        [("done", "it went out")],
    ),
    "a contact of the agenda": (
        ["orchard", "1", "", "", "all there", "1", "4", "."],
        "SELECT t.note, f.state, c.score FROM followups f JOIN touches t ON t.id = f.touch_id"
        " JOIN checks c ON c.touch_id = t.id WHERE f.step = 'arrived'",
        [("all there", "done", 1)],
    ),
    "the five questions": (
        ["orchard", "3", "", "quiet nights", "", "an hour; no leaks", "", "-", ""],
        "SELECT kind, text FROM facts WHERE on_day = '2026-06-03' UNION ALL"
        " SELECT 'expects', text FROM expectations WHERE text <> 'an hour saved a day'",
        [("important", "quiet nights"), ("expects", "an hour"), ("expects", "no leaks")],
    ),
    "the agreement": (
        ["orchard", "4", "", "1", "Tue-Thu 9-12", "monthly", "", "", "theatre", "me", "4", "2", "", ""],
        "SELECT kind FROM facts WHERE on_day = '2026-06-03' ORDER BY kind",
        [("preference",), ("problem rule",), ("vital area",)],
    ),
    "a letter as it stands": (
        ["orchard", "t 6", "", "p"],
        "SELECT kind, posted_on, by_hand FROM letters",
        [("thank-you", "2026-06-03", 1)],
    ),
    "a letter in other words": (
        ["orchard", "t 6: thanks so much", "t 7: all will be well"],
        "SELECT kind, posted_on FROM letters",
        [("thank-you", "2026-06-03"), ("reassurance", "2026-06-03")],
    ),
    "a letter that is kept and goes out": (
        ["orchard", "t 6", "1", "k", "/ thank you", "t 1", "p"],
        "SELECT kind, made_on, posted_on FROM letters",
        [("thank-you", "2026-06-03", "2026-06-03")],
    ),
    "a fact in confidence": (
        ["i park", "7", "+", "likes jazz", "Ada", "mon", "2"],
        "SELECT kind, text, said_by, on_day, confidential FROM facts WHERE text LIKE '%jazz'",
        [("personal", "likes jazz", "Ada", "2026-06-01", 1)],
    ),
    "somebody who left": (
        ["/ jo marsh", "d 1", "mon"],
        "SELECT name, left_on FROM people WHERE left_on IS NOT NULL",
        [("Jo Marsh", "2026-06-01")],
    ),
    "a success": (
        ["e park: no spill all week"],
        "SELECT text, kind FROM evidence",
        [("no spill all week", "success")],
    ),
    "what was told": (
        ["e park: no spill all week", "/ spill", "d 1"],
        "SELECT told_on FROM evidence",
        [("2026-06-03",)],
    ),
    "a training": (
        ["training orchard", "", "lids; racks", "", "", "they like it", ""],
        "SELECT kind, text, done_on FROM facts WHERE kind = 'area affected' ORDER BY id",
        [("area affected", "lids", "2026-06-03"), ("area affected", "racks", "2026-06-03")],
    ),
    "a plan": (
        ["plan park", "visit", "show the new one", "."],
        "SELECT text FROM facts WHERE kind = 'plan' ORDER BY id DESC",
        [("visit",), ("show the new one",)],
    ),
    "a survey": (["survey park", "", "."], "SELECT kind, reach FROM touches WHERE kind = 'survey'", [("survey", "one-way")]),
    "an inside call": (
        ["staff check-in park", "Ann", "", "mon", ""],
        "SELECT what, due_on, every_days FROM followups WHERE delegated_to = 'Ann'",
        [("check-in call: how is it going?", "2026-06-08", 30)],
    ),
    "off the book and back": (
        ["off park", "2", "closed down", "off park", "4"],
        "SELECT state FROM customers WHERE name = 'Park & Sons'",
        [("active",)],
    ),
    "a person": (
        ["person park", "Pat Park", "owner", "0113 5", "", ""],
        "SELECT name, role FROM people WHERE name = 'Pat Park'",
        [("Pat Park", "owner")],
    ),
    "a row that goes": (["/ dented", "remove 1", "y"], "SELECT note FROM touches WHERE note LIKE '%dented%'", []),
    "a row and its words at a customer": (
        ["orchard", "l 1: all there", "l: 2 pumps", "p 2 pumps fri"],
        "SELECT t.note, f.step FROM touches t LEFT JOIN followups f ON f.touch_id = t.id"
        " WHERE t.on_day = '2026-06-03' UNION ALL SELECT text, due_on FROM promises WHERE text LIKE '2%'",
        [("all there", "arrived"), ("2 pumps", None), ("2 pumps", "2026-06-05")],
    ),
    "a touch put right": (
        ["l park: fine", "D", "E 1", "fine, and quiet", "2", "", "", "marshal"],
        "SELECT c.name, t.note, t.reach FROM touches t JOIN customers c ON c.id = t.customer_id"
        " WHERE t.on_day = '2026-06-03'",
        [("Marshal Arms", "fine, and quiet", "one-way")],
    ),
    "a promise put right, twice": (
        ["marsh foods", "E 1", "send the manuals", "fri", "E 1", "", "mon"],
        "SELECT text, due_on FROM promises",
        [("send the manuals", "2026-06-08")],
    ),
    "a sale put right": (
        ["/ theatre pumps", "E 1", "", "", "", "fri", ".", "u", "E 1", "Pumps", "", "", "", "", "today", "", ""],
        "SELECT title, live_on, paid_on FROM sales",
        [("Pumps", "2026-05-28", "2026-06-03")],
    ),
    "a check put right": (
        ["s park: 4 runs well", "/ runs well", "E 1", "5", "runs very well", ""],
        "SELECT score, words FROM checks",
        [(2, "runs very well")],
    ),
    "a customer put right": (
        ["park", "E", "", "dairy", "."],
        "SELECT industry FROM customers WHERE name = 'Park & Sons'",
        [("dairy",)],
    ),
    "a clipping": (
        ["clipping park: First prize"],
        "SELECT kind, subject FROM letters",
        [("compliment", "First prize")],
    ),
    "news for who needs it": (
        ["i park", "2", "clean lids", "announcement", "New lid washer", "", "1"],
        "SELECT kind, subject FROM letters",
        [("announcement", "New lid washer")],
    ),
    "somebody who follows": (
        ["follow marsh foods", "", "Newco", "today", "."],
        "SELECT c.name FROM people p JOIN customers c ON c.id = p.customer_id"
        " WHERE p.name = 'Jo Marsh' AND p.left_on IS NULL",
        [("Newco",)],
    ),
    "an ask": (
        ["a park: lunch", "2", "because they offered"],
        "SELECT kind, text, override_reason FROM asks",
        [("referral", "lunch", "because they offered")],
    ),
    "a step of the history": (
        ["p park: send kit fri", "l park: fine", "H park", "2", "y"],
        "SELECT (SELECT count(*) FROM promises WHERE text = 'send kit'),"
        " (SELECT count(*) FROM touches WHERE note = 'fine')",
        [(0, 1)],
    ),
    "somebody new": (
        ["l newcomer ltd: they rang", "+", "", "Nia New", "", "", ""],
        "SELECT c.name, t.incoming FROM touches t JOIN customers c ON c.id = t.customer_id"
        " WHERE c.name = 'newcomer ltd'",
        [("newcomer ltd", 1)],
    ),
    "one of several": (
        [". marsh: no answer", "2"],
        "SELECT c.name FROM touches t JOIN customers c ON c.id = t.customer_id"
        " WHERE t.reach = 'no answer'",
        [("Marshal Arms",)],
    ),
    "a step back": (
        ["p park", "send kid", "<", "send kit", "fri"],
        "SELECT text FROM promises WHERE due_on = '2026-06-05'",
        [("send kit",)],
    ),
    "what is rare": (
        ["l park", "+", "", "fine", "", "", "2", "Pat New", "yesterday", "", "12"],
        "SELECT p.name, t.on_day, t.minutes FROM touches t JOIN people p ON p.id = t.person_id"
        " WHERE t.note = 'fine'",
        [("Pat New", "2026-06-02", 12)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_files_what_was_answered(case: str, tmp_path: Path) -> None:
    typed, query, answer = CASES[case]
    with Book(copy_of_the_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        paper = hold(book, typed).paper
        assert book.rows(query) == answer, paper
        assert "should not have happened" not in paper


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["ahead"], "Mon 29 Jun:\n2 Orchard Clinic: "),
        (["customers"], "1 Marsh Foods, Leeds"),
        (["triage"], "0 customers in red."),
        (["ledgers", "1"], "1 Marsh Foods, send the manual, Wed 3 Jun, due today"),
        (["reports", "4"], "most: Marsh Foods, 1 talk"),
        (["phases"], "Learning curve, 1:\n1 Orchard Clinic: live+6, 2 of 7 to settle, "),
        (
            ["announcement", "New lids", "", ""],
            "no need on record has a word of it - say what it is for",
        ),
        (["follow park"], "Nobody is known here yet - person adds a person"),
        (["H park", ""], "Undo which [back]:"),
        (["export"], "There is no export in plain lines - `repbook export` does it"),
        (["m orchard"], "open: "),
        (["m park"], "No sale yet - w records one, and its phases begin"),
        (["D"], "Wed 3 Jun: 0 touches."),
        (["D mon"], "1 09:00 Orchard Clinic: talked: runs, wants a second shelf"),
        (["where"], "Its backups: "),
        (["H marsh foods"], "promise to Marsh Foods: send the manual"),
        (["d 1", "d", "d 1"], "This row is done: u takes it back."),
        (["marsh foods", "1", "u", ""], "Marsh Foods, row [d]> »\nPromise, send the manual"),
        (["l 1: fine", "d", "d"], "Promise kept: send the manual."),
        (["ledgers", "l 1"], "this row is about no customer - its number alone opens it"),
        (["resume"], "No form was left unfinished."),
        (["w park", "?"], "An empty line takes what stands in brackets."),
    ],
)
def test_it_says_what_was_asked_for(typed: list[str], said: str, tmp_path: Path) -> None:
    with Book(copy_of_the_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        assert said in hold(book, typed).paper


def test_a_long_list_is_said_in_parts_and_its_numbers_go_on(tmp_path: Path) -> None:
    from repbook.actions.customers import customers

    with Book(copy_of_the_book(tmp_path / "book.db"), FixedClock(NOW)) as book:
        for number in range(30):
            customers.add(book, f"Yard {number:02}")
        paper = hold(book, ["customers", "", "24", "<", ""]).paper
    assert "14 more: an empty line says them." in paper
    assert "Customers [more]>" in paper and "\n21 Yard 16\n" in paper
    assert "\nYard 19. No sale yet, tier B. Never in contact.\n" in paper


def test_whom_a_cut_line_left_half_off_the_book_is_gone_on_with(tmp_path: Path) -> None:
    path = copy_of_the_book(tmp_path / "book.db")
    with Book(path, FixedClock(NOW)) as book:
        hold(book, ["off park", "2", "too small"])
        hold(book, ["drafts", "1", ".", "y"])
        assert book.rows("SELECT state, state_reason FROM customers WHERE name LIKE 'Park%'") == [
            ("lost", "too small")
        ]
