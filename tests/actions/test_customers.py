"""Customers and people: onto the book, off it, back, gone, and back again."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from repbook.actions.base import history, removing
from repbook.actions.care import problems
from repbook.actions.customers import bulk, customers, facts, own_days, people
from repbook.actions.touches import touches
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import AmbiguousDay, InvalidInput
from repbook.storage.finding.search import find


def test_a_customer_with_a_person_takes_one_step(book):
    change = customers.add(
        book,
        " Marsh \t Foods ",
        tier="A",
        city="Leeds",
        person="Jo Marsh",
        role="Buyer",
        phone="0113",
    )
    assert change.label == "add Marsh Foods"
    assert book.row("SELECT name, folded, tier, city, state, created_on FROM customers") == (
        ("Marsh Foods", "marsh foods", "A", "Leeds", "active", "2026-06-03")
    )
    # The first person there is the one to ask for, but is not new as a person: no setback (§3).
    assert book.row("SELECT name, role, main, since_on FROM people") == (
        "Jo Marsh",
        "Buyer",
        1,
        None,
    )
    assert book.row("SELECT kind, value, person_id FROM routes") == ("phone", "0113", 1)
    assert len(history.steps(book)) == 1


def test_without_a_person_the_routes_are_the_customers_own(book):
    customers.add(book, "Marsh Foods", phone="0113", email="info@marsh.example")
    assert book.rows("SELECT kind, value, person_id FROM routes ORDER BY id") == [
        ("phone", "0113", None),
        ("email", "info@marsh.example", None),
    ]


@pytest.mark.fault("F06")
@pytest.mark.fault("F07")
@pytest.mark.fault("F08")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ACME \x1b]0;x\x07Ltd", "ACME Ltd"),
        ("\x1b[31m\x1b]0;pwn Co", "pwn Co"),
        ("\x1b]8;;https://a.example\x1b\\Acme\x1b]8;;\x1b\\ Ltd", "Acme Ltd"),
        ("\x9b1mAcme\x1b(B\x9b0m", "Acme"),
        ("A\u202ecme\u2066", "Acme"),
        ("A\x00B\x07C\x08D\x7f", "ABCD"),
        ("[red]O'Brien[/]", "[red]O'Brien[/]"),
        ("a\nb\r\nc", "a b c"),
        ("\x1b" * 300 + "Short", "Short"),
    ],
)
def test_a_name_is_cleaned_before_it_is_counted(book, typed, kept):
    customers.add(book, typed)
    assert book.rows("SELECT name FROM customers") == [(kept,)]


def test_a_note_keeps_its_lines(book):
    customers.add(book, "A", note="one\n\ttwo\x1b[2J\x00")
    assert book.rows("SELECT note FROM customers") == [("one\n\ttwo",)]


@pytest.mark.fault("F18")
def test_the_same_name_is_allowed(book):
    customers.add(book, "Müller GmbH", city="Köln")
    customers.add(book, "MULLER  gmbh", city="Bonn")
    assert book.rows("SELECT id, name, city, folded FROM customers ORDER BY id") == [
        (1, "Müller GmbH", "Köln", "muller gmbh"),
        (2, "MULLER gmbh", "Bonn", "muller gmbh"),
    ]


def test_editing_changes_what_is_given_and_nothing_else(world, book):
    customers.edit(book, world.customer, name="Marsh & Co", tier="A")
    assert book.row(
        "SELECT name, folded, tier, city FROM customers WHERE id = ?", (world.customer,)
    ) == ("Marsh & Co", "marsh & co", "A", "Leeds")
    assert [hit.customer for hit in find(book, "Marsh Co")][:1] == ["Marsh & Co"]
    with pytest.raises(TypeError):
        customers.edit(book, world.customer, created_on=date(2020, 1, 1))


def test_a_rhythm_is_both_days_or_none(world, book):
    assert customers.set_rhythm(book, world.customer, 20, 30).label == (
        "rhythm of Marsh Foods: every 20 to 30 d"
    )
    assert book.row("SELECT wish_aim, wish_limit FROM customers") == (20, 30)
    customers.set_rhythm(book, world.customer, None, None)
    assert book.row("SELECT wish_aim, wish_limit FROM customers") == (None, None)


@pytest.mark.practice("R06")
@pytest.mark.practice("R07")
def test_off_the_book_with_a_reason_and_back(world, book):
    for state in ("lost", "dormant", "moved"):
        with pytest.raises(InvalidInput) as refused:
            customers.leave(book, world.customer, state, " ", date(2026, 9, 1), rules=DEFAULT)
        assert refused.value.field == "reason"
    customers.leave(
        book, world.customer, "dormant", "moving house", date(2026, 9, 1), rules=DEFAULT
    )
    where = "SELECT state, state_reason, state_on, wake_on FROM customers WHERE id = ?"
    assert book.row(where, (world.customer,)) == (
        ("dormant", "moving house", "2026-06-03", "2026-09-01")
    )
    assert customers.come_back(book, world.customer).label == "Marsh Foods back on the book"
    assert book.row(where, (world.customer,)) == ("active", "", "2026-06-03", None)


@pytest.mark.fault("F116")
def test_a_customer_with_500_calls_goes_and_comes_back(world, book, dump):
    with book.write("many calls") as work:
        from repbook.storage.book import lazy_tables as t

        for number in range(500):
            work.add(
                t.Touch(
                    customer_id=world.customer,
                    on_day=date(2026, 1, 1),
                    kind="call",
                    reach="two-way",
                    note=f"call {number}",
                )
            )
    before = dump(book)
    change = customers.remove(book, world.customer)
    assert change.label == "remove Marsh Foods"
    assert len(change.ids["touches"]) == 501
    for table in before.keys() - {"search", "customers", "reviews", "mappings"}:
        left = book.rows(f"SELECT count(*) FROM {table} WHERE customer_id = ?", (world.customer,))
        assert left == [(0,)], table
    assert book.rows("SELECT count(*) FROM customers WHERE name = 'Park & Sons'") == [(1,)]
    history.undo(book)
    assert dump(book) == before


# -- people --------------------------------------------------------------------------------------


@pytest.mark.fault("F16")
@pytest.mark.parametrize("words", ["493012345", "0113 496 0000"])
def test_a_number_is_kept_as_typed_and_found_by_its_digits(world, book, words):
    people.add(book, world.customer, "Ann", phone="+49 (0)30/123-45", mobile="0049 30 123 46")
    assert book.rows("SELECT value, digits FROM routes WHERE person_id = 3 ORDER BY id") == [
        ("+49 (0)30/123-45", "493012345"),
        ("0049 30 123 46", "493012346"),
    ]
    assert any(hit.kind == "route" for hit in find(book, words))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12 jun", (6, 12, None)),
        ("12 Jun 1980", (6, 12, 1980)),
        ("1980-06-12", (6, 12, 1980)),
        ("29 feb", (2, 29, None)),
        ("feb 29 2004", (2, 29, 2004)),
        ("12.6.", (6, 12, None)),
        ("1st of jan", (1, 1, None)),
    ],
)
def test_a_birthday_is_a_day_of_the_year(world, book, typed, kept):
    people.add(book, world.customer, "Ann", birthday=typed)
    assert book.rows("SELECT month, day, year FROM dates WHERE kind = 'birthday'") == [kept]


@pytest.mark.parametrize("typed", ["tomorrow", "q3", "the 12th", "2w", "mid april", "in 3 days"])
def test_a_birthday_is_never_guessed_from_a_phrase(typed):
    with pytest.raises(InvalidInput):
        own_days.day_of_year(typed)


def test_a_birthday_that_could_be_two_days_is_asked_about():
    with pytest.raises(AmbiguousDay):
        own_days.day_of_year("3/4")


def test_the_first_person_there_is_the_one_to_ask_for(world, book, column):
    assert column(book, "people.main", world.person)
    second = people.add(book, world.customer, "Ann").ids["people"][0]
    assert not column(book, "people.main", second)
    people.left(book, world.person)
    third = people.add(book, world.customer, "Bea").ids["people"][0]
    assert not column(
        book, "people.main", third
    )  # Ann is still there: who follows Jo is to be said
    people.edit(book, third, main=True)
    assert column(book, "people.main", third)
    assert column(book, "people.since_on", third) == "2026-06-03"  # a new main contact (§3)
    assert column(book, "people.main", world.person)  # Jo was, and left


def test_only_who_follows_another_is_new_since_today(book, column):
    """A first person to ask for is no change at the customer's: nothing falls back for them."""
    hall = customers.add(book, "Hall").ids["customers"][0]
    first = people.add(book, hall, "Ann").ids["people"][0]
    assert column(book, "people.since_on", first) is None
    second = people.add(book, hall, "Bea", main=True).ids["people"][0]
    assert column(book, "people.since_on", second) == "2026-06-03"
    people.edit(book, first, main=True)
    assert column(book, "people.since_on", first) == "2026-06-03"


