"""Customers and people of plain tables that bear one number and are two: each table may count from 1.

A program's own numbers are its own. A number of a plain table is believed where the name agrees, where the
rows have a way to reach them in common, or where most numbers of the file agree: then it is the same table,
and a name that differs is a new name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any

from ...domain.duplicates.company_names import bare
from ...interchange.gathering.places import Places
from ...interchange.reading.packed import Packed
from ...interchange.reading.records import CustomerRecord, Parsed, PersonRecord
from ...storage.book.book_file import BookFile
from ...wording import fold
from ..changes.said import route_key
from .recognise import BETWEEN, CUSTOMER, EARLIER_NAME, HASHED, PERSON, REFERRED

KNOWN = f"""
SELECT o.external_id, x.id, x.name, coalesce(json_extract(o.extra, '$."{EARLIER_NAME}"'), '')
FROM came_from o JOIN {{table}} x ON x.id = o.row_id
WHERE o.program = ? AND o.entity IN (?, ?) AND substr(o.external_id, 1, 1) <> '{HASHED}'
"""
THESE = " AND o.external_id IN (SELECT value FROM json_each(?))"
ANY = " LIMIT 1"
AT_ONCE = 1000
"""So many numbers are looked up together."""
ROUTES = "SELECT digits, value FROM routes WHERE {column} = ?"

Numbers = dict[str, tuple[int, frozenset[str]]]
"""The rows of the book by the number that a plain table gave them, with the names they have had."""


@dataclass(slots=True)
class Apart:
    """What the plain files of one import were found to call otherwise: the number and the name, and by what
    number they are kept. ``bare_number`` is for rows that name nobody."""

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    bare_number: dict[str, str] = field(default_factory=dict)

    def id_of(self, number: str, name: str) -> str:
        """The number under which a customer or a person is kept."""
        if not name:
            return self.bare_number.get(number, number)
        return self.ids.get((number, _same(name)), number)


@dataclass(slots=True)
class Numbered:
    """What was told apart in one import: customers and people."""

    customers: Apart = field(default_factory=Apart)
    people: Apart = field(default_factory=Apart)


def numbers_apart(book: BookFile, parsed: Parsed, program: str, so_far: Numbered) -> Parsed:
    """``parsed``, a plain table, with numbers of their own for customers and people who are others than the
    book's; ``so_far`` holds those of the files before it, and learns those of this one."""
    for table, entities, column, named, apart in (
        ("customers", (CUSTOMER, REFERRED), "customer_id", _customers(parsed), so_far.customers),
        ("people", (PERSON, PERSON), "person_id", _people(parsed), so_far.people),
    ):
        known = _Known(book, table, (program, *entities))
        if known.any:
            _learn(apart, known, named, _in_common(book, column))
    if not (so_far.customers.ids or so_far.people.ids):
        return parsed
    return replace(
        parsed,
        customers=Packed(_numbered(one, so_far.customers) for one in parsed.customers).settled(),
        people=Packed(_of_people(one, so_far) for one in parsed.people).settled(),
        sales=Packed(_of(one, so_far) for one in parsed.sales).settled(),
        touches=Packed(_of(one, so_far) for one in parsed.touches).settled(),
        followups=Packed(_of(one, so_far) for one in parsed.followups).settled(),
    )


class _Known:
    """The rows of one table that plain tables have numbered."""

    def __init__(self, book: BookFile, table: str, values: tuple[str, ...]) -> None:
        self._book, self._sql, self._values = book, KNOWN.format(table=table), values
        self.any = book.row(self._sql + ANY, values) is not None

    def of(self, numbers: Iterable[str]) -> Numbers:
        """Those that bear one of these numbers."""
        listed = json.dumps(list(numbers))
        return {
            number: (row_id, frozenset(map(_same, (name, *filter(None, earlier.split(BETWEEN))))))
            for number, row_id, name, earlier in self._book.rows(
                self._sql + THESE, (*self._values, listed)
            )
        }


Named = tuple[str, str, CustomerRecord | PersonRecord | None]
"""A number, a name, and the row's own record, if it is of whom it names."""


def _customers(parsed: Parsed) -> Iterator[Named]:
    for one in parsed.customers:
        yield one.external_id, one.name, one
    other: Any
    for other in chain(parsed.people, parsed.sales, parsed.touches, parsed.followups):
        if other.customer_external_id and other.customer_name:
            yield other.customer_external_id, other.customer_name, None


def _people(parsed: Parsed) -> Iterator[Named]:
    for one in parsed.people:
        yield one.external_id, one.name, one


def _learn(
    apart: Apart,
    known: _Known,
    named: Iterator[Named],
    in_common: Callable[[int, Any], bool],
) -> None:
    agreed = Places()
    differ: dict[tuple[str, str], bool] = {}
    while some := list(islice(named, AT_ONCE)):
        numbers = known.of(
            {one for number, name, _ in some for one in (number, _kept(number, name))}
        )
        for number, name, record in some:
            row_id, names = numbers.get(number, (0, frozenset()))
            key = _same(name)
            if not row_id:
                continue
            if _kept(number, name) in numbers:
                differ[number, key] = False  # it was told apart before
            elif key in names or any(_near(key, other) for other in names):
                agreed.put(0, number)
            elif record is not None and in_common(row_id, record):
                agreed.put(0, number)
                differ.pop((number, key), None)
            elif agreed.get(number) is None:
                differ.setdefault((number, key), True)
    doubted = sum(differ.values())
    for (number, key), doubtful in differ.items():
        if not doubtful or len(agreed) < doubted or not agreed:
            apart.ids[number, key] = _kept(number, key)
            apart.bare_number[number] = _kept(number, key)


def _kept(number: str, name: str) -> str:
    return f"{number} of {_same(name)}"


def _same(name: str) -> str:
    return bare(name) or fold(name)


def _near(one: str, other: str) -> bool:
    """Whether a name is the other with words more or less: a firm's longer name, a person's new family name."""
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words


def _in_common(book: BookFile, column: str) -> Callable[[int, Any], bool]:
    def shared(row_id: int, record: CustomerRecord | PersonRecord) -> bool:
        ways = set(map(route_key, record.routes))
        rows = book.rows(ROUTES.format(column=column), (row_id,)) if ways else ()
        return any((digits or value.casefold()) in ways for digits, value in rows)

    return shared


def _numbered(record: Any, apart: Apart) -> Any:
    own = apart.id_of(record.external_id, record.name)
    return record if own == record.external_id else replace(record, external_id=own)


def _of_people(record: PersonRecord, so_far: Numbered) -> PersonRecord:
    record = _of(record, so_far)
    return _numbered(record, so_far.people)  # type: ignore[no-any-return]


def _of(record: Any, so_far: Numbered) -> Any:
    """A row that refers to a customer, and maybe to a person, by number."""
    changes: dict[str, str] = {}
    if record.customer_external_id:
        number, name = record.customer_external_id, record.customer_name
        changes["customer_external_id"] = so_far.customers.id_of(number, name)
    if getattr(record, "person_external_id", ""):
        number, name = record.person_external_id, record.person_name
        changes["person_external_id"] = so_far.people.id_of(number, name)
    if all(getattr(record, column) == value for column, value in changes.items()):
        return record
    return replace(record, **changes)
