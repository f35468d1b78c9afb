"""When a customer may be asked, and what may be told beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.anybody import anybody
from domain.made import LEARNING, SETTLED, TODAY, ago, customer, promise, rows, trouble
from repbook.domain.care.case import look
from repbook.domain.growth.asks import GIVES, Gate, allowed, gates, overdue, ratio, week_begins
from repbook.domain.letters.stories import Story, fitting, matches, shared_words
from repbook.domain.spine import kinds as k
from repbook.domain.spine.facts import AskFacts, CheckFacts, CustomerFacts
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.attention_day import attention_days
from repbook.domain.today.standing import standing

NO, YES, LATER = k.AskOutcome.NO, k.AskOutcome.YES, k.AskOutcome.LATER


def good(*sales: Any, **values: Any) -> CustomerFacts:
    """A settled customer who was given six things and asked once, long ago."""
    return customer(
        *sales or (SETTLED,), **{"gives": 6, "asked": 1, "asks": (asked(200),), **values}
    )


def asked(days: int, outcome: k.AskOutcome | None = YES, row: int = 1) -> AskFacts:
    return AskFacts(row, k.AskKind.TESTIMONIAL, "a word?", ago(days), outcome, ago(days))


def found(facts: CustomerFacts, this_week: int = 0, today: date = TODAY) -> tuple[Gate, ...]:
    return gates(look(facts, today, rules=DEFAULT), this_week)


def closed(facts: CustomerFacts, this_week: int = 0) -> list[str]:
    return [gate.why for gate in found(facts, this_week) if not gate.open]


def test_a_good_customer_may_be_asked() -> None:
    assert allowed(found(good()))
    assert all(gate.text and not gate.why for gate in found(good()))


PRESSED = SETTLED._replace(under_pressure=True)
UNPAID = SETTLED._replace(invoice_due_on=ago(6))
TWO_NOS = (asked(100, NO, 2), asked(200, None, 1))


@pytest.mark.practice("R51")
@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (good(LEARNING, checks=()), "not settled: ask first whether all is as expected"),
        (
            good(LEARNING, checks=(CheckFacts(ago(2), -1),), told=(ago(2),)),
            "not settled, and the last check was worse: until a better one",
        ),
        (
            good(LEARNING, checks=(CheckFacts(ago(-1), 2), CheckFacts(ago(2), -1)), told=(ago(2),)),
            "not settled, and the last check was worse: until a better one",
        ),
        (good(LEARNING), "not settled: tell them of a success first"),
        (good(LEARNING, told=(ago(-2),)), "not settled: tell them of a success first"),
        (good(problems=(trouble(k.Severity.TRIVIAL),)), "valve leak: until they say it is solved"),
        (good(promises=(promise(1),)), "broken promise: send manual: make it good first"),
        (good(asks=(asked(89),)), "asked 89 d ago: from Thu 4 Jun on"),
        (good(gives=2), f"gave 2 : asked 1: 1 more to give first ({GIVES})"),
        (good(gives=0, asked=0, asks=()), f"gave 0 : asked 0: 1 more to give first ({GIVES})"),
    ],
)
def test_a_gate_says_why_it_is_closed_and_what_opens_it(facts: CustomerFacts, why: str) -> None:
    assert closed(facts) == [why]


@pytest.mark.parametrize(
    "facts",
    [
        good(LEARNING, told=(ago(3),), checks=(CheckFacts(ago(3), 0),)),
        good(LEARNING, told=(TODAY,), checks=(CheckFacts(TODAY, 0), CheckFacts(ago(3), -1))),
        good(problems=(trouble(confirmed_on=ago(1), solved_on=ago(2)),)),
        good(promises=(promise(1, theirs=True),)),
        good(promises=(promise(-1),)),
        good(asks=(asked(90),)),
        good(gives=3),
        good(gives=1, asked=0, asks=()),
    ],
)
def test_a_gate_opens_as_soon_as_it_can(facts: CustomerFacts) -> None:
    assert closed(facts) == []


@pytest.mark.practice("R09")
def test_nobody_who_owes_us_money_is_asked_for_more() -> None:
    assert closed(good(UNPAID)) == ["pumps is unpaid +6 d: until it is paid"]
    assert closed(good(UNPAID._replace(paid_on=TODAY))) == []
    assert overdue(UNPAID._replace(invoice_due_on=TODAY), TODAY) == 0
    assert overdue(UNPAID._replace(paid_on=ago(-1)), TODAY) == 6


@pytest.mark.practice("R17")
@given(gives=st.integers(0, 40), times=st.integers(0, 12))
def test_one_give_comes_before_the_first_ask_and_three_to_each_that_was_made(
    gives: int, times: int
) -> None:
    facts = good(gives=gives, asked=times)
    assert allowed(found(facts)) is (gives >= (3 * times or 1))
    assert ratio(facts) in {gate.text for gate in found(facts)}


@pytest.mark.practice("R95")
def test_three_asks_a_week_are_enough() -> None:
    assert closed(good(), 2) == []
    assert closed(good(), 3) == ["3 asks this week: from Mon 8 Jun on"]
    assert week_begins(TODAY) == date(2026, 6, 1)
    assert week_begins(date(2026, 6, 7)) == week_begins(date(2026, 6, 1)) == date(2026, 6, 1)


@pytest.mark.practice("R52")
@pytest.mark.parametrize(
    ("facts", "pushed"),
    [
        (good(PRESSED, asks=TWO_NOS), True),
        (good(PRESSED, asks=(asked(100, LATER, 2), asked(200, NO))), True),
        (good(PRESSED, asks=(asked(100, YES, 2), asked(200, NO))), False),
        (good(PRESSED, asks=(asked(100, NO),)), False),
        (good(SETTLED, asks=TWO_NOS), False),
        (good(PRESSED, SETTLED._replace(id=2, ordered_on=ago(250)), asks=TWO_NOS), False),
    ],
)
def test_who_was_pressed_is_not_asked_a_third_time(facts: CustomerFacts, pushed: bool) -> None:
    firm = [gate for gate in found(facts) if gate.firm]
    assert [gate.open for gate in firm] == [not pushed]
    assert bool(closed(facts)) is pushed


# -- praise ----------------------------------------------------------------------------------------


def moments(facts: CustomerFacts, today: date = TODAY) -> list[str]:
    return [row.text for row in rows(facts, today) if row.command == "ask"]


@pytest.mark.practice("R96")
@pytest.mark.parametrize(
    ("today", "praised", "shown"),
    [
        (date(2026, 6, 3), date(2026, 6, 3), "today"),
        (date(2026, 6, 3), date(2026, 6, 2), "yesterday"),
        (date(2026, 6, 3), date(2026, 6, 1), "2 d ago"),
        (date(2026, 6, 4), date(2026, 6, 1), ""),
        (date(2026, 6, 8), date(2026, 6, 5), "3 d ago"),  # Friday's window moves off the weekend
        (date(2026, 6, 9), date(2026, 6, 5), ""),
        (date(2026, 6, 3), date(2026, 6, 4), ""),
    ],
)
def test_praise_opens_a_moment_of_two_days(today: date, praised: date, shown: str) -> None:
    text = f"ask for a referral now · praised {shown}"
    assert moments(good(praise_on=praised), today) == ([text] if shown else [])


@pytest.mark.practice("R96")
def test_praise_opens_a_window_whatever_the_ledger_says() -> None:
    fresh = {"praise_on": ago(1)}
    text = "ask for a referral now · praised yesterday"
    for facts in (
        good(LEARNING, checks=(), **fresh),
        good(gives=0, asked=4, **fresh),
        good(gives=0, asked=0, asks=(), **fresh),
    ):
        assert moments(facts) == [text]
        assert closed(facts) == []
    assert closed(
        good(gives=0, praise_on=ago(9))
    )  # when the window has shut the ledger counts again


@pytest.mark.practice("R96")
@pytest.mark.parametrize(
    ("values", "first"),
    [
        ({"sales": (UNPAID,)}, "before you ask, pumps is unpaid +6 d: until it is paid"),
        ({"problems": (trouble(),)}, "before you ask, valve leak: until they say it is solved"),
        (
            {"promises": (promise(1),)},
            "before you ask, broken promise: send manual: make it good first",
        ),
        ({"asks": (asked(20),)}, "before you ask, asked 20 d ago: from Wed 12 Aug on"),
        ({"sales": (PRESSED,), "asks": TWO_NOS}, ""),
    ],
)
def test_praise_raises_a_row_that_says_what_comes_before_an_ask(
    values: dict[str, Any], first: str
) -> None:
    facts = good(praise_on=ago(1))._replace(**values)
    said = ("thank them", first, "praised yesterday")
    assert moments(facts) == [" · ".join(part for part in said if part)]
    assert closed(facts)


def test_an_ask_since_the_praise_ends_the_moment() -> None:
    rules = DEFAULT._replace(asks=DEFAULT.asks._replace(apart=0))
    for asks, shown in (((asked(2),), True), ((asked(1),), False)):
        facts = good(praise_on=ago(1), asks=asks)
        said = [each for each in standing(facts, TODAY, rules).reasons if each.command == "ask"]
        assert bool(said) is shown


def test_the_moment_is_found_by_its_day_and_only_while_it_can_come() -> None:
    quiet = good(praise_on=ago(1), two_way=(ago(1),), checks=(CheckFacts(ago(1), 1),))
    assert attention_days(quiet, rules=DEFAULT).attention_on == ago(1)
    assert attention_days(quiet._replace(gives=0), rules=DEFAULT).attention_on == ago(1)
    for facts in (
        quiet._replace(asks=(asked(1),)),
        quiet._replace(praise_on=ago(9)),  # something was recorded after its window
    ):
        later = attention_days(facts, rules=DEFAULT).attention_on
        assert later is not None and later > TODAY


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6), st.integers(0, 6))
def test_no_moment_is_passed_over(praised: int, spoke: int, checked: int, day: int) -> None:
    facts = good(
        praise_on=ago(praised),
        two_way=(ago(spoke),),
        last_touch_on=ago(spoke),
        checks=(CheckFacts(ago(checked), 1),),
    )
    today = max(ago(day), ago(spoke), ago(checked), ago(praised))
    woken = attention_days(facts, rules=DEFAULT).attention_on
    assert not moments(facts, today) or (woken is not None and woken <= today)


@settings(max_examples=30)
@given(anybody, st.integers(0, 4))
def test_a_moment_to_ask_never_stands_before_a_closed_gate(facts: CustomerFacts, gap: int) -> None:
    praised = facts._replace(state=k.CustomerState.ACTIVE, praise_on=ago(gap))
    for text in moments(praised):
        assert allowed(found(praised, 2)) is ("ask for a referral" in text)
    for gate in found(praised, gap):
        assert gate.open is not bool(gate.why)


# -- stories ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("need", "text", "shared"),
    [
        ("moulds that shine", "the mould shone after one wash", ("moulds",)),
        ("Clean valves, quickly", "valve cleaned in a minute", ("clean", "valves")),
        ("GRÖSSERE Flaschen", "größere flaschen", ("grossere", "flaschen")),
        ("fewer stories", "a story", ("stories",)),
        ("we want it to be good for the year", "it was good, this year", ()),
        ("glass", "no gas", ()),
        ("", "anything", ()),
    ],
)
def test_words_match_whatever_their_endings(need: str, text: str, shared: tuple[str, ...]) -> None:
    assert shared_words(need, text) == shared
    assert matches(need, text) is bool(shared)
    assert matches(text, need) is bool(shared)


@given(st.text(max_size=40), st.text(max_size=40))
def test_matching_takes_any_text_and_is_mutual(one: str, other: str) -> None:
    assert matches(one, other) is matches(other, one)


@pytest.mark.practice("R50")
def test_the_closest_stories_come_first() -> None:
    stories = (
        Story(1, "two hours saved", "Hartwell", "brewery"),
        Story(2, "moulds come out dry", "Blum", "bakery"),
        Story(3, "dry moulds", "Pendle", "brewery", own=True),
        Story(4, "nothing like it", "Élan", "café"),
        Story(5, "dry floors", "Ode", "brewery"),
    )
    assert [story.id for story in fitting("dry moulds", "brewery", stories, 9)] == [2, 3, 5, 1]
    assert [story.id for story in fitting("dry moulds", "brewery", stories)] == [2, 3]
    assert [story.id for story in fitting("", "craft brewery", stories)] == [1, 5]
    assert fitting("", "", stories) == ()
