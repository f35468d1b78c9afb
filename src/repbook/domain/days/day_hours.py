"""Hours and parts of a day as a rep types them: 10am, 14h30, noon, first thing, in the afternoon at 3 (§4).

A part of a day stands for an hour that the screen shows: morning 9, lunch 12, afternoon 14, evening 18.
"""

from __future__ import annotations

from collections.abc import Sequence

from .day_words import Tokens, tokens_of

PARTS = {  # the hour that stands for it, and the hours that it may hold
    **{"morning": (9, 5, 12), "am": (9, 5, 12), "first thing": (9, 5, 12)},
    **{"lunch": (12, 11, 15), "lunchtime": (12, 11, 15)},
    **{"afternoon": (14, 12, 19), "pm": (14, 12, 24)},
    **{"evening": (18, 16, 24), "night": (18, 16, 24)},
}
LONGEST_TIME = 7  # tokens: "at 10:30 in the morning"


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
        return _within(body[-1], body[:-3])
    return ""


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
    time, bare = clock(tokens), hour_of(tokens, lone=True)
    if not time and bare is None:
        return ""
    hour, minutes = (int(time[:2]), time[3:]) if time else (bare or 0, "00")
    said = tokens[-1] in ("am", "pm", "noon", "midday")
    fitting = [
        each for each in (hour, hour + 12) if first <= each < last and (each == hour or not said)
    ]
    return f"{fitting[0]:02}:{minutes}" if fitting else ""


def clock(tokens: Tokens) -> str:
    """10am, 10:30, 10.30 pm, 14h, 14h30, noon, with or without "at" or "by"; "" for what is no time."""
    body = tokens[1:] if tokens[:1] in (["at"], ["by"]) else tokens
    if body in (["noon"], ["midday"]):
        return "12:00"
    half = body[-1] if body[-1:] in (["am"], ["pm"]) else ""
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
    hour, minute = int(hours), int(minutes)
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
