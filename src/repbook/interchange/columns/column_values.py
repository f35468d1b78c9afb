"""What a column holds, told by its values: the heading says what it should be, the values what it is.

A column of yes and no, of keys, of days or amounts names nobody, whatever stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache

from ...domain.duplicates.company_names import COMPANIES
from ...domain.words.word_lists import lines_of
from ...wording import fold
from ..mapping.record_words import WORDS
from ..mapping.written_days import DAY_NAMED, MONTH_NAMED, NUMERIC, YEAR_FIRST
from ..programs.profiles import squeezed
from ..reading.table_lines import Line
from ..sales.left_out import is_sort, of_answers, of_payments, state_of

LOOKED_AT = 1000
"""So many rows tell what a column holds."""
FIGURE = re.compile("[0-9]")
KEY_SHORTEST = 3
SAME = 3
"""So many rows of one and the same word are about whoever wrote the table, not about a customer."""
FEW = 0.3
"""So many names with a legal form make a column one of firms."""
MOSTLY = 0.6
"""So many names of people make a column one of people: not every first name is on a list."""
LONGEST_NAME = 5
MONTH_DAYS = 31
LEAST_DIALLED = 6
SHORT = 3
"""A state has so many words at the most: "Lead (web)"."""
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
PHONE = re.compile(
    r"(?=(?:\D*[0-9]){6})(?:[+(0][0-9 ()./-]{5,}|[0-9]{2,6}[ ()./-][0-9 ()./-]{4,})(?: ?(?:x|ext)\.? ?[0-9]{1,6})?",
    re.IGNORECASE,
)
DIALLED = re.compile(
    r"(?=(?:\D*[0-9]){8,15}\D*$)(?:\+|00[1-9]|\([0-9])[0-9 ()./-]{7,}|(?=(?:\D*[0-9]){8,13}\D*$)0[0-9]{1,5}[ /][0-9 ()./-]{4,}"
)
DOTTED = re.compile(
    r"0[0-9](?:\.[0-9]{2}){4}|[2-9][0-9]{2}\.[0-9]{3}\.[0-9]{4}|\+[0-9]{1,3}(?:\.[0-9]{1,4}){3,5}"
)
"""Telephone numbers that look like amounts."""
TIME = re.compile(r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?: ?[ap]\.?m\.?)?", re.IGNORECASE)
DEGREES = re.compile(r"-?[0-9]{1,3}[.,][0-9]{4,}°?")
"""Where something lies on the earth."""
DEGREE = re.compile(
    r"(?:(?:univ\.-?|priv\.-?|apl\. ?)?(?:prof|dr|pd|doz|dipl|mag|dott|drs|ing)\b\.?(?:[ -]?[a-z]{1,7}\.)*[ ,-]*){1,3}"
)
"""Degrees as they stand before a name, folded."""
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
PAGE = re.compile(
    r"(?:https?://)?(?:[a-z]+\.)?(?:linkedin\.com/(?:in|pub)|xing\.com/profile)/\S+", re.IGNORECASE
)


class Look(StrEnum):
    """What the values of a column are."""

    EMPTY = "empty"
    FLAGS = "yes or no"
    BITS = "1 or 0"
    DIGITS = "numbers"
    KEYS = "keys"
    ROWS = "the numbers of the rows"
    DAYS = "days"
    AMOUNTS = "amounts"
    MAILS = "e-mail addresses"
    URLS = "web addresses"
    PAGES = "pages of people"
    ACTIVITIES = "kinds of activity"
    TIMES = "times of day"
    DEGREES = "figures of many decimals"
    PHONES = "telephone numbers"
    DIALLED = "telephone numbers that can be nothing else"
    DOCUMENTS = "sorts of documents"
    STATES = "words of how something stands"
    PAYMENTS = "paid or not"
    ANSWERS = "what became of offers"
    STANDINGS = "customers, prospects, and suppliers"
    SALUTATIONS = "Mr and Mrs"
    SORTS = "firms and people"
    LETTERS = "who has asked for letters, and who refused them"
    FIRMS = "names of firms"
    PEOPLE = "names of people"
    STAFF = "names of people, each again and again"
    SAME = "one and the same word"
    TAGS = "words with a figure in each"
    WORDS = "words"


NOBODY = frozenset(
    (
        *(Look.FLAGS, Look.BITS, Look.DAYS, Look.AMOUNTS, Look.URLS, Look.ACTIVITIES),
        *(Look.TIMES, Look.DEGREES),
        *(Look.ROWS, Look.SALUTATIONS, Look.STATES, Look.STANDINGS, Look.PAGES, Look.SORTS),
        *(Look.LETTERS, Look.PAYMENTS, Look.ANSWERS),
        Look.DOCUMENTS,
    )
)
"""What can't be a name in any table."""
OF_STATES = frozenset((Look.STATES, Look.PAYMENTS, Look.ANSWERS, Look.STANDINGS))
"""What tells how somebody stands; the latter leave no doubt that it is of customers."""
NUMBERED = frozenset((Look.DIGITS, Look.KEYS))
"""What is a name only where nothing else is."""
TEXTS = frozenset((Look.WORDS, Look.FIRMS, Look.PEOPLE, Look.STAFF, Look.SAME, Look.TAGS))
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
        if len(found) > 1 and found == [str(number) for number in range(1, len(found) + 1)]:
            return Look.ROWS
        bits = set(found) <= {"0", "1"} and len(found) > len(set(found))
        return Look.BITS if bits else Look.DIGITS
    said = {fold(value) for value in found}
    if _sorts(said):
        return Look.SORTS
    letters = WORDS.SUBSCRIBED | WORDS.UNSUBSCRIBED
    if said & letters and said <= letters | WORDS.OF_ADDRESSES:
        return Look.LETTERS
    if of_answers(said):
        return Look.ANSWERS
    if of_payments(said):
        return Look.PAYMENTS
    for kind, test in TESTS:
        if sum(bool(test(value)) for value in found) >= MOST * len(found):
            return Look.STANDINGS if kind is Look.STATES and _standings(said) else kind
    if all(AMOUNT.fullmatch(value) or DIGITS.fullmatch(value) for value in found):
        return Look.AMOUNTS
    if any(map(PHONE.fullmatch, found)) and all(map(_dialled, found)):
        return Look.PHONES
    if _keys(found):
        return Look.KEYS
    if len(found) >= SAME and len(set(found)) == 1:
        return Look.SAME
    if sum(map(_firm, found)) >= FEW * len(found):
        return Look.FIRMS
    if sum(map(is_somebody, found)) >= MOSTLY * len(found):
        again = len(found) > 1 and 2 * len(set(found)) <= len(found)
        return Look.STAFF if again else Look.PEOPLE
    return Look.TAGS if all(map(FIGURE.search, found)) else Look.WORDS


