"""What is said of each kind of fact, and where it shows: whoever shows facts reads it here.

A fact of any kind stands in the Facts tab, in the timeline, in the search, and in what leaves the book.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from ...values import NamedTuple
from .kinds import FactKind


class InLetters(StrEnum):
    """What a letter may do with a fact that was not told in confidence."""

    NAMED = "named"  # in a place of its own
    TAKEN_UP = "taken up"  # by itself, where nothing else is known
    HEARD = "heard"  # by the rep's hand alone


class Shown(NamedTuple):
    """Where facts of one kind show. ``form`` is their place in the form of facts, 0 where it does not offer them.

    ``card`` puts them among what the card tells besides, ``quoted`` in quotes; ``brief`` is their place and
    label in what is good to know before a call, quoted unless it is ``ours``: what we told them.
    """

    title: str
    letters: InLetters | None = None
    form: int = 0
    card: bool = False
    brief: tuple[int, str] | None = None
    quoted: bool = False
    ours: bool = False
    agreed: bool = False


NAMED, TAKEN_UP, HEARD = InLetters
SHOWN: Mapping[FactKind, Shown] = MappingProxyType(
    {
        FactKind.IMPORTANT: Shown("Important", NAMED, form=1, quoted=True),
        FactKind.NEED: Shown("Needed", NAMED, form=2, card=True, quoted=True),
        FactKind.VITAL: Shown("Vital", NAMED, form=5, card=True),
        FactKind.PLAN: Shown("Plan"),
        FactKind.WORRY: Shown("Worry", HEARD, form=4, card=True, brief=(1, "Worry")),
        FactKind.WHY_US: Shown(
            "Why us", NAMED, form=3, card=True, brief=(3, "Why us"), quoted=True
        ),
        FactKind.LIMIT: Shown("Limits told", HEARD, form=8, brief=(2, "Told them"), ours=True),
        FactKind.PERSONAL: Shown("Personal", TAKEN_UP, form=7),
        FactKind.VALUE_IDEA: Shown("Value idea", form=9),
        FactKind.AREA: Shown("Area affected", HEARD),
        FactKind.WORKS_WELL: Shown("Works well", NAMED),
        FactKind.IMPROVE: Shown("To improve", HEARD),
        FactKind.RIVAL: Shown("Rival seen", form=6),
        FactKind.PREFERENCE: Shown("Preference", TAKEN_UP, agreed=True),
        FactKind.PROBLEM_RULE: Shown("Problems", HEARD, agreed=True),
    }
)
"""In the order of a customer's page on paper."""

OFFERED = tuple(sorted((kind for kind in SHOWN if SHOWN[kind].form), key=lambda k: SHOWN[k].form))
"""What the form of facts offers, in its order; the others come of the agreement and of training."""

BRIEF = tuple(
    sorted((said.brief[0], kind, said.brief[1]) for kind, said in SHOWN.items() if said.brief)
)
"""What is good to know before a call, the most useful first: its place, its kind, its label."""


def in_letters(how: InLetters) -> tuple[FactKind, ...]:
    """The kinds that a letter treats so."""
    return tuple(kind for kind, said in SHOWN.items() if said.letters is how)
