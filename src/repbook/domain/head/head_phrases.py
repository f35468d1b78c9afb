"""The ways to say how a touch came about: the first phrase that matches is meant (§4).

A phrase says it outright ("left a voicemail", "she rang"), or it is a noun that may as well be the
matter ("visit went well", "letter of credit"): ``head_how`` weighs what follows a noun. The phrases stand in
``words/phrases.txt``, put together from the pieces of ``words/patterns.txt``.
"""

from __future__ import annotations

from functools import lru_cache

from ...values import NamedTuple
from ..spine import contacts
from ..spine.contacts import Contact
from ..words.patterns import Seldom, needs
from ..words.word_lists import two_columns
from .head_words import HEAD


class Phrase(NamedTuple):
    """A way to say how it was.

    A ``noun`` needs a comma, a colon or the end behind it, or words that go on from it. ``whole`` keeps
    the words in the note, because they say more than the kind does: a name, what was sent.
    """

    pattern: Seldom
    contact: Contact | None
    noun: bool = False
    whole: bool = False
    trouble: str = ""
    """What has to be asked where these words stand, and nothing else says it."""


def _phrase(number: int, said: str, pattern: str) -> Phrase:
    seldom = Seldom(pattern, needs("phrases", str(number)), HEAD)
    if said.endswith("?"):
        return Phrase(seldom, None, trouble=said)
    word, _, how = said.partition(", ")
    contact = getattr(contacts, word.replace(" ", "_").upper())
    return Phrase(seldom, contact, how == "noun", how == "whole")


PHRASES = tuple(
    _phrase(number, said, pattern) for number, (said, pattern) in enumerate(two_columns("phrases"))
)


@lru_cache(maxsize=64)
def phrases_in(text: str) -> tuple[Phrase, ...]:
    """The phrases that may stand in a text: of most, none has the words."""
    return tuple(phrase for phrase in PHRASES if phrase.pattern.may_stand_in(text))
