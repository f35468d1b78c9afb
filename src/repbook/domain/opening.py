"""The head of a line: how and when it was, read before the note begins (§4).

"visit, all fine", "yesterday: left voicemail", "no answer mon, try fri": how and when stand in either
order, before a comma, a colon, or the end of those words. Words further inside stay text. Without a head
it is a call, talked, today. Where words may be the head or the matter ("mail arrived broken") it is
asked, because a line never clears silence by accident.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from ..errors import InvalidInput
from ..wording import day_text
from . import openingwords as w
from .contacts import NO_ANSWER, NOT_IN, TALKED, VISIT, VOICEMAIL, Contact
from .kinds import Reach
from .markers import markers_of
from .openingday import DAY, FoundPast, past_day

_SEPARATOR = re.compile(r"\s*(?:[,;:.!…]+(?:\s+|$)|:(?=\D)|\s[-–—]\s+|$)")
_END = re.compile(w.END)
_GAP = re.compile(r"\s*[,;:.]?\s*")
_LINK, _ADVERB = re.compile(w.LINK, re.IGNORECASE), re.compile(w.ADVERB, re.IGNORECASE)
_CLAUSE = re.compile(r"[^,;:.]*")
_OPEN = re.compile(r"[,;.]\s+|\s[-–—]\s+")
_THEN = re.compile(r"(?:and\s+)?(?:then|later|but)?\s*", re.IGNORECASE)
_LONG_AGO = re.compile(
    rf"\s(?P<day>yesterday|last\s+(?:{w.WEEKDAY}|night|week)|\w+\s+(?:days?|weeks?)\s+ago"
    rf"|on\s+(?:{w.WEEKDAY})|(?:on\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*){w.END}",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:that|because|said|says|about|re|regarding|of|from|since|until|for|if|whether|when|how|why|wants?|will|by)\b",
    re.IGNORECASE,
)
_HEAD_OR_MATTER = "is that how it was, or what it was about?"


@dataclass(frozen=True, slots=True)
class Opening:
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


@dataclass(slots=True)
class _How:
    """How it was, as found: where the words end, and whether they stay in the note."""

    contact: Contact
    start: int
    end: int
    keep: bool = False
    trouble: str = ""
    attempt: int = 0
    """Where an attempt ("rang Ann yesterday, …") turns to what came of it, 0 for no such words."""


def read_opening(
    line: str,
    today: date,
    *,
    day_first: bool | None = None,
    how: Contact | None = None,
    on: date | None = None,
) -> Opening:
    """The head of a line (without the customer's name). It never raises: see ``Opening.trouble``.

    ``how`` and ``on`` are what was chosen beside the line: they answer what the words leave open, and
    words that contradict them are asked about.
    """
    line = line.strip()
    cuts = markers_of(line)
    stop = cuts[0] if cuts else len(line)
    text = line[:stop].replace("’", "'")
    found = _read(text, line, today, day_first, on)
    return _with_choice(found, text, today, how, on)


def _with_choice(
    found: Opening, text: str, today: date, how: Contact | None, on: date | None
) -> Opening:
    """What was read, held against what was chosen outright."""
    contact, day, trouble = found.contact, found.on_day, found.trouble
    if trouble is not None:
        chosen = on if trouble.field == "day" else how
        trouble = trouble if chosen is None else None
        if chosen is not None and on is None and not found.day_said:
            trouble = _day_inside(text, today)
    if how == VISIT and found.how_said and contact == NO_ANSWER:
        contact = NOT_IN  # "nobody there", said of a visit
    if how is not None and trouble is None:
        if found.how_said and contact != how and not _agree(contact, how):
            trouble = InvalidInput(
                f"the words say '{contact.words}', but '{how.words}' is chosen",
                "choose the one, or change the words",
                field="line",
            )
        contact = contact if _agree(contact, how) and found.how_said else how
    if on is not None and trouble is None:
        if found.day_said and day != on:
            trouble = InvalidInput(
                f"the words say {day_text(day, today)}, but {day_text(on, today)} is chosen",
                "choose the one, or change the words",
                field="line",
            )
        day = on
    return Opening(contact, day, found.rest, found.how_said, found.day_said, trouble)


def _agree(said: Contact, chosen: Contact) -> bool:
    """Whether the words only say more closely what was chosen: a visit that found nobody in."""
    return said == chosen or (said == NOT_IN and chosen in (VISIT, NO_ANSWER))


def _read(text: str, line: str, today: date, day_first: bool | None, on: date | None) -> Opening:
    plain = Opening(TALKED, today, line)
    day, at = None, 0
    first = past_day(text, 0, today, day_first)
    if first is not None:
        if first.trouble is not None and on is not None:
            first = first._replace(day=on, trouble=None)  # the day that was chosen says which
        after = _past(text, first, today)
        if isinstance(after, int):
            day, at = first, after
            rest = _joined(day, text, at, line[at:].strip())
            plain = Opening(TALKED, first.day or today, rest, day_said=True)
        elif after is None:
            return plain
        elif on is None:
            return replace(plain, trouble=after)
    how = _how(text, at)
    if how is not None and how.trouble:
        return _ask(plain, _first_words(text, how), how.trouble)
    if how is None:
        return _without_how(text, line, day, at, today, day_first)
    end, keep = how.end, how.keep
    if how.contact == NO_ANSWER and w.LEFT_IT.search(text, how.start):
        how.contact = VOICEMAIL
    if day is None and how.attempt:
        return _attempted(text, line, how, today, day_first)
    if day is None:
        day, end, trouble = _day_after(text, how, today, day_first)
        if trouble is not None:
            return Opening(how.contact, today, line, how_said=True, trouble=trouble)
    contact, trouble_words = _outcome(text, end, how.contact)
    if trouble_words:
        return _ask(plain, *trouble_words)
    if _second_contact(text, end, today, day_first, contact):
        return _ask(plain, text.strip(), "two contacts in one line: which of them is it?")
    if day is not None and day.trouble is not None and on is not None:
        day = day._replace(day=on, trouble=None)
    if day is not None and day.trouble is not None:
        return Opening(contact, today, line, how_said=True, trouble=_of_day(day.trouble))
    rest = line[how.start :] if keep else line[_sep(text, end) :]
    if keep and day is not None and end > how.end:
        rest = f"{line[how.start : how.end]}{line[end:]}"
    return Opening(
        contact,
        day.day if day is not None and day.day is not None else today,
        _joined(day, text, at, rest.strip()),
        how_said=True,
        day_said=day is not None,
    )


def _attempted(text: str, line: str, how: _How, today: date, day_first: bool | None) -> Opening:
    """An attempt that nobody answered, with the day that it may name: "rang Ann yesterday, no answer"."""
    for place in re.finditer(r"\s", text[: how.attempt]):
        day = past_day(text[: how.attempt], place.end(), today, day_first)
        if day is None or not _END.match(text, day.end):
            continue
        if day.trouble is not None or day.day is None:
            trouble = _of_day(day.trouble) if day.trouble else None
            return Opening(how.contact, today, line, how_said=True, trouble=trouble)
        left = f" {day.left}" if day.left else ""
        rest = f"{line[: place.start()]}{left}{line[day.end :]}"
        return Opening(how.contact, day.day, rest, how_said=True, day_said=True)
    return Opening(how.contact, today, line, how_said=True)


def _past(text: str, day: FoundPast, today: date) -> int | InvalidInput | None:
    """Where the words go on behind a day at the head; None where it is no head; or what has to be asked."""
    at = _sep(text, day.end)
    ended = at > day.end or day.end >= len(text.rstrip())
    begin = at if ended else _behind(_GAP, text, day.end)
    said = text[: day.end]
    goes_on = _how(text, begin) is not None or bool(w.THEIR_PAST.match(text, begin))
    if day.trouble is not None:
        # Which day was it? That only matters where it is the head.
        noun = not ended and not goes_on and day.sort != "loose"
        return None if noun else _of_day(day.trouble)
    if day.sort == "weekday" and w.TO_DO.match(text, begin) and not _plain_how(text, begin):
        if not ended and not w.CALLED.match(text, begin):
            return None
        hint = "begin with the date, or write what is to be done behind >"
        message = f"'{said}' may be {day_text(day.day or today, today)} or a day to come"
        return InvalidInput(message, hint, field="day")
    if ended or goes_on:
        return begin
    if day.sort in ("fixed", "ago", "last", "night", "this") and day.day != today:
        message = f"'{said}': was that the day of the call, or of something else?"
        return InvalidInput(message, f"write '{said}:', or begin with 'today:'", field="day")
    return None


def _behind(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a pattern ends that begins here, if it does."""
    match = pattern.match(text, at)
    return match.end() if match else at


def _plain_how(text: str, at: int) -> bool:
    how = _how(text, at)
    return how is not None and not how.trouble


def _how(text: str, at: int) -> _How | None:
    """How it was, said at a place of the text; None where nothing says so there."""
    attempt = w.ATTEMPT.match(text, at)
    if attempt is not None and not w.TALK.match(text, at):
        behind = _phrase(text, attempt.end())
        if behind is not None and not behind.trouble and behind.contact.reach is not Reach.TWO_WAY:
            if text[at:].lower().startswith("call") and _END.match(text, at + 4):
                return _How(behind.contact, attempt.end(), len(text), keep=True)
            return _How(behind.contact, at, len(text), keep=True, attempt=attempt.end())
    return _phrase(text, at)


def _phrase(text: str, at: int) -> _How | None:
    for phrase in w.PHRASES:
        match = phrase.pattern.match(text, at)
        if match is None or match.end() == at:
            continue
        end = match.end()
        if phrase.contact is None:
            return _How(TALKED, at, end, trouble=phrase.trouble)
        if phrase.noun:
            return _noun(text, at, end, phrase.contact)
        ended = bool(_END.match(text, end))
        goes_on = _LINK.match(text, end) or _ADVERB.match(text, end) or _a_day(text, end)
        named = phrase.contact.incoming and not ended
        return _How(phrase.contact, at, end, keep=phrase.whole or named or not (ended or goes_on))
    return None


def _noun(text: str, at: int, end: int, contact: Contact) -> _How | None:
    """A noun such as "visit": the head before a comma or a colon, the matter where it has a verb."""
    if w.MATTER.match(text, end):
        return None
    if w.LISTED.match(text, end):
        return _How(contact, at, end, trouble=_HEAD_OR_MATTER)
    if _END.match(text, end):
        planned = w.PLANNED.match(text, _sep(text, end))
        return _How(contact, at, end, trouble=_HEAD_OR_MATTER if planned else "")
    if _a_day(text, end):
        return _How(contact, at, end)
    clause = _CLAUSE.match(text, end)
    verb = w.FINITE.search(clause[0]) if clause else None
    if (
        _LINK.match(text, end)
        or _ADVERB.match(text, end)
        or text[end:].lower().lstrip().startswith("from ")
    ) and not verb:
        return _How(contact, at, end)
    return _How(contact, at, end, trouble=_HEAD_OR_MATTER)


def _a_day(text: str, end: int) -> bool:
    """Whether a day phrase stands right behind, and then the head ends, or goes on from it."""
    gap = _GAP.match(text, end)
    day = DAY.match(text, gap.end()) if gap and gap.end() > end else None
    return day is not None and bool(_END.match(text, day.end()) or _LINK.match(text, day.end()))


def _day_after(
    text: str, how: _How, today: date, day_first: bool | None
) -> tuple[FoundPast | None, int, InvalidInput | None]:
    """The day behind the words that say how, where the head ends; that end; what has to be asked."""
    if how.end >= len(text):
        return None, how.end, None
    if _a_day(text, how.end):
        gap = _GAP.match(text, how.end)
        day = past_day(text, gap.end() if gap else how.end, today, day_first)
        if day is not None:
            return day, day.end, None
        words = text[how.start : how.end].strip()
        comma = text[how.end : how.end + 1] in ",;.:"
        return None, how.end, None if comma else _to_come(words)
    if how.keep:
        clause = _CLAUSE.match(text, how.end)
        trouble = _day_inside(text[how.start : clause.end() if clause else how.end], today)
        return None, how.end, trouble
    coming = re.match(r"\s+(?:tomorrow|next\s+\w+)", text[how.end :], re.IGNORECASE)
    return None, how.end, _to_come(text[how.start : how.end]) if coming else None


def _to_come(words: str) -> InvalidInput:
    return InvalidInput(
        f"'{words}' with a day to come: is it to be done, or was it?",
        "write what is to be done behind >, or begin with 'talked:'",
        field="line",
    )


def _outcome(text: str, end: int, contact: Contact) -> tuple[Contact, tuple[str, str] | None]:
    """A call or a visit whose next words say that nobody was there; and what is contradictory."""
    if end >= len(text):
        return contact, None
    following = _how(text, _sep(text, end)) if _sep(text, end) > end else None
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


def _second_contact(
    text: str, end: int, today: date, day_first: bool | None, contact: Contact
) -> bool:
    """Whether a later clause tells of another contact that would be lost: "no answer, then she rang"."""
    if contact.reach is Reach.TWO_WAY:
        return False
    for cut in _OPEN.finditer(text, max(0, min(end, len(text)) - 1) if end < len(text) else 0):
        at = _behind(_THEN, text, cut.end())
        day = past_day(text, at, today, day_first)
        if day is not None:
            at = _behind(_GAP, text, day.end)
        how = _phrase(text, at)
        met = how is not None and not how.trouble and how.contact.reach is Reach.TWO_WAY
        if met or w.TALK.match(text, at):
            return True
    return False


def _without_how(
    text: str, line: str, day: FoundPast | None, at: int, today: date, day_first: bool | None
) -> Opening:
    """A line that says at most when it was, or tells of no contact further inside."""
    plain = Opening(TALKED, today, line)
    nobody = w.NOBODY.search(text, at) or w.AWAY.match(text, at)
    if nobody is not None and not w.MET.match(text, at):
        return _ask(plain, nobody[0].strip(), "did you reach them?")
    if day is not None:
        on = day.day if day.day is not None else today
        return Opening(TALKED, on, _joined(day, text, at, line[at:].strip()), day_said=True)
    called = w.CALLED.match(text)
    if called is not None and _a_day(text, called.end()):
        begin = _behind(_GAP, text, called.end())
        found = past_day(text, begin, today, day_first)
        if found is not None and found.trouble is not None:
            return Opening(TALKED, today, line, trouble=_of_day(found.trouble))
        if found is not None and found.day is not None:
            left = f" {found.left}" if found.left else ""
            rest = f"{line[: called.end()]}{left}{line[found.end :]}"
            return Opening(TALKED, found.day, rest, day_said=True)
    if called is not None:
        clause = _CLAUSE.match(text)
        trouble = _day_inside(clause[0] if clause else text, today)
        if trouble is not None:
            return Opening(TALKED, today, line, trouble=trouble)
    return plain


def _day_inside(clause: str, today: date) -> InvalidInput | None:
    """A question where a contact told in a sentence ends with a day that is past: "saw Ann yesterday"."""
    found = _LONG_AGO.search(clause)
    if found is None or _SAYING.search(clause[: found.start()]):
        return None
    said = f"'{found['day']}': was that the day of it?"
    return InvalidInput(said, f"begin with '{found['day']}:', or with 'today:'", field="day")


def _ask(plain: Opening, words: str, what: str) -> Opening:
    hint = f"begin with 'talked:', or with the way and a colon, such as '{_way(words)}:'"
    if "to be done" in what:
        hint = "write what is to be done behind >, or begin with 'talked:'"
    trouble = InvalidInput(f"'{words}': {what}", hint, field="line")
    return Opening(plain.contact, plain.on_day, plain.rest, trouble=trouble)


def _way(words: str) -> str:
    """A head that may be meant, for the hint."""
    said = words.lower()
    ways = ("visit", "voicemail", "letter", "message", "mail", "text", "sent", "wrote", "replied")
    way = next((way for way in ways if way in said), "no answer")
    return {"mail": "email", "sent": "email", "wrote": "they wrote", "replied": "they wrote"}.get(
        way, way
    )


def _first_words(text: str, how: _How) -> str:
    return " ".join(text[how.start : how.end].split())


def _of_day(trouble: InvalidInput) -> InvalidInput:
    return InvalidInput(trouble.message, trouble.hint, field="day")


def _sep(text: str, at: int) -> int:
    """Where the words go on behind a comma, a colon, or a dash; ``at`` itself where none stands there."""
    match = _SEPARATOR.match(text, at)
    return match.end() if match else at


def _joined(day: FoundPast | None, text: str, at: int, rest: str) -> str:
    """The rest with what of the day's words is no day: the hour, the part of the day."""
    if day is None or not day.left:
        return rest
    colon = ":" if text[day.end : day.end + 1] == ":" else ","
    if day.sort == "this" and not text[day.end : at].strip():
        colon = ""
    return f"{day.left}{colon} {rest}".rstrip(" ,:") if rest else day.left
