"""The rows of repbook's own sheets, with all that they say (F105).

Another program's activity is understood; one of ours is taken at its word. A word that is none of
ours (somebody edited the sheet) is named, and stays with the row.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from ...domain.spine.kinds import (
    CustomerState,
    FollowupKind,
    FollowupSource,
    FollowupState,
    Reach,
    SaleKind,
    Topic,
    TouchKind,
)
from ..mapping.layout import OWN
from ..mapping.row_identity import stable_id
from ..mapping.row_reading import NAME, TASK, Row
from ..reading.records import FollowupRecord, TouchRecord
from .whose_row import Whose

Word = TypeVar("Word", bound=StrEnum)
HOUR = re.compile(r"(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::[0-5][0-9])?")
"""A spreadsheet writes 9:30 as 9:30:00."""
MOST_MINUTES = 1440
MOST_DAYS = 3660

WORDS: dict[str, tuple[StrEnum, str]] = {
    "state": (CustomerState.ACTIVE, "state of a customer"),
    "kind": (SaleKind.ONE_OFF, "kind of sale"),
}
NUMBERS = {
    "wish_aim": (1, MOST_DAYS),
    "wish_limit": (1, MOST_DAYS),
    "answer_hours": (1, 80),
    "fix_days": (1, 60),
    "left_risk": (0, 100),
}
"""Columns that hold a word of ours, with the usual one, and whole numbers, with the least and the most."""


def own_values(row: Row) -> dict[str, Any]:
    """The columns of the book that a customer's, a person's, or a sale's own sheet tells besides the usual fields."""
    found: dict[str, Any] = {}
    for field in row.columns:
        column = field.removeprefix(OWN)
        if column == field:
            continue
        if column.endswith("_on"):
            found[column] = row.day(field)
        elif column in NUMBERS:
            found[column] = _number(row, field, *NUMBERS[column])
        elif column in WORDS:
            found[column] = _word(row, field, *WORDS[column])
        else:
            found[column] = row.note(field) if column == "note" else row.text(field)
    aim, limit = found.get("wish_aim"), found.get("wish_limit")
    if (aim is None) is not (limit is None) or (aim and limit and limit < aim):
        row.fault(f"a rhythm of {aim or 'no'} to {limit or 'no'} days: left out")
        found |= {"wish_aim": None, "wish_limit": None}
    return {column: value for column, value in found.items() if value not in ("", None)}


def make_own_touch(row: Row, whose: Whose | None) -> TouchRecord | None:
    """The touch of a row; None, with the reason kept, where its day or its customer lacks."""
    found = _placed(row, whose, "a touch", row.day("day"))
    if found is None:
        return None
    whose, day = found
    note = row.note("note")
    return TouchRecord(
        line=row.line,
        external_id=row.text("id") or stable_id(whose.key, note, day.isoformat()),
        customer_name=whose.customer_name,
        customer_external_id=whose.customer_id,
        person_name=whose.person_name,
        person_external_id=whose.person_id,
        on_day=day,
        at=_hour(row),
        kind=_word(row, "kind", TouchKind.NOTE, "kind of touch"),
        reach=_word(row, "outcome", Reach.ONE_WAY, "reach of a touch"),
        topic=_word(row, "topic", Topic.BUSINESS, "topic"),
        incoming=bool(row.flag("incoming")),
        minutes=_number(row, "minutes", 0, MOST_MINUTES),
        note=note,
    )


def make_own_followup(row: Row, whose: Whose | None) -> FollowupRecord | None:
    """The follow-up of a row, open or not; None, with the reason kept, where its day or customer lacks."""
    found = _placed(row, whose, "a follow-up", row.day("due"))
    if found is None:
        return None
    whose, due = found
    what = row.text("subject", TASK)
    return FollowupRecord(
        line=row.line,
        external_id=row.text("id") or stable_id(whose.key, what, due.isoformat()),
        customer_name=whose.customer_name,
        customer_external_id=whose.customer_id,
        person_name=whose.person_name,
        person_external_id=whose.person_id,
        sale_external_id=row.text("sale id"),
        due_on=due,
        at=_hour(row),
        what=what,
        kind=_word(row, "kind", FollowupKind.TASK, "kind of follow-up"),
        source=_word(row, "source", FollowupSource.IMPORT, "source of a follow-up"),
        state=_word(row, "status", FollowupState.OPEN, "state of a follow-up"),
        reason=row.text("reason"),
        done_on=row.day("done on"),
        delegated_to=row.text("delegated to", NAME),
        every_days=_number(row, "every days", 1, MOST_DAYS),
    )


def _placed(
    row: Row, whose: Whose | None, what: str, day: date | None
) -> tuple[Whose, date] | None:
    """Whose a row is and its day; None, with the reason kept, where it lacks either."""
    if whose is None:
        row.fault(f"{what} that names no customer: left out")
    elif day is None:
        row.fault(f"{what} without a day: left out")
    else:
        return whose, day
    return None


def _word(row: Row, field: str, usual: Word, what: str) -> Word:
    """The word of a field; ``usual`` where it says nothing, or, which is named, nothing we know."""
    said = row.text(field).casefold()
    for word in type(usual):
        if word == said:
            return word
    if said:
        row.refuse(row.columns[field][0], what)
    return usual


def _hour(row: Row) -> str:
    said = row.text("at")
    found = HOUR.fullmatch(said)
    if found:
        return f"{found['hour']:0>2}:{found['minute']}"
    if said:
        row.refuse(row.columns["at"][0], "hour")
    return ""


def _number(row: Row, field: str, least: int, most: int) -> int | None:
    """A whole number; what is none is named. A spreadsheet may write 15 as 15.0."""
    said = row.text(field)
    figures = re.fullmatch(r"([0-9]{1,5})(?:[.,]0+)?", said)
    if figures and least <= int(figures[1]) <= most:
        return int(figures[1])
    if said:
        row.refuse(row.columns[field][0], f"number from {least} to {most}")
    return None
