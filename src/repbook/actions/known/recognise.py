"""What the book holds already of what a file tells: by another program's ids, and by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ...wording import fold

CUSTOMER, PERSON, SALE, TOUCH, FOLLOWUP = "customer", "person", "sale", "touch", "followup"
REFERRED = "customer referred to"
"""The origin of a customer whom a file only refers to, until the program's own row of them comes."""

BECAME = "person referred to"
"""The origin of a person whom a converted lead became, until the program's own row of them comes."""

EVENTS = (TOUCH, FOLLOWUP)
"""What is numbered anew on each sheet of a program: calls, notes, activities, each from 1."""

HASHED = "#"
"""How an id begins that no program gave (``row_identity.stable_id``)."""

OURS = "repbook"
"""The family of repbook's own CSV."""
OWN_SHEETS = {TOUCH: f"{OURS}.touches", FOLLOWUP: f"{OURS}.followups"}
"""Touches and follow-ups bear the same numbers, each on its own sheet."""


EARLIER_NAME = "earlier name"
"""Where an origin keeps what somebody was called before a file gave them another name: it is shown,
found, and recognised by the next import."""
BETWEEN = "; "
"""Between several earlier names."""


@dataclass(slots=True)
class Known:
    """A customer or a person: ``values`` where it comes in now, ``id`` once it has one.

    ``own`` says that this program has a row of its own for it, so that another row of the same name
    is somebody else; ``new`` that this file brought it. ``place`` is a customer's own address. ``unnumbered`` is a
    customer to whom this program gave no number.
    """

    id: int = 0
    values: dict[str, Any] | None = None
    city: str = ""
    own: bool = False
    new: bool = False
    place: tuple[str, ...] = ()
    unnumbered: bool = False


@dataclass(slots=True)
class Recognised:
    """What the book has of that which some records of a file tell: of one program's family, of events those of
    one sheet.
    """

    origins: dict[tuple[str, str], int] = field(default_factory=dict)
    by_name: defaultdict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[str, Known] = field(default_factory=dict)
    by_row: dict[int, Known] = field(default_factory=dict)
    people: defaultdict[tuple[int, str], list[Known]] = field(
        default_factory=lambda: defaultdict(list)
    )
    person_by_row: dict[int, Known] = field(default_factory=dict)
    person_of: dict[int, int] = field(default_factory=dict)
    with_main: set[int] = field(default_factory=set)

    def clear(self) -> None:
        """Forget all of it, for the next records."""
        for held in (self.origins, self.by_name, self.by_id, self.by_row, self.people):
            held.clear()
        for rest in (self.person_by_row, self.person_of, self.with_main):
            rest.clear()


def same_name(known: Iterable[Known], city: str = "") -> Known | None:
    """The one of these namesakes that can be meant by a row of this city; None if that is unclear."""
    free = [one for one in known if not one.own]
    if len(free) > 1 and city:
        free = [one for one in free if fold(one.city) == fold(city)]
    return free[0] if len(free) == 1 else None
