"""Thank-you, reassurance, and evidence: what is owed in writing."""

from __future__ import annotations

from typing import Any

import pytest

from domain.made import (
    LEARNING,
    SETTLED,
    TODAY,
    ago,
    customer,
    rows,
    sale,
    step,
    texts,
    trouble,
)
from repbook.domain.spine.facts import EvidenceFacts
from repbook.domain.spine.kinds import Anchor, FollowupKind, FollowupSource, Group, Severity


@pytest.mark.practice("R76")
@pytest.mark.parametrize(
    ("ordered", "text"),
    [
        (0, None),
        (1, "thank-you · today"),
        (2, "thank-you · since Tue"),
        (5, "thank-you · 2 bd late"),
        (8, "thank-you · 5 bd late"),
    ],
)
def test_a_thank_you_is_owed_a_business_day_after_the_order(ordered: int, text: str | None) -> None:
    facts = customer(sale(ordered, thanked_on=None), checks=())
    assert texts(facts, Group.LETTERS) == ([text] if text else [])
    assert not any(row.red for row in rows(facts))


@pytest.mark.practice("R62")
def test_a_reassurance_is_owed_two_business_days_after_the_order() -> None:
    assert texts(customer(sale(1, reassured_on=None))) == []
    assert texts(customer(sale(2, reassured_on=None))) == ["reassurance · today"]
    late = customer(sale(5, reassured_on=None))
    assert texts(late) == ["reassurance · 1 bd late"]


@pytest.mark.practice("R62")
@pytest.mark.parametrize(
    ("severity", "values", "asked"),
    [
        (Severity.MODERATE, {}, False),
        (Severity.MINOR, {}, False),
        (Severity.TRIVIAL, {}, True),
        (Severity.MAJOR, {"solved_on": TODAY}, True),
        (Severity.MAJOR, {"solved_on": ago(2), "confirmed_on": ago(1)}, True),
    ],
)
@pytest.mark.parametrize("hung", [False, True])
def test_nobody_is_reassured_while_something_waits_to_be_solved(
    severity: Severity, values: dict[str, Any], asked: bool, hung: bool
) -> None:
    source = {"source": FollowupSource.AGENDA, "anchor": Anchor.ORDER, "sale_id": 1}
    steps = (step(1, FollowupKind.REASSURE, **source),) if hung else ()
    facts = customer(
        sale(5, reassured_on=None), problems=(trouble(severity, **values),), followups=steps
    )
    assert any("reassurance" in text for text in texts(facts, Group.LETTERS)) is asked


def test_no_letter_is_owed_for_a_settled_or_history_sale_or_one_entered_late() -> None:
    owing = {"thanked_on": None, "reassured_on": None}
    assert rows(customer(SETTLED._replace(**owing))) == []
    assert texts(customer(sale(5, history=True, **owing)), Group.LETTERS) == []
    for entered, owed in ((1, ["thank-you · since Tue"]), (0, [])):  # owed since yesterday
        facts = customer(sale(2, **{**owing, "reassured_on": ago(1)}), created_on=ago(entered))
        assert texts(facts, Group.LETTERS) == owed
    assert texts(customer(sale(9, **owing), created_on=ago(1)), Group.LETTERS) == []


@pytest.mark.practice("R76")
def test_the_clock_and_its_follow_up_are_one_row() -> None:
    thanks = step(
        1, FollowupKind.THANKS, sale_id=1, source=FollowupSource.AGENDA, anchor=Anchor.ORDER
    )
    facts = customer(sale(2, thanked_on=None), followups=(thanks,))
    (row,) = rows(facts)
    assert (row.text, row.target) == ("thank-you · since Tue", ("followup", 5))
    assert rows(facts._replace(followups=(thanks._replace(due_on=ago(-1)),))) == []  # put off
    second = step(0, FollowupKind.REASSURE, sale_id=1, anchor=Anchor.LIVE, what="Reassurance 2")
    both = customer(sale(5, reassured_on=None), followups=(second,))
    assert len(texts(both, Group.LETTERS)) == 2


def test_a_letter_planned_for_one_sale_is_still_owed_for_another() -> None:
    planned = step(-1, FollowupKind.THANKS, sale_id=2, source=FollowupSource.AGENDA)
    sales = [sale(2, id=number, thanked_on=None) for number in (1, 2)]
    (row,) = rows(customer(*sales, checks=(), followups=(planned,)))
    assert (row.text, row.target) == ("thank-you · since Tue", ("sale", 1))


@pytest.mark.practice("R80")
def test_evidence_untold_for_three_business_days() -> None:
    untold = (EvidenceFacts(3, "no stops in May", ago(6)), EvidenceFacts(4, "saved 2 h", ago(0)))
    (row,) = rows(customer(SETTLED, untold=untold))
    assert (row.group, row.command, row.target) == (Group.LETTERS, "letter", ("evidence", 3))
    assert row.text == "no stops in May · and 1 more · untold 6 d"
    assert rows(customer(SETTLED, untold=(EvidenceFacts(3, "x", ago(5)),))) == []
    letter = step(0, FollowupKind.EVIDENCE, what="Evidence letter")
    assert texts(customer(SETTLED, untold=untold, followups=(letter,))) == ["Evidence letter"]


def test_letters_to_write_stand_under_letters() -> None:
    (row,) = rows(customer(LEARNING, followups=(step(0, FollowupKind.LETTER, sale_id=1),)))
    assert (row.group, row.command) == (Group.LETTERS, "letter")
