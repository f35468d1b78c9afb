"""The brief: one personal line first, and all that a rep needs before dialling."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from repbook.domain.shown.customer_views import CustomerPage, FactView, RouteView
from repbook.domain.spine.facts import CheckFacts, DateFacts, PromiseFacts
from repbook.domain.spine.kinds import PromiseState
from repbook.domain.spine.model import RiskPart
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.views.customer_page import customer_page
from repbook.ui.brief.brief_reach import _mail
from repbook.ui.brief.briefing import brief_lines
from repbook.ui.text.paragraphs import plain, wrap

from .conftest import HOSTILE, TODAY, ago


@pytest.fixture
def page(book: Book, ids: dict[str, int]) -> Any:
    """Reads the page of a customer by name."""

    def read(name: str) -> CustomerPage:
        found = customer_page(book, ids[name], rules=DEFAULT)
        assert found is not None
        return found

    return read


def test_what_a_rep_reads(page: Any) -> None:
    assert (
        plain(brief_lines(page("Orchard Clinic"), TODAY, 60, rules=DEFAULT))
        == """\
Orchard Clinic
Dr Reyes · practice manager

Ask about  Anna starts college

Important  “no downtime in theatre 2”
Owe        send the cleaning card · Fri 5 Jun
Last       2 d ago · voicemail · left word
Expects    ? savings
           ✓ 1 met

Prefers    phone, Tue-Thu mornings
Phone      ☎ 0113 496 0000

Ask        whom do we ring out of hours?  n o
Plan       none yet: what are the next three moves?  n g

