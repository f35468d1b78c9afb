"""What the words of a line say is filed with the touch, in the same step; a talk answers the step that asked for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from repbook.actions.base.history import undo
from repbook.actions.care import asks, checks, evidence, followups, problems
from repbook.actions.customers import customers, people
from repbook.actions.sales import sales
from repbook.actions.touches import named_lines, touches
from repbook.domain.shown import call_asks
from repbook.domain.shown.this_call import said_to_go
from repbook.domain.spine.model import Change
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput
from repbook.storage.book.book import Book
from repbook.storage.finding.bearers import Resolved
from repbook.storage.finding.just_said import just_praised
from repbook.storage.views.customer_page import customer_page

TODAY = date(2026, 6, 3)


def log(book: Book, who: int, line: str, person: int | None = None) -> Change:
    return touches.log(book, touches.LogEntry(who, line=line, person_id=person), rules=DEFAULT)


def facts(book: Book, kind: str) -> list[str]:
    return [text for (text,) in book.rows("SELECT text FROM facts WHERE kind = ?", (kind,))]


def days(book: Book) -> list[tuple[object, ...]]:
    return [
        tuple(row)
        for row in book.rows("SELECT person_id, kind, label, month, day, year FROM dates")
    ]


@pytest.mark.practice("R31")
def test_a_rival_is_filed_with_the_touch_and_goes_with_it(book: Book) -> None:
    who = customers.add(book, "Old Mill").ids["customers"][0]
    people.add(book, who, "Jo Hale")
    log(book, who, "a cheaper offer from Doughtech, and a quote from Jo")
    assert facts(book, "rival") == ["Doughtech"]
    undo(book)
    assert facts(book, "rival") == []
    log(book, who, "a cheaper offer from \\Doughtech")
    assert facts(book, "rival") == []
    assert book.rows("SELECT note FROM touches")[0][0] == "a cheaper offer from Doughtech"


@pytest.mark.practice("R20")
def test_a_birthday_is_filed_as_a_day_of_whose_it_is(book: Book) -> None:
    who = customers.add(book, "Old Mill").ids["customers"][0]
    jo = people.add(book, who, "Jo Hale", main=True).ids["people"][0]
    nina = people.add(book, who, "Nina Bell").ids["people"][0]
    for line, person, kept in (
        ("@ birthday 20 june", None, (jo, "birthday", "", 6, 20, None)),
        ("@ birthday 20 june", nina, (nina, "birthday", "", 6, 20, None)),
        ("@ Jo's birthday 3 may 1980", nina, (jo, "birthday", "", 5, 3, 1980)),
        ("@ Mia's birthday 3 may", nina, (nina, "other", "Mia's birthday", 5, 3, None)),
    ):
        log(book, who, line, person)
        assert days(book) == [kept]
        assert facts(book, "personal") == []
        undo(book)
        assert days(book) == []
    log(book, who, "@ birthday 3 may 1980", jo)
    log(book, who, "@ Jo's birthday 4 may, loves gin")
    assert days(book) == [(jo, "birthday", "", 5, 4, 1980)]
    assert facts(book, "personal") == ["Jo's birthday 4 may, loves gin"]


@pytest.mark.parametrize(
    ("line", "asked", "done"),
    [
        ("talked: all fine", {}, True),
        ("visit: all fine", {}, True),
        ("they rang: all fine", {}, True),
        ("voicemail", {}, False),
        ("no answer", {}, False),
        ("yesterday: talked, all fine", {}, True),
        ("2026-01-05: talked", {"due": 3}, False),
        ("talked", {"due": -4}, False),
        ("talked", {"kind": "check"}, False),
        ("talked", {"kind": "letter"}, False),
        ("talked", {"source": "agenda"}, False),
        ("talked", {"source": "import"}, True),
        ("talked", {"delegated_to": "Sam"}, False),
    ],
)
def test_a_line_answers_the_step_that_any_talk_answers(
    book: Book, line: str, asked: dict[str, object], done: bool
) -> None:
    who = customers.add(book, "Alder Bakery").ids["customers"][0]
    due = TODAY - timedelta(days=int(str(asked.pop("due", 22))))
    given = {name: asked[name] for name in ("kind", "delegated_to") if name in asked}
    step = followups.add(book, who, "catch up", max(due, TODAY), **given).ids["followups"][0]
    with book.write("as it was") as work:
        from repbook.storage.book import lazy_tables as t

        row = work.get(t.Followup, step)
        row.due_on, row.source = due, str(asked.get("source", "rep"))
    read = named_lines.read_line(Resolved(who, "Alder Bakery"), line, TODAY)
    named_lines.file_lines(book, [read], rules=DEFAULT)
    state = book.rows("SELECT state FROM followups WHERE id = ?", (step,))[0][0]
    assert state == ("done" if done else "open")


@pytest.mark.practice("R86", "R87")
def test_a_talk_may_end_problems_in_its_own_words(book: Book) -> None:
    who = customers.add(book, "Granary").ids["customers"][0]
    ids = {
        text: problems.add(book, who, text, severity=how).ids["problems"][0]
        for text, how in (
            ("squeak", "minor"),
            ("leak", "major"),
            ("scratch", "trivial"),
            ("heat", "moderate"),
        )
    }
    problems.solve(book, ids["heat"], "a new valve", rules=DEFAULT)
    page = customer_page(book, who, DEFAULT)
    assert page is not None
    ticks = call_asks.answered(page, TODAY, ("", 0))
    assert ticks == (
        (f"s{ids['leak']}", "solved: leak"),
        (f"c{ids['heat']}", "solved, they say: heat"),
    )  # the two gravest: the form keeps its height
    assert call_asks.offered(ticks, talked=False) == ()
    entry = touches.LogEntry(
        who, line="visit went well, squeak gone", solved=(ids["squeak"],), confirmed=(ids["heat"],)
    )
    touches.log(book, entry, rules=DEFAULT)
    rows = book.rows(
        "SELECT text, resolution, customer_said, solved_on, confirmed_on FROM problems ORDER BY id"
    )
    assert [tuple(row) for row in rows] == [
        ("squeak", "visit went well, squeak gone", "", TODAY.isoformat(), None),
        ("leak", "", "", None, None),
        ("scratch", "", "", None, None),
        (
            "heat",
            "a new valve",
            "visit went well, squeak gone",
            TODAY.isoformat(),
            TODAY.isoformat(),
        ),
    ]
    undo(book)
    assert not book.rows("SELECT 1 FROM problems WHERE confirmed_on IS NOT NULL")
    with pytest.raises(InvalidInput, match="what did they say"):
        touches.log(book, touches.LogEntry(who, confirmed=(ids["heat"],)), rules=DEFAULT)


@pytest.mark.practice("R95")
def test_a_name_that_they_gave_answers_the_ask_that_is_open(book: Book) -> None:
    who = customers.add(book, "Birch Street").ids["customers"][0]
    asked = asks.ask(book, who, "referral", "anybody?", override="they asked", rules=DEFAULT)
    (ask,) = asked.ids["asks"]
    page = customer_page(book, who, DEFAULT)
    assert page is not None
    assert call_asks.answered(page, TODAY, ("", 0)) == (
        (f"r{ask}", "they named somebody: anybody?"),
    )
    with pytest.raises(InvalidInput, match="whom did they name"):
        touches.log(book, touches.LogEntry(who, line="all fine", answered=(ask,)), rules=DEFAULT)
    line = "gave us a name, Lil Swan at Upper Crust"
    change = touches.log(book, touches.LogEntry(who, line=line, answered=(ask,)), rules=DEFAULT)
    assert change.notes[0].startswith("a thank-you for the referral is due")
    (row,) = book.rows("SELECT outcome, referred, answer FROM asks")
    assert tuple(row) == ("yes", "Lil Swan, Upper Crust", line)
    page = customer_page(book, who, DEFAULT)
    assert page is not None
    assert call_asks.answered(page, TODAY, ("", 0)) == ()


@pytest.mark.practice("R48", "R80")
def test_what_they_praised_a_moment_ago_is_at_hand_in_their_words(book: Book) -> None:
    who = customers.add(book, "Crumb").ids["customers"][0]
    assert just_praised(book, who, TODAY) == ""
    checks.record(book, who, 0, words="fine", rules=DEFAULT)
    assert just_praised(book, who, TODAY) == ""
    checks.record(book, who, 1, words="twice the dough already", rules=DEFAULT)
    assert just_praised(book, who, TODAY) == "twice the dough already"
    assert just_praised(book, who, TODAY + timedelta(days=1)) == ""
    evidence.add(book, who, "twice the dough already")
    assert just_praised(book, who, TODAY) == ""
    touches.log(book, touches.LogEntry(who, line="runs like a dream", score=2), rules=DEFAULT)
    assert just_praised(book, who, TODAY) == "runs like a dream"


@pytest.mark.practice("R81")
@pytest.mark.parametrize(
    ("promised", "said"),
    [
        (TODAY, "Oven arrived complete, on time"),
        (
            TODAY - timedelta(days=1),
            "Oven arrived complete",
        ),  # late: nothing is said that is not so
        (None, "Oven arrived complete"),
    ],
)
def test_a_delivery_that_came_as_it_should_is_at_hand_as_a_success(
    book: Book, promised: date | None, said: str
) -> None:
    who = customers.add(book, "Crumb").ids["customers"][0]
    days = {"ordered_on": TODAY - timedelta(days=1), "live_on": TODAY, "promised_on": promised}
    sales.add(book, who, "Oven", rules=DEFAULT, **days)
    page = customer_page(book, who, DEFAULT)
    assert page is not None
    (came,) = [each.id for each in page.facts.followups if each.step == "arrived"]
    assert just_praised(book, who, TODAY) == ""
    touches.log(book, touches.LogEntry(who, kind="visit", also_done=(came,)), rules=DEFAULT)
    assert just_praised(book, who, TODAY) == said
    evidence.add(book, who, said)
    assert just_praised(book, who, TODAY) == ""


@pytest.mark.practice("R23")
def test_who_goes_where_is_at_hand_where_they_are_followed(book: Book) -> None:
    who = customers.add(book, "Poplar").ids["customers"][0]
    people.add(book, who, "Jo Hale", main=True)
    people.add(book, who, "Nina Bell")
    log(book, who, "Nina leaves us for Sheaf Foods")
    page = customer_page(book, who, DEFAULT)
    assert page is not None
    place, firm = said_to_go(page, TODAY)
    assert (page.people[place].name, firm) == ("Nina Bell", "Sheaf Foods")
    assert said_to_go(page, TODAY + timedelta(days=1)) == (0, "")


def test_two_lines_do_not_answer_one_step_twice(book: Book) -> None:
    who = customers.add(book, "Alder Bakery").ids["customers"][0]
    followups.add(book, who, "catch up", TODAY)
    whose = Resolved(who, "Alder Bakery")
    lines = [named_lines.read_line(whose, line, TODAY) for line in ("talked: a", "talked: b")]
    assert len(named_lines.file_lines(book, lines, rules=DEFAULT)) == 2
    assert date.fromisoformat(str(book.rows("SELECT done_on FROM followups")[0][0])) == TODAY
