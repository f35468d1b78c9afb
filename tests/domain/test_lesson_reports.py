"""What the book has learned: counts first, medians of whole days, words that come again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from repbook.domain.reports.event_reports import Trouble, Untold, checks, problems, touches, untold
from repbook.domain.reports.lesson_reports import (
    Attention,
    Bought,
    Care,
    aftercare,
    attention,
    follow_up,
    left,
    repeat,
    tenure,
    themes,
    time_in_words,
)
from repbook.domain.reports.report import Line, Report, Tone, share
from repbook.domain.spine.kinds import Phase, Reach, TouchKind
from repbook.domain.spine.rules import DEFAULT

TODAY = date(2026, 6, 3)
FULL = Care(1, True, True, True, 10, 8, True, False)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def table(report: Report) -> dict[str, tuple[int | None, ...]]:
    """The numbers of a report by their labels."""
    return {row.label: row.values for row in report.rows}


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
    assert care.full(80) is full
    done, less = aftercare([care], DEFAULT).rows
    assert (done.values[0], less.values[0]) == ((1, 0) if full else (0, 1))


@pytest.mark.practice("R04")
def test_after_care_stands_beside_what_came_of_it() -> None:
    sales = [FULL, FULL._replace(ordered_again=False, referred=True), FULL._replace(thanked=False)]
    found = aftercare(sales, DEFAULT)
    assert table(found) == {"all of it done": (2, 1, 1), "less than that": (1, 1, 0)}
    assert found.title.startswith(
        "Of 2 sales with full after-care 1 led to another order; of 1 sale"
    )
    assert aftercare([], DEFAULT).rows == ()
    strict = DEFAULT._replace(phases=DEFAULT.phases._replace(gate_agenda_percent=90))
    assert table(aftercare(sales, strict))["less than that"] == (3, 2, 1)


@pytest.mark.practice("R99")
def test_tenure_repeat_and_referrals_of_the_book() -> None:
    customers = [
        Bought(ago(3650), 4, False),
        Bought(ago(800), 2, True),
        Bought(ago(400), 1, False),
        Bought(ago(30), 1, True),
        Bought(ago(1500), 1, False),
    ]
    held = tenure(customers, TODAY)
    assert held.title == "Half of 5 customers have been with you for 2 y 2 m or longer"
    assert [line.value for line in held.lines] == [time_in_words(3650)]
    assert table(held) == {
        "under 1 year": (1,),
        "1 year": (1,),
        "2 years": (1,),
        "3 to 4": (1,),
        "5 to 9": (0,),
        "10 or more": (1,),
    }
    again = repeat(customers, asked=4, agreed=2)
    assert [line.value for line in again.lines] == ["2 of 5, 40 %", "2 of 5, 40 %", "2 of 4"]
    assert table(again)["1 order"] == (3, 1)
    assert table(again)["4 orders or more"] == (1, 0)
    assert tenure([], TODAY).rows == repeat([], 0, 0).rows == ()


@pytest.mark.practice("R34")
def test_attention_is_told_by_phase_and_by_customer() -> None:
    given = [
        Attention("Hollis Dairy", Phase.LEARNING, 3, 70),
        Attention("Marsh Foods", Phase.SETTLED, 5, 0),
        Attention("Park & Sons", Phase.LEARNING, 1, 5),
    ]
    found = attention(given, 90)
    assert table(found) == {
        "Excitement": (0, 0, 0),
        "Learning curve": (2, 4, 75),
        "Settled": (1, 5, 0),
    }
    assert found.title == "9 talks in 90 days, 5 of them with customers in Settled"
    assert [(line.label, line.value, line.note) for line in found.lines] == [
        ("most", "Hollis Dairy", "3 talks · 1 h 10 min"),
        ("most", "Park & Sons", "1 talk · 5 min"),
        ("most", "Marsh Foods", "5 talks"),
    ]


@pytest.mark.practice("R85")
def test_problems_from_arising_to_known_to_solved() -> None:
    troubles = [
        Trouble(ago(20), ago(18), ago(10), "major"),
        Trouble(ago(9), ago(5), ago(4), confirmed=False),
        Trouble(None, ago(3), None),
    ]
    found = problems(troubles)
    assert found.title == "3 problems in a year: known after 3 days, solved 4 days later (medians)"
    assert table(found) == {"major": (1, 2, 8), "minor": (2, 4, 1)}
    assert found.lines[:2] == (
        Line("not solved yet", "1"),
        Line("solved, unconfirmed", "1"),
    )
    assert table(problems(troubles[2:])) == {"minor": (1, None, None)}
    assert problems([]).title == "No problem in a year"


def test_checks_are_told_by_phase_and_the_worse_ones_named() -> None:
    found = checks({(Phase.LEARNING, 1): 4, (Phase.SETTLED, -2): 1, (Phase.NONE, 0): 2})
    assert found.title == "6 of 7 checks in a year found all as expected or better, 1 worse"
    assert table(found)["better"] == (0, 4, 0)
    assert [row.label for row in found.rows][::4] == ["much better", "much worse"]
    assert found.rows[-1].tone is Tone.BAD
    assert found.lines == (Line("without a sale", "2 checks"),)


def test_touches_stand_most_used_first() -> None:
    found = touches(
        {
            (TouchKind.VISIT, Reach.TWO_WAY): 2,
            (TouchKind.CALL, Reach.TWO_WAY): 5,
            (TouchKind.CALL, Reach.NO_ANSWER): 1,
        },
        90,
    )
    assert found.title == "8 touches in 90 days, 7 of them answered"
    assert list(table(found).items()) == [("call", (5, 0, 1)), ("visit", (2, 0, 0))]


def test_untold_successes_are_counted_by_how_long_they_wait() -> None:
    found = untold([Untold("Marsh", "2 h saved", ago(30)), Untold("Park", "dry", ago(0))], TODAY)
    assert found.title == "2 successes not told yet, the oldest for 30 days"
    assert [row.values[0] for row in found.rows] == [1, 0, 1, 0]
    assert found.lines[0] == Line("Marsh", "30 d", "2 h saved")
    assert untold([], TODAY).rows == ()
    aged = [Untold("Marsh", "dry", ago(days)) for days in (6, 7, 27, 28, 89, 90)]
    assert [row.values[0] for row in untold(aged, TODAY).rows] == [1, 2, 2, 1]
    assert [line.value for line in untold(aged, TODAY).lines] == ["90 d", "89 d", "28 d"]


@pytest.mark.practice("R44")
def test_a_theme_is_a_word_that_several_customers_used() -> None:
    said = [
        (1, "the drawer sticks"),
        (1, "drawers again"),
        (2, "Drawer is stiff"),
        (3, "manual in German"),
    ]
    (row,) = themes(said).rows
    assert (row.label, row.values) == ("drawer", (2,))
    assert row.note == "“the drawer sticks”"
    assert themes([(1, "drawer"), (1, "drawer")]).rows == ()
    words = ("drawer", "pump", "valve", "manual", "lid", "hose", "filter")
    often = [(customer, word) for customer in (1, 2) for word in words]
    assert len(themes(often).rows) == 6


@pytest.mark.practice("R53")
@pytest.mark.practice("R77")
def test_promises_kept_and_notes_posted_are_counted() -> None:
    kept, row, notes = follow_up(kept=41, late=2, broken=1, streak=7, orders=12, notes=12)
    assert (kept.value, kept.note) == ("41 of 44, 93 %", "2 late · 1 broken")
    assert row.value == "7 promises"
    assert notes.value == "12 of 12, 100 %"


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 4, "1 of 4"), (0, 0, "0 of 0"), (3, 5, "3 of 5, 60 %")]
)
def test_few_customers_get_no_share(part: int, whole: int, said: str) -> None:
    assert share(part, whole) == said


@pytest.mark.parametrize(
    ("days", "said"), [(0, "0 d"), (12, "12 d"), (40, "1 month"), (365, "1 y"), (7400, "20 y 3 m")]
)
def test_tenure_in_words(days: int, said: str) -> None:
    assert time_in_words(days) == said


def test_what_the_risk_said_stands_beside_why_they_left() -> None:
    found = left([("Park & Sons", 62, "rival"), ("Marsh", 20, "closed"), ("Quinn", None, "?")], 50)
    assert found.title == "What the risk said of those who left: 1 of 3 seen coming"
    assert [(row.values[0], row.note) for row in found.rows] == [
        (62, "it said so · rival"),
        (20, "it missed · closed"),
        (None, "it missed · ?"),
    ]
    assert found.full == 100
    assert left([], 50).title == "Nobody has left"
