"""A touch put right is as if it had been logged so at first, and one step takes that back."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from examples import costly
from repbook.actions.base import history
from repbook.actions.care import checks, evidence, followups, letters, problems, promises, trainings
from repbook.actions.customers import customers, facts
from repbook.actions.sales import inside_calls, sales
from repbook.actions.touches import touches
from repbook.actions.touches.log_entry import LogEntry
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.safety.integrity import check
from repbook.storage.views.came_of_touch import hanging

TODAY = date(2026, 6, 3)
NOW = datetime(2026, 6, 3, 9, 14)
FULL = "fits * delivered complete ! send card fri ? drawer sticks @ Anna starts college + loves it > tue call"
CAME = ("checks", "problems", "promises", "evidence", "facts", "followups", "letters")


def whose(book: Book, change: Any) -> dict[str, set[tuple[int, int | None]]]:
    """The customer and person of every row that a change made."""
    return {
        table: {
            book.row(f"SELECT customer_id, person_id FROM {table} WHERE id = ?", (row,))
            for row in change.ids[table]
        }
        for table in (*CAME, "touches")
        if table in change.ids
    }


def kept_apart(book: Book, world: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Everything at the customer but the touch's own rows: what a refiling has to leave as it was."""
    return {
        table: book.rows(
            f"SELECT * FROM {table} WHERE customer_id = ? ORDER BY 1", (world.customer,)
        )
        for table in (*CAME, "touches", "sales", "expectations", "standings")
    }


# -- another customer ----------------------------------------------------------------------------


def test_all_that_came_of_a_call_goes_along_and_what_it_settled_opens_again(world, book, dump):
    before = kept_apart(book, world)
    entry = LogEntry(
        world.customer,
        line=FULL,
        person_id=world.person,
        also_done=(world.followup,),
        kept=(world.promise,),
        score=1,
        change="shelf",
        became="problem",
        thank=True,
        next_on=date(2026, 6, 30),
    )
    logged = touches.log(book, entry, rules=DEFAULT)
    touch = logged.ids["touches"][0]
    wrong = dump(book)
    change = touches.edit(
        book, touch, customer_id=world.stranger, person_id=world.strange_person, rules=DEFAULT
    )
    made = {
        **logged.ids,
        "followups": tuple(i for i in logged.ids["followups"] if i != world.followup),
    }
    made["promises"] = tuple(i for i in logged.ids["promises"] if i != world.promise)
    moved = whose(book, logged._replace(ids=made))
    assert set().union(*moved.values()) == {(world.stranger, world.strange_person)}
    assert set(moved) == {*CAME, "touches"}
    assert kept_apart(book, world) == before
    assert change.label == "refile call with Park & Sons, not Marsh Foods"
    assert change.notes == (
        "along with it: 2 successes, a promise, 2 problems, a remark, 2 follow-ups, a check,"
        " a letter to write",
        "open again at Marsh Foods: a promise, a follow-up (send manual; call Jo)",
    )
    assert change.customers == {world.customer, world.stranger}
    assert check(book, rules=DEFAULT) == ()
    history.undo(book)
    assert dump(book) == wrong
    assert check(book, rules=DEFAULT) == ()
    history.redo(book)
    assert kept_apart(book, world) == before


def test_a_voicemail_refiled_calms_nobody(world, book):
    touch = touches.log(book, LogEntry(world.customer, reach="one-way"), rules=DEFAULT).ids[
        "touches"
    ][0]
    touches.edit(book, touch, customer_id=world.stranger, rules=DEFAULT)
    assert book.rows("SELECT customer_id, last_two_way_on FROM standings ORDER BY 1") == [
        (world.customer, "2026-06-03"),
        (world.stranger, None),
    ]


def test_the_person_of_the_old_customer_cannot_stay(world, book, column):
    touches.edit(book, world.touch, customer_id=world.stranger, rules=DEFAULT)
    assert column(book, "touches.person_id", world.touch) is None
    history.undo(book)
    with pytest.raises(InvalidInput, match="another customer"):
        touches.edit(
            book, world.touch, customer_id=world.stranger, person_id=world.person, rules=DEFAULT
        )
    assert column(book, "touches.customer_id", world.touch) == world.customer


