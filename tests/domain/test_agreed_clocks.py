"""The clocks of problems as agreed with a customer, and the rule in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.made import LEARNING, SETTLED, ago, customer, rows, trouble
from repbook.domain.care.handling import Handling, as_text, clocks_of, parse
from repbook.domain.care.problems import acknowledge_by, past_clock, running
from repbook.domain.spine.kinds import Severity
from repbook.domain.spine.rules import DEFAULT

MONDAY = date(2026, 6, 1)


def clock(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def known(at: str, severity: Severity = Severity.MINOR, **values: Any) -> Any:
    given = {"acknowledged_at": None, "planned_at": None, "fix_by": None, **values}
    one = trouble(severity, **given)
    return one._replace(known_on=date.fromisoformat(at[:10]), known_at=f"{at}:00Z")


def test_without_an_agreement_the_rules_are_the_same_ones() -> None:
    assert clocks_of(customer(LEARNING), DEFAULT) is DEFAULT


@pytest.mark.practice("R79")
@pytest.mark.parametrize(
    ("hours", "deadline"),
    [
        (1, "2026-06-01T11:00"),
        (2, "2026-06-01T12:00"),
        (7, "2026-06-01T17:00"),
        (8, "2026-06-02T10:00"),
        (20, "2026-06-03T14:00"),
        (80, "2026-06-15T10:00"),
    ],
)
def test_an_answer_is_due_in_the_hours_agreed(hours: int, deadline: str) -> None:
    one, rules = known("2026-06-01T10:00"), clocks_of(customer(answer_hours=hours), DEFAULT)
    now = clock(deadline)
    assert acknowledge_by(one, rules, now) == datetime.fromisoformat(deadline)
    assert past_clock(one, now.date(), rules, now) is None
    assert past_clock(one, now.date(), rules, now.replace(minute=1)) == "acknowledge"


@pytest.mark.parametrize(
    ("hours", "last"),
    [(None, MONDAY), (8, MONDAY), (9, date(2026, 6, 2)), (17, date(2026, 6, 3))],
)
def test_without_a_wall_clock_whole_business_days_count(hours: int | None, last: date) -> None:
    rules = clocks_of(customer(answer_hours=hours), DEFAULT)
    one = known("2026-06-01T10:00")
    assert running(one, MONDAY, rules) == ("acknowledge", last)
    assert past_clock(one, last, rules) is None
    assert past_clock(one, DEFAULT.business.add(last, 1), rules) == "acknowledge"


@pytest.mark.practice("R79")
@pytest.mark.parametrize("severity", Severity)
def test_a_fix_is_due_in_the_days_agreed_whatever_the_severity(severity: Severity) -> None:
    rules = clocks_of(customer(fix_days=4), DEFAULT)
    one = known("2026-06-01T10:00", severity, planned_at="2026-06-01T11:00:00Z")
    assert running(one, MONDAY, rules) == ("fix", date(2026, 6, 5))
    named = one._replace(fix_by=date(2026, 6, 9))
    assert running(named, MONDAY, rules) == ("fix", date(2026, 6, 9))


@pytest.mark.practice("R79")
def test_today_and_the_risk_go_by_the_agreed_clocks() -> None:
    slow = trouble(Severity.MAJOR, fix_by=None)._replace(known_on=ago(5))
    told = {days: rows(customer(LEARNING, problems=(slow,), fix_days=days)) for days in (None, 10)}
    assert "valve leak · fix 2 d late" in [row.text for row in told[None]]
    assert not [row for row in told[10] if "not fixed by" in row.text]
    quick = trouble(Severity.MINOR, fix_by=None)._replace(known_on=ago(2))
    hasty = rows(customer(SETTLED, problems=(quick,), fix_days=1))
    assert [row.due_on for row in hasty if row.red] == [ago(1)]
    assert not [row for row in rows(customer(SETTLED, problems=(quick,))) if row.red]


names = st.text("abcdé Jo,;-", min_size=1, max_size=12).map(str.strip).filter(bool)
handlings = st.builds(
    Handling,
    st.just("") | names,
    st.none() | st.integers(1, 80),
    st.none() | st.integers(1, 60),
    st.just("") | names,
    st.just("") | names.map(lambda name: f"{name}: hear it from me"),
)


@given(rule=handlings)
def test_a_rule_in_words_reads_back(rule: Handling) -> None:
    from repbook.wording import clean

    rule = Handling(clean(rule.first), *rule[1:3], clean(rule.then), clean(rule.words))
    facts = customer(answer_hours=rule.answer_hours, fix_days=rule.fix_days)
    assert parse(as_text(rule), facts) == rule


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Handling(), ""),
        (
            Handling("Jo", 2, 2, "Ann"),
            "Jo first · answer in 2 h · fixed in 2 business days · then Ann",
        ),
        (Handling("Jo", None, 1), "Jo first · fixed in 1 business day"),
        (Handling(words="George hears it from me"), "George hears it from me"),
    ],
)
def test_a_rule_is_words_that_both_sides_can_read(rule: Handling, words: str) -> None:
    assert as_text(rule) == words


def test_the_first_name_to_ring_counts_and_a_second_one_stays_words() -> None:
    said = "Jo first · Ann first · then Sue · then Bo"
    assert parse(said) == Handling("Jo", then="Sue", words="Ann first · then Bo")


@pytest.mark.practice("R46")
def test_words_of_their_own_stay_words() -> None:
    said = "Len, then Priya by noon; George hears it from me, never from them"
    assert parse(said) == Handling(words=said)
    assert as_text(parse(said)) == said
