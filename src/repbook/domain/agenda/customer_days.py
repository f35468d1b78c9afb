"""The days of an agenda on which the customer hears or sees somebody, in words that are theirs to read (R70).

The calendar beside the agenda letter is made of this: visits, calls, trainings, and checks, told as the letter
tells them. What the rep does alone is left out, and so is every word of the rep's own: nobody
looks a calendar over before it goes out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from ...values import NamedTuple
from ..letters.letter_texts import STEPS
from ..spine.facts import FollowupFacts
from ..spine.kinds import FollowupKind
from .agenda import HungStep

_BY_KIND = {
    FollowupKind.VISIT: "I visit you",
    FollowupKind.CALL: "I ring you",
    FollowupKind.CHECK: "I ask you: is everything as you had expected?",
    FollowupKind.TRAINING: "training",
}
"""The kinds that concern the customer, and the words for a step of the rep's own agenda."""


class Expected(NamedTuple):
    """One contact: its day, its local time ("" for none), what happens, and what names it for good."""

    on: date
    at: str
    what: str
    key: str


def to_expect(steps: Iterable[FollowupFacts | HungStep]) -> tuple[Expected, ...]:
    """The contacts of an agenda as its customer sees them, by day; steps of one day are one contact."""
    told = [
        (step.due_on, *_named(step), words)
        for step in steps
        if (words := STEPS.get(_named(step)[0], _BY_KIND.get(step.kind, "")))
        and step.kind in _BY_KIND
    ]
    told.sort(key=lambda each: each[0])
    contacts = []
    for day, same in groupby(told, key=lambda each: each[0]):
        group = list(same)
        at = min((at for _, _, at, _, _ in group if at), default="")
        what = "; ".join(dict.fromkeys(words for *_, words in group))
        contacts.append(Expected(day, at, what, group[0][3]))
    return tuple(contacts)


def _named(step: FollowupFacts | HungStep) -> tuple[str, str, str]:
    """A step's key in its template, its local time, and what names it for good."""
    if isinstance(step, HungStep):
        return step.key, "", step.key
    return step.step, step.at, str(step.id)
