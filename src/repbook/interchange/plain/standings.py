"""How somebody stands, by the word of a program or a person: a customer, one no more, or none yet (§7).

Lifecycle, status, type, and label all hold such words. What nobody knows means a customer: a rep's own book is
one of customers.
"""

from __future__ import annotations

import re

from ...wording import fold
from ..mapping.record_words import WORDS
from ..reading.records import Standing

APART = re.compile(r"[\W_]+")


def standing(word: str) -> Standing:
    """What a word of status says; of several words joined by the program all must say it."""
    parts = [part.strip() for part in re.split(r"[;|]", word) if part.strip()]
    found = {_one(part) for part in parts}
    return found.pop() if len(found) == 1 else Standing.CUSTOMER


def _one(word: str) -> Standing:
    said = fold(word).strip(" .!")
    apart = " ".join(APART.sub(" ", said).split())
    if said in WORDS.IS_CUSTOMER or apart in WORDS.IS_CUSTOMER:
        return Standing.CUSTOMER
    if said in WORDS.FORMER or apart in WORDS.FORMER:
        return Standing.FORMER
    if said in WORDS.PROSPECT or apart in WORDS.PROSPECT:
        return Standing.PROSPECT
    tokens = set(apart.split())
    if tokens & WORDS.PROSPECT_SIGNS and not tokens & (WORDS.IS_CUSTOMER | {"won"}):
        return Standing.PROSPECT
    return Standing.CUSTOMER
