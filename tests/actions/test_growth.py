"""Plans, ideas that are given, people who follow, the Move kit, and what the Growth tab reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from blank import new_book
from repbook.actions.base import history
from repbook.actions.care import evidence, plans, problems, promises
from repbook.actions.customers import customers, facts, followers, people
from repbook.actions.imports import exchange
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.growth.potential import grid
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput
from repbook.interchange.writing.move_kit import Kit
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.views.customer_page import customer_page, timeline
from repbook.storage.views.growth_tab import growth

from .conftest import NOW, Opener, World, dump_of, stale_standings

TODAY = NOW.date()
Column = Callable[..., Any]


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def moves(book: Book, customer: int) -> list[str]:
    """The plan as the page shows it."""
    page = customer_page(book, customer, rules=DEFAULT)
    assert page is not None
    return [fact.text for fact in page.remarks if fact.kind == "plan"]


def left_out(book: Book, act: Callable[[], Any], match: str) -> None:
    """An action that is refused leaves no trace."""
    before = dump_of(book)
    with pytest.raises(InvalidInput, match=match):
        act()
    assert dump_of(book) == before


# -- plans and ideas -----------------------------------------------------------------------------


@pytest.mark.practice("R45")
def test_a_plan_is_three_moves_in_their_order(open_book: Opener, book: Book, marsh: int) -> None:
    plans.set_plan(book, marsh, ("site audit", " foam  trial ", "", "lunch"))
    assert moves(book, marsh) == ["site audit", "foam trial", "lunch"]
    page = customer_page(book, marsh, rules=DEFAULT)
    assert page is not None
    assert page.facts.plan_on == TODAY

    later = open_book(NOW + timedelta(days=100))
    plans.set_plan(later, marsh, ("foam trial", "second site"))
    assert moves(later, marsh) == ["foam trial", "second site"]
    states = later.rows(
        "SELECT text, state, done_on FROM facts WHERE done_on IS NOT NULL ORDER BY id"
    )
    day = (TODAY + timedelta(100)).isoformat()
    assert states == [
        ("lunch", "replaced", day),
        ("foam trial", "renewed", day),
        ("site audit", "replaced", day),
    ]
    assert stale_standings(later) == []
    history.undo(later)
    assert moves(later, marsh) == ["site audit", "foam trial", "lunch"]


@pytest.mark.practice("R45")
@pytest.mark.parametrize(
    ("given", "match"),
    [
        ((), "has a move"),
        (("", "  "), "has a move"),
        (("a", "b", "c", "d"), "three moves"),
        (("x" * 2001,), "too long"),
    ],
)
def test_a_plan_has_one_to_three_moves(
    book: Book, marsh: int, given: tuple[str, ...], match: str
) -> None:
    left_out(book, lambda: plans.set_plan(book, marsh, given), match)


@pytest.mark.practice("R18")
def test_an_idea_that_is_given_counts_as_a_give_and_leaves_the_page(book: Book, marsh: int) -> None:
    idea = facts.add(book, marsh, "value idea", "a training day in the museum").ids["facts"][0]
    page = customer_page(book, marsh, rules=DEFAULT)
    assert page is not None
    assert (page.facts.gives, page.facts.value_idea_on, len(page.remarks)) == (0, TODAY, 1)
    change = plans.done(book, idea)
    assert change.label == "an idea given to Marsh Foods: a training day in the museum"
    page = customer_page(book, marsh, rules=DEFAULT)
    assert page is not None
    assert (page.facts.gives, page.remarks) == (1, ())
    assert [event.state for event in timeline(book, marsh)] == ["given"]
    assert [gift.text for gift in growth(book, marsh).gifts] == [
        "idea: a training day in the museum"
    ]
    left_out(book, lambda: plans.done(book, idea), "done already")


@pytest.mark.practice("R45")
def test_a_move_is_done_and_other_facts_are_not(book: Book, world: World) -> None:
    plan = plans.set_plan(book, world.customer, ("call Jo", "lunch")).ids["facts"]
    plans.done(book, max(plan))
    assert moves(book, world.customer) == ["lunch"]
    left_out(book, lambda: plans.done(book, world.fact), "kept, not done")


# -- people who follow ---------------------------------------------------------------------------


@pytest.fixture
def loyal(book: Book, marsh: int) -> int:
    """Jo, of twenty years, with what is personal, what is in confidence, and what was bought."""
    jo = people.add(
        book, marsh, "Jo Marsh", phone="0113 496", birthday="12 jun 1980", note="likes brass bands"
    ).ids["people"][0]
    with book.write("twenty years") as work:
        for title, days in (("Pump", 7300), ("Hose", 300)):
            work.add(t.Sale(customer_id=marsh, title=title, ordered_on=ago(days), history=True))
        for kind, text, whose, secret in (
            ("personal", "Anna starts college", None, False),
            ("personal", "sails at Whitby", jo, False),
            ("personal", "ill last winter", jo, True),
            ("important", "no downtime", jo, False),
        ):
            said = {"kind": kind, "text": text, "on_day": ago(9), "confidential": secret}
            work.add(t.Fact(customer_id=marsh, person_id=whose, **said))
    return jo


@pytest.mark.practice("R23")
@pytest.mark.practice("R22")
def test_who_follows_brings_what_is_personal_and_their_years(
    book: Book, marsh: int, loyal: int, column: Column
) -> None:
    before = dump_of(book)
    change = followers.follow(
        book, marsh, loyal, "Fir Tree Dairy", ago(1), phone="01904 555", email="jo@example.com"
    )
    assert change.notes == ("2 personal facts went along, no sale did",)
    assert column(book, "people.left_on", loyal) == TODAY.isoformat()
    (new,) = {row for row in change.customers if row != marsh}
    page = customer_page(book, new, rules=DEFAULT)
    assert page is not None
    assert (page.name, page.followed_from, page.sales) == ("Fir Tree Dairy", "Marsh Foods", ())
    assert column(book, "customers.follow_consent_on", new) == ago(1).isoformat()
    (jo,) = page.people
    assert (jo.name, jo.main, jo.since_on, jo.note) == (
        "Jo Marsh",
        True,
        ago(7300).isoformat(),
        "likes brass bands",
    )
    assert sorted(route.value for route in page.routes) == ["01904 555", "jo@example.com"]
    assert {fact.text for fact in page.remarks} == {"Anna starts college", "sails at Whitby"}
    assert [(day.month, day.day, day.year) for day in page.facts.dates] == [(6, 12, 1980)]
    assert stale_standings(book) == []
    history.undo(book)
    assert dump_of(book) == before


@pytest.mark.practice("R23")
def test_a_known_employer_is_taken_and_years_go_on_from_move_to_move(
    book: Book, marsh: int, loyal: int
) -> None:
    park = customers.add(book, "Park & Sons", person="Ann Park").ids["customers"][0]
    customers.leave(book, park, "lost", "closed down", rules=DEFAULT)
    change = followers.follow(book, marsh, loyal, "park & sons", TODAY)
    assert "Park & Sons is back on the book" in change.notes
    assert change.customers == {marsh, park}
    page = customer_page(book, park, rules=DEFAULT)
    assert page is not None
    assert [(person.name, person.main) for person in page.people] == [
        ("Ann Park", True),
        ("Jo Marsh", False),
    ]
    again = followers.follow(book, park, page.people[1].id, "Third Ltd", TODAY)
    (third,) = again.customers - {park}
    assert book.row("SELECT name, since_on FROM people WHERE customer_id = ?", (third,)) == (
        "Jo Marsh",
        ago(7300).isoformat(),
    )


@pytest.mark.practice("R22")
@pytest.mark.parametrize(("there", "since"), [(None, 7300), (400, 7300), (9000, 9000)])
def test_who_stands_at_the_new_employer_already_keeps_the_longer_time(
    book: Book, marsh: int, loyal: int, there: int | None, since: int
) -> None:
    park = customers.add(book, "Park & Sons", person="Jo Marsh").ids
    here = park["people"][0]
    if there is not None:
        people.edit(book, here, since_on=ago(there))
    followers.follow(book, marsh, loyal, "Park & Sons", TODAY)
    (jo,) = book.rows("SELECT id, since_on FROM people WHERE customer_id = ?", park["customers"])
    assert jo == (here, ago(since).isoformat())


@pytest.mark.practice("R20")
def test_what_was_asked_about_lately_is_known_at_the_new_employer_too(
    book: Book, marsh: int, loyal: int
) -> None:
    asked = book.row("SELECT id FROM facts WHERE text = 'sails at Whitby'")[0]
    facts.asked(book, asked)
    (new,) = followers.follow(book, marsh, loyal, "Third Ltd", TODAY).customers - {marsh}
    told = "SELECT text, on_day, last_asked_on FROM facts WHERE customer_id = ? ORDER BY text"
    assert book.rows(told, (new,)) == [
        ("Anna starts college", ago(9).isoformat(), None),
        ("sails at Whitby", ago(9).isoformat(), TODAY.isoformat()),
    ]


@pytest.mark.practice("R23")
@pytest.mark.parametrize(
    ("employer", "consent", "match"),
    [
        ("Fir Tree Dairy", None, "day is missing"),
        ("Fir Tree Dairy", ago(-1), "still ahead"),
        ("marsh foods", TODAY, "there already"),
        ("", TODAY, "empty"),
        ("Twin Oaks", TODAY, "2 customers are called Twin Oaks"),
    ],
)
def test_nobody_is_taken_along_without_consent_or_to_nowhere(
    book: Book, marsh: int, loyal: int, employer: str, consent: date | None, match: str
) -> None:
    for _ in range(2):
        customers.add(book, "Twin Oaks")
    left_out(book, lambda: followers.follow(book, marsh, loyal, employer, consent), match)


# -- the Move kit --------------------------------------------------------------------------------


def taken(book: Book, folder: Path, **given: Any) -> tuple[dict[str, list[dict[str, Any]]], Book]:
    """The tables of a kit that hold anything, and the book that is made of it."""
    kit, path = folder / "kit.json", folder / "new.db"
    assert exchange.write(book, "move", kit, kit=Kit(**given), rules=DEFAULT) == (kit,)
    new_book(path)
    fresh = Book(path, FixedClock(NOW))
    exchange.take_in(fresh, kit)
    told = json.loads(kit.read_text())["tables"]
    return {name: rows for name, rows in told.items() if rows}, fresh


@pytest.fixture
def furnished_kit(book: Book, marsh: int, loyal: int) -> int:
    """Everything that may not go along: routes of the house, agreements, letters, people who left."""
    with book.write("what stays") as work:
        gone = work.add(
            t.Person(customer_id=marsh, name="Sam Gone", folded="sam gone", left_on=ago(9))
        )
        for person, situation in ((None, ""), (loyal, "out of hours")):
            values = {"kind": "phone", "value": f"999 {situation}", "situation": situation}
            work.add(t.Route(customer_id=marsh, person_id=person, **values))
        work.add(
            t.Fact(customer_id=marsh, person_id=gone.id, kind="personal", text="x", on_day=ago(9))
        )
        work.get(t.Customer, marsh).note = "pays late"
        secret = work.find(t.Fact, confidential=True)[0]
        letter = {"kind": "announcement", "made_on": ago(3), "need_id": secret.id}
        work.add(t.Letter(customer_id=marsh, subject="new hose", **letter))
    lost = customers.add(book, "Lost Cause", person="Lou Lost").ids["customers"][0]
    customers.leave(book, lost, "lost", "closed down", rules=DEFAULT)
    customers.add(book, "Nobody Known")
    sleeper = customers.add(book, "Winter Sleep", person="Wim").ids["customers"][0]
    customers.leave(book, sleeper, "dormant", "budget gone", ago(-30), rules=DEFAULT)
    return marsh


@pytest.mark.practice("R23")
def test_a_kit_holds_what_is_the_reps_own(book: Book, tmp_path: Path, furnished_kit: int) -> None:
    told, fresh = taken(book, tmp_path, company="Aldous & Finch")
    assert set(told) == {"customers", "people", "routes", "facts", "dates"}
    assert [
        (row["name"], row["state"], row["state_reason"], row["note"]) for row in told["customers"]
    ] == [
        ("Marsh Foods", "active", "", ""),
        ("Winter Sleep", "dormant", "asleep in the old book", ""),
    ]
    assert {row["followed_from"] for row in told["customers"]} == {"Aldous & Finch"}
    assert [row["name"] for row in told["people"]] == ["Jo Marsh", "Wim"]
    assert told["people"][0]["since_on"] == ago(7300).isoformat()
    assert told["people"][0]["note"] == "likes brass bands"
    assert [row["value"] for row in told["routes"]] == ["0113 496"]
    assert [row["text"] for row in told["facts"]] == ["Anna starts college", "sails at Whitby"]
    assert len(told["dates"]) == 1
    page = customer_page(fresh, furnished_kit, rules=DEFAULT)
    assert page is not None
    assert not page.standing.silence.forgotten
    assert fresh.row("SELECT count(*) FROM operations") == (0,)
    fresh.close()


@pytest.mark.practice("R27")
def test_what_was_said_in_confidence_goes_along_with_no_kit(
    book: Book, tmp_path: Path, furnished_kit: int
) -> None:
    told, fresh = taken(book, tmp_path, employer_data=True)
    kit = (tmp_path / "kit.json").read_text()
    assert "ill last winter" not in kit
    assert [row["title"] for row in told["sales"]] == ["Pump", "Hose"]
    assert [row["name"] for row in told["customers"]][-2:] == ["Nobody Known", "Winter Sleep"]
    assert told["customers"][0]["note"] == "pays late"
    assert [row["need_id"] for row in told["letters"]] == [None]
    assert not {"operations", "journal", "drafts", "origins"} & set(told)
    assert fresh.row("SELECT count(*) FROM sales") == (2,)
    fresh.close()


def test_a_kit_is_the_same_on_stdout(book: Book, tmp_path: Path, world: World) -> None:
    exchange.write(book, "move", tmp_path / "kit.json", rules=DEFAULT)
    assert (
        "".join(exchange.stream(book, "move", rules=DEFAULT)) == (tmp_path / "kit.json").read_text()
    )


# -- what the tab reads --------------------------------------------------------------------------


@pytest.mark.practice("R16")
@pytest.mark.practice("R17")
def test_the_ledgers_of_trust_and_of_gifts(book: Book, world: World, open_book: Opener) -> None:
    promises.keep(book, world.promise)
    promises.add(book, world.customer, "late one", TODAY + timedelta(1))
    problems.solve(book, world.problem, "new drawer", rules=DEFAULT)
    problems.confirm(book, world.problem, "runs well")
    facts.add(book, world.customer, "limit told", "no delivery on Sundays")
    evidence.told(book, world.evidence)
    training = touches.LogEntry(world.customer, line="cellar team", kind="training")
    touches.log(book, training, rules=DEFAULT)
    later = open_book(NOW + timedelta(days=3))
    read = growth(later, world.customer)
    assert read.trust == (1, 0, 1, 1, 1)  # the open one is past its day
    assert [(gift.kind, gift.text) for gift in read.gifts] == [
        ("touch", "training: cellar team"),
        ("evidence", "told: arrived on time"),
    ]
    page = customer_page(later, world.customer, rules=DEFAULT)
    assert page is not None
    assert len(read.gifts) == page.facts.gives
    assert [(title, on) for title, on in read.orders] == [("Pump", TODAY)]


@pytest.mark.practice("R97")
def test_the_catalogue_is_the_settings_or_what_several_customers_bought(
    book: Book, world: World
) -> None:
    for customer, title in (
        (world.customer, "Foam"),
        (world.stranger, "foam"),
        (world.stranger, "Foam"),
        (world.customer, "Valve"),
        (world.stranger, "Valve"),
        (world.customer, "Only here"),
    ):
        sales.add(book, customer, title, kind="catalogue", ordered_on=ago(90), rules=DEFAULT)
    assert growth(book, world.customer).titles == ("Foam", "Valve")
    read = growth(book, world.customer, ("Hose", "foam", "Rail"))
    found = grid(read.titles, bought=read.orders, needs=("a rail that holds",))
    assert {each.title: (each.state, each.on) for each in found} == {
        "Rail": ("fits", None),
        "foam": ("bought", ago(90)),
        "Hose": ("not yet", None),
    }


@pytest.mark.practice("R50")
def test_successes_of_others_come_with_their_permission(book: Book, world: World) -> None:
    quoted = evidence.add(book, world.stranger, "half the cleaning").ids["evidence"][0]
    evidence.add(book, world.stranger, "no leak in a year")
    evidence.edit(book, quoted, permission_on=TODAY)
    read = growth(book, world.customer).stories
    assert [(each.text, each.customer, each.permission_on) for each in read] == [
        ("half the cleaning", "Park & Sons", TODAY),
        ("no leak in a year", "Park & Sons", None),
    ]
    assert growth(book, 999) == growth(book, 999, ("Hose",))
