"""What a call can do besides what it is for: at most two lines of the brief, and nothing that Today asks for already."""

from __future__ import annotations

from typing import Any

import pytest

from repbook.actions.customers import facts
from repbook.actions.sales import sales
from repbook.domain.shown.customer_views import CustomerPage, FactView, PersonView, RouteView
from repbook.domain.shown.this_call import for_this_call, so_far
from repbook.domain.spine.facts import AskFacts
from repbook.domain.spine.kinds import AskKind, CustomerState, FactKind, SaleKind, Tier
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.views.customer_page import customer_page
from repbook.ui.brief.briefing import brief_lines
from repbook.ui.text.paragraphs import plain

from .conftest import TODAY, ago


@pytest.fixture
def orchard(book: Book, ids: dict[str, int]) -> CustomerPage:
    """A clinic in its learning curve of whom everything is known, and nothing asked on Today."""
    page = customer_page(book, ids["Orchard Clinic"], rules=DEFAULT)
    assert page is not None
    here = page.main_person
    assert here is not None
    routes = (*page.routes, RouteView(9, here.id, "phone", "1", situation="out of hours"))
    facts = page.facts._replace(
        tier=Tier.B, known=(*page.facts.known, FactKind.NEED), told=(), untrained_areas=0
    )
    sale = facts.sales[0]._replace(reassured_on=ago(3))
    facts = facts._replace(sales=(sale,), checks=())
    standing = page.standing._replace(reasons=())
    return page._replace(routes=routes, facts=facts, standing=standing)


def fact(kind: FactKind, text: str, **given: Any) -> FactView:
    return FactView(77, kind, text, ago(30).isoformat(), **given)


def labels(page: CustomerPage) -> list[tuple[str, str]]:
    return [(each.label, each.command) for each in for_this_call(page, TODAY, DEFAULT)]


@pytest.mark.practice("R38")
@pytest.mark.practice("R45")
@pytest.mark.practice("R60")
@pytest.mark.practice("R61")
@pytest.mark.practice("R64")
@pytest.mark.practice("R68")
@pytest.mark.practice("R74")
@pytest.mark.practice("R78")
def test_what_is_missing_of_a_young_customer_is_said_before_the_call(orchard: CustomerPage) -> None:
    assert labels(orchard) == [("Buying", "check")]
    facts = orchard.facts
    unsure = facts._replace(sales=(facts.sales[0]._replace(reassured_on=None),))
    for page, said in (
        (orchard._replace(facts=unsure), ("Buying", "letter")),
        (orchard._replace(facts=facts._replace(known=())), ("Ask", "fact")),
        (orchard._replace(facts=facts._replace(untrained_areas=2)), ("Teach", "training")),
        (orchard._replace(routes=orchard.routes[:-1]), ("Ask", "person")),
        (orchard._replace(remarks=(fact(FactKind.PLAN, "ring the other ward"),)), ("Plan", "plan")),
        (orchard._replace(facts=facts._replace(tier=Tier.A)), ("Plan", "plan")),
        (orchard._replace(remarks=(fact(FactKind.VITAL, "theatre 2"),)), ("Vital", "agreement")),
    ):
        assert said in labels(page)
    vital = fact(FactKind.VITAL, "theatre 2", state="fine", state_on=ago(6).isoformat())
    assert ("Vital", "agreement") not in labels(orchard._replace(remarks=(vital,)))
    week = vital._replace(state_on=ago(7).isoformat())
    assert ("Vital", "agreement") in labels(orchard._replace(remarks=(week,)))
    damaged = vital._replace(state_on="yesterday", on_day="")
    assert ("Vital", "agreement") in labels(orchard._replace(remarks=(damaged,)))


@pytest.mark.practice("R18")
@pytest.mark.practice("R51")
@pytest.mark.practice("R89")
@pytest.mark.practice("R95")
def test_what_makes_a_settled_customer_grow(book: Book, ids: dict[str, int]) -> None:
    page = customer_page(book, ids["Park & Sons"], rules=DEFAULT)
    assert page is not None
    calm = page._replace(standing=page.standing._replace(reasons=()))
    assert labels(calm) == [("Ask", "")]
    on_list = (PersonView(1, "Ada Park", main=True, newsletter=True),)
    assert labels(calm._replace(people=on_list)) == []
    dear = calm._replace(people=on_list, facts=calm.facts._replace(tier=Tier.A))
    assert labels(dear) == [("Plan", "plan"), ("Idea", "fact")]
    given = calm._replace(people=on_list, facts=calm.facts._replace(gives=3))
    assert labels(given) == [("Ask", "ask")]
    lately = AskFacts(1, AskKind.REFERRAL, "anybody?", ago(20))
    assert labels(given._replace(facts=given.facts._replace(asks=(lately,), asked=1))) == []


def said(page: CustomerPage, label: str) -> list[str]:
    return [each.said for each in for_this_call(page, TODAY, DEFAULT) if each.label == label]


@pytest.mark.practice("R64")
@pytest.mark.parametrize(
    ("sale", "facts", "words"),
    [
        ({}, {"two_way": ()}, ": show them a success like theirs, a visit, that you are there"),
        ({"live_on": None}, {}, ": show them a success like theirs"),
        ({"arrived_on": ago(1)}, {}, ": show them a success like theirs"),
        ({"arrived_on": ago(1)}, {"untrained_areas": 1}, ": show them a success like theirs"),
    ],
)
def test_what_has_not_been_shown_to_a_fresh_buyer(
    orchard: CustomerPage, sale: dict[str, Any], facts: dict[str, Any], words: str
) -> None:
    unsure = orchard.facts.sales[0]._replace(reassured_on=None, **sale)
    page = orchard._replace(facts=orchard.facts._replace(sales=(unsure,), **facts))
    assert said(page, "Buying") == [f"decided, not convinced{words}"]


