"""Days as a rep types them: what is understood, what is asked about, and what is refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.domain.days.dates import FIRST_YEAR, LAST_YEAR, NoSuchDay, When, parse_day, parse_when
from repbook.domain.line.day_finding import find_day
from repbook.errors import AmbiguousDay, InvalidInput
from repbook.wording import MONTHS, day_text

TODAY = date(2026, 3, 17)  # a Tuesday

AHEAD = [
    *[("today", "2026-03-17"), ("tonight", "2026-03-17"), ("now", "2026-03-17")],
    *[("tomorrow", "2026-03-18"), ("tom", "2026-03-18"), ("tmrw", "2026-03-18")],
    *[("yesterday", "2026-03-16"), ("day after tomorrow", "2026-03-19")],
    *[("the day before yesterday", "2026-03-15"), ("eod", "2026-03-17")],
    *[("wed", "2026-03-18"), ("thurs", "2026-03-19"), ("fri", "2026-03-20")],
    *[("Friday", "2026-03-20"), ("mon", "2026-03-23"), ("by mon", "2026-03-23")],
    *[("tue", "2026-03-24"), ("next tue", "2026-03-24"), ("next fri", "2026-03-27")],
    *[("fri next week", "2026-03-27"), ("next week fri", "2026-03-27")],
    *[("this fri", "2026-03-20"), ("this tue", "2026-03-17"), ("coming fri", "2026-03-20")],
    *[("last fri", "2026-03-13"), ("last tue", "2026-03-10"), ("fri last week", "2026-03-13")],
    *[("monday week", "2026-03-30"), ("fri eod", "2026-03-20"), ("end of day fri", "2026-03-20")],
    *[("+3", "2026-03-20"), ("+3d", "2026-03-20"), ("+ 3 d", "2026-03-20")],
    *[("3d", "2026-03-20"), ("3 days", "2026-03-20"), ("+0", "2026-03-17")],
    *[("2w", "2026-03-31"), ("+2 weeks", "2026-03-31"), ("in 2 weeks", "2026-03-31")],
    *[("in two weeks", "2026-03-31"), ("in a fortnight", "2026-03-31")],
    *[("in 10 days", "2026-03-27"), ("10 days from now", "2026-03-27")],
    *[("+1m", "2026-04-17"), ("1m", "2026-04-17"), ("in a month", "2026-04-17")],
    *[("1y", "2027-03-17"), ("in one year", "2027-03-17"), ("3 days ago", "2026-03-14")],
    *[
        ("end of month", "2026-03-31"),
        ("eom", "2026-03-31"),
        ("the end of the month", "2026-03-31"),
    ],
    *[("this month", "2026-03-31"), ("next month", "2026-04-01")],
    *[("end of next month", "2026-04-30"), ("mid next month", "2026-04-15")],
    *[("end of week", "2026-03-20"), ("eow", "2026-03-20"), ("this week", "2026-03-20")],
    *[("next week", "2026-03-23"), ("end of next week", "2026-03-27")],
    *[("end of quarter", "2026-03-31"), ("end of year", "2026-12-31"), ("next year", "2027-01-01")],
    *[("mid april", "2026-04-15"), ("mid-April", "2026-04-15"), ("end of june", "2026-06-30")],
    *[("early may", "2026-05-05"), ("late may", "2026-05-25"), ("start of may", "2026-05-01")],
    *[("end of feb 2028", "2028-02-29"), ("q3", "2026-07-01"), ("end of q3", "2026-09-30")],
    *[("mid q3", "2026-08-15"), ("end of q1", "2026-03-31"), ("q1 2027", "2027-01-01")],
    *[("12 jun", "2026-06-12"), ("jun 12", "2026-06-12"), ("12th of June", "2026-06-12")],
    *[("June 12th", "2026-06-12"), ("12 jun 2027", "2027-06-12"), ("jun 12, 2027", "2027-06-12")],
    *[("12-jun-2027", "2027-06-12"), ("fri 12 jun", "2026-06-12"), ("17 mar", "2026-03-17")],
    *[
        ("the 20th", "2026-03-20"),
        ("the 17th", "2026-03-17"),
        ("the 12th", "2026-04-12"),
        ("fri the 20th", "2026-03-20"),
    ],
    *[("12.6.", "2026-06-12"), ("12.6", "2026-06-12"), ("12. 6. 2026", "2026-06-12")],
    *[("3bd", "2026-03-20"), ("12 jun 27", "2027-06-12"), ("fri 20", "2026-03-20")],
    *[("a week on fri", "2026-03-27"), ("tue 24", "2026-03-24")],
    *[("12.6.27", "2027-06-12"), ("25/12", "2026-12-25"), ("12/25", "2026-12-25")],
    *[("4/4", "2026-04-04"), ("fri 3/4", "2026-04-03"), ("13/6/2026", "2026-06-13")],
    *[("2026-03-18", "2026-03-18"), ("2026/3/18", "2026-03-18"), ("2020-02-29", "2020-02-29")],
    *[("  NEXT   Tue ", "2026-03-24"), ("on the 20th of march", "2026-03-20")],
]

BEHIND = [
    *[("thu", "2026-03-12"), ("tue", "2026-03-10"), ("mon", "2026-03-16")],
    *[("yesterday", "2026-03-16"), ("today", "2026-03-17"), ("last thu", "2026-03-12")],
    *[("2 weeks ago", "2026-03-03"), ("a month ago", "2026-02-17"), ("12 mar", "2026-03-12")],
    *[
        ("12 dec", "2025-12-12"),
        ("the 20th", "2026-02-20"),
        ("the 17th", "2026-03-17"),
        ("mid feb", "2026-02-15"),
    ],
    *[("this mon", "2026-03-16"), ("28.2.", "2026-02-28")],
]

ASKED = [
    ("3/4/2026", None, ["2026-03-04", "2026-04-03"]),
    ("5/4", None, ["2026-04-05", "2026-05-04"]),
    ("3/4", None, ["2026-03-04", "2026-04-03", "2027-03-04"]),
    ("5.4.2026", False, ["2026-04-05", "2026-05-04"]),
    ("12 jan", None, ["2026-01-12", "2027-01-12"]),
    ("12 mar", None, ["2026-03-12", "2027-03-12"]),
    ("early march", None, ["2026-03-05", "2027-03-05"]),
    ("start of month", None, ["2026-03-01", "2026-04-01"]),
    ("this mon", None, ["2026-03-16", "2026-03-23"]),
    ("q1", None, ["2026-03-31", "2027-01-01"]),
    ("fri 6 jun", None, ["2026-03-20", "2026-06-06"]),
]

REFUSED = [
    *["", " ", "3", "12", "+", "in", "in 3", "soon", "asap", "later", "someday", "weekend"],
    *["may", "april", "jun 2027", "week", "month", "a week", "in a few days", "last week"],
    *["fri or mon", "mon-fri", "before fri", "every fri", "fri fri", "the fri", "of may"],
    *["3-4", "12-06-26", "12/6/65", "1/2/3/4", "3/4/", "tue 10am", "10am", "+3 h", "-3d"],
    *[
        "SUN9",
        "q5",
        "late q3",
        "early week",
        "next jun",
        "12 jun 20",
        "jun 12-14",
        "demain",
        "金曜",
    ],
    *["99999999999999999999 jun", "²/²", "fri\x1b[2J", "\ud800", "x" * 5000],
]

NO_SUCH_DAY = [
    *["30 feb", "31 jun", "29 feb", "29 feb 2027", "0 jun", "32 may", "2026-02-30", "2026-13-01"],
    *["13/13", "30/2", "0/0", "31.4.", "9999-01-01", "1 jan 9999", "1066-10-14", "0000-01-01"],
    *["in 3000000 days", "+3000000", "in 99999999999999999999 days", "in 9000 years", "999999999w"],
    *["in 200 years", "99999999 months ago", "fri 30 feb"],
]


@pytest.mark.parametrize(("phrase", "day"), AHEAD)
def test_a_phrase_is_understood(phrase: str, day: str) -> None:
    assert parse_day(phrase, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(("phrase", "day"), BEHIND)
def test_a_phrase_about_the_past_looks_back(phrase: str, day: str) -> None:
    assert parse_day(phrase, TODAY, future=False) == date.fromisoformat(day)


@pytest.mark.parametrize(("phrase", "day_first", "days"), ASKED)
def test_two_readings_are_asked_about(phrase: str, day_first: bool | None, days: list[str]) -> None:
    with pytest.raises(AmbiguousDay) as asked:
        parse_day(phrase, TODAY, day_first=day_first)
    assert list(asked.value.choices) == days
    assert day_text(date.fromisoformat(days[0]), TODAY) in asked.value.message


@pytest.mark.parametrize("phrase", REFUSED)
def test_what_is_no_day_is_refused(phrase: str) -> None:
    with pytest.raises(InvalidInput, match="is no day that can be read - type fri") as refused:
        parse_day(phrase, TODAY)
    assert refused.value.field == "day"
    assert len(refused.value.message) < 90
    assert "\x1b" not in str(refused.value)


@pytest.mark.fault("F114")
@pytest.mark.parametrize("phrase", NO_SUCH_DAY)
def test_a_day_that_does_not_exist_is_refused_as_such(phrase: str) -> None:
    with pytest.raises(NoSuchDay) as refused:
        parse_day(phrase, TODAY)
    assert phrase[:20] in refused.value.message
    assert refused.value.hint


def test_the_tables_hold_enough_phrases() -> None:
    assert len(AHEAD) + len(BEHIND) >= 80
    assert len(REFUSED) + len(NO_SUCH_DAY) >= 50


@pytest.mark.fault("F113")
@pytest.mark.parametrize(
    ("today", "phrase", "day"),
    [
        ("2026-01-31", "+1m", "2026-02-28"),
        ("2028-01-31", "+1m", "2028-02-29"),
        ("2028-02-29", "1y", "2029-02-28"),
        ("2028-02-29", "+12m", "2029-02-28"),
        ("2026-08-31", "in 6 months", "2027-02-28"),
        ("2026-03-31", "a month ago", "2026-02-28"),
    ],
)
def test_a_month_that_is_too_short_gives_its_last_day(today: str, phrase: str, day: str) -> None:
    assert parse_day(phrase, date.fromisoformat(today)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("phrase", "day_first", "day"),
    [
        ("3/4", True, "2026-04-03"),
        ("4/5", False, "2026-04-05"),
        ("4/5", True, "2026-05-04"),
        ("12/6/2026", False, "2026-12-06"),
        ("12/25", True, "2026-12-25"),
        ("25/12", False, "2026-12-25"),
        ("5.4.2026", True, "2026-04-05"),
    ],
)
def test_the_settings_say_the_order(phrase: str, day_first: bool, day: str) -> None:
    assert parse_day(phrase, TODAY, day_first=day_first) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("today", "phrase", "day"),
    [
        ("2026-10-20", "12 jan", "2027-01-12"),
        ("2026-12-31", "early january", "2027-01-05"),
        ("2026-11-02", "q1", "2027-01-01"),
        ("2027-10-01", "29 feb", "2028-02-29"),
        ("2026-03-31", "end of month", "2026-03-31"),
        ("2026-03-20", "end of week", "2026-03-20"),
        ("2026-03-20", "this fri", "2026-03-20"),
        ("2026-07-01", "q3", "2026-07-01"),
    ],
)
def test_edges_of_months_and_years(today: str, phrase: str, day: str) -> None:
    assert parse_day(phrase, date.fromisoformat(today)) == date.fromisoformat(day)


def test_the_weekday_said_picks_the_reading_even_one_gone_by() -> None:
    assert parse_day("fri 12 jun", date(2026, 7, 1)) == date(2026, 6, 12)


def test_the_end_of_a_week_is_asked_about_on_its_weekend() -> None:
    with pytest.raises(AmbiguousDay) as asked:
        parse_day("end of week", date(2026, 3, 21))
    assert asked.value.choices == ("2026-03-20", "2026-03-27")


@pytest.mark.parametrize(
    ("phrase", "day", "at"),
    [
        ("tue 10am", "2026-03-24", "10:00"),
        ("tue 10 a.m.", "2026-03-24", "10:00"),
        ("fri 14:30", "2026-03-20", "14:30"),
        ("fri 2:30pm", "2026-03-20", "14:30"),
        ("fri 2.30pm", "2026-03-20", "14:30"),
        ("fri 14h30", "2026-03-20", "14:30"),
        ("tomorrow 9", "2026-03-18", "09:00"),
        ("tomorrow at 16", "2026-03-18", "16:00"),
        ("today at noon", "2026-03-17", "12:00"),
        ("12am tomorrow", "2026-03-18", "00:00"),
        ("10:30 tomorrow", "2026-03-18", "10:30"),
        ("12 jun 9:15", "2026-06-12", "09:15"),
        ("tom 9am", "2026-03-18", "09:00"),
        ("fri", "2026-03-20", ""),
        ("now", "2026-03-17", ""),
        ("14:30", "2026-03-17", "14:30"),
        ("10am", "2026-03-17", "10:00"),
        ("tue morning", "2026-03-24", "09:00"),
    ],
)
def test_a_day_may_have_a_time(phrase: str, day: str, at: str) -> None:
    assert parse_when(phrase, TODAY) == When(date.fromisoformat(day), at)


@pytest.mark.parametrize(
    "phrase",
    [
        *["25:00", "10:75", "tue 25:00", "tue 10:75", "tue 13pm", "tue 0am", "tue 23"],
        *[
            "tue midnight",
            "morning",
            "tue 10-11",
            "12 jun 9",
            "9 tue",
            "tue 10am 11am",
            "fri at",
            "fri 1:5",
        ],
    ],
)
def test_a_time_that_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(InvalidInput):
        parse_when(phrase, TODAY)


@pytest.mark.parametrize("phrase", ["tue 3", "tomorrow at 5", "fri 21", "30 feb 10am"])
def test_an_hour_that_may_be_another_is_refused(phrase: str) -> None:
    with pytest.raises(NoSuchDay):
        parse_when(phrase, TODAY)


def test_when_shows_what_was_understood() -> None:
    assert parse_when("fri 14:30", TODAY).text(TODAY) == "Fri 20 Mar 14:30"
    assert parse_when("12 jun 2027", TODAY).text(TODAY) == "Sat 12 Jun 2027"


@pytest.mark.parametrize(
    ("words", "rest", "when"),
    [
        ("send cleaning card fri", "send cleaning card", "Fri 20 Mar"),
        ("send cleaning card, by fri.", "send cleaning card,", "Fri 20 Mar"),
        ("call Anna tomorrow 9", "call Anna", "Wed 18 Mar 09:00"),
        ("send it by the end of the next month", "send it", "Thu 30 Apr"),
        ("send kit in 2 weeks", "send kit", "Tue 31 Mar"),
        ("send kit +3d", "send kit", "Fri 20 Mar"),
        ("quote for fri by thu", "quote for fri", "Thu 19 Mar"),
        ("send kit sat", "send kit", "Sat 21 Mar"),
        ("send 3 may", "send", "Sun 3 May"),
        ("fri", "", "Fri 20 Mar"),
    ],
)
def test_a_day_is_found_at_the_end(words: str, rest: str, when: str) -> None:
    found = find_day(words.split(), TODAY)
    assert found is not None
    assert isinstance(found.meaning, When)
    assert " ".join(words.split()[: found.first]) == rest
    assert found.meaning.text(TODAY) == when


@pytest.mark.parametrize(
    "words",
    [
        *["we may", "send 3", "call Tom", "he sat", "put it in the sun", "support 24/7"],
        *["quote for fri", "keep it until fri", "report every fri", "valid until the 12th"],
        *["about a week on fri", "early next week", "first half of june", "train them 2 days"],
        *["a hose of 3m", "hose 3m", "set pressure 2.5", "tank SUN9", "no day here", ""],
    ],
)
def test_prose_is_no_day(words: str) -> None:
    assert find_day(words.split(), TODAY) is None


@pytest.mark.parametrize(
    ("words", "rest", "when"),
    [
        ("tue 10am call about valves", "call about valves", "Tue 24 Mar 10:00"),
        ("tue 9 valves to bring", "9 valves to bring", "Tue 24 Mar"),
        ("tue at 9 call", "call", "Tue 24 Mar 09:00"),
        ("tomorrow: call Anna", "call Anna", "Wed 18 Mar"),
        ("2 weeks call", "call", "Tue 31 Mar"),
        ("fri to Leeds", "to Leeds", "Fri 20 Mar"),
        ("mon call about fri", "call about fri", "Mon 23 Mar"),
    ],
)
def test_a_day_is_found_at_the_start(words: str, rest: str, when: str) -> None:
    found = find_day(words.split(), TODAY, at_start=True)
    assert found is not None
    assert isinstance(found.meaning, When)
    assert " ".join(words.split()[found.last :]) == rest
    assert found.meaning.text(TODAY) == when


@pytest.mark.parametrize(
    ("words", "at_start", "span"),
    [
        ("send list mon tue", False, (2, 4)),
        ("tue or wed call", True, (0, 3)),
        ("mon to fri on site", True, (0, 3)),
        ("send card 4/5", False, (2, 3)),
    ],
)
def test_two_days_are_asked_about_with_their_place(
    words: str, at_start: bool, span: tuple[int, int]
) -> None:
    found = find_day(words.split(), TODAY, at_start=at_start)
    assert found is not None
    assert isinstance(found.meaning, AmbiguousDay)
    assert (found.first, found.last) == span
    answered = words.split()
    answered[found.first : found.last] = [found.meaning.choices[0]]
    again = find_day(answered, TODAY, at_start=at_start)
    assert again is not None
    assert again.meaning == When(date.fromisoformat(found.meaning.choices[0]))


@pytest.mark.parametrize("words", ["rated 9/10", "beat target q1", "set to 9.10."])
def test_where_a_day_need_not_be_it_has_to_be_sure(words: str) -> None:
    assert find_day(words.split(), TODAY, future=False, sure=True) is None
    assert find_day(["sun", "cream"], TODAY, at_start=True, sure=True) is None


DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
# All but those that name a day gone by outright: by a year, or by the weekday that it was.
OUTRIGHT = re.compile(r"[0-9]{4}|12\.6\.27|[a-z] '?2[67]$|fri (12 jun|3/4)")
TO_COME = [text for text, day in AHEAD if day >= TODAY.isoformat() and not OUTRIGHT.search(text)]


@given(day=DAYS, today=DAYS)
def test_a_day_written_out_is_read_back(day: date, today: date) -> None:
    written = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    for phrase in (day.isoformat(), written, f"{day:%d.%m.%Y}", day_text(day)):
        assert parse_day(phrase, today) == day


@given(phrase=st.sampled_from(TO_COME), today=DAYS)
def test_a_phrase_to_come_is_never_past(phrase: str, today: date) -> None:
    try:
        assert parse_day(phrase, today) >= today
    except InvalidInput as refused:
        assert refused.hint  # asked about or outside the calendar, never guessed


@given(phrase=st.sampled_from([phrase for phrase, _ in AHEAD]), today=DAYS)
def test_case_does_not_matter(phrase: str, today: date) -> None:
    def outcome(text: str) -> object:
        try:
            return parse_day(text, today)
        except InvalidInput as refused:
            return type(refused)

    assert outcome(phrase.upper()) == outcome(phrase.title()) == outcome(phrase.lower())


@given(day=DAYS, today=DAYS, day_first=st.sampled_from([None, True, False]), future=st.booleans())
def test_figures_never_mean_a_third_day(
    day: date, today: date, day_first: bool | None, future: bool
) -> None:
    phrase = f"{day.day}/{day.month}/{day.year}"
    readings = {day.isoformat()}
    if day.day <= 12:
        readings.add(date(day.year, day.day, day.month).isoformat())
    try:
        found = parse_day(phrase, today, day_first=day_first, future=future)
        assert found.isoformat() in readings
        assert len(readings) == 1 or day_first is not None
    except AmbiguousDay as asked:
        assert set(asked.choices) == readings
        assert day_first is None


@given(weekday=st.integers(0, 6), today=DAYS)
def test_a_weekday_is_within_the_week_to_come_and_never_today(weekday: int, today: date) -> None:
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday]
    if timedelta(days=8) < today - date(FIRST_YEAR, 1, 1) and today < date(LAST_YEAR, 12, 20):
        coming, gone = parse_day(name, today), parse_day(name, today, future=False)
        assert coming.weekday() == gone.weekday() == weekday
        assert 1 <= (coming - today).days <= 7
        assert 1 <= (today - gone).days <= 7


@given(text=st.text(max_size=80), today=st.dates(), future=st.booleans())
def test_any_text_is_a_day_or_refused(text: str, today: date, future: bool) -> None:
    try:
        when = parse_when(text, today, future=future)
    except InvalidInput as refused:
        assert refused.message
    else:
        assert FIRST_YEAR <= when.day.year <= LAST_YEAR


WORDS = st.sampled_from(
    [
        *[
            "the",
            "of",
            "by",
            "on",
            "in",
            "at",
            "a",
            "3",
            "12",
            "30",
            "31",
            "q",
            "4",
            "2026",
            "9999",
        ],
        *["/", "-", ".", "+", ":", "next", "last", "this", "week", "month", "fri", "sat", "jun"],
        *["may", "feb", "mid", "end", "early", "d", "m", "y", "th", "12th", "days", "ago", "10am"],
        *["from", "now", "eod", "and"],
    ]
)


@given(words=st.lists(WORDS, max_size=7), today=st.dates(), future=st.booleans())
def test_any_words_of_the_grammar_are_a_day_or_refused(
    words: list[str], today: date, future: bool
) -> None:
    for glue in (" ", ""):
        try:
            parse_when(glue.join(words), today, future=future)
        except InvalidInput as refused:
            assert refused.hint
    find_day(words, today, future=future)
    find_day(words, today, future=future, at_start=True)
