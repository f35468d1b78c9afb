"""Sales and their agenda: hung, moved, settled, cancelled, and caught up with."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from repbook.actions.base import history
from repbook.actions.care import checks, evidence, followups, letters, problems, promises
from repbook.actions.sales import sales
from repbook.actions.sales.agendas import gone_by
from repbook.domain.agenda.agenda import hang
from repbook.domain.agenda.agenda_templates import TEMPLATES
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput
from repbook.storage.book.journal import undo
from repbook.storage.places.everybody import places
from repbook.storage.safety.integrity import check
from repbook.storage.views.customer_page import customer_page
from repbook.storage.views.today import today

TODAY = date(2026, 6, 3)
OPEN = "SELECT step, due_on FROM followups WHERE source = 'agenda' AND state = 'open' ORDER BY id"


def _open(book):
    return {step: date.fromisoformat(day) for step, day in book.rows(OPEN)}


@pytest.mark.practice("R01")
@pytest.mark.practice("R69")
@pytest.mark.parametrize("agenda", TEMPLATES)
def test_a_sale_of_today_hangs_its_whole_agenda(book, marsh, agenda):
    live = TODAY + timedelta(days=14)
    change = sales.add(book, marsh, "Pump", live_on=live, agenda=agenda, rules=DEFAULT)
    assert change.label == "won: Pump, the first order from Marsh Foods"
    assert _open(book) == {
        step.key: step.due_on for step in hang(agenda, TODAY, live, rules=DEFAULT)
    }
    assert book.rows("SELECT count(*) FROM followups WHERE source <> 'agenda'") == [(0,)]


def test_steps_of_the_live_day_wait_for_it(book, marsh):
    sale = sales.add(book, marsh, "Pump", rules=DEFAULT).ids["sales"][0]
    assert _open(book).keys() == {step.key for step in hang("standard", TODAY, None, rules=DEFAULT)}
    change = sales.set_live(book, sale, date(2026, 6, 17), rules=DEFAULT)
    assert change.notes == ("19 steps added to the agenda",)
    assert _open(book)["check-1"] == date(2026, 6, 22)


def test_a_promised_day_will_do_until_the_live_day_is_known(book, marsh):
    sale = sales.add(book, marsh, "Pump", promised_on=date(2026, 6, 15), rules=DEFAULT).ids[
        "sales"
    ][0]
    before = _open(book)
    change = sales.set_live(book, sale, date(2026, 6, 18), rules=DEFAULT)
    assert change.notes == (
        "19 steps moved with the live day, the first to Tue 16 Jun: Still good for the day?",
    )
    after = _open(book)
    assert after["arrived"] == date(2026, 6, 18)
    assert after["thanks"] == before["thanks"]


OLD_DAYS = "their agenda letter names the old days: t writes a new one"


@pytest.mark.practice("R70")
def test_an_agenda_letter_is_out_of_date_only_where_steps_have_moved(book, marsh):
    sale = sales.add(book, marsh, "Pump", promised_on=date(2026, 6, 15), rules=DEFAULT).ids[
        "sales"
    ][0]
    assert OLD_DAYS not in sales.set_live(book, sale, date(2026, 6, 18), rules=DEFAULT).notes
    letters.draft(book, marsh, "agenda", sale_id=sale, rules=DEFAULT)
    assert OLD_DAYS in sales.set_live(book, sale, date(2026, 6, 19), rules=DEFAULT).notes
    for step in book.rows("SELECT id FROM followups WHERE state = 'open' AND anchor = 'live'"):
        followups.drop(book, step[0], "not needed")
    assert OLD_DAYS not in sales.set_live(book, sale, date(2026, 6, 22), rules=DEFAULT).notes


def test_only_open_steps_move_with_the_live_day(world, book):
    done = book.row("SELECT id, due_on FROM followups WHERE step = 'still-good'")
    followups.done(book, done[0], rules=DEFAULT)
    ordered = {step: day for step, day in _open(book).items() if step in ("questions", "thanks")}
    sales.set_live(book, world.sale, date(2026, 6, 16), rules=DEFAULT)
    assert _open(book)["teething"] == date(2026, 6, 18)
    assert {step: _open(book)[step] for step in ordered} == ordered
    assert book.row("SELECT due_on FROM followups WHERE step = 'still-good'") == (done[1],)


def test_a_live_day_far_off_adds_weekly_calls_and_a_near_one_drops_them(world, book):
    change = sales.set_live(book, world.sale, date(2026, 7, 20), rules=DEFAULT)
    weekly = [step for step in _open(book) if step.startswith("on-track")]
    assert len(weekly) >= 3
    assert change.notes[-1] == f"{len(weekly)} steps added to the agenda"
    change = sales.set_live(book, world.sale, date(2026, 6, 16), rules=DEFAULT)
    assert f"{len(weekly)} steps dropped: the live day is Tue 16 Jun" in change.notes
    assert not [step for step in _open(book) if step.startswith("on-track")]


def test_editing_the_live_day_is_setting_it(world, book):
    change = sales.edit(
        book, world.sale, live_on=date(2026, 6, 16), title="Big pump", rules=DEFAULT
    )
    assert change.notes == (
        "19 steps moved with the live day, the first to Fri 12 Jun: Still good for the day?",
    )
    assert book.row("SELECT title FROM sales") == ("Big pump",)


def test_an_old_sale_is_history_and_hangs_nothing(book, marsh):
    sales.add(book, marsh, "Old", ordered_on=TODAY - timedelta(days=31), rules=DEFAULT)
    sales.add(book, marsh, "Young", ordered_on=TODAY - timedelta(days=30), rules=DEFAULT)
    assert book.rows("SELECT title, history, agenda FROM sales ORDER BY id") == [
        ("Old", 1, ""),
        ("Young", 0, "standard"),
    ]
    assert book.rows("SELECT DISTINCT sale_id FROM followups") == [(2,)]


def test_a_younger_sale_hangs_what_is_ahead_and_asks_once(book, marsh):
    ordered, live = TODAY - timedelta(days=9), TODAY - timedelta(days=2)
    change = sales.add(book, marsh, "Pump", ordered_on=ordered, live_on=live, rules=DEFAULT)
    steps = hang("standard", ordered, live, rules=DEFAULT)
    assert _open(book) == {step.key: step.due_on for step in steps if step.due_on >= TODAY}
    asked = book.rows("SELECT id, kind, due_on, state FROM followups WHERE source = 'import'")
    assert [row[1:] for row in asked] == [("catch up", "2026-06-03", "open")]
    gone = sales.passed(book, asked[0][0], rules=DEFAULT)
    assert {step.key for step in gone} == {step.key for step in steps if step.due_on < TODAY}
    assert asked[0][0] in change.ids["followups"]


def test_catching_up_records_what_had_happened(book, marsh, column):
    change = sales.add(book, marsh, "Pump", ordered_on=TODAY - timedelta(days=9), rules=DEFAULT)
    asked = book.row("SELECT id FROM followups WHERE source = 'import'")[0]
    sale = change.ids["sales"][0]
    change = sales.caught_up(book, asked, ("thanks", "questions"), rules=DEFAULT)
    assert change.label == "caught up with Pump: 2 steps done before"
    answered = book.rows(
        "SELECT step, state, due_on, done_on FROM followups"
        " WHERE sale_id = ? AND source = 'agenda' ORDER BY due_on, id",
        (sale,),
    )
    assert [row for row in answered if row[1] != "dropped"] == [
        ("questions", "done", "2026-05-25", "2026-05-25"),
        ("thanks", "done", "2026-05-26", "2026-05-26"),
    ]
    assert {row[0] for row in answered if row[1] == "dropped"} == {
        *("agenda-letter", "hand-over", "second-thoughts", "agreement", "live-day", "reassure"),
    }
    assert column(book, "followups.state", asked) == "done"
    with pytest.raises(InvalidInput):
        sales.caught_up(book, asked, ("thanks",), rules=DEFAULT)
    assert sales.set_live(book, sale, date(2026, 6, 15), rules=DEFAULT).notes == (
        "19 steps added to the agenda",
    )
    assert book.rows("SELECT count(*) FROM followups WHERE source = 'import'") == [(1,)]


@pytest.mark.practice("R36")
@pytest.mark.parametrize("how", ["done", "dropped"])
def test_who_answers_the_question_without_a_word_lets_go_of_its_steps(book, marsh, column, how):
    sales.add(book, marsh, "Pump", ordered_on=TODAY - timedelta(days=9), rules=DEFAULT)
    asked = book.row("SELECT id FROM followups WHERE source = 'import'")[0]
    if how == "done":
        followups.done(book, asked, rules=DEFAULT)
        assert column(book, "followups.reason", asked) == followups.LET_GO
    else:
        followups.drop(book, asked, "before my time")
    assert check(book, rules=DEFAULT) == ()


def test_catching_up_may_name_the_day(book, marsh):
    sales.add(book, marsh, "Pump", ordered_on=TODAY - timedelta(days=9), rules=DEFAULT)
    asked = book.row("SELECT id FROM followups WHERE source = 'import'")[0]
    sales.caught_up(book, asked, ("thanks",), date(2026, 5, 29), rules=DEFAULT)
    assert book.row("SELECT done_on FROM followups WHERE step = 'thanks'") == ("2026-05-29",)
    page = customer_page(book, marsh, rules=DEFAULT)
    assert page and page.facts.sales[0].thanked_on == date(2026, 5, 29)


def test_a_live_day_entered_late_asks_what_has_happened(world, open_book):
    later = open_book(datetime(2026, 6, 22, 9, 0))
    sales.set_live(later, world.sale, date(2026, 6, 17), rules=DEFAULT)
    assert later.rows("SELECT what FROM followups WHERE source = 'import'") == []
    sale = sales.add(
        later, world.customer, "Second", ordered_on=date(2026, 6, 22), rules=DEFAULT
    ).ids["sales"][0]
    much_later = open_book(datetime(2026, 7, 6, 9, 0))
    sales.set_live(much_later, sale, date(2026, 7, 2), rules=DEFAULT)
    asked = much_later.row("SELECT id FROM followups WHERE source = 'import'")
    assert "arrived" in {step.key for step in sales.passed(much_later, asked[0], rules=DEFAULT)}


@pytest.mark.practice("R40")
def test_expectations_come_with_the_sale(book, marsh):
    sales.add(book, marsh, "Pump", expectations=("saves an hour", "no leaks"), rules=DEFAULT)
    assert book.rows("SELECT text, sale_id, state FROM expectations ORDER BY id") == [
        ("saves an hour", 1, "not asked"),
        ("no leaks", 1, "not asked"),
    ]
    sales.add(book, marsh, "Hose", no_expectations=True, rules=DEFAULT)
    assert book.row("SELECT no_expectations FROM sales WHERE title = 'Hose'") == (1,)


@pytest.mark.practice("R56")
def test_settling_needs_the_gate_and_says_what_lacks(world, book, open_book, column):
    with pytest.raises(InvalidInput) as refused:
        sales.settle(book, world.sale, rules=DEFAULT)
    assert "0 of 1 success told" in refused.value.message
    assert "80 % are wanted" in refused.value.message
    for (followup,) in book.rows("SELECT id FROM followups WHERE source = 'agenda'"):
        followups.done(book, followup, rules=DEFAULT)
    evidence.told(book, world.evidence)
    promises.keep(book, world.promise)
    later = open_book(datetime(2026, 7, 10, 9, 0))
    checks.record(later, world.customer, 1, rules=DEFAULT)
    with pytest.raises(InvalidInput, match=r"not settled yet: no open problem above trivial - "):
        sales.settle(later, world.sale, rules=DEFAULT)
    problems.solve(later, world.problem, "new rail", rules=DEFAULT)
    problems.confirm(later, world.problem, "glides now")
    assert sales.settle(later, world.sale, rules=DEFAULT).label == "settled: Pump"
    assert column(later, "sales.settled_on", world.sale) == "2026-07-10"
    with pytest.raises(InvalidInput, match="is settled"):
        sales.settle(later, world.sale, rules=DEFAULT)


def test_what_settled_by_time_alone_may_be_confirmed(book, marsh, column):
    sale = sales.add(
        book, marsh, "Old", ordered_on=date(2025, 1, 1), live_on=date(2025, 1, 8), rules=DEFAULT
    )
    sales.settle(book, sale.ids["sales"][0], rules=DEFAULT)
    assert column(book, "sales.settled_on", sale.ids["sales"][0]) == "2026-06-03"


def test_cancelling_drops_the_open_agenda_and_nothing_else(world, book, dump):
    before = dump(book)
    change = sales.cancel(book, world.sale, "budget cut")
    assert change.label == "cancel a sale: Pump"
    assert _open(book) == {}
    assert book.rows("SELECT DISTINCT reason FROM followups WHERE source = 'agenda'") == [
        ("sale cancelled: budget cut",)
    ]
    assert book.row("SELECT cancelled_on, note FROM sales") == (
        ("2026-06-03", "Cancelled: budget cut")
    )
    assert book.row("SELECT state FROM followups WHERE id = ?", (world.followup,)) == ("open",)
    undo(book)
    assert dump(book) == before


def test_a_live_day_moved_and_moved_back_is_two_steps(world, book, dump):
    before = dump(book)
    sales.set_live(book, world.sale, date(2026, 8, 1), rules=DEFAULT)
    sales.set_live(book, world.sale, date(2026, 6, 12), rules=DEFAULT)
    labels = [step.label for step in history.steps(book)][:2]
    assert labels == ["live on Fri 12 Jun: Pump", "live on Sat 1 Aug: Pump"]
    history.undo(book)
    history.undo(book)
    assert dump(book) == before


def test_another_order_day_takes_its_open_steps_along_and_no_others(world, book, dump):
    """Ordered on Wed 3 June, in truth on Mon 1 June: what hangs on the order is due two days earlier."""
    done = "SELECT id FROM followups WHERE step = 'thanks'"
    followups.done(book, book.row(done)[0], rules=DEFAULT)
    followups.snooze(
        book,
        book.row("SELECT id FROM followups WHERE step = 'reassure'")[0],
        date(2026, 6, 10),
        rules=DEFAULT,
    )
    before, wrong = _open(book), dump(book)
    change = sales.edit(book, world.sale, ordered_on=date(2026, 6, 1), rules=DEFAULT)
    hung = {
        step.key: step
        for step in hang("standard", date(2026, 6, 1), date(2026, 6, 12), rules=DEFAULT)
    }
    expected = {
        key: hung[key].due_on if hung[key].anchor == "order" else day for key, day in before.items()
    }
    expected["reassure"] = date(2026, 6, 8)  # moved by hand: five days before its new place
    assert _open(book) == expected
    assert change.notes == (
        "7 steps moved with the order day, the first to Mon 1 Jun: Five questions",
    )
    undo(book)
    assert dump(book) == wrong


def test_both_days_move_each_its_own(world, book):
    sales.edit(
        book, world.sale, ordered_on=date(2026, 6, 1), live_on=date(2026, 6, 16), rules=DEFAULT
    )
    hung = hang("standard", date(2026, 6, 1), date(2026, 6, 16), rules=DEFAULT)
    assert _open(book) == {step.key: step.due_on for step in hung}


def test_weekly_calls_that_lack_come_with_an_earlier_order_day(book, marsh):
    """From 11 May to 12 June are 32 days: "still on track" weekly; from 3 June they were 9, and none."""
    sale = sales.add(book, marsh, "Pump", live_on=date(2026, 6, 12), rules=DEFAULT).ids["sales"][0]
    sales.edit(book, sale, ordered_on=date(2026, 5, 11), rules=DEFAULT)
    track = {key: day for key, day in _open(book).items() if key.startswith("on-track")}
    assert track == {"on-track-4": date(2026, 6, 8)}
    sales.edit(book, sale, ordered_on=TODAY, rules=DEFAULT)
    assert not [key for key in _open(book) if key.startswith("on-track")]


IMPORTED = TODAY - timedelta(days=70)


def test_what_may_have_happened_is_asked_of_steps_gone_by_with_their_own_day() -> None:
    ordered, live = TODAY - timedelta(days=40), TODAY - timedelta(days=1)
    keys = [
        step.key
        for step in gone_by(hang("standard", ordered, live, rules=DEFAULT), ordered, live, TODAY)
    ]
    assert {"questions", "thanks", "still-good", "arrived"} <= set(keys)
    assert not any(key.startswith("on-track") for key in keys)  # nobody asks about a weekly call
    assert "evidence" not in keys  # today is its day
    # On the order's day nothing has gone by, and before the live day nothing that hangs on it.
    assert gone_by(hang("standard", TODAY, TODAY, rules=DEFAULT), TODAY, TODAY, TODAY) == ()
    ahead = TODAY + timedelta(days=1)
    still_good = [
        step for step in hang("standard", ordered, ahead, rules=DEFAULT) if step.key == "still-good"
    ]
    assert still_good[0].due_on < TODAY
    assert gone_by(still_good, ordered, ahead, TODAY) == ()


@pytest.fixture
def imported(book, marsh):
    """A monthly buyer as an import has it: a one-off of ten weeks ago, history."""
    return sales.add(book, marsh, "Gloves", ordered_on=IMPORTED, rules=DEFAULT).ids["sales"][0]


@pytest.mark.practice("R98")
def test_an_imported_monthly_buyer_made_recurring_is_missed(book, marsh, imported):
    """Expected every 30 days from 25 March: missed since 24 April and five days."""
    assert not [
        row for row in today(book, rules=DEFAULT).rows if row.reason.target == ("sale", imported)
    ]
    sales.edit(book, imported, kind="recurring", cycle_days=30, rules=DEFAULT)
    reasons = (reason for one in places(book, DEFAULT).of.values() for reason in one.reasons)
    found = [reason.text for reason in reasons if reason.target == ("sale", imported)]
    assert found == ["expected order did not come · 40 d late"]
    assert check(book, rules=DEFAULT) == ()


@pytest.mark.parametrize("ask", [False, True])
def test_an_agenda_for_a_sale_that_had_none_hangs_what_is_ahead(book, marsh, imported, ask):
    """Live on 30 May: the first steps after delivery have gone by; the rep may have them asked for."""
    live = date(2026, 5, 30)
    sales.edit(book, imported, live_on=live, rules=DEFAULT)
    change = sales.edit(book, imported, agenda="standard", ask_passed=ask, rules=DEFAULT)
    hung = hang("standard", IMPORTED, live, rules=DEFAULT)
    assert _open(book) == {step.key: step.due_on for step in hung if step.due_on >= TODAY}
    asked = book.rows("SELECT due_on FROM followups WHERE step = 'catch-up' AND state = 'open'")
    assert asked == ([(TODAY.isoformat(),)] if ask else [])
    assert book.row("SELECT history, agenda FROM sales") == (1, "standard")
    assert change.notes[0].endswith("added to the agenda")
    assert check(book, rules=DEFAULT) == ()
    sales.edit(book, imported, agenda="", rules=DEFAULT)
    assert _open(book) == {}


@pytest.mark.practice("R69")
def test_another_agenda_drops_what_is_not_in_it_and_back_again(world, book):
    before = _open(book)
    sales.edit(book, world.sale, agenda="light", rules=DEFAULT)
    light = {
        step.key: step.due_on for step in hang("light", TODAY, date(2026, 6, 12), rules=DEFAULT)
    }
    assert _open(book) == light
    sales.edit(book, world.sale, agenda="standard", rules=DEFAULT)
    assert _open(book) == before
    with pytest.raises(InvalidInput, match="a sale has an agenda"):
        sales.edit(book, world.sale, agenda="", rules=DEFAULT)
    with pytest.raises(InvalidInput, match="agenda"):
        sales.edit(book, world.sale, agenda="weekly", rules=DEFAULT)


def test_an_old_sale_that_was_ordered_lately_is_no_history(book, marsh, imported):
    sales.edit(book, imported, ordered_on=TODAY - timedelta(days=2), rules=DEFAULT)
    assert book.row("SELECT history, agenda FROM sales") == (0, "standard")
    assert book.row("SELECT count(*) FROM followups WHERE step = 'catch-up'") == (1,)
    assert check(book, rules=DEFAULT) == ()


def test_all_that_the_wizard_asks_can_be_mended(world, book):
    given = {
        "title": "Big pump",
        "number": "A-17",
        "kind": "catalogue",
        "promised_on": date(2026, 6, 11),
        "cycle_days": 90,
        "amount": 120050,
        "currency": "EUR",
        "under_pressure": True,
        "person_id": world.person,
        "invoice_due_on": date(2026, 7, 1),
        "paid_on": TODAY,
        "cancel_until": date(2026, 6, 17),
        "next_cycle_on": date(2026, 9, 1),
    }
    sales.edit(book, world.sale, rules=DEFAULT, **given)
    names = ", ".join(given)
    (row,) = book.rows(f"SELECT {names} FROM sales")
    assert row == tuple(
        value.isoformat() if isinstance(value, date) else value for value in given.values()
    )


def test_a_cancelled_sale_hangs_nothing_any_more(world, book):
    sales.cancel(book, world.sale, "budget cut")
    sales.set_live(book, world.sale, date(2026, 8, 1), rules=DEFAULT)
    assert _open(book) == {}
