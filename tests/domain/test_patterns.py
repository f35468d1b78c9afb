"""Patterns that are compiled only for texts that have their words: answered as the pattern itself answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.domain.test_head import TODAY, cases

from house import needed
from repbook.domain.head.head import read_head
from repbook.domain.head.head_phrases import PHRASES, phrases_in
from repbook.domain.head.head_words import HEAD
from repbook.domain.line.heard import HEARD
from repbook.domain.words.patterns import Seldom

LINES = [line for line, *_ in cases()]
EVERY = [*(phrase.pattern for phrase in PHRASES)]
EVERY += [getattr(which, name) for which in (HEAD, HEARD) for name in which]


def test_the_words_that_are_needed_are_in_step_with_the_patterns():
    assert needed.NEEDED.read_text("utf-8") == needed.lines()


def test_no_line_of_the_tables_loses_a_match():
    texts = {form for line in LINES for form in (line, line.upper(), line.replace("s", "ſ"))}
    lost = [
        (text, pattern.made.pattern)
        for pattern in EVERY
        for text in texts
        if pattern.made.search(text) and not pattern.may_stand_in(text)
    ]
    assert not lost


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"left\s+(?:an?\s+)?(?:card|note)\b", [{"card", "note"}, {"left"}]),
        (r"(?:so|and)?\s*(?=\s+fri\b)", [{"fri"}]),
        (r"(?!no)\w+\s*(?:rang|\d+\s+calls)", [{"rang", "calls"}]),
        (r"x(?:\d|[0-9a]+)?", []),
        (r"\d\d", [{"0"}]),
        (r"(?:up|\w*)", []),
        (r"(?-i:A)nn?|bob", []),
    ],
)
def test_what_a_pattern_needs_is_read_out_of_it(pattern, words):
    assert sorted(map(sorted, needed.needed(pattern))) == sorted(map(sorted, words))


def test_letters_that_are_the_same_only_to_a_pattern_are_met():
    for text in ("vIsİt", "vısıt", "vi\u017fit", "VISIT"):
        seldom = Seldom("visit", (("visit",),))
        assert bool(seldom.search(text)) is bool(re.search("visit", text, re.IGNORECASE))


def test_a_note_of_every_day_compiles_next_to_nothing(monkeypatch):
    made = set()
    known = Seldom.made.fget
    monkeypatch.setattr(Seldom, "made", property(lambda self: made.add(self) or known(self)))
    phrases_in.cache_clear()
    assert read_head("happy with the dosing pump", TODAY).rest == "happy with the dosing pump"
    assert len(made & {phrase.pattern for phrase in PHRASES}) <= 4
    assert len(made) <= 12


def test_the_tables_stand_where_they_are_read():
    assert Path(needed.NEEDED).parent.joinpath("phrases.txt").exists()
    assert len(PHRASES) > 80
