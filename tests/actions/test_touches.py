"""The log form and the check form: what one transaction files, and that undo takes all of it back."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from repbook.actions.base import history
from repbook.actions.care import checks, evidence, expectations, followups, promises
from repbook.actions.customers import facts
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.actions.touches.log_entry import LogEntry
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.views.customer_page import customer_page
from repbook.ui.brief.briefing import brief_lines
from repbook.ui.text.paragraphs import plain

TODAY = date(2026, 6, 3)

LINE = (
    "fits well in theatre 2 * delivered complete Thu ! send cleaning card fri ? drawer sticks"
    " @ Anna starts college + loves the dosing pump > tue 10am call about valves"
)


@pytest.mark.practice("R42")
@pytest.mark.practice("R80")
@pytest.mark.practice("R20")
def test_one_line_files_everything_in_one_step(world, book, dump):
    before = dump(book)
    change = touches.log(
        book, LogEntry(world.customer, line=LINE, person_id=world.person), rules=DEFAULT
    )
    assert change.label == "log call with Marsh Foods · Jo Marsh"
    touch = change.ids["touches"][0]
    assert book.row(
        "SELECT kind, reach, on_day, note, person_id FROM touches WHERE id = ?", (touch,)
    ) == (("call", "two-way", "2026-06-03", "fits well in theatre 2", world.person))
    filed = {
        "evidence": "SELECT kind, text, on_day, touch_id FROM evidence WHERE id > 1 ORDER BY id",
        "promises": "SELECT text, made_on, due_on, touch_id FROM promises WHERE id > 1",
        "problems": "SELECT text, severity, known_on, touch_id FROM problems WHERE id > 1",
        "facts": "SELECT kind, text, person_id, touch_id FROM facts WHERE id > 1",
        "followups": "SELECT what, due_on, at, kind FROM followups WHERE source = 'rep' AND id <> ?",
    }
    assert book.rows(filed["evidence"]) == [
        ("success", "delivered complete Thu", "2026-05-28", touch),
        ("gain", "loves the dosing pump", "2026-06-03", touch),
    ]
    assert book.rows(filed["promises"]) == [
        ("send cleaning card", "2026-06-03", "2026-06-05", touch)
    ]
    assert book.rows(filed["problems"]) == [("drawer sticks", "minor", "2026-06-03", touch)]
    assert book.rows(filed["facts"]) == [("personal", "Anna starts college", world.person, touch)]
    assert book.rows(filed["followups"], (world.followup,)) == [
        ("call about valves", "2026-06-09", "10:00", "call")
    ]
    assert history.steps(book)[0].label == "log call with Marsh Foods · Jo Marsh"
    history.undo(book)
    assert dump(book) == before


def test_the_form_ticks_keeps_checks_and_plans_in_the_same_step(world, book, dump, column):
    before = dump(book)
    check = book.row("SELECT id FROM followups WHERE step = 'check-1'")[0]
    change = touches.log(
        book,
        LogEntry(
            world.customer,
            kind="visit",
            incoming=True,
            line="looked at it together",
            topic="both",
            minutes=12,
            also_done=(check, world.followup),
            kept=(world.promise,),
            score=2,
            words="better than the brochure",
            next_on=date(2026, 6, 12),
            next_at="9:30",
            next_what="visit the dairy",
        ),
        rules=DEFAULT,
    )
    touch = change.ids["touches"][0]
    for followup in (check, world.followup):
        assert column(book, "followups.state", followup) == "done"
        assert column(book, "followups.touch_id", followup) == touch
    assert column(book, "promises.state", world.promise) == "kept"
    assert book.row("SELECT score, words, touch_id, sale_id FROM checks ORDER BY id DESC") == (
        (2, "better than the brochure", touch, world.sale)
    )
    assert book.row("SELECT what, due_on, at, kind FROM followups ORDER BY id DESC") == (
        ("visit the dairy", "2026-06-12", "09:30", "visit")
    )
    assert book.row("SELECT topic, minutes, incoming FROM touches WHERE id = ?", (touch,)) == (
        ("both", 12, 1)
    )
    history.undo(book)
    assert dump(book) == before


def test_a_call_of_last_week_dates_what_came_of_it(world, book):
    touches.log(
        book,
        LogEntry(world.customer, on_day=date(2026, 5, 27), line="! card fri ? leak"),
        rules=DEFAULT,
    )
    assert book.row("SELECT made_on, due_on FROM promises WHERE text = 'card'") == (
        ("2026-05-27", "2026-06-05")
    )
    assert book.row("SELECT known_on FROM problems WHERE text = 'leak'") == ("2026-05-27",)


def test_text_without_a_marker_is_the_note(world, book):
    touches.log(
        book, LogEntry(world.customer, line=r"what? 5 \> 3 says [red]Jo[/] at 10:30"), rules=DEFAULT
    )
    assert book.row("SELECT note FROM touches ORDER BY id DESC") == (
        ("what? 5 > 3 says [red]Jo[/] at 10:30",)
    )


@pytest.mark.practice("R21")
@pytest.mark.parametrize(
    ("reach", "topic", "clears"),
    [
        ("two-way", "business", True),
        ("two-way", "personal", True),
        ("one-way", "business", False),
        ("no answer", "business", False),
    ],
)
def test_a_personal_call_clears_silence_and_an_attempt_does_not(book, marsh, reach, topic, clears):
    touches.log(book, LogEntry(marsh, reach=reach, topic=topic), rules=DEFAULT)
    assert book.row("SELECT last_two_way_on FROM standings") == (
        ("2026-06-03",) if clears else (None,)
    )


def test_editing_a_touch(world, book, column):
    touches.edit(
        book,
        world.touch,
        note="said maybe",
        reach="one-way",
        on_day=date(2026, 6, 1),
        rules=DEFAULT,
    )
    assert column(book, "touches.note", world.touch) == "said maybe"
    assert column(book, "touches.on_day", world.touch) == "2026-06-01"
    assert book.row("SELECT last_two_way_on FROM standings WHERE customer_id = 1") == (None,)


# -- checks --------------------------------------------------------------------------------------


@pytest.mark.practice("R82")
def test_a_check_is_a_contact_and_answers_what_is_due(world, open_book):
    later = open_book(datetime(2026, 6, 17, 9, 0))
    change = checks.record(
        later, world.customer, 1, words="quick", person_id=world.person, rules=DEFAULT
    )
    assert change.label == "check at Marsh Foods: better"
    touch = change.ids["touches"][0]
    assert later.row("SELECT kind, reach, person_id FROM touches WHERE id = ?", (touch,)) == (
        ("call", "two-way", world.person)
    )
    assert later.rows("SELECT step, touch_id FROM followups WHERE state = 'done'") == [
        ("check-1", touch)
    ]
    assert later.row("SELECT sale_id, score, words FROM checks ORDER BY id DESC") == (
        (world.sale, 1, "quick")
    )


def test_a_check_a_few_days_early_answers_the_next_one_only(world, open_book):
    checks.record(open_book(datetime(2026, 6, 13, 9, 0)), world.customer, 0, rules=DEFAULT)
    book = open_book(datetime(2026, 6, 13, 9, 0))
    done = [row[0] for row in book.rows("SELECT step FROM followups WHERE state = 'done'")]
    assert done == ["check-1"]  # due on the 17th


def test_a_check_long_before_it_is_due_answers_nothing(world, book):
    checks.record(book, world.customer, 0, rules=DEFAULT)
    assert book.rows("SELECT count(*) FROM followups WHERE state = 'done'") == [(0,)]


@pytest.mark.practice("R83")
@pytest.mark.parametrize(
    ("became", "promises_made", "problems_made"),
    [
        ("promise", [("ship monthly", "2026-06-10")], []),
        ("problem", [], ["ship monthly"]),
        ("noted", [], []),
    ],
)
def test_what_has_to_change_becomes_something(world, book, became, promises_made, problems_made):
    checks.record(
        book,
        world.customer,
        0,
        change="ship monthly",
        became=became,
        change_due=date(2026, 6, 10),
        rules=DEFAULT,
    )
    assert book.rows("SELECT text, due_on FROM promises WHERE id > 1") == promises_made
    assert [row[0] for row in book.rows("SELECT text FROM problems WHERE id > 1")] == problems_made
    assert book.row("SELECT change_text, became FROM checks ORDER BY id DESC") == (
        ("ship monthly", became)
    )


@pytest.mark.practice("R35")
def test_a_no_opens_a_problem_each(world, book):
    checks.record(
        book,
        world.customer,
        -1,
        words="late again",
        quality=True,
        delivery=False,
        price=False,
        rules=DEFAULT,
    )
    assert [row[0] for row in book.rows("SELECT text FROM problems WHERE id > 1 ORDER BY id")] == [
        "delivery not as it should be: late again",
        "price not as it should be: late again",
    ]
    assert book.row("SELECT quality_ok, delivery_ok, price_ok FROM checks ORDER BY id DESC") == (
        (1, 0, 0)
    )


@pytest.mark.practice("R47")
@pytest.mark.practice("R48")
@pytest.mark.practice("R49")
def test_gains_become_evidence_and_the_answers_stay_in_the_check(world, book):
    checks.record(
        book,
        world.customer,
        2,
        gained="an hour a day",
        works_well="hose",
        to_improve="manual",
        improved="noted",
        rules=DEFAULT,
    )
    assert book.row("SELECT kind, text FROM evidence ORDER BY id DESC") == ("gain", "an hour a day")
    assert book.row("SELECT gained, works_well, to_improve FROM checks ORDER BY id DESC") == (
        ("an hour a day", "hose", "manual")
    )


@pytest.mark.practice("R41")
@pytest.mark.practice("R43")
@pytest.mark.parametrize(
    ("now", "call_on"),
    [(datetime(2026, 6, 3, 9, 0), "2026-06-03"), (datetime(2026, 6, 6, 9, 0), "2026-06-08")],
    ids=["on a Wednesday", "on a Saturday"],
)
def test_an_unmet_expectation_makes_a_call_the_same_business_day(world, open_book, now, call_on):
    book = open_book(now)
    checks.record(
        book, world.customer, -1, expectations={world.expectation: "unmet"}, rules=DEFAULT
    )
    assert book.rows("SELECT what, kind, due_on FROM followups WHERE source = 'expectation'") == [
        ("call: expectation not met - saves an hour", "call", call_on)
    ]
    assert book.row("SELECT state, asked_on FROM expectations") == (
        ("unmet", now.date().isoformat())
    )
    expectations.answer(book, world.expectation, "unmet", "still", rules=DEFAULT)
    assert book.rows("SELECT count(*) FROM followups WHERE source = 'expectation'") == [(1,)]
    expectations.answer(book, world.expectation, "met", "finally", rules=DEFAULT)
    assert book.row("SELECT state, words FROM expectations") == ("met", "finally")


def test_a_check_without_a_touch_where_the_call_is_logged(world, book):
    change = checks.record(book, world.customer, 0, touch=False, rules=DEFAULT)
    assert "touches" not in change.ids


def test_a_check_by_its_follow_up_takes_over_its_sale(world, book, column):
    check = book.row("SELECT id FROM followups WHERE step = 'check-2'")[0]
    checks.record(book, world.customer, 0, followup_id=check, rules=DEFAULT)
    assert column(book, "followups.state", check) == "done"
    assert book.row("SELECT sale_id FROM checks ORDER BY id DESC") == (world.sale,)


# -- evidence, facts, expectations ---------------------------------------------------------------


@pytest.mark.practice("R80")
def test_evidence_is_told_once(world, book, column):
    assert (
        evidence.told(book, world.evidence, "letter").label
        == "evidence told by letter: arrived on time"
    )
    assert column(book, "evidence.told_on", world.evidence) == "2026-06-03"
    assert column(book, "evidence.told_by", world.evidence) == "letter"
    evidence.edit(book, world.evidence, amount="2", unit="days", tags="delivery")
    assert column(book, "evidence.unit", world.evidence) == "days"


@pytest.mark.practice("R27")
def test_a_confidential_fact_stays_out_of_the_history(world, book):
    change = facts.add(
        book, world.customer, "personal", "is unwell", confidential=True, person_id=world.person
    )
    assert change.label == "fact about Marsh Foods (personal)"
    assert "unwell" not in facts.asked(book, change.ids["facts"][0]).label


@pytest.mark.practice("R20")
def test_who_was_asked_after_makes_room_for_the_longest_unasked(world, book):
    def told() -> str:
        lines = plain(
            brief_lines(
                customer_page(book, world.customer, rules=DEFAULT), TODAY, 60, rules=DEFAULT
            )
        ).splitlines()
        (line,) = [line for line in lines if line.startswith("Ask about")]
        return line

    ids = {
        text: facts.add(book, world.customer, "personal", text).ids["facts"][0]
        for text in ("plays chess", "Anna starts college")
    }
    (first,) = [text for text in ids if text in told()]
    (second,) = set(ids) - {first}
    facts.asked(book, ids[first])
    assert second in told()
    assert first not in told()
    history.undo(book)
    assert first in told()


def test_a_success_has_the_day_on_which_it_was_seen(world, book, column):
    for on, day in ((date(2026, 5, 20), "2026-05-20"), (None, "2026-06-03")):
        made = evidence.add(book, world.customer, "two hours saved", on_day=on).ids["evidence"][0]
        assert column(book, "evidence.on_day", made) == day


@pytest.mark.practice("R20")
def test_a_call_filed_late_takes_no_later_question_back(world, book, open_book, column):
    facts.asked(book, world.fact)
    facts.asked(open_book(datetime(2026, 6, 1, 9)), world.fact)
    assert column(book, "facts.last_asked_on", world.fact) == "2026-06-03"
    facts.asked(open_book(datetime(2026, 6, 5, 9)), world.fact)
    assert column(book, "facts.last_asked_on", world.fact) == "2026-06-05"


def test_a_fact_is_asked_after_and_its_state_is_dated(world, book, column):
    facts.asked(book, world.fact)
    assert column(book, "facts.last_asked_on", world.fact) == "2026-06-03"
    facts.edit(book, world.fact, state="fine")
    assert column(book, "facts.state_on", world.fact) == "2026-06-03"
    expectations.edit(book, world.expectation, text="saves two hours")
    assert column(book, "expectations.text", world.expectation) == "saves two hours"


def test_a_reading_of_the_promises_kept_in_a_row(world, book):
    for number in range(3):
        made = promises.add(book, world.customer, f"p{number}", date(2026, 6, 9)).ids["promises"]
        promises.keep(book, made[0])
    assert customer_page(book, world.customer, rules=DEFAULT).facts.kept_in_a_row == 3
    followups.done(book, world.followup, rules=DEFAULT)
    sales.cancel(book, world.sale, "x")
    assert customer_page(book, world.customer, rules=DEFAULT).facts.sales == ()
