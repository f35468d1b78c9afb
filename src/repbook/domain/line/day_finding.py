"""Where a day stands among the words of a promise, a follow-up or a success (§4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from ...errors import InvalidInput
from ...values import NamedTuple
from ...wording import day_text
from ..days.dates import (
    NO_HOLIDAYS,
    NoSuchDay,
    When,
    ambiguous,
    another_hour,
    shown,
    spellings,
    when_of,
)
from ..days.day_grammar import numbered_weekday
from ..days.day_hours import clock
from ..days.day_vocabulary import of_the_grammar
from ..days.day_words import MONTH, Asked, tokens_of
from ..spine.calendar import BusinessDays
from .day_prose import (
    DASHES,
    Place,
    bare,
    counts_things,
    is_prose,
    may_be_noun,
    names_what_follows,
    orders,
)
from .sign_words import DAYS

LONGEST_PHRASE = 9  # words: "by the end of the next month at 10:30"
_LINKING = frozenset(
    {"or", "and", "&", "to", "till", "until", "through", "thru", "-", "–", "—", "/", "+"}
)
_THEN = frozenset({"and", "then", "&", "but"})
_POLITE = frozenset({"pls", "plz", "please", "thanks", "thx", "ta", "tia", "cheers"})
_NOUN_HOURS = frozenset({"lunch", "night"})  # "fri lunch with Tom"
_BEFORE_HOURS = frozenset({"before", "after", "until", "till", "from", "since", "the", "to", "and"})


class FoundDay(NamedTuple):
    """Where a day phrase stands among words: from ``first`` up to, but not including, ``last``.

    ``meaning`` is an error where the phrase is meant as a day, but has to be asked about
    (``AmbiguousDay``) or refused (``NoSuchDay``). A day that answers it stands for all its words.
    ``also`` is the place of a second phrase of the same day, or of its hour, at the other end.
    """

    first: int
    last: int
    meaning: When | InvalidInput
    also: tuple[int, int] = (0, 0)

    def holds(self, place: int) -> bool:
        """Whether the word at a place is part of what was said of the day."""
        return self.first <= place < self.last or self.also[0] <= place < self.also[1]


def find_day(
    words: Sequence[str],
    today: date,
    *,
    day_first: bool | None = None,
    future: bool = True,
    at_start: bool = False,
    sure: bool = False,
    business: BusinessDays = NO_HOLIDAYS,
) -> FoundDay | None:
    """The longest day phrase that ends the words, or that starts them with ``at_start``.

    None where there is none, or where it may as well be prose (``is_prose`` has the rule). At the
    start a lone hour is no time: "tue 9 valves". ``sure`` asks for more certainty, at a place where
    a day may be, but need not. Two days side by side ("mon to fri", "send list mon tue") are asked
    about, unless "by" or "on" says which. ``future`` off looks for what has happened.
    """
    return _find(words, Asked(today, day_first, future, business), at_start=at_start, sure=sure)


def find_either_end(
    words: Sequence[str],
    today: date,
    *,
    begins: bool,
    day_first: bool | None = None,
    business: BusinessDays = NO_HOLIDAYS,
) -> FoundDay | None:
    """The day of a follow-up, which ``begins`` with it, or of a promise, which ends with it.

    Each may have it at the other end where that is sure. Days at both ends that differ are asked
    about, unless a colon sets the first apart. A follow-up may have its hour at the other end, and
    an hour without a day is today's.
    """
    asked = Asked(today, day_first, True, business)
    head = _find(words, asked, at_start=True, sure=not begins)
    taken = head.last if head else 0
    tail = _find(words[taken:], asked, at_start=False, sure=begins, before=words[:taken])
    if tail:
        tail = tail._replace(first=tail.first + taken, last=tail.last + taken)
    found: FoundDay | None = head or tail
    if head and tail:
        if isinstance(head.meaning, InvalidInput):
            head = head._replace(meaning=_alone(words[: head.last], asked) or head.meaning)
        found = head if words[head.last - 1].endswith(":") else _both(head, tail, today)
    if found:
        found = _within(words, found, asked) or found
    return _with_hour(words, found, today) if begins else found


def _within(words: Sequence[str], found: FoundDay, asked: Asked) -> FoundDay | None:
    """The question about another day inside the text: "send it fri; call mon"."""
    if not isinstance(found.meaning, When) or found.also[1]:
        return None
    last = found.first or len(words)
    for stop in range(found.last if not found.first else 0, last):
        after = words[stop + 1 : stop + 2]
        if words[stop][-1] not in ",;" and not (after and after[0].lower() in _THEN):
            continue
        first = 0 if found.first else found.last
        other = _longest(words[first : stop + 1], asked, at_start=False, sure=True)
        if other and isinstance(other.meaning, When) and other.meaning.day != found.meaning.day:
            days = " or ".join(
                day_text(day, asked.today) for day in sorted((found.meaning.day, other.meaning.day))
            )
            wrong = NoSuchDay(f"two days: {days}", "make two of it", field="day")
            return found._replace(meaning=wrong)
    return None


def _alone(words: Sequence[str], asked: Asked) -> When | None:
    """The day that a phrase at the start names, where only the words behind it made it doubtful."""
    try:
        return when_of(" ".join(words), asked, lone_hour=False)
    except InvalidInput:
        return None


def _both(head: FoundDay, tail: FoundDay, today: date) -> FoundDay:
    """One day said at both ends, or the question which of two counts."""
    one, other = head.meaning, tail.meaning
    if isinstance(one, InvalidInput):
        return head
    if isinstance(other, InvalidInput):
        return tail
    hours = {one.at, other.at} - {""}
    if one.day == other.day and len(hours) <= 1:
        when = When(one.day, one.at or other.at)
        return head._replace(meaning=when, also=(tail.first, tail.last))
    said = sorted({(one.day, one.at), (other.day, other.at)})
    if one.day == other.day:
        both = " or ".join(When(*each).text(today) for each in said)
    else:
        both = " or ".join(day_text(day, today) for day, _ in said)
    hint = "leave one out, or put a colon after the first"
    return head._replace(meaning=NoSuchDay(f"two days: {both}", hint, field="day"))


def _with_hour(words: Sequence[str], found: FoundDay | None, today: date) -> FoundDay | None:
    """A follow-up's hour at the other end than its day: "10am call Anna fri"; alone it is today's."""
    when = found.meaning if found else None
    if found and (isinstance(when, InvalidInput) or found.also[1]):
        return found
    starts = range(1, min(4, len(words)) + 1)
    places = [(0, size) for size in reversed(starts)]
    places += [(len(words) - size, len(words)) for size in reversed(starts)]
    for first, last in places:
        if found and (found.first < last and first < found.last):
            continue
        said = " ".join(words[first:last]).rstrip(".,;:!")
        at, doubt = clock(tokens_of(said)), another_hour(said, tokens_of(said))
        before = bare(words[first - 1]) if first else ""
        if not at and not doubt:
            continue
        begun = found.last if found and found.first == 0 else 0
        if before in _BEFORE_HOURS or (before in DAYS.EVENTS and first - 1 > begun):
            return found
        if doubt:
            return found._replace(meaning=doubt) if found else FoundDay(first, last, doubt)
        if not found or not isinstance(when, When):
            return FoundDay(first, last, When(today, at))
        if when.at and when.at != at:
            wrong = f"two hours: {when.at} or {at}"
            return found._replace(meaning=NoSuchDay(wrong, "leave one out", field="day"))
        return found._replace(meaning=When(when.day, at), also=(first, last))
    return found


def _find(
    words: Sequence[str], asked: Asked, *, at_start: bool, sure: bool, before: Sequence[str] = ()
) -> FoundDay | None:
    """As ``find_day``; ``before`` are words in front of those that may be the day's."""
    found = _longest(words, asked, at_start=at_start, sure=sure, before=before)
    if found is None or words[found.first].lower() in ("by", "on"):
        return found
    rest = words[found.last :] if at_start else words[: found.first]
    linked = at_start and len(rest) > 0 and rest[0].lower() in _LINKING
    rival = _longest(
        rest[1:] if linked else rest, asked, at_start=at_start, sure=not linked, before=before
    )
    if linked and rest[0].lower() == "or" and rival is None and isinstance(found.meaning, When):
        wrong = NoSuchDay(
            f'"{shown(" ".join(words[: found.last + 1]))}" leaves the day open',
            "give one day",
            field="day",
        )
        return FoundDay(0, found.last + 1, wrong)
    if linked and rival and isinstance(rival.meaning, InvalidInput):
        return FoundDay(0, found.last + 1 + rival.last, rival.meaning)
    if not (rival and isinstance(rival.meaning, When) and isinstance(found.meaning, When)):
        return found
    days = sorted({found.meaning.day, rival.meaning.day})
    if len(days) == 1:
        return found
    first, last = (0, found.last + linked + rival.last) if at_start else (rival.first, found.last)
    return FoundDay(first, last, ambiguous("two days:", days, asked.today))