def test_one_main_person_takes_over_from_another(world, book, column):
    ann = people.add(book, world.customer, "Ann", main=True).ids["people"][0]
    assert (column(book, "people.main", ann), column(book, "people.main", world.person)) == (1, 0)


def test_editing_a_person_changes_adds_and_takes_out_routes(world, book):
    people.edit(
        book, world.person, phone="0113 496 0001", email="jo@marsh.example", birthday="2 may"
    )
    routes = "SELECT kind, value FROM routes WHERE person_id = ? ORDER BY id"
    assert book.rows(routes, (world.person,)) == [
        ("phone", "0113 496 0001"),
        ("email", "jo@marsh.example"),
    ]
    people.edit(book, world.person, phone="", birthday="3 may", newsletter=True)
    assert book.rows(routes, (world.person,)) == [("email", "jo@marsh.example")]
    assert book.rows("SELECT month, day FROM dates") == [(5, 3)]
    assert book.row("SELECT newsletter_since FROM people WHERE id = ?", (world.person,)) == (
        ("2026-06-03",)
    )
    people.edit(book, world.person, birthday="")
    assert book.rows("SELECT * FROM dates") == []


@pytest.mark.practice("R74")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0113 496 0010", [("phone", "0113 496 0010", "")]),
        (
            "direct line: +44 (0)113 496-0010 ext. 7",
            [("phone", "+44 (0)113 496-0010 ext. 7", "direct line")],
        ),
        ("0113 496 0010 reception", [("phone", "0113 496 0010", "reception")]),
        ("Mobile 07700 900 123", [("mobile", "07700 900 123", "")]),
        ("fax 0113 496 0011", [("fax", "0113 496 0011", "")]),
        ("orders <orders@marsh.example>", [("email", "orders@marsh.example", "orders")]),
        (" ", []),
        ("the night desk", "one number"),
        ("0113 496 0010, 0113 496 0011", "one number"),
        ("a@b.example c@d.example", "one number"),
        ("x@", "one number"),
    ],
)
def test_one_more_way_to_reach_a_person_or_the_customer_itself(world, book, typed, kept):
    before = set(book.rows("SELECT kind, value, label FROM routes"))
    for edit, row in ((people.edit, world.person), (customers.edit, world.customer)):
        if isinstance(kept, str):
            with pytest.raises(InvalidInput, match=kept) as refused:
                edit(book, row, other_route=typed)
            assert refused.value.field == "other_route"
            continue
        edit(book, row, other_route=typed)
    found = set(book.rows("SELECT kind, value, label FROM routes")) - before
    assert found == (set() if isinstance(kept, str) else set(kept))
    whose = book.rows("SELECT person_id FROM routes ORDER BY id")[len(before) :]
    assert whose == [(world.person,), (None,)][: 2 * len(found)]


