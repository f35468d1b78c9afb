"""Hours and parts of a day as a rep types them: 10am, 14h30, noon, half past ten, in the afternoon at 3 (§4).

A part of a day stands for an hour that the screen shows: morning 9, lunch 12, afternoon 14, evening 18. What is
said in words, or as a bare number, is taken from 7 on; before that it may be of the afternoon. "Half three" is
half past three in Britain and half past two in Germany. "Ten to twelve" may be from ten to twelve, unless "at"
stands in front.
"""

from __future__ import annotations

from collections.abc import Sequence

from .day_words import Tokens, tokens_of
from .time_words import NUMBERS

PARTS = {  # the hour that stands for it, and the hours that it may hold
    **{"morning": (9, 5, 12), "am": (9, 5, 12), "first thing": (9, 5, 12)},
    **{"lunch": (12, 11, 15), "lunchtime": (12, 11, 15)},
    **{"afternoon": (14, 12, 19), "pm": (14, 12, 24)},
    **{"evening": (18, 16, 24), "night": (18, 16, 24)},
}
LONGEST_TIME = 9  # tokens: "at twenty-five past nine in the morning"
EARLIEST = 7  # the first hour that is taken as it stands
_MINUTES = {"quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25}
_MINUTES |= {str(minutes): minutes for minutes in _MINUTES.values()}


def spelled_out(tokens: Tokens) -> Tokens:
    """ "this afternoon" as "today afternoon", "tonight" as "today evening", so that day and hour can be told apart."""
    words: Tokens = []
    for word in tokens:
        if word == "tonight":
            words += ["today", "evening"]
        elif words[-1:] == ["this"] and word in PARTS:
            words[-1:] = ["today", word]
        elif words[-1:] == ["last"] and word == "night":
            words[-1:] = ["yesterday", "evening"]
        elif words[-1:] == ["first"] and word == "thing":
            words[-1] = "first thing"
        else:
            words.append(word)
    if words[:1] in (["on"], ["in"]):
        words = words[2:] if words[1:2] == ["the"] and words[2:3] and words[2] in PARTS else words
    return words


def time_of(tokens: Tokens) -> str:
    """The "HH:MM" of a clock time, a part of a day, or both that agree; "" for what is neither."""
    plain = clock(tokens)
    if plain:
        return plain
    body = tokens[1:] if tokens[:1] in (["at"], ["by"]) else tokens
    if body[:1] == ["in"]:
        body = body[2:] if body[1:2] == ["the"] else []
    if len(body) == 1 and body[0] in PARTS:
        return f"{PARTS[body[0]][0]:02}:00"
    if len(body) > 1 and body[0] in PARTS and body[0] not in ("am", "pm"):
        return _within(body[0], body[1:])
    if body[-3:-1] == ["in", "the"] and body[-1] in PARTS:
        return _within(body[-1], tokens[:-3] if tokens[0] == "at" else body[:-3])
    return ""


def doubtful(tokens: Tokens) -> str:
    """How to write an hour in words that may be another: "half past three", "half ten"; "" for any other phrase."""
    body = tokens[1:] if tokens[:1] in (["at"], ["by"]) else tokens
    spoken = _spoken(tokens)
    if spoken and spoken[0] < EARLIEST:
        hour, minute = spoken
        return f"write the time as {hour + 12}:{minute:02} or {hour}:{minute:02}pm"
    part = body[-1] if body[-1:] in (["am"], ["pm"]) else ""
    body = body[:-1] if part else body
    hour = _number(body[-1]) if len(body) == 2 and body[0] == "half" else 0
    if not 1 <= hour <= 12:
        return ""
    if part != "am" and (hour < EARLIEST or (part and hour < 12)):
        hour += 12
    return f"write the time as {hour}:30 or {hour - 1}:30"


def _spoken(tokens: Tokens) -> tuple[int, int] | None:
    """The hour and minute of "half past ten", "at ten to nine", "quarter to one" (12:45); None for others."""
    at = tokens[:1] == ["at"]
    words = [word for word in tokens if word != "-"]
    words = words[1:] if at or words[:1] == ["by"] else words
    words = words[1:] if words[:2] == ["a", "quarter"] else words
    if len(words) < 3 or words[-2] not in ("past", "to"):
        return None
    hour, said = _number(words[-1]), " ".join(words[:-2])
    minutes = 30 if said == "half" and words[-2] == "past" else _MINUTES.get(said, 0)
    if not minutes or not 1 <= hour <= 23 or (words[-2] == "to" and said != "quarter" and not at):
        return None
    return (hour, minutes) if words[-2] == "past" else (hour - 1 or 12, 60 - minutes)


def _number(word: str) -> int:
    """An hour in a word or in figures, 0 for what is neither."""
    return NUMBERS.get(word) or (int(word) if word.isdecimal() and len(word) <= 2 else 0)


def hour_said(words: Sequence[str], at: str) -> str:
    """The words of a day phrase that said its hour, as typed: "10am" of "fri 10am"; else the hour itself."""
    for size in range(min(len(words), LONGEST_TIME), 0, -1):
        for first in range(len(words) - size + 1):
            run = " ".join(words[first : first + size]).strip(".,;:!()[]")
            if time_of(tokens_of(run)) == at:
                return run
    return at


def _within(part: str, tokens: Tokens) -> str:
    """A time in a part of a day; half a day is added where only that makes it so: "afternoon at 3"."""
    _, first, last = PARTS[part]
    time, bare = clock(tokens, early=True), hour_of(tokens, lone=True)
    if not time and bare is None:
        return ""
    hour, minutes = (int(time[:2]), time[3:]) if time else (bare or 0, "00")
    said = tokens[-1] in ("am", "pm", "noon", "midday")
    fitting = [
        each for each in (hour, hour + 12) if first <= each < last and (each == hour or not said)
    ]
    return f"{fitting[0]:02}:{minutes}" if fitting else ""


def clock(tokens: Tokens, *, early: bool = False) -> str:
    """10am, 10:30, 10.30 pm, 14h, 14h30, noon, half past ten, with or without "at" or "by"; "" for what is no time.

    ``early`` takes "half past three" as 03:30, where the part of the day is said beside it.
    """
    body = tokens[1:] if tokens[:1] in (["at"], ["by"]) else tokens
    if body in (["noon"], ["midday"]):
        return "12:00"
    half = body[-1] if body[-1:] in (["am"], ["pm"]) else ""
    spoken = _spoken(tokens[:-1] if half else tokens)
    if spoken:
        hour, minute = spoken
        return _at(hour, minute, half) if half or early or hour >= EARLIEST else ""
    match body[:-1] if half else body:
        case [hours] if half:
            minutes = "00"
        case [hours, "h"] if not half:
            minutes = "00"
        case [hours, ":", minutes]:
            pass
        case [hours, ".", minutes] if half:
            pass
        case [hours, "h", minutes] if not half:
            pass
        case _:
            return ""
    if not (hours.isdecimal() and minutes.isdecimal() and len(hours) <= 2 and len(minutes) == 2):
        return ""
    return _at(int(hours), int(minutes), half)


def _at(hour: int, minute: int, half: str) -> str:
    """The "HH:MM" of an hour and a minute, with "am" or "pm" behind them or not; "" for no such time."""
    if minute > 59 or (not 1 <= hour <= 12 if half else hour > 23):
        return ""
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}"


def hour_of(tokens: Tokens, *, lone: bool) -> int | None:
    """The hour in "at 9", or with ``lone`` in "9"."""
    if tokens[:1] == ["at"]:
        tokens, lone = tokens[1:], True
    if not lone or len(tokens) != 1 or not tokens[0].isdecimal() or len(tokens[0]) > 2:
        return None
    return int(tokens[0]) if int(tokens[0]) < 24 else None
