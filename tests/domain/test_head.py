"""The head of a line: a table of cases, with the answers reasoned first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.domain.days.dates import parse_day
from repbook.domain.head.head import read_head
from repbook.domain.spine import contacts as c
from repbook.domain.spine.kinds import Reach
from tables import each

TODAY = date(2026, 6, 10)
"""A Wednesday."""
HOW = {
    "T": c.TALKED,
    "V": c.VOICEMAIL,
    "N": c.NO_ANSWER,
    "R": c.THEY_RANG,
    "S": c.VISIT,
    "SN": c.NOT_IN,
    "E": c.EMAIL,
    "W": c.THEY_WROTE,
    "L": c.LETTER,
    "LI": c.THEIR_LETTER,
    "M": c.MESSAGE,
    "MI": c.THEIR_MESSAGE,
}


def cases() -> list[tuple[str, str, str, str]]:
    """The table: line, how, day, rest."""
    table = Path(__file__).with_name("heads.txt").read_text(encoding="utf-8")
    rows = (row for row in table.splitlines() if "|" in row and not row.startswith("#"))
    split = ([part.strip() for part in row.split("|")] for row in rows)
    return [(line, how, *[*rest, "", ""][:2]) for line, how, *rest in split]  # type: ignore[misc]


def test_the_table_is_long() -> None:
    assert len(cases()) >= 250


def _a_line_means_what_was_said(line: str, how: str, day: str, rest: str) -> None:
    read = read_head(line, TODAY)
    if how == "ask":
        assert read.trouble is not None
        assert read.trouble.hint
        return
    assert read.trouble is None, str(read.trouble)
    on = parse_day(day, TODAY, future=False) if day else TODAY
    assert (read.contact, read.on_day, read.rest) == (HOW[how], on, rest)


def test_a_line_means_what_was_said() -> None:
    each(cases(), _a_line_means_what_was_said)


LINES = [line for line, *_ in cases()]
NOT_REACHED = [line for line, how, *_ in cases() if how in ("V", "N", "SN")]
BAG = (
    "visit email mail letter voicemail no answer left a they she rang called yesterday mon 12 may : , - . ! > *"
    " fri on last with from Ann the pump is fine was tomorrow 3pm wed 3/4 talked back"
)
WORDS = st.lists(st.sampled_from(BAG.split()), max_size=9).map(" ".join)


@given(st.one_of(WORDS, st.text(max_size=60)))
def test_nothing_raises_and_no_word_is_made_up(line: str) -> None:
    read = read_head(line, TODAY)
    typed = line.replace(",", " ").replace(":", " ").split()
    kept = read.rest.replace(",", " ").replace(":", " ").split()
    assert not [word for word in kept if word not in typed]
    if not (read.how_said or read.day_said):
        assert read.rest == line.strip()
        assert (read.contact, read.on_day) == (c.TALKED, TODAY)
    assert read.on_day <= TODAY


@given(st.sampled_from(LINES), st.sampled_from(list(c.BY_WORD.values())))
def test_what_is_chosen_holds_or_is_asked_about(line: str, how: c.Contact) -> None:
    read = read_head(line, TODAY, how=how)
    assert read.trouble is not None or read.contact in (how, c.NOT_IN)


@given(st.sampled_from(LINES), st.sampled_from([TODAY, date(2026, 6, 9), date(2026, 5, 1)]))
def test_the_day_that_is_chosen_holds_or_is_asked_about(line: str, on: date) -> None:
    read = read_head(line, TODAY, on=on)
    assert read.trouble is not None or read.on_day == on


@given(
    st.sampled_from(NOT_REACHED),
    st.sampled_from(["", "yesterday, ", "yesterday: ", "mon: ", "last fri ", "this morning: "]),
    st.sampled_from(["", ", will try fri", "; try her mobile", " > fri ring again"]),
)
def test_a_line_never_clears_silence_by_accident(line: str, before: str, behind: str) -> None:
    if ">" in line and ">" in behind:
        return
    read = read_head(f"{before}{line}{behind}", TODAY)
    assert read.trouble is not None or read.contact.reach is not Reach.TWO_WAY


def _every_question_can_be_answered(line: str) -> None:
    """By what is chosen beside the line, and the words stay whole."""
    read = read_head(line, TODAY, how=c.TALKED, on=TODAY)
    if read.trouble is not None:  # two things are open: the words contradict what was chosen
        assert "chosen" in read.trouble.message or read.trouble.field == "sign"
    else:
        assert (read.contact, read.on_day) == (c.TALKED, TODAY)


def test_every_question_can_be_answered() -> None:
    each([line for line, how, *_ in cases() if how == "ask"], _every_question_can_be_answered)


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (c.TALKED, "call · talked"),
        (c.VOICEMAIL, "call · voicemail"),
        (c.NO_ANSWER, "call · no answer"),
        (c.THEY_RANG, "call · they rang"),
        (c.VISIT, "visit · talked"),
        (c.NOT_IN, "visit · no answer"),
        (c.EMAIL, "e-mail · sent"),
        (c.THEY_WROTE, "e-mail · they wrote"),
        (c.LETTER, "letter · sent"),
        (c.THEIR_MESSAGE, "message · they wrote"),
    ],
)
def test_what_was_understood_is_said(contact: c.Contact, words: str) -> None:
    assert c.understood(contact, TODAY, TODAY, "Orchard Clinic", "Dr Reyes") == (
        f"{words} · today · Orchard Clinic · Dr Reyes"
    )
    assert c.understood(contact, date(2026, 6, 9), TODAY) == f"{words} · Tue 9 Jun"


@pytest.mark.parametrize("word", ["No Answer", "no_answer", "vm", "E-Mail", "they called", "visit"])
def test_a_kind_is_named_in_any_usual_spelling(word: str) -> None:
    assert c.contact_of(word) in c.BY_WORD.values()


@pytest.mark.parametrize(
    ("line", "how", "on", "wanted"),
    [
        # What is chosen answers one thing; the other is read all the same
        ("yesterday visit went well", "visit", None, ("S", "9 Jun", "visit went well")),
        ("wed: no answer", None, date(2026, 6, 3), ("N", "3 Jun", "")),
        ("visited the plant last fri", None, date(2026, 6, 5), ("S", "5 Jun", "visited the plant last fri")),
        ("visit went well last fri", "visit", None, None),
        ("last week we talked", None, date(2026, 6, 2), ("T", "2 Jun", "we talked")),
        ("3/4: voicemail", None, date(2026, 4, 3), ("V", "3 Apr", "")),
        ("visit, nobody there", "visit", None, ("SN", "", "nobody there")),
        ("nobody there", "visit", None, ("SN", "", "")),
        ("voicemail", "visit", None, None),
        ("no answer", "call", None, None),
    ],
)  # fmt: skip
def test_what_is_chosen_leaves_the_rest_to_the_words(
    line: str, how: str | None, on: date | None, wanted: tuple[str, str, str] | None
) -> None:
    read = read_head(line, TODAY, how=c.BY_WORD[how] if how else None, on=on)
    if wanted is None:
        assert read.trouble is not None
        return
    assert read.trouble is None
    day = parse_day(wanted[1], TODAY, future=False) if wanted[1] else TODAY
    assert (read.contact, read.on_day, read.rest) == (HOW[wanted[0]], day, wanted[2])