@pytest.mark.practice("R82")
def test_a_check_leaves_its_step_open_and_ticks_the_one_there(world, open_book):
    """Park got its pump a week before Marsh: the first check of each is due on 17 June."""
    book = open_book(datetime(2026, 6, 3, 9, 0))
    theirs = sales.add(book, world.stranger, "Pump", live_on=date(2026, 6, 12), rules=DEFAULT).ids[
        "sales"
    ][0]
    later = open_book(datetime(2026, 6, 17, 9, 0))
    steps = "SELECT customer_id, state, touch_id FROM followups WHERE step = 'check-1' ORDER BY 1"
    logged = touches.log(later, LogEntry(world.customer, score=-1, words="slow"), rules=DEFAULT)
    touch, said = logged.ids["touches"][0], logged.ids["checks"][0]
    assert later.rows(steps)[0] == (world.customer, "done", touch)
    touches.edit(later, touch, customer_id=world.stranger, rules=DEFAULT)
    assert later.rows(steps) == [
        (world.customer, "open", None),
        (world.stranger, "done", touch),
    ]
    found = later.row("SELECT customer_id, sale_id FROM checks WHERE id = ?", (said,))
    assert found == (world.stranger, theirs)
    third = customers.add(later, "Zetland").ids["customers"][0]
    touches.edit(later, touch, customer_id=third, rules=DEFAULT)
    assert {state for _, state, _ in later.rows(steps)} == {"open"}
    assert later.row("SELECT sale_id FROM checks WHERE id = ?", (said,)) == (None,)
    assert check(later, rules=DEFAULT) == ()


@pytest.mark.parametrize(("theirs", "expected"), [(0, None), (1, "theirs"), (2, None)])
def test_a_sale_becomes_the_only_one_there_or_none(world, book, theirs, expected):
    made = [
        sales.add(book, world.stranger, f"Pump {n}", rules=DEFAULT).ids["sales"][0]
        for n in range(theirs)
    ]
    entry = LogEntry(world.customer, line="? leak", sale_id=world.sale)
    logged = touches.log(book, entry, rules=DEFAULT)
    touches.edit(book, logged.ids["touches"][0], customer_id=world.stranger, rules=DEFAULT)
    wanted = made[0] if expected else None
    for table in ("touches", "problems"):
        found = book.row(f"SELECT sale_id FROM {table} WHERE id = ?", logged.ids[table])
        assert found == (wanted,)


def test_what_was_hung_on_its_problem_later_goes_along_and_nothing_points_across(world, book):
    """What was done for the old customer since stays there, and points to nothing that has left."""
    logged = touches.log(
        book, LogEntry(world.customer, line="? leak ! send seal fri @ sails"), rules=DEFAULT
    )
    problem = logged.ids["problems"][0]
    problems.solve(
        book, problem, "new seal", kind="compromise", compromise_due=date(2026, 6, 9), rules=DEFAULT
    )
    with book.write("by hand") as work:
        for what in ("open", "done"):
            step = t.Followup(
                customer_id=world.customer, due_on=TODAY, what=what, problem_id=problem
            )
            work.add(step).state = what
        work.add(
            t.Ask(
                customer_id=world.customer,
                kind="opportunity",
                text="more?",
                asked_on=TODAY,
                need_id=logged.ids["facts"][0],
            )
        )
    touches.edit(book, logged.ids["touches"][0], customer_id=world.stranger, rules=DEFAULT)
    for table in ("followups", "promises"):
        across = book.rows(
            f"SELECT x.id FROM {table} x JOIN problems p ON p.id = x.problem_id"
            " WHERE x.customer_id <> p.customer_id"
        )
        assert across == []
    assert book.rows(
        "SELECT what, customer_id, problem_id FROM followups WHERE what IN ('open', 'done') ORDER BY id"
    ) == [("open", world.stranger, problem), ("done", world.customer, None)]
    assert book.rows("SELECT customer_id, need_id FROM asks") == [(world.customer, None)]
    assert book.rows("SELECT customer_id FROM promises WHERE problem_id = ?", (problem,)) == [
        (world.stranger,)
    ]
    assert check(book, rules=DEFAULT) == ()


