"""How a customer likes to be reached: read from words, written in one form, held against the clock (R73).

``phone · Tue–Thu 9–12 · monthly · not by e-mail`` is the form. What a rep types is read part by part, the parts
between ``·``, ``;`` and commas. A part counts only if every word of it is understood; any other stays as words,
and where such words speak of times too, nobody is told that now is outside their hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from ...values import NamedTuple
from ...wording import WEEKDAYS, clean
from ..days.time_words import BOUNDS, day_of, hour_of, how_often, mentions_time

CHANNELS = ("phone", "e-mail", "text", "visit", "letter", "video")
BETWEEN, AND = " · ", "; "
NOON = 12
_CHANNEL_WORDS = {
    **dict.fromkeys(("call", "calls", "phone", "ring", "telephone", "mobile"), "phone"),
    **dict.fromkeys(("e-mail", "email", "mail", "e-mails", "emails"), "e-mail"),
    **dict.fromkeys(("text", "texts", "sms", "whatsapp", "message"), "text"),
    **dict.fromkeys(("visit", "visits"), "visit"),
    **dict.fromkeys(("letter", "letters", "post"), "letter"),
    **dict.fromkeys(("video", "teams", "zoom"), "video"),
}
_FILLERS = frozenset(("prefers", "by", "on", "please", "only", "in", "the", "first", "best"))
_NEVER = frozenset(("not", "never", "no", "don't", "don’t"))
_LEADING = _NEVER | {"do", "or", "nor", "and"}
_PARTS_OF_DAY = {
    **dict.fromkeys(("am", "morning", "mornings"), (None, NOON)),
    **dict.fromkeys(("pm", "afternoon", "afternoons"), (NOON, None)),
}
_LEAST_HOUR = 6
"""Nobody asks to be rung earlier, so a smaller figure alone says nothing certain."""


class Preference(NamedTuple):
    """How they like to be reached. ``days`` are weekdays from Monday 0, empty for any.

    Hours are whole, of the rep's clock; None leaves that side open. ``every`` is a word of how often,
    ``do_not`` what to avoid (several with ``;``), ``words`` what was not understood, as typed.
    """

    channel: str = ""
    days: frozenset[int] = frozenset()
    from_hour: int | None = None
    to_hour: int | None = None
    every: str = ""
    do_not: str = ""
    words: str = ""

    @property
    def hours_known(self) -> bool:
        """Whether they named days or hours."""
        return bool(self.days) or self.from_hour is not None or self.to_hour is not None


def parse(text: str) -> Preference:
    """What a text says, in the form or as anybody would type it."""
    found, words = Preference(), []
    for piece in clean(text).replace(";", "·").split("·"):
        left: list[str] = []
        parts = [part.strip() for part in piece.split(",")]
        for part in parts:
            read = _read(part, found) if part else found
            if read is None:
                left.append(part)
            else:
                found = read
        # A piece of which nothing was understood stays as it was typed.
        words.append(piece.strip() if len(left) == len(parts) else ", ".join(left))
    return found._replace(words=BETWEEN.join(word for word in words if word))


def as_text(preference: Preference) -> str:
    """The form in which a preference is kept; "" for none."""
    parts = (
        preference.channel,
        times_text(preference),
        preference.every,
        *(f"not {part}" for part in avoided(preference.do_not)),
        preference.words,
    )
    return BETWEEN.join(part for part in parts if part)


def times_text(preference: Preference) -> str:
    """``Tue–Thu 9–12``, ``Mon, Wed am``, ``from 10``; "" for any time."""
    return " ".join(part for part in (_days_text(preference.days), _hours_text(preference)) if part)


def avoided(text: str) -> tuple[str, ...]:
    """The parts of what to avoid, without the "not" that may stand before them."""
    parts = []
    for part in text.replace(",", ";").replace("·", ";").split(";"):
        words = part.split()
        while words and words[0].lower() in _LEADING:
            del words[0]
        if words:
            parts.append(" ".join(words))
    return tuple(parts)


def chosen(texts: Sequence[str]) -> int:
    """Which of several texts the agreement goes on with: the first that says more than words; else the first."""
    for place, text in enumerate(texts):
        read = parse(text)
        if read._replace(words="") != Preference():
            return place
    return 0


def first(texts: Iterable[str]) -> tuple[str, Preference]:
    """The text that counts, and what it says; ("", nothing) where there is none."""
    known = tuple(texts)
    text = known[chosen(known)] if known else ""
    return text, parse(text)


def outside(preference: Preference, now: datetime) -> str:
    """``outside their hours: Tue–Thu 9–12``; "" where now suits them, or where nobody can say."""
    if not preference.hours_known or mentions_time(preference.words):
        return ""
    start = preference.from_hour or 0
    end = 24 if preference.to_hour is None else preference.to_hour
    off = bool(preference.days) and now.weekday() not in preference.days
    if not off and start <= now.hour < end:
        return ""
    return f"outside their hours: {times_text(preference)}"


# -- one part ------------------------------------------------------------------------------------


def _read(part: str, found: Preference) -> Preference | None:
    """``found`` with what a part says; None if a word of it is not understood, or was said otherwise before."""
    every = how_often(part)
    if every is not None:
        return None if found.every else found._replace(every=every)
    words = part.lower().replace("–", "-").replace("—", "-").split()
    if words[0] in _NEVER or words[:2] == ["do", "not"]:
        return _avoid(part, words, found)
    words = [word for word in words if word not in _FILLERS]
    if not words:
        return None
    if words[0] in _CHANNEL_WORDS:
        if found.channel:
            return None
        found = found._replace(channel=_CHANNEL_WORDS[words[0]])
        del words[0]
    return _times(words, found)


def _avoid(part: str, words: list[str], found: Preference) -> Preference | None:
    """``not before 10`` and ``no calls after 16`` are hours; anything else is to be avoided."""
    rest = [word for word in words if word not in _LEADING and word != "calls"]
    if len(rest) == 2 and rest[0] in ("before", "after"):
        hour = hour_of(rest[1])
        if hour is not None and hour >= _LEAST_HOUR:
            turned = "from" if rest[0] == "before" else "until"
            return _bounded(found, turned, hour)
    said = avoided(part)
    if not said or (words[0] == "no" and words[1] not in _CHANNEL_WORDS):
        return None  # "no problem" is nothing to avoid
    both = AND.join(filter(None, (found.do_not, *said)))
    return found._replace(do_not=both)


def _times(words: list[str], found: Preference) -> Preference | None:
    """Days, then hours: ``tue-thu 9-12``, ``mon and wed mornings``, ``after 14``."""
    days: frozenset[int] = frozenset()
    while words and (named := day_of(words[0])):
        days |= named
        del words[0]
        if len(words) > 1 and words[0] in ("and", "or", "&", "+") and day_of(words[1]):
            del words[0]
    if days:
        if _has_hours(found):
            return None
        found = found._replace(days=found.days | days)
    if not words:
        return found
    if len(words) == 1 and words[0] in _PARTS_OF_DAY:
        start, end = _PARTS_OF_DAY[words[0]]
        return None if _has_hours(found) else found._replace(from_hour=start, to_hour=end)
    if len(words) == 2 and words[0] in BOUNDS:
        hour = hour_of(words[1])
        certain = hour is not None and hour >= _LEAST_HOUR
        return _bounded(found, BOUNDS[words[0]], hour) if certain and hour is not None else None
    return _span(words, found)


def _span(words: list[str], found: Preference) -> Preference | None:
    """``9-12``, ``9 - 12``, ``9 to 12``, ``between 13 and 15``, ``2-4pm``."""
    if words[0] == "between":
        words = ["-" if word == "and" else word for word in words[1:]]
    ends = "".join("-" if word in ("to", "until") else word for word in words).split("-")
    if len(ends) != 2 or len(words) > 3 or _has_hours(found):
        return None
    if ends[1].endswith("pm") and ends[0].isdecimal():
        later = ends[1][:-2]
        if not later.isdecimal():
            return None
        ends[0] += "pm" if int(ends[0]) < int(later) else "am"
    start, end = hour_of(ends[0]), hour_of(ends[1])
    if start is None or end is None or start < _LEAST_HOUR:
        return None
    if end < start and end + 12 > start and end <= _LEAST_HOUR:
        end += 12  # nine to five
    return found._replace(from_hour=start, to_hour=end) if start < end else None


def _bounded(found: Preference, side: str, hour: int) -> Preference | None:
    if side == "from":
        clash = found.from_hour is not None or (found.to_hour or 24) <= hour
        return None if clash else found._replace(from_hour=hour)
    clash = found.to_hour is not None or (found.from_hour or 0) >= hour
    return None if clash else found._replace(to_hour=hour)


def _has_hours(found: Preference) -> bool:
    return found.from_hour is not None or found.to_hour is not None


# -- one text ------------------------------------------------------------------------------------


def _days_text(days: frozenset[int]) -> str:
    """``Tue–Thu``, ``Mon, Wed``: three or more in a row as a range."""
    named = sorted(days)
    if len(named) > 2 and named[-1] - named[0] == len(named) - 1:
        return f"{WEEKDAYS[named[0]]}–{WEEKDAYS[named[-1]]}"
    return ", ".join(WEEKDAYS[day] for day in named)


def _hours_text(preference: Preference) -> str:
    start, end = preference.from_hour, preference.to_hour
    if start is None and end is None:
        return ""
    if (start, end) == (None, NOON):
        return "am"
    if (start, end) == (NOON, None):
        return "pm"
    if start is None:
        return f"until {end}"
    return f"from {start}" if end is None else f"{start}–{end}"