def test_a_way_that_is_known_only_gets_its_label(world, book):
    for label in ("", "direct", ""):
        people.edit(book, world.person, other_route=f"{label} 0113 496 0010")
    found = "SELECT value, label FROM routes WHERE person_id = ? AND digits LIKE '%4960010'"
    assert book.rows(found, (world.person,)) == [("0113 496 0010", "direct")]


def test_a_newsletter_is_dated(world, book):
    people.add(book, world.customer, "Ann", newsletter=True)
    assert book.row("SELECT newsletter_since FROM people WHERE name = 'Ann'") == ("2026-06-03",)


def test_who_left_stays_in_what_was_said(world, book, column):
    change = people.left(book, world.person, date(2026, 6, 1))
    assert change.label == "Jo Marsh left Marsh Foods"
    assert column(book, "people.left_on", world.person) == "2026-06-01"
    assert column(book, "touches.person_id", world.touch) == world.person


@pytest.mark.practice("R90")
def test_who_leaves_may_be_followed_by_another_and_may_come_back(world, book, column, dump):
    other = people.add(book, world.customer, "Ann").ids["people"][0]
    gone = people.add(book, world.customer, "Bo").ids["people"][0]
    people.left(book, gone)
    before = dump(book)
    elsewhere = customers.add(book, "Elsewhere", person="Cy").ids["people"][0]
    for nobody in (world.person, gone, elsewhere):
        with pytest.raises(InvalidInput, match="not there to be asked for") as refused:
            people.left(book, world.person, instead=nobody)
        assert refused.value.field == "instead"
    history.undo(book)
    assert dump(book) == before
    people.left(book, world.person, date(2026, 6, 1), instead=other)
    assert column(book, "people.main", other) == 1
    assert column(book, "people.since_on", other) == "2026-06-03"
    people.edit(book, world.person, left_on=date(2026, 5, 30))
    assert column(book, "people.left_on", world.person) == "2026-05-30"
    people.edit(book, world.person, left_on=None)
    assert [column(book, f"people.{name}", world.person) for name in ("left_on", "main")] == [
        None,
        0,
    ]
    assert column(book, "people.main", other) == 1
    people.left(book, other)
    people.edit(book, other, left_on=None)
    assert column(book, "people.main", other) == 1  # nobody took the place
    people.edit(book, other, main=False)
    people.left(book, world.person)
    assert column(book, "people.main", world.person) == 0  # there are others
    people.left(book, other)
    assert column(book, "people.main", other) == 1  # the last one


