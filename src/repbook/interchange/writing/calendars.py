"""Calendars to send and to subscribe to: RFC 5545, lines folded at 75 bytes, times as the wall clock has them.

A day is a whole-day event that blocks no time; an hour is "floating", so that it stays ten o'clock
wherever the calendar is opened. Nothing confidential comes in here: a calendar is copied to many places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ...domain.agenda.agenda import HungStep
from ...domain.agenda.customer_days import to_expect
from ...domain.spine.facts import FollowupFacts
from .content_lines import folded, text

MINUTES = 30
"""How long a contact with an hour is taken to be."""
YEARLY = "FREQ=YEARLY"
LAST_OF_FEBRUARY = f"{YEARLY};BYMONTH=2;BYMONTHDAY=-1"
"""A birthday on the 29th is kept on the 28th in a shorter year (F113)."""
HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//repbook//repbook//EN", "CALSCALE:GREGORIAN")


class Event(NamedTuple):
    """One entry. ``uid`` names it for good; ``at`` is a local time such as "10:00", "" for the whole day."""

    uid: str
    on: date
    summary: str
    at: str = ""
    details: str = ""
    category: str = ""
    repeats: str = ""


def agenda_calendar(
    steps: Iterable[FollowupFacts | HungStep],
    customer: str,
    rep: Mapping[str, str],
    *,
    stamp: str,
    book: str = "",
) -> str:
    """What the customer gets with the agenda letter (R70): who comes or calls on which day.

    ``steps`` are those of one sale, open follow-ups or steps not filed yet; only what concerns the customer
    is taken, in neutral words. ``rep`` is ``Settings.rep``; ``stamp`` the clock's instant; ``book`` the mark
    of the book, so that a second letter moves the same entries.
    """
    who = ", ".join(filter(None, (rep.get("name"), rep.get("company"))))
    reach = " · ".join(filter(None, (rep.get("name"), rep.get("phone"), rep.get("email"))))
    events = (
        Event(
            uid=f"agenda-{each.key}-{book or 'letter'}@repbook",
            on=each.on,
            at=each.at,
            summary=f"{who}: {each.what}" if who else each.what,
            details=reach,
        )
        for each in to_expect(steps)
    )
    title = f"{customer}: what to expect" + (f" from {who}" if who else "")
    return "".join(calendar(events, stamp, title=title))


def calendar(events: Iterable[Event], stamp: str, *, title: str = "") -> Iterator[str]:
    """A calendar line by line, each ending in CR LF; ``stamp`` is a UTC instant of the clock."""
    made = stamp.replace("-", "").replace(":", "")
    head = (*HEAD, f"X-WR-CALNAME:{text(title)}") if title else HEAD
    for line in head:
        yield folded(line)
    for event in events:
        for line in _lines(event, made):
            yield folded(line)
    yield folded("END:VCALENDAR")


def _lines(event: Event, made: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{made}"
    hour = _hour(event.at)
    if hour:
        yield f"DTSTART:{event.on:%Y%m%d}T{hour}00"
        yield f"DURATION:PT{MINUTES}M"
    else:
        yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
        if event.on < date.max:
            yield f"DTEND;VALUE=DATE:{event.on + timedelta(1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    if event.repeats:
        yield f"RRULE:{event.repeats}"
    yield f"SUMMARY:{text(event.summary)}"
    if event.details:
        yield f"DESCRIPTION:{text(event.details)}"
    if event.category:
        yield f"CATEGORIES:{text(event.category)}"
    yield "END:VEVENT"


def repeats(yearly: tuple[int, int] | None) -> str:
    """The rule of a day of every year, given as month and day; "" for a day that comes once."""
    if yearly is None:
        return ""
    return LAST_OF_FEBRUARY if yearly == (2, 29) else YEARLY


def _hour(at: str) -> str:
    """``0930`` for 9:30; nothing for a time that no clock shows."""
    hour, colon, minute = at.partition(":")
    known = (
        colon and hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60
    )
    return f"{int(hour):02}{int(minute):02}" if known else ""
