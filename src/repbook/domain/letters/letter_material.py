"""What letters are made of: one customer's rows, a draft, and what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from ...values import NamedTuple
from ..spine.kinds import EvidenceKind, ExpectationState, LetterKind


def may_show(permission_on: date | None, today: date) -> bool:
    """Whether another customer's words may be shown today: from the day on which they allowed it (R65)."""
    return permission_on is not None and permission_on <= today


_NOTHING: Mapping[str, str] = MappingProxyType({})


class Evidence(NamedTuple):
    """A success in writing, this customer's own or the testimonial of another one.

    ``customer`` is the name of the other customer whose testimonial it is, empty for one's own.
    ``permission_on`` is the day on which its owner allowed us to show it, ``seen_on`` the day on which
    this customer has read it already, ``seen_by`` are all who have (R65).
    """

    id: int
    text: str
    day: date
    source: str = ""
    kind: EvidenceKind = EvidenceKind.SUCCESS
    tags: str = ""
    permission_on: date | None = None
    customer: str = ""
    told_on: date | None = None
    amount: str = ""
    industry: str = ""
    person: str = ""
    seen_on: date | None = None
    seen_by: tuple[str, ...] = ()


class Material(NamedTuple):
    """All that a letter to one customer may say: rows, never inventions.

    ``rep`` and ``contacts`` are those tables of the settings. ``steps`` are the agenda's contacts, a day
    and what happens, as the customer may read them (``letter.steps_for`` makes them from the agenda).
    ``expectations`` are (text, state). ``evidence`` holds the customer's own, newest first, and
    ``testimonials`` those of others, the closest first. ``words`` are other remarks of theirs that a
    letter may take up by itself, ``heard`` those that only the rep would, and
    ``talked`` the rep's own notes of the last calls. ``strangers`` are the names of all other customers. ``years`` counts those since the first sale.
    """

    customer: str = ""
    person: str = ""
    today: date = date.min
    rep: Mapping[str, str] = _NOTHING
    contacts: Mapping[str, str] = _NOTHING
    sale: str = ""
    number: str = ""
    ordered_on: date | None = None
    promised_on: date | None = None
    live_on: date | None = None
    kind: str = ""
    steps: tuple[tuple[date, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    testimonials: tuple[Evidence, ...] = ()
    important: str = ""
    need: str = ""
    why_us: str = ""
    vital: tuple[str, ...] = ()
    gains: tuple[str, ...] = ()
    works_well: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    talked: tuple[str, ...] = ()
    expectations: tuple[tuple[str, ExpectationState], ...] = ()
    years: int = 0
    referred: str = ""
    clipping: str = ""
    clipping_source: str = ""
    announcement: str = ""
    announced_for: str = ""
    announced_need: str = ""
    strangers: tuple[str, ...] = ()
    industry: str = ""


class Draft(NamedTuple):
    """A letter before it is posted."""

    kind: LetterKind
    subject: str
    body: str


class Refusal(NamedTuple):
    """Why a letter can't go out like this, and what to do, in one line.

    ``line_number`` counts the body's lines from 1; 0 is the subject, or the letter as a whole where ``line``
    is empty.
    """

    line_number: int
    line: str
    why: str

    def __str__(self) -> str:
        where = (
            f"line {self.line_number}: " if self.line_number else "subject: " if self.line else ""
        )
        return f"{where}{self.why}"
