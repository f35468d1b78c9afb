"""Two records become one: everything that hung on either hangs on the one, and undo makes two of it again (§7)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import random_merges
from repbook.actions.base import history
from repbook.actions.care import followups
from repbook.actions.customers import customers, merging, people
from repbook.actions.imports import exchange
from repbook.actions.imports.filing import file_all
from repbook.actions.sales import sales
from repbook.actions.touches import drafts, touches
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import Conflict, InvalidInput, NotFound
from repbook.interchange.filing.read_file import read
from repbook.storage.book.book import Book
from repbook.storage.finding import search
from repbook.storage.finding.comparing import customers_side_by_side, people_side_by_side
from repbook.storage.finding.duplicates import likely
from repbook.storage.finding.naming import NotOne, resolve
from repbook.storage.safety.integrity import check

DATA = Path(__file__).parents[1] / "data" / "doubles"
Adder = Callable[..., int]


@pytest.fixture
def add(book: Book) -> Adder:
    def added(name: str, **given: Any) -> int:
        return customers.add(book, name, **given).ids["customers"][0]

    return added


def brought(book: Book, path: Path) -> dict[str, int]:
    (report,) = file_all(book, [read(path, today=date(2026, 3, 18))], rules=DEFAULT)
    return report.added


def names(book: Book, table: str = "customers") -> list[str]:
    return [row[0] for row in book.rows(f"SELECT name FROM {table} ORDER BY id")]


def column(book: Book, name: str, table: str = "customers") -> list[Any]:
    return [row[0] for row in book.rows(f"SELECT {name} FROM {table} ORDER BY id")]


# -- many, at random ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crowded") / "source.db"
    random_merges.furnish(path)
    return path


@pytest.mark.slow("forty merges of customers with everything, each undone and read whole")
def test_merges_at_random_each_undone_leave_the_export_as_it_was(
    crowded: Path, tmp_path: Path
) -> None:
    """``python -m tests.random_merges 10000`` runs as many as one likes."""
    for _ in random_merges.run(crowded, tmp_path, 40, seed=3, every=10):
        pass


def test_what_hangs_on_a_customer_is_found_by_the_schema(crowded: Path, tmp_path: Path) -> None:
    """Rows in every table that points to customers or people: none is lost, none still points to who is gone."""
    path = tmp_path / "book.db"
    path.write_bytes(crowded.read_bytes())
    with random_merges.opened(path) as book:
        one, other = random_merges.fullest(book)
        before = dict(random_merges.counts(book))
        merging.merge(book, one, other)
        after = dict(random_merges.counts(book))
        assert random_merges.left_behind(book, other) == []
    fewer = {table for table, many in after.items() if many < before[table]}
    assert fewer <= {"customers", "people", "routes", "dates", "addresses", "photos", "apart"}
    assert after["customers"] == before["customers"] - 1


# -- what becomes of the fields ------------------------------------------------------------------------


def test_blanks_are_filled_and_what_does_not_stand_is_kept_aside(book: Book, add: Adder) -> None:
    keep = add("Kelder Dairy", tier="C", industry="milk", note="likes tea")
    join = add(
        "Kelder Dairy Ltd", tier="B", industry="food", website="kelder.example", note="ring first"
    )
    customers.set_rhythm(book, join, 20, 30)
    change = merging.merge(book, keep, join)
    row = book.row(
        "SELECT name, tier, industry, website, note, wish_aim, wish_limit FROM customers"
    )
    assert row == ("Kelder Dairy", "B", "milk", "kelder.example", "likes tea\nring first", 20, 30)
    assert change.label == "join Kelder Dairy Ltd to Kelder Dairy"
    aside = json.loads(column(book, "extra", "origins")[0])
    assert aside == {"earlier name": "Kelder Dairy Ltd", "industry": "food"}
    assert [hit.customer for hit in search.find(book, "Kelder Dairy Ltd")] == ["Kelder Dairy"]
    assert check(book, DEFAULT) == ()


def test_an_address_is_one_field(book: Book, add: Adder) -> None:
    """A street of one town with the postcode of another would be no address: it is filled or kept whole."""
    keep = add("Kelder Dairy", city="Kelder")
    more = add("Kelder Dairy Ltd", street="Mill Lane 3", postcode="KE1", city="kelder")
    other = add("Kelder Dairy Inc", street="High Street 1", city="York")
    merging.merge(book, keep, more)
    merging.merge(book, keep, other)
    assert book.row("SELECT street, postcode, city FROM customers") == (
        "Mill Lane 3",
        "KE1",
        "Kelder",
    )
    assert book.rows("SELECT label, street, city FROM addresses") == [
        ("Kelder Dairy Inc", "High Street 1", "York")
    ]


@pytest.mark.parametrize(
    ("choices", "stands", "aside"),
    [
        ({}, ("Kelder Dairy", "milk", "a"), {"earlier name": "Kelder Ltd", "industry": "food"}),
        (
            {"name": "join", "industry": "join"},
            ("Kelder Ltd", "food", "a"),
            {"earlier name": "Kelder Dairy", "industry": "milk"},
        ),
        (
            {"note": "join"},
            ("Kelder Dairy", "milk", "b"),
            {"earlier name": "Kelder Ltd", "industry": "food", "note": "a"},
        ),
    ],
)
def test_the_rep_chooses_field_by_field(
    book: Book, add: Adder, choices: dict[str, str], stands: tuple[str, ...], aside: dict[str, str]
) -> None:
    keep = add("Kelder Dairy", industry="milk", note="a")
    join = add("Kelder Ltd", industry="food", note="a" if not choices else "b")
    merging.merge(book, keep, join, choices=choices)
    found = book.row("SELECT name, industry, note FROM customers")
    if "note" not in choices and choices:
        assert found == (*stands[:2], "a\nb")
    else:
        assert found == stands
    assert json.loads(column(book, "extra", "origins")[0]) == aside
    assert names(book) == [stands[0]] and column(book, "folded") == [stands[0].lower()]


@pytest.mark.parametrize("choice", [{"nose": "keep"}, {"industry": "both"}, {"note": "neither"}])
def test_a_choice_that_there_is_not_is_refused(
    book: Book, add: Adder, choice: dict[str, str]
) -> None:
    keep, join = add("Kelder Dairy"), add("Kelder Dairy Ltd")
    with pytest.raises(InvalidInput):
        merging.merge(book, keep, join, choices=choice)
    assert len(names(book)) == 2


def test_whoever_is_on_the_book_stays_on_it(book: Book, add: Adder) -> None:
    keep, join = add("Kelder Dairy"), add("Kelder Dairy Ltd")
    customers.leave(book, keep, "lost", "price", rules=DEFAULT)
    merging.merge(book, keep, join)
    assert column(book, "state") == ["active"] and column(book, "state_reason") == [""]
    assert json.loads(column(book, "extra", "origins")[0])["was"] == "lost, price"


def test_one_and_the_same_or_one_who_is_gone_is_refused(book: Book, add: Adder) -> None:
    keep = add("Kelder Dairy")
    for join, refusal in ((keep, InvalidInput), (99, NotFound)):
        with pytest.raises(refusal):
            merging.merge(book, keep, join)


# -- people ------------------------------------------------------------------------------------------


def test_people_of_one_name_or_address_are_joined_along(book: Book, add: Adder) -> None:
    mail, phone = "ella@kelder.example", "+44 1632 960001"
    keep = add("Kelder Dairy", person="Ella Marsh", email=mail, phone="01632 960001")
    join = add("Kelder Dairy Ltd", person="E. Marsh", email=mail, phone=phone, role="Buyer")
    people.add(book, join, "Bob Ray", birthday="12 jun")
    change = merging.merge(book, keep, join)
    assert book.rows("SELECT name, role, main FROM people ORDER BY id") == [
        ("Ella Marsh", "Buyer", 1),
        ("Bob Ray", "", 0),
    ]
    assert sorted(column(book, "value", "routes")) == [phone, mail]
    assert any("joined along: Ella Marsh" in note for note in change.notes)
    assert book.row("SELECT count(DISTINCT customer_id) FROM people") == (1,)


def test_the_same_way_to_reach_them_stands_once_with_what_both_say_of_it(
    book: Book, add: Adder
) -> None:
    keep = add("Kelder Dairy", phone="01632 960001", email="info@kelder.example")
    join = add("Kelder Dairy Ltd", phone="+44 1632 960001", email="Info@Kelder.example")
    book.run(
        lambda connection: connection.execute(
            "UPDATE routes SET label = 'office', situation = 'billing' WHERE customer_id = ?",
            (join,),
        )
    )
    merging.merge(book, keep, join)
    assert book.rows("SELECT value, digits, label, situation FROM routes ORDER BY id") == [
        ("+44 1632 960001", "441632960001", "office", "billing"),
        ("info@kelder.example", "", "office", "billing"),
    ]


def test_there_is_one_to_ask_for(book: Book, add: Adder) -> None:
    keep = add("Kelder Dairy", person="Ella Marsh")
    join = add("Kelder Dairy Ltd", person="Bob Ray")
    bare = add("Kelder Dairy Inc")
    merging.merge(book, keep, join)
    assert column(book, "main", "people") == [1, 0]
    history.undo(book)
    merging.merge(book, bare, join)
    assert column(book, "main", "people") == [1, 1]


def test_two_of_one_name_with_two_birthdays_stay_two(book: Book, add: Adder) -> None:
    keep, join = add("Kelder Dairy"), add("Kelder Dairy Ltd")
    people.add(book, keep, "Ann Lee", birthday="12 jun 1950")
    people.add(book, join, "Ann Lee", birthday="3 may 1981")
    merging.merge(book, keep, join)
    assert names(book, "people") == ["Ann Lee", "Ann Lee"]


def test_two_people_of_one_customer_become_one(book: Book, add: Adder) -> None:
    at = add("A Ltd", person="Ann Lee", email="a@a.example", role="Buyer")
    twin = people.add(book, at, "Ann Lee-Ray", phone="07700 900001", role="Chief buyer", note="tea")
    join = twin.ids["people"][0]
    touches.log(book, touches.LogEntry(at, line="said yes", person_id=join), rules=DEFAULT)
    merging.merge_people(book, 1, join)
    assert book.rows("SELECT id, name, role, note FROM people") == [(1, "Ann Lee", "Buyer", "tea")]
    assert column(book, "person_id", "touches") == [1]
    aside = json.loads(column(book, "extra", "origins")[0])
    assert aside == {"earlier name": "Ann Lee-Ray", "role": "Chief buyer"}
    history.undo(book)
    assert names(book, "people") == ["Ann Lee", "Ann Lee-Ray"]


def test_people_of_two_customers_are_joined_with_the_customers(book: Book, add: Adder) -> None:
    add("A Ltd", person="Ann Lee"), add("B Ltd", person="Ann Lee")
    with pytest.raises(InvalidInput, match="two customers"):
        merging.merge_people(book, 1, 2)
    with pytest.raises(InvalidInput, match="two customers"):
        people_side_by_side(book, 1, 2)


def test_what_waits_for_somebody_who_left_waits_for_nobody(book: Book, add: Adder) -> None:
    at = add("A Ltd", person="Ann Lee")
    twin = people.add(book, at, "Ann Lee").ids["people"][0]
    people.left(book, twin, date(2026, 5, 1))
    followups.add(book, at, "ring Ann", date(2026, 6, 9), person_id=1)
    assert column(book, "person_id", "followups") == [1]
    merging.merge_people(book, 1, twin)
    assert column(book, "left_on", "people") == ["2026-05-01"]
    assert column(book, "person_id", "followups") == [None]
    history.undo(book)
    merging.merge_people(book, 1, twin, choices={"left_on": "keep"})
    assert column(book, "left_on", "people") == [None]


# -- undo, again, and after one another ------------------------------------------------------------------


def test_one_after_another_and_back_again(book: Book, add: Adder) -> None:
    one, two, three = add("Kelder Dairy"), add("Kelder Dairy Ltd"), add("Kelder Dairy Inc")
    sales.add(book, three, "Pump", rules=DEFAULT)
    merging.merge(book, two, three)
    merging.merge(book, one, two)
    assert names(book) == ["Kelder Dairy"] and column(book, "customer_id", "sales") == [one]
    assert len(history.steps(book, one)) == 6
    history.undo(book)
    assert names(book) == ["Kelder Dairy", "Kelder Dairy Ltd"]
    assert column(book, "customer_id", "sales") == [two]
    history.redo(book)
    history.undo(book)
    history.undo(book)
    assert column(book, "customer_id", "sales") == [three]
    assert len(history.steps(book, three)) == 3 and check(book, DEFAULT) == ()


def test_a_later_change_of_what_moved_has_to_be_undone_first(book: Book, add: Adder) -> None:
    keep, join = add("Kelder Dairy"), add("Kelder Dairy Ltd", note="tea")
    step = merging.merge(book, keep, join)
    customers.edit(book, keep, note="coffee")
    (operation,) = book.rows("SELECT id FROM operations WHERE op_id = ?", (step.op_id,))
    with pytest.raises(Conflict):
        history.undo(book, operation[0])


def test_what_came_later_and_hangs_on_what_moved_has_to_be_undone_first(
    book: Book, add: Adder
) -> None:
    """A call with somebody of the other customer would be with nobody of this one."""
    keep, join = add("Kelder Dairy"), add("Kelder Dairy Ltd", person="Ella Marsh")
    step = merging.merge(book, keep, join)
    touches.log(book, touches.LogEntry(keep, line="said yes", person_id=1), rules=DEFAULT)
    (operation,) = book.rows("SELECT id FROM operations WHERE op_id = ?", (step.op_id,))
    with pytest.raises(Conflict, match="hangs on"):
        history.undo(book, operation[0])
    assert names(book) == ["Kelder Dairy"]
    history.undo(book)
    history.undo(book)
    assert names(book) == ["Kelder Dairy", "Kelder Dairy Ltd"]


def test_drafts_are_found_at_who_is_left_and_go_back_with_the_undo(book: Book, add: Adder) -> None:
    keep, join = add("Kelder Dairy"), add("Kelder Dairy Ltd")
    drafts.save(book, "log", join, 0, {"line": "half"})
    merging.merge(book, keep, join)
    assert drafts.load(book, "log", keep, 0) == {"line": "half"}
    (waiting,) = drafts.waiting(book)
    assert (waiting.customer_id, waiting.customer) == (keep, "Kelder Dairy")
    drafts.save(book, "log", keep, 0, {"line": "half a line"})
    history.undo(book)
    assert drafts.load(book, "log", join, 0) == {"line": "half a line"}
    assert drafts.load(book, "log", keep, 0) is None
    drafts.save(book, "log", keep, 0, {"line": "mine"})
    history.redo(book)
    assert drafts.load(book, "log", keep, 0) == {"line": "mine"}
    entry = touches.LogEntry(keep, line="fits well")
    drafts.submit(book, ("log", keep, 0), touches.log, entry, rules=DEFAULT)
    assert drafts.load(book, "log", keep, 0) == {"line": "half a line"}
    drafts.drop(book, "log", keep, 0)
    assert drafts.waiting(book) == ()


def test_verdicts_of_reviews_follow(book: Book, add: Adder) -> None:
    keep, join = add("Kelder Dairy"), add("Kelder Dairy Ltd")
    given = [
        {
            "card": f"debt:{join}",
            "verdict": "skip",
            "customer": join,
            "at": "x",
            "on": "2026-01-05",
        },
        {
            "card": f"promise:{join}",
            "verdict": "kept",
            "customer": join,
            "at": "x",
            "on": "2026-01-05",
        },
        {
            "card": f"debt:{keep}",
            "verdict": "skip",
            "customer": keep,
            "at": "x",
            "on": "2026-01-05",
        },
    ]
    book.run(
        lambda connection: connection.execute(
            "INSERT INTO reviews (week, started_on, card, verdicts, learned, page)"
            " VALUES ('2026-W01', '2026-01-02', '', ?, '', '')",
            (json.dumps(given, separators=(",", ":")),),
        )
    )
    merging.merge(book, keep, join)
    found = json.loads(column(book, "verdicts", "reviews")[0])
    assert {one["customer"] for one in found} == {keep}
    assert [one["card"] for one in found] == [f"debt:{keep}", f"promise:{join}", f"debt:{keep}"]
    history.undo(book)
    assert json.loads(column(book, "verdicts", "reviews")[0]) == given


# -- told apart ----------------------------------------------------------------------------------------


def test_who_was_told_apart_is_not_offered_again(book: Book, add: Adder) -> None:
    one, two = add("Kelder Dairy", city="Kelder"), add("Kelder Dairy Ltd", city="Kelder")
    three = add("Keldar Dairy", city="Kelder")
    assert len(likely(book).customers) == 3
    merging.tell_apart(book, two, one)
    merging.tell_apart(book, one, two)
    assert column(book, "id", "apart") == [1] and len(likely(book).customers) == 2
    merging.merge(book, two, three)
    assert likely(book).customers == ()
    history.undo(book)
    history.undo(book)
    assert len(likely(book).customers) == 3
    merging.tell_apart(book, one, two)
    merging.merge(book, one, two)
    assert column(book, "id", "apart") == []
    with pytest.raises(InvalidInput):
        merging.tell_apart(book, one, one)


def test_people_who_were_told_apart_stay_two_when_their_customers_are_one(
    book: Book, add: Adder
) -> None:
    one, two = add("A Ltd", person="Ann Lee"), add("A", person="Ann Lee")
    merging.tell_people_apart(book, 1, 2)
    assert customers_side_by_side(book, one, two).people == ()
    merging.merge(book, one, two)
    assert names(book, "people") == ["Ann Lee", "Ann Lee"]
    assert likely(book).people == ()


# -- imports ---------------------------------------------------------------------------------------------


def test_a_later_import_finds_the_one_by_both_ids(book: Book) -> None:
    files = [DATA / "two-programs-1.csv", DATA / "two-programs-2.vcf"]
    for path in files:
        brought(book, path)
    (pair,) = likely(book).customers
    merging.merge(book, pair.keep_id, pair.join_id)
    for path in files:
        assert brought(book, path) == {}
    assert names(book) == ["Kelder Dairy"] and names(book, "people") == ["Ella Marsh"]
    history.undo(book)
    assert len(names(book)) == 2


def test_a_table_without_ids_and_one_that_only_names_them_find_the_one(
    book: Book, tmp_path: Path
) -> None:
    near = DATA / "near-names.csv"
    brought(book, near)
    merging.merge(book, 1, 2)
    merging.merge(book, 1, 3)
    assert brought(book, near) == {}
    more = tmp_path / "people.csv"
    more.write_text("Company,Contact,Email\nKeldar Dairy,Bob Ray,bob@kelder.example\n")
    assert brought(book, more) == {"people": 1}
    assert names(book) == ["Kelder Dairy Limited"]


def test_our_own_csv_of_before_finds_the_one(book: Book, add: Adder, tmp_path: Path) -> None:
    keep = add("Kelder Dairy", person="Ella Marsh")
    join = add("Moorland Milk", person="Ella Marsh-Bell")
    exchange.write(book, "csv", tmp_path / "out", DEFAULT)
    merging.merge(book, keep, join)
    merging.merge_people(book, 1, 2)
    for sheet in ("people", "customers"):
        assert brought(book, tmp_path / "out" / f"{sheet}.csv") == {}
    assert names(book) == ["Kelder Dairy"] and names(book, "people") == ["Ella Marsh"]


def test_an_import_says_which_pairs_it_made(book: Book) -> None:
    first = read(DATA / "two-programs-1.csv", today=date(2026, 3, 18))
    second = read(DATA / "two-programs-2.vcf", today=date(2026, 3, 18))
    (alone,) = file_all(book, [first], rules=DEFAULT)
    (trial,) = file_all(book, [second], dry_run=True, rules=DEFAULT)
    (after,) = file_all(book, [second], rules=DEFAULT)
    (again,) = file_all(book, [second], rules=DEFAULT)
    assert (alone.duplicates, again.duplicates) == ((), ())
    assert trial.duplicates == after.duplicates
    (pair,) = after.duplicates or ()
    assert (pair.keep, pair.join) == ("Kelder Dairy", "Kelder Dairy Ltd")


# -- side by side ----------------------------------------------------------------------------------------


def test_side_by_side_shows_what_each_says_and_what_hangs_on_it(book: Book, add: Adder) -> None:
    keep = add("Kelder Dairy", industry="milk", person="Ella Marsh")
    join = add("Kelder Dairy Ltd", industry="food", city="Kelder", person="Ella Marsh")
    seen = customers_side_by_side(book, keep, join)
    told = {one.name: (one.keep, one.join, one.stands, one.differs) for one in seen.fields}
    assert told["name"] == ("Kelder Dairy", "Kelder Dairy Ltd", "keep", True)
    assert told["industry"] == ("milk", "food", "keep", True)
    assert told["address"] == ("", "Kelder", "join", False)
    assert (seen.keep.hangs, seen.join.hangs) == ({"person": 1}, {"person": 1})
    assert [one[2:] for one in seen.people] == [("Ella Marsh", "Ella Marsh")]
    chosen = customers_side_by_side(book, keep, join, {"industry": "join"})
    assert {one.name: one.stands for one in chosen.fields}["industry"] == "join"


def test_namesakes_whom_nothing_tells_apart_are_listed_by_number(book: Book, add: Adder) -> None:
    ids = [add("Smith Ltd"), add("Smith Ltd"), add("Smith Ltd", city="York")]
    add("Moor", city="York"), add("Moor", city="Leeds")
    found = likely(book)
    assert found.pairs == ()
    (those,) = found.namesakes
    assert [row_id for row_id, _ in those.those] == ids


def test_who_was_joined_is_named_by_the_name_they_had(book: Book, add: Adder) -> None:
    keep = add("Kelder Dairy", person="Ella Marsh", email="e@kelder.example")
    join = add("Moorland Milk", person="E. Marsh", email="e@kelder.example")
    merging.merge(book, keep, join)
    assert resolve(book, "moorland milk").id == keep
    assert resolve(book, "E. Marsh").person == "Ella Marsh"
    with pytest.raises(NotOne):
        resolve(book, "moorland")
    other = add("Moorland Milk")
    assert resolve(book, "Moorland Milk").id == other
    history.undo(book)
    history.undo(book)
    assert resolve(book, "Moorland Milk").id == join


def test_the_name_of_a_person_is_no_earlier_name_of_a_firm(book: Book, add: Adder) -> None:
    keep = add("Kelder Dairy", person="Ella Marsh")
    join = add("Tom Hollis", person="Tom Hollis")
    merging.merge(book, keep, join)
    assert names(book) == ["Kelder Dairy"]
    assert not any("earlier name" in extra for (extra,) in book.rows("SELECT extra FROM origins"))
