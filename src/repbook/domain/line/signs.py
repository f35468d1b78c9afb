"""Whether a sign in a line opens a record, is text, or has to be asked about (§4).

A sign opens a record at the start of a line and after a stop or comma. Between words it may as well
join them ("5 * 3 m", "Smith + Sons", "lunch @ noon"), so both sides are looked at: what ends a clause
("fits well") and what begins a record ("delivered complete", "loves it") make it a sign, figures,
names and sums make it text, and anything else is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from ..days.day_hours import clock
from ..days.day_words import FIXED, MONTH, UNIT, WEEKDAY, tokens_of
from ..days.time_words import NUMBERS
from .sign_words import DAYS as D
from .sign_words import SIGNS as W
from .sign_words import foreign

_FIGURE = re.compile(r"[-–−(~≈]?[£€$]?[0-9][0-9.,:/'-]*([a-z°%€£$]{0,4}|x)\)?", re.IGNORECASE)
_DAY_FIGURE = re.compile(
    r"\+?[0-9]+(d|w|m|bd|st|nd|rd|th)|[0-9]+[./-][0-9./-]+[0-9.]|q[1-4]", re.IGNORECASE
)


class Role(Enum):
    """What a sign does where it stands."""

    MARK = "opens a record"
    TEXT = "is text"
    DOUBT = "may be either"


def role(sign: str, before: Sequence[str], after: Sequence[str], *, spaced: bool) -> Role:
    """What a sign does between the words before it, back to the sign in front, and those after it.

    ``spaced`` says that white space stands behind the sign as well: ``ok *delivered`` has none.
    """
    opens = not before or (
        before[-1][-1] in ".,;:!?…)—–-|/" and before[-1].lower() not in W.SHORTENED
    )
    if not opens and _letters(before[-1], after[0]):
        return Role.DOUBT if after[0] in ("a", "I") and len(after) > 1 else Role.TEXT
    if not any(char.isalnum() for word in after for char in word):
        return Role.TEXT
    if sign == "*" and not spaced and any(word.rstrip(".,;:!?)").endswith("*") for word in after):
        return Role.DOUBT  # *urgent* is said loudly
    rules = {"+": _plus, "*": _star, "@": _at, "?": _query, "!": _bang, ">": _arrow}
    if opens:
        return _opening(sign, before, after, spaced)
    return rules[sign](before, after, spaced)


def _opening(sign: str, before: Sequence[str], after: Sequence[str], spaced: bool) -> Role:
    """A sign where nothing is to be joined: a telephone number and an hour are text all the same."""
    if sign == "+" and all(map(_figure, after[:2])) and (len(after) > 1 or "%" not in after[0]):
        return Role.TEXT
    if sign == "@" and not spaced and before and _bare(before[-1]) in W.HANDLES:
        return Role.DOUBT
    if sign == "@" and (_hour(after) or (len(after) == 1 and _figure(after[0]))):
        return Role.DOUBT
    return Role.MARK


def _plus(before: Sequence[str], after: Sequence[str], spaced: bool) -> Role:
    last, first, rest = _bare(before[-1]), _bare(after[0]), {_bare(word) for word in after}
    closed = last in W.CLOSING | W.STATUS or last in W.GOOD
    if _figure(after[0]):
        if _ends_in_figure(before):
            return Role.DOUBT if rest & W.GAINS else Role.TEXT
        if "%" in "".join(after[:2]):
            return Role.MARK if closed or last in W.GAINS else Role.DOUBT
        if last in W.PHONES or all(map(_figure, after[:2])):
            return Role.TEXT
        if rest & W.GAINS:
            return Role.MARK if closed else Role.DOUBT
        return Role.TEXT if len(before) > 1 and _figure(before[-2]) else Role.DOUBT
    if first in W.TAXES and _ends_in_figure(before):
        return Role.TEXT
    praised = bool(rest & (W.PRAISING | W.GOOD))
    if _name(before[-1]) and _name(after[0]) and first not in W.GOOD | W.MUCH | W.PRAISING:
        return Role.DOUBT if praised or last in W.CLOSING or not spaced else Role.TEXT
    if not spaced:
        return Role.MARK
    if first in W.PRAISING or _would(after):
        return Role.DOUBT if last in W.PRAISING else Role.MARK
    if first in W.MUCH:
        return Role.MARK if len(after) > 1 else Role.DOUBT
    if first in W.GOOD:
        long = len(before) > 1 and len(after) > 1
        apart = last in W.CLOSING | W.STATUS or (last in W.GOOD and long)
        return Role.MARK if apart else Role.DOUBT
    return Role.MARK if closed and praised else Role.DOUBT


def _would(after: Sequence[str]) -> bool:
    """Whether a record begins with what they would do: "would recommend us", "they would gladly recommend you"."""
    words = [_bare(word) for word in after[:4]]
    for place, word in enumerate(words[:2]):
        if word in W.WOULD:
            return not W.WILLING.isdisjoint(words[place + 1 :])
    return False


def _star(before: Sequence[str], after: Sequence[str], spaced: bool) -> Role:
    last, first, rest = _bare(before[-1]), _bare(after[0]), {_bare(word) for word in after}
    closed = last in W.CLOSING | W.STATUS | W.GOOD or _done(last)
    if _figure(after[0]):
        if _ends_in_figure(before):
            return Role.DOUBT if rest & W.GAINS else Role.TEXT
        if all(_figure(word) or _bare(word) in W.UNITS for word in after):
            return Role.TEXT
        return Role.MARK if closed else Role.DOUBT
    if not spaced:
        return Role.MARK if closed or not after[0][0].isdecimal() else Role.DOUBT  # a code: *21#
    if (last in W.SUMS and first in W.SUMS) or (last in NUMBERS and first in NUMBERS):
        return Role.TEXT
    begun = _done(first) or first in W.PRAISING | W.GOOD | W.MUCH
    if begun or (closed and last not in W.SUMS):
        return Role.MARK
    if last in W.SUMS or first in W.SUMS or _ends_in_figure(before):
        return Role.DOUBT
    if first in W.PARTICIPLES | W.POINTING:
        return Role.MARK
    told = any(_done(_bare(word)) or _bare(word) in W.VERBS | W.GOOD for word in after[1:])
    return Role.MARK if told and len(before) > 1 else Role.DOUBT


def _at(before: Sequence[str], after: Sequence[str], spaced: bool) -> Role:
    last, first = _bare(before[-1]), _bare(after[0])
    meeting = last in W.MEETING
    if _hour(after):
        return Role.TEXT if meeting or first not in ("half", "quarter") else Role.DOUBT
    if _figure(after[0]):
        priced = after[0][0] in "£€$" or "%" in after[0] or _ends_in_figure(before)
        if priced or len(after) == 1 or _bare(after[1]) in W.UNITS:
            return Role.TEXT
        return Role.MARK if _bare(after[1]) in W.FAMILY else Role.DOUBT
    if last in W.HANDLES or (not spaced and len(after) == 1):
        return Role.DOUBT
    told_of = last not in W.CLOSING | W.CONTACT | W.STATUS | W.GOOD
    if _name(before[-1]) and _name(after[0]) and "'" not in after[0] and told_of:
        return Role.DOUBT
    second = _bare(after[1]) if len(after) > 1 else ""
    told = {_bare(word) for word in after} & W.VERBS
    if first in W.VERBS or second in W.VERBS or {_bare(word) for word in after} & W.FAMILY:
        return Role.MARK
    if first in W.PLACES | W.POINTING or meeting:
        return Role.MARK if told and not meeting else Role.DOUBT
    if first in W.AT_IDIOMS and len(after) <= 3:
        return Role.DOUBT
    if last in W.SETTLED | W.STATUS | W.GOOD:
        return Role.MARK
    named = _name(after[0]) and second.endswith("s") and not second.endswith("ss")
    return Role.MARK if named or told or first == "new" or first in W.PARTICIPLES else Role.DOUBT


def _query(before: Sequence[str], after: Sequence[str], spaced: bool) -> Role:
    said = [_bare(word) for word in after if any(map(str.isalnum, word))]
    measured = all(_figure(word) or word in W.UNITS for word in said)
    if measured:
        return Role.TEXT if _ends_in_figure(before) else Role.DOUBT
    if said[0] in W.ANSWERS and (len(said) == 1 or after[0][-1] in ",.!;"):
        return Role.DOUBT if len(said) > 1 and said[0] in W.DENYING else Role.TEXT
    if " ".join(said) in W.LONG_ANSWERS:
        return Role.TEXT
    vague = said[0] in W.VAGUE or (len(said) == 1 and (_of_a_day(said[0]) or said[0] in W.SEVERE))
    clause = [_bare(word) for word in _clause(before)]
    asks = clause[0] in W.ASKING or clause[0].startswith("¿") or " ".join(clause) in W.GREETINGS
    helped = len(clause) > 1 and clause[0] in W.HELPING and clause[1] in W.ASKED_OF
    turned = clause[0].endswith(("-vous", "-tu", "-il", "-elle", "-ils", "-on"))
    vague = vague or (len(said) == 1 and said[0] in D.ORDERS)
    strange = foreign([*clause, *said[:3]])
    return Role.DOUBT if vague or asks or helped or turned or strange else Role.MARK


def _bang(before: Sequence[str], after: Sequence[str], spaced: bool) -> Role:
    if _ends_in_figure(before) and not _matter(after):
        return Role.TEXT if not any(_of_a_day(_bare(word)) for word in after) else Role.DOUBT
    cried = all(_bare(word) in W.EXCLAIMED for word in _clause(before))
    second = _bare(after[1]) if len(after) > 1 else ""
    taking_leave = _bare(after[0]) in W.LEAVES and (second in W.SOON or _of_a_day(second))
    told = _bare(after[0]) in D.ORDERS and second != "you" and not taking_leave
    strange = foreign([_bare(word) for word in _clause(before)])
    return Role.DOUBT if (cried and not told) or strange else Role.MARK


def _arrow(before: Sequence[str], after: Sequence[str], spaced: bool) -> Role:
    if _ends_in_figure(before) and all(_figure(word) or _bare(word) in W.UNITS for word in after):
        return Role.TEXT
    matter = _matter(after)
    if _figure(after[0]) and not matter:
        second = _bare(after[1]) if len(after) > 1 else ""
        if _bare(before[-1]) in W.SUMS | W.MEASURED:
            return Role.DOUBT  # "lead time > 2 weeks"
        dated = _DAY_FIGURE.fullmatch(after[0].rstrip(".,;:")) or second in MONTH or second in UNIT
        return Role.MARK if dated or _hour(after) else Role.DOUBT
    if {_bare(before[-1]), _bare(after[0])} & W.MENUS and len(_clause(before)) == 1:
        return Role.DOUBT
    if len(_clause(before)) == 1 and not _told(_bare(before[-1])):
        first = _bare(after[0])
        if (
            first not in D.ORDERS
            and not _of_a_day(first)
            and not _figure(first)
            and not _hour(after)
        ):
            return Role.DOUBT  # "office > warehouse move fri"
    led = _name(before[-1]) and _name(after[0]) and not _of_a_day(_bare(after[0]))
    compared = _bare(after[0]) in W.COMPARED
    return Role.DOUBT if (led or compared) and len(matter) == 1 else Role.MARK


def _told(word: str) -> bool:
    """Whether a single word is a note of its own: "talked", "fine", "loves"."""
    closing = W.CLOSING | W.CONTACT | W.STATUS | W.GOOD | W.PRAISING | W.VERBS
    return word in closing or _done(word)


def _matter(words: Sequence[str]) -> list[str]:
    """The words that are neither figures, nor units, nor a day's."""
    return [
        word
        for word in map(_bare, words)
        if not (
            _figure(word) or _of_a_day(word) or all(part in W.UNITS for part in word.split("/"))
        )
    ]


