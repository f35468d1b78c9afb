"""When words that could be a day, found inside a rep's sentence, are left as prose (§4)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...values import NamedTuple
from ..days.day_distances import length
from ..days.day_words import (
    COUNT,
    DAY_NAMES,
    FIXED,
    MONTH,
    PART,
    UNIT,
    WEEK_NUMBER,
    WEEKDAY,
    Tokens,
    ordinal,
)
from .sign_words import DAYS, SIGNS

_ORDINARY = {"sat", "sun", "mon", "wed"}
_OF_NOUNS = {"sat", "sun"}  # sat nav, sun shade
_AFTER_SAT = {"phone", "mail", "fix"}
DASHES = frozenset({"-", "–", "—"})
SURE_ORDINAL = 10  # "fit the 2nd" is a pump, "send it the 20th" a day


_PARTS_OF_DAY = {"am", "pm", "morning", "afternoon", "evening", "night", "lunch", "lunchtime"}


class Place(NamedTuple):
    """Where a day phrase stands: its tokens, the words before and after it, and what is asked of it.

    ``sure`` asks for more certainty, at a place where a day may be, but need not; ``past`` says
    that what has happened is told, where a participle is no attribute ("delivered thu").
    """

    tokens: Tokens
    before: Sequence[str]
    after: Sequence[str]
    at_start: bool
    sure: bool
    past: bool

    @property
    def led(self) -> bool:
        """Whether "by" or "on" says that it is a day."""
        return self.tokens[:1] in (["by"], ["on"])

    @property
    def body(self) -> Tokens:
        """The tokens without "by" or "on"."""
        return self.tokens[1:] if self.led else self.tokens


def is_prose(place: Place) -> bool:
    """Whether a day phrase inside a sentence may as well not be meant as one.

    Taken for prose are:

    - what follows a tying word ("quote for fri", "until fri") or one that changes the day ("a week
      on fri", "late next week");
    - what belongs to the thing in front of it ("contract ending 31 dec", "parts ordered mon") or
      to the noun behind it ("2nd pump", "3d model", "sat nav");
    - "tom", who may be a person, unless a time follows; a decimal ("2.5"); 24/7; eight figures;
    - a length or an age ("1m", "2y") without "+" or "in"; at the end of a sentence any span in
      words ("2 days") without them, and an ordinal that may count things ("fit the 2nd");
    - sat, sun, mon and wed after a word such as "she" or "the";
    - with ``sure``, also 9/10, 9.10. or q1 without "on".

    A bare number and a month's name alone are no day phrases anywhere.
    """
    before = bare(place.before[-1]) if place.before else ""
    if before in DASHES:
        return len(place.before) < 2 or not place.before[-2].isalpha() or _dated(place.before[-2])
    if before in DAYS.TYING or before in UNIT or before in PART or _belongs_before(place):
        return True
    body = place.body
    shape = "".join("0" if word.isdecimal() else word for word in body)
    if body in (["tom"], ["24", "/", "7"]) or shape in ("0.0", "0m", "0y"):
        return True
    if len(body) == 1 and len(body[0]) == 8 and body[0].isdecimal():
        return not place.led
    if len(body) == 1 and body[0] in _ORDINARY and before in DAYS.INTRODUCING:
        return True
    if place.at_start:
        return _belongs_after(place) or (place.sure and not place.led and _hardly(body, shape))
    number, unit, rest = length([word for word in body if word not in ("of", "a")])
    if unit and not rest and number:
        return not (body[0].isdecimal() and unit in ("d", "w", "bd"))
    if ordinal(body[-1]) and not [word for word in body[:-1] if word != "the"] and not place.led:
        return ordinal(body[-1]) < SURE_ORDINAL
    if body[0] == "q" or (body[0] in WEEK_NUMBER and before in DAYS.REPORTS):
        return not place.led
    return place.sure and not place.led and _hardly(body, shape)


def _hardly(body: Tokens, shape: str) -> bool:
    return shape in ("0/0", "0.0.") or body[0] == "q"


def bare(word: str) -> str:
    """A word without the signs around it, in lower case."""
    return word.lower().strip(".,;:!()[]\"'") or word


def _for(words: Sequence[str]) -> bool:
    """Whether "for" leads to the thing without another doing between: "for the next meeting"."""
    return "for" in words and not {"and", "&", "then", "to", "but"} & set(words)


def _dated(word: str) -> bool:
    """Whether a word in front of a dash makes a stretch of days of it: "mon - wed"."""
    return bare(word) in WEEKDAY or bare(word) in MONTH or bare(word) in FIXED


def _belongs_before(place: Place) -> bool:
    """Whether the day is that of the thing in front of it: "contract ending 31 dec"."""
    words = [bare(word) for word in place.before]
    if not words or place.at_start:
        return False
    last, earlier = words[-1], words[:-1]
    if last in DAYS.BELONGING or (
        last in DAYS.PARTICLES and earlier and earlier[-1] in DAYS.BELONGING
    ):
        return True
    if place.body[:1] == ["coming"] and last not in ("the", "this"):
        return True
    if place.past:
        return False
    if place.tokens[:1] != ["by"] and _has_its_day(words):
        return True
    body = place.body
    if (
        body[1:2]
        and body[1] in UNIT
        and (last in DAYS.LASTING or (body[0] == "a" and _counted(words)))
    ):
        return True  # "a trial of 2 weeks from mon", "6 kegs a week fri"
    if not earlier or place.tokens[:1] == ["by"]:
        return False
    if last in DAYS.IRREGULAR or (
        last.endswith("ed") and len(last) > 4 and last not in DAYS.NO_PARTICIPLE
    ):
        return not DAYS.GETTING & set(earlier)
    if last.endswith("ing") and len(last) > 4 and last not in DAYS.GERUNDS:
        return earlier[-1] not in DAYS.DETERMINERS | DAYS.FINISHING | {"in"}
    return False


def _counted(words: Sequence[str]) -> bool:
    return any(
        word[:1].isdecimal() or word in COUNT or word in ("once", "twice") for word in words[-3:]
    )


def _has_its_day(words: Sequence[str]) -> bool:
    """Whether words end with what has its own day: a birthday, an event that something is done about."""
    last, earlier = words[-1], words[:-1]
    if last in DAYS.OWN_DAY or (words[0] in DAYS.OWN_DAY and not DAYS.PRESENTS & set(words)):
        return True
    if last == "up" and earlier and earlier[-1] in DAYS.AGREED:
        return True
    if last in DAYS.EVENTS and (_for(earlier[-3:]) or DAYS.ABOUT & set(earlier)):
        return True
    return last in DAYS.ABSENT and bool(earlier) and not DAYS.ORDERS & set(earlier)


def _belongs_after(place: Place) -> bool:
    """Whether a phrase at the start may be a word about the noun behind it: "2nd pump", "2 week trial".

    A word such as "call" behind it says that it is none, but for an ordinal ("2nd visit"); a colon does.
    """
    if place.led or not place.after:
        return False
    body = [word for word in place.body if word not in ("the", "of", "a")]
    if len(body) == 1 and ordinal(body[0]):
        return True
    if len(body) == 2 and is_adjective(body):
        return True
    told = orders(place.after)
    if len(body) == 1 and body[0] in _OF_NOUNS:
        return not told or bare(place.after[0]) in _AFTER_SAT
    number, unit, rest = length(body)
    return bool(unit and number) and not rest and place.body[0] not in ("in", "+") and not told


def is_adjective(body: Tokens) -> bool:
    """ "2 week", "3 day": a unit in the singular after a number that is none makes an adjective."""
    number = int(body[0]) if body[0].isdecimal() else COUNT.get(body[0], 0)
    return number > 1 and body[1] in ("day", "week", "month", "year", "fortnight")


def may_be_noun(place: Place) -> bool:
    """Whether a period at the start may be the name of what follows: "q3 planning", "w27 report"."""
    body = place.body
    period = len(body) == 2 and (body[0] == "q" or body[0] in WEEK_NUMBER)
    return period and bool(place.after) and not place.led and not orders(place.after)


def names_what_follows(place: Place) -> bool:
    """Whether a weekday may name what follows: "friday report", "monday meeting prep"; not "fri meeting with Jo"."""
    body = place.body
    if body[0] not in WEEKDAY or not _PARTS_OF_DAY.issuperset(body[1:]):
        return False
    if place.led or orders(place.after):
        return False
    first = bare(place.after[0])
    further = [word for word in place.after[1:] if any(map(str.isalnum, word))]
    if any(word == "for" and _dated(day) for word, day in pairwise(map(bare, place.after))):
        return False  # "mon report for fri" has both its days
    closed = place.after[0][-1] in ",;:" or not further or bare(further[0]) in DAYS.GOES_ON
    if first in DAYS.DAYED or (first in DAYS.EVENTS and not closed):
        return True
    # "fri fish order" is Friday's order, or to be done on Friday: the day in full is mostly a name.
    return body[0] in DAY_NAMES and len(body) == 1 and not closed and bare(further[0]) != "for"


def orders(after: Sequence[str]) -> bool:
    """Whether what follows a day says what to do: "call Anna"."""
    return bare(after[0]) in DAYS.ORDERS


def counts_things(place: Place) -> bool:
    """Whether the figure that ends a phrase at the start may count what follows: "june 12 pumps"."""
    last, after = place.tokens[-1], bare(place.after[0])
    if len(last) > 2 or not last.isdecimal():
        return False
    many = after.endswith("s") and not after.endswith(("'s", "ss"))
    return many or after in SIGNS.UNITS or len(place.tokens) > 2