@pytest.mark.practice("R42")
def test_a_promise_that_was_renegotiated_goes_with_the_one_that_took_its_place(world, book):
    logged = touches.log(book, LogEntry(world.customer, line="! send seal fri"), rules=DEFAULT)
    first = logged.ids["promises"][0]
    for day in (12, 19):
        (open_one,) = book.row("SELECT max(id) FROM promises WHERE text = 'send seal'")
        promises.renegotiate(book, open_one, date(2026, 6, day), "they asked")
    promises.add(book, world.customer, "send seal", date(2026, 6, 30))  # another one of theirs
    touches.edit(book, logged.ids["touches"][0], customer_id=world.stranger, rules=DEFAULT)
    found = book.rows("SELECT id, customer_id FROM promises WHERE text = 'send seal' ORDER BY id")
    moved = [row for row, customer in found if customer == world.stranger]
    assert moved == [first, first + 1, first + 2]
    assert found[-1] == (first + 3, world.customer)


def test_a_success_that_was_told_to_the_wrong_one_is_untold(world, book, column):
    logged = touches.log(book, LogEntry(world.customer, line="* on time"), rules=DEFAULT)
    success = logged.ids["evidence"][0]
    evidence.told(book, success)
    change = touches.edit(book, logged.ids["touches"][0], customer_id=world.stranger, rules=DEFAULT)
    assert column(book, "evidence.told_on", success) is None
    assert "not told to them yet: on time" in change.notes


def test_a_letter_that_went_out_stays_with_whom_it_went_to(world, book, dump):
    change = letters.posted(
        book, world.customer, "thank-you", by_hand=True, words="thank you", rules=DEFAULT
    )
    before = dump(book)
    with pytest.raises(InvalidInput, match="a letter went out with it") as refused:
        touches.edit(book, change.ids["touches"][0], customer_id=world.stranger, rules=DEFAULT)
    assert refused.value.field == "customer"
    assert dump(book) == before


def test_the_next_of_a_round_goes_and_the_one_that_was_ticked_comes_back(world, book):
    """Done for the wrong customer: nothing is asked twice, and the round goes on from where it was."""
    hung = inside_calls.add(book, world.customer, "Kim", date(2026, 6, 3), 30, rules=DEFAULT)
    step = hung.ids["followups"][0]
    logged = touches.log(book, LogEntry(world.customer, also_done=(step,)), rules=DEFAULT)
    assert book.row("SELECT count(*) FROM followups WHERE every_days IS NOT NULL") == (2,)
    touches.edit(book, logged.ids["touches"][0], customer_id=world.stranger, rules=DEFAULT)
    rounds = "SELECT id, customer_id, state FROM followups WHERE every_days IS NOT NULL"
    assert book.rows(rounds) == [(step, world.customer, "open")]


def test_an_unmet_expectation_is_not_theirs_and_its_call_is_not_made(world, book):
    answered = checks.record(
        book, world.customer, -1, expectations={world.expectation: "unmet"}, rules=DEFAULT
    )
    touches.edit(book, answered.ids["touches"][0], customer_id=world.stranger, rules=DEFAULT)
    assert book.row("SELECT state, asked_on FROM expectations") == ("not asked", None)
    assert book.rows("SELECT id FROM followups WHERE source = 'expectation'") == []


def test_what_was_done_since_stays_as_it_is(world, book, column):
    """A promise reopened and broken since, a follow-up that the rep made new: the refiling leaves both."""
    logged = touches.log(
        book,
        LogEntry(world.customer, line="> tue ring", also_done=(world.followup,)),
        rules=DEFAULT,
    )
    planned = next(row for row in logged.ids["followups"] if row != world.followup)
    followups.done(book, planned, rules=DEFAULT)
    touches.edit(book, logged.ids["touches"][0], customer_id=world.stranger, rules=DEFAULT)
    assert column(book, "followups.customer_id", planned) == world.customer
    assert column(book, "followups.state", planned) == "done"
    assert column(book, "followups.state", world.followup) == "open"


