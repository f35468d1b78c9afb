"""A newer file: what is new comes in, what it changed is told and answered, what the rep wrote stays (§7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from repbook.actions.base import history
from repbook.actions.changes import said
from repbook.actions.changes.differences import Came, Update
from repbook.actions.customers import customers, people
from repbook.actions.imports import filing
from repbook.actions.sales import sales
from repbook.domain.spine.kinds import DateKind, RouteKind
from repbook.domain.spine.rules import DEFAULT
from repbook.interchange.reading.records import (
    CustomerRecord,
    DateRecord,
    FollowupRecord,
    LostRecord,
    Parsed,
    PersonRecord,
    RouteRecord,
    SaleRecord,
    TouchRecord,
)

from .test_imports import EMPTY

KELDER = CustomerRecord(2, "1", "Kelder Dairy", industry="Dairy", city="Kelder", street="1 Mill Ln")
ELLA = PersonRecord(2, "101", "Kelder Dairy", "1", "Ella Marsh", role="Manager")
PUMP = SaleRecord(2, "301", "Kelder Dairy", "1", "Pump", date(2026, 3, 2), amount=125000)


def mail(address: str) -> RouteRecord:
    return RouteRecord(RouteKind.EMAIL, address)


def phone(number: str) -> RouteRecord:
    return RouteRecord(RouteKind.PHONE, number, "".join(filter(str.isdigit, number)))


def table(program: str = "hubspot.contacts", **records: Any) -> Parsed:
    return replace(EMPTY, program=program, **records)


def file_in(book: Any, *files: Parsed, **how: Any) -> tuple[filing.ImportReport, ...]:
    return filing.file_all(book, files, rules=DEFAULT, **how)


def brief(report: filing.ImportReport) -> list[tuple[str, str, str, str]]:
    return [(one.field, one.before, one.after, str(one.came)) for one in report.differences]


# -- the three ways ------------------------------------------------------------------------------

ROLES = [
    # the first file, what the rep writes, the second file: what the book says then, and what is told
    ("Manager", None, "Manager", "Manager", []),
    ("Manager", None, "Director", "Director", ["taken"]),
    ("Manager", "Boss", "Manager", "Boss", []),
    ("Manager", "Boss", "Director", "Boss", ["yours"]),
    ("Manager", "Director", "Director", "Director", []),
    ("Manager", None, "", "Manager", []),
    ("Manager", "", "Manager", "", []),
    ("Manager", "", "Director", "Director", ["filled"]),
    ("", None, "Director", "Director", ["filled"]),
    ("", "Boss", "Director", "Boss", ["yours"]),
]


@pytest.mark.parametrize(("first", "typed", "second", "stands", "told"), ROLES)
def test_three_are_compared(book, dump, first, typed, second, stands, told):
    file_in(book, table(people=(replace(ELLA, role=first),)))
    if typed is not None:
        people.edit(book, 1, role=typed)
    newer = table(people=(replace(ELLA, role=second),))
    (report,) = file_in(book, newer, update=Update.NEWER)
    assert book.row("SELECT role FROM people") == (stands,)
    assert [str(one.came) for one in report.differences] == told
    before = dump(book)
    (again,) = file_in(book, newer, update=Update.NEWER)
    assert (again.differences, again.added, again.known) == ((), {}, 1)
    assert dump(book) == before


@pytest.mark.parametrize(
    ("update", "stands", "came", "again"),
    [
        (Update.NEWER, "Director", "taken", []),
        (Update.NEVER, "Manager", "kept", []),
        (Update.ASK, "Manager", "open", ["open"]),
    ],
)
def test_a_change_is_taken_kept_or_asked_again(book, update, stands, came, again):
    file_in(book, table(people=(ELLA,)))
    newer = table(people=(replace(ELLA, role="Director"),))
    (report,) = file_in(book, newer, update=update)
    assert brief(report) == [("role", "Manager", "Director", came)]
    assert book.row("SELECT role FROM people") == (stands,)
    (second,) = file_in(book, newer, update=update)
    assert [str(one.came) for one in second.differences] == again


def test_what_is_empty_and_further_ways_come_in_without_being_asked(book):
    file_in(book, table(people=(replace(ELLA, role="", routes=(mail("e@k.example"),)),)))
    newer = replace(ELLA, routes=(mail("ella@k.example"), phone("01632 960777")))
    (report,) = file_in(book, table(people=(newer,)))
    assert {str(one.came) for one in report.differences} == {"filled"}
    assert book.rows("SELECT value FROM routes ORDER BY id") == [
        ("e@k.example",),
        ("ella@k.example",),
        ("01632 960777",),
    ]
    assert book.row("SELECT role FROM people") == ("Manager",)
    assert len(history.steps(book)) == 2
    history.undo(book)
    assert book.row("SELECT count(*) FROM routes") == (1,)


def test_a_number_with_its_country_is_no_further_number(book):
    file_in(book, table(people=(replace(ELLA, routes=(phone("01632 960001"),)),)))
    newer = replace(ELLA, routes=(phone("+44 1632 960001"),))
    assert file_in(book, table(people=(newer,)))[0].differences == ()


@pytest.mark.parametrize("old", [False, True])
def test_what_the_rep_took_out_does_not_come_back(book, old):
    """Also in a book of an older repbook, that kept nothing of what a file said."""
    ella = replace(
        ELLA,
        routes=(mail("wrong@k.example"),),
        dates=(DateRecord(DateKind.BIRTHDAY, 6, 12),),
        personal=("Spouse: Tom",),
    )
    file_in(book, table(people=(ella,)))
    people.edit(book, 1, email="", birthday="", role="")
    if old:
        book.run(lambda connection: connection.execute("UPDATE origins SET said = '{}'"))
    (report,) = file_in(book, table(people=(ella,)), update=Update.NEWER)
    assert [one for one in report.differences if one.came == "filled"] == []
    assert book.row("SELECT count(*) FROM routes") == (0,)
    assert book.row("SELECT count(*) FROM dates") == (0,)
    assert book.row("SELECT role FROM people") == ("",)


@pytest.mark.parametrize(("typed", "came"), [(None, "taken"), ("Boss", "yours")])
def test_a_book_of_an_older_repbook_asks_its_journal(book, typed, came):
    file_in(book, table(people=(ELLA,)))
    if typed:
        people.edit(book, 1, role=typed)
    book.run(lambda connection: connection.execute("UPDATE origins SET said = '{}'"))
    newer = table(people=(replace(ELLA, role="Director"),))
    (report,) = file_in(book, newer, update=Update.NEWER)
    assert [str(one.came) for one in report.differences] == [came]
    assert file_in(book, newer, update=Update.NEWER)[0].differences == ()


# -- answered one by one -------------------------------------------------------------------------


def test_the_rep_answers_one_by_one_and_all_is_one_step(book, dump):
    file_in(book, table(people=(ELLA,)))
    people.edit(book, 1, note="mine")
    before = dump(book)
    newer = table(people=(replace(ELLA, name="Ella Marsh-Bell", role="Director", note="theirs"),))
    (held,) = file_in(book, newer, hold=True)
    assert dump(book) == before
    assert held.change.tables == frozenset()
    answers = {one.key: one.field != "role" for one in held.differences}
    (report,) = file_in(book, newer, answers=answers, hold=True)
    assert brief(report) == [
        ("name", "Ella Marsh", "Ella Marsh-Bell", "taken"),
        ("role", "Manager", "Director", "kept"),
        ("note", "mine", "theirs", "taken"),
    ]
    assert book.row("SELECT name, folded, role, note FROM people") == (
        ("Ella Marsh-Bell", "ella marsh-bell", "Manager", "theirs")
    )
    assert file_in(book, newer)[0].differences == ()
    history.undo(book)
    assert dump(book)["people"] == before["people"]
    assert dump(book)["origins"] == before["origins"]


def test_a_trial_tells_the_same(book, dump):
    file_in(book, table(people=(ELLA,)))
    before = dump(book)
    newer = table(people=(replace(ELLA, role="Director"),))
    (trial,) = file_in(book, newer, dry_run=True, update=Update.NEWER)
    assert dump(book) == before
    assert trial.differences == file_in(book, newer, update=Update.NEWER)[0].differences


def test_a_difference_says_whose_it_is_and_where(book):
    file_in(book, table("hubspot.companies", customers=(KELDER,)), table(people=(ELLA,)))
    newer = (
        table("hubspot.companies", customers=(replace(KELDER, city="York", line=7),)),
        table(people=(replace(ELLA, role="Director", line=9),)),
    )
    told = [one for report in file_in(book, *newer) for one in report.differences]
    assert [
        (one.entity, one.row_id, one.customer, one.name, one.label, one.line) for one in told
    ] == [
        ("customer", 1, "Kelder Dairy", "", "town", 7),
        ("person", 1, "Kelder Dairy", "Ella Marsh", "role", 9),
    ]


# -- customers -----------------------------------------------------------------------------------


def test_a_customer_who_was_renamed_is_still_known_by_the_earlier_name(book, stale):
    companies = "hubspot.companies"
    file_in(book, table(companies, customers=(KELDER,)), table(people=(ELLA,)))
    newer = replace(KELDER, name="Northern Milk", website="https://www.milk.example/")
    file_in(book, table(companies, customers=(newer,)), update=Update.NEWER)
    assert book.row("SELECT name, folded, website FROM customers") == (
        ("Northern Milk", "northern milk", "https://www.milk.example/")
    )
    assert '"earlier name": "Kelder Dairy"' in book.row("SELECT extra FROM origins")[0]
    assert stale(book) == []
    other = replace(ELLA, customer_external_id="", external_id="7", name="Tom Bell")
    file_in(book, table("linkedin.connections", people=(other,)))
    assert book.row("SELECT count(*) FROM customers") == (1,)
    (report,) = file_in(book, table(people=(ELLA,)))
    assert report.differences == ()


def test_the_same_site_written_otherwise_differs_in_nothing(book):
    file_in(book, table(customers=(replace(KELDER, website="https://www.kelder.example/"),)))
    (report,) = file_in(book, table(customers=(replace(KELDER, website="kelder.example"),)))
    assert report.differences == ()


def test_a_tier_that_nobody_chose_is_filled(book):
    file_in(book, table(customers=(KELDER,)))
    (report,) = file_in(book, table(customers=(replace(KELDER, tier="A"),)))
    assert brief(report) == [("tier", "B", "A", "filled")]
    (report,) = file_in(book, table(customers=(replace(KELDER, tier="C"),)))
    assert brief(report) == [("tier", "A", "C", "open")]


def test_columns_that_nobody_maps_are_brought_up_to_date(book):
    file_in(book, table(customers=(replace(KELDER, extra={"Herd": "200", "Milk": "raw"}),)))
    file_in(book, table(customers=(replace(KELDER, extra={"Herd": "250", "Milk": ""}),)))
    assert book.row("SELECT extra FROM origins") == ('{"Herd": "250", "Milk": "raw"}',)


# -- people --------------------------------------------------------------------------------------


def test_who_has_changed_firms_is_told_and_not_moved(book):
    file_in(book, table(people=(replace(ELLA, routes=(mail("e@k.example"),)),)))
    moved = replace(
        ELLA,
        customer_name="Orr Ltd",
        customer_external_id="2",
        role="Director",
        routes=(mail("e@orr.example"),),
    )
    (report,) = file_in(book, table(people=(moved,)), update=Update.NEWER)
    assert brief(report) == [("firm", "Kelder Dairy", "Orr Ltd (Director, e@orr.example)", "told")]
    assert book.rows("SELECT name, role, customer_id FROM people") == [("Ella Marsh", "Manager", 1)]
    assert book.rows("SELECT name FROM customers") == [("Kelder Dairy",)]
    assert file_in(book, table(people=(moved,)))[0].differences == ()


def test_another_birthday_is_asked_about_and_a_year_is_filled(book):
    born = replace(ELLA, dates=(DateRecord(DateKind.BIRTHDAY, 6, 12),))
    file_in(book, table(people=(born,)))
    with_year = replace(ELLA, dates=(DateRecord(DateKind.BIRTHDAY, 6, 12, 1980),))
    file_in(book, table(people=(replace(with_year, role="Manager"),)))
    other = replace(ELLA, dates=(DateRecord(DateKind.BIRTHDAY, 6, 21, 1980),))
    (report,) = file_in(book, table(people=(other,)))
    assert [(one.field, one.after, one.came) for one in report.differences] == [
        ("birthday", "1980-06-21", Came.OPEN)
    ]
    file_in(book, table(people=(other,)), update=Update.NEWER)
    assert book.rows("SELECT month, day, year FROM dates") == [(6, 21, 1980)]


TWO = [
    # the same name at the same firm without an id: how the second row differs, and how many people there are
    ({}, {"routes": (mail("new@k.example"),)}, 1),
    ({}, {"role": "Director", "routes": (mail("new@k.example"),)}, 1),
    ({"external_id": "u1"}, {"external_id": "u2", "routes": (mail("new@k.example"),)}, 2),
    ({"external_id": "u1"}, {"routes": (mail("new@k.example"),)}, 1),
    (
        {"dates": (DateRecord(DateKind.BIRTHDAY, 6, 12),)},
        {"dates": (DateRecord(DateKind.BIRTHDAY, 2, 1),), "routes": (mail("new@k.example"),)},
        2,
    ),
    (
        {"routes": (phone("01632 960001"),)},
        {"role": "Fitter", "routes": (phone("01632 960009"), mail("new@k.example"))},
        2,
    ),
    ({"customer_name": "Kelder Dairy"}, {"customer_name": "Orr Ltd"}, 1),
]


@pytest.mark.parametrize(("first", "second", "count"), TWO)
def test_an_edited_card_is_the_same_person_unless_something_contradicts(book, first, second, count):
    one = replace(ELLA, customer_external_id="", external_id="#a", routes=(mail("e@k.example"),))
    two = replace(one, external_id="#b")
    file_in(book, table("vcard", people=(replace(one, **first),)))
    file_in(book, table("vcard", people=(replace(two, **second),)))
    assert book.row("SELECT count(*) FROM people") == (count,)
    file_in(book, table("vcard", people=(replace(one, **first),)))
    (again,) = file_in(book, table("vcard", people=(replace(two, **second),)))
    assert (again.added, book.row("SELECT count(*) FROM people")) == ({}, (count,))


def test_whose_own_row_stands_in_the_file_is_not_somebody_else(book):
    first = replace(ELLA, customer_external_id="", external_id="#a", routes=(mail("a@k.example"),))
    second = replace(first, external_id="#b", routes=(mail("b@k.example"),))
    file_in(book, table("vcard", people=(first,)))
    file_in(book, table("vcard", people=(first, second)))
    assert book.row("SELECT count(*) FROM people") == (2,)


ROWS = [
    # rows of one file without ids, of one name and firm: how many people they are
    ([(mail("a@a.example"), phone("07700 900001")), ()], 1),
    ([(), (mail("a@a.example"),)], 1),
    ([(mail("a@a.example"),), (mail("b@a.example"),)], 2),
    ([(mail("a@a.example"),), (mail("a@a.example"), phone("07700 900001"))], 1),
    ([(mail("a@a.example"),), (phone("07700 900001"),)], 1),
]


@pytest.mark.parametrize(("rows", "count"), ROWS)
def test_one_person_on_several_rows_of_a_file(book, rows, count):
    people_ = tuple(
        replace(ELLA, customer_external_id="", external_id=f"#{n}", line=n, routes=routes)
        for n, routes in enumerate(rows)
    )
    file_in(book, table("plain", people=people_))
    assert book.row("SELECT count(*) FROM people") == (count,)
    ways_ = {route.value for routes in rows for route in routes}
    assert sorted(value for (value,) in book.rows("SELECT value FROM routes")) == sorted(ways_)
    (again,) = file_in(book, table("plain", people=people_))
    assert (again.added, again.differences) == ({}, ())


PLACES = [
    # of a table without ids: town and postcode of one row, then of another of the same name
    (("", ""), ("Leeds", ""), 1),
    (("Leeds", ""), ("", ""), 1),
    (("Leeds", ""), ("leeds", "LS1"), 1),
    (("Leeds", "LS1"), ("Leeds", "LS2"), 2),
    (("Leeds", ""), ("York", ""), 2),
]


@pytest.mark.parametrize(("first", "second", "count"), PLACES)
def test_a_town_that_came_later_makes_no_other_customer(book, first, second, count):
    for number, (city, postcode) in enumerate((first, second)):
        one = replace(KELDER, external_id=f"#{number}", city=city, postcode=postcode)
        file_in(book, table("plain", customers=(one,)))
    assert book.row("SELECT count(*) FROM customers") == (count,)


# -- sales and events ----------------------------------------------------------------------------


def test_a_later_file_fills_the_day_paid_and_tells_another_amount(book, stale):
    deals = "hubspot.deals"
    file_in(book, table(deals, sales=(PUMP,)))
    newer = replace(PUMP, paid_on=date(2026, 4, 1), amount=130000, title="Pump, large")
    (report,) = file_in(book, table(deals, sales=(newer,)))
    assert brief(report) == [
        ("title", "Pump", "Pump, large", "open"),
        ("paid_on", "", "2026-04-01", "filled"),
        ("amount", "1250.00", "1300.00", "open"),
    ]
    assert book.row("SELECT title, paid_on, amount FROM sales") == ("Pump", "2026-04-01", 125000)
    file_in(book, table(deals, sales=(newer,)), update=Update.NEWER)
    assert book.row("SELECT title, amount FROM sales") == ("Pump, large", 130000)
    assert stale(book) == []


def test_a_live_day_that_moved_takes_its_steps_along(book, stale):
    young = replace(PUMP, ordered_on=date(2026, 6, 1), live_on=date(2026, 6, 12))
    file_in(book, table("hubspot.deals", sales=(young,)))
    step = "SELECT due_on FROM followups WHERE anchor = 'live' AND state = 'open' ORDER BY id"
    before = book.rows(step)
    newer = replace(young, live_on=date(2026, 6, 19))
    file_in(book, table("hubspot.deals", sales=(newer,)), update=Update.NEWER)
    assert before
    assert book.rows(step) != before
    assert stale(book) == []


def test_nothing_is_taken_of_a_sale_that_is_off(book):
    file_in(book, table("hubspot.deals", sales=(PUMP,)))
    sales.cancel(book, 1, "budget")
    newer = replace(PUMP, paid_on=date(2026, 4, 1))
    (report,) = file_in(book, table("hubspot.deals", sales=(newer,)), update=Update.NEWER)
    assert report.differences == ()
    assert book.row("SELECT paid_on FROM sales") == (None,)


def test_a_deal_won_meanwhile_comes_in_and_one_that_is_lost_now_is_told_once(book):
    deals = "hubspot.deals"
    file_in(book, table(deals, sales=(PUMP,), lost=(LostRecord(3, "302", "Proposal"),)))
    newer = table(
        deals,
        sales=(replace(PUMP, external_id="302", title="Valve"),),
        lost=(LostRecord(2, "301", "Closed Lost"),),
    )
    (report,) = file_in(book, newer, update=Update.NEWER)
    assert report.added == {"sales": 1}
    assert brief(report) == [("stage", "won", "Closed Lost", "told")]
    assert book.rows("SELECT title, cancelled_on FROM sales ORDER BY id") == [
        ("Pump", None),
        ("Valve", None),
    ]
    assert file_in(book, newer)[0].differences == ()
    file_in(book, table(deals, sales=(PUMP,)))
    (report,) = file_in(book, newer)
    assert brief(report) == [("stage", "won", "Closed Lost", "told")]


def test_a_task_put_off_and_a_note_gone_on_are_told(book):
    task = FollowupRecord(2, "1", "Kelder Dairy", "1", "", date(2026, 6, 9), "send offer")
    call = TouchRecord(
        3, "2", "Kelder Dairy", "1", "", date(2026, 5, 4), kind="call", reach="two-way", note="hi"
    )
    file_in(book, table("pipedrive.activities", followups=(task,), touches=(call,)))
    newer = table(
        "pipedrive.activities",
        followups=(replace(task, due_on=date(2026, 6, 16)),),
        touches=(replace(call, note="hi, and bye"),),
    )
    (report,) = file_in(book, newer)
    assert brief(report) == [
        ("note", "hi", "hi, and bye", "open"),
        ("due_on", "2026-06-09", "2026-06-16", "open"),
    ]


# -- from several programs -----------------------------------------------------------------------


def test_what_another_program_wrote_is_no_word_of_the_reps(book):
    file_in(book, table("hubspot.contacts", people=(ELLA,)))
    linked = replace(ELLA, external_id="x", customer_external_id="", role="Director")
    (report,) = file_in(book, table("linkedin.connections", people=(linked,)), update=Update.NEWER)
    assert brief(report) == [("role", "Manager", "Director", "taken")]
    assert file_in(book, table("hubspot.contacts", people=(ELLA,)))[0].differences == ()
    newer = replace(ELLA, role="Chair")
    (report,) = file_in(book, table("hubspot.contacts", people=(newer,)))
    assert brief(report) == [("role", "Director", "Chair", "open")]


def test_what_the_rep_entered_is_told_and_stays(book):
    customers.add(book, "Kelder Dairy", city="Kelder", person="Ella Marsh", phone="01632 1")
    people.edit(book, 1, role="Boss")
    (report,) = file_in(book, table(people=(ELLA,)), update=Update.NEWER)
    assert brief(report) == [("role", "Boss", "Manager", "yours")]
    assert book.row("SELECT role FROM people") == ("Boss",)


@pytest.mark.parametrize(
    ("kept", "as_text"),
    [
        ({}, "{}"),
        ({"n": "x5kB", "@": "XjiK"}, "nx5kB@XjiK"),
        ({"n": "x5kB", "@": "XjiKxJ82", "number": "_l09"}, "nx5kBN_l09 @:XjiKxJ82"),
        ({"@": "XjiKxJ82"}, " @:XjiKxJ82"),
        ({"wish_aim": "abcd", "n": ""}, " wish_aim:abcd n:"),
    ],
)
def test_what_a_file_said_is_kept_in_few_signs(kept: dict[str, str], as_text: str) -> None:
    assert said.written(kept) == as_text
    assert said.read(as_text) == (kept or None)


@pytest.mark.parametrize(
    ("older", "read"),
    [
        ('{"n":"x5kB","@":"XjiKxJ82"}', {"n": "x5kB", "@": "XjiKxJ82"}),
        ("{}", None),
        ('{"n":', None),
    ],
)
def test_what_an_older_repbook_kept_of_a_file_is_read(
    older: str, read: dict[str, str] | None
) -> None:
    assert said.read(older) == read


# -- who is elsewhere, and who is gone ------------------------------------------------------------

HASHED = replace(
    ELLA, customer_external_id="", external_id="#a", routes=(mail("ella@home.example"),)
)
ELSEWHERE = [
    # the second row: what is told of the firm, and how many customers and people there are then
    ({"customer_name": "Orr Ltd"}, "Orr Ltd (Manager, ella@home.example)", (1, 1)),
    ({"customer_name": "Ella Marsh"}, "", (1, 1)),
    ({"customer_name": "Orr Ltd", "routes": (mail("e@orr.example"),)}, "", (2, 2)),
    ({"customer_name": "Orr Ltd", "name": "Ella Bell"}, "", (2, 2)),
]


@pytest.mark.parametrize(("second", "told", "there"), ELSEWHERE)
@pytest.mark.parametrize("program", ["vcard", "plain.people"])
def test_who_is_at_another_firm_is_told_and_not_there_twice(book, second, told, there, program):
    file_in(book, table("plain.people", people=(HASHED,)))
    newer = table(program, people=(replace(HASHED, external_id="#b", **second),))
    (report,) = file_in(book, newer)
    assert [one.after for one in report.differences if one.field == "firm"] == [told] * bool(told)
    assert (count_of(book, "customers"), count_of(book, "people")) == there
    (again,) = file_in(book, newer)
    assert (again.added, again.differences) == ({}, ())


def test_whose_own_row_stands_in_the_file_has_two_firms(book):
    file_in(book, table("plain.people", people=(HASHED,)))
    other = replace(HASHED, customer_name="Orr Ltd", external_id="#b", line=3)
    (report,) = file_in(book, table("plain.people", people=(HASHED, other)))
    assert (report.added, report.differences) == ({"customers": 1, "people": 1}, ())


def test_a_firm_that_moved_is_one_firm(book):
    firm = replace(KELDER, external_id="#1")
    ella = replace(HASHED, customer_external_id="#1")
    file_in(book, table("plain.people", customers=(firm,), people=(ella,)))
    moved = replace(firm, external_id="#2", city="Ashford")
    there = replace(ella, customer_external_id="#2")
    (report,) = file_in(book, table("plain.people", customers=(moved,), people=(there,)))
    assert brief(report) == [("city", "Kelder", "Ashford", "open")]
    apart = replace(moved, external_id="#3", city="Dover")
    file_in(book, table("plain.people", customers=(apart,)))
    assert count_of(book, "customers") == 2


GONE = [(10, 9, "1 person of the last export is not in this one"), (10, 4, ""), (10, 10, "")]


@pytest.mark.parametrize(("first", "second", "said"), GONE)
def test_who_is_gone_from_a_newer_export_is_counted(book, first, second, said):
    rows = tuple(
        replace(ELLA, external_id=f"{at}", name=f"Ella {at}", line=at) for at in range(first)
    )
    assert file_in(book, table(people=rows))[0].notices == ()
    halves = [table(people=rows[:2]), table(people=rows[2:second])]
    reports = file_in(book, *halves)
    assert [one for report in reports for one in report.notices] == [said] * bool(said)


def count_of(book: Any, name: str) -> int:
    return int(book.row(f"SELECT count(*) FROM {name}")[0])
