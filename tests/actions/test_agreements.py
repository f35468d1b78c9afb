"""The five questions, the agreement, and vital areas: one step each, in the customer's words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from repbook.actions.base import history
from repbook.actions.care import problems
from repbook.actions.customers import customers, facts, people
from repbook.actions.sales import agreements, sales
from repbook.domain.care.handling import Handling
from repbook.domain.care.preferences import Preference, parse
from repbook.domain.shown.customer_views import CustomerPage
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput
from repbook.storage.book.book import Book
from repbook.storage.views.customer_page import customer_page
from repbook.ui.brief.briefing import brief_lines
from repbook.ui.page.agreement_tab import agreement
from repbook.ui.text.paragraphs import plain

NOW = datetime(2026, 6, 3, 9, 14)
"""A Wednesday."""
TODAY = NOW.date()
RULE = Handling("Jo", 2, 3, "Ann")


def page_of(book: Book, customer: int) -> CustomerPage:
    found = customer_page(book, customer, rules=DEFAULT)
    assert found is not None
    return found


def texts(book: Book, customer: int, kind: str) -> list[str]:
    return [fact.text for fact in page_of(book, customer).remarks if fact.kind == kind]


def open_steps(book: Book, customer: int, step: str) -> list[int]:
    return [row.id for row in page_of(book, customer).facts.followups if row.step == step]


@pytest.fixture
def pump(book: Book, marsh: int) -> int:
    return sales.add(book, marsh, "Pump", promised_on=date(2026, 6, 12), rules=DEFAULT).ids[
        "sales"
    ][0]


# The five questions


@pytest.mark.practice("R37")
@pytest.mark.practice("R38")
@pytest.mark.practice("R40")
@pytest.mark.practice("R46")
def test_answers_are_kept_verbatim_and_tick_the_step(
    book: Book, marsh: int, pump: int, column: Callable[..., Any]
) -> None:
    jo = people.add(book, marsh, "Jo Marsh").ids["people"][0]
    assert open_steps(book, marsh, "questions")
    change = agreements.answer_questions(
        book,
        marsh,
        important="No downtime - EVER!",
        need="the old one leaks",
        expectations=("saves an hour", "training; for both"),
        why_us="you rang back",
        worries="-",
        said_by="Jo Marsh",
    )
    assert texts(book, marsh, "important") == ["No downtime - EVER!"]
    assert texts(book, marsh, "need") == ["the old one leaks"]
    assert texts(book, marsh, "why us") == ["you rang back"]
    assert texts(book, marsh, "worry") == []
    expected = change.ids["expectations"]
    assert [column(book, "expectations.sale_id", row) for row in expected] == [pump, pump]
    assert column(book, "expectations.due_on", expected[0]) == "2026-06-12"
    assert column(book, "facts.said_by", change.ids["facts"][0]) == "Jo Marsh"
    assert column(book, "facts.person_id", change.ids["facts"][0]) == jo
    assert not open_steps(book, marsh, "questions")
    history.undo(book)
    assert open_steps(book, marsh, "questions")
    assert texts(book, marsh, "important") == []


@pytest.mark.practice("R40")
def test_none_recorded_is_said_and_does_not_stand_beside_expectations(
    book: Book, marsh: int, pump: int, column: Callable[..., Any]
) -> None:
    agreements.answer_questions(book, marsh, expectations=("-",))
    assert column(book, "sales.no_expectations", pump) == 1
    agreements.answer_questions(book, marsh, expectations=("quiet",))
    assert column(book, "sales.no_expectations", pump) == 0
    with pytest.raises(InvalidInput):
        agreements.answer_questions(book, marsh, expectations=("-",))


def test_an_answer_is_about_the_sale_whose_step_asked(book: Book, marsh: int, pump: int) -> None:
    later = sales.add(book, marsh, "Valve", rules=DEFAULT).ids["sales"][0]
    asking = {row.sale_id: row.id for row in page_of(book, marsh).facts.followups if row.step == "questions"}  # fmt: skip
    change = agreements.answer_questions(book, marsh, need="cold", followup_id=asking[pump])
    assert open_steps(book, marsh, "questions") == [asking[later]]
    sale = book.row("SELECT sale_id FROM facts WHERE id = ?", change.ids["facts"])
    assert sale == (pump,)


def test_nothing_answered_is_refused_and_no_sale_is_needed(book: Book, marsh: int) -> None:
    with pytest.raises(InvalidInput, match="nothing is answered"):
        agreements.answer_questions(book, marsh, important="  ")
    agreements.answer_questions(book, marsh, important="quiet", expectations=("a call",))
    assert texts(book, marsh, "important") == ["quiet"]


# The agreement


@pytest.mark.practice("R73")
@pytest.mark.practice("R79")
def test_an_agreement_is_words_a_rhythm_and_clocks(
    book: Book, marsh: int, pump: int, column: Callable[..., Any]
) -> None:
    agreements.agree(
        book,
        marsh,
        preference=parse("phone Tue-Thu 9-12, monthly, not by e-mail"),
        vital=("the return line", "papers"),
        rule=RULE,
        said_by="Jo",
    )
    assert texts(book, marsh, "preference") == ["phone · Tue–Thu 9–12 · monthly · not by e-mail"]
    assert texts(book, marsh, "problem rule") == [
        "Jo first · answer in 2 h · fixed in 3 business days · then Ann"
    ]
    assert sorted(texts(book, marsh, "vital area")) == ["papers", "the return line"]
    page = page_of(book, marsh)
    assert (page.wish_aim, page.wish_limit) == (25, 30)
    assert (page.facts.answer_hours, page.facts.fix_days) == (2, 3)
    assert not open_steps(book, marsh, "agreement")
    assert not [row for row in page.standing.reasons if row.text.startswith("not agreed")]


@pytest.mark.practice("R73")
def test_agreeing_anew_edits_in_place_and_keeps_the_day(
    book: Book, marsh: int, open_book: Callable[..., Book]
) -> None:
    facts.add(book, marsh, "preference", "minutes of every call, same day")
    facts.add(book, marsh, "vital area", "the return line; the step stays dry")
    first = agreements.agree(book, marsh, preference=parse("phone am"), vital=("a", "b"), rule=RULE)
    again = agreements.agree(
        open_book(datetime(2026, 6, 9, 9)),
        marsh,
        preference=Preference("e-mail"),
        vital=("b", "c", "the return line, the step stays dry"),
        rule=Handling("Jo"),
    )
    assert texts(book, marsh, "preference") == ["e-mail"]
    assert "the return line; the step stays dry" not in texts(book, marsh, "vital area")
    assert sorted(texts(book, marsh, "vital area"))[:2] == ["b", "c"]
    assert texts(book, marsh, "problem rule") == ["Jo first"]
    assert page_of(book, marsh).facts.answer_hours is None
    assert set(again.ids["facts"]) & set(first.ids["facts"])
    days = book.rows("SELECT text, on_day FROM facts WHERE on_day > '2026-06-03'")
    assert len(days) == 1  # only the third area is new


def test_the_same_vital_area_stays_verbatim(book: Book, marsh: int) -> None:
    fact = facts.add(book, marsh, "vital area", "the line; the step").ids["facts"][0]
    agreements.vital(book, {fact: "fine"})
    agreements.agree(book, marsh, preference=Preference(), vital=("the line, the step",), rule=RULE)
    (kept,) = [each for each in page_of(book, marsh).remarks if each.kind == "vital area"]
    assert (kept.id, kept.text, kept.state) == (fact, "the line; the step", "fine")
    agreements.agree(book, marsh, preference=Preference(), vital=("the step",), rule=RULE)
    (other,) = [each for each in page_of(book, marsh).remarks if each.kind == "vital area"]
    assert (other.id, other.state, other.state_on) == (fact, "", None)


def test_how_often_left_out_frees_the_rhythm_it_had_set(book: Book, marsh: int) -> None:
    customers.set_rhythm(book, marsh, 10, 12)
    agreements.agree(book, marsh, preference=Preference("phone"), rule=RULE)
    assert page_of(book, marsh).wish_limit == 12  # the rep's own, no agreement named one
    agreements.agree(book, marsh, preference=Preference("phone", every="weekly"), rule=RULE)
    assert page_of(book, marsh).wish_limit == 7
    agreements.agree(book, marsh, preference=Preference("phone"), rule=RULE)
    assert page_of(book, marsh).wish_limit is None


@pytest.mark.parametrize(
    ("vital", "rule"),
    [
        (tuple("abcdef"), RULE),
        ((), Handling()),
        ((), Handling("Jo", 81)),
        ((), Handling("Jo", 1, 61)),
    ],
)
def test_what_can_t_be_agreed_is_refused(
    book: Book, marsh: int, vital: tuple[str, ...], rule: Handling
) -> None:
    with pytest.raises(InvalidInput):
        agreements.agree(book, marsh, preference=Preference(), vital=vital, rule=rule)
    assert texts(book, marsh, "problem rule") == []


# Vital areas


@pytest.mark.practice("R78")
def test_a_vital_area_that_is_not_fine_is_worked_on(
    book: Book, marsh: int, open_book: Callable[..., Book]
) -> None:
    papers, line = (
        facts.add(book, marsh, "vital area", text).ids["facts"][0] for text in ("papers", "line")
    )
    change = agreements.vital(book, {papers: "fine", line: "not fine"})
    assert change.notes == ("a problem is open for it: not fine: line",)
    (problem,) = page_of(book, marsh).facts.problems
    assert (problem.text, problem.severity) == ("not fine: line", "moderate")
    assert agreements.vital(book, {line: "not fine"}).notes == ()
    problems.solve(book, problem.id, "new line", rules=DEFAULT)
    later = open_book(datetime(2026, 6, 5, 9))
    assert agreements.vital(later, {line: "not fine"}).notes == (
        "its problem is open again: not fine: line",
    )
    assert len(page_of(later, marsh).facts.problems) == 1
    agreements.vital(later, {line: "fine"})
    states = {fact.text: (fact.state, fact.state_on) for fact in page_of(later, marsh).remarks}
    assert states == {"papers": ("fine", "2026-06-03"), "line": ("fine", "2026-06-05")}
    assert page_of(later, marsh).facts.problems[0].confirmed_on is None


def test_a_confidential_area_does_not_show_in_its_problem(book: Book, marsh: int) -> None:
    area = facts.add(book, marsh, "vital area", "her illness", confidential=True).ids["facts"][0]
    other = facts.add(book, marsh, "need", "a pump").ids["facts"][0]
    agreements.vital(book, {area: "not fine"})
    assert [each.text for each in page_of(book, marsh).facts.problems] == [
        "a vital area is not fine"
    ]
    for states in ({}, {other: "fine"}, {area: "perfect"}):
        with pytest.raises(InvalidInput):
            agreements.vital(book, states)


# What the rep sees of it


@pytest.mark.practice("R19")
@pytest.mark.practice("R25")
@pytest.mark.practice("R31")
@pytest.mark.practice("R73")
@pytest.mark.practice("R78")
def test_the_brief_warns_and_stays_readable(book: Book, marsh: int) -> None:
    facts.add(book, marsh, "personal", "sails")
    facts.add(book, marsh, "important", "no downtime")
    facts.add(book, marsh, "worry", "is it loud?")
    facts.add(book, marsh, "limit told", "no wet rooms")
    facts.add(book, marsh, "rival", "Acme was in the yard")
    sales.add(
        book,
        marsh,
        "Pump",
        ordered_on=date(2026, 5, 20),
        cancel_until=date(2026, 6, 5),
        rules=DEFAULT,
    )
    agreements.agree(book, marsh, preference=parse("phone Tue 14-16"), vital=("line",), rule=RULE)
    (area,) = [fact.id for fact in page_of(book, marsh).remarks if fact.kind == "vital area"]
    agreements.vital(book, {area: "not fine"})
    page = page_of(book, marsh)
    told = plain(brief_lines(page, TODAY, 60, now=NOW, rules=DEFAULT))
    for line in (
        "Vital      not fine today: line",
        "Rival      Acme was in the yard · seen today",
        "May cancel 2 d more · Pump",
        "Worry      “is it loud?”",
        "Told them  no wet rooms",
        "Prefers    phone · Tue 14–16",
        "           outside their hours now",
    ):
        assert line in told.splitlines()
    assert told.splitlines()[2] == "Ask about  sails"
    assert "outside" not in plain(
        brief_lines(page, TODAY, 60, now=datetime(2026, 6, 2, 15), rules=DEFAULT)
    )
    low = plain(brief_lines(page, TODAY, 60, 20, now=NOW, rules=DEFAULT)).splitlines()
    assert len(low) <= 22
    assert "Vital      not fine today: line" in low
    assert not [line for line in low if line.startswith(("Worry", "Told", "Why us"))]


@pytest.mark.practice("R74")
@pytest.mark.practice("R79")
def test_the_tab_shows_contacts_both_ways_with_their_gaps(book: Book, marsh: int) -> None:

    agreements.agree(book, marsh, preference=Preference(), rule=RULE)
    people.add(book, marsh, "Jo Marsh", phone="0113 496 0000")
    contacts = {"everyday": "me, 0113 496 0001", "billing": "Ann, 0113 496 0009"}
    entries = agreement(page_of(book, marsh), TODAY, contacts, DEFAULT)
    shown = [(entry.word, entry.text) for entry in entries if not entry.heading]
    assert ("billing", "Ann, 0113 496 0009") in shown
    assert ("nobody for", "out of hours, delivery, escalation") in shown
    assert ("nobody for", "out of hours, billing, delivery, escalation · n o") in shown
    assert ("clocks", "answer 2 h · plan 1 d · fix 3 d, business time") in shown
    assert ("not agreed", "what is vital to them · i") in shown
    bare = agreement(page_of(book, marsh), TODAY, {}, DEFAULT)
    assert "any of it" in [entry.text for entry in bare]
