"""The text of a cell: cleaned, nothing where it says nothing, and a yes or a no."""

from __future__ import annotations

import re
from html import unescape

from ...wording import clean, fold
from .markup import to_text
from .record_words import WORDS

NULLS = frozenset(
    (
        *("NULL", "\\N", "(null)", "<null>", "#N/A", "000000000000000AAA"),
        *("nan", "NaN", "NaT", "<NA>", "<nil>", "undefined", "#REF!", "#VALUE!", "#NAME?"),
        *("http://", "https://", "http://www.", "https://www.", "www.", "mailto:", "tel:"),
    )
)
"""What programs write for nothing at all (an id of Salesforce's, the beginning of an address)."""
ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,5});")
"""A sign as it stands in a page: "Fern &amp; Moss"."""
BLANK = re.compile(r"[-–—_.?/\\ ]+")
"""What people put into a cell so that it is not empty."""
BLANK_SIGNS = frozenset("-–—_.?/\\ ")
LONGEST_NOTHING = 2 * max(map(len, WORDS.NOTHING))
"""Folding makes a text longer only by signs that are rare."""
NAMED = frozenset(("company", "name", "first name", "middle name", "last name", "person"))
NOT_SAID = frozenset(
    (
        *(
            "street",
            "street2",
            "house",
            "city",
            "region",
            "postcode",
            "country",
            "address",
            "place",
        ),
        *("website", "page", "phone", "mobile", "fax", "e-mail", "role", "industry", "status"),
    )
)
"""Fields in which "n/a" and "unknown" say nothing; a name may be of such letters, or Null, or None."""
CODE = 2
"""The letters of a state's code."""
FLAG = {**dict.fromkeys(WORDS.YES, True), **dict.fromkeys(WORDS.NO, False)}
"""A word as a yes or a no."""


SAYING_NOTHING = {
    **dict.fromkeys(NAMED, frozenset(WORDS.NO_NAME)),
    **dict.fromkeys(NOT_SAID, frozenset(WORDS.NOTHING)),
    "region": frozenset(
        word for word in WORDS.NOTHING if not (len(word) == CODE and word.isalpha())
    ),
}
"""The words for nothing of each field that has any, folded; NC, ND, and NA are states and provinces."""


def as_flag(said: str) -> bool | None:
    """A yes or a no; None for what is neither."""
    return FLAG.get(said.casefold())


_PLAIN_BEGINNINGS = frozenset(map(chr, range(33, 127))) - {
    sign
    for words in SAYING_NOTHING.values()
    for word in words
    for sign in (word[:1], word[:1].upper())
}
"""Signs with which no word for nothing begins."""


def says_nothing(field: str, text: str) -> bool:
    """Whether a cell of this field, cleaned, is filled with words for nothing: "n/a", "k.A.", "unknown"."""
    words = SAYING_NOTHING.get(field)
    if words is None or text[:1] in _PLAIN_BEGINNINGS or len(text) > LONGEST_NOTHING:
        return False
    return (text.lower().strip() if text.isascii() else fold(text)) in words


def one_line(cell: str) -> str:
    """A cell cleaned to one line; "" for what programs and people write for nothing."""
    if not cell:
        return ""
    text = clean(cell)
    if "&" in text and ENTITY.search(text):
        text = clean(unescape(text))
    return "" if text in NULLS or _is_blank(text) else text


def one_lines(cells: list[str]) -> list[str]:
    """``one_line`` of each: most rows have nothing to be cleaned, which is seen of all of their cells at once."""
    whole = "|" + "|".join(cells) + "|"
    if (
        whole.isprintable()
        and not ("  " in whole or "| " in whole or " |" in whole or "&" in whole)
        and BLANK_SIGNS.isdisjoint([cell[:1] for cell in cells])
        and NULLS.isdisjoint(cells)
    ):
        return cells
    return list(map(one_line, cells))


def _is_blank(text: str) -> bool:
    return text[:1] in BLANK_SIGNS and BLANK.fullmatch(text) is not None


def many_lines(cell: str, *, plain: bool = False) -> str:
    """A cell cleaned with its lines kept; HTML is turned to text unless ``plain``."""
    if not cell:
        return ""
    text = clean(cell, lines=True)
    if text in NULLS or _is_blank(text):
        return ""
    return text if plain else clean(to_text(text), lines=True)
