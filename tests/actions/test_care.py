"""After-care that the rep gives or hands over: trainings, surveys, inside calls, checks, and the log's extras."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from repbook.actions.base import history
from repbook.actions.care import checks, expectations, followups, trainings
from repbook.actions.customers import customers, facts, people
from repbook.actions.sales import inside_calls, sales
from repbook.actions.touches import surveys, touches
from repbook.actions.touches.log_entry import LogEntry
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput
from repbook.storage.book.facts_cache import rebuild
from repbook.storage.views.agenda_tab import care
from repbook.storage.views.customer_page import customer_page
from repbook.ui.dialogs.care.check import CheckForm
from repbook.ui.dialogs.logging.log import vital_to_ask
from repbook.ui.page.agenda_tab import agenda
from repbook.ui.shell.target import Target
from repbook.ui.text.handoff import handoff_of

TODAY = date(2026, 6, 3)
LATER = datetime(2026, 6, 15, 9, 0)


# -- trainings -----------------------------------------------------------------------------------


@pytest.mark.practice("R68")
def test_areas_affected_against_areas_trained(world, open_book, dump, stale, column):
    book = open_book(LATER)
    named = trainings.affected(
        book, world.customer, ("stock room", " ", "night shift", "Stock room")
    )
    stock, night = named.ids["facts"]
    assert [area.trained_on for area in care(book, world.customer).areas] == [None, None]
    before = dump(book)
    change = trainings.record(
        book,
        world.customer,
        area_ids=(stock,),
        areas=("milking parlour",),
        person_ids=(world.person,),
        others="two of the night shift",
        feedback="easier than the old one",
        rules=DEFAULT,
    )
    areas = {area.text: area for area in care(book, world.customer).areas}
    assert areas["stock room"].trained_on == areas["milking parlour"].trained_on == LATER.date()
    assert areas["night shift"].trained_on is None
    who = "Jo Marsh, two of the night shift · easier than the old one"
    assert areas["stock room"].words == who
    touch = change.ids["touches"][0]
    assert book.row("SELECT kind, reach, person_id, note FROM touches WHERE id = ?", (touch,)) == (
        ("training", "two-way", world.person, f"stock room, milking parlour · {who}")
    )
    step = book.row("SELECT state, touch_id FROM followups WHERE step = 'training-1'")
    assert step == ("done", touch)
    assert book.row("SELECT state FROM followups WHERE step = 'training-2'") == ("open",)
    assert not stale(book)
    history.undo(book)
    assert dump(book) == before
    assert column(book, "facts.done_on", night) is None


def test_a_training_needs_an_area_of_this_customer(world, book):
    with pytest.raises(InvalidInput) as none:
        trainings.record(book, world.customer, rules=DEFAULT)
    assert none.value.field == "areas"
    strange = trainings.affected(book, world.stranger, ("office",)).ids["facts"][0]
    with pytest.raises(InvalidInput):
        trainings.record(book, world.customer, area_ids=(strange,), rules=DEFAULT)


# -- surveys -------------------------------------------------------------------------------------


@pytest.mark.practice("R91")
def test_a_survey_goes_out_and_comes_back_with_what_has_to_change(world, open_book):
    book = open_book()
    surveys.sent(book, world.customer, rules=DEFAULT)
    facts_then = customer_page(book, world.customer, rules=DEFAULT).facts
    assert (facts_then.survey_sent_on, facts_then.survey_back_on) == (TODAY, None)
    later = open_book(LATER)
    with pytest.raises(InvalidInput):
        surveys.answered(later, world.customer, " ", rules=DEFAULT)
    surveys.answered(
        later,
        world.customer,
        "friendly ? invoices come late + quick answers",
        score=1,
        rules=DEFAULT,
    )
    facts_now = customer_page(later, world.customer, rules=DEFAULT).facts
    assert facts_now.survey_back_on == LATER.date()
    assert facts_now.two_way[0] == LATER.date()
    assert facts_now.checks[0].score == 1
    assert facts_now.problems[0].text == "invoices come late"
    assert later.row("SELECT note FROM touches ORDER BY id DESC") == ("friendly",)


# -- inside calls ------------------------------------------------------------------------------


@pytest.mark.practice("R90")
@pytest.mark.practice("R14")
def test_an_inside_call_comes_round_until_it_is_dropped(world, open_book, dump, column):
    book = open_book()
    first = inside_calls.add(book, world.customer, "Ann", date(2026, 6, 13), 30, rules=DEFAULT).ids[
        "followups"
    ][0]
    assert column(book, "followups.due_on", first) == "2026-06-15"  # a Saturday moves to Monday
    later = open_book(LATER)
    rows = customer_page(later, world.customer, rules=DEFAULT).standing.reasons
    assert any("has Ann done it?" in row.text and row.command == "done" for row in rows)
    before = dump(later)
    change = followups.done(later, first, note="all well", rules=DEFAULT)
    second = max(change.ids["followups"])
    assert column(later, "followups.state", first) == "done"
    assert later.row(
        "SELECT due_on, delegated_to, every_days, state FROM followups WHERE id = ?", (second,)
    ) == ("2026-07-15", "Ann", 30, "open")
    assert change.notes == ("the next one is due Wed 15 Jul",)
    history.undo(later)
    assert dump(later) == before
    quarterly = inside_calls.add(later, world.customer, "Ben", date(2026, 6, 16), 90, rules=DEFAULT)
    assert column(later, "followups.state", first) == "dropped"
    followups.drop(later, max(quarterly.ids["followups"]), "they would rather talk to me")
    assert later.row("SELECT count(*) FROM followups WHERE every_days AND state = 'open'") == (0,)


def test_the_sheet_to_hand_over_says_whom_and_what(world, book):
    made = inside_calls.add(
        book, world.customer, "Ann", date(2026, 6, 9), 30, person_id=world.person, rules=DEFAULT
    )
    page = customer_page(book, world.customer, rules=DEFAULT)
    sheet = handoff_of(page, "followup", made.ids["followups"][0], TODAY)
    for words in ("Ann", "Marsh Foods · Jo Marsh", "0113 496 0000", "Tue 9 Jun", "said yes"):
        assert words in sheet
    assert handoff_of(page, "followup", world.followup, TODAY) == ""


# -- checks --------------------------------------------------------------------------------------


@pytest.mark.practice("R49")
@pytest.mark.practice("R44")
@pytest.mark.parametrize(
    ("became", "promised", "troubles"), [("promise", 1, 0), ("problem", 0, 1), ("noted", 0, 0)]
)
def test_what_could_be_better_becomes_something(world, book, became, promised, troubles):
    change = checks.record(
        book,
        world.customer,
        1,
        gained="an hour a day",
        to_improve="the manual",
        improved=became,
        change_due=date(2026, 6, 9),
        rules=DEFAULT,
    )
    assert len(change.ids.get("promises", ())) == promised
    assert len(change.ids.get("problems", ())) == troubles
    assert book.row("SELECT text, state FROM facts WHERE kind = 'to improve'") == (
        ("the manual", became)
    )


@pytest.mark.practice("R83")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"change": "ship monthly"}, "became"),
        ({"became": "noted"}, "change"),
        ({"change": "ship monthly", "became": "promise"}, "change_due"),
        ({"to_improve": "the manual"}, "improved"),
        ({"improved": "noted"}, "to_improve"),
        ({"to_improve": "the manual", "improved": "promise"}, "change_due"),
    ],
)
def test_no_answer_stays_plain_text(world, book, dump, given, field):
    before = dump(book)
    with pytest.raises(InvalidInput) as refused:
        checks.record(book, world.customer, 0, rules=DEFAULT, **given)
    assert refused.value.field == field
    assert dump(book) == before


@pytest.mark.practice("R84")
@pytest.mark.practice("R41")
def test_an_expectation_is_reset_in_the_words_of_the_check(world, book):
    expectations.answer(book, world.expectation, "unmet", rules=DEFAULT)
    assert customer_page(book, world.customer, rules=DEFAULT).facts.unmet == 1
    checks.record(
        book,
        world.customer,
        0,
        words="half an hour is fine, we agreed",
        expectations={world.expectation: "not asked"},
        rules=DEFAULT,
    )
    assert book.row("SELECT state, asked_on, words FROM expectations") == (
        ("not asked", None, "half an hour is fine, we agreed")
    )
    assert customer_page(book, world.customer, rules=DEFAULT).facts.unmet == 0


# -- the log's extras ----------------------------------------------------------------------------


@pytest.mark.practice("R21")
@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("", "business"),
        ("talked about valves", "business"),
        ("! send manual fri", "business"),
        ("@ Anna starts college", "personal"),
        ("@ Anna starts college @ has a new dog", "personal"),
        ("ordered more @ Anna starts college", "both"),
        ("@ Anna starts college ? drawer sticks", "both"),
    ],
)
def test_the_topic_follows_from_the_line_and_any_ends_a_silence(world, open_book, line, topic):
    book = open_book(LATER)
    assert customer_page(book, world.customer, rules=DEFAULT).standing.silence.days > 0
    touch = touches.log(book, LogEntry(world.customer, line=line), rules=DEFAULT).ids["touches"][0]
    assert book.row("SELECT topic FROM touches WHERE id = ?", (touch,)) == (topic,)
    assert customer_page(book, world.customer, rules=DEFAULT).standing.silence.days == 0


@pytest.mark.practice("R78")
def test_vital_areas_are_asked_after_at_calls_once_live_and_when_the_agenda_says(world, open_book):
    book = open_book()
    for number in range(6):
        facts.add(book, world.customer, "vital area", f"area {number}")
    for row, step in book.rows("SELECT id, step FROM followups WHERE state = 'open'"):
        if step != "vital-1":
            followups.drop(book, row, "not today")

    def asked(day: int) -> int:
        page = customer_page(open_book(datetime(2026, 6, day, 9)), world.customer, rules=DEFAULT)
        return len(vital_to_ask(page, date(2026, 6, day)))

    assert asked(11) == 0
    assert asked(12) == 5  # live; no more than a call has time for
    for number in range(4):
        followups.add(book, world.customer, f"call {number}", date(2026, 6, 15))
    assert asked(15) == 0  # with so much due they wait for the next call
    assert asked(19) == 5  # but not for longer than a week after the live day


@pytest.mark.practice("R78")
@pytest.mark.practice("R34")
def test_a_call_says_how_the_vital_areas_are(world, book, dump, column):
    hoses, vans = (
        facts.add(book, world.customer, "vital area", text).ids["facts"][0]
        for text in ("clean hoses", "vans on time")
    )
    before = dump(book)
    entry = LogEntry(world.customer, minutes=12, fine=(hoses,), not_fine=(vans,))
    change = touches.log(book, entry, rules=DEFAULT)
    assert column(book, "facts.state", hoses) == "fine"
    assert column(book, "facts.state", vans) == "not fine"
    assert column(book, "touches.minutes", change.ids["touches"][0]) == 12
    assert book.row("SELECT text FROM problems ORDER BY id DESC") == ("not fine: vans on time",)
    history.undo(book)
    assert dump(book) == before


@pytest.mark.practice("R75")
def test_a_call_begins_a_note_to_be_written_by_hand(world, open_book):
    book = open_book()
    touches.log(
        book,
        LogEntry(world.customer, line="they said yes", person_id=world.person, thank=True),
        rules=DEFAULT,
    )
    assert book.row("SELECT kind, subject, posted_on, person_id FROM letters") == (
        ("note after a call", "they said yes", None, world.person)
    )
    shown = [
        row.text for row in customer_page(book, world.customer, rules=DEFAULT).standing.reasons
    ]
    assert any(text.startswith("note by hand: they said yes · Jo Marsh") for text in shown)
    after = customer_page(
        open_book(datetime(2026, 6, 7, 9, 0)), world.customer, rules=DEFAULT
    ).standing.reasons
    assert not any("note by hand" in row.text for row in after)


@pytest.mark.practice("R89")
def test_consent_to_the_newsletter_bears_its_day(world, book):
    people.edit(book, world.person, newsletter=True)
    row = "SELECT newsletter, newsletter_since FROM people WHERE id = ?"
    assert book.row(row, (world.person,)) == (1, "2026-06-03")
    people.edit(book, world.person, newsletter=False)
    assert book.row(row, (world.person,)) == (0, None)


# -- the Agenda tab ------------------------------------------------------------------------------


@pytest.mark.practice("R60")
@pytest.mark.practice("R64")
@pytest.mark.practice("R67")
def test_the_tab_says_where_the_sale_stands_and_what_a_day_holds(world, book):
    page = customer_page(book, world.customer, rules=DEFAULT)
    entries = agenda(page, TODAY, DEFAULT, care(book, world.customer))
    lines = {entry.lead: entry.text for entry in entries if entry.key[0] == "stands"}
    assert lines["Buying"] == "● motivated  ● decided  ◐ convinced  ○ reassured"
    assert lines["Shown"] == "▯ testimonial  ▯ servicing  ▮ contact  ▯ training"
    assert lines["Contact"].startswith("a word every ")
    leads = [entry.lead for entry in entries if entry.kind == "followup"]
    assert "" in leads  # steps of one day are one contact: its day is said once
    assert len({lead for lead in leads if lead}) == len([lead for lead in leads if lead])


# -- what the check form asks --------------------------------------------------------------------


def asks(page, kind="", row=0):
    form = CheckForm(Target(page.id, page.name, kind, row), page, TODAY, rules=DEFAULT)
    return [field.name for field in form.fields()]


@pytest.mark.practice("R35")
@pytest.mark.practice("R47")
@pytest.mark.practice("R48")
def test_the_first_check_of_a_sale_asks_what_is_assumed_and_later_ones_what_was_gained(world, book):
    second = sales.add(book, world.customer, "Chiller", rules=DEFAULT).ids["sales"][0]
    checks.record(
        book,
        world.customer,
        1,
        sale_id=world.sale,
        quality=True,
        delivery=True,
        price=True,
        rules=DEFAULT,
    )
    page = customer_page(book, world.customer, rules=DEFAULT)
    assert "assumed" not in asks(page, "sale", world.sale)
    assert {"gained", "works_well", "to_improve", "improved"} < set(asks(page, "sale", world.sale))
    book.connection.execute("DELETE FROM checks WHERE sale_id IS NULL")
    rebuild(book.connection)
    page = customer_page(book, world.customer, rules=DEFAULT)
    assert "assumed" in asks(page, "sale", second)
    assert "gained" not in asks(page, "sale", second)


@pytest.mark.practice("R41")
@pytest.mark.practice("R84")
def test_the_third_check_goes_through_all_that_was_expected(world, book):
    for number in range(6):
        expectations.add(book, world.customer, f"wish {number}")
    step = book.row("SELECT id FROM followups WHERE step = 'expectations'")[0]
    page = customer_page(book, world.customer, rules=DEFAULT)
    counted = [
        sum(name.startswith("expects") for name in asks(page, *row))
        for row in ((), ("followup", step))
    ]
    assert counted == [4, 7]
    names = asks(page, "followup", step)
    assert names.index("due") + 1 == next(at for at, name in enumerate(names) if "expects" in name)


@pytest.mark.practice("R44")
@pytest.mark.parametrize(
    ("others", "given", "note"),
    [
        (2, {"to_improve": "the drawer sticks", "improved": "noted"}, "“drawer”: 2 other customers want that better, too"),
        (2, {"change": "a drawer that shuts", "became": "noted"}, "“drawer”: 2 other customers want that better, too"),
        (1, {"to_improve": "the drawer sticks", "improved": "noted"}, ""),
        (2, {"to_improve": "ring before nine", "improved": "noted"}, ""),
        (2, {}, ""),
    ],
)  # fmt: skip
def test_what_others_want_better_too_is_said_while_it_is_heard(world, book, others, given, note):
    for number in range(others):
        (who,) = customers.add(book, f"Other {number}").ids["customers"]
        checks.record(book, who, 0, to_improve="drawers", improved="noted", rules=DEFAULT)
    change = checks.record(book, world.customer, 0, **given, rules=DEFAULT)
    assert [each for each in change.notes if "want that" in each] == ([note] if note else [])
