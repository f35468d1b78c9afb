"""What an address card holds of a person or a firm, and what a kept line is to other programs (§7)."""

from __future__ import annotations

import re

from ...values import NamedTuple
from ...wording import fold
from .name_parts import NO_PARTS, NameParts

DEPARTMENTS = frozenset(
    (
        *(
            "department",
            "organization department",
            "organization 1 department",
            "abteilung",
            "service",
        ),
        *("departement", "departamento", "reparto", "afdeling", "departement/service"),
    )
)
CATEGORIES = frozenset(
    (
        *(
            "categories",
            "category",
            "kategorien",
            "kategorie",
            "labels",
            "label",
            "tags",
            "tag",
            "group",
        ),
        *(
            "group membership",
            "groups",
            "gruppen",
            "person - label",
            "etiquetas",
            "categorias",
            "categorie",
        ),
    )
)
"""What programs call the groups that somebody is in, folded."""
PARTED = re.compile(r"\s*(?: ::: |[;,\n])\s*")
FURTHER_COMPANY, FURTHER_TITLE = "further company", "further title"


class CardAddress(NamedTuple):
    """An address with its label."""

    label: str
    street: str
    city: str
    region: str
    postcode: str
    country: str


class CardDay(NamedTuple):
    """A day of the year, whose year may be unknown: birthday, anniversary, or another one by its label."""

    kind: str
    label: str
    year: int | None
    month: int
    day: int


class Card(NamedTuple):
    """One person, or one firm, for an address book.

    ``customer`` is "" for who is their own customer, ``customer_id`` then 0. ``routes`` are (kind, value,
    what it is for), ``kept`` what files said beyond what the book takes, ``photos`` are (head, value).
    """

    id: int
    name: str
    customer: str
    role: str = ""
    routes: tuple[tuple[str, str, str], ...] = ()
    days: tuple[CardDay, ...] = ()
    customer_id: int = 0
    parts: NameParts = NO_PARTS
    addresses: tuple[CardAddress, ...] = ()
    note: str = ""
    kept: tuple[tuple[str, str], ...] = ()
    photos: tuple[tuple[str, str], ...] = ()
    firm: bool = False


class KeptParts(NamedTuple):
    """Kept lines by what they are to an address book."""

    department: str
    categories: tuple[str, ...]
    companies: tuple[str, ...]
    titles: tuple[str, ...]
    rest: tuple[tuple[str, str], ...]


def parted(kept: tuple[tuple[str, str], ...]) -> KeptParts:
    """Kept lines told apart; each once, whatever program said it."""
    department = ""
    categories: dict[str, None] = {}
    companies: list[str] = []
    titles: list[str] = []
    rest: dict[str, dict[str, None]] = {}
    for label, value in kept:
        folded = fold(label)
        if folded in DEPARTMENTS and department in ("", value):
            department = value
        elif folded in CATEGORIES:
            words = (word.removeprefix("*").strip() for word in PARTED.split(value))
            categories |= dict.fromkeys(filter(None, words))
        elif label == FURTHER_COMPANY:
            companies += value.split("\n")
        elif label == FURTHER_TITLE:
            titles += value.split("\n")
        else:
            rest.setdefault(label, {})[value] = None
    others = tuple((label, "\n".join(values)) for label, values in rest.items())
    return KeptParts(department, tuple(categories), tuple(companies), tuple(titles), others)
