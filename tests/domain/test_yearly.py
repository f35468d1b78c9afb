"""Birthdays, tenure, and the yearly survey."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.domain.care.case import look
from repbook.domain.care.yearly import dates, in_year, next_on, survey_again, survey_from
from repbook.domain.spine.facts import CustomerFacts, DateFacts
from repbook.domain.spine.kinds import Group
from repbook.domain.spine.model import Reason
from repbook.domain.spine.rules import DEFAULT

BIRTHDAY = DateFacts(7, "", "birthday", 6, 6, 1980, "Anna")
DAY = date(2026, 6, 6)  # a Saturday


def rows(today: date, *birthdays: DateFacts, first: date | None = None, touch: date | None = None) -> list[Reason]:  # fmt: skip
    facts = CustomerFacts(
        1, "Hollis Dairy", first_sale_on=first, last_touch_on=touch, dates=birthdays
    )
    return list(dates(look(facts, today, rules=DEFAULT)))


@pytest.mark.practice("R20")
def test_a_birthday_shows_a_week_ahead_and_never_moves() -> None:
    assert rows(DAY - timedelta(8), BIRTHDAY) == []
    (row,) = rows(DAY - timedelta(7), BIRTHDAY)
    assert (row.group, row.text) == (Group.DATES, "Anna: birthday, 46 · 6 Jun")
    assert (row.due_on, row.target, row.red) == (DAY, ("date", 7), False)
    (row,) = rows(DAY, BIRTHDAY)
    assert row.text == "Anna: birthday, 46 · today"
    assert rows(DAY + timedelta(1), BIRTHDAY) == []


def test_any_touch_on_the_day_answers_it() -> None:
    assert rows(DAY, BIRTHDAY, touch=DAY) == []
    assert len(rows(DAY - timedelta(1), BIRTHDAY, touch=DAY - timedelta(1))) == 1


def test_a_label_and_an_unknown_year() -> None:
    (row,) = rows(DAY, DateFacts(1, "firm founded", "other", 6, 6))
    assert row.text == "firm founded · today"
    for year, said in ((2025, "born, 1"), (2026, "born"), (2027, "born")):
        (row,) = rows(DAY, DateFacts(1, "born", "other", 6, 6, year=year))
        assert row.text == f"{said} · today"


@pytest.mark.fault("F113")
@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 2, 21), date(2027, 2, 28)),
        (date(2028, 2, 21), date(2028, 2, 29)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 2, 28)),
    ],
)
def test_a_leap_day_falls_on_the_28th_in_a_shorter_year(today: date, expected: date) -> None:
    assert next_on(2, 29, today) == expected


def test_a_day_that_no_year_has_is_no_row() -> None:
    assert in_year(4, 31, 2026) is None
    ends = [in_year(2, 29, year) for year in (0, 1, 9999, 10000)]
    assert ends == [None, date(1, 2, 28), date(9999, 2, 28), None]
    assert rows(date(2026, 4, 28), DateFacts(1, "", "birthday", 4, 31)) == []


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(2000, 1, 1), date(2000, 12, 31)))
def test_a_birthday_is_shown_on_eight_days_of_each_year(today: date, born: date) -> None:
    on = next_on(born.month, born.day, today)
    assert on is not None and today <= on
    shown = rows(today, DateFacts(1, "", "birthday", born.month, born.day))
    assert bool(shown) == ((on - today).days <= 7)


@pytest.mark.practice("R22")
@pytest.mark.parametrize("years", [1, 2, 3, 5, 10, 15, 20, 25])
def test_tenure_is_remembered(years: int) -> None:
    first = date(2026 - years, 6, 6)
    (row,) = rows(DAY - timedelta(7), first=first)
    noun = "year" if years == 1 else "years"
    assert row.text == f"{years} {noun} with you · 6 Jun"
    assert (row.command, row.target) == ("letter", ("customer", 1))


@pytest.mark.parametrize("years", [0, 4, 6, 9, 11, 26])
def test_other_years_pass_in_silence(years: int) -> None:
    assert rows(DAY, first=date(2026 - years, 6, 6)) == []


def test_what_is_shown_months_ahead_skips_no_month_between() -> None:
    early = DEFAULT._replace(clocks=DEFAULT.clocks._replace(tenure_ahead=90, dates_ahead=90))
    facts = CustomerFacts(1, "x", first_sale_on=date(2025, 7, 10), dates=(DateFacts(1, "", "birthday", 7, 9),))  # fmt: skip
    shown = dates(look(facts, DAY - timedelta(7), rules=early))
    assert [row.text for row in shown] == ["birthday · 9 Jul", "1 year with you · 10 Jul"]
    assert list(dates(look(facts, date(2026, 4, 9), rules=early))) == []


# The survey


@pytest.mark.practice("R91")
def test_the_survey_is_due_every_year_of_the_first_sale() -> None:
    first = date(2024, 3, 4)
    facts = CustomerFacts(1, "x", created_on=first, first_sale_on=first)
    assert survey_from(facts, rules=DEFAULT) == first + timedelta(365)
    sent = facts._replace(survey_sent_on=first + timedelta(365))
    assert survey_from(sent, rules=DEFAULT) == first + timedelta(730)
    assert survey_from(
        facts._replace(survey_sent_on=first + timedelta(340)), rules=DEFAULT
    ) == first + timedelta(730)
    assert survey_from(facts._replace(first_sale_on=None), rules=DEFAULT) is None


def test_an_import_owes_no_survey_of_years_past() -> None:
    facts = CustomerFacts(1, "x", created_on=date(2026, 1, 1), first_sale_on=date(2020, 6, 1))
    due = survey_from(facts, rules=DEFAULT)
    assert due is not None and due > facts.created_on
    assert (due - date(2020, 6, 1)).days % 365 == 0


def test_an_unanswered_survey_is_sent_again_after_a_fortnight() -> None:
    sent = date(2026, 3, 2)
    facts = CustomerFacts(1, "x", survey_sent_on=sent)
    again = survey_again(facts, rules=DEFAULT)
    assert again == (sent + timedelta(14), sent + timedelta(44))
    assert survey_again(facts._replace(survey_back_on=sent), rules=DEFAULT) is None
    assert survey_again(facts._replace(survey_back_on=sent - timedelta(1)), rules=DEFAULT) == again
    assert survey_again(CustomerFacts(1, "x"), rules=DEFAULT) is None