@pytest.mark.practice("R97")
@pytest.mark.parametrize(
    ("need", "titles", "words"),
    [
        ("the usual kit", ("Valve kit",), []),
        ("valves that do not stick", ("Hose reel", "Valve kit"), ["Valve kit: they need “valves that do not stick”"]),
        ("valves that do not stick", ("Hose reel",), []),
        ("", ("Valve kit",), []),
        ("a steriliser that copes", ("Steriliser", "Valve kit"), []),
    ],
)  # fmt: skip
def test_what_else_fits_a_need_stands_before_the_call(
    orchard: CustomerPage, need: str, titles: tuple[str, ...], words: list[str]
) -> None:
    remarks = (fact(FactKind.NEED, need),) if need else ()
    bought = (orchard.sales[0]._replace(title="Steriliser"),)
    page = orchard._replace(remarks=remarks, titles=titles, sales=bought, usual=("kit",))
    assert said(page, "Fits") == words


@pytest.mark.practice("R97")
def test_the_catalogue_is_read_where_a_need_is_known(book: Book, ids: dict[str, int]) -> None:
    orchard, park = ids["Orchard Clinic"], ids["Park & Sons"]
    for who in (park, ids["Calm Customer 03"]):
        sales.add(book, who, "Valve kit", kind="catalogue", ordered_on=ago(9), rules=DEFAULT)
    facts.add(book, orchard, "need", "valves that do not stick")
    for who, products, titles in (
        (orchard, (), ("Valve kit",)),
        (orchard, ("Hose reel",), ("Hose reel",)),
        (park, (), ()),
    ):
        page = customer_page(book, who, DEFAULT, products)
        assert page is not None
        assert page.titles == titles


@pytest.mark.practice("R03")
@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({"kind": SaleKind.RECURRING}, True),
        ({"kind": SaleKind.CATALOGUE}, True),
        ({"kind": SaleKind.ONE_OFF}, False),
        ({"kind": SaleKind.RECURRING, "expected_on": ago(-30)}, False),
        ({"kind": SaleKind.RECURRING, "history": True}, False),
    ],
)
def test_how_often_they_order_is_asked_where_the_kind_comes_again(
    orchard: CustomerPage, given: dict[str, Any], asked: bool
) -> None:
    last = orchard.facts.sales[0]._replace(**given)
    page = orchard._replace(facts=orchard.facts._replace(sales=(last,)))
    assert bool(said(page, "Again")) == asked


def test_nothing_is_said_twice_nor_beside_what_is_red_nor_of_who_is_gone(
    orchard: CustomerPage, book: Book, ids: dict[str, int]
) -> None:
    hollis = customer_page(book, ids["Hollis Dairy"], rules=DEFAULT)
    assert hollis is not None and hollis.standing.red
    assert {label for label, _ in labels(hollis)} <= {"Vital", "Teach"}
    full = customer_page(book, ids["Orchard Clinic"], rules=DEFAULT)
    assert full is not None
    asked = {reason.command for reason in full.standing.reasons}
    assert not asked & {command for _, command in labels(full)}
    gone = orchard._replace(facts=orchard.facts._replace(state=CustomerState.LOST))
    assert labels(gone) == []


def test_the_brief_has_two_of_them_with_their_keys(orchard: CustomerPage) -> None:
    many = orchard._replace(facts=orchard.facts._replace(untrained_areas=1, known=()))
    assert len(labels(many)) > 2
    lines = plain(brief_lines(many, TODAY, 60, rules=DEFAULT)).splitlines()
    found = [line for line in lines if line.startswith(("Teach", "Buying", "Ask  "))]
    assert len(found) == 2
    assert found[0].endswith("  n h")


@pytest.mark.practice("R02")
@pytest.mark.practice("R16")
@pytest.mark.practice("R17")
@pytest.mark.practice("R22")
@pytest.mark.practice("R59")
def test_what_it_has_grown_to(orchard: CustomerPage) -> None:
    assert so_far(orchard, TODAY) == ""
    kept = orchard._replace(facts=orchard.facts._replace(kept_in_a_row=1, told=(ago(1),)))
    assert so_far(kept, TODAY).endswith(" · 1 promise kept · 1 success told")
    old = orchard.facts._replace(first_sale_on=ago(800), kept_in_a_row=6, told=(ago(3), ago(9)))
    page = orchard._replace(facts=old, sales=orchard.sales * 3)
    assert so_far(page, TODAY) == (
        "2 y 2 m · 3 orders · 6 promises kept in a row · 2 successes told"
    )
    given = page._replace(facts=old._replace(gives=5, asked=1))
    assert so_far(given, TODAY).endswith("gave 5 : asked 1")
    assert "follows you from Acme" in so_far(page._replace(followed_from="Acme"), TODAY)


def test_what_may_be_asked_on_any_day_takes_turns_from_word_to_word(orchard: CustomerPage) -> None:
    unknown = tuple(kind for kind in orchard.facts.known if kind != FactKind.NEED)
    page = orchard._replace(routes=(), facts=orchard.facts._replace(known=unknown))

    def asked(days: int) -> list[str]:
        spoken = page._replace(facts=page.facts._replace(last_touch_on=ago(days)))
        return [each.said for each in for_this_call(spoken, TODAY, DEFAULT) if each.label == "Ask"]

    assert asked(1) == asked(3)
    assert asked(2) == asked(1)[::-1]
    assert len(asked(1)) == 2
