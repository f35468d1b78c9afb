"""What leaves the book in other programs' formats, as frozen values: a calendar's rows, the newsletter's readers."""

from __future__ import annotations

from datetime import date

from ...values import NamedTuple


class CalendarRow(NamedTuple):
    """One dated row of the book: ``kind`` and ``id`` name it, ``at`` is a local time or "".

    ``yearly`` has the month and day of a row that comes every year; ``on`` is then its next day.
    """

    kind: str
    id: int
    on: date
    at: str
    customer: str
    text: str
    person: str = ""
    yearly: tuple[int, int] | None = None


class Reader(NamedTuple):
    """One person who has agreed to the newsletter; ``since`` is an ISO day, "" where it is not known."""

    name: str
    email: str
    customer: str
    since: str = ""


class Readers(NamedTuple):
    """The newsletter's list, and who is missing from it (R89)."""

    rows: tuple[Reader, ...]
    no_consent: int
    no_mail: int
