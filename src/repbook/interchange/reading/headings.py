"""Whether the first row of a table heads its columns, or is a row like those below.

Nobody heads a column of e-mail addresses with one of them, nor one of pages, telephone numbers, days, or
amounts. A long number that is no year heads no column of numbers. Words alone prove nothing: there the rep
says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MAIL = re.compile(r"(?:mailto:)?[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}", re.IGNORECASE)
PAGE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
PHONE = re.compile(r"'?(?:\+|00|0|\()[0-9 ()/.\-]{6,}")
DAY = re.compile(
    r"(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2}))"
    r"(?:[ T][0-9]{1,2}:[0-9]{2}.*)?"
)
AMOUNT = re.compile(r"[€$£]? ?-?[0-9][0-9.,' ]*[.,][0-9]{2} ?(?:[€$£]|[A-Z]{3})?")
NUMBER = re.compile(r"[0-9]+")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
MOST_ROWS = 50
DIGITS = 7
LEAST_OF_A_NUMBER = 3
"""A month or a quarter may head a column ("1", "12"), a customer's number does not."""


def is_mail(cell: str) -> bool:
    """Whether a cell is an e-mail address and nothing else."""
    return MAIL.fullmatch(cell) is not None


def is_page(cell: str) -> bool:
    """Whether a cell is the address of a page."""
    return PAGE.fullmatch(cell) is not None


def is_day(cell: str) -> bool:
    """Whether a cell is a day in figures."""
    return DAY.fullmatch(cell) is not None


def is_phone(cell: str) -> bool:
    """Whether a cell is a telephone number, told from a day or an amount by its signs."""
    digits = sum(char.isdigit() for char in cell)
    return PHONE.fullmatch(cell) is not None and digits >= DIGITS and not is_day(cell)


def is_amount(cell: str) -> bool:
    """Whether a cell is an amount with its decimals."""
    return AMOUNT.fullmatch(cell) is not None and not is_day(cell)


SHAPES = (is_mail, is_page, is_day, is_phone, is_amount)


def heads(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether ``first`` heads the columns of the rows ``below`` it."""
    return not any(_is_value(cell.strip(), place, below) for place, cell in enumerate(first))


def _is_value(cell: str, place: int, below: Sequence[Sequence[str]]) -> bool:
    shape = next((shape for shape in SHAPES if shape(cell)), None)
    number = len(cell) >= LEAST_OF_A_NUMBER and NUMBER.fullmatch(cell) and not YEAR.fullmatch(cell)
    if shape is None and not number:
        return False
    held = [row[place].strip() for row in below[:MOST_ROWS] if place < len(row)]
    others = [one for one in held if one]
    if shape is not None:
        return not others or any(map(shape, others))
    return len(others) > 1 and all(NUMBER.fullmatch(one) for one in others)
