"""What was well at one customer, for another who has the same need (R50).

A need and a story match by the words that they share, whatever their case, accents, or endings. It is a
suggestion beside a form: a rep sees at a glance that one does not fit, and never sees one that was missed.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...values import NamedTuple
from ...wording import fold
from ..words.word_lists import WordLists

LEAST = 3
"""Letters that a word must have to mean something by itself."""
WORDS = WordLists("letters")
"""The words that the reading of letters looks for; nothing else is refused."""
ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y")


class Story(NamedTuple):
    """A success that may be told to a customer: their own, or one that may be quoted.

    ``industry`` is that of the customer where it happened.
    """

    id: int
    text: str
    customer: str
    industry: str
    own: bool = False


def shared_words(a: str, b: str) -> tuple[str, ...]:
    """The words that two texts share, as the first one spells them, folded; each of them once."""
    known = {stem(word) for word in words_of(b)}
    return tuple(dict.fromkeys(word for word in words_of(a) if stem(word) in known))


def matches(need: str, text: str) -> bool:
    """Whether a text speaks of a need, or of a trade: one word of weight in common is enough."""
    return bool(shared_words(need, text))


def fitting(need: str, industry: str, stories: Iterable[Story], most: int = 2) -> tuple[Story, ...]:
    """The stories that fit a need or an industry, the closest first, ``most`` of them.

    A customer's own success fits by the need alone: of their industry they all are. Of two that fit alike
    another customer's comes first, then the one given first.
    """
    found = []
    for place, story in enumerate(stories):
        words = len(shared_words(need, story.text))
        trade = not story.own and matches(industry, story.industry)
        if words or trade:
            found.append(((-words, not trade, story.own, place), story))
    return tuple(story for _, story in sorted(found)[:most])


def words_of(text: str) -> list[str]:
    """The words of weight in a text, folded."""
    bare = "".join(char if char.isalnum() else " " for char in fold(text))
    return [word for word in bare.split() if len(word) >= LEAST and word not in WORDS.STOP]


def stem(word: str) -> str:
    """A word without its ending, so that valves are a valve and washed is washing."""
    for ending in ENDINGS:
        if word.endswith(ending) and not word.endswith("ss"):
            bare = word.removesuffix(ending)
            if len(bare) >= LEAST:
                return bare
    return word
