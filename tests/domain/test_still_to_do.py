"""What has to be asked of a young sale, and what waits to be posted, thanked for, or renewed."""

from __future__ import annotations

from typing import Any

import pytest

from domain.made import SETTLED, TODAY, ago, customer, sale
from domain.made import step as followup
from repbook.domain.care.case import look
from repbook.domain.care.risk import risk
from repbook.domain.spine.facts import AskFacts, LetterFacts
from repbook.domain.spine.kinds import (
    Anchor,
    AskKind,
    AskOutcome,
    FollowupKind,
    FollowupSource,
    Group,
    LetterKind,
    SaleKind,
)
from repbook.domain.spine.model import Reason
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.attention import reasons
from repbook.domain.today.still_to_do import NOBODY, agreement_from, cycle_from, first_days

AGENDA = FollowupSource.AGENDA
AGREED = ("preference", "problem rule", "vital area")


def rows(command: str = "", /, *sales: Any, **values: Any) -> list[Reason]:
    """The rows of Today of a customer with these sales that are answered by a command."""
    case = look(customer(*sales, **values), TODAY, rules=DEFAULT)
    return [one for one in reasons(case, risk(case)) if not command or one.command == command]


@pytest.mark.practice("R37")
@pytest.mark.parametrize(("ordered", "known", "asked"), [(2, AGREED, False), (3, AGREED, True), (3, ("important", *AGREED), False)])  # fmt: skip
def test_what_is_important_is_missed_from_the_third_day(
    ordered: int, known: tuple[str, ...], asked: bool
) -> None:
    found = rows("fact", sale(ordered), known=known)
    assert [one.target for one in found] == [("questions", 1)] * asked
    assert all("important" in one.text and not one.red for one in found)


@pytest.mark.practice("R79")
@pytest.mark.practice("R73")
def test_the_agreement_is_missed_after_five_business_days() -> None:
    known = ("important", "vital area")
    assert not rows("fact", sale(7), known=known)  # five business days are today
    (row,) = rows("fact", sale(8), known=known)
    assert row.target == ("agreement", 1)
    assert row.text == "not agreed: reach, problems"
    assert not rows("fact", sale(8), known=(*AGREED, "important"))


@pytest.mark.practice("R79")
@pytest.mark.practice("R73")
@pytest.mark.practice("R78")
@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("preference", "reach"),
        ("vital area", "what is vital"),
        ("problem rule", "problems"),
    ],
)
def test_each_part_of_the_agreement_is_missed_by_its_name(missing: str, said: str) -> None:
    known = {*AGREED, "important"} - {missing}
    (row,) = rows("fact", sale(8), known=tuple(known))
    assert row.text == f"not agreed: {said}"


@pytest.mark.parametrize(("entered", "asked"), [(5, 1), (4, 0)])
def test_what_was_to_be_asked_before_a_customer_was_entered_is_not_missed(
    entered: int, asked: int
) -> None:
    assert len(rows("fact", sale(8), known=AGREED, created_on=ago(entered))) == asked


@pytest.mark.parametrize(("entered", "asked"), [(0, 1), (-1, 0)])
def test_nor_is_the_agreement(entered: int, asked: int) -> None:
    facts = customer(sale(8), known=("important",), created_on=ago(entered))
    assert (agreement_from(facts.sales[0], facts, DEFAULT) is not None) == bool(asked)


def test_an_agenda_step_that_asks_the_same_speaks_for_the_row() -> None:
    step = followup(-3, FollowupKind.FACTS, step="agreement", sale_id=1)
    assert not rows("fact", sale(9), known=("important",), followups=(step,))


def test_what_is_missed_counts_from_the_newest_sale_that_is_young() -> None:
    learning = sale(20, live_on=ago(10))
    settled = sale(12, id=2, live_on=ago(11), settled_on=ago(1))
    found = rows("fact", learning, settled, known=AGREED)
    assert [row.due_on for row in found] == [ago(17)]
    assert [row.due_on for row in rows("fact", learning, sale(9, id=2), known=AGREED)] == [ago(6)]


def test_history_and_settled_sales_are_asked_nothing() -> None:
    assert not rows("fact", sale(20, history=True), known=())
    settled = sale(300, live_on=ago(290), settled_on=ago(200))
    assert not rows("fact", settled, known=())


@pytest.mark.practice("R93")
@pytest.mark.parametrize(("age", "said"), [(0, "today"), (4, "4 d old"), (11, "stale, 11 d")])
def test_a_clipping_says_its_age_and_when_it_is_stale(age: int, said: str) -> None:
    clip = LetterFacts(7, LetterKind.COMPLIMENT, "Clinic wins award", ago(age))
    (row,) = rows("letter", sale(300, settled_on=ago(200)), unposted=(clip,))
    assert row.text == f"clipping: Clinic wins award · {said}"
    assert (row.group, row.target, row.red) == (Group.LETTERS, ("letter", 7), False)


