"""What the book has learned: counts first, medians of whole days, words that come again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from repbook.domain.kinds import Phase
from repbook.domain.learned import (
    Attention,
    Bought,
    Care,
    Trouble,
    aftercare,
    attention,
    follow_up,
    left,
    problems,
    share,
    tenure,
    themes,
    together,
)

TODAY = date(2026, 6, 3)
FULL = Care(1, True, True, True, 10, 8, True, False)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


@pytest.mark.practice("R04")
@pytest.mark.parametrize(
    ("care", "full"),
    [
        (FULL, True),
        (FULL._replace(agenda_done=7), False),
        (FULL._replace(thanked=False), False),
        (FULL._replace(reassured=False), False),
        (FULL._replace(checked=False), False),
        (FULL._replace(agenda_total=0, agenda_done=0), False),
    ],
)
def test_after_care_is_full_when_nothing_of_it_is_missing(care: Care, full: bool) -> None:
    assert care.full is full
    done, less = aftercare([care]).lines
    assert (done.value, less.value) == (("1 sale", "0 sales") if full else ("0 sales", "1 sale"))


@pytest.mark.practice("R04")
def test_after_care_stands_beside_what_came_of_it() -> None:
    sales = [FULL, FULL._replace(ordered_again=False, referred=True), FULL._replace(thanked=False)]
    done, less = aftercare(sales).lines
    assert done.note == "1 ordered again · 1 gave a referral"
    assert less.note == "1 ordered again · 0 gave a referral"


@pytest.mark.practice("R99")
def test_tenure_repeat_and_referrals_of_the_book() -> None:
    customers = [
        Bought(ago(3650), 4, False),
        Bought(ago(800), 2, True),
        Bought(ago(400), 1, False),
        Bought(ago(30), 1, True),
        Bought(ago(1500), 1, False),
    ]
    middle, again, brought = together(customers, TODAY).lines
    assert middle.value == "2 y 2 m"
    assert again.value == "2 of 5, 40 %"
    assert brought.value == "2 of 5, 40 %"
    assert together([], TODAY).lines == ()


@pytest.mark.practice("R34")
def test_attention_is_told_by_phase_and_by_customer() -> None:
    given = [
        Attention("Hollis Dairy", Phase.LEARNING, 3, 70),
        Attention("Marsh Foods", Phase.SETTLED, 5, 0),
        Attention("Park & Sons", Phase.LEARNING, 1, 5),
    ]
    lines = attention(given, 90).lines
    assert [(line.label, line.value, line.note) for line in lines] == [
        ("Excitement", "0 customers", "0 talks"),
        ("Learning curve", "2 customers", "4 talks · 1 h 15 min"),
        ("Settled", "1 customer", "5 talks"),
        ("most", "Hollis Dairy", "3 talks · 1 h 10 min"),
        ("most", "Park & Sons", "1 talk · 5 min"),
        ("most", "Marsh Foods", "5 talks"),
    ]


@pytest.mark.practice("R85")
def test_problems_from_arising_to_known_to_solved() -> None:
    troubles = [
        Trouble(ago(20), ago(18), ago(10)),
        Trouble(ago(9), ago(5), ago(4)),
        Trouble(None, ago(3), None),
    ]
    known, arose, solved = problems(troubles).lines
    assert (known.value, known.note) == ("3 problems", "1 not solved yet")
    assert (arose.value, arose.note) == ("3 days (median)", "of 2 with both days")
    assert solved.value == "4 days (median)"


@pytest.mark.practice("R44")
def test_a_theme_is_a_word_that_several_customers_used() -> None:
    said = [
        (1, "the drawer sticks"),
        (1, "drawers again"),
        (2, "Drawer is stiff"),
        (3, "manual in German"),
    ]
    (line,) = themes(said).lines
    assert (line.label, line.value) == ("drawer", "2 customers")
    assert line.note == "“the drawer sticks”"
    assert themes([(1, "drawer"), (1, "drawer")]).lines == ()


@pytest.mark.practice("R53")
@pytest.mark.practice("R77")
def test_promises_kept_and_notes_posted_are_counted() -> None:
    kept, row, notes = follow_up(kept=41, late=2, broken=1, streak=7, orders=12, notes=12).lines
    assert (kept.value, kept.note) == ("41 of 44, 93 %", "2 late · 1 broken · 90 days")
    assert row.value == "7 promises"
    assert notes.value == "12 of 12, 100 %"


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 4, "1 of 4"), (0, 0, "0 of 0"), (3, 5, "3 of 5, 60 %")]
)
def test_few_customers_get_no_share(part: int, whole: int, said: str) -> None:
    assert share(part, whole) == said


@pytest.mark.parametrize(
    ("days", "said"), [(0, "0 d"), (12, "12 d"), (40, "1 m"), (365, "1 y"), (7400, "20 y 3 m")]
)
def test_tenure_in_words(days: int, said: str) -> None:
    assert tenure(days) == said


def test_what_the_risk_said_stands_beside_why_they_left() -> None:
    found = left([("Park & Sons", 62, "rival"), ("Marsh", 20, "closed"), ("Quinn", None, "?")], 50)
    assert found.title == "What the risk said of those who left: 1 of 3 seen coming"
    assert [(line.value, line.note) for line in found.lines] == [
        ("62", "it said so · rival"),
        ("20", "it missed · closed"),
        ("unknown", "it missed · ?"),
    ]
