"""One line that files everything: markers, days, severities, and that nothing typed is lost."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.domain.line.capture import Capture, Item, ItemKind, parse_line, preview
from repbook.domain.line.markers import split_name
from repbook.domain.spine.kinds import Severity
from repbook.wording import clean

TODAY = date(2026, 3, 17)  # a Tuesday
EXAMPLE = (
    "fits well in theatre 2 * delivered complete Thu ! send cleaning card fri ? drawer sticks "
    "@ Anna starts college + loves the dosing pump > tue 10am call about valves"
)


def kinds(capture: Capture) -> list[str]:
    return [item.kind.value for item in capture.items]


def only(line: str, day_first: bool | None = None) -> Item:
    """The one item of a line that can be filed."""
    capture = parse_line(line, TODAY, day_first=day_first)
    assert capture.errors == ()
    assert len(capture.items) == 1
    return capture.items[0]


def test_the_example_files_seven_things() -> None:
    capture = parse_line(EXAMPLE, TODAY)
    assert capture.errors == ()
    assert preview(capture, TODAY) == (
        ("note", "fits well in theatre 2"),
        ("evidence", "delivered complete Thu · Thu 12 Mar"),
        ("promise", "send cleaning card · Fri 20 Mar"),
        ("problem", "drawer sticks · minor?"),
        ("personal", "Anna starts college"),
        ("praise", "loves the dosing pump"),
        ("follow-up", "call about valves · Tue 24 Mar 10:00"),
    )
    evidence, promise, problem, _, _, followup = capture.items
    assert (evidence.day, evidence.said) == (date(2026, 3, 12), "")
    assert (promise.day, promise.said) == (date(2026, 3, 20), "fri")
    assert (problem.severity, problem.assumed) == (Severity.MINOR, True)
    assert (followup.day, followup.at) == (date(2026, 3, 24), "10:00")
    assert EXAMPLE[promise.start : promise.end] == "! send cleaning card fri"


@pytest.mark.parametrize("day", range(1, 8))
def test_the_example_can_be_filed_on_any_weekday(day: int) -> None:
    capture = parse_line(EXAMPLE, date(2026, 3, day))
    assert capture.errors == ()
    assert len(capture.items) == 6


@pytest.mark.parametrize(
    ("line", "note", "found"),
    [
        ("", "", []),
        ("   ", "", []),
        ("all fine", "all fine", []),
        ("what? really! a@b.com C++ x>y 5*3", "what? really! a@b.com C++ x>y 5*3", []),
        ("*delivered", "", ["evidence"]),
        ("* delivered", "", ["evidence"]),
        ("ok *delivered", "ok", ["evidence"]),
        ("ok * ", "ok *", []),
        ("*", "*", []),
        ("* ? !", "* ? !", []),
        ("ok * ? drawer sticks", "ok *", ["problem"]),
        ("wow !! and ?? and ** and >> x", "wow !! and ?? and ** and >> x", []),
        ("flow >= 3 and +/- 2 and a ?! b", "flow >= 3 and +/- 2 and a ?! b", []),
        ("up +15% since +3d", "up +15% since +3d", []),
        ("up + 15%", "up", ["praise"]),
        (r"5 \> 3 and \! x and \*y", "5 > 3 and ! x and *y", []),
        (r"C:\new \*.txt \ \!! \+3d", r"C:\new \*.txt \ \!! \+3d", []),
        ("? leak ? drawer", "", ["problem", "problem"]),
        ("-5 * -3 fits", "-5 * -3 fits", []),
        ("ring +49 30 1234", "ring +49 30 1234", []),
    ],
)
def test_what_counts_as_a_marker(line: str, note: str, found: list[str]) -> None:
    capture = parse_line(line, TODAY)
    assert capture.note == note
    assert kinds(capture) == found


@pytest.mark.parametrize(
    ("line", "text", "day", "at"),
    [
        ("! send card fri", "send card", "2026-03-20", ""),
        ("!send card fri.", "send card", "2026-03-20", ""),
        ("! send card by fri 14:30", "send card", "2026-03-20", "14:30"),
        ("! send card today", "send card", "2026-03-17", ""),
        ("! send card +3d", "send card", "2026-03-20", ""),
        ("! fri send card", "send card", "2026-03-20", ""),
        ("! quote for mon by fri", "quote for mon", "2026-03-20", ""),
        ("! send 3 cards end of month", "send 3 cards", "2026-03-31", ""),
        ("> tue 10am call about valves", "call about valves", "2026-03-24", "10:00"),
        ("> tue 9 valves", "9 valves", "2026-03-24", ""),
        ("> call about valves tue at 9", "call about valves", "2026-03-24", "09:00"),
        ("> call about valves tue at 7", "call about valves", "2026-03-24", "07:00"),
        ("> in 2 weeks see Anna", "see Anna", "2026-03-31", ""),
        ("> tue", "catch up", "2026-03-24", ""),
    ],
)
def test_promises_and_followups_have_their_day(line: str, text: str, day: str, at: str) -> None:
    item = only(line)
    assert (item.text, item.day, item.at) == (text, date.fromisoformat(day), at)


@pytest.mark.parametrize(
    ("line", "message", "place"),
    [
        ("ok ! send card", "by when?", "! send card"),
        ("! we may", "by when?", "! we may"),
        ("! call Tom", "by when?", "! call Tom"),
        ("! keep the loaner until fri", "by when?", "! keep the loaner until fri"),
        ("> call about valves", "when?", "> call about valves"),
        ("> Tom about valves", "when?", "> Tom about valves"),
        ("! fri", "what was promised?", "! fri"),
        ("! send card yesterday", "Mon 16 Mar is past", "yesterday"),
        ("> 2026-03-01 call", "Sun 1 Mar is past", "2026-03-01"),
        ("! send card 30 feb", '"30 feb" is no day of the calendar', "30 feb"),
        ("! send card tue 3", '"tue 3" may mean another hour', "tue 3"),
        ("> call about valves tue 9", '"tue 9" may mean another hour', "tue 9"),
        ("> call about valves tue at 6", '"tue at 6" may mean another hour', "tue at 6"),
    ],
)
def test_a_promise_without_a_good_day_is_asked_about(line: str, message: str, place: str) -> None:
    capture = parse_line(line, TODAY)
    (error,) = capture.errors
    assert error.message == message
    assert error.hint
    assert line[error.start : error.end] == place
    assert preview(capture, TODAY)[-1][1].endswith(message)


@pytest.mark.parametrize(
    ("line", "due", "at"),
    [
        ("all fine > 10am", "2026-03-17", "10:00"),
        ("all fine > 10:30", "2026-03-17", "10:30"),
        ("all fine > 2 weeks", "2026-03-31", ""),
    ],
)
def test_an_arrow_before_an_hour_or_a_distance_files_a_follow_up(
    line: str, due: str, at: str
) -> None:
    item = only(line)
    assert (item.kind, item.day, item.at) == (ItemKind.FOLLOWUP, date.fromisoformat(due), at)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("office > warehouse", r'write "\>" for text, or a comma before it: ", >"'),
        ("all fine > 2", r'write "\>" for text, or a comma before it: ", >"'),
    ],
)
def test_an_arrow_that_may_be_text_says_how_to_make_it_sure(line: str, hint: str) -> None:
    (error,) = parse_line(line, TODAY).errors
    assert (error.message, error.hint) == ('">" may be text, or begin a follow-up', hint)


@pytest.mark.parametrize(
    ("line", "message", "choices"),
    [
        ("> 1/2/2026 call", "Fri 2 Jan and Sun 1 Feb are both past", ()),
        ("! send card 1/2/2026", "Fri 2 Jan and Sun 1 Feb are both past", ()),
        ("> 1/5/2026 call", "Mon 5 Jan is past; Fri 1 May?", ("2026-05-01",)),
        ("! send card 3/4", "Wed 4 Mar is past; Fri 3 Apr or Thu 4 Mar 2027?", None),
    ],
)
def test_a_day_that_is_past_is_never_offered(
    line: str, message: str, choices: tuple[str, ...] | None
) -> None:
    (error,) = parse_line(line, TODAY).errors
    assert error.message == message
    assert choices is None or error.choices == choices
    assert all(choice >= TODAY.isoformat() and choice in error.hint for choice in error.choices)


def test_the_question_says_how_to_answer_it() -> None:
    (error,) = parse_line("! send card", TODAY).errors
    assert str(error) == "by when? add a day, such as fri"


@pytest.mark.parametrize(
    ("line", "choices"),
    [
        ("ok ! send card 4/5", ("2026-04-05", "2026-05-04")),
        ("> 4/5 call", ("2026-04-05", "2026-05-04")),
        ("! send card 3/4", ("2026-04-03", "2027-03-04")),
        ("! send list mon thu", ("2026-03-19", "2026-03-23")),
        ("> tue or wed call", ("2026-03-18", "2026-03-24")),
        ("* delivered 1/3/2026", ("2026-01-03", "2026-03-01")),
    ],
)
def test_an_ambiguous_day_carries_choices_that_answer_it(
    line: str, choices: tuple[str, ...]
) -> None:
    (error,) = parse_line(line, TODAY).errors
    assert error.choices == choices
    for choice in choices:
        answered = parse_line(line[: error.start] + choice + line[error.end :], TODAY)
        assert answered.errors == ()
        assert answered.items[0].day == date.fromisoformat(choice)


def test_the_order_in_the_settings_answers_it_too() -> None:
    assert only("! send card 4/5", day_first=True).day == date(2026, 5, 4)
    assert only("! send card 4/5", day_first=False).day == date(2026, 4, 5)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("* delivered complete Thu", "2026-03-12"),
        ("* delivered yesterday", "2026-03-16"),
        ("* live since today", None),
        ("* runs well now", "2026-03-17"),
        ("* fitted 12 mar", "2026-03-12"),
        ("* fitted 2026-03-01", "2026-03-01"),
        ("* delivered complete", None),
        ("* rated 9/10", None),
        ("* beat target q1", None),
        ("* runs 24/7", None),
        ("* contract until 12 jun", None),
        ("* renewed to 12 jun 2027", None),
        ("* next order 12 jun", None),
    ],
)
def test_evidence_keeps_its_words_and_looks_back(line: str, day: str | None) -> None:
    item = only(line)
    assert item.text == line[2:]
    assert item.day == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("line", "text", "severity", "assumed"),
    [
        ("? drawer sticks", "drawer sticks", Severity.MINOR, True),
        ("? drawer sticks minor", "drawer sticks", Severity.MINOR, False),
        ("? lid scratched Trivial.", "lid scratched", Severity.TRIVIAL, False),
        ("? leak !major", "leak", Severity.MAJOR, False),
        ("? leak (moderate)", "leak", Severity.MODERATE, False),
        ("? leak, not major", "leak, not major", Severity.MINOR, True),
        ("? major leak in hall", "major leak in hall", Severity.MAJOR, True),
        ("? major", "major", Severity.MAJOR, True),
    ],
)
def test_a_problem_has_a_severity(line: str, text: str, severity: Severity, assumed: bool) -> None:
    item = only(line)
    assert (item.text, item.severity, item.assumed) == (text, severity, assumed)


def test_a_shouted_severity_leaves_the_next_promise_alone() -> None:
    capture = parse_line("? leak !major ! send seal fri", TODAY)
    assert preview(capture, TODAY) == (
        ("problem", "leak · major"),
        ("promise", "send seal · Fri 20 Mar"),
    )
    assert kinds(parse_line("? leak !major refit fri", TODAY)) == ["problem", "promise"]


@pytest.mark.fault("F29")
def test_lines_of_a_paste_are_joined() -> None:
    capture = parse_line("fits\nwell\r\n* delivered\n\tcomplete\u2028Thu", TODAY)
    assert capture.note == "fits well"
    assert [item.text for item in capture.items] == ["delivered complete Thu"]
    assert capture.items[0].day == date(2026, 3, 12)


@pytest.mark.fault("F06")
@pytest.mark.fault("F07")
@pytest.mark.fault("F09")
def test_what_could_drive_a_terminal_is_cleaned_and_places_stay_true() -> None:
    line = "a\x1bb \ud800 ! se\u202end \x07 kit fri ? \x07"
    capture = parse_line(line, TODAY)
    assert capture.note == "ab \ufffd"
    (promise,) = capture.items
    assert promise.text == "send kit fri ?"
    assert line[promise.start : promise.end] == "! se\u202end \x07 kit fri ?"


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("Orchard Clinic: fits well", "Orchard Clinic", "fits well"),
        ("  Park & Sons :  ! send kit fri", "Park & Sons", "! send kit fri"),
        ("Yahoo! Inc: ok", "Yahoo! Inc", "ok"),
        ("A + B Ltd: ok: really", "A + B Ltd", "ok: really"),
        ("3M:\tok", "3M", "ok"),
        ("Acme:", "Acme", ""),
        ("10:30 call", "", "10:30 call"),
        ("10: 30", "", "10: 30"),
        ("see http://example.com: good", "", "see http://example.com: good"),
        ("! say this: hello", "", "! say this: hello"),
        ("no name here", "", "no name here"),
        (": nobody", "", ": nobody"),
        ("", "", ""),
        ("x" * 81 + ": y", "", "x" * 81 + ": y"),
        ("! Acme: fine", "", "! Acme: fine"),  # a sign that files something begins no name
        ("!Acme: fine", "", "!Acme: fine"),
        ("+15 Acme: fine", "+15 Acme", "fine"),
    ],
)
def test_a_name_in_front_of_a_line(line: str, name: str, rest: str) -> None:
    assert split_name(line) == (name, rest)


def letters(text: str) -> Counter[str]:
    return Counter(clean(text).replace(" ", ""))


LINES = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [
                *["*", "!", "?", "@", "+", ">", "!!", ">=", "\\>", "!major", "minor", "+3d", "3/4"],
                *["fri", "tue", "10am", "by", "or", "30", "feb", "send", "card", "Anna", "may"],
                *["\n", "\x1b", "9", "yesterday", "*done", "not", "2026-03-18", "next", "week"],
            ]
        ),
        max_size=30,
    ).map(" ".join),
)


@given(line=LINES, today=st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_nothing_typed_is_lost(line: str, today: date) -> None:
    capture = parse_line(line, today)
    kept = letters(capture.note)
    for item in capture.items:
        kept += letters(line[item.start]) + letters(item.text) + letters(item.said)
    lost = letters(line) - kept
    assert set(lost) <= {"\\"}  # the backslash of an escaped marker
    assert lost["\\"] <= sum(line.count(f"\\{marker}") for marker in "*!?@+>")


@given(line=LINES, today=st.dates(), day_first=st.sampled_from([None, True, False]))
def test_every_line_can_be_filed_or_says_why_not(
    line: str, today: date, day_first: bool | None
) -> None:
    capture = parse_line(line, today, day_first=day_first)
    wrong = {error.item for error in capture.errors}
    for place, item in enumerate(capture.items):
        assert line[item.start] in "*!?@+>"
        assert item.start < item.end <= len(line)
        if item.kind in (ItemKind.PROMISE, ItemKind.FOLLOWUP) and place not in wrong:
            assert item.day is not None
            assert item.day >= today
        assert item.text or place in wrong
        assert item.severity is None or item.kind is ItemKind.PROBLEM
        if item.kind is ItemKind.PROBLEM and place not in wrong:  # what is asked about waits for it
            assert item.severity is not None
    for error in capture.errors:
        assert 0 <= error.start < error.end <= len(line)
        assert error.message
        assert error.hint
    shown = preview(capture, today)
    assert len(shown) == len(capture.items) + bool(capture.note)
    assert all(text for _, text in shown)
    split_name(line)


@pytest.mark.parametrize("piece", ["! a fri ", "! ", "> 1 2 3 4 5 ", "!a fri fri ", "? x !", "\\>"])
def test_five_thousand_characters_are_read(piece: str) -> None:
    line = (piece * 5000)[:5000]
    capture = parse_line(line, TODAY)
    assert capture.note or capture.items