def test_a_training_goes_and_its_areas_are_untrained_again(world, book):
    area = facts.add(book, world.customer, "area affected", "the press").ids["facts"][0]
    change = trainings.record(book, world.customer, area_ids=(area,), rules=DEFAULT)
    touches.edit(book, change.ids["touches"][0], customer_id=world.stranger, rules=DEFAULT)
    assert book.row("SELECT customer_id, done_on FROM facts WHERE id = ?", (area,)) == (
        world.customer,
        None,
    )


def test_an_imported_call_goes_alone_with_what_names_it(world, book):
    """A step that wrote many touches says nothing of one; only links count."""
    with book.write("import") as work:
        for _ in range(2):
            work.add(
                t.Touch(customer_id=world.customer, on_day=TODAY, kind="call", reach="two-way")
            )
        facts_of = work.add(
            t.Fact(customer_id=world.customer, kind="personal", text="sails", on_day=TODAY)
        )
        work.add(t.Fact(customer_id=world.customer, kind="rival", text="Acme", on_day=TODAY))
        touch = max(one.id for one in work.find(t.Touch))
        facts_of.touch_id = touch
    touches.edit(book, touch, customer_id=world.stranger, rules=DEFAULT)
    moved = book.rows("SELECT text FROM facts WHERE customer_id = ?", (world.stranger,))
    assert moved == [("sails",)]


def test_there_and_back_again_leaves_nothing_at_the_other(world, book):
    logged = touches.log(
        book, LogEntry(world.customer, line=FULL, person_id=world.person), rules=DEFAULT
    )
    touch = logged.ids["touches"][0]
    first = {name: len(rows) for name, rows in kept_apart(book, world).items()}
    touches.edit(book, touch, customer_id=world.stranger, rules=DEFAULT)
    touches.edit(book, touch, customer_id=world.customer, person_id=world.person, rules=DEFAULT)
    assert {name: len(rows) for name, rows in kept_apart(book, world).items()} == first
    assert check(book, rules=DEFAULT) == ()


def test_taking_it_back_brings_what_is_cached_of_both_along(world, book):
    cached = book.rows("SELECT * FROM standings ORDER BY customer_id")
    change = touches.edit(book, world.touch, customer_id=world.stranger, rules=DEFAULT)
    moved = book.rows("SELECT * FROM standings ORDER BY customer_id")
    for turn, wanted in ((history.undo, cached), (history.redo, moved)):
        assert turn(book).customers == change.customers == {world.customer, world.stranger}
        assert book.rows("SELECT * FROM standings ORDER BY customer_id") == wanted


def test_the_history_of_both_tells_of_it(world, book):
    touches.edit(book, world.touch, customer_id=world.stranger, rules=DEFAULT)
    for customer in (world.customer, world.stranger):
        assert history.steps(book, customer)[0].label == (
            "refile call with Park & Sons, not Marsh Foods"
        )


# -- as if logged so at first --------------------------------------------------------------------

LINES = st.sampled_from(
    ["", "talked", FULL, "! card fri", "? leak major", "* on time @ chess", "> tue 10am call"]
)
REACHES = st.sampled_from(["two-way", "one-way", "no answer"])
DAYS = st.sampled_from([TODAY, date(2026, 6, 2), date(2026, 5, 28)])


