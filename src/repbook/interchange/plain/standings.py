"""How somebody stands, by the word of a program or a person: a customer, one no more, or none yet (§7).

Lifecycle, status, type, and label all hold such words. What nobody knows means a customer: a rep's own book is
one of customers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ...wording import fold
from ..mapping.layout import STANDS
from ..mapping.record_words import WORDS
from ..mapping.row_reading import Row
from ..programs.profiles import squeezed
from ..reading.records import NO_BUYERS, Standing

APART = re.compile(r"[\W_]+")


@lru_cache(4096)
def standing(*words: str) -> Standing:
    """What the words of status of one row say together; of several joined by the program all must say it.

    Who was a customer is one no more, whatever else is said; a plain "Active" beside "Lead" says nothing, and a
    prospect that is "Lost" has never bought.
    """
    found = {_said(word): fold(word) for word in words if word.strip()}
    if Standing.FORMER in found and not (
        Standing.PROSPECT in found and found[Standing.FORMER] in WORDS.LOST
    ):
        return Standing.FORMER
    if Standing.CUSTOMER in found or not found.keys() & NO_BUYERS:
        return Standing.CUSTOMER
    return Standing.PROSPECT if Standing.PROSPECT in found else Standing.SUPPLIER


def stands(row: Row) -> Standing:
    """How a row stands: as its columns of yes and no tell, which stay with it, else as its words of status say."""
    if not row.may_tell("status", *STANDS):
        return Standing.CUSTOMER
    said = standing(*row.every("status"))
    for field in STANDS:
        row.keep_all(field)
    if row.flag("is customer"):
        return said if said is Standing.FORMER else Standing.CUSTOMER
    if row.flag("is prospect"):
        return Standing.PROSPECT
    if row.flag("is supplier"):
        return Standing.SUPPLIER
    never = row.flag("is customer") is False and said is Standing.CUSTOMER
    return Standing.PROSPECT if never else said


@lru_cache(4096)
def is_inactive(*words: str) -> bool:
    """Whether the words of a row say that nothing goes on with a customer, and none says that they never were one."""
    said = [fold(word).strip(" .!") for word in words]
    return standing(*words) is Standing.CUSTOMER and any(word in WORDS.INACTIVE for word in said)


def _said(word: str) -> Standing | None:
    """What one column says; None where it says no more than that a record is there."""
    parts = [part.strip() for part in re.split(r"[;|]", word) if part.strip()]
    found = {_one(part) for part in parts}
    return found.pop() if len(found) == 1 else Standing.CUSTOMER


def _one(word: str) -> Standing | None:
    said = fold(word).strip(" .!")
    apart = " ".join(APART.sub(" ", said).split())
    if said in WORDS.ONLY_THERE:
        return None
    if said in WORDS.IS_CUSTOMER or apart in WORDS.IS_CUSTOMER:
        return Standing.CUSTOMER
    if said in WORDS.FORMER or apart in WORDS.FORMER:
        return Standing.FORMER
    if said in WORDS.IS_SUPPLIER or apart in WORDS.IS_SUPPLIER:
        return Standing.SUPPLIER
    if said in WORDS.PROSPECT or apart in WORDS.PROSPECT:
        return Standing.PROSPECT
    if squeezed(said) in WORDS.LOST:
        return Standing.PROSPECT  # "Closed lost" tells of a deal: whom it was with, never bought
    tokens = set(apart.split())
    if tokens & WORDS.PROSPECT_SIGNS and not tokens & (WORDS.IS_CUSTOMER | {"won"}):
        return Standing.PROSPECT
    return None
