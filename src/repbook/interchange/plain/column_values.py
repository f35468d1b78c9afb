"""What a column holds, told by its values: the heading says what it should be, the values what it is.

A column of yes and no, of keys, of days or amounts names nobody, whatever stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from ...domain.words.word_lists import WordLists
from ...wording import fold
from ..mapping.record_words import WORDS
from ..mapping.written_days import DAY_NAMED, MONTH_NAMED, NUMERIC, YEAR_FIRST
from ..programs.profiles import squeezed
from ..reading.table_lines import Line

COMPANIES = WordLists("companies")
LOOKED_AT = 1000
"""So many rows tell what a column holds."""
KEY_SHORTEST = 3
FEW = 0.3
"""So many names with a legal form make a column one of firms."""
MOST = 0.9
"""The share of the values that must agree; a typing slip does not change what a column is."""

DIGITS = re.compile(r"#?[0-9]+(?:\.0)?")
LONG_NUMBER = re.compile(r"0[0-9]{9,12}")
"""A telephone number without a blank."""
KEY = re.compile(r"(?=.*[0-9])[A-Za-z0-9]+(?:[-_./:#][A-Za-z0-9]+)*")
AMOUNT = re.compile(
    r"[-−+(]?\s?(?:[€$£¥]|[A-Z]{3})?\s?[0-9][0-9.,'’ \u00a0\u202f]*[.,][0-9]{1,2}\)?\s?(?:[€$£¥%]|[A-Z]{3})?"
    r"|[-−+(]?\s?[€$£¥]\s?[0-9][0-9.,' ]*\)?|[-−+(]?[0-9][0-9.,' ]*\s?[€$£¥%]\)?"
)
PHONE = re.compile(r"(?=(?:\D*[0-9]){6})(?:[+(0][0-9 ()./-]{5,}|[0-9]{2,6}[ ()./-][0-9 ()./-]{4,})")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


class Look(StrEnum):
    """What the values of a column are."""

    EMPTY = "empty"
    FLAGS = "yes or no"
    BITS = "1 or 0"
    DIGITS = "numbers"
    KEYS = "keys"
    DAYS = "days"
    AMOUNTS = "amounts"
    MAILS = "e-mail addresses"
    URLS = "web addresses"
    ACTIVITIES = "kinds of activity"
    PHONES = "telephone numbers"
    STATES = "words of how something stands"
    SALUTATIONS = "Mr and Mrs"
    FIRMS = "names of firms"
    WORDS = "words"


NOBODY = frozenset(
    (
        *(Look.FLAGS, Look.BITS, Look.DAYS, Look.AMOUNTS, Look.URLS, Look.ACTIVITIES),
        Look.SALUTATIONS,
        Look.STATES,
    )
)
"""What can't be a name in any table."""
NUMBERED = frozenset((Look.DIGITS, Look.KEYS))
"""What is a name only where nothing else is."""
TEXTS = frozenset((Look.WORDS, Look.FIRMS))
"""What names may be made of."""


def looks(lines: Iterable[Line], width: int) -> tuple[Look, ...]:
    """What each column of a table holds, judged by its first thousand rows."""
    head = [line for _, line in zip(range(LOOKED_AT), lines, strict=False) if not line.surplus]
    return tuple(look(line.cells[place] for line in head) for place in range(width))


def look(values: Iterable[str]) -> Look:
    """What these values are, empty ones aside."""
    found = [text for text in (value.strip() for value in values) if text]
    if not found:
        return Look.EMPTY
    if all(map(DIGITS.fullmatch, found)) and not all(map(LONG_NUMBER.fullmatch, found)):
        bits = set(found) <= {"0", "1"} and len(found) > len(set(found))
        return Look.BITS if bits else Look.DIGITS
    for kind, test in TESTS:
        if sum(bool(test(value)) for value in found) >= MOST * len(found):
            return kind
    if all(AMOUNT.fullmatch(value) or DIGITS.fullmatch(value) for value in found):
        return Look.AMOUNTS
    if _keys(found):
        return Look.KEYS
    return Look.FIRMS if sum(map(_firm, found)) >= FEW * len(found) else Look.WORDS


def _keys(found: Sequence[str]) -> bool:
    """Whether the values are keys of one pattern: no blanks, all different, all of one or two shapes."""
    if not all(KEY.fullmatch(value) for value in found) or len(set(found)) < len(found):
        return False
    if min(map(len, found)) < KEY_SHORTEST:
        return False
    lengths = {len(value) for value in found}
    shapes = {re.sub("[0-9]+", "9", re.sub("[A-Za-z]+", "A", value)) for value in found}
    return len(lengths) == 1 or len(shapes) == 1


def stands(value: str) -> bool:
    """Whether a word tells how a customer or a deal stands."""
    said = fold(value)
    lists = (WORDS.PROSPECT, WORDS.FORMER, WORDS.IS_CUSTOMER, WORDS.STATES)
    states = (WORDS.WON, WORDS.LOST, WORDS.ORDERED)
    return any(said in words for words in lists) or any(squeezed(said) in w for w in states)


def _firm(value: str) -> bool:
    return fold(value).replace(".", "").rpartition(" ")[2] in COMPANIES.LEGAL_FORMS


def _day(value: str) -> bool:
    return any(pattern.match(value) for pattern in (YEAR_FIRST, NUMERIC, DAY_NAMED, MONTH_NAMED))


TESTS = (
    (Look.FLAGS, lambda value: fold(value) in WORDS.FLAGS),
    (Look.DAYS, _day),
    (Look.AMOUNTS, AMOUNT.fullmatch),
    (Look.MAILS, MAIL.fullmatch),
    (Look.URLS, URL.fullmatch),
    (Look.PHONES, PHONE.fullmatch),
    (Look.ACTIVITIES, lambda value: fold(value) in WORDS.ACTIVITIES),
    (Look.STATES, stands),
    (Look.SALUTATIONS, lambda value: fold(value) in WORDS.SALUTATIONS),
)