def outcome(path: Path, entry: LogEntry, dump: Any, **right: Any) -> Any:
    """The book after a log, and after it was put right."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "book.db"
        shutil.copy(path, copy)
        with Book(copy, FixedClock(NOW)) as book:
            touch = touches.log(book, entry, rules=DEFAULT).ids["touches"][0]
            wrong = dump(book)
            if right:
                changed = touches.edit(book, touch, rules=DEFAULT, **right).ids
                end = dump(book)
                assert check(book, rules=DEFAULT) == ()
                if changed:
                    history.undo(book)
                assert dump(book) == wrong
                return end
            return wrong


EARLIER = date(2026, 6, 2)


def case(**given: Any) -> Any:
    """An example with everything in its line; what is not given stays as it was logged."""
    usual = {"line": FULL, "reach": "two-way", "was": "two-way", "on": TODAY, "logged_on": TODAY}
    more = {"person": False, "elsewhere": False, "settled": True, "score": 1}
    return example(**{**usual, **more, **given})


@settings(costly(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@case(person=True)
@case(on=EARLIER)
@case(logged_on=EARLIER)
@case(reach="one-way")
@case(was="no answer", score=None)
@case(elsewhere=True, person=True)
@case(elsewhere=True, on=EARLIER, reach="one-way")
@given(
    line=LINES,
    reach=REACHES,
    was=REACHES,
    on=DAYS,
    logged_on=DAYS,
    person=st.booleans(),
    elsewhere=st.booleans(),
    settled=st.booleans(),
    score=st.none() | st.integers(-2, 2),
)
@pytest.mark.slow("touches made by chance, each put right in a real file")
def test_put_right_is_as_if_logged_so(
    furnished, dump, line, reach, was, on, logged_on, person, elsewhere, settled, score
):
    path, world = furnished
    home, stranger = world.customer, world.stranger
    right = {
        "customer_id": stranger if elsewhere else home,
        "person_id": (world.strange_person if elsewhere else world.person) if person else None,
        "reach": reach,
        "on_day": on,
    }
    also = {"also_done": (world.followup,)} if settled else {}
    # What was settled at the wrong customer opens again: there the right log settles nothing.
    wrong = LogEntry(home, line=line, reach=was, on_day=logged_on, score=score, **also)
    good = LogEntry(line=line, score=score, **{**right, **({} if elsewhere else also)})
    assert outcome(path, wrong, dump, **right) == outcome(path, good, dump)


@pytest.mark.practice("R42")
@pytest.mark.parametrize(("day", "state"), [(date(2026, 6, 5), "kept"), (date(2026, 6, 8), "late")])
def test_a_promise_is_kept_or_late_by_the_day_that_the_call_has(world, open_book, day, state):
    """Promised for 5 June; the call that kept it was logged on the 9th."""
    book = open_book(datetime(2026, 6, 9, 9, 0))
    logged = touches.log(book, LogEntry(world.customer, kept=(world.promise,)), rules=DEFAULT)
    touches.edit(book, logged.ids["touches"][0], on_day=day, rules=DEFAULT)
    found = book.row("SELECT state, closed_on FROM promises WHERE id = ?", (world.promise,))
    assert found == (state, day.isoformat())


def test_a_day_on_which_it_cannot_have_been(world, open_book):
    book = open_book(datetime(2026, 6, 20, 9, 0))
    entry = LogEntry(world.customer, line="! card 8 jun", on_day=date(2026, 6, 5))
    with pytest.raises(InvalidInput):
        touches.log(book, entry, rules=DEFAULT)
    promised = touches.log(book, LogEntry(world.customer, line="! card 22 jun"), rules=DEFAULT)
    kept = touches.log(book, LogEntry(world.customer, kept=promised.ids["promises"]), rules=DEFAULT)
    with pytest.raises(InvalidInput, match="only promised later") as refused:
        touches.edit(book, kept.ids["touches"][0], on_day=date(2026, 6, 19), rules=DEFAULT)
    assert refused.value.field == "on_day"


def test_what_hangs_on_a_touch_is_known_before_it_goes(world, book):
    logged = touches.log(
        book,
        LogEntry(world.customer, line="! card fri", also_done=(world.followup,)),
        rules=DEFAULT,
    )
    hung = hanging(book, logged.ids["touches"][0])
    assert [(one.table, one.text) for one in hung.came] == [("promises", "card")]
    assert [(one.table, one.text) for one in hung.turned] == [("followups", "call Jo")]
