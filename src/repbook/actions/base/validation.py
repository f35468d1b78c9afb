"""What was typed, cleaned and checked before it becomes a row. Every refusal names its field.

A ``Validator`` takes what was given and the field's name, and returns what the book keeps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from ...errors import InvalidInput
from ...wording import clean

Validator = Callable[[Any, str], Any]

FIRST_YEAR, LAST_YEAR = 1900, 2199
LARGEST = 2**53
"""The largest number the book takes: beyond it a spreadsheet or a JSON reader would round (F14)."""


def line(most: int = 200, *, needed: bool = False, lines: bool = False) -> Validator:
    """A text of at most ``most`` letters, counted after cleaning; ``lines`` keeps line feeds."""

    def check(value: Any, field: str) -> str:
        kept = clean(str(value or ""), lines=lines)
        if needed and not kept:
            raise InvalidInput(f"the {_said(field)} is empty", "type it, or press Esc", field=field)
        if len(kept) > most:
            raise InvalidInput(
                f"the {_said(field)} is too long: {len(kept)} letters, {most} at most",
                "shorten it, or put the rest in the note",
                field=field,
            )
        return kept

    return check


def word(vocabulary: type[StrEnum]) -> Validator:
    """One of a closed vocabulary."""

    def check(value: Any, field: str) -> StrEnum:
        try:
            return vocabulary(value)
        except ValueError:
            known = ", ".join(vocabulary)
            raise InvalidInput(
                f"'{clean(str(value))[:40]}' is no {_said(field)}", f"use {known}", field=field
            ) from None

    return check


def one_of(*words: str) -> Validator:
    """One of a few words."""

    def check(value: Any, field: str) -> str:
        if value not in words:
            known = ", ".join(filter(None, words))
            raise InvalidInput(
                f"'{clean(str(value))[:40]}' is no {_said(field)}", f"use {known}", field=field
            )
        return str(value)

    return check


def day(*, needed: bool = False) -> Validator:
    """A local day between 1900 and 2199, or None unless it is needed."""

    def check(value: Any, field: str) -> date | None:
        if value is None:
            if needed:
                raise InvalidInput(f"a day is missing: {_said(field)}", "give a day", field=field)
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise TypeError(f"{field} must be a date")
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise InvalidInput(
                f"the year {value.year} can't be meant", "check the day", field=field
            )
        return value

    return check


def whole(least: int = 0, most: int = LARGEST) -> Validator:
    """A whole number within bounds, or None."""

    def check(value: Any, field: str) -> int | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"{field} must be a whole number")
        if not least <= value <= most:
            raise InvalidInput(
                f"{value} is out of bounds for the {_said(field)}",
                f"between {least} and {most}",
                field=field,
            )
        return value

    return check


def flag(value: Any, _field: str) -> bool:
    """Yes or no."""
    return bool(value)


def answer(value: Any, _field: str) -> bool | None:
    """Yes, no, or not asked."""
    return None if value is None else bool(value)


def row(value: Any, _field: str) -> int | None:
    """The id of another row, or None; ``new_rows.belongs`` looks it up."""
    return None if value is None else int(value)


def time_of_day(value: Any, field: str) -> str:
    """``9:05`` or ``09:05`` as ``09:05``, or empty."""
    typed = clean(str(value or ""))
    if not typed:
        return ""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", typed)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise InvalidInput(f"'{typed[:20]}' is no time of day", "such as 9:30", field=field)
    return f"{int(found[1]):02}:{found[2]}"


def email(value: Any, field: str) -> str:
    """An e-mail address, or empty. Nothing that a mail program could read more into (F17)."""
    typed = str(value or "").strip()
    if typed and not re.fullmatch(r"[^\s@?&,;:<>\"()\\]+@[^\s@?&,;:<>\"()\\/]+", typed):
        raise InvalidInput("this is no e-mail address", "such as jo@example.com", field=field)
    return str(line(320)(typed, field))


def validated(validators: Mapping[str, Validator], given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, each through its validator; raises ``InvalidInput`` for the first refused."""
    unknown = given.keys() - validators.keys()
    if unknown:
        raise TypeError(f"no such field: {', '.join(sorted(unknown))}")
    return {field: validators[field](value, field) for field, value in given.items()}


def in_order(first: date | None, then: date | None, message: str, field: str) -> None:
    """Raise ``InvalidInput`` where two known days stand in the wrong order."""
    if first is not None and then is not None and then < first:
        raise InvalidInput(
            message, f"{then.isoformat()} is before {first.isoformat()}", field=field
        )


def _said(field: str) -> str:
    return SAID.get(field, field.replace("_", " "))


SAID = {
    "customer_said": "customer's own word",
    "due_on": "day it is due",
    "on_day": "day",
    "ordered_on": "order day",
    "live_on": "live day",
    "paid_on": "day of payment",
    "promised_on": "promised day",
    "wake_on": "day to wake",
    "compromise_due": "day of the compromise",
    "change_due": "day it is promised for",
    "left_on": "day they left",
}
"""How a field is called in a message, where its name alone would not read well."""
