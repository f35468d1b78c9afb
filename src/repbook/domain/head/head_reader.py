"""The head of a line as its words alone have it; ``head`` holds it against what was chosen (§4)."""

from __future__ import annotations

import re
from datetime import date

from ...errors import InvalidInput
from ...values import NamedTuple
from ..spine.contacts import NO_ANSWER, NOT_IN, TALKED, VISIT, VOICEMAIL, Contact
from ..spine.kinds import Reach
from .head_day import FoundPast, past_day
from .head_doubt import REACHED, day_ahead, doubt, tried_in_vain
from .head_how import (
    AT_END,
    CLAUSE,
    GAP,
    How,
    a_day_follows,
    after_separator,
    behind,
    how_at,
    phrase_at,
)
from .head_when import day_after, day_inside, joined, of_day, past, two_days
from .head_words import HEAD

_OPEN = re.compile(r"[,;.]\s+|\s[-–—]\s+")
_THEN = re.compile(r"(?:and\s+)?(?:then|later|but)?\s*", re.IGNORECASE)
TWO_CONTACTS = "two contacts in one line: which of them is it?"


class Head(NamedTuple):
    """What the head of a line says, and the ``rest``: the note and what the signs file.

    ``contact`` and ``on_day`` are what holds, said or not; ``how_said`` and ``day_said`` tell which.
    With ``trouble`` nothing may be filed before that is answered.
    """

    contact: Contact
    on_day: date
    rest: str
    how_said: bool = False
    day_said: bool = False
    trouble: InvalidInput | None = None


def read_words(text: str, line: str, today: date, day_first: bool | None, on: date | None) -> Head:
    plain = Head(TALKED, today, line)
    day, at = None, 0
    both = two_days(text)
    if both is not None:
        return plain._replace(trouble=both)
    first = past_day(text, 0, today, day_first)
    if first is not None:
        if first.trouble is not None and on is not None:
            first = first._replace(day=on, trouble=None)  # the day that was chosen says which
        after = past(text, first, today)
        if isinstance(after, int):
            day, at = first, after
            rest = joined(day, text, at, line[at:].strip())
            plain = Head(TALKED, first.day or today, rest, day_said=True)
        elif after is not None and on is None:
            return plain._replace(trouble=after)
    how = how_at(text, at)
    if day is None and how is None:
        ahead = day_ahead(text, today, day_first)
        if ahead is not None:
            return plain._replace(trouble=ahead)
    if how is not None and how.trouble:
        return _ask(plain, _first_words(text, how), how.trouble)
    if how is None:
        return _without_how(text, line, day, at, today, day_first)
    end, keep = how.end, how.keep
    if how.contact == NO_ANSWER and HEAD.LEFT_IT.search(text, how.start):
        how = how._replace(contact=VOICEMAIL)
    if day is None and how.attempt:
        if _second_contact(text, how.attempt, today, day_first, how.contact):
            return _ask(plain, text.strip(), TWO_CONTACTS)
        return _attempted(text, line, how, today, day_first)
    if day is None:
        day, end, trouble = day_after(text, how, today, day_first)
        if trouble is not None:
            return Head(how.contact, today, line, how_said=True, trouble=trouble)
    contact = how.contact
    if not HEAD.TALKED_OUTRIGHT.match(text, how.start):
        contact, trouble_words = _outcome(text, end, contact)
        if trouble_words:
            return _ask(plain, *trouble_words)
        nobody = _nobody_else(text, how.start, how.end, contact)
        if nobody:
            return _ask(plain, nobody, REACHED)
    if _second_contact(text, end, today, day_first, contact):
        return _ask(plain, text.strip(), TWO_CONTACTS)
    if day is not None and day.trouble is not None and on is not None:
        day = day._replace(day=on, trouble=None)
    if day is not None and day.trouble is not None:
        return Head(contact, today, line, how_said=True, trouble=of_day(day.trouble))
    rest = line[how.start :] if keep else line[after_separator(text, end) :]
    if keep and day is not None and end > how.end:
        rest = f"{line[how.start : how.end]}{line[end:]}"
    return Head(
        contact,
        day.day if day is not None and day.day is not None else today,
        joined(day, text, at, rest.strip()),
        how_said=True,
        day_said=day is not None,
    )


def _attempted(text: str, line: str, how: How, today: date, day_first: bool | None) -> Head:
    """An attempt that nobody answered, with the day that it may name: "rang Ann yesterday, no answer"."""
    for place in re.finditer(r"\s", text[: how.attempt]):
        day = past_day(text[: how.attempt], place.end(), today, day_first)
        if day is None or not AT_END.match(text, day.end):
            continue
        if day.trouble is not None or day.day is None:
            trouble = of_day(day.trouble) if day.trouble else None
            return Head(how.contact, today, line, how_said=True, trouble=trouble)
        left = f" {day.left}" if day.left else ""
        rest = f"{line[: place.start()]}{left}{line[day.end :]}"
        return Head(how.contact, day.day, rest, how_said=True, day_said=True)
    return Head(how.contact, today, line, how_said=True)


