"""The words around a sign that say whether it opens a record or joins what it stands between (§4).

No list of them is whole; what is not listed makes the line ask, it is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..words.word_lists import WordLists

SIGNS = WordLists("signs")
DAYS = WordLists("days")
"""Words around a day in a sentence that say whose day it is."""


def foreign(words: Iterable[str]) -> bool:
    """Whether words are French, German or Spanish, which write "Ça va ? Oui" and "Merci ! À vendredi"."""
    return any(
        word in SIGNS.FOREIGN or (word not in SIGNS.LOANS and SIGNS.ACCENTS & set(word))
        for word in words
    )
