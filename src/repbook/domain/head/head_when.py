"""When it was: a day at the head of a line, behind the words that say how, or at the end of their clause (§4)."""

from __future__ import annotations

import re
from datetime import date

from ...errors import InvalidInput
from ...wording import day_text
from .head_day import FoundPast, past_day
from .head_how import AT_END, CLAUSE, GAP, How, a_day_follows, after_separator, behind, how_at
from .head_words import HEAD

_SAYING = re.compile(
    r"\b(?:that|because|said|says|about|re|regarding|if|whether|when|how|why|wants?|will)\b|\b(?:of|from|since|until|till|for|by|before|after|to)$",
    re.IGNORECASE,
)


def two_days(text: str) -> InvalidInput | None:
    """A question where two days stand at the head of one line: "mon and tue: visit"."""
    both = HEAD.TWO_DAYS.match(text)
    if both is None:
        return None
    at = behind(GAP, text, both.end())
    if AT_END.match(text, both.end()) or how_at(text, at) or HEAD.THEIR_PAST.match(text, at):
        hint = "write a line for each of the days"
        return InvalidInput(f"two days in one line: '{both[0]}'", hint, field="day")
    return None


def past(text: str, day: FoundPast, today: date) -> int | InvalidInput | None:
    """Where the words go on behind a day at the head; None where it is no head; or what has to be asked."""
    at = after_separator(text, day.end)
    ended = at > day.end or day.end >= len(text.rstrip())
    begin = at if ended else behind(GAP, text, day.end)
    said = text[: day.end]
    goes_on = how_at(text, begin) is not None or bool(HEAD.THEIR_PAST.match(text, begin))
    if day.trouble is not None:
        # Which day was it? That only matters where it is the head.
        noun = not ended and not goes_on and day.sort != "loose"
        return None if noun else of_day(day.trouble)
    if day.sort == "weekday" and HEAD.TO_DO.match(text, begin) and not _plain_how(text, begin):
        if not ended and not HEAD.CALLED.match(text, begin):
            return None
        return _either(said, day, today)
    if ended or goes_on:
        return begin
    if day.sort in ("fixed", "ago", "last", "night", "this") and day.day != today:
        message = f"'{said}': was that the day of the call, or of something else?"
        return InvalidInput(message, f"write '{said}:', or begin with 'today:'", field="day")
    return None


def _either(said: str, day: FoundPast, today: date) -> InvalidInput:
    message = f"'{said}' may be {day_text(day.day or today, today)} or a day to come"
    hint = "begin with the date, or write what is to be done behind >"
    return InvalidInput(message, hint, field="day")


def _plain_how(text: str, at: int) -> bool:
    how = how_at(text, at)
    return how is not None and not how.trouble


def day_after(
    text: str, how: How, today: date, day_first: bool | None
) -> tuple[FoundPast | None, int, InvalidInput | None]:
    """The day behind the words that say how, where the head ends; that end; what has to be asked."""
    if how.end >= len(text):
        return None, how.end, None
    if a_day_follows(text, how.end):
        begin = behind(GAP, text, how.end)
        day = past_day(text, begin, today, day_first)
        apart = text[how.end : begin].strip()
        if (
            day is not None
            and apart
            and day.sort == "weekday"
            and text[day.end : day.end + 1] != ":"
        ):
            # "no answer, fri again": it may be when to try, as well as when it was.
            ended = AT_END.match(text, day.end) and day.day is not None
            return None, how.end, _either(text[begin : day.end], day, today) if ended else None
        if day is not None:
            return day, day.end, None
        words = text[how.start : how.end].strip()
        comma = text[how.end : how.end + 1] in ",;.:"
        return None, how.end, None if comma else _to_come(words)
    if how.keep or not AT_END.match(text, how.end):
        clause = CLAUSE.match(text, how.end)
        trouble = day_inside(text[how.start : clause.end() if clause else how.end], today)
        return None, how.end, trouble
    coming = re.match(r"\s+(?:tomorrow|next\s+\w+)", text[how.end :], re.IGNORECASE)
    return None, how.end, _to_come(text[how.start : how.end]) if coming else None


def _to_come(words: str) -> InvalidInput:
    return InvalidInput(
        f"'{words}' with a day to come: is it to be done, or was it?",
        "write what is to be done behind >, or begin with 'talked:'",
        field="line",
    )


def day_inside(clause: str, today: date) -> InvalidInput | None:
    """A question where a contact told in a sentence ends with a day that is past: "saw Ann yesterday"."""
    found = HEAD.LONG_AGO.search(clause)
    if found is None or _SAYING.search(clause[: found.start()]):
        return None
    said = f"'{found['day']}': was that the day of it?"
    return InvalidInput(said, f"begin with '{found['day']}:', or with 'today:'", field="day")


def of_day(trouble: InvalidInput) -> InvalidInput:
    return InvalidInput(trouble.message, trouble.hint, field="day")


def joined(day: FoundPast | None, text: str, at: int, rest: str) -> str:
    """The rest with what of the day's words is no day: the hour, the part of the day."""
    if day is None or not day.left:
        return rest
    colon = ":" if text[day.end : day.end + 1] == ":" else ","
    if day.sort == "this" and not text[day.end : at].strip():
        colon = ""
    return f"{day.left}{colon} {rest}".rstrip(" ,:") if rest else day.left