def _outcome(text: str, end: int, contact: Contact) -> tuple[Contact, tuple[str, str] | None]:
    """A call or a visit whose next words say that nobody was there; and what is contradictory."""
    if end >= len(text):
        return contact, None
    following = (
        how_at(text, after_separator(text, end)) if after_separator(text, end) > end else None
    )
    if following is None:
        return contact, None
    words = text[following.start : following.end].strip()
    if following.trouble:
        nobody = following.contact == TALKED and contact.reach is Reach.TWO_WAY
        asked = nobody and re.match(r"no\s|could|unable|busy|mail", words, re.IGNORECASE)
        return contact, (words, following.trouble) if asked else None
    reach = following.contact.reach
    if contact == TALKED and reach is not Reach.TWO_WAY:
        return following.contact, None
    if contact == VISIT and following.contact == NO_ANSWER:
        return NOT_IN, None
    if (
        following.contact != contact
        and reach is not Reach.TWO_WAY
        and contact.reach is Reach.TWO_WAY
    ):
        return contact, (words, "two ways in one line: which of them is it?")
    return contact, None


def _nobody_else(text: str, start: int, end: int, contact: Contact) -> str:
    """Words behind the head that say that nobody was there after all: "visited, but it was closed"."""
    at = after_separator(text, end)
    if contact.reach is not Reach.TWO_WAY or HEAD.MET.match(text, at):
        return ""
    found = HEAD.NOBODY.search(text, end) or HEAD.AWAY.match(text, at)
    return found[0].strip() if found else tried_in_vain(text, start)


def _second_contact(
    text: str, end: int, today: date, day_first: bool | None, contact: Contact
) -> bool:
    """Whether a later clause tells of another contact that would be lost: "no answer, then she rang"."""
    for cut in _OPEN.finditer(text, max(0, min(end, len(text)) - 1) if end < len(text) else 0):
        at = behind(_THEN, text, cut.end())
        day = past_day(text, at, today, day_first)
        if day is not None:
            at = behind(GAP, text, day.end)
        how = phrase_at(text, at)
        told = how is not None and not how.trouble
        if told and day is not None:
            return True
        called = HEAD.CALLED.match(text, at)
        if called is not None and a_day_follows(text, called.end()):
            return True
        met = told and how is not None and how.contact.reach is Reach.TWO_WAY
        if contact.reach is not Reach.TWO_WAY and (met or HEAD.TALK.match(text, at)):
            return True
    return False


def _without_how(
    text: str, line: str, day: FoundPast | None, at: int, today: date, day_first: bool | None
) -> Head:
    """A line that says at most when it was, or tells of no contact further inside."""
    plain = Head(TALKED, today, line)
    nobody = HEAD.LEFT_IT.search(text, at)
    if not nobody and not HEAD.MET.match(text, at):
        nobody = HEAD.NOBODY.search(text, at) or HEAD.AWAY.match(text, at)
    if nobody:
        return _ask(plain, nobody[0].strip(), REACHED)
    hint = doubt(text, at, today, day_first)
    if hint is not None:
        return _ask(plain, *hint)
    if day is not None:
        on = day.day if day.day is not None else today
        note = line[behind(HEAD.TALKED_FIRST, text, at) :].strip()
        return Head(TALKED, on, joined(day, text, at, note), day_said=True)
    called = HEAD.CALLED.match(text)
    if called is not None and a_day_follows(text, called.end()):
        begin = behind(GAP, text, called.end())
        found = past_day(text, begin, today, day_first)
        if found is not None and found.trouble is not None:
            return Head(TALKED, today, line, trouble=of_day(found.trouble))
        if found is not None and found.day is not None:
            left = f" {found.left}" if found.left else ""
            rest = f"{line[: called.end()]}{left}{line[found.end :]}"
            return Head(TALKED, found.day, rest, day_said=True)
    if called is not None:
        clause = CLAUSE.match(text)
        trouble = day_inside(clause[0] if clause else text, today)
        if trouble is not None:
            return Head(TALKED, today, line, trouble=trouble)
    return plain._replace(rest=line[behind(HEAD.TALKED_FIRST, text, 0) :])


def _ask(plain: Head, words: str, what: str) -> Head:
    hint = f"begin with 'talked:', or with the way and a colon, such as '{_way(words)}:'"
    if "to be done" in what:
        hint = "write what is to be done behind >, or begin with 'talked:'"
    trouble = InvalidInput(f"'{words}': {what}", hint, field="line")
    return plain._replace(trouble=trouble)


def _way(words: str) -> str:
    """A head that may be meant, for the hint."""
    said = words.lower()
    ways = ("visit", "voicemail", "letter", "message", "mail", "text", "sent", "wrote", "replied")
    way = next((way for way in ways if way in said), "no answer")
    return {"mail": "email", "sent": "email", "wrote": "they wrote", "replied": "they wrote"}.get(
        way, way
    )


def _first_words(text: str, how: How) -> str:
    return " ".join(text[how.start : how.end].split())