# -- removing rows -------------------------------------------------------------------------------


def test_removing_a_person_keeps_what_was_said_with_them(world, book, dump, column):
    facts.add(book, world.customer, "personal", "plays chess", person_id=world.person)
    before = dump(book)
    change = removing.remove(book, "people", world.person)
    assert change.label == "remove a person of Marsh Foods: Jo Marsh"
    assert column(book, "touches.person_id", world.touch) is None
    assert book.rows("SELECT * FROM routes WHERE person_id IS NOT NULL") == []
    assert book.rows("SELECT person_id FROM facts WHERE kind = 'personal'") == [(None,)]
    history.undo(book)
    assert dump(book) == before


def test_removing_a_sale_takes_its_agenda_along(world, book, dump, column):
    touches.edit(book, world.touch, sale_id=world.sale, rules=DEFAULT)
    before = dump(book)
    removing.remove(book, "sale", world.sale)
    assert book.rows("SELECT count(*) FROM followups WHERE source = 'agenda'") == [(0,)]
    assert column(book, "followups.what", world.followup) == "call Jo"
    assert column(book, "touches.sale_id", world.touch) is None
    history.undo(book)
    assert dump(book) == before


@pytest.mark.parametrize(
    "kind",
    ["touch", "check", "promise", "problem", "followup", "evidence", "fact", "expectation"],
)
def test_any_row_goes_and_comes_back(world, book, dump, kind):
    before = dump(book)
    change = removing.remove(book, kind, getattr(world, kind))
    assert " of Marsh Foods" in change.label.removeprefix("remove a")
    assert dump(book) != before
    history.undo(book)
    assert dump(book) == before


def test_the_day_comes_from_the_books_clock(open_book):
    customers.add(open_book(datetime(2027, 1, 1, 0, 1)), "A")
    assert open_book().rows("SELECT created_on FROM customers") == [("2027-01-01",)]


def test_who_leaves_leaves_the_risk_of_two_weeks_before(open_book):
    def day(number):
        return open_book(datetime(2026, 6, number, 9))

    lost = customers.add(day(1), "Park & Sons").ids["customers"][0]
    fresh = customers.add(day(14), "Marsh Foods").ids["customers"][0]
    problems.add(day(2), lost, "it leaks", severity="major")
    book = day(20)
    customers.leave(book, lost, "lost", "went to Acme", rules=DEFAULT)
    customers.leave(book, fresh, "lost", "closed down", rules=DEFAULT)
    risks = "SELECT id, left_risk FROM customers ORDER BY id"
    assert book.rows(risks) == [(lost, 60), (fresh, None)]  # a major problem has a floor of 60
    customers.come_back(book, lost)
    assert book.rows(risks)[0] == (lost, None)


@pytest.mark.parametrize(("known", "risk"), [(6, 60), (7, None)])
def test_a_risk_that_came_up_in_the_last_two_weeks_was_no_warning(open_book, known, risk):
    def day(number):
        return open_book(datetime(2026, 6, number, 9))

    lost = customers.add(day(known), "Park & Sons").ids["customers"][0]
    problems.add(day(known), lost, "it leaks", severity="major")
    customers.leave(day(20), lost, "lost", "went to Acme", rules=DEFAULT)
    assert day(20).row("SELECT left_risk FROM customers") == (risk,)


def test_what_the_risk_said_goes_by_the_rules_of_the_rep(open_book):
    strict = DEFAULT._replace(risk=DEFAULT.risk._replace(floor_major=72))
    names = ("Park & Sons", "Marsh Foods")
    early = open_book(datetime(2026, 6, 1, 9))
    one, other = (customers.add(early, name).ids["customers"][0] for name in names)
    for customer in (one, other):
        problems.add(open_book(datetime(2026, 6, 2, 9)), customer, "it leaks", severity="major")
    book = open_book(datetime(2026, 6, 20, 9))
    customers.leave(book, one, "lost", "went to Acme", rules=strict)
    bulk.leave(book, [other], "lost", "went to Acme", rules=strict)
    assert book.rows("SELECT left_risk FROM customers") == [(72,), (72,)]
