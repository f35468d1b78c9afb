"""How customers like to be reached: what is read, what stays words, and what the clock says of it."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.domain.care.preferences import (
    CHANNELS,
    Preference,
    as_text,
    avoided,
    first,
    outside,
    parse,
    times_text,
)
from repbook.domain.days.time_words import EVERY, how_often, pace
from repbook.domain.shown import whom_to_ring
from repbook.domain.shown.customer_views import RouteView

WEEKDAYS = frozenset(range(5))


@pytest.mark.practice("R73")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("phone Tue-Thu am", "phone · Tue–Thu am"),
        ("phone · Tue–Thu 9–12 · monthly", "phone · Tue–Thu 9–12 · monthly"),
        ("email, mornings", "e-mail · am"),
        ("no calls before 10", "from 10"),
        ("never before ten; text first", "text · from 10"),
        ("prefers phone Tue–Thu am, hates voicemail", "phone · Tue–Thu am · hates voicemail"),
        ("call between 13 and 15, not by e-mail", "phone · 13–15 · not by e-mail"),
        ("Mon, Wed 9-5", "Mon, Wed 9–17"),
        ("Mon and Fri 2-4pm", "Mon, Fri 14–16"),
        ("9am to 1pm", "9–13"),
        ("11-1pm", "11–13"),
        ("weekdays after 14, every two weeks", "Mon–Fri from 14 · fortnightly"),
        ("afternoons, every 6 weeks", "pm · every 6 weeks"),
        ("by phone, do not ring at home", "phone · not ring at home"),
    ],
)
def test_what_a_rep_types_is_read(typed: str, kept: str) -> None:
    assert as_text(parse(typed)) == kept


@pytest.mark.practice("R46")
@pytest.mark.parametrize(
    "typed",
    [
        "minutes of every call, three lines, same day",
        "Priya: Monday call, ten minutes · George: in person or not at all",
        "in French before eleven, in English after lunch",
        "monthly numbers on one page, then a call",
        *("phone 2-4", "phone after 5"),
        "10:30-12",
        "fri-mon",
        "no problem",
        "do ring",
        "the",
        "24-25",
    ],
)
def test_what_is_not_certain_stays_as_it_was_said(typed: str) -> None:
    assert parse(typed) == Preference(words=typed)
    assert as_text(parse(typed)) == typed


def test_a_thing_said_twice_counts_once_and_the_rest_stays() -> None:
    assert parse("tue 9-12, fri 14-16").words == "fri 14-16"
    assert parse("phone or e-mail").channel == ""
    assert parse("phone, e-mail").words == "e-mail"


hours = st.tuples(st.none() | st.integers(6, 23), st.none() | st.integers(7, 24)).filter(
    lambda pair: None in pair or pair[0] < pair[1]
)
often = st.sampled_from(["", *EVERY]) | st.integers(2, 50).map(lambda n: f"every {n * 5} days")
to_avoid = st.lists(st.sampled_from(["by e-mail", "at home", "her mobile"]), max_size=2)


@given(
    channel=st.sampled_from(["", *CHANNELS]),
    days=st.frozensets(st.integers(0, 6)),
    span=hours,
    every=often.filter(lambda said: how_often(said) in (None, said)),
    do_not=to_avoid.map("; ".join),
    words=st.sampled_from(["", "speaks fast", "hates voicemail, texts get lost"]),
)
def test_the_form_reads_back(
    channel: str,
    days: frozenset[int],
    span: tuple[int | None, int | None],
    every: str,
    do_not: str,
    words: str,
) -> None:
    one = Preference(channel, days, *span, every, do_not, words)
    assert parse(as_text(one)) == one


WORDS = (
    "phone mon tue-thu 9-12 2-4pm am not no before after 10 first monthly weekly by e-mail , ; · –"
    " every 6 weeks hates pm and 14 from"
)
vocabulary = st.sampled_from(WORDS.split())


@given(st.lists(vocabulary, max_size=9).map(" ".join) | st.text(max_size=40))
def test_what_is_kept_is_read_alike(typed: str) -> None:
    once = parse(typed)
    again = parse(as_text(once))
    assert again == once
    assert not outside(once._replace(days=frozenset(), from_hour=None, to_hour=None), NOON)


NOON = datetime(2026, 6, 3, 12, 30)  # a Wednesday


@pytest.mark.practice("R73")
@pytest.mark.parametrize(
    ("text", "now", "words"),
    [
        ("phone · Tue–Thu 9–12", "2026-06-03T09:00", ""),
        ("phone · Tue–Thu 9–12", "2026-06-03T11:59", ""),
        ("phone · Tue–Thu 9–12", "2026-06-03T12:00", "outside their hours: Tue–Thu 9–12"),
        ("phone · Tue–Thu 9–12", "2026-06-05T10:00", "outside their hours: Tue–Thu 9–12"),
        ("no calls before 10", "2026-06-03T09:59", "outside their hours: from 10"),
        ("mornings", "2026-06-03T13:00", "outside their hours: am"),
        ("Mon", "2026-06-03T10:00", "outside their hours: Mon"),
        ("phone", "2026-06-07T03:00", ""),
        ("", "2026-06-07T03:00", ""),
        ("Tue 9-12, fri 14-16", "2026-06-05T14:00", ""),
        ("am; calls before 17:00 in Sapporo", "2026-06-03T15:00", ""),
        ("am; hates voicemail", "2026-06-03T15:00", "outside their hours: am"),
    ],
)
def test_now_is_held_against_their_hours(text: str, now: str, words: str) -> None:
    assert outside(parse(text), datetime.fromisoformat(now)) == words


@pytest.mark.practice("R73")
@pytest.mark.parametrize(
    ("said", "kept", "aim", "limit"),
    [
        ("weekly", "weekly", 6, 7),
        ("every two weeks", "fortnightly", 12, 14),
        ("once a month", "monthly", 25, 30),
        ("every quarter", "quarterly", 75, 90),
        ("twice a year", "half-yearly", 150, 180),
        ("yearly", "yearly", 330, 365),
        ("6 weeks", "every 6 weeks", 35, 42),
        ("every 2 days", "every 2 days", 2, 2),
        ("every 3660 days", "every 3660 days", 3050, 3660),
    ],
)
def test_how_often_becomes_a_rhythm(said: str, kept: str, aim: int, limit: int) -> None:
    assert how_often(said) == kept
    assert pace(kept) == (aim, limit)


@pytest.mark.parametrize(
    "said", ["", "now and then", "every 0 weeks", "every 3661 days", "every 9999 months", "²"]
)
def test_an_unclear_frequency_is_no_rhythm(said: str) -> None:
    assert how_often(said) is None
    assert pace(said) is None


def test_the_shortest_and_the_longest_rhythm() -> None:
    assert [pace(f"every {days} days") for days in (0, 1, 3660, 3661)] == [
        *(None, (1, 1)),
        *((3050, 3660), None),
    ]


def test_the_first_text_that_says_something_counts() -> None:
    assert first(["hates voicemail", "phone am", "e-mail"])[0] == "phone am"
    assert first(["hates voicemail", "reads letters"])[0] == "hates voicemail"
    assert first([]) == ("", Preference())


def test_what_to_avoid_is_told_without_its_not() -> None:
    assert avoided("not by e-mail; never at home, or on Mondays") == (
        "by e-mail",
        "at home",
        "on Mondays",
    )
    assert times_text(parse("weekdays")) == "Mon–Fri"


@pytest.mark.practice("R74")
def test_a_situation_without_a_name_is_a_gap() -> None:
    named = {"Billing": "Ann, 0113 496 0009", "out_of_hours": "night desk", "parts": "Lee"}
    ours = whom_to_ring.ours(named)
    assert [each.situation for each in ours] == ["out of hours", "billing", "parts"]
    assert whom_to_ring.gaps(each.situation for each in ours) == (
        "everyday",
        "delivery",
        "escalation",
    )
    assert whom_to_ring.gaps(["everyday, billing", "delivery"]) == ("out of hours", "escalation")
    assert whom_to_ring.gaps(whom_to_ring.SITUATIONS) == ()


@pytest.mark.practice("R74")
@pytest.mark.parametrize(
    ("person", "situation", "named"),
    [
        (None, "", ("everyday",)),  # the firm's own number
        (7, "", ("everyday",)),  # that of the person to ask for
        (8, "", ()),  # that of somebody else there
        (7, "billing", ("billing",)),
        (8, "billing, out_of hours", ("billing", "out of hours")),
    ],
)
def test_a_number_for_any_time_is_that_of_the_firm_or_of_the_person_to_ask_for(
    person: int | None, situation: str, named: tuple[str, ...]
) -> None:
    route = RouteView(1, person, "phone", "0113 496 0009", situation=situation)
    page = SimpleNamespace(routes=(route,), main_person=SimpleNamespace(id=7))
    assert whom_to_ring.theirs_named(page) == named