@pytest.mark.practice("R96")
@pytest.mark.parametrize(("given", "late"), [(0, ""), (1, ""), (2, " · 1 bd late"), (6, " · 3 bd late")])  # fmt: skip
def test_a_referral_is_thanked_for_within_a_business_day(given: int, late: str) -> None:
    ask = AskFacts(5, AskKind.REFERRAL, "anybody?", ago(9), AskOutcome.YES, ago(given), None, "Jo")
    (row,) = rows("letter", sale(300, settled_on=ago(200)), asks=(ask,))
    assert row.text.startswith("thanks for referring Jo")
    assert row.text.endswith(late or row.text)
    assert row.target == ("ask", 5)
    thanked = ask._replace(thanked_on=TODAY)
    assert not rows("letter", sale(300, settled_on=ago(200)), asks=(thanked,))
    refused = ask._replace(outcome=AskOutcome.NO)
    assert not rows("letter", sale(300, settled_on=ago(200)), asks=(refused,))


@pytest.mark.practice("R03")
@pytest.mark.parametrize(("ahead", "shown"), [(31, False), (30, True), (0, True)])
def test_the_next_cycle_is_a_row_a_month_ahead(ahead: int, shown: bool) -> None:
    one = sale(300, settled_on=ago(200), expected_on=ago(-ahead))
    found = [row for row in rows("log", one) if row.target == ("sale", 1)]
    assert len(found) == shown
    assert all(row.text.startswith("reorder, upgrade, renew? pumps") for row in found)


RECURRING = SaleKind.RECURRING


@pytest.mark.parametrize(
    ("kind", "cycle", "to_go", "shown"),
    [
        (SaleKind.CATALOGUE, 30, 11, 0),
        (SaleKind.CATALOGUE, 30, 10, 1),
        (SaleKind.ONE_OFF, 60, 30, 1),
        (RECURRING, 59, 19, 0),
        (RECURRING, 60, 30, 1),
        (RECURRING, 365, 31, 0),
        (RECURRING, 365, 30, 1),
        (RECURRING, 365, -4, 1),
        (RECURRING, 365, -5, 0),  # the order that did not come has a row of its own
    ],
)
def test_when_a_cycle_is_asked_about(kind: SaleKind, cycle: int, to_go: int, shown: int) -> None:
    ordered = cycle - to_go
    one = sale(ordered, kind=kind, settled_on=ago(ordered - 9), expected_on=ago(-to_go))
    assert sum("renew?" in row.text for row in rows("log", one)) == shown
    assert (cycle_from(one, DEFAULT) or TODAY) <= TODAY or not shown


@pytest.mark.parametrize(
    ("made", "owed", "sent", "left"),
    [
        ("agenda", ("letter", "order"), (4, 4), 1),
        ("thirty-day", ("letter", "order"), (4, 4), 2),  # another letter than the step asks for
        ("thank-you", ("thanks", "order"), (None, 4), 1),
        ("reassurance", ("reassure", "order"), (4, None), 1),
    ],
)
def test_a_letter_that_is_made_stands_once(
    made: str, owed: tuple[str, str], sent: tuple[int | None, int | None], left: int
) -> None:
    thanked, reassured = (None if days is None else ago(days) for days in sent)
    step = followup(0, FollowupKind(owed[0]), source=AGENDA, sale_id=1, anchor=Anchor(owed[1]))
    letters = (LetterFacts(7, LetterKind(made), "post me", TODAY),)
    young = sale(4, thanked_on=thanked, reassured_on=reassured)
    assert len(rows("letter", young, followups=(step,))) == 1
    assert len(rows("letter", young, unposted=letters, followups=(step,))) == left


def test_the_agenda_s_own_question_about_the_next_order_speaks_for_the_row() -> None:
    one = sale(300, kind=RECURRING, settled_on=ago(200), expected_on=ago(-9))
    step = followup(0, FollowupKind.CALL, step="next-order", sale_id=1)
    assert not [row for row in rows("log", one, followups=(step,)) if "renew?" in row.text]


def test_a_short_cycle_comes_by_itself_and_a_missed_one_has_its_own_row() -> None:
    monthly = sale(25, kind=SaleKind.RECURRING, expected_on=ago(-5), settled_on=ago(1))
    assert not [row for row in rows("log", monthly) if "renew?" in row.text]
    missed = sale(300, kind=SaleKind.RECURRING, settled_on=ago(200), expected_on=ago(6))
    assert [row.command for row in rows("", missed) if row.target == ("sale", 1)] == ["sale"]


@pytest.mark.practice("R22")
@pytest.mark.parametrize(("days", "shown"), [(15, False), (14, True), (0, True)])
def test_an_anniversary_is_told_two_weeks_ahead(days: int, shown: bool) -> None:
    first = ago(-days).replace(year=TODAY.year - 5)
    facts = {"first_sale_on": first, "created_on": first}
    found = rows("letter", sale(300, settled_on=ago(200)), **facts)
    assert [("5 years with you" in row.text) for row in found] == [True] * shown


@pytest.mark.parametrize(("gone", "asked"), [(None, 0), (3, 1), (0, 1), (-1, 0)])
def test_whom_to_ask_for_has_left_and_nobody_came(gone: int | None, asked: int) -> None:
    on = None if gone is None else ago(gone)
    facts = {"main_gone_on": on}
    found = [row for row in rows("person", SETTLED, **facts) if row.what == NOBODY]
    assert len(found) == asked
    assert on is None or on in first_days(customer(SETTLED, **facts), DEFAULT)
