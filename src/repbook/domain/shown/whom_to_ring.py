"""Whom to ring for what, both ways: the situations that every customer should know a name for (R74)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...values import NamedTuple
from ...wording import clean
from .customer_views import CustomerPage

SITUATIONS = ("everyday", "out of hours", "billing", "delivery", "escalation")
EVERYDAY = SITUATIONS[0]


class WhomToRing(NamedTuple):
    """In this situation, this is who to ring, and how."""

    situation: str
    who: str


def ours(contacts: Mapping[str, str]) -> tuple[WhomToRing, ...]:
    """Whom a customer rings at our side, from the settings: the known situations first."""
    named = {situation_of(name): clean(who) for name, who in contacts.items()}
    order = (*SITUATIONS, *(name for name in named if name not in SITUATIONS))
    return tuple(WhomToRing(name, named[name]) for name in order if named.get(name))


def gaps(named: Iterable[str]) -> tuple[str, ...]:
    """The situations that nobody is named for."""
    known = {each for name in named for each in situations_of(name)}
    return tuple(name for name in SITUATIONS if name not in known)


def theirs_named(page: CustomerPage) -> tuple[str, ...]:
    """The situations in which we know whom to ring there. The person to ask for is the everyday one."""
    named = [each for route in page.routes for each in situations_of(route.situation)]
    main = page.main_person
    owners = (None,) if main is None else (None, main.id)
    if any(route.person_id in owners and not route.situation for route in page.routes):
        named.append(EVERYDAY)
    return tuple(named)


def situations_of(text: str) -> tuple[str, ...]:
    """The situations that a route is for; there may be several, with commas between."""
    return tuple(filter(None, map(situation_of, text.split(","))))


def situation_of(name: str) -> str:
    """A situation as it is compared: ``Out_of-hours`` is "out of hours"."""
    return " ".join(clean(name).lower().replace("_", " ").replace("-", " ").split())
