"""Whose a touch is, by a name that is typed: never on a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.domain.shown.call_asks import OUTCOMES
from repbook.domain.shown.places import Place, Someone, begins, person_named, place_named
from repbook.domain.spine.contacts import WORDS, Contact, offered
from repbook.domain.spine.kinds import Reach, TouchKind
from repbook.errors import InvalidInput
from repbook.wording import fold


def place(number: int, name: str, city: str = "", *people: str) -> Place:
    held = tuple(Someone(number * 10 + place, one) for place, one in enumerate(people))
    return Place(number, name, fold(name), city, held)


MARSH = place(1, "Marsh Foods", "Leeds", "Helen Marsh", "Tim Brook")
BOOK = (
    MARSH,
    place(2, "Marsh & Sons", "York"),
    place(3, "Park", "Hull"),
    place(4, "Park", "Ulm"),
    place(5, "Acme: East"),
    place(6, "Acme"),
    place(7, "Łódź Båd", "", "Ng Zoë", "Zoë Ng"),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Marsh Foods", 1),
        ("  MARSH foods ", 1),
        ("marsh f", 1),
        ("sons", 2),
        ("sons marsh", 2),
        ("acme", 6),  # exactly that name beats one that begins so
        ("acme: east", 5),
        ("acme:", 5),
        ("park, hull", 3),
        ("Park, ulm", 4),
        ("lodz", 7),
        ("bad", 7),
    ],
)
def test_a_name_finds_the_one_customer(words, found):
    assert place_named(words, BOOK, MARSH).id == found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "whose is it"),
        ("marsh", "Marsh Foods or Marsh & Sons"),
        ("park", "Park, Hull or Park, Ulm"),
        ("park, rome", "nobody"),
        ("marsh marsh", "nobody"),  # each word needs a word of its own
        ("helen", "nobody"),
        ("ark", "nobody"),
        (":", "nobody"),
    ],
)
def test_nobody_and_several_are_refused(words, said):
    with pytest.raises(InvalidInput, match=said) as refused:
        place_named(words, BOOK, MARSH)
    assert refused.value.field == "customer"


def test_where_it_is_now_wins_among_namesakes():
    assert place_named("Park", BOOK, BOOK[3]) is BOOK[3]
    assert place_named("Park", BOOK, BOOK[2]) is BOOK[2]


@pytest.mark.parametrize(
    ("words", "found"),
    [("", None), ("helen", "Helen Marsh"), ("Tim Brook", "Tim Brook"), ("br", "Tim Brook")],
)
def test_a_person_of_that_customer(words, found):
    someone = person_named(words, MARSH)
    assert (someone.name if someone else None) == found


def test_a_person_of_exactly_that_name_goes_before_one_whose_name_begins_so():
    assert person_named("zoe ng", BOOK[6]).name == "Zoë Ng"
    assert person_named("jo", place(8, "Hall", "", "Jo Hall", "Jo")).name == "Jo"


@pytest.mark.parametrize(
    ("words", "at", "said"),
    [
        ("jo", MARSH, "known there: Helen Marsh, Tim Brook"),
        ("jo", BOOK[1], "nobody is known there"),
        ("zoe", BOOK[6], "Ng Zoë or Zoë Ng"),
    ],
)
def test_a_person_of_another_customer_or_of_two_is_refused(words, at, said):
    with pytest.raises(InvalidInput, match=said) as refused:
        person_named(words, at)
    assert refused.value.field == "person"


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_name_begins_itself_and_no_more_words_than_it_has(words):
    name = " ".join(words)
    assert begins(name, name)
    assert not begins(f"{name} a", name) or len(words) < len(f"{name} a".split()) - 1


# -- what it was ---------------------------------------------------------------------------------


def test_the_outcomes_of_the_log_form_are_the_first_in_the_same_words():
    known = [(each.said, each) for each in OUTCOMES]
    assert [words for words, _ in known] == [
        *("talked", "voicemail", "no answer", "they rang", "visit", "e-mail", "they wrote")
    ]
    assert known == [(words, one) for one, words in WORDS.items()][: len(known)]


def test_every_touch_there_can_be_is_said_in_words_of_its_own():
    every = [Contact(k, r, i) for k in TouchKind for r in Reach for i in (False, True)]
    assert len({one.said for one in every}) == len(every)
    assert [one.said for one in WORDS] == list(WORDS.values())
    for one in every:
        assert one in offered(one)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Contact("visit", "one-way"), "visit, one-way"),
        (Contact("email", "two-way"), "e-mail, answered"),
        (Contact("call", "one-way", True), "call from them, one-way"),
    ],
)
def test_what_has_no_word_is_said_by_its_parts(outcome, words):
    assert outcome.said == words
