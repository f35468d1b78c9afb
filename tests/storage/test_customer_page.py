"""The timeline: every step of a row on its day, in one query."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from blank import new_book
from repbook.actions.care import letters
from repbook.clock import FixedClock
from repbook.domain.shown.customer_summary import sections
from repbook.domain.spine.kinds import Reach
from repbook.domain.spine.rules import DEFAULT
from repbook.interchange.writing.pages_md import page as as_markdown
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.views.customer_page import customer_page, timeline
from repbook.storage.views.daybook import touches_on
from repbook.ui.brief.briefing import brief_lines
from repbook.ui.text.event_words import TOUCHES, event_words

TODAY = date(2026, 6, 3)


@pytest.fixture
def book(tmp_path: Path) -> Any:
    path = tmp_path / "steps.repbook"
    new_book(path)
    with Book(path, FixedClock(datetime(2026, 6, 3, 9, 0))) as opened:
        with opened.write("a customer") as work:
            work.add(t.Customer(name="Hollis", folded="hollis", created_on=date(2026, 1, 1)))
        yield opened


def day(number: int) -> date:
    """A day of May."""
    return date(2026, 5, number)


def told(book: Book) -> list[tuple[str, str, str, str]]:
    """The timeline, oldest first: day of May, step, words, and what else to know."""
    return [
        (one.on_day.removeprefix("2026-05-"), one.what, one.text, one.more)
        for one in reversed(timeline(book, 1))
    ]


ROWS: tuple[tuple[str, dict[str, Any], list[tuple[str, str, str, str]]], ...] = (
    (
        "Problem",
        {
            "text": "valve leak",
            "severity": "moderate",
            "known_on": day(4),
            "known_at": "2026-05-04T09:00:00Z",
            "planned_at": "2026-05-05T12:00:00Z",
            "plan": "swap the seal",
            "solved_on": day(7),
            "resolution_kind": "compromise",
            "resolution": "changed the seal",
            "cause": "old rubber",
            "confirmed_on": day(8),
            "customer_said": "yes it is dry now",
            "rechecked_on": day(15),
        },
        [
            ("04", "moderate", "valve leak", ""),
            ("05", "planned", "swap the seal", "valve leak"),
            ("07", "solved", "compromise: changed the seal · cause: old rubber", "valve leak"),
            ("08", "they say", "yes it is dry now", "valve leak"),
            ("15", "still solved", "valve leak", ""),
        ],
    ),
    *(
        (
            "Promise",
            {
                "text": "send the manual",
                "made_on": day(1),
                "due_on": day(2),
                "state": state,
                "closed_on": day(3),
                "reason": "the printer",
            },
            [
                ("01", "promise", "send the manual", ""),
                ("03", state, "send the manual", "the printer"),
            ],
        )
        for state in ("kept", "late", "renegotiated", "released", "broken")
    ),
    (
        "Promise",
        {"text": "their drawings", "made_on": day(1), "due_on": day(9), "theirs": True},
        [("01", "waiting for", "their drawings", "")],
    ),
    (
        "Expectation",
        {
            "text": "six stops",
            "on_day": day(1),
            "state": "unmet",
            "asked_on": day(6),
            "words": "nine. Nine!",
        },
        [("01", "expects", "six stops", ""), ("06", "unmet", "six stops", "nine. Nine!")],
    ),
    (
        "Evidence",
        {
            "text": "two hours without foam",
            "on_day": day(2),
            "source": "Danny's tally",
            "told_on": day(5),
            "told_by": "letter",
        },
        [
            ("02", "success", "two hours without foam", "says Danny's tally"),
            ("05", "told", "two hours without foam", "by letter"),
        ],
    ),
    (
        "Check",
        {
            "on_day": day(3),
            "score": -1,
            "words": "it drips",
            "change_text": "a tray",
            "became": "promise",
            "gained": "an hour a day",
            "works_well": "the lid",
            "to_improve": "the hose",
        },
        [
            (
                "03",
                "check",
                "it drips",
                "to change: a tray (promise) · gained: an hour a day"
                " · works well: the lid · to improve: the hose",
            )
        ],
    ),
    (
        "Letter",
        {
            "kind": "thank-you",
            "subject": "Thank you",
            "body": "Dear Tom",
            "made_on": day(1),
            "posted_on": day(2),
            "by_hand": True,
        },
        [("02", "letter", "Thank you: Dear Tom", "thank-you · by hand")],
    ),
    (
        "Ask",
        {
            "kind": "referral",
            "text": "who else has foam?",
            "asked_on": day(4),
            "answer": "my brother",
            "answered_on": day(6),
        },
        [
            ("04", "asked", "who else has foam?", "referral"),
            ("06", "answer", "my brother", "who else has foam?"),
        ],
    ),
)


@pytest.mark.parametrize(
    ("table", "given", "expected"),
    ROWS,
    ids=[f"{table}-{given.get('state', '')}" for table, given, _ in ROWS],
)
def test_what_became_of_a_row_stands_on_its_day(
    book: Book, table: str, given: dict[str, Any], expected: list[tuple[str, str, str, str]]
) -> None:
    with book.write("a row") as work:
        row_id = work.add(getattr(t, table)(customer_id=1, **given)).id
    assert told(book) == expected
    events = timeline(book, 1)
    assert {(one.kind, one.id) for one in events} == {(table.lower(), row_id)}
    shown = customer_page(book, 1, rules=DEFAULT)
    assert shown is not None
    written = "".join(as_markdown(shown.name, (), sections(shown, events, (), TODAY)))
    for _, step, words, more in expected:
        assert step in written
        assert words in written
        assert more in written


@pytest.mark.practice("R15")
def test_the_first_order_is_a_milestone_and_those_after_it_are_orders(book: Book) -> None:
    with book.write("orders") as work:
        for title, ordered, given in (
            ("Hose", 9, {}),
            ("Pump", 4, {"history": True}),  # found later, but earlier in time
            ("Valve", 4, {}),
            ("Never came", 2, {"cancelled_on": day(3)}),
        ):
            work.add(t.Sale(customer_id=1, title=title, ordered_on=day(ordered), **given))
    assert [(on, what, text) for on, what, text, _ in told(book)] == [
        ("02", "order", "Never came"),
        ("04", "first order", "Pump"),
        ("04", "order", "Valve"),
        ("09", "order", "Hose"),
    ]


def test_steps_of_one_day_stand_newest_first(book: Book) -> None:
    _, given, _ = ROWS[0]
    same = {name: TODAY if name.endswith("_on") else value for name, value in given.items()}
    with book.write("a row") as work:
        work.add(t.Problem(customer_id=1, **{**same, "planned_at": "2026-06-03T12:00:00Z"}))
    steps = [one.what for one in timeline(book, 1)]
    assert steps == ["still solved", "they say", "solved", "planned", "moderate"]


def test_a_letter_is_told_once_though_it_is_a_touch_as_well(book: Book) -> None:
    letters.posted(book, 1, "thank-you", words="Dear Tom", rules=DEFAULT)
    assert [(one.kind, one.text) for one in timeline(book, 1)] == [
        ("letter", "thank-you: Dear Tom")
    ]


TOUCHED = """
call: talked | voicemail | no answer | they rang | call from them, one-way | call from them, no answer
visit: visit | visit, one-way | not in | they came | visit from them, one-way | visit from them, no answer
email: e-mail, answered | e-mail | e-mail, no answer | they wrote | e-mail from them, one-way | e-mail from them, no answer
message: message, answered | message | message, no answer | they messaged | message from them, one-way | message from them, no answer
letter: letter, answered | letter | letter, no answer | their letter | letter from them, one-way | letter from them, no answer
note: note, answered | note by hand | note, no answer | note from them, answered | note from them, one-way | note from them, no answer
training: training | training, one-way | training, no answer | training from them, answered | training from them, one-way | training from them, no answer
survey: survey, answered | survey sent | survey, no answer | survey back | survey from them, one-way | survey from them, no answer
newsletter: newsletter, answered | newsletter | newsletter, no answer | newsletter from them, answered | newsletter from them, one-way | newsletter from them, no answer
"""
"""Of each kind what a touch is called: it was two-way, one-way, without an answer; then the same from them."""


@pytest.mark.parametrize("line", TOUCHED.strip().splitlines(), ids=lambda line: line.split(":")[0])
def test_a_touch_has_one_name_in_the_timeline_the_brief_and_the_day(book: Book, line: str) -> None:
    kind, _, said = line.partition(": ")
    ways = [(reach, incoming) for incoming in (False, True) for reach in Reach]
    for (reach, incoming), words in zip(ways, said.split(" | "), strict=True):
        with book.write("a touch") as work:
            given = {"kind": kind, "reach": reach, "incoming": incoming}
            work.add(t.Touch(customer_id=1, on_day=TODAY, note="all well", **given))
        events = timeline(book, 1, 1)
        shown = customer_page(book, 1, rules=DEFAULT)
        assert shown is not None
        (logged, *_) = sorted(touches_on(book, TODAY), key=lambda row: -row.id)
        assert [events[0].said, shown.last[0].said, logged.outcome] == [words] * 3
        assert event_words(events[0])[0] == TOUCHES[kind]
        assert event_words(events[0])[2] == words
        brief = "".join(text for text, _ in brief_lines(shown, TODAY, 80, rules=DEFAULT))
        assert f"today · {words} · all well" in brief


def test_page_and_timeline_are_a_query_each_however_long_the_history(book: Book) -> None:
    with book.write("a long history") as work:
        for number in range(500):
            work.add(
                t.Touch(
                    customer_id=1,
                    on_day=TODAY - timedelta(days=number),
                    kind="call",
                    reach="two-way",
                    note=f"call number {number}",
                )
            )
    queries: list[str] = []
    book.connection.set_trace_callback(queries.append)
    assert len(timeline(book, 1)) == 500
    assert customer_page(book, 1, rules=DEFAULT) is not None
    book.connection.set_trace_callback(None)
    assert len(queries) == 2
