"""What the book holds already, by another program's ids and by name, read in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ...interchange.programs.profiles import VCARD
from ...storage.book.book_file import BookFile
from ...storage.transfer.flat_sheets import own_card_ids, own_ids
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
EARLIER_NAMES = f"""
SELECT entity, row_id, json_extract(extra, '$."{EARLIER_NAME}"') FROM origins
WHERE entity IN ('{CUSTOMER}', '{PERSON}') AND instr(extra, '"{EARLIER_NAME}"') AND json_valid(extra)
  AND json_extract(extra, '$."{EARLIER_NAME}"') IS NOT NULL ORDER BY id
"""


@dataclass(slots=True)
class Known:
    """A customer or a person: ``values`` where it is new in this import, ``id`` once it has one.

    ``own`` says that this program has a row of its own for it, so that another row of the same name
    is somebody else.
    """

    id: int = 0
    values: dict[str, Any] | None = None
    city: str = ""
    own: bool = False


@dataclass(slots=True)
class Recognised:
    """The origins of one program's family, of events those of one sheet, and everybody by name."""

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
    earlier: defaultdict[tuple[str, int], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )


def recognise(book: BookFile, family: str, sheet: str = "") -> Recognised:
    """Read what is known; the book is only asked three times, however large the file is.

    ``sheet`` is where the file's events are numbered (``known_events.sheet_of``), by default the family.
    """
    found = Recognised()
    sheet = sheet or family
    for program, entity, external_id, row_id in book.rows(
        "SELECT program, entity, external_id, row_id FROM origins WHERE program IN (?, ?)",
        (family, sheet),
    ):
        if program == (sheet if entity in EVENTS else family):
            found.origins[entity, external_id] = row_id
    filed = dict(found.origins)
    if family == OURS:  # each row of the book has such an id, whether a file told of it or not
        found.origins |= {
            (entity, external_id): row_id
            for (entity, external_id), row_id in own_ids(book).items()
            if entity not in EVENTS or OWN_SHEETS[entity] == sheet
        }
    if family == VCARD:
        found.origins |= own_card_ids(book)
    accounts = found.by_row
    for row_id, folded, city in book.rows("SELECT id, folded, city FROM customers ORDER BY id"):
        accounts[row_id] = account = Known(row_id, city=city)
        found.by_name[folded].append(account)
    own = {row_id for (entity, _), row_id in filed.items() if entity == PERSON}
    for row_id, customer_id, folded, main in book.rows(
        "SELECT id, customer_id, folded, main AND left_on IS NULL FROM people ORDER BY id"
    ):
        found.person_by_row[row_id] = known = Known(row_id, own=row_id in own)
        found.people[customer_id, folded].append(known)
        found.person_of[row_id] = customer_id
        if main:
            found.with_main.add(customer_id)
    for entity, row_id, names in book.rows(EARLIER_NAMES):
        for name in names.split(BETWEEN):
            _by_earlier_name(found, entity, row_id, name, own=row_id in own)
    for (entity, external_id), row_id in found.origins.items():
        if entity in (CUSTOMER, REFERRED) and row_id in accounts:
            account = accounts[row_id]
            account.own = account.own or (entity == CUSTOMER and (entity, external_id) in filed)
            found.by_id[external_id] = account
    return found


def _by_earlier_name(found: Recognised, entity: str, row_id: int, name: str, *, own: bool) -> None:
    """Who bore a name before is known by it, unless somebody bears it now."""
    found.earlier[entity, row_id].append(name)
    if entity == CUSTOMER and row_id in found.by_row:
        if not found.by_name.get(fold(name)):
            found.by_name[fold(name)].append(found.by_row[row_id])
    elif row_id in found.person_of:
        key = (found.person_of[row_id], fold(name))
        if not found.people.get(key):
            found.people[key].append(Known(row_id, own=own))


def same_name(known: Iterable[Known], city: str = "") -> Known | None:
    """The one of these namesakes that can be meant by a row of this city; None if that is unclear."""
    free = [one for one in known if not one.own]
    if len(free) > 1 and city:
        free = [one for one in free if fold(one.city) == fold(city)]
    return free[0] if len(free) == 1 else None
