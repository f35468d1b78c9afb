"""The demo book shows what a sale deserves: agreements, letters that may go out, growth, what came of it."""

from __future__ import annotations

from collections import Counter

import pytest

from repbook.domain.care import preferences
from repbook.domain.care.reassurance import demonstrations
from repbook.domain.days.time_words import pace
from repbook.domain.growth.growth import idea_due, plan_age
from repbook.domain.growth.potential import grid
from repbook.domain.letters.letter_lint import lint
from repbook.domain.letters.letter_material import Draft
from repbook.domain.spine.kinds import FactKind, Tier
from repbook.domain.spine.rules import DEFAULT, Pace
from repbook.storage.book.book import Book
from repbook.storage.facts.customer_facts import facts_of
from repbook.storage.reports.reports import report
from repbook.storage.views import letters
from repbook.storage.views.agenda_tab import care
from repbook.storage.views.customer_page import customer_page
from repbook.storage.views.growth_tab import growth

from .conftest import WEDNESDAY, Opener


def ids(book: Book, where: str = "state = 'active'") -> dict[str, int]:
    """The customers by name."""
    return dict(book.rows(f"SELECT name, id FROM customers WHERE {where}"))


def test_every_letter_that_was_posted_might_go_out_today(opened: Opener) -> None:
    book = opened()
    posted = book.rows(
        """SELECT id FROM (SELECT l.id, row_number() OVER (
            PARTITION BY l.kind, x.id IS NULL ORDER BY l.posted_on DESC, l.id) AS place
          FROM letters l LEFT JOIN citations x ON x.letter_id = l.id
          WHERE l.posted_on IS NOT NULL AND l.body <> '') WHERE place <= 4"""
    )
    assert len(posted) > 20
    for (letter_id,) in posted:
        letter = letters.letter(book, letter_id)
        material = letters.material(book, letter.customer_id, letter=letter, rules=DEFAULT)
        draft = Draft(letter.kind, letter.subject, letter.body)
        assert lint(draft, material, letter.cites) == (), (material.customer, letter.subject)


def test_a_reassurance_shows_words_of_the_same_trade_that_may_be_shown(opened: Opener) -> None:
    shown = opened().rows(
        """SELECT reader.name, e.id, teller.industry = reader.industry,
          teller.id <> reader.id AND e.kind = 'testimonial' AND e.permission_on <= l.posted_on
        FROM citations x JOIN letters l ON l.id = x.letter_id AND l.kind = 'reassurance'
        JOIN evidence e ON e.id = x.evidence_id JOIN customers teller ON teller.id = e.customer_id
        JOIN customers reader ON reader.id = x.customer_id"""
    )
    assert len(shown) >= 10
    assert all(trade and allowed for _, _, trade, allowed in shown)
    assert set(Counter((name, told) for name, told, *_ in shown).values()) == {1}
    seen = [row.seen_by for row in letters.material(opened(), 1, rules=DEFAULT).testimonials]
    assert any(len(by) > 1 for by in seen)


@pytest.mark.practice("R73")
def test_preferences_stand_as_the_form_writes_them(opened: Opener) -> None:
    book = opened()
    told = book.rows(
        """SELECT f.text, c.wish_aim, c.wish_limit FROM facts f JOIN customers c
          ON c.id = f.customer_id WHERE f.kind = 'preference'"""
    )
    assert len(told) >= 20
    for text, aim, limit in told:
        read_back = preferences.parse(text)
        assert preferences.as_text(read_back) == text
        assert read_back.hours_known or read_back.channel
        if read_back.every:
            assert pace(read_back.every) == Pace(aim, limit)


def test_the_clocks_of_a_problem_rule_stand_with_the_customer(opened: Opener) -> None:
    rules = opened().rows(
        """SELECT f.text, c.answer_hours, c.fix_days FROM facts f JOIN customers c
          ON c.id = f.customer_id WHERE f.kind = 'problem rule'"""
    )
    assert len(rules) >= 10
    for text, hours, days in rules:
        assert ("answer in" in text) == (hours is not None)
        assert hours is None or f"answer in {hours} h" in text
        assert days is None or f"fixed in {days} business day" in text


def test_one_customer_of_tier_a_is_owed_an_idea(opened: Opener) -> None:
    book = opened()
    known = {name: facts_of(book.connection, row) for name, row in ids(book).items()}
    top = {name: facts for name, facts in known.items() if facts and facts.tier == Tier.A}
    assert [name for name, facts in top.items() if idea_due(facts, WEDNESDAY, rules=DEFAULT)] == [
        "Copper Kettle Brewing"
    ]
    old = [name for name, facts in top.items() if plan_age(facts.plan_on, WEDNESDAY, rules=DEFAULT)]
    assert old == ["Maison Aubert"]
    assert sum(facts.plan_on is not None for facts in top.values()) > 3


@pytest.mark.practice("R64")
def test_young_sales_have_shown_more_or_less(opened: Opener) -> None:
    book = opened()
    shown: Counter[int] = Counter()
    for row in ids(book).values():
        facts = facts_of(book.connection, row)
        assert facts is not None
        for sale in facts.sales:
            if sale.settled_on is None and not sale.history:
                slots = demonstrations(sale, care(book, row).shown, WEDNESDAY, rules=DEFAULT)
                shown[sum(slot.on is not None for slot in slots)] += 1
    assert len(shown) >= 4
    assert shown[4] >= 3


@pytest.mark.practice("R04")
def test_less_after_care_brought_fewer_orders(opened: Opener) -> None:
    full, less = report(opened(), "aftercare", rules=DEFAULT).rows
    (many, again, referred), (few, again_less, _) = full.values, less.values
    assert many > 40
    assert 10 <= few <= 16
    assert 0 < again_less / few < again / many
    assert referred > 2


def test_referrals_have_led_to_customers(opened: Opener) -> None:
    book = opened()
    came = book.rows(
        """SELECT c.name FROM asks a JOIN customers c ON c.name = a.referred
          WHERE a.kind = 'referral' AND a.outcome = 'yes' AND c.created_on > a.answered_on"""
    )
    assert {name for (name,) in came} == {
        "Saltmarsh Brewing Co.",
        "Whitcombe Farm Shop",
        "Quillfeather Creamery",
    }
    assert {kind for (kind,) in book.rows("SELECT kind FROM asks WHERE no_need")} == {"opportunity"}


@pytest.mark.practice("R97")
def test_products_are_bought_fit_or_were_not_talked_of(opened: Opener) -> None:
    book = opened()
    known = ids(book)
    states: Counter[str] = Counter()
    for customer in known.values():
        read_ = growth(book, customer)
        page = customer_page(book, customer, rules=DEFAULT)
        assert page is not None
        needs = [fact.text for fact in page.remarks if fact.kind == FactKind.NEED]
        asks = page.facts.asks
        found = grid(read_.titles, bought=read_.orders, needs=needs, asks=asks)
        assert {"Glass-care set", "Tap-cleaning set", "ATP swab kit"} <= {
            each.title for each in found
        }
        states.update(each.state for each in found)
    assert min(states[state] for state in ("bought", "fits", "not yet")) > 10


def test_who_followed_agreed_to_it(opened: Opener) -> None:
    book = opened()
    known = ids(book)
    consent = growth(book, known["Hopyard & Hound"]).consent_on
    assert consent is not None
    assert consent < WEDNESDAY
