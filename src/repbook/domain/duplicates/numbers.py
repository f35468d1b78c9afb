"""When two telephone numbers are one, by their digits: with the code of its country, and without."""

from __future__ import annotations

SHORTEST_NUMBER = 7
END = 8
"""Digits at the end of a number by which two ways of writing it find each other."""
COUNTRY = 3
"""The most digits of a country's code."""


def same_number(digits: str, other: str) -> bool:
    """Whether two numbers in digits are one, also where one has the code of its country and the other has not."""
    if digits == other:
        return True
    short, long = sorted((digits.lstrip("0"), other.lstrip("0")), key=len)
    return len(short) >= END and long.endswith(short) and len(long) - len(short) <= COUNTRY


def number_key(digits: str) -> str:
    """By which numbers that may be one are found; "" for what is too short to be somebody's."""
    return digits.lstrip("0")[-END:] if len(digits) >= SHORTEST_NUMBER else ""
