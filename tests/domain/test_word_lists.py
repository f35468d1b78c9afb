"""The words that stand in text files: every list is asked for by its name, and none is asked for in vain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from repbook import interchange
from repbook.domain import words
from repbook.domain.head.head_words import HEAD
from repbook.domain.line.sign_words import SIGNS
from repbook.domain.words.word_lists import WordLists, pairs
from repbook.interchange.mapping import record_words
from repbook.interchange.reading import remarks

DOMAIN = Path(words.__file__).parents[1]
SOURCES = "\n".join(path.read_text("utf-8") for path in DOMAIN.rglob("*.py"))


@pytest.mark.parametrize(
    ("name", "called"), [("signs", "W|SIGNS"), ("days", "D|DAYS"), ("letters", "WORDS")]
)
def test_every_list_is_used_and_every_list_used_is_there(name, called):
    asked = set(re.findall(rf"\b(?:{called})\.([A-Z][A-Z_]+)\b", SOURCES))
    assert asked == set(WordLists(name))


def test_a_phrase_has_its_blanks_and_a_heading_stands_for_its_words():
    assert "not yet" in SIGNS.LONG_ANSWERS
    assert set(SIGNS.PRAISING) < set(SIGNS.VERBS)
    assert "PRAISING" not in SIGNS.VERBS
    with pytest.raises(AttributeError):
        _ = SIGNS.NOTHING_OF_THE_KIND


def test_two_columns_keep_what_is_empty():
    assert pairs("steps")["questions"] == ""


def test_the_words_of_other_programs_are_all_asked_for():
    source = "\n".join(
        path.read_text("utf-8") for path in Path(interchange.__file__).parent.rglob("*.py")
    )
    there = {*record_words.WORDS, *remarks.WORDS}
    assert set(re.findall(r"\bWORDS\.([A-Z_]+)\b", source)) <= there
    assert {name for name in there if re.search(rf"\b{name}\b", source)} == there
    assert "closedwon" in record_words.WORDS.WON
    assert "left message" in record_words.WORDS.LEFT_WORD


def test_every_pattern_is_asked_for_and_every_one_asked_for_is_there():
    source = "\n".join(
        path.read_text("utf-8")
        for path in (*(DOMAIN / "head").glob("*.py"), *(DOMAIN / "words").glob("p*.txt"))
    )
    asked = set(re.findall(r"\bHEAD\.([A-Z_]+)\b|\{([A-Z_]+)\}", source))
    assert {one or other for one, other in asked} >= set(HEAD)
    assert {one for one, _ in asked} - {""} <= set(HEAD)
    assert HEAD.TALK.match("We talked about it")
    with pytest.raises(AttributeError):
        _ = HEAD.NOTHING_OF_THE_KIND
