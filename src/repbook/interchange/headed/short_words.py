"""Headings as people write them in haste: words cut short ("Tot. doc."), and one letter wrong ("Telefonummer")."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from ...domain.duplicates.company_names import one_slip
from ...domain.words.word_lists import lines_of
from ..mapping.record_words import WORDS
from ..programs.profiles import words
from ..sales.heads import HEADS

LONG = 7
"""A shorter word with another letter may be another word."""
SURE = frozenset(
    (
        "company", "company id", "name", "first name", "last name", "e-mail", "phone", "mobile", "postcode", "birthday",
        "ordered", "invoice due", "paid", "amount", "number", "website", "day", "newsletter",
    )
)  # fmt: skip
"""What the values bear out, or what nothing else is headed like: a "Department" is no "Département"."""


def spelt_out(word: str) -> str:
    """The whole word that a short one is meant for."""
    return _short().get(word, word)


@lru_cache(4096)
def without_slip(heading: str) -> str:
    """The field whose heading this one is but for a letter; "" for none, for several, or for a word of its own."""
    if len(heading) < LONG or not heading.isalpha() or heading in _words_of_their_own():
        return ""
    fields = {
        field
        for field, heads in words().items()
        if field in SURE
        for head in heads
        if abs(len(head) - len(heading)) <= 1 and one_slip(heading, head, LONG)
    }
    return fields.pop() if len(fields) == 1 else ""


@cache
def _words_of_their_own() -> frozenset[str]:
    """Words that are known, if not as headings, NO_SLIPS among them: "Employee" is no slip of "Employer"."""
    return frozenset(
        word for lists in (WORDS, HEADS) for name in lists for word in getattr(lists, name)
    )


@cache
def _short() -> Mapping[str, str]:
    parted = (line.partition("\t") for line in lines_of("short_words", __file__))
    return {short: whole for short, _, whole in parted}
