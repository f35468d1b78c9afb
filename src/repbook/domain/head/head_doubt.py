"""Words at the head of a line that hint at no talk at all, so that it is asked (§4).

Without words that say how it was, a line is a call, talked, today, and that clears the silence. So what
tells of a plan ("need to ring them"), of nothing heard ("hasn't rung back"), of somebody else who answered
("spoke to reception, Ann is out"), of a locked door, or of a contact in words that the table of phrases
does not have, is asked about, not taken for a talk.
"""

from __future__ import annotations

import re
from datetime import date

from ...errors import InvalidInput
from ...wording import day_text
from ..days.dates import parse_when
from .head_how import CLAUSE, how_at
from .head_words import HEAD

REACHED = "did you reach them?"
HOW_WAS_IT = "how was it?"
NOT_YET = "was it so, or is it to be done?"

_AHEAD_LIMIT = 5  # words; no longer phrase stands in front of a colon as a day


def doubt(text: str, at: int, today: date, day_first: bool | None) -> tuple[str, str] | None:
    """The words that have to be asked about, and the question; None where nothing hints at no talk.

    ``at`` is where the words begin behind a day that was said.
    """
    clause = _clause(text, at)
    if HEAD.MET.match(text, at) and not HEAD.OTHERS.search(text, at):
        return None
    planned = HEAD.PLAN.match(text, at)
    if planned:
        return planned[0].strip(), NOT_YET
    silent = HEAD.SILENT.match(clause)
    if silent:
        return silent[0].strip(), REACHED
    other = HEAD.OTHERS.search(text, at)
    if other and (HEAD.GONE.search(text, at) or other[0].lower().startswith(("gate", "answering"))):
        return other[0].strip(), REACHED
    for pattern, question in (
        (HEAD.DEAD, REACHED),
        (HEAD.ABSENT, REACHED),
        (HEAD.UNTOLD, HOW_WAS_IT),
    ):
        found = pattern.match(clause)
        if found:
            return found[0].strip(" ,:"), question
    if HEAD.TRIED.match(clause) and HEAD.IN_VAIN.search(clause):
        return clause.strip(" ,:"), REACHED
    return _tried(text, at)


def tried_in_vain(text: str, at: int) -> str:
    """What says that nobody was there, in the clause behind an attempt: "called, closed"."""
    if not HEAD.TRIED.match(text, at):
        return ""
    for stop in re.finditer(r"[,;.:]\s+|\s[-–—]\s+|\s+but\s+", text[at:]):
        rest = text[at + stop.end() :]
        if HEAD.MET.match(rest):
            return ""
        found = HEAD.ABSENT.match(rest) or HEAD.DEAD.match(rest)
        if found:
            return found[0].strip()
    return ""


def _tried(text: str, at: int) -> tuple[str, str] | None:
    words = tried_in_vain(text, at)
    return (words, REACHED) if words else None


def day_ahead(text: str, today: date, day_first: bool | None) -> InvalidInput | None:
    """A question where a day to come stands in front of how it was: "tomorrow: visit", "next week visit"."""
    for gap in re.finditer(r"\s*(?::(?!\d)|,|\s[-–—])?\s+|:(?=[^\s\d])", text):
        said = text[: gap.start()].strip()
        if len(said.split()) > _AHEAD_LIMIT:
            break
        if not said or not how_at(text, gap.end()):
            continue
        try:
            day = parse_when(said, today, day_first=day_first).day
        except InvalidInput:
            continue
        if day > today:
            return InvalidInput(
                f"'{said}' is {day_text(day, today)}, still to come",
                "write what is to be done behind >, or begin with 'talked:'",
                field="day",
            )
    return None


def _clause(text: str, at: int) -> str:
    found = CLAUSE.match(text, at)
    end = found.end() if found and found.end() > at else len(text)
    return text[at : end + 1] if end < len(text) else text[at:end]
