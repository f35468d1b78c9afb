"""Which cards a weekly review has, and what the closing page says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repbook.domain.care.case import look
from repbook.domain.care.risk import risk
from repbook.domain.reports.report import NAMES
from repbook.domain.review import review_verdicts
from repbook.domain.review.review_asks import plans
from repbook.domain.review.review_cards import (
    DOUBLES,
    EVERY,
    LESSONS,
    Round,
    cards,
    ends_at,
    monthly,
    skips_of,
)
from repbook.domain.review.review_steps import Seen
from repbook.domain.review.review_words import closing_words
from repbook.domain.review.week_page import (
    Checked,
    Load,
    Move,
    Solved,
    Talks,
    Touched,
    WeekPage,
    sections,
    title,
)
from repbook.domain.review.weekly_review import Card, Given, Need, Review, Step, Verdict
from repbook.domain.spine.facts import CheckFacts, CustomerFacts, EvidenceFacts, LetterFacts
from repbook.domain.spine.kinds import (
    CustomerState,
    FollowupKind,
    FollowupSource,
    LetterKind,
    Phase,
    PromiseState,
    Tier,
)
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.spine.weeks import days_of, later, week_of
from repbook.ui.keys.commands import BY_ID

from .made import LEARNING, SETTLED, TODAY, YOUNG, ago, customer, late, promise, sale, step

WEEK = week_of(TODAY)
KNOWN = ("important", "need", "preference", "vital area", "problem rule")
"""Kinds of facts that are asked for while a sale is young."""


def due_customer(**values: Any) -> CustomerFacts:
    """A settled customer of tier B whose thirteen weeks end in the week of ``TODAY``."""
    entered = days_of(later(WEEK, -13))[0]
    return customer(
        SETTLED, **{"created_on": entered, "first_sale_on": entered, "tier": Tier.B, **values}
    )


def laid(*facts: CustomerFacts, today: date = TODAY, **around: Any) -> tuple[Card, ...]:
    return cards(facts, today, Round(**{"week": week_of(today), **around}), rules=DEFAULT)


def is_due(facts: CustomerFacts, week: str, last: str | None = None) -> bool:
    """Whether the interval ends in a week, or ended after the week ``last``."""
    return ends_at(facts, days_of(week)[0], days_of(last or later(week, -1))[0])


def of(step: Step, found: Iterable[Card]) -> list[Card]:
    return [card for card in found if card.step is step]


# -- who is due -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tier", "every"), EVERY.items())
def test_a_settled_customer_comes_round_by_tier(tier: Tier, every: int) -> None:
    facts = due_customer(tier=tier)
    first = week_of(facts.created_on)
    due = [number for number in range(110) if is_due(facts, later(first, number))]
    assert due == list(range(every, 110, every))


def test_the_tiers_come_round_monthly_quarterly_half_yearly_and_yearly() -> None:
    assert EVERY == {Tier.A: 4, Tier.B: 13, Tier.C: 26, Tier.D: 52}


@settings(max_examples=60)
@given(
    tier=st.sampled_from(Tier),
    entered=st.dates(date(2020, 1, 1), date(2025, 12, 31)),
    gaps=st.lists(st.integers(1, 9), min_size=1, max_size=40),
)
@pytest.mark.practice("R36")
def test_intervals_do_not_drift_and_nobody_is_forgotten(
    tier: Tier, entered: date, gaps: list[int]
) -> None:
    facts = customer(created_on=entered, first_sale_on=entered, tier=tier)
    first = week_of(entered)
    last, number, seen = first, 0, []
    for gap in gaps:  # reviews are missed, each for some weeks
        number += gap
        week = later(first, number)
        if is_due(facts, week, last):
            seen.append(number)
        last = week
    wanted = range(EVERY[tier], number + 1, EVERY[tier])
    held = [sum(gaps[: place + 1]) for place in range(len(gaps))]
    # Each due week is answered by the first review held in it or after it, whatever was missed before.
    assert seen == sorted({min(each for each in held if each >= due) for due in wanted})


def test_who_is_young_red_or_at_risk_is_always_due() -> None:
    quiet = due_customer(
        created_on=ago(100), first_sale_on=ago(300), untold=(EvidenceFacts(1, "saved", ago(1)),)
    )
    assert not is_due(quiet, WEEK)
    assert of(Step.EVIDENCE, laid(quiet)) == []
    for other in (
        quiet._replace(sales=(YOUNG,)),
        quiet._replace(problems=(late(),)),
        quiet._replace(promises=(promise(1),)),
        quiet._replace(two_way=(ago(300),), by_hand=True),
        quiet._replace(first_sale_on=ago(13 * 7)),
    ):
        assert len(of(Step.EVIDENCE, laid(other))) == 1


def test_nobody_off_the_book_has_a_card() -> None:
    gone = due_customer(
        state=CustomerState.LOST, promises=(promise(3),), followups=(step(3),), two_way=()
    )
    assert of(Step.AHEAD, laid(gone)) == list(laid(gone))


# -- the steps --------------------------------------------------------------------------------------


def test_an_empty_book_has_only_the_weeks_ahead() -> None:
    found = laid()
    assert [card.id for card in found] == ["ahead:2026-W24", "ahead:2026-W25"]
    assert found[0].title == "week 2026-W24 · 0 contacts"
    assert found[0].customer_id == 0
    assert [verdict.key for verdict in found[0].verdicts] == ["{done}", "Space"]


def test_the_weeks_ahead_turn_the_year_and_begin_with_this_one_on_a_monday() -> None:
    found = laid(today=date(2026, 12, 24))
    assert [card.id for card in found] == ["ahead:2026-W53", "ahead:2027-W01"]
    found = laid(today=date(2026, 12, 21), early=True)
    assert [card.id for card in found] == ["ahead:2026-W52", "ahead:2026-W53"]


def test_a_week_ahead_says_how_full_it_is() -> None:
    found = laid(customer(SETTLED, followups=(step(-8, what="visit"), step(-9, id=6))))
    [week] = of(Step.AHEAD, found)[:1]
    assert week.title == "week 2026-W24 · 2 contacts · fullest Thu 11 Jun with 1"
    assert "Thu 11 Jun: 1 contact" in week.lines


@pytest.mark.parametrize(
    ("day", "contacts"), [(7, (0, 0)), (8, (1, 0)), (14, (1, 0)), (15, (0, 1))]
)
def test_a_week_ahead_is_monday_to_sunday(day: int, contacts: tuple[int, int]) -> None:
    dated = step((TODAY - date(2026, 6, day)).days, at="10:00")
    titles = [card.title for card in of(Step.AHEAD, laid(customer(SETTLED, followups=(dated,))))]
    assert tuple(int(title.split(" · ")[1].split()[0]) for title in titles) == contacts


def test_loose_ends_are_what_is_past_its_day() -> None:
    facts = customer(
        SETTLED,
        followups=(
            step(1, id=1),
            step(0, id=2),
            step(-1, id=3),
            step(0, id=4, delegated_to="Ann"),
            step(0, FollowupKind.CATCH_UP, id=5, what="thanked already?"),
            step(2, id=6, promise_id=12),
        ),
        promises=(promise(0),),
        unposted=(LetterFacts(7, LetterKind.COMPLIMENT, "first prize", ago(2)),),
    )
    found = of(Step.LOOSE, laid(facts))
    assert [card.target for card in found] == [
        ("letter", 7),
        ("followup", 1),
        ("followup", 4),
        ("followup", 5),
    ]
    assert "has Ann done it?" in found[2].title
    assert [card.title.rpartition(" · ")[2] for card in found[1:3]] == [
        "since Tue 2 Jun",
        "due today",
    ]
    assert [verdict.key for verdict in found[1].verdicts] == [
        "{done}",
        "o",
        "{snooze}",
        "{remove}",
        "Space",
    ]
    assert [v.needs for v in found[1].verdicts] == ["", "", Need.DAY, Need.WORDS, ""]


def test_the_agenda_of_one_day_is_one_card() -> None:
    agenda = {"source": FollowupSource.AGENDA, "sale_id": 1}
    facts = customer(
        LEARNING,
        followups=(
            step(2, id=1, **agenda),
            step(2, id=2, what="vital areas", **agenda),
            step(1, id=3, **agenda),
        ),
    )
    found = of(Step.LOOSE, laid(facts))
    assert [card.target[1] for card in found] == [1, 3]
    assert "vital areas" in found[0].lines
    handed_on = facts._replace(
        followups=(*facts.followups[:1], step(2, id=2, delegated_to="Ann", **agenda))
    )
    assert [card.target[1] for card in of(Step.LOOSE, laid(handed_on))] == [1, 2]


def test_promises_are_due_broken_or_waited_for() -> None:
    facts = customer(
        SETTLED,
        promises=(
            promise(1, id=1),
            promise(-1, id=2),
            promise(-5, id=3),
            promise(-5, id=4, theirs=True, text="photos"),
            promise(9, id=5, state=PromiseState.BROKEN),
        ),
    )
    found = of(Step.PROMISES, laid(facts))
    assert [card.target[1] for card in found] == [5, 1, 2, 4]
    assert found[0].title.startswith("broken: send manual")
    assert found[3].title == "waiting for photos · Jo Marsh · due Mon 8 Jun"
    assert [verdict.key for verdict in found[0].verdicts] == [
        "{done}",
        "{snooze}",
        "{remove}",
        "Space",
    ]
    ours, theirs = ([verdict.words for verdict in found[place].verdicts] for place in (0, 3))
    assert ours == ["kept", "a new day agreed", "released", "skip"]
    assert theirs == ["it came", "a new day agreed", "let it go", "skip"]
    assert [verdict.key for verdict in found[3].verdicts] == [
        "{done}",
        "{snooze}",
        "{remove}",
        "Space",
    ]
    assert [verdict.needs for verdict in found[3].verdicts] == ["", Need.DAY, Need.WORDS, ""]


def test_the_young_stand_by_risk_with_what_the_gate_lacks() -> None:
    calm = customer(LEARNING, id=1, name="Calm")
    bad = customer(LEARNING, id=2, name="Bad", problems=(late(),))
    found = of(Step.LEARNING, laid(calm, bad))
    assert [card.customer for card in found] == ["Bad", "Calm"]
    assert found[0].title.startswith("Learning curve live+4 · risk ")
    assert any("valve leak" in line for line in found[0].lines)
    assert any(re.match(r"to settle: \d of 21 d in phase", line) for line in found[0].lines)
    assert [verdict.key for verdict in found[0].verdicts] == ["{done}", "o", "{snooze}", "Space"]


@pytest.mark.practice("R28")
def test_who_is_silent_past_the_aim_stands_by_debt() -> None:
    facts = [
        due_customer(id=1, name="Aim", two_way=(ago(80),)),
        due_customer(id=2, name="Limit", two_way=(ago(120),)),
        due_customer(id=3, name="Fine", two_way=(ago(70),)),
        due_customer(id=4, name="Dated", two_way=(ago(120),), followups=(step(-3),)),
        due_customer(id=5, name="Young", sales=(LEARNING,), two_way=(ago(12),)),
    ]
    found = of(Step.DEBT, laid(*facts))
    assert [card.customer for card in found] == ["Limit", "Aim"]
    assert found[0].title == "silent 120 d · past the limit"
    assert "they heard from you last on Tue 2 Jun" in found[0].lines
    assert [verdict.key for verdict in found[0].verdicts] == [
        "o",
        "{snooze}",
        "g",
        "R",
        "X",
        "Space",
    ]


def test_all_that_is_untold_is_one_card() -> None:
    told = EvidenceFacts(1, "2 h less", ago(4)), EvidenceFacts(2, "fits", ago(2))
    [card] = of(Step.EVIDENCE, laid(customer(LEARNING, untold=told)))
    assert card.title == "2 successes to tell · since Sat 30 May"
    assert card.target == ("evidence", 1)
    assert [verdict.key for verdict in card.verdicts] == ["{done}", "{letter}", "Space"]


def test_at_most_three_are_asked_and_only_through_open_gates() -> None:
    facts = [due_customer(id=number, name=f"C{number}", gives=3) for number in range(1, 7)]
    facts[0] = facts[0]._replace(gives=2)
    facts[1] = facts[1]._replace(followups=(step(-2, step="ask"),))

    def asked(**around: Any) -> list[str]:
        cards = of(Step.ASKS, laid(*facts, **around))
        return [card.id for card in cards if card.id.startswith("ask")]

    assert asked() == ["ask:3", "ask:4", "ask:5"]
    assert asked(given=["ask:3"]) == ["ask:4", "ask:5"]
    assert asked(given=["ask:3", "ask:4", "ask:5"]) == []
    assert asked(asked_this_week=3) == []


@pytest.mark.practice("R96")
def test_who_praised_in_the_last_two_days_is_asked_first() -> None:
    praised = [ago(days) for days in (3, 2)]  # that of Monday holds through Wednesday
    facts = [due_customer(id=1, gives=9, tier=Tier.B, praise_on=praised[0])]
    facts += [due_customer(id=2, gives=3, tier=Tier.B, praise_on=praised[1])]
    assert [card.customer_id for card in of(Step.ASKS, laid(*facts))] == [2, 1]


@pytest.mark.practice("R18")
def test_one_idea_a_quarter_for_whoever_is_of_tier_a() -> None:
    facts = due_customer(tier=Tier.A, first_sale_on=ago(52 * 7), created_on=ago(52 * 7))
    [card] = of(Step.ASKS, laid(facts))
    assert card.id == "idea:1"
    assert (card.verdicts[0].key, card.verdicts[0].needs) == ("{fact}", Need.WORDS)
    for other in (facts._replace(value_idea_on=ago(89)), facts._replace(tier=Tier.B)):
        assert not any(card.id.startswith("idea") for card in of(Step.ASKS, laid(other)))


@pytest.mark.practice("R45")
def test_one_plan_a_review_for_whoever_has_none_or_an_old_one() -> None:
    facts = [due_customer(id=number, name=f"C{number}", plan_on=ago(10)) for number in (1, 2, 3)]
    assert of(Step.ASKS, laid(*facts)) == []
    facts[1:] = [facts[1]._replace(plan_on=None), facts[2]._replace(plan_on=ago(400))]
    [card] = of(Step.ASKS, laid(*facts))
    assert (card.id, card.lines[0]) == ("plan:2", "no plan yet")
    assert card.how == "{plan} writes them down"
    assert of(Step.ASKS, laid(*facts, given=["plan:2"])) == []
    # Who is asked about already has no second card.
    [one] = of(Step.ASKS, laid(facts[1]._replace(gives=9)))
    assert one.id == "ask:2"


@pytest.mark.parametrize(
    ("given", "how"),
    [
        ({}, "{questions}"),
        ({"known": ("important", "need")}, "{agreement}"),
        ({"known": KNOWN, "untrained_areas": 2}, "{training}"),
        ({"known": KNOWN, "main_gone_on": ago(20)}, "{follow}"),
        ({"known": KNOWN, "main_gone_on": ago(200)}, ""),
        ({"known": KNOWN}, ""),
    ],
)
def test_a_young_card_offers_what_would_serve_them(given: dict[str, Any], how: str) -> None:
    [card] = of(Step.LEARNING, laid(customer(LEARNING, **given)))
    assert card.how.startswith(how)
    assert bool(card.how) == bool(how)


@pytest.mark.practice("R90")
@pytest.mark.practice("R92")
@pytest.mark.practice("R93")
@pytest.mark.parametrize(
    ("tier", "given", "how"),
    [
        (Tier.A, {}, "{clipping}"),
        (Tier.B, {}, "{announcement}"),
        (Tier.C, {}, "{checkin}"),
        (Tier.C, {"main_gone_on": ago(3)}, "{follow}"),
    ],
)
def test_a_silent_card_offers_a_reason_or_somebody_else(
    tier: Tier, given: dict[str, Any], how: str
) -> None:
    entered = {"first_sale_on": ago(52 * 7), "created_on": ago(52 * 7)}
    facts = due_customer(tier=tier, two_way=(ago(330),), **entered, **given)
    [card] = of(Step.DEBT, laid(facts))
    assert how in card.how


@pytest.mark.practice("R60")
@pytest.mark.practice("R61")
@pytest.mark.parametrize(
    ("reassured", "line"),
    [(None, "decided · convinced is next"), (ago(1), "convinced · reassured is next")],
)
def test_a_fresh_order_says_which_step_of_buying_is_next(reassured: Any, line: str) -> None:
    [card] = of(Step.LEARNING, laid(customer(sale(2, reassured_on=reassured))))
    assert line in card.lines


def test_what_the_book_has_learned_is_met_before_the_closing_page_a_report_a_week() -> None:
    facts = due_customer(first_sale_on=ago(40))
    seen = []
    for week in range(8):
        found = of(Step.CLOSING, laid(facts, today=TODAY + timedelta(weeks=week)))
        seen += [card.report for card in found]
    assert set(seen) == set(LESSONS) <= set(NAMES)
    assert seen[0] != seen[1]
    [card] = of(Step.CLOSING, laid(facts))
    assert of(Step.CLOSING, laid(facts, given=[card.id])) == []
    assert of(Step.CLOSING, laid(due_customer(first_sale_on=ago(20)))) == []


def test_one_key_is_one_act_on_every_card() -> None:
    acts: dict[str, set[str]] = {}
    for name, cards_of in vars(review_verdicts).items():
        if not name.isupper() or isinstance(cards_of, str | Verdict):
            continue
        for verdict in cards_of:
            acts.setdefault(verdict.key, set()).add(verdict.id)
    assert {key: ids for key, ids in acts.items() if len(ids) > 1} == {
        "{done}": {"done", "kept", "well", "told", "seen"},  # it is done
        "{snooze}": {"date", "agreed"},  # it gets another day
        "{remove}": {"drop", "release"},  # it goes
    }
    assert {key.strip("{}") for key in acts if "{" in key} <= set(BY_ID)


def test_a_week_counts_its_cards_by_step() -> None:
    facts = customer(SETTLED, promises=(promise(1),), followups=(step(1),))
    cards = laid(facts)
    given = Given(cards[0].id, "done", "", 1)
    review = Review("2026-W23", None, cards[1:], (given,))
    assert review.counts[Step.LOOSE] == (1, 1)
    assert review.counts[Step.PROMISES] == (0, 1)
    assert sum(total for _, total in review.counts.values()) == review.total


def test_cards_with_a_verdict_do_not_come_again() -> None:
    facts = customer(LEARNING, promises=(promise(1),), followups=(step(1),))
    found = laid(facts)
    assert len(found) == 5
    for place, card in enumerate(found):
        assert laid(facts, given=[card.id]) == found[:place] + found[place + 1 :]


# -- skips ------------------------------------------------------------------------------------------


def given_in(*verdicts: tuple[int, str]) -> list[Given]:
    return [Given(f"c:{each}", verdict, "", each) for each, verdict in verdicts]


def test_skips_in_a_row_are_counted_from_the_newest_review() -> None:
    past = [
        given_in((1, "skip"), (2, "skip"), (3, "skip")),
        given_in((1, "skip"), (2, "skip"), (2, "done"), (2, "skip")),  # one answer is enough
        given_in((3, "skip")),  # a review without a card for 1 and 2 counts neither way
        given_in((1, "skip"), (2, "skip"), (0, "seen")),
    ]
    assert skips_of(past) == {1: 3, 2: 1, 3: 2}


@pytest.mark.parametrize(("skips", "asks"), [(2, False), (3, True), (9, True)])
def test_three_skips_in_a_row_ask_for_a_looser_rhythm(skips: int, asks: bool) -> None:
    facts = customer(LEARNING, promises=(promise(1),), followups=(step(1),))
    for card in laid(facts, skips={1: skips}):
        if card.customer_id:
            keys = [verdict.key for verdict in card.verdicts]
            # A promise or a loose end does not come because of the rhythm, and is not skipped because of it.
            asked = asks and card.step is Step.LEARNING
            assert card.skips == skips
            assert ("loosen the rhythm?" in card.title) == asked
            assert ("R" in keys) == asked
            assert len(set(keys)) == len(keys)
            assert keys[-1] == "Space"


# -- the closing page -------------------------------------------------------------------------------

PAGE = WeekPage(
    "2026-W23",
    date(2026, 6, 1),
    date(2026, 6, 7),
    TODAY,
    Load("2026-W24", 12, date(2026, 6, 9), 5, 3, 2),
    touches=(Touched("call", 7, 2, 1), Touched("note", 0, 3, 0)),
    kept=4,
    late=1,
    broken=(("Marsh Foods", "send manual"),),
    streak=2,
    debt=(8.4, 3.6),
    at_risk=(3, 2),
    checks=(Checked("Orchard Clinic", -1, "too loud"),),
    problems_known=2,
    solved=(Solved("Hollis Dairy", "valve leak", 2, 1),),
    posted=3,
    by_hand=2,
    orders=5,
    notes=5,
    moves=(Move("Park & Sons", Phase.LEARNING, Phase.SETTLED),),
    talks=(Talks(Phase.LEARNING, 5, 40), Talks(Phase.SETTLED, 2)),
    told=2,
    asked=1,
    answered=1,
    said_yes=1,
    wins=(("Lindqvist", "Keg washer"),),
    learned="ring before nine",
)


def said(page: WeekPage) -> dict[str, list[str]]:
    return {
        section.title: [" | ".join(line) for line in section.lines] for section in sections(page)
    }


@pytest.mark.practice("R08", "R28", "R34", "R53", "R77")
def test_the_page_says_what_was_said_and_done() -> None:
    assert title(PAGE) == "Week 2026-W23: Mon 1 Jun to Sun 7 Jun 2026"
    assert said(PAGE) == {
        "What was learned": [" | ring before nine | "],
        "Said and done": [
            "promises kept | 4 of 6 | 1 late · 1 broken",
            "in a row | 2 promises | ",
            "broken | Marsh Foods | send manual",
            "notes posted | 5 of 5, 100 % | thank-yous, of the orders of the week",
        ],
        "Attention": [
            "touches | 13 | 7 two-way · 5 one-way · 1 no answer",
            "talks by phase | 7 · 40 min | 5 Learning curve · 2 Settled",
            "call | 10 | 7 two-way · 2 one-way · 1 no answer",
            "note | 3 | 0 two-way · 3 one-way",
            "attention debt | 4 | 8 when the week began, −4",
            "at risk | 2 customers | 3 when the week began, −1",
        ],
        "Wins": ["won | Lindqvist | Keg washer"],
        "Checks": ["Orchard Clinic | worse | “too loud”"],
        "Problems": [
            "known | 2 problems | 1 solved",
            "Hollis Dairy | valve leak | answered within 2 h · solved in 1 d",
        ],
        "Phases": ["into Settled | 1 | Park & Sons"],
        "Given and asked": [
            "letters posted | 3 | 2 by hand",
            "evidence told | 2 successes | ",
            "asked | 1 time | 1 answered, 1 with a yes",
        ],
        "Week 2026-W24, ahead": [
            "dated | 12 contacts | ",
            "fullest day | Tue 9 Jun | 5 contacts",
            "the rhythm asks for | 3 customers | ",
            "late by now | 2 | on Today",
        ],
    }


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({"asked": 0, "answered": 0}, []),
        ({"asked": 0, "answered": 1}, ["asked | 0 times | 1 answered, 1 with a yes"]),
        (
            {"asked": 2, "answered": 0, "said_yes": 0},
            ["asked | 2 times | 0 answered, 0 with a yes"],
        ),
    ],
)
def test_an_answer_counts_in_a_week_without_an_ask(
    values: dict[str, Any], lines: list[str]
) -> None:
    page = PAGE._replace(**{"posted": 0, "told": 0, **values})
    assert said(page).get("Given and asked", []) == lines


@pytest.mark.parametrize(
    ("known", "solved", "first"),
    [
        (0, (), []),
        (2, (), ["known | 2 problems | 0 solved"]),
        (0, PAGE.solved, ["known | 0 problems | 1 solved"]),
    ],
)
def test_a_week_that_solved_old_problems_says_so(known: int, solved: Any, first: list[str]) -> None:
    page = PAGE._replace(problems_known=known, solved=solved)
    assert said(page).get("Problems", [])[:1] == first


def test_no_number_of_the_page_has_decimals() -> None:
    text = "\n".join(line for lines in said(PAGE).values() for line in lines)
    assert not re.search(r"\d\.\d", text)


def test_a_week_ahead_says_nothing_but_its_load() -> None:
    page = PAGE._replace(begins=TODAY + timedelta(5), load=Load("2026-W24", 12))
    assert said(page) == {"Week 2026-W24, ahead": ["dated | 12 contacts | "]}


def test_a_long_week_is_cut_and_says_so() -> None:
    wins = tuple((f"C{number}", "pump") for number in range(15))
    lines = said(PAGE._replace(wins=wins))["Wins"]
    assert len(lines) == 13
    assert lines[-1] == " | and 3 more | "


@pytest.mark.parametrize(
    ("week", "last", "first"),
    [
        ("2026-W10", None, True),
        ("2026-W10", "2026-W09", True),
        ("2026-W11", "2026-W10", False),
        ("2026-W13", "2026-W10", False),
        ("2026-W14", "2026-W13", False),
        ("2026-W15", "2026-W14", True),
        ("2026-W10", "2025-W10", True),
    ],
)
def test_the_first_review_of_a_month_asks_who_is_in_the_book_twice(
    week: str, last: str | None, first: bool
) -> None:
    """W10 begins on Monday 2 March 2026, W14 on 30 March, W15 on 6 April."""
    assert monthly(week, last) is first


def test_likely_duplicates_are_one_card_that_is_answered_once() -> None:
    pairs = [f"A {number} and B {number}: same e-mail" for number in range(9)]
    (card,) = [each for each in laid(doubles=pairs) if each.id.startswith(DOUBLES)]
    assert card.title == "9 pairs may be in the book twice: Enter looks at them"
    assert card.lines == (*pairs[:6], "… and 3 pairs more")
    assert [each for each in laid(doubles=pairs, given={card.id}) if each.id == card.id] == []
    assert not any(each.id.startswith(DOUBLES) for each in laid())


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (("done", "done"), "All 2 cards decided. Well looked after."),
        (("done", "skip", "skip"), "1 decided, 2 skipped. They come again."),
    ],
)
def test_who_skips_has_decided_nothing(verdicts: tuple[str, ...], said: str) -> None:
    given = tuple(given_in(*enumerate(verdicts, 1)))
    assert closing_words(Review(WEEK, TODAY, (), given)) == said


def test_a_sale_from_before_this_book_says_that_it_settles_by_itself() -> None:
    old = sale(60, history=True)
    (card,) = of(Step.LEARNING, laid(customer(old)))
    (said,) = [line for line in card.lines if "settle" in line]
    assert said.startswith("from before this book: it settles by itself")


@pytest.mark.practice("R18")
@pytest.mark.parametrize(
    ("ideas", "tier", "idea", "card"),
    [(True, Tier.A, None, "idea"), (False, Tier.A, None, "plan"), (True, Tier.A, 20, "plan"),
     (True, Tier.A, 200, "idea"), (True, Tier.B, None, "plan")],
)  # fmt: skip
def test_plan_and_idea_take_turns(ideas: bool, tier: Tier, idea: int | None, card: str) -> None:
    on = None if idea is None else ago(idea)
    case = look(customer(SETTLED, tier=tier, value_idea_on=on), TODAY, DEFAULT)
    (found,) = plans([Seen(case, risk(case), True)], (), (), ideas=ideas)
    assert found.id == f"{card}:1"


@pytest.mark.practice("R82")
@pytest.mark.parametrize(
    ("history", "checked", "said"),
    [(True, False, "as expected?"), (True, True, ""), (False, False, "the five questions")],
)
def test_an_old_sale_out_of_a_file_is_asked_about_and_gets_no_questionnaire(
    history: bool, checked: bool, said: str
) -> None:
    old = LEARNING._replace(history=history)
    facts = customer(old, known=(), checks=(CheckFacts(TODAY, 0),) if checked else ())
    (card,) = [card for card in laid(facts) if card.step is Step.LEARNING]
    assert said in card.how
    assert bool(card.how) == bool(said)
