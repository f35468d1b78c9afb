"""Where a touch may go: every customer with their people, and how a name that is typed finds one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...errors import InvalidInput
from ...values import NamedTuple
from ...wording import fold

MOST_NAMED = 3


class Someone(NamedTuple):
    """A person of a customer."""

    id: int
    name: str
    main: bool = False
    left: bool = False
    role: str = ""


class Place(NamedTuple):
    """A customer; ``folded`` is the name as names are compared."""

    id: int
    name: str
    folded: str
    city: str = ""
    people: tuple[Someone, ...] = ()

    @property
    def main(self) -> Someone | None:
        """Whom to ask for: the main contact who has not left, else the first one there."""
        here = [one for one in self.people if not one.left]
        return next((one for one in here if one.main), here[0] if here else None)


def place_named(words: str, places: Sequence[Place], present: Place) -> Place:
    """The one customer of that name: exactly, then by the beginnings of its words; never on a guess.

    ``present`` is where it is now, and wins among namesakes; "Name, Town" tells others apart. Raises
    ``InvalidInput`` with "customer" for nobody, and for several.
    """
    wanted = fold(words)
    if not wanted:
        raise InvalidInput("whose is it?", "type the customer", field="customer")
    if wanted == present.folded:
        return present
    exact = [one for one in places if one.folded == wanted]
    if not exact and "," in wanted:
        name, _, town = wanted.rpartition(",")
        exact = [
            one
            for one in places
            if one.folded == name.strip() and fold(one.city).startswith(town.strip())
        ]
    found = exact or [one for one in places if begins(wanted, one.folded)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise InvalidInput("nobody is called that", "see 3 Customers", field="customer")
    raise InvalidInput(f"{_some(found)}?", "type more", field="customer")


def person_named(words: str, place: Place) -> Someone | None:
    """The one person of that name there; None for nobody in particular. Raises ``InvalidInput``."""
    wanted = fold(words)
    if not wanted:
        return None
    exact = [one for one in place.people if fold(one.name) == wanted]
    found = exact or [one for one in place.people if begins(wanted, fold(one.name))]
    if len(found) == 1:
        return found[0]
    if not found:
        here = ", ".join(one.name for one in place.people[:MOST_NAMED])
        said = f"known there: {here}" if here else "nobody is known there"
        raise InvalidInput(said, "or leave it empty", field="person")
    names = " or ".join(one.name for one in found[:MOST_NAMED])
    raise InvalidInput(f"{names}?", "type more", field="person")


def begins(wanted: str, name: str) -> bool:
    """Whether each word typed begins a word of the name, each one of its own."""
    left = name.split()
    for word in wanted.split():
        at = next((place for place, there in enumerate(left) if there.startswith(word)), None)
        if at is None:
            return False
        del left[at]
    return True


def _some(places: Iterable[Place]) -> str:
    found = list(places)
    alike = len({one.folded for one in found}) == 1
    said = [f"{one.name}, {one.city}" if alike and one.city else one.name for one in found]
    more = f" and {len(said) - MOST_NAMED} more" if len(said) > MOST_NAMED else ""
    return " or ".join(said[:MOST_NAMED]) + more
