"""Asks: at the right time or with a reason, for a need, answered in the customer's words."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from repbook.actions.base import history
from repbook.actions.care import asks, evidence, problems
from repbook.actions.customers import customers, facts, people
from repbook.actions.sales import sales
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput
from repbook.storage.book.book import Book
from repbook.storage.places.everybody import places
from repbook.storage.views import ask_form

NOW = datetime(2026, 6, 3, 9, 14)


def ripe(book: Book, name: str = "Marsh Foods", gives: int = 3) -> int:
    """A customer who has long settled and was told of so many successes."""
    customer = customers.add(book, name).ids["customers"][0]
    people.add(book, customer, "Jo Marsh")
    sales.add(
        book, customer, "Pump", ordered_on=date(2025, 6, 3), live_on=date(2025, 6, 9), rules=DEFAULT
    )
    for number in range(gives):
        told = evidence.add(book, customer, f"success {number}").ids["evidence"][0]
        evidence.told(book, told)
    return customer


@pytest.fixture(scope="module")
def ripened(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    path = tmp_path_factory.mktemp("ripe") / "book.db"
    shutil.copy(empty, path)
    with Book(path, FixedClock(NOW)) as book:
        return path, ripe(book)


@pytest.fixture
def customer(ripened: tuple[Path, int], tmp_path: Path) -> int:
    """Marsh Foods, who may be asked; ask for it before ``book``."""
    shutil.copy(ripened[0], tmp_path / "book.db")
    return ripened[1]


def need_of(book: Book, customer: int) -> int:
    return facts.add(book, customer, "need", "no downtime at milking").ids["facts"][0]


def row(book: Book, ask: int, columns: str) -> tuple[object, ...]:
    found = book.row(f"SELECT {columns} FROM asks WHERE id = ?", (ask,))
    assert found is not None
    return found


def refer(book: Book, customer: int, **given: str) -> int:
    return asks.ask(book, customer, "referral", "who else milks?", rules=DEFAULT, **given).ids[
        "asks"
    ][0]


@pytest.mark.practice("R39")
def test_an_opportunity_names_the_need_it_answers_or_says_that_none_is_recorded(customer, book):
    for need in (None, facts.add(book, customer, "important", "quiet").ids["facts"][0]):
        with pytest.raises(InvalidInput, match="need") as refused:
            asks.ask(
                book, customer, "opportunity", "the second parlour?", need_id=need, rules=DEFAULT
            )
        assert refused.value.field == "need"
    stranger = customers.add(book, "Park & Sons").ids["customers"][0]
    with pytest.raises(InvalidInput, match="another customer"):
        asks.ask(book, customer, "opportunity", "?", need_id=need_of(book, stranger), rules=DEFAULT)
    need = need_of(book, customer)
    change = asks.ask(
        book, customer, "opportunity", "the second parlour?", need_id=need, rules=DEFAULT
    )
    assert change.label == "ask Marsh Foods for another chance to serve: the second parlour?"
    assert row(book, change.ids["asks"][0], "need_id, no_need, asked_on, override_reason") == (
        (need, 0, "2026-06-03", "")
    )
    plain = asks.ask(
        book, ripe(book, "Hollis"), "opportunity", "more?", no_need=True, rules=DEFAULT
    )
    assert row(book, plain.ids["asks"][0], "need_id, no_need") == (None, 1)


@pytest.mark.practice("R51")
def test_a_closed_gate_refuses_by_name_until_a_reason_is_given(customer, book):
    problems.add(book, customer, "drawer sticks")
    with pytest.raises(InvalidInput, match="drawer sticks: until they say") as refused:
        refer(book, customer)
    assert refused.value.field == "override"
    assert book.rows("SELECT count(*) FROM asks") == [(0,)]
    kept = refer(book, customer, override="she offered, unasked")
    assert row(book, kept, "override_reason") == ("she offered, unasked",)
    assert row(book, refer(book, ripe(book, "Hollis"), override="x"), "override_reason") == ("",)


@pytest.mark.practice("R17")
def test_who_was_given_little_is_not_asked(book):
    with pytest.raises(InvalidInput, match="gave 0 : asked 0: 1 more to give first"):
        refer(book, ripe(book, gives=0))


@pytest.mark.practice("R95")
def test_the_fourth_ask_of_a_week_waits_for_monday(book, open_book):
    four = [ripe(book, name) for name in ("Ash", "Birch", "Cedar", "Dill")]
    for customer in four[:3]:
        refer(book, customer)
    assert ask_form.asked_this_week(book, date(2026, 6, 7)) == 3
    with pytest.raises(InvalidInput, match="3 asks this week: from Mon 8 Jun on"):
        refer(book, four[3])
    monday = open_book(datetime(2026, 6, 8, 9, 0))
    assert refer(monday, four[3])
    assert ask_form.asked_this_week(monday, date(2026, 6, 8)) == 1


@pytest.mark.practice("R52")
def test_who_was_pressed_is_not_asked_a_third_time_whatever_the_reason(book, open_book):
    customer = ripe(book, gives=9)
    book.run(lambda sql: sql.execute("UPDATE sales SET under_pressure = 1"))
    first = refer(book, customer)
    second = refer(open_book(datetime(2026, 9, 10)), customer, override="")
    later = open_book(datetime(2026, 12, 20))
    with pytest.raises(InvalidInput, match="closed under pressure"):
        refer(later, customer, override="quarter's end")
    asks.answer(later, first, "no", "not now", rules=DEFAULT)
    asks.answer(later, second, "yes", referred="Hollis Dairy", rules=DEFAULT)
    assert refer(later, customer)


@pytest.mark.practice("R96")
def test_a_referral_names_somebody_and_is_thanked_for(customer, book, stale):
    ask = refer(book, customer)
    with pytest.raises(InvalidInput, match="whom did they name") as refused:
        asks.answer(book, ask, "yes", "of course", rules=DEFAULT)
    assert refused.value.field == "referred"
    change = asks.answer(book, ask, "yes", "of course", referred="Hollis Dairy", rules=DEFAULT)
    assert change.label == "Marsh Foods said yes: who else milks?"
    assert change.notes == ("a thank-you for the referral is due Thu 4 Jun",)
    owed = [each.target for each in places(book, DEFAULT).of[customer].reasons]
    assert ("ask", ask) in owed
    assert asks.thanked(book, ask).label == "thanked Marsh Foods for a referral of Hollis Dairy"
    assert ("ask", ask) not in [each.target for each in places(book, DEFAULT).of[customer].reasons]
    assert not stale(book)
    with pytest.raises(InvalidInput, match="nothing to thank for"):
        asks.thanked(book, ask)


@pytest.mark.parametrize(
    ("outcome", "words", "permission", "kept"),
    [
        ("yes", "it never stops", True, [("it never stops", "Jo Marsh", "2026-06-03")]),
        ("yes", "it never stops", False, [("it never stops", "Jo Marsh", None)]),
        ("yes", "", True, []),
        ("no", "it never stops", True, []),
        ("later", "in spring", True, []),
    ],
)
def test_a_testimonial_is_kept_with_their_permission(
    customer, book, outcome, words, permission, kept
):
    jo = book.rows("SELECT id FROM people")[0][0]
    ask = asks.ask(book, customer, "testimonial", "a word?", person_id=jo, rules=DEFAULT).ids[
        "asks"
    ][0]
    asks.answer(book, ask, outcome, words, permission=permission, rules=DEFAULT)
    found = "SELECT text, source, permission_on FROM evidence WHERE kind = 'testimonial'"
    assert book.rows(found) == kept
    history.undo(book)
    assert book.rows(found) == []
    assert row(book, ask, "outcome, answer, answered_on") == ("", "", None)


def test_only_a_later_is_answered_again(customer, book):
    ask = refer(book, customer)
    asks.answer(book, ask, "later", "after the harvest", referred="nobody yet", rules=DEFAULT)
    assert row(book, ask, "outcome, answer, referred") == ("later", "after the harvest", "")
    asks.answer(book, ask, "no", "rather not", rules=DEFAULT)
    with pytest.raises(InvalidInput, match="said no already"):
        asks.answer(book, ask, "yes", referred="x", rules=DEFAULT)
    with pytest.raises(InvalidInput, match="use yes, no, later"):
        asks.answer(book, refer(book, ripe(book, "Hollis")), "perhaps", rules=DEFAULT)


def test_an_ask_is_edited_but_keeps_what_it_has_to_name(customer, book):
    need = need_of(book, customer)
    ask = asks.ask(book, customer, "opportunity", "more?", need_id=need, rules=DEFAULT).ids["asks"][
        0
    ]
    assert asks.edit(book, ask, text="the second parlour?").label == (
        "edit an ask: the second parlour?"
    )
    with pytest.raises(InvalidInput, match="which need"):
        asks.edit(book, ask, need_id=None)
    other = refer(book, ripe(book, "Hollis"))
    asks.answer(book, other, "yes", referred="Ann", rules=DEFAULT)
    with pytest.raises(InvalidInput, match="whom did they name"):
        asks.edit(book, other, referred=" ")


@pytest.mark.practice("R50")
def test_only_what_may_be_quoted_is_told_to_others(customer, book):
    other = customers.add(book, "Park & Sons", industry="bakery").ids["customers"][0]
    for text, said in (("quiet ovens", date(2026, 5, 1)), ("secret ovens", None)):
        made = evidence.add(book, other, text, kind="testimonial").ids["evidence"][0]
        evidence.edit(book, made, permission_on=said)
    found = ask_form.stories(book, customer)
    assert [(each.text, each.industry, each.own) for each in found if not each.own] == [
        ("quiet ovens", "bakery", False)
    ]
    assert sum(each.own for each in found) == 3
    assert {each.text for each in ask_form.stories(book, other)} == {"quiet ovens", "secret ovens"}


@pytest.mark.practice("R96")
def test_praise_makes_a_moment_on_today(customer, book):
    assert "ask" not in [each.command for each in places(book, DEFAULT).of[customer].reasons]
    evidence.add(book, customer, "best pump ever", kind="testimonial")
    said = [
        each.text for each in places(book, DEFAULT).of[customer].reasons if each.command == "ask"
    ]
    assert said == ["ask for a referral now · praised today"]
    refer(book, customer)
    assert "ask" not in [each.command for each in places(book, DEFAULT).of[customer].reasons]