def _clause(words: Sequence[str]) -> Sequence[str]:
    """The words since the last stop or comma."""
    for place in range(len(words) - 1, 0, -1):
        if words[place - 1][-1] in ".,;:!?":
            return words[place:]
    return words


def _bare(word: str) -> str:
    return word.lower().strip(".,;:!?()[]\"'…") or word


def _figure(word: str) -> bool:
    return bool(_FIGURE.fullmatch(word.rstrip(".,;:!?")))


def _ends_in_figure(words: Sequence[str]) -> bool:
    unit = len(words) > 1 and _bare(words[-1]) in W.UNITS and _figure(words[-2])
    return unit or _figure(words[-1])


def _letters(last: str, first: str) -> bool:
    return all(len(_bare(word)) == 1 and _bare(word).isalpha() for word in (last, first))


def _name(word: str) -> bool:
    return word[0].isupper()


def _done(word: str) -> bool:
    """Whether a word looks like a participle."""
    return word.endswith("ed") and len(word) > 4


def _of_a_day(word: str) -> bool:
    return word in WEEKDAY or word in MONTH or word in FIXED or word in UNIT or word in W.DAY_SMALL


def _hour(words: Sequence[str]) -> bool:
    """Whether words begin with an hour: 3pm, 15:00, 10 am, noon, half past ten, ten past nine, eight."""
    first = _bare(words[0])
    if first in W.CLOCKWORDS or any(clock(tokens_of(" ".join(words[:size]))) for size in (1, 2, 3)):
        return True
    return first in NUMBERS and len(words) == 1
