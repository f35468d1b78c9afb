"""How it was, said where a clause begins: a phrase, a noun that is no matter, or an attempt and its end (§4)."""

from __future__ import annotations

import re

from ...values import NamedTuple
from ..spine.contacts import TALKED, Contact
from ..spine.kinds import Reach
from ..words.patterns import Seldom
from .head_phrases import phrases_in
from .head_words import HEAD

_SEPARATOR = re.compile(r"\s*(?:[,;:.!…]+(?:\s+|$)|:(?=\D)|\s[-–—]\s+|$)")
AT_END = HEAD.END
GAP = re.compile(r"\s*(?:[,;:.]|[-–—](?=\s))?\s*")
_LINK, _ADVERB = HEAD.LINK, HEAD.ADVERB
CLAUSE = re.compile(r"[^,;:.]*")
_HEAD_OR_MATTER = "is that how it was, or what it was about?"


class How(NamedTuple):
    """How it was, as found: where the words end, and whether they stay in the note."""

    contact: Contact
    start: int
    end: int
    keep: bool = False
    trouble: str = ""
    attempt: int = 0
    """Where an attempt ("rang Ann yesterday, …") turns to what came of it, 0 for no such words."""


def how_at(text: str, at: int) -> How | None:
    """How it was, said at a place of the text; None where nothing says so there."""
    attempt = HEAD.ATTEMPT.match(text, at)
    if attempt is not None and not HEAD.TALK.match(text, at):
        behind = phrase_at(text, attempt.end())
        if behind is not None and not behind.trouble and behind.contact.reach is not Reach.TWO_WAY:
            if text[at:].lower().startswith("call") and AT_END.match(text, at + 4):
                return How(behind.contact, attempt.end(), len(text), keep=True)
            return How(behind.contact, at, len(text), keep=True, attempt=attempt.end())
    return phrase_at(text, at)


def phrase_at(text: str, at: int) -> How | None:
    for phrase in phrases_in(text):
        match = phrase.pattern.made.match(text, at)
        if match is None or match.end() == at:
            continue
        end = match.end()
        if phrase.contact is None:
            return How(TALKED, at, end, trouble=phrase.trouble)
        if phrase.noun:
            return _noun(text, at, end, phrase.contact)
        ended = bool(AT_END.match(text, end))
        goes_on = _LINK.match(text, end) or _ADVERB.match(text, end) or a_day_follows(text, end)
        named = phrase.contact.incoming and not ended
        return How(phrase.contact, at, end, keep=phrase.whole or named or not (ended or goes_on))
    return None


def _noun(text: str, at: int, end: int, contact: Contact) -> How | None:
    """A noun such as "visit": the head before a comma or a colon, the matter where it has a verb."""
    if HEAD.MATTER.match(text, end):
        return None
    if HEAD.LISTED.match(text, end):
        return How(contact, at, end, trouble=_HEAD_OR_MATTER)
    if AT_END.match(text, end):
        planned = HEAD.PLANNED.match(text, after_separator(text, end))
        return How(contact, at, end, trouble=_HEAD_OR_MATTER if planned else "")
    if a_day_follows(text, end):
        return How(contact, at, end)
    clause = CLAUSE.match(text, end)
    verb = HEAD.FINITE.search(clause[0]) if clause else None
    if (
        _LINK.match(text, end)
        or _ADVERB.match(text, end)
        or text[end:].lower().lstrip().startswith("from ")
    ) and not verb:
        return How(contact, at, end)
    return How(contact, at, end, trouble=_HEAD_OR_MATTER)


def a_day_follows(text: str, end: int) -> bool:
    """Whether a day phrase stands right behind, and then the head ends, or goes on from it."""
    gap = GAP.match(text, end)
    day = HEAD.DAY.match(text, gap.end()) if gap and gap.end() > end else None
    return day is not None and bool(AT_END.match(text, day.end()) or _LINK.match(text, day.end()))


def after_separator(text: str, at: int) -> int:
    """Where the words go on behind a comma, a colon, or a dash; ``at`` itself where none stands there."""
    match = _SEPARATOR.match(text, at)
    return match.end() if match else at


def behind(pattern: re.Pattern[str] | Seldom, text: str, at: int) -> int:
    """Where a pattern ends that begins here, if it does."""
    match = pattern.match(text, at)
    return match.end() if match else at
