"""Winning a sale: everything of it in one step, and what holds of every sale afterwards."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from repbook.actions.base import history, removing
from repbook.actions.care import expectations, followups
from repbook.actions.customers import customers, people
from repbook.actions.customers.reaching import WhomToReach, read_whom
from repbook.actions.sales import sales
from repbook.actions.sales.answers import Answers
from repbook.actions.sales.won import Won, ordinal, win
from repbook.domain.agenda.agenda import hang
from repbook.domain.overrides import rules_from
from repbook.domain.spine.kinds import Phase
from repbook.domain.spine.rules import DEFAULT, Pace
from repbook.errors import InvalidInput
from repbook.storage.places.everybody import places
from repbook.storage.views.customer_page import customer_page

TODAY = date(2026, 6, 3)
LIVE = date(2026, 6, 17)
OPEN = "SELECT step FROM followups WHERE source = 'agenda' AND state = 'open'"
FULL = Won(
    "Dosing pump",
    kind="recurring",
    ordered_on=TODAY,
    promised_on=date(2026, 6, 15),
    live_on=LIVE,
    invoice_due_on=date(2026, 7, 1),
    paid_on=TODAY,
    cancel_until=date(2026, 6, 10),
    next_cycle_on=date(2027, 6, 3),
    cycle_days=365,
    amount=120_000,
    currency="EUR",
    under_pressure=True,
    people=(
        WhomToReach(
            "Tom Hollis", "owner", "0113 496 0001", "", "", "12 jun", "Anna starts college"
        ),
        WhomToReach("Jo Marsh", "", "0113 496 0009", "jo@hollis.example", "billing"),
    ),
    answers=Answers(
        important="no downtime at milking",
        need="a pump that doses",
        expectations=("savings", "training"),
        why_us="you came at once",
        worries="none",
    ),
    wish=Pace(25, 30),
    goal="the whole parlour",
)


def one(book, sql):
    return book.row(sql)


@pytest.mark.practice("R01")
def test_a_sale_that_is_won_opens_its_excitement_and_has_a_next_step(book, marsh):
    win(book, marsh, Won("Pump"), rules=DEFAULT)
    found = places(book, DEFAULT).of[marsh]
    assert (found.phase, found.phase_note) == (Phase.EXCITEMENT, "day 0")
    assert found.next_on == TODAY
    for (followup,) in book.rows("SELECT id FROM followups WHERE state = 'open'"):
        followups.drop(book, followup, "they would rather not")
    left = customer_page(book, marsh, DEFAULT).standing
    assert (left.next_step, left.next_on) == ("get in touch", date(2026, 6, 5))


@pytest.mark.practice("R03", "R09")
def test_a_sale_is_won_with_all_its_days_in_one_undo_step(book, marsh, dump):
    before = dump(book)
    change = win(book, marsh, FULL, rules=DEFAULT)
    assert one(
        book,
        "SELECT kind, ordered_on, promised_on, live_on, invoice_due_on, paid_on, cancel_until, next_cycle_on,"
        " cycle_days, amount, currency, under_pressure, no_expectations, agenda FROM sales",
    ) == (
        *("recurring", "2026-06-03", "2026-06-15", "2026-06-17", "2026-07-01", "2026-06-03"),
        *("2026-06-10", "2027-06-03", 365, 120_000, "EUR", 1, 0, "recurring"),
    )
    assert change.notes == ("rhythm once settled: every 25 to 30 d",)
    won_and_added = history.steps(book)
    assert [step.label for step in won_and_added] == [change.label, "add Marsh Foods"]
    history.undo(book)
    assert dump(book) == before


@pytest.mark.practice("R24", "R37", "R38", "R40", "R46")
def test_the_five_answers_are_kept_in_their_words(book, marsh):
    win(book, marsh, FULL, rules=DEFAULT)
    assert book.rows("SELECT kind, text, said_by, sale_id FROM facts WHERE sale_id = 1") == [
        ("important", "no downtime at milking", "Tom Hollis", 1),
        ("need", "a pump that doses", "Tom Hollis", 1),
        ("why us", "you came at once", "Tom Hollis", 1),
    ]
    assert book.rows("SELECT text, due_on FROM expectations") == [
        ("savings", "2026-06-15"),
        ("training", "2026-06-15"),
    ]
    assert one(book, "SELECT state, done_on FROM followups WHERE step = 'questions'") == (
        "done",
        "2026-06-03",
    )


@pytest.mark.practice("R19", "R74")
def test_whom_to_reach_for_what_and_something_personal(book, marsh):
    win(book, marsh, FULL, rules=DEFAULT)
    assert book.rows("SELECT name, role, main FROM people") == [
        ("Tom Hollis", "owner", 1),
        ("Jo Marsh", "", 0),
    ]
    assert book.rows("SELECT person_id, kind, value, situation FROM routes") == [
        (1, "phone", "0113 496 0001", ""),
        (2, "phone", "0113 496 0009", "billing"),
        (2, "email", "jo@hollis.example", "billing"),
    ]
    assert one(book, "SELECT person_id, month, day FROM dates") == (1, 6, 12)
    assert one(book, "SELECT text, person_id FROM facts WHERE kind = 'personal'") == (
        "Anna starts college",
        1,
    )
    assert one(book, "SELECT person_id FROM sales") == (1,)


def test_who_is_known_is_found_and_nothing_of_theirs_is_lost(world, book):
    jo = WhomToReach("jo  MARSH", "buyer", "0113 4960000", "", "billing")
    win(
        book,
        world.customer,
        Won("Hose", people=(jo, WhomToReach("Jo Marsh", situation="escalation"))),
        rules=DEFAULT,
    )
    assert book.rows("SELECT name, role FROM people WHERE customer_id = ?", (world.customer,)) == [
        ("Jo Marsh", "buyer")
    ]
    assert book.rows(
        "SELECT value, situation FROM routes WHERE person_id = ?", (world.person,)
    ) == [("0113 496 0000", "billing, escalation")]


def test_a_namesake_who_left_is_not_meant(world, book):
    people.left(book, world.person)
    win(book, world.customer, Won("Hose", people=(WhomToReach("Jo Marsh"),)), rules=DEFAULT)
    assert len(book.rows("SELECT id FROM people WHERE folded = 'jo marsh'")) == 2


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Jo Marsh", ("Jo Marsh", "", "", "")),
        ("Jo Marsh, 0113 496 0009", ("Jo Marsh", "", "0113 496 0009", "")),
        ("jo@x.example, Jo Marsh; buyer", ("Jo Marsh", "buyer", "", "jo@x.example")),
        ("Jo Marsh, desk 12, 113", ("Jo Marsh", "desk 12", "113", "")),
    ],
)
def test_a_contact_is_read_from_one_line(typed, wanted):
    assert read_whom(typed, "billing") == (*wanted, "billing", "", "")


@pytest.mark.parametrize(
    ("won", "field"),
    [
        (Won(""), "title"),
        (Won("A", agenda="grand"), "agenda"),
        (Won("A", invoice_due_on=date(2026, 6, 1)), "invoice_due_on"),
        (Won("A", next_cycle_on=date(2026, 6, 1)), "next_cycle_on"),
        (Won("A", cycle_days=0), "cycle_days"),
        (Won("A", paid_on=date(2026, 6, 4)), "paid_on"),
        (Won("A", people=(WhomToReach(""),)), "name"),
        (Won("A", people=(WhomToReach("Jo", situation="out of hours"),)), "out_of_hours"),
        (Won("A", people=(WhomToReach("Jo", email="no address"),)), "email"),
        (Won("A", people=(WhomToReach("Jo", birthday="soon"),)), "birthday"),
        (Won("A", answers=Answers(expectations=("savings", "-"))), "no_expectations"),
        (Won("A", wish=Pace(30, 20)), "limit"),
    ],
)
def test_a_refusal_leaves_nothing_behind(book, marsh, dump, won, field):
    before = dump(book)
    with pytest.raises(InvalidInput) as refused:
        win(book, marsh, won, rules=DEFAULT)
    assert refused.value.field == field
    assert dump(book) == before


def test_a_contact_without_a_name_is_refused():
    with pytest.raises(InvalidInput) as refused:
        read_whom("0113 496 0009", "out of hours")
    assert refused.value.field == "out_of_hours"


@pytest.mark.practice("R08")
def test_the_win_is_told_in_one_line_and_counts_the_orders(book, marsh):
    assert (
        win(book, marsh, Won("Pump"), rules=DEFAULT).label
        == "won: Pump, the first order from Marsh Foods"
    )
    assert (
        win(book, marsh, Won("Hose"), rules=DEFAULT).label
        == "won: Hose, the 2nd order from Marsh Foods"
    )
    sales.cancel(book, 1, "budget cut")
    assert (
        win(book, marsh, Won("Lid"), rules=DEFAULT).label
        == "won: Lid, the 2nd order from Marsh Foods"
    )
    old = Won("Tank", ordered_on=TODAY - timedelta(days=400))
    assert win(book, marsh, old, rules=DEFAULT).label == "sale to Marsh Foods: Tank"


@pytest.mark.parametrize(
    ("number", "said"),
    [(2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st"), (113, "113th")],
)
def test_ordinals(number, said):
    assert ordinal(number) == said


@pytest.mark.practice("R05")
@pytest.mark.parametrize(
    ("kind", "agenda"),
    [("one-off", "standard"), ("catalogue", "standard"), ("recurring", "recurring")],
)
def test_the_kind_picks_the_agenda_and_the_goal_is_kept(book, marsh, kind, agenda):
    win(book, marsh, Won("Pump", kind=kind, live_on=LIVE, goal="a second dairy"), rules=DEFAULT)
    assert {step for (step,) in book.rows(OPEN)} == {
        one.key for one in hang(agenda, TODAY, LIVE, rules=DEFAULT)
    }
    assert one(book, "SELECT goal FROM customers") == ("a second dairy",)
    win(book, marsh, Won("Hose"), rules=DEFAULT)
    assert one(book, "SELECT goal FROM customers") == ("a second dairy",)


@pytest.mark.practice("R06", "R33")
@pytest.mark.parametrize(
    ("won", "industry", "wanted"),
    [
        (Won("Pump", propose=True), "", (150, 180)),
        (Won("Pump", propose=True), "dairy", (20, 30)),
        (Won("Pump", kind="recurring", propose=True), "", (None, None)),
        (Won("Pump", propose=False), "dairy", (None, None)),
        (Won("Pump", propose=True, wish=Pace(60, 75)), "dairy", (60, 75)),
    ],
)
def test_a_new_customers_rhythm_is_what_was_agreed_or_proposed(book, marsh, won, industry, wanted):
    rules = rules_from({"rhythm": {"industries": {"Dairy": [20, 30]}}})
    customers.edit(book, marsh, industry=industry)
    change = win(book, marsh, won, rules=rules)
    assert one(book, "SELECT wish_aim, wish_limit FROM customers") == wanted
    assert any(note.startswith("rhythm") for note in change.notes) == (wanted != (None, None))


def test_nothing_is_proposed_to_a_customer_who_has_a_rhythm_or_orders_again(book, marsh):
    customers.set_rhythm(book, marsh, 40, 50)
    win(book, marsh, Won("Pump", propose=True), rules=DEFAULT)
    assert one(book, "SELECT wish_aim, wish_limit FROM customers") == (40, 50)
    customers.set_rhythm(book, marsh, None, None)
    win(book, marsh, Won("Hose", propose=True), rules=DEFAULT)
    assert one(book, "SELECT wish_aim, wish_limit FROM customers") == (None, None)


@pytest.mark.practice("R40")
@pytest.mark.parametrize(
    ("answer", "flag", "noted"),
    [((), 1, True), (("-",), 1, False), (("None",), 1, False), (("savings",), 0, False)],
)
def test_every_sale_has_expectations_or_says_that_none_are_recorded(
    book, marsh, answer, flag, noted
):
    change = win(book, marsh, Won("Pump", answers=Answers(expectations=answer)), rules=DEFAULT)
    assert one(book, "SELECT no_expectations FROM sales") == (flag,)
    assert ("no expectations recorded: {questions} asks" in change.notes) == noted
    done = "SELECT state FROM followups WHERE step = 'questions'"
    assert one(book, done) == ("done" if answer else "open",)


@pytest.mark.practice("R40")
def test_none_recorded_goes_with_the_first_expectation_and_comes_back_with_the_last(book, marsh):
    flag = "SELECT no_expectations FROM sales WHERE id = 1"
    win(book, marsh, Won("Pump"), rules=DEFAULT)
    expectations.add(book, marsh, "in general")
    assert one(book, flag) == (1,)
    first = expectations.add(book, marsh, "savings", sale_id=1).ids["expectations"][0]
    second = expectations.add(book, marsh, "training", sale_id=1).ids["expectations"][0]
    assert one(book, flag) == (0,)
    removing.remove(book, "expectation", first)
    assert one(book, flag) == (0,)
    removing.remove(book, "expectation", second)
    assert one(book, flag) == (1,)
    history.undo(book)
    assert one(book, flag) == (0,)


def test_a_history_sale_says_nothing_of_expectations(book, marsh):
    change = win(book, marsh, Won("Old", ordered_on=TODAY - timedelta(days=90)), rules=DEFAULT)
    assert one(book, "SELECT history, no_expectations FROM sales") == (1, 0)
    assert change.notes == ()


def test_questions_asked_with_an_order_of_last_week_are_not_asked_again(book, marsh):
    won = Won("Pump", ordered_on=date(2026, 5, 27), answers=Answers(important="no downtime"))
    win(book, marsh, won, rules=DEFAULT)
    done = "SELECT state, done_on FROM followups WHERE step = 'questions'"
    assert one(book, done) == ("done", "2026-06-03")
    asked = one(book, "SELECT id FROM followups WHERE step = 'catch-up'")[0]
    assert "questions" not in {step.key for step in sales.passed(book, asked, rules=DEFAULT)}


@pytest.mark.practice("R09")
def test_the_paid_day_is_one_step(book, marsh, column):
    win(book, marsh, Won("Pump", ordered_on=date(2026, 5, 20)), rules=DEFAULT)
    assert sales.paid(book, 1).label == "paid: Pump"
    assert column(book, "sales.paid_on", 1) == "2026-06-03"
    sales.paid(book, 1, date(2026, 6, 1))
    assert column(book, "sales.paid_on", 1) == "2026-06-01"
    with pytest.raises(InvalidInput, match="still ahead"):
        sales.paid(book, 1, date(2026, 6, 4))
    sales.cancel(book, 1, "sent back")
    with pytest.raises(InvalidInput, match="cancelled"):
        sales.paid(book, 1)


OWN = rules_from(
    {
        "agenda": {
            "templates": {"visit": ["O+1bd thanks: Note", "L arrived: There?", "L+5 check: Well?"]}
        }
    }
)


@pytest.mark.practice("R69", "R71")
def test_a_sale_may_hang_an_agenda_of_the_settings_and_its_live_day_takes_it_along(book, marsh):
    win(book, marsh, Won("Pump", agenda="visit", live_on=LIVE), rules=OWN)
    due = "SELECT step, due_on FROM followups WHERE state = 'open' ORDER BY id"
    before = book.rows(due)
    assert before == [
        ("thanks", "2026-06-04"),
        ("arrived", "2026-06-17"),
        ("check-well", "2026-06-22"),
    ]
    change = sales.set_live(book, 1, date(2026, 6, 18), rules=OWN)
    assert change.notes == ("2 steps moved with the live day, the first to Thu 18 Jun: There?",)
    assert book.rows(due)[0] == before[0]


def test_an_agenda_that_left_the_settings_keeps_its_steps_and_says_so(book, marsh):
    win(book, marsh, Won("Pump", agenda="visit", live_on=LIVE), rules=OWN)
    change = sales.set_live(book, 1, date(2026, 7, 20), rules=DEFAULT)
    assert change.notes == (
        "2 steps moved with the live day, the first to Mon 20 Jul: There?",
        "the agenda 'visit' is not in the settings: no step was added",
    )
    assert [step for (step,) in book.rows(OPEN)] == ["thanks", "arrived", "check-well"]
    change = sales.set_live(book, 1, date(2026, 7, 21), rules=OWN)
    assert change.notes[-1] == "5 steps added to the agenda"  # still on track


def test_a_step_that_was_taken_out_of_the_settings_stays_hung(book, marsh):
    win(book, marsh, Won("Pump", agenda="visit", live_on=LIVE), rules=OWN)
    less = rules_from({"agenda": {"templates": {"visit": ["L arrived: There?", "L+9 call: Ok?"]}}})
    sales.set_live(book, 1, date(2026, 6, 18), rules=less)
    assert [step for (step,) in book.rows(OPEN)] == ["thanks", "arrived", "check-well", "call-ok"]


def test_catching_up_with_an_agenda_that_is_gone_asks_nothing(open_book, book, marsh):
    win(book, marsh, Won("Pump", agenda="visit", ordered_on=date(2026, 5, 20)), rules=OWN)
    asked = one(book, "SELECT id FROM followups WHERE step = 'catch-up'")[0]
    assert [step.key for step in sales.passed(book, asked, rules=OWN)] == ["thanks"]
    assert sales.passed(book, asked, rules=DEFAULT) == ()
    sales.caught_up(book, asked, (), rules=DEFAULT)
    later = open_book(datetime(2026, 6, 8, 9, 0))
    assert later.rows("SELECT state FROM followups WHERE step = 'catch-up'") == [("done",)]


@pytest.mark.practice("R90")
def test_who_of_the_inside_staff_rings_them_is_agreed_with_the_sale(book, marsh):
    for who in ("Ann", "Bea"):
        win(book, marsh, Won("Pump", ordered_on=TODAY, inside=who), rules=DEFAULT)
    calls = "SELECT delegated_to, every_days, state FROM followups WHERE every_days > 0 ORDER BY id"
    assert book.rows(calls) == [("Ann", 30, "dropped"), ("Bea", 30, "open")]


@pytest.mark.practice("R04")
def test_another_order_says_how_much_after_care_went_before_it(book, marsh):
    win(book, marsh, Won("Pump"), rules=DEFAULT)
    rows = book.rows("SELECT id FROM followups WHERE source = 'agenda' ORDER BY due_on, id")
    for number, (step,) in enumerate(rows[:3], 1):
        followups.done(book, step, rules=DEFAULT)
        said = "".join(win(book, marsh, Won(f"Kit {number}"), rules=DEFAULT).notes)
        assert ("after-care brought it: 3 of" in said) == (number == 3)
