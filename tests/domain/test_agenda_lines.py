"""Agendas as the settings have them: what a line says, and how they hang beside the built-in ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repbook.domain.agenda.agenda import contacts, hang, latest_day, names, template
from repbook.domain.agenda.agenda_lines import KINDS, read_template, step
from repbook.domain.agenda.agenda_templates import KNOWN, TEMPLATES, Step
from repbook.domain.care.rhythm import proposed
from repbook.domain.overrides import rules_from
from repbook.domain.spine.kinds import Anchor, FollowupKind, SaleKind
from repbook.domain.spine.rules import DEFAULT, Pace, Rules
from repbook.errors import BadSettings, NotFound

ORDER = date(2026, 3, 2)  # a Monday
LIVE = date(2026, 3, 16)
KEY = "rules.agenda.templates.visit"
O, L, K = Anchor.ORDER, Anchor.LIVE, FollowupKind  # noqa: E741 - as the lines write them


def ruled(**templates: list[str]) -> Rules:
    return rules_from({"agenda": {"templates": templates}})


@pytest.mark.practice("R69")
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "O+1bd thanks: Handwritten thank-you",
            Step("thanks", "Handwritten thank-you", K.THANKS, O, 1, "bd"),
        ),
        ("L visit: Arrived?", Step("visit-arrived", "Arrived?", K.VISIT, L, 0)),
        (
            "L-2bd call: Still good for the day?",
            Step("call-still-good-for-the-day", "Still good for the day?", K.CALL, L, -2, "bd"),
        ),
        ("L−2bd call: ok", Step("call-ok", "ok", K.CALL, L, -2, "bd")),
        ("L+5 check: Check 1", Step("check-check-1", "Check 1", K.CHECK, L, 5)),
        ("L+5d check-1: Well?", Step("check-1", "Well?", K.CHECK, L, 5)),
        ("O questions: Five questions", Step("questions", "Five questions", K.FACTS, O, 0)),
        ("O+5bd agreement: Agree", Step("agreement", "Agree", K.FACTS, O, 5, "bd")),
        ("O+5bd facts agreement: Agree", Step("agreement", "Agree", K.FACTS, O, 5, "bd")),
        (
            "L+30   thirty-day :  Letter: a month",
            Step("thirty-day", "Letter: a month", K.LETTER, L, 30),
        ),
        ("L+2 call: on-track", Step("call-on-track", "on-track", K.CALL, L, 2)),
        ("L call: Größe klären", Step("call-grosse-klaren", "Größe klären", K.CALL, L, 0)),
    ],
)
def test_a_line_is_a_step(line: str, wanted: Step) -> None:
    assert step(line) == wanted


@pytest.mark.parametrize("key", KNOWN)
def test_every_built_in_step_can_be_named(key: str) -> None:
    known = KNOWN[key]
    sign = f"{known.anchor[0].upper()}{known.offset:+d}{known.unit}"
    assert step(f"{sign} {key}: {known.what}") == known


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_follow_up_can_be_a_step(kind: FollowupKind) -> None:
    assert step(f"L+1 {kind}: something").kind is kind


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("thank-you", "no step, such as"),
        ("X+1 call: hello", "no step, such as"),
        ("O+1 call:", "no step, such as"),
        ("O+1weeks call: hello", "no step, such as"),
        ("O+12345 call: hello", "no step, such as"),
        ("O-1 call: hello", "nothing can be due before the order"),
        ("L+9999 call: hello", "9999 days are too far"),
        ("L+1 phone: hello", "'phone' is no step: use call"),
        ("L+1 call phone: hello", "'phone' is no step"),
        ("L+1 call agreement: hello", "of the kind 'facts', not 'call'"),
        (f"L+1 call: {'x' * 501}", "the words are too long"),
    ],
)
def test_a_line_that_can_t_be_meant_is_named(line: str, said: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read_template(["L visit: Arrived?", line], KEY)
    assert refused.value.message.startswith(f"agendas.visit, step 2 ('{line[:60]}'): ")
    assert said in refused.value.message


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("O thanks: x", "must be a list of steps"),
        ([1], "must be a list of steps"),
        ([], "must have 1 to 100 steps"),
        ([" ", "\t"], "must have 1 to 100 steps"),
        (["L call: x"] * 101, "must have 1 to 100 steps"),
    ],
)
def test_an_agenda_is_a_list_of_lines(lines: object, said: str) -> None:
    with pytest.raises(BadSettings, match=said):
        read_template(lines, KEY)
    with pytest.raises(BadSettings, match=said):
        rules_from({"agenda": {"templates": {"visit": lines}}})


def test_an_agenda_has_a_name() -> None:
    with pytest.raises(BadSettings, match="has no name"):
        read_template(["L visit: Arrived?"], "rules.agenda.templates. ")


def test_the_settings_go_before_the_built_in_agenda() -> None:
    rules = ruled(visit=["O+1bd thanks: Note", "L visit: There?"], light=["L+5 check-1: Well?"])
    assert names(rules) == ("visit", "light", "standard", "recurring")
    assert [one.key for one in template("light", rules)] == ["check-1"]
    assert template("standard", rules) == TEMPLATES["standard"]
    assert template("light", rules=DEFAULT) == TEMPLATES["light"]
    with pytest.raises(NotFound, match="no agenda is called 'visit'"):
        template("visit", DEFAULT)


def test_steps_of_the_same_words_are_told_apart_and_keep_their_keys() -> None:
    lines = ["L+30 call: How is it?", "L+60 call: How is it?", "L+7 thanks: One", "L+8 thanks: Two"]
    keys = ["call-how-is-it", "call-how-is-it-2", "thanks", "thanks-2"]
    assert [one.key for one in template("own", ruled(own=lines))] == keys
    before = ["O questions: Ask", *lines]
    assert [one.key for one in template("own", ruled(own=before))][1:] == keys


@pytest.mark.practice("R69", "R71")
def test_an_own_agenda_hangs_on_its_days_and_keeps_what_the_app_knows() -> None:
    rules = ruled(
        visit=[
            "O+1bd thanks: Note",
            "L-2bd call: Still good?",
            "L arrived: There?",
            "L+5 check: Well?",
        ]
    )
    hung = hang("visit", ORDER, LIVE, rules)
    assert [(one.what, one.due_on) for one in hung] == [
        ("Note", date(2026, 3, 3)),
        ("Still good?", date(2026, 3, 12)),
        ("There?", date(2026, 3, 16)),
        ("Well?", date(2026, 3, 23)),  # live + 5 is a Saturday
    ]
    assert latest_day(hung[2].key, LIVE, rules) == date(2026, 3, 17)
    assert [one.what for one in hang("visit", ORDER, None, rules)] == ["Note"]
    far = hang("visit", ORDER, ORDER + timedelta(days=40), rules)
    assert sum(one.key.startswith("on-track") for one in far) == 4


@pytest.mark.practice("R69")
def test_steps_of_one_day_are_one_contact() -> None:
    hung = hang("standard", ORDER, LIVE, rules=DEFAULT)
    together = dict(contacts(hung))
    assert [one.key for one in together[date(2026, 3, 3)]] == ["thanks", "hand-over"]
    assert sum(map(len, together.values())) == len(hung) > len(together)


words = st.text(st.characters(categories=("L", "N", "P", "Zs"), codec="utf-8"), min_size=1).map(
    lambda typed: f"a{typed}z"
)
lines = st.builds(
    lambda anchor, offset, unit, kind, what: f"{anchor}{offset:+d}{unit} {kind}: {what}",
    st.sampled_from("OL"),
    st.integers(0, 400),
    st.sampled_from(["", "d", "bd"]),
    st.sampled_from(
        [*KINDS, *(step for step in KNOWN if step != "live-day")]
    ),  # void once it has come
    words,
)


@settings(max_examples=40)
@given(st.lists(lines, min_size=1, max_size=12), st.integers(0, 30))
def test_whatever_the_settings_hold_hangs_with_keys_of_its_own(given: list[str], gap: int) -> None:
    rules = ruled(own=given)
    hung = hang("own", ORDER, ORDER + timedelta(days=gap), rules)
    keys = [one.key for one in hung]
    assert len(keys) == len(set(keys)) >= len(given)
    assert all(one.due_on >= ORDER and not rules.business.is_free(one.due_on) for one in hung)


@pytest.mark.practice("R06", "R33")
@pytest.mark.parametrize(
    ("kind", "industry", "wanted"),
    [
        (SaleKind.ONE_OFF, "", Pace(150, 180)),
        (SaleKind.RECURRING, "", None),
        (SaleKind.RECURRING, "Dairy", Pace(20, 30)),
        (SaleKind.ONE_OFF, "  DAIRY ", Pace(20, 30)),
        (SaleKind.CATALOGUE, "Brewing", None),
    ],
)
def test_a_rhythm_is_proposed_by_industry_then_by_kind(
    kind: SaleKind, industry: str, wanted: Pace | None
) -> None:
    rules = rules_from({"rhythm": {"industries": {"Dairy": [20, 30]}}})
    assert proposed(kind, industry, rules) == wanted