def _dialled(value: str) -> bool:
    """Whether a value is a telephone number, or figures that may be one."""
    return bool(PHONE.fullmatch(value)) or (value.isdigit() and len(value) >= LEAST_DIALLED)


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
    lists = (WORDS.PROSPECT, WORDS.FORMER, WORDS.IS_CUSTOMER, WORDS.IS_SUPPLIER, WORDS.STATES)
    states = (WORDS.WON, WORDS.LOST, WORDS.ORDERED)
    if any(said in words for words in lists) or any(squeezed(said) in w for w in states):
        return True
    if state_of(value):
        return True
    words = set(re.split(r"[\W_]+", said))
    signs = bool(words & WORDS.PROSPECT_SIGNS) and len(words) <= SHORT
    return signs and not FIGURE.search(value)  # "lead_7" is a key


def _standings(said: set[str]) -> bool:
    """Whether words tell of somebody whether they buy, and of some that they don't; "open" tells it of anything."""
    others = {word for word in said if word not in WORDS.IS_CUSTOMER}
    lists = (WORDS.PROSPECT, WORDS.IS_SUPPLIER, WORDS.FORMER)
    return bool(others) and all(
        word not in WORDS.ONLY_THERE
        and (
            any(word in words for words in lists)
            or set(re.split(r"[\W_]+", word)) & WORDS.PROSPECT_SIGNS
        )
        for word in others
    )


def _sorts(said: set[str]) -> bool:
    """Whether a column says of each row that it is a firm, or a person, and some are of either."""
    return said <= WORDS.IS_FIRM | WORDS.IS_PERSON and bool(
        said & WORDS.IS_FIRM and said & WORDS.IS_PERSON
    )


def _firm(value: str) -> bool:
    return fold(value).replace(".", "").rpartition(" ")[2] in COMPANIES.LEGAL_FORMS


def is_somebody(value: str) -> bool:
    """Whether a value is the name of a person: a first name and another, or a lady's or a gentleman's."""
    name = value.partition("(")[0]
    first, *rest = fold(name).replace(",", " ").split() or [""]
    if not rest or len(rest) > LONGEST_NAME or FIGURE.search(name):
        return False
    if rest[-1].replace(".", "") in COMPANIES.LEGAL_FORMS:
        return False
    return first in _first_names() or first in WORDS.SALUTATIONS


@cache
def _first_names() -> frozenset[str]:
    return frozenset(" ".join(lines_of("first_names", __file__)).split())


def _day(value: str) -> bool:
    found = NUMERIC.match(value)
    if found and (int(found["a"]) > MONTH_DAYS or int(found["b"]) > MONTH_DAYS):
        return False  # "40.32.2555"
    return bool(found) or any(one.match(value) for one in (YEAR_FIRST, DAY_NAMED, MONTH_NAMED))


def _salutation(value: str) -> bool:
    """Whether a value stands before a name: "Mrs", or a degree such as "Dr. phil." and "Dipl.-Psych."."""
    said = fold(value)
    return said in WORDS.SALUTATIONS or bool(DEGREE.fullmatch(said))


TESTS = (
    (Look.FLAGS, lambda value: fold(value) in WORDS.FLAGS),
    (Look.PHONES, DOTTED.fullmatch),
    (Look.DAYS, _day),
    (Look.AMOUNTS, AMOUNT.fullmatch),
    (Look.TIMES, TIME.fullmatch),
    (Look.DEGREES, DEGREES.fullmatch),
    (Look.MAILS, MAIL.fullmatch),
    (Look.PAGES, PAGE.fullmatch),
    (Look.URLS, URL.fullmatch),
    (Look.DIALLED, DIALLED.fullmatch),
    (Look.PHONES, PHONE.fullmatch),
    (Look.ACTIVITIES, lambda value: fold(value) in WORDS.ACTIVITIES),
    (Look.DOCUMENTS, is_sort),
    (Look.STATES, stands),
    (Look.SALUTATIONS, _salutation),
)