Phase      ◐ Learning curve live+12
Silence    10 d of 7 · overdue · debt 1.3
Risk       ━━━━━━──── 64 at risk
          +25 day 20 since the order
          +10 trivial problem: drawer sticks
          +10 no reassurance yet
          +10 check 1 overdue
           +9 silent 10 d, limit 7"""
    )


@pytest.mark.practice("R20")
def test_one_personal_line_comes_first_the_longest_unasked(page: Any) -> None:
    orchard = page("Orchard Clinic")
    facts = tuple(
        FactView(number, "personal", text, "2026-01-01", last_asked_on=asked)
        for number, (text, asked) in enumerate(
            (("plays chess", "2026-05-01"), ("a new dog", "2026-01-01"), ("sails", "2026-03-01"))
        )
    )
    lines = plain(
        brief_lines(orchard._replace(remarks=facts), TODAY, 60, rules=DEFAULT)
    ).splitlines()
    assert lines[3] == "Ask about  a new dog · last asked 153 d ago"
    narrow = plain(
        brief_lines(
            orchard._replace(remarks=(facts[1]._replace(text="dog " * 30),)),
            TODAY,
            32,
            rules=DEFAULT,
        )
    )
    assert "last asked 153 d ago" in " ".join(narrow.split())


@pytest.mark.parametrize(
    ("month", "day", "words"),
    [
        (6, 3, "Tom · birthday · 3 Jun, today"),
        (6, 4, "Tom · birthday · 4 Jun, tomorrow"),
        (6, 10, "Tom · birthday · 10 Jun, in 7 d"),
        (6, 11, None),
        (6, 2, None),
        (2, 29, None),
    ],
)
def test_a_day_that_is_near_comes_before_a_remark(
    page: Any, month: int, day: int, words: str | None
) -> None:
    orchard = page("Orchard Clinic")
    facts = orchard.facts._replace(dates=(DateFacts(1, "", "birthday", month, day, None, "Tom"),))
    lines = plain(brief_lines(orchard._replace(facts=facts), TODAY, 60, rules=DEFAULT)).splitlines()
    expected = f"Remember   {words}" if words else "Ask about  Anna starts college"
    assert lines[3] == expected


@pytest.mark.practice("R13", "R42")
def test_a_broken_promise_says_so_in_words(page: Any) -> None:
    orchard = page("Orchard Clinic")
    broken = PromiseFacts(1, "the manual", ago(9), ago(2), PromiseState.OPEN)
    facts = orchard.facts._replace(promises=(broken,))
    text = plain(brief_lines(orchard._replace(facts=facts), TODAY, 60, rules=DEFAULT))
    assert "the manual · broken: they wait since Mon 1 Jun" in text


def test_nothing_known_says_what_to_ask(page: Any) -> None:
    text = plain(brief_lines(page("Newcomer Ltd"), TODAY, 60, rules=DEFAULT))
    for words in (
        "nothing personal is known yet",
        "not asked yet: what is important to them?",
        "no touch is logged yet",
        "unknown: no touch and no check yet",
        "no number is known",
    ):
        assert words in text


def test_off_the_book_is_said_with_its_reason(page: Any) -> None:
    assert "off the book: lost · closed down" in plain(
        brief_lines(page("Lost Cause"), TODAY, 60, rules=DEFAULT)
    )


@pytest.mark.fault("F01")
@pytest.mark.fault("F05")
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("width", [24, 38, 60])
def test_hostile_names_are_whole_and_no_line_too_wide(page: Any, name: str, width: int) -> None:
    text = plain(brief_lines(page(name), TODAY, width, rules=DEFAULT))
    joined = text.replace("\n", "").replace(" ", "")
    assert name.replace(" ", "") in joined
    assert max(cell_len(line) for line in text.splitlines()) <= width


@given(text=st.text(max_size=300), width=st.integers(2, 90), most=st.integers(0, 5))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, most)
    assert lines
    assert all(cell_len(line) <= width for line in lines)
    if most:
        assert len(lines) <= most
    else:
        from repbook.wording import clean

        assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")


def test_a_day_is_never_broken_over_two_lines() -> None:
    assert wrap("send the card · Fri 5 Jun", 22) == ["send the card", "Fri 5 Jun"]


@pytest.mark.practice("R57")
def test_the_risk_is_told_whole_where_there_is_room(page: Any) -> None:
    orchard = page("Orchard Clinic")
    more = (*orchard.standing.risk.parts, RiskPart(8, "1 unmet expectation", "check"))
    more = (*more, RiskPart(-4, "1 evidence told", ""), RiskPart(-5, "over two years", ""))
    risk = orchard.standing.risk._replace(parts=more)
    orchard = orchard._replace(standing=orchard.standing._replace(risk=risk))
    for height in (0, 200):
        text = plain(brief_lines(orchard, TODAY, 60, height, rules=DEFAULT))
        assert all(part.reason in text for part in more)
    low = plain(brief_lines(orchard, TODAY, 60, 22, rules=DEFAULT))
    assert [part.reason in low for part in more] == [True] * 5 + [False] * 3
    assert "and 3 more" in low
    for height in range(12, 22):
        lower = plain(brief_lines(orchard, TODAY, 60, height, rules=DEFAULT))
        assert "64 at risk" in lower
        assert "☎ 0113 496 0000" in lower
    fitting = plain(brief_lines(orchard, TODAY, 60, 28, rules=DEFAULT))
    assert "1 unmet expectation" in fitting
    assert len(fitting.splitlines()) <= 28


@pytest.mark.parametrize("width", [36, 38, 44, 60])
def test_an_address_is_not_broken_where_it_can_stand_whole(page: Any, width: int) -> None:
    orchard = page("Orchard Clinic")
    address = "practice.manager@orchard-clinic.test"
    route = RouteView(99, orchard.main_person.id, "email", address)
    lines = plain(
        brief_lines(orchard._replace(routes=(route,)), TODAY, width, rules=DEFAULT)
    ).splitlines()
    assert any(address in line for line in lines)
    assert max(cell_len(line) for line in lines) <= width


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("pip@shop.example", ["E-mail     pip@shop.example"]),
        ("pip.whitcombe@whitcombe-farm.example", ["pip.whitcombe@whitcombe-farm.example"]),
        ("pip.whitcombe@whitcombe-farm-shop.test", ["E-mail     pip.whitcombe", "           @whitcombe-farm-shop.test"]),
        ("p@whitcombe-farm-shop-and-ices.example", ["E-mail     p", "           @whitcombe-farm-shop-and-", "           ices.example"]),
    ],
)  # fmt: skip
def test_a_long_address_is_parted_where_it_can_be_read(address: str, lines: list[str]) -> None:
    assert plain(_mail("E-mail", address, 36)).rstrip("\n").split("\n") == lines


@pytest.mark.practice("R82")
@pytest.mark.parametrize(("days", "said"), [(2, "2 d ago · voicemail · worse · left word"), (3, "2 d ago · voicemail · left word")])  # fmt: skip
def test_the_last_word_says_how_the_check_of_that_day_went(page: Any, days: int, said: str) -> None:
    orchard = page("Orchard Clinic")
    facts = orchard.facts._replace(checks=(CheckFacts(TODAY - timedelta(days), -1),))
    lines = plain(brief_lines(orchard._replace(facts=facts), TODAY, 60, rules=DEFAULT))
    assert f"Last       {said}" in lines
