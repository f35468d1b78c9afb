"""Days and years as a letter says them, in full words."""

from __future__ import annotations

from datetime import date

from .stories import WORDS

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = tuple(WORDS.NUMBERS)


def years_text(years: int) -> str:
    if years < 1:
        return ""
    return "a year" if years == 1 else f"{NUMBERS[years] if years < len(NUMBERS) else years} years"


def date_text(day: date, today: date) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def day_of_week(day: date, today: date) -> str:
    return f"{DAYS[day.weekday()]} {date_text(day, today)}"


def lately(day: date, today: date) -> str:
    """``today``, ``yesterday``, ``last Thursday``, ``on 12 March``."""
    gap = (today - day).days
    if gap < 2:
        return "yesterday" if gap else "today"
    return f"last {DAYS[day.weekday()]}" if gap < 7 else f"on {date_text(day, today)}"
