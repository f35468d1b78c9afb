"""A question, and what may be answered to it: words, a day, one of a few, some of several.

An answer is kept as the app's forms keep theirs (a number for a choice, values with commas for ticks), so that a form
that was begun there is finished here, and the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from ...domain.days.dates import When, parse_when
from ...domain.spine.calendar import BusinessDays
from ...errors import InvalidInput
from ...values import NamedTuple
from ...wording import SCORE_WORDS, ago, clean, day_text, fold
from ..typed import place_of

SCORES = tuple(SCORE_WORDS.values())
"""From much worse to much better."""
NONE = "--"
"""Typed to say that nothing is to stand here."""
TYPED = ("text", "day", "when")
"""The kinds that take words."""
DAYS = "fri, +3, 2w, end of month, 12 jun"
HELP = {
    "text": "words",
    "day": f"a day: {DAYS}",
    "when": f"a day, with an hour if you like: {DAYS}, tue 10am",
    "choice": "a number, or the word",
    "letter": "a letter",
    "ticks": "numbers with spaces between, or all",
}


class Question(NamedTuple):
    """One question of a form.

    ``kind``: text, day, when (a day with an hour), choice (of ``options``, which are words), letter (of (letter, words,
    value)), ticks (of (value, words)). ``start`` is the answer of an empty line. ``rare`` is only asked of who wants it,
    and nothing is where ``asked`` says no.
    """

    name: str
    label: str
    kind: str = "text"
    options: tuple[Any, ...] = ()
    start: str = ""
    help: str = ""
    required: bool = False
    future: bool = True
    rare: bool = False
    asked: bool = True
    about: str = ""
    """A line said before it."""


class Reader(NamedTuple):
    """How days are read: the rep's day, their order of day and month, their business days."""

    today: date
    day_first: bool | None
    business: BusinessDays

    def when(self, question: Question, typed: str) -> When:
        """The day, and the hour if any, that was typed; raises ``InvalidInput``."""
        try:
            return self._read(typed, future=question.future)
        except InvalidInput:
            if question.future:
                raise
            try:  # "9am", said of what has been, is today's
                return self._read(f"today {typed}", future=False)
            except InvalidInput:
                pass
            raise

    def _read(self, typed: str, *, future: bool) -> When:
        return parse_when(
            typed, self.today, day_first=self.day_first, future=future, business=self.business
        )

    def said(self, when: When) -> str:
        """``Fri 6 Jun 14:30 · in 3 d``."""
        free = " · a free day" if self.business.is_free(when.day) else ""
        return f"{when.text(self.today)} · {ago(when.day, self.today)}{free}"


def lines_before(question: Question) -> Iterable[str]:
    """What is said before it is asked."""
    if question.about:
        yield question.about
    if question.kind == "ticks":
        yield from (f"{place} {words}" for place, (_, words) in enumerate(question.options, 1))


def asked(question: Question, standing: str) -> str:
    """The question on one line, with the answer of an empty line: ``Words [none]:``."""
    label = question.label[:1].upper() + question.label[1:]
    if question.kind == "choice":
        words = ", ".join(f"{place} {word}" for place, word in enumerate(question.options, 1))
        label = f"{label}: {words}"
    elif question.kind == "letter":
        words = ", ".join(f"{letter} {words}" for letter, words, _ in question.options)
        label = f"{label}: {words}"
    elif question.kind == "ticks":
        label = f"{label}, numbers"
    default = "" if question.required else "none"
    return f"{label}{f' [{told(question, standing) or default}]' if standing or default else ''}:"


def told(question: Question, standing: str) -> str:
    """An answer that stands already, as it would be typed."""
    if question.kind == "ticks" and standing:
        values = standing.split(",")
        places = (
            str(place) for place, (value, _) in enumerate(question.options, 1) if value in values
        )
        return " ".join(places)
    if question.kind == "letter":
        return next((letter for letter, _, value in question.options if value == standing), "")
    return standing


def read(question: Question, typed: str, reader: Reader) -> str:
    """What was typed, as it is kept; raises ``InvalidInput`` with what can be typed instead."""
    if question.kind == "choice":
        return _one_of(question.options, typed)
    if question.kind == "letter":
        for letter, words, value in question.options:
            if typed in (letter, value) or fold(typed) == fold(words):
                return str(value)
        raise InvalidInput(
            f"'{typed[:20]}' is none of these",
            f"type {' or '.join(letter for letter, *_ in question.options)}",
        )
    if question.kind == "ticks":
        return _some_of(question.options, typed)
    if question.kind in ("day", "when"):
        when = reader.when(question, typed)
        if not question.future and when.day > reader.today:
            raise InvalidInput(
                f"{day_text(when.day, reader.today)} is still ahead", "a day that has been"
            )
    return clean(typed)


def _one_of(options: tuple[str, ...], typed: str) -> str:
    if typed.isdecimal():
        return str(place_of(typed, len(options)))
    found = [
        place
        for place, words in enumerate(options, 1)
        if fold(words).startswith(fold(typed)) or fold(words).replace("-", "") == fold(typed)
    ]
    whole = [place for place in found if fold(options[place - 1]) == fold(typed)]
    if len(whole or found) != 1:
        said = "may be several of these" if found else "is none of these"
        raise InvalidInput(f"'{typed[:20]}' {said}", f"a number, 1 to {len(options)}")
    return str((whole or found)[0])


def _some_of(options: tuple[tuple[str, str], ...], typed: str) -> str:
    if fold(typed) == "all":
        return ",".join(value for value, _ in options)
    named = re.split(r"[\s,;]+", typed.strip(" ,;"))
    chosen = {place_of(each, len(options), ", or all") for each in named}
    return ",".join(value for place, (value, _) in enumerate(options, 1) if place in chosen)
