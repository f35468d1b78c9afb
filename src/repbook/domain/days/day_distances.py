"""Days by their distance: +3, 2bd, in a fortnight, a week on monday, two weeks today (§4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from .day_calendar import months_on
from .day_words import BUSINESS, COUNT, UNIT, WEEKDAY, Asked, Days, Refused, Tokens

MOST_MONTHS = 24  # "30m" is a slip for minutes
_FORTNIGHT = ("fortnight", "fortnights")
_WEEKS = ("week", "weeks", "wk", "wks", "w", *_FORTNIGHT)


def read_span(tokens: Tokens, asked: Asked, days_of: Callable[[Tokens, Asked], Days]) -> Days:
    """+3, 3d, +1m (a month), 2bd, in two weeks, 3 days ago, a week on monday, a week from friday.

    ``days_of`` reads the day that a distance is counted from. Raises ``Refused`` for more months
    than "m" is likely to mean.
    """
    if len(tokens) == 2 and tokens[0] == "next" and tokens[1] in BUSINESS:
        return _shift(asked.today, 1, tokens[1], asked)
    if (
        len(tokens) == 2
        and tokens[0] in ("today", "tomorrow")
        and tokens[1] in ("week", "fortnight")
    ):
        return _from(tokens[:1], 1, tokens[1], asked, days_of)
    marked = tokens[0] in ("in", "+")
    body = tokens[1:] if marked else tokens
    if tokens[0] == "+" and len(body) == 1 and body[0].isdecimal():
        body = [*body, "d"]
    number, unit, rest = length(body)
    if not unit:
        return ()
    counted = body[0] != unit and body[0] not in ("a", "an")
    if not rest:
        sure = marked and body[0] != unit
        return (
            _shift(asked.today, number, unit, asked)
            if sure or counted or unit in _FORTNIGHT
            else ()
        )
    if marked and rest not in (["from", "now"], ["from", "today"]):
        return ()
    match rest:
        case ["ago"]:
            return _shift(asked.today, -number, unit, asked)
        case ["from", "now"]:
            return _shift(asked.today, number, unit, asked)
        case ["from", *base] if base:
            return _from(base, number, unit, asked, days_of)
        case [("today" | "tomorrow") as base] if unit in _WEEKS or unit.startswith("month"):
            return _from([base], number, unit, asked, days_of)
        case ["on", day] | [day] if day in WEEKDAY and unit in _WEEKS:
            return _from([day], number, unit, asked._replace(future=True), days_of)
    return ()


def length(tokens: Tokens) -> tuple[int, str, Tokens]:
    """The number and unit that tokens begin with, and what follows; no unit for no length.

    A unit without a number counts one.
    """
    word = tokens[0] if tokens else ""
    number = int(word) if word.isdecimal() else COUNT.get(word, 0)
    rest = tokens[1:] if number or word.isdecimal() else tokens
    if not rest or (rest[0] not in UNIT and rest[0] not in BUSINESS):
        return 0, "", tokens
    return (number if rest is not tokens else 1), rest[0], rest[1:]


def _from(
    base: Tokens, number: int, unit: str, asked: Asked, days_of: Callable[[Tokens, Asked], Days]
) -> Days:
    return tuple(day for each in days_of(base, asked) for day in _shift(each, number, unit, asked))


def _shift(day: date, number: int, unit: str, asked: Asked) -> Days:
    if unit == "m" and abs(number) > MOST_MONTHS:
        raise Refused(
            f"is {abs(number)} months: m is months", "type +24m at most, or a day such as 12 jun"
        )
    if unit in BUSINESS:
        if abs(number) > 9999:
            raise OverflowError("too far away")
        return (asked.business.add(day, number) if number else asked.business.roll(day),)
    days, months = (each * number for each in UNIT[unit])
    return (months_on(day, months) if months else day + timedelta(days=days),)
