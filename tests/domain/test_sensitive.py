"""A personal fact that speaks of what the law protects above all else is told so; everyday words are not."""

from __future__ import annotations

from repbook.domain.words.sensitive import CALLED, speaks_of, warning
from repbook.domain.words.word_lists import WordLists
from tables import each

SPOKEN = [
    ("his daughter has cancer", "health"),
    ("sie ist schwanger", "health"),
    ("en silla de ruedas desde junio", "health"),
    ("è incinta", "health"),
    ("zit overspannen thuis", "health"),
    ("est enceinte", "health"),
    ("está grávida", "health"),
    ("a Catholic, no calls on Sundays", "faith"),
    ("in der Gewerkschaft", "a union"),
    ("est syndiquée", "a union"),
    ("votes for the greens", "politics"),
    ("came as a refugee", "origin"),
    ("he is gay", "sexual life"),
    *((words, "") for words in ("union jack", "the European Union", "party on friday", "operation next week")),
    *((words, "") for words in ("keeps bees", "golf at St Mary's", "transport strike", "Krankenhaus project")),
    *((words, "") for words in ("", "the gayest tie", "Sikhote-Alin? no", "delivers to a hospital")),
]  # fmt: skip


def test_what_a_fact_speaks_of() -> None:
    def check(words: str, topic: str) -> None:
        assert speaks_of(words) == topic

    each(SPOKEN, check)
    assert "health" in warning("has diabetes")
    assert warning("has a dog") == ""


def test_every_list_has_a_name() -> None:
    assert set(WordLists("sensitive")) == set(CALLED)
