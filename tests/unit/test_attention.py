"""What puts a customer on Today: the six groups, the four alarms, and no row said twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from repbook.domain.attention import reasons
from repbook.domain.case import look
from repbook.domain.facts import (
    CheckFacts,
    CustomerFacts,
    EvidenceFacts,
    FollowupFacts,
    ProblemFacts,
    PromiseFacts,
    SaleFacts,
)
from repbook.domain.kinds import (
    Anchor,
    CustomerState,
    FollowupKind,
    FollowupSource,
    Group,
    PromiseState,
    SaleKind,
    Severity,
    Tier,
)
from repbook.domain.model import Reason
from repbook.domain.risk import risk
from repbook.domain.rules import DEFAULT

TODAY = date(2026, 6, 3)  # a Wednesday
AT = "2026-06-01T10:00:00Z"


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def sale(ordered: int, **values: Any) -> SaleFacts:
    given = {
        "id": 1,
        "title": "pumps",
        "kind": SaleKind.ONE_OFF,
        "ordered_on": ago(ordered),
        "thanked_on": ago(ordered),
        "reassured_on": ago(ordered),
    }
    return SaleFacts(**{**given, **values})


YOUNG = sale(2)
LEARNING = sale(20, live_on=ago(4))
SETTLED = sale(300, live_on=ago(290), settled_on=ago(200))


def customer(*sales: SaleFacts, **values: Any) -> CustomerFacts:
    given = {
        "id": 1,
        "name": "Orchard Clinic",
        "created_on": ago(1000),
        "sales": sales,
        "two_way": (ago(1),),
        "last_touch_on": ago(1),
        "checks": (CheckFacts(ago(10), 1),),
        "expectations": 1,
    }
    return CustomerFacts(**{**given, **values})


def rows(facts: CustomerFacts, today: date = TODAY, now: datetime | None = None) -> list[Reason]:
    case = look(facts, today, DEFAULT, now)
    return list(reasons(case, risk(case)))


def texts(facts: CustomerFacts, group: Group | None = None) -> list[str]:
    return [row.text for row in rows(facts) if group is None or row.group is group]


def step(due: int, kind: FollowupKind = FollowupKind.CALL, **values: Any) -> FollowupFacts:
    given = {
        "id": 5,
        "what": "call about valves",
        "kind": kind,
        "source": FollowupSource.REP,
        "due_on": ago(due),
    }
    return FollowupFacts(**{**given, **values})


def trouble(severity: Severity = Severity.MINOR, **values: Any) -> ProblemFacts:
    given = {"acknowledged_at": AT, "planned_at": AT, "fix_by": ago(1)}
    return ProblemFacts(8, "valve leak", severity, ago(2), AT, **{**given, **values})


def promise(due: int, **values: Any) -> PromiseFacts:
    given = {"id": 12, "text": "send manual", "made_on": ago(9), "person": "Jo Marsh"}
    return PromiseFacts(**{**given, "due_on": ago(due), "state": PromiseState.OPEN, **values})


def test_a_customer_in_good_hands_has_no_row() -> None:
    assert rows(customer(SETTLED)) == []
    assert rows(customer(YOUNG)) == []


# Save: the four alarms, and nothing else is red


@pytest.mark.practice("R42")
def test_a_broken_promise_is_red() -> None:
    (row,) = rows(customer(SETTLED, promises=(promise(5),)))
    assert (row.group, row.red, row.command) == (Group.SAVE, True, "done")
    assert row.target == ("promise", 12)
    assert row.text == "broken: send manual to Jo Marsh · due Fri 29 May"


@pytest.mark.practice("R86")
def test_a_problem_past_its_clock_is_red() -> None:
    (row,) = rows(customer(SETTLED, problems=(trouble(),)))
    assert (row.group, row.red, row.command) == (Group.SAVE, True, "problem")
    assert row.target == ("problem", 8)
    assert row.text == "past its clock (fix): valve leak"


def test_the_hour_decides_where_it_is_known() -> None:
    fresh = trouble(acknowledged_at=None, planned_at=None, fix_by=None)._replace(
        known_on=TODAY, known_at="2026-06-03T09:00:00Z"
    )
    facts = customer(SETTLED, problems=(fresh,))
    at = datetime(2026, 6, 3, 13, 0, tzinfo=UTC)
    (row,) = rows(facts, TODAY, at)
    assert (row.group, row.text) == (Group.DUE, "answer the problem: valve leak · due today")
    (row,) = rows(facts, TODAY, at + timedelta(minutes=1))
    assert row.group is Group.SAVE


@pytest.mark.practice("R30")
@pytest.mark.practice("R36")
def test_a_forgotten_customer_is_red() -> None:
    (row,) = rows(customer(SETTLED, two_way=(ago(184),), checks=(CheckFacts(ago(10), 1),)))
    assert (row.group, row.red, row.command) == (Group.SAVE, True, "log")
    assert (row.text, row.target) == ("forgotten: 184 d of 90", ("customer", 1))


def test_where_nothing_is_known_forgotten_says_so() -> None:
    facts = CustomerFacts(1, "x", created_on=ago(200))
    (row,) = rows(facts)
    assert row.text == "nothing known: 200 d of 90"


def test_after_three_attempts_the_row_suggests_another_channel() -> None:
    facts = customer(SETTLED, two_way=(ago(184),), attempts=3)
    assert texts(facts) == ["forgotten: 184 d of 90 · try another channel"]


@pytest.mark.practice("R63")
def test_a_risk_of_75_is_red() -> None:
    row, *_ = rows(customer(SETTLED, cancel_talk_on=ago(2), checks=()))
    assert (row.group, row.red, row.command) == (Group.SAVE, True, "check")
    assert row.text == "risk 75: they spoke of cancelling: at least 75"


def test_a_risk_whose_first_reason_is_an_alarm_already_has_no_row_of_its_own() -> None:
    worst = trouble(Severity.MAJOR)
    facts = customer(
        LEARNING, problems=(worst,), checks=(CheckFacts(ago(4), -2),), two_way=(TODAY,)
    )
    case = look(facts, TODAY)
    assert risk(case).score >= 75
    assert [row.text for row in rows(facts) if row.group is Group.SAVE] == [
        "past its clock (fix): valve leak"
    ]


@pytest.mark.parametrize(
    "facts",
    [
        customer(sale(10, thanked_on=None)),
        customer(SETTLED, followups=(step(90),)),
        customer(SETTLED, two_way=(ago(120),)),
        customer(SETTLED, problems=(trouble(fix_by=TODAY),)),
        customer(SETTLED, promises=(promise(40, theirs=True),)),
        customer(LEARNING, unmet=2, promises=(promise(0),), checks=(CheckFacts(ago(2), -1),)),
        customer(SETTLED, untold=(EvidenceFacts(1, "no stops", ago(90)),)),
    ],
)
def test_nothing_else_is_red(facts: CustomerFacts) -> None:
    assert rows(facts) and not any(row.red for row in rows(facts))


@pytest.mark.practice("R29")
def test_forgotten_stands_above_a_slight_problem_in_good_hands() -> None:
    weight = {
        name: rows(facts)[0].weight
        for name, facts in {
            "forgotten": customer(SETTLED, two_way=(ago(184),)),
            "handled": customer(SETTLED, problems=(trouble(),)),
            "neglected": customer(
                SETTLED, problems=(trouble(acknowledged_at=None, planned_at=None),)
            ),
            "major": customer(SETTLED, problems=(trouble(Severity.MAJOR),)),
            "cancelling": customer(SETTLED, cancel_talk_on=ago(2), checks=()),
        }.items()
    }
    assert sorted(weight, key=weight.__getitem__, reverse=True) == [
        "cancelling",
        "major",
        "neglected",
        "forgotten",
        "handled",
    ]


# Promised


@pytest.mark.practice("R42")
@pytest.mark.parametrize(
    ("due", "text"),
    [
        (0, "send manual to Jo Marsh · due today"),
        (-1, "send manual to Jo Marsh · due Thu 4 Jun"),
        (-2, None),
    ],
)
def test_a_promise_stands_there_from_a_business_day_ahead(due: int, text: str | None) -> None:
    expected = [text] if text else []
    assert texts(customer(SETTLED, promises=(promise(due),)), Group.PROMISED) == expected


def test_a_promise_names_nobody_twice() -> None:
    one = promise(0, text="send Jo the manual")
    assert texts(customer(SETTLED, promises=(one,))) == ["send Jo the manual · due today"]


def test_what_they_owe_us_waits_without_alarm() -> None:
    theirs = promise(2, theirs=True, text="floor plan")
    (row,) = rows(customer(SETTLED, promises=(theirs,)))
    assert (row.group, row.red) == (Group.PROMISED, False)
    assert row.text == "waiting for floor plan · Jo Marsh · since Mon 1 Jun"
    assert rows(customer(SETTLED, promises=(promise(0, theirs=True),))) == []


# Learning curve


@pytest.mark.practice("R82")
def test_a_check_is_due_after_live() -> None:
    facts = customer(sale(20, live_on=ago(5)), checks=())
    (row,) = rows(facts)
    assert (row.group, row.command, row.target) == (Group.LEARNING, "check", ("sale", 1))
    assert row.text == "check 1: was everything as expected?"
    late = customer(sale(20, live_on=ago(8)), checks=(), last_touch_on=TODAY)
    assert texts(late) == ["check 1: was everything as expected? · since Mon 1 Jun"]


@pytest.mark.parametrize("due", [0, -3])
def test_an_open_follow_up_speaks_for_the_check(due: int) -> None:
    planned = step(due, FollowupKind.CHECK, sale_id=1, source=FollowupSource.AGENDA, what="Check 1")
    facts = customer(sale(20, live_on=ago(5)), checks=(), followups=(planned,))
    assert texts(facts) == (["Check 1"] if due == 0 else [])


@pytest.mark.practice("R57")
def test_a_risk_of_50_nags_until_touched_today() -> None:
    facts = customer(
        LEARNING, problems=(trouble(fix_by=ago(-3)),), unmet=2, rival_on=ago(1), checks=()
    )
    case = look(facts, TODAY)
    assert risk(case).parts[0].reason == "day 20 since the order"  # which nobody can clear
    assert texts(facts, Group.LEARNING) == ["risk 64: 2 unmet expectations"]
    assert texts(facts._replace(last_touch_on=TODAY), Group.LEARNING) == []


@pytest.mark.practice("R69")
def test_agenda_steps_stand_under_the_learning_curve_while_the_sale_is_young() -> None:
    agenda = step(1, source=FollowupSource.AGENDA, sale_id=1, what="Teething troubles?")
    for one, group in ((LEARNING, Group.LEARNING), (YOUNG, Group.LEARNING), (SETTLED, Group.DUE)):
        (row,) = rows(customer(one, followups=(agenda,)))
        assert (row.group, row.text) == (group, "Teething troubles? · since Tue 2 Jun")
        assert (row.command, row.target) == ("log", ("followup", 5))


@pytest.mark.practice("R56")
def test_a_settled_that_is_proposed_asks_for_its_confirmation() -> None:
    ready = customer(
        sale(50, live_on=ago(40)),
        told=(ago(9),),
        checks=(CheckFacts(ago(9), 1), CheckFacts(ago(20), 0)),
    )
    (row,) = rows(ready)
    assert (row.group, row.command, row.target) == (Group.LEARNING, "phase", ("sale", 1))


def test_an_open_problem_in_time_stands_below_the_alarms() -> None:
    plan = trouble(planned_at=None, fix_by=None)._replace(known_on=TODAY)
    assert texts(customer(LEARNING, problems=(plan,)), Group.LEARNING) == [
        "agree a plan for the problem: valve leak · due Thu 4 Jun"
    ]
    assert texts(customer(SETTLED, problems=(trouble(fix_by=TODAY),)), Group.DUE) == [
        "fix the problem: valve leak · due today"
    ]
    assert rows(customer(SETTLED, problems=(trouble(fix_by=ago(-5)),))) == []


@pytest.mark.practice("R87")
def test_a_solved_problem_asks_for_the_customers_own_word() -> None:
    solved = trouble(solved_on=ago(1))
    assert texts(customer(SETTLED, problems=(solved,))) == [
        "solved, but not in their words: valve leak"
    ]
    assert rows(customer(SETTLED, problems=(trouble(solved_on=TODAY),))) == []
    closed = trouble(solved_on=ago(9), confirmed_on=ago(8), recheck_on=ago(1))
    assert texts(customer(SETTLED, problems=(closed,))) == ["recheck: valve leak"]


# Due


def test_a_follow_up_that_is_due() -> None:
    facts = customer(SETTLED, followups=(step(0, at="10:00", person="Tom Hollis"),))
    (row,) = rows(facts)
    assert (row.group, row.command, row.target) == (Group.DUE, "log", ("followup", 5))
    assert row.text == "10:00 call about valves · Tom Hollis"
    assert rows(customer(SETTLED, followups=(step(-1),))) == []


@pytest.mark.practice("R14")
@pytest.mark.practice("R90")
def test_what_was_handed_over_stays_until_it_is_confirmed() -> None:
    (row,) = rows(customer(SETTLED, followups=(step(40, delegated_to="Sam"),)))
    assert row.text == "call about valves · has Sam done it? · since Fri 24 Apr"
    assert row.command == "done"


@pytest.mark.practice("R67")
def test_silence_past_its_limit() -> None:
    facts = customer(SETTLED, tier=Tier.A, two_way=(ago(40),))
    (row,) = rows(facts)
    assert (row.group, row.command, row.red) == (Group.DUE, "log", False)
    assert row.text == "silent 40 d, limit 30"
    assert rows(facts._replace(one_way=(TODAY,))) == []  # a quiet day
    due = facts._replace(followups=(step(0),))
    assert texts(due) == ["call about valves"]  # the call ends the silence


@pytest.mark.practice("R82")
def test_a_quarterly_check_of_a_settled_customer() -> None:
    facts = customer(SETTLED, checks=(CheckFacts(ago(93), 1),))
    (row,) = rows(facts)
    assert (row.group, row.command) == (Group.DUE, "check")
    assert row.text == "quarterly check: all as expected? · since Mon 1 Jun"
    planned = facts._replace(followups=(step(-9, FollowupKind.CHECK),))
    assert rows(planned) == []


@pytest.mark.practice("R11")
def test_a_customer_dropped_after_the_order_stands_first() -> None:
    one = sale(7)
    facts = customer(one, two_way=(ago(7),), checks=())
    (row,) = rows(facts)
    assert row.text == "dropped: no word since the order 7 d ago"
    assert row.weight > rows(customer(SETTLED, two_way=(ago(170),)))[0].weight
    assert rows(customer(sale(6), two_way=(ago(6),), checks=())) != [row]
    assert rows(facts._replace(two_way=(ago(5),))) == []
    assert not any("dropped" in text for text in texts(facts._replace(one_way=(TODAY,))))
    imported = facts._replace(created_on=ago(3))
    assert not any("dropped" in text for text in texts(imported))
    history = customer(one._replace(history=True), two_way=(ago(7),), checks=())
    assert not any("dropped" in text for text in texts(history))


@pytest.mark.practice("R91")
def test_the_yearly_survey_and_its_reminder() -> None:
    facts = customer(SETTLED, first_sale_on=ago(400), created_on=ago(400))
    assert texts(facts) == ["yearly survey · since Wed 29 Apr"]
    sent = facts._replace(survey_sent_on=ago(14))
    assert texts(sent) == ["survey unanswered: ask again"]
    assert rows(facts._replace(survey_sent_on=ago(13))) == []
    assert rows(facts._replace(survey_sent_on=ago(44))) == []
    assert rows(sent._replace(survey_back_on=ago(2))) == []


@pytest.mark.practice("R98")
def test_an_expected_order_that_did_not_come() -> None:
    monthly = SETTLED._replace(kind=SaleKind.RECURRING, expected_on=ago(5))
    (row,) = rows(customer(monthly))
    assert (row.group, row.command, row.target) == (Group.DUE, "sale", ("sale", 1))
    assert row.text == "expected order did not come · due Fri 29 May"
    assert rows(customer(monthly._replace(expected_on=ago(4)))) == []


# Letters and thanks


@pytest.mark.practice("R76")
@pytest.mark.parametrize(
    ("ordered", "text"),
    [
        (0, None),
        (1, "thank-you due today"),
        (2, "thank-you owed since Tue 2 Jun"),
        (5, "thank-you owed since Mon 1 Jun · 2 business days late"),
        (8, "thank-you owed since Wed 27 May · 5 business days late"),
    ],
)
def test_a_thank_you_is_owed_a_business_day_after_the_order(ordered: int, text: str | None) -> None:
    facts = customer(sale(ordered, thanked_on=None), checks=())
    assert texts(facts, Group.LETTERS) == ([text] if text else [])
    assert not any(row.red for row in rows(facts))


@pytest.mark.practice("R62")
def test_a_reassurance_is_owed_two_business_days_after_the_order() -> None:
    assert texts(customer(sale(1, reassured_on=None))) == []
    assert texts(customer(sale(2, reassured_on=None))) == ["reassurance due today"]
    late = customer(sale(5, reassured_on=None))
    assert texts(late) == ["reassurance owed since Tue 2 Jun · 1 business day late"]


def test_no_letter_is_owed_for_a_settled_or_history_sale_or_one_entered_late() -> None:
    owing = {"thanked_on": None, "reassured_on": None}
    assert rows(customer(SETTLED._replace(**owing))) == []
    assert texts(customer(sale(5, history=True, **owing)), Group.LETTERS) == []
    assert texts(customer(sale(9, **owing), created_on=ago(1)), Group.LETTERS) == []


@pytest.mark.practice("R76")
def test_the_clock_and_its_follow_up_are_one_row() -> None:
    thanks = step(
        1, FollowupKind.THANKS, sale_id=1, source=FollowupSource.AGENDA, anchor=Anchor.ORDER
    )
    facts = customer(sale(2, thanked_on=None), followups=(thanks,))
    (row,) = rows(facts)
    assert (row.text, row.target) == ("thank-you owed since Tue 2 Jun", ("followup", 5))
    assert rows(facts._replace(followups=(thanks._replace(due_on=ago(-1)),))) == []  # put off
    second = step(0, FollowupKind.REASSURE, sale_id=1, anchor=Anchor.LIVE, what="Reassurance 2")
    both = customer(sale(5, reassured_on=None), followups=(second,))
    assert len(texts(both, Group.LETTERS)) == 2


@pytest.mark.practice("R80")
def test_evidence_untold_for_three_business_days() -> None:
    untold = (EvidenceFacts(3, "no stops in May", ago(6)), EvidenceFacts(4, "saved 2 h", ago(0)))
    (row,) = rows(customer(SETTLED, untold=untold))
    assert (row.group, row.command, row.target) == (Group.LETTERS, "letter", ("evidence", 3))
    assert row.text == "untold since Thu 28 May: no stops in May · and 1 more"
    assert rows(customer(SETTLED, untold=(EvidenceFacts(3, "x", ago(5)),))) == []
    letter = step(0, FollowupKind.EVIDENCE, what="Evidence letter")
    assert texts(customer(SETTLED, untold=untold, followups=(letter,))) == ["Evidence letter"]


def test_letters_to_write_stand_under_letters() -> None:
    (row,) = rows(customer(LEARNING, followups=(step(0, FollowupKind.LETTER, sale_id=1),)))
    assert (row.group, row.command) == (Group.LETTERS, "letter")


# No row twice


def test_a_follow_up_made_for_a_promise_or_problem_is_left_to_it() -> None:
    for_promise = step(0, promise_id=12)
    facts = customer(SETTLED, promises=(promise(0),), followups=(for_promise,))
    assert texts(facts) == ["send manual to Jo Marsh · due today"]
    other = facts._replace(followups=(step(0, promise_id=13),))
    assert len(rows(other)) == 2
    for_problem = step(0, problem_id=8)
    facts = customer(SETTLED, problems=(trouble(),), followups=(for_problem,))
    assert texts(facts) == ["past its clock (fix): valve leak"]


def test_a_rhythm_call_is_left_to_the_alarm_of_a_forgotten_customer() -> None:
    call = step(0, source=FollowupSource.RHYTHM)
    facts = customer(SETTLED, two_way=(ago(184),), followups=(call,))
    assert texts(facts) == ["forgotten: 184 d of 90"]


def test_rows_come_by_group_and_the_strongest_first() -> None:
    facts = customer(
        sale(20, live_on=ago(8), reassured_on=None),
        checks=(),
        promises=(promise(0), promise(3)),
        followups=(step(0), step(4, FollowupKind.LETTER, id=6)),
    )
    found = rows(facts)
    order = list(Group)
    places = [(order.index(row.group), -row.weight) for row in found]
    assert places == sorted(places)
    assert [row.group for row in found if row.group is Group.SAVE] == [Group.SAVE]


# Off the book


@pytest.mark.practice("R07")
def test_a_dormant_customer_wakes_on_its_day() -> None:
    asleep = customer(
        SETTLED,
        state=CustomerState.DORMANT,
        wake_on=TODAY,
        two_way=(ago(500),),
        promises=(promise(9),),
    )
    (row,) = rows(asleep)
    assert (row.group, row.command, row.target) == (Group.DUE, "customer", ("customer", 1))
    assert row.text == "asleep until Wed 3 Jun: time to wake"
    assert rows(asleep._replace(wake_on=ago(-1))) == []
    assert rows(asleep._replace(wake_on=None)) == []


@pytest.mark.parametrize("state", [CustomerState.LOST, CustomerState.MOVED])
def test_nobody_off_the_book_has_a_row(state: CustomerState) -> None:
    assert rows(customer(SETTLED, state=state, two_way=(ago(500),), wake_on=ago(5))) == []


def test_a_long_text_is_cut_to_a_line() -> None:
    (row,) = rows(customer(SETTLED, problems=(trouble()._replace(text="leak " * 100),)))
    assert len(row.text) < 100 and row.text.endswith("…")