def _longest(
    words: Sequence[str], asked: Asked, *, at_start: bool, sure: bool, before: Sequence[str] = ()
) -> FoundDay | None:
    end = len(words) if at_start else _without_noise(words)
    likely = words[:LONGEST_PHRASE] if at_start else words[max(0, end - LONGEST_PHRASE) : end][::-1]
    most = sum(1 for _ in takewhile(of_the_grammar, likely))
    for size in range(most, 0, -1):
        first, last = (0, size) if at_start else (end - size, end)
        for text in spellings(" ".join(words[first:last])):
            meaning: When | InvalidInput | None
            try:
                meaning = when_of(text, asked, lone_hour=not at_start)
            except InvalidInput as error:
                meaning = error
            if meaning is None:
                continue
            after = words[last:] if at_start and words[last - 1][-1] not in ":;" else ()
            around = [*before, *words[:first]]
            place = Place(tokens_of(text), around, after, at_start, sure, not asked.future)
            if at_start and after:
                meaning = _at_start(place, text, meaning)
                if meaning is None:
                    continue
            if is_prose(place):
                return None  # a shorter piece of it would be no surer
            dash = not at_start and first > 1 and words[first - 1] in DASHES
            return FoundDay(first - dash, last, meaning)
    return None


def _at_start(place: Place, text: str, meaning: When | InvalidInput) -> When | InvalidInput | None:
    """What a phrase means with more words behind it: what it did, a question, or None for nothing."""
    told = orders(place.after)
    if numbered_weekday(place.tokens):
        if isinstance(meaning, InvalidInput):  # "tue 9 valves": a Tuesday, and nine of them
            return meaning if told else None
        counts = not told
    else:
        counts = len(place.tokens) > 1 and place.tokens[-2] in MONTH and counts_things(place)
    if counts:
        hint = f'write the month, the year in full, or "{text}:"'
        return NoSuchDay(f'"{shown(text)}" may be a day, or count what follows', hint, field="day")
    if place.tokens[-1] in _NOUN_HOURS and len(place.tokens) > 1 and not told:
        return None
    if may_be_noun(place) or names_what_follows(place):
        return NoSuchDay(
            f'"{shown(text)}" may be a name', f'write "{text}:" if it is the day', field="day"
        )
    return meaning


def _without_noise(words: Sequence[str]) -> int:
    """How many words there are without the thanks and signs at their end: "fri pls 👍"."""
    end = len(words)
    while end > 1:
        word = words[end - 1]
        polite = bare(word) in _POLITE and "?" not in word
        if not polite and not all(char in "!.,;" or (ord(char) > 0x2100) for char in word):
            break
        end -= 1
    return end
