"""Small phrases that the reasons share, so that each says the same thing alike."""

from __future__ import annotations

from datetime import date

from ...wording import MONTHS, WEEKDAYS, day_text

LATE, STALE = "late", "stale"
SHORT = 60  # characters of a person's own text in one line of Today


def short(text: str, most: int = SHORT) -> str:
    """A person's text cut to a line; what was cut is marked."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def long(days: int) -> str:
    """``a year``, ``two years``, ``400 days``: a number of the rules in words."""
    return {365: "a year", 730: "two years"}.get(days, f"{days} days")


def due(on: date, today: date) -> str:
    """``due today``, ``due Mon 9 Jun``."""
    return "due today" if on == today else f"due {day_text(on, today)}"


def since(on: date, today: date) -> str:
    """``since Tue 3 Jun``."""
    return f"since {day_text(on, today)}"


def near(on: date, today: date) -> str:
    """``today``, ``Thu`` within six days, ``17 Nov``: a day as short as it can be told."""
    if on == today:
        return "today"
    if abs((on - today).days) < 7:
        return WEEKDAYS[on.weekday()]
    text = f"{on.day} {MONTHS[on.month - 1]}"
    return text if on.year == today.year else f"{text} {on.year}"


def late(on: date, today: date) -> str:
    """``3 d late``; nothing on the day itself or before it."""
    days = (today - on).days
    return f"{days} d {LATE}" if days > 0 else ""


def is_late(when: str) -> bool:
    """Whether the day of a reason says that it has passed."""
    return when.endswith(LATE) or when.startswith(STALE)


def unless_named(person: str, text: str) -> str:
    """The person, unless the text names them already."""
    first = person.split(maxsplit=1)[:1]
    return "" if not first or first[0].casefold() in text.casefold() else person


def with_person(text: str, person: str, link: str = " · ") -> str:
    """The text with the person it is about, unless it names them already."""
    whom = unless_named(person, text)
    return f"{text}{link}{whom}" if whom else text
