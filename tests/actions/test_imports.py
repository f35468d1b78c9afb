"""Imports: history and not debts, never twice, all or nothing, and each row once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from repbook.actions.base import history
from repbook.actions.customers import customers, people
from repbook.actions.imports import filing
from repbook.actions.known.asked import asked_of
from repbook.actions.known.looking_up import recognise
from repbook.actions.sales import sales
from repbook.domain.spine.kinds import DateKind, Reach, RouteKind, TouchKind
from repbook.domain.spine.rules import DEFAULT
from repbook.interchange.reading.records import (
    CustomerRecord,
    DateRecord,
    FollowupRecord,
    Parsed,
    PersonRecord,
    RouteRecord,
    SaleRecord,
    TouchRecord,
)

TODAY = date(2026, 6, 3)

EMPTY = Parsed(
    path="/tmp/companies [2026].csv",
    program="hubspot.companies",
    program_name="HubSpot companies",
    encoding="utf-8",
    delimiter=",",
    day_order="",
    header=(),
    mapping=(),
    unmapped=(),
    customers=(),
    people=(),
    sales=(),
    touches=(),
    followups=(),
    problems=(),
    notices=(),
    rows=0,
)
MARSH = CustomerRecord(
    2,
    "101",
    "Marsh Foods",
    tier="A",
    industry="Dairy",
    city="Leeds",
    note="since 2019",
    status="Customer",
    routes=(RouteRecord(RouteKind.PHONE, "0113 496 0000", "01134960000"),),
    extra={"Lead source": "fair", "Fax": ""},
)
JO = PersonRecord(
    2,
    "201",
    "Marsh Foods",
    "101",
    "Jo Marsh",
    role="Buyer",
    main=True,
    newsletter=True,
    routes=(RouteRecord(RouteKind.EMAIL, "jo@marsh.example"),),
    dates=(DateRecord(DateKind.BIRTHDAY, 6, 12, 1980),),
    personal=("plays chess",),
)
PUMP = SaleRecord(
    2,
    "301",
    "Marsh Foods",
    "101",
    "Pump",
    TODAY - timedelta(days=400),
    amount=129900,
    currency="EUR",
)
CALL = TouchRecord(
    2,
    "401",
    "Marsh Foods",
    "101",
    "Jo Marsh",
    TODAY - timedelta(days=20),
    TouchKind.CALL,
    Reach.TWO_WAY,
    "asked for the manual\nagain",
)
TASK = FollowupRecord(3, "402", "Marsh Foods", "101", "", TODAY + timedelta(days=5), "send offer")


def file_in(book: Any, one: Parsed, **how: Any) -> filing.ImportReport:
    """One file, filed as a whole."""
    (report,) = filing.file_all(book, (one,), **{"rules": DEFAULT, **how})
    return report


def parsed(program: str = "hubspot.companies", **given: Any) -> Parsed:
    return replace(EMPTY, program=program, **given)


WHOLE = parsed(customers=(MARSH,), people=(JO,), sales=(PUMP,), touches=(CALL,), followups=(TASK,))


def test_a_file_becomes_rows_in_one_step(book, dump, stale):
    before = dump(book)
    report = file_in(book, WHOLE)
    assert report.added == {"customers": 1, "people": 1, "sales": 1, "touches": 1, "followups": 1}
    assert (report.known, report.problems) == (0, ())
    assert report.change.label == "import companies [2026].csv (HubSpot companies)"
    assert book.row("SELECT name, tier, industry, note, created_on FROM customers") == (
        ("Marsh Foods", "A", "Dairy", "since 2019", "2026-06-03")
    )
    assert book.row("SELECT name, main, since_on, newsletter FROM people") == (
        ("Jo Marsh", 1, None, 1)
    )
    assert book.rows("SELECT kind, digits, person_id FROM routes ORDER BY id") == [
        ("phone", "01134960000", None),
        ("email", "", 1),
    ]
    assert book.row("SELECT kind, month, day, year, person_id FROM dates") == (
        ("birthday", 6, 12, 1980, 1)
    )
    assert book.row("SELECT kind, text FROM facts") == ("personal", "plays chess")
    assert book.row("SELECT title, amount, history, agenda FROM sales") == ("Pump", 129900, 1, "")
    assert book.row("SELECT person_id, note FROM touches") == (1, "asked for the manual\nagain")
    assert book.row("SELECT what, due_on, source, state FROM followups") == (
        ("send offer", "2026-06-08", "import", "open")
    )
    assert stale(book) == []
    assert len(history.steps(book)) == 1
    history.undo(book)
    assert dump(book) == before


def test_columns_that_nobody_maps_are_kept(book):
    file_in(book, WHOLE)
    assert book.row("SELECT extra FROM came_from WHERE entity = 'customer'") == (
        ('{"Lead source": "fair", "Fax": "", "status": "Customer"}',)
    )


@pytest.mark.fault("F95")
def test_the_same_file_again_adds_nothing(book, dump):
    file_in(book, WHOLE)
    before = dump(book)
    report = file_in(book, WHOLE)
    assert (report.added, report.known) == ({}, 5)
    assert report.change.ids == {}
    assert dump(book) == before
    assert len(history.steps(book)) == 1


@pytest.mark.fault("F95")
def test_a_row_that_stands_twice_in_a_file_is_one(book):
    twice = parsed(
        customers=(MARSH, replace(MARSH, line=3, city="York")),
        people=(JO, replace(JO, line=3)),
        sales=(PUMP, PUMP),
        touches=(CALL, CALL),
        followups=(TASK, TASK),
    )
    report = file_in(book, twice)
    assert report.added == {"customers": 1, "people": 1, "sales": 1, "touches": 1, "followups": 1}
    assert report.known == 5


@pytest.mark.fault("F95")
def test_what_the_rep_changed_and_removed_stays_so(book):
    file_in(book, WHOLE)
    customers.edit(book, 1, name="Marsh & Co", note="")
    report = file_in(book, WHOLE)
    assert report.added == {}
    assert book.rows("SELECT name, note FROM customers") == [("Marsh & Co", "")]


def test_a_trial_run_reports_the_same_and_writes_nothing(book, dump):
    before = dump(book)
    trial = file_in(book, WHOLE, dry_run=True)
    assert dump(book) == before
    assert history.steps(book) == ()
    real = file_in(book, WHOLE)
    assert (trial.added, trial.known, trial.problems, trial.notices) == (
        (real.added, real.known, real.problems, real.notices)
    )
    assert trial.change.label == real.change.label
    assert trial.change.ids == {}


@pytest.mark.fault("F96")
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_an_import_that_is_stopped_imports_nothing(book, dump, share):
    many = parsed(
        customers=tuple(
            replace(MARSH, line=n, external_id=str(n), name=f"C{n}") for n in range(1200)
        )
    )
    before = dump(book)

    def stop(done: int, of: int) -> None:
        if done >= share * of:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        file_in(book, many, progress=stop)
    assert dump(book) == before
    assert not book.connection.in_transaction
    assert file_in(book, many).added == {"customers": 1200}


def test_progress_is_told_and_ends_with_all(book):
    told: list[tuple[int, int]] = []
    many = parsed(
        rows=1200,
        customers=tuple(replace(MARSH, external_id=str(n), name=f"C{n}") for n in range(1200)),
    )
    file_in(book, many, progress=lambda done, of: told.append((done, of)))
    assert told == [(500, 1200), (1000, 1200), (1200, 1200)]


# -- whose is it? --------------------------------------------------------------------------------


def test_one_customer_from_three_files_of_one_program(book):
    file_in(book, parsed("hubspot.contacts", people=(JO,)))
    assert book.rows("SELECT name, tier FROM customers") == [("Marsh Foods", "B")]
    report = file_in(book, parsed("hubspot.deals", sales=(PUMP,)))
    assert report.added == {"sales": 1}
    report = file_in(book, parsed("hubspot.companies", customers=(MARSH,)))
    assert report.added == {}
    assert book.rows("SELECT name, industry, city FROM customers") == [
        ("Marsh Foods", "Dairy", "Leeds")
    ]
    assert book.rows("SELECT kind FROM routes WHERE person_id IS NULL") == [("phone",)]


def test_a_customer_known_by_number_gets_a_name_with_their_own_file(book):
    report = file_in(book, parsed("salesforce.Contact", people=(replace(JO, customer_name=""),)))
    assert report.notices == (
        "1 customer known by number alone, until the file of the customers comes",
    )
    assert book.rows("SELECT name FROM customers") == [("Account 101",)]
    file_in(book, parsed("salesforce.Account", customers=(MARSH,)))
    assert book.rows("SELECT name, folded FROM customers") == [("Marsh Foods", "marsh foods")]


def test_a_customer_the_rep_entered_is_linked_and_keeps_their_words(book, world):
    report = file_in(book, parsed(customers=(replace(MARSH, name="MARSH  foods"),)))
    assert (report.added, report.known) == ({}, 1)
    assert report.notices == ("1 record known by name alone: linked to what is in the book",)
    assert book.row("SELECT name, tier, city, industry, note FROM customers WHERE id = 1") == (
        ("Marsh Foods", "B", "Leeds", "Dairy", "since 2019")
    )
    customers.edit(book, 2, note="mine")
    file_in(book, parsed(customers=(replace(MARSH, external_id="7", name="Park & Sons"),)))
    assert book.row("SELECT note FROM customers WHERE id = 2") == ("mine",)
    assert '"note": "since 2019"' in book.row("SELECT extra FROM origins WHERE row_id = 2")[0]


def test_another_row_of_the_same_name_is_another_customer(book):
    file_in(book, parsed(customers=(MARSH, replace(MARSH, external_id="102", city="York"))))
    assert book.rows("SELECT name, city FROM customers ORDER BY id") == [
        ("Marsh Foods", "Leeds"),
        ("Marsh Foods", "York"),
    ]


def test_namesakes_in_the_book_are_told_apart_by_city_or_not_at_all(book):
    customers.add(book, "Marsh Foods", city="York")
    customers.add(book, "Marsh Foods", city="leeds")
    file_in(book, parsed(customers=(MARSH,)))
    assert book.rows("SELECT row_id FROM came_from WHERE entity = 'customer'") == [(2,)]
    report = file_in(book, parsed("zoho.Accounts", customers=(replace(MARSH, city=""),)))
    assert report.added == {"customers": 1}


def test_the_same_id_in_another_program_is_another_row(book):
    file_in(book, parsed("hubspot.companies", customers=(MARSH,)))
    report = file_in(
        book, parsed("zoho.Accounts", customers=(replace(MARSH, name="Orchard Clinic"),))
    )
    assert report.added == {"customers": 1}


def test_a_person_of_the_same_name_is_linked_and_gains_what_lacks(book, world):
    people.add(book, 1, "Ann Lee", email="ann@marsh.example")
    ann = replace(
        JO,
        external_id="202",
        name="ANN LEE",
        routes=(
            RouteRecord(RouteKind.EMAIL, "Ann@marsh.example"),
            RouteRecord(RouteKind.MOBILE, "07700 900123", "07700900123"),
        ),
    )
    report = file_in(book, parsed("hubspot.contacts", people=(ann,)))
    assert report.added == {}
    assert book.rows("SELECT kind, value FROM routes WHERE person_id = 3 ORDER BY id") == [
        ("email", "ann@marsh.example"),
        ("mobile", "07700 900123"),
    ]
    assert book.row("SELECT role, main FROM people WHERE id = 3") == ("Buyer", 0)


def test_the_rep_has_said_whom_to_ask_for(book, world):
    jo = replace(JO, customer_external_id="", external_id="203", name="New Person")
    file_in(book, parsed("hubspot.contacts", people=(jo,)))
    assert book.row("SELECT main FROM people WHERE name = 'New Person'") == (0,)


def test_a_name_alone_is_the_programs_own_customer_of_that_name(book):
    customers.add(book, "Marsh Foods", city="York")
    customers.add(book, "Marsh Foods", city="Leeds")
    file_in(book, parsed(customers=(replace(MARSH, created_on=date(2019, 5, 1)),)))
    assert '"created": "2019-05-01"' in book.row("SELECT extra FROM origins")[0]
    named = replace(PUMP, customer_external_id="")
    file_in(book, parsed("hubspot.deals", sales=(named,)))
    assert book.row("SELECT customer_id FROM sales") == (2,)


def test_whom_an_order_names_is_found_or_made(book):
    deal = replace(PUMP, person_name="Jo Marsh")
    other = replace(PUMP, external_id="302", person_external_id="201", line=3)
    file_in(book, parsed("hubspot.deals", sales=(deal,)))
    file_in(book, parsed("hubspot.contacts", people=(JO,)))
    file_in(book, parsed("hubspot.deals", sales=(deal, other)))
    assert book.rows("SELECT name, role FROM people") == [("Jo Marsh", "Buyer")]
    assert book.rows("SELECT person_id FROM sales") == [(1,), (1,)]


# -- history, not debts --------------------------------------------------------------------------


def test_a_young_order_hangs_what_is_ahead_and_asks_once(book):
    young = replace(PUMP, ordered_on=TODAY - timedelta(days=6), live_on=TODAY + timedelta(days=3))
    report = file_in(book, parsed(sales=(young,)))
    assert report.notices == ()
    by_hand = sales.add(
        book, 1, "By hand", ordered_on=young.ordered_on, live_on=young.live_on, rules=DEFAULT
    )
    assert by_hand.label
    steps = "SELECT step, due_on, source FROM followups WHERE sale_id = ? ORDER BY due_on, step"
    assert book.rows(steps, (1,)) == book.rows(steps, (2,))
    assert book.rows("SELECT count(*) FROM followups WHERE due_on < '2026-06-03'") == [(0,)]


def test_an_old_order_owes_nothing(book):
    report = file_in(book, parsed(sales=(PUMP, replace(PUMP, external_id="302"))))
    assert report.notices == (
        "2 sales over a month old: history, which hangs no agenda and owes nothing",
    )
    assert book.rows("SELECT * FROM followups") == []


def test_a_task_long_overdue_is_kept_but_closed(book):
    old = replace(TASK, external_id="403", due_on=TODAY - timedelta(days=31))
    late = replace(TASK, external_id="404", due_on=TODAY - timedelta(days=30))
    report = file_in(book, parsed(followups=(old, late)))
    assert book.rows("SELECT state, due_on FROM followups ORDER BY id") == [
        ("dropped", "2026-05-03"),
        ("open", "2026-05-04"),
    ]
    assert report.notices == (
        "1 follow-up due over a month ago: kept in the history, not to be done",
    )


def test_a_meeting_still_ahead_is_something_to_do_and_is_known_later(book, open_book):
    ahead = replace(CALL, on_day=TODAY + timedelta(days=2), kind=TouchKind.VISIT, note="")
    report = file_in(book, parsed(touches=(ahead,)))
    assert report.added == {"customers": 1, "people": 1, "followups": 1}
    assert book.row("SELECT what, kind, due_on FROM followups") == ("visit", "visit", "2026-06-05")
    later = open_book(datetime(2026, 6, 10, 9, 0))
    assert file_in(later, parsed(touches=(ahead,))).added == {"touches": 1}  # it was held since
    assert file_in(later, parsed(touches=(ahead,))).added == {}


@pytest.mark.parametrize(
    ("change", "said", "kept"),
    [
        ({"ordered_on": TODAY + timedelta(days=1)}, "still ahead", []),
        ({"ordered_on": TODAY, "live_on": None, "paid_on": None}, "", [(None, None)]),
        ({"live_on": date(2020, 1, 1)}, "before it was ordered", [(None, None)]),
        ({"paid_on": TODAY + timedelta(days=9)}, "paid on 2026-06-12", [(None, None)]),
        ({"paid_on": PUMP.ordered_on}, "", [(None, PUMP.ordered_on.isoformat())]),
        ({"customer_name": "", "customer_external_id": ""}, "names no customer", []),
    ],
)
def test_a_record_that_cannot_be_is_named_by_its_line(book, change, said, kept):
    report = file_in(book, parsed(sales=(replace(PUMP, line=7, **change),)))
    assert [(problem.line, said in problem.reason) for problem in report.problems] == (
        [(7, True)] if said else []
    )
    assert book.rows("SELECT live_on, paid_on FROM sales") == kept


def test_the_number_of_a_person_or_a_sale_is_no_number_of_a_customer(book):
    """Row 1 of the people and row 1 of the sales are not row 1 of the customers."""
    file_in(book, WHOLE)
    known = recognise(book, "hubspot", "hubspot.companies")
    known.look_up(asked_of((*WHOLE.customers, *WHOLE.people, *WHOLE.sales, *WHOLE.touches)))
    assert {kind for kind, _ in known.origins} >= {"customer", "person", "sale", "touch"}
    assert [(number, one.id) for number, one in known.by_id.items()] == [("101", 1)]
    file_in(
        book,
        parsed(
            sales=(
                replace(PUMP, external_id="302", customer_external_id="201", customer_name="Park"),
            )
        ),
    )
    assert book.rows("SELECT name FROM customers ORDER BY id") == [("Marsh Foods",), ("Park",)]


# -- size ----------------------------------------------------------------------------------------


def many(count: int) -> Parsed:
    """So many customers, five persons for every three of them, and four calls with each."""
    accounts = tuple(
        replace(MARSH, line=n, external_id=str(n), name=f"Customer {n}") for n in range(count)
    )
    persons = tuple(
        replace(
            JO,
            external_id=str(n),
            customer_external_id=str(n % count),
            customer_name=f"Customer {n % count}",
            name=f"Person {n}",
        )
        for n in range(count * 5 // 3)
    )
    calls = tuple(
        replace(
            CALL,
            external_id=str(n),
            customer_external_id=str(n % count),
            person_name="",
            person_external_id=str(n % count),
        )
        for n in range(count * 4)
    )
    return parsed(customers=accounts, people=persons, touches=calls)


@pytest.mark.slow("files two hundred and then eight hundred rows")
def test_four_times_the_rows_are_four_times_the_work_and_one_undo(book, dump):
    """Counted in steps of SQLite, by the thousand: no row may look through those before it."""
    before = dump(book)
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    took = []
    for count in (150, 600):
        steps = 0
        book.connection.set_progress_handler(step, 1000)
        report = file_in(book, many(count))
        book.connection.set_progress_handler(None, 0)
        took.append(steps)
        assert report.added == {
            "customers": count,
            "people": count * 5 // 3,
            "touches": count * 4,
        }
        history.undo(book)
        assert dump(book) == before
    assert took[1] < 5 * took[0]  # an index of four times the rows is a level deeper


def test_rules_decide_what_is_history(book):
    rules = DEFAULT._replace(clocks=DEFAULT.clocks._replace(history_after=500))
    file_in(book, parsed(sales=(PUMP,)), rules=rules)
    assert book.row("SELECT history FROM sales") == (0,)
