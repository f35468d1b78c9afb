"""Customers and people of plain tables that bear one number and are two: each table may count from 1.

A program's own numbers are its own. A number of a plain table is believed where the name agrees, where the
rows have a way to reach them in common, or where most numbers of the file agree: then it is the same table,
and a name that differs is a new name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from ...domain.duplicates.company_names import bare
from ...interchange.reading.records import CustomerRecord, Parsed, PersonRecord
from ...storage.book.book_file import BookFile
from ...wording import fold
from ..changes.said import route_key
from .recognise import BETWEEN, CUSTOMER, EARLIER_NAME, HASHED, PERSON, REFERRED

KNOWN = f"""
SELECT o.external_id, x.id, x.name, coalesce(json_extract(o.extra, '$."{EARLIER_NAME}"'), '')
FROM origins o JOIN {{table}} x ON x.id = o.row_id
WHERE o.program = ? AND o.entity IN (?, ?) AND substr(o.external_id, 1, 1) <> '{HASHED}'
"""
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
    customers = _numbers(book, "customers", program, (CUSTOMER, REFERRED))
    people = _numbers(book, "people", program, (PERSON, PERSON))
    if customers:
        _learn(so_far.customers, customers, _customers(parsed), _in_common(book, "customer_id"))
    if people:
        _learn(so_far.people, people, _people(parsed), _in_common(book, "person_id"))
    if not (so_far.customers.ids or so_far.people.ids):
        return parsed
    return replace(
        parsed,
        customers=tuple(_numbered(one, so_far.customers) for one in parsed.customers),
        people=tuple(_of_people(one, so_far) for one in parsed.people),
        sales=tuple(_of(one, so_far) for one in parsed.sales),
        touches=tuple(_of(one, so_far) for one in parsed.touches),
        followups=tuple(_of(one, so_far) for one in parsed.followups),
    )


def _numbers(book: BookFile, table: str, program: str, entities: tuple[str, str]) -> Numbers:
    return {
        number: (row_id, frozenset(map(_same, (name, *filter(None, earlier.split(BETWEEN))))))
        for number, row_id, name, earlier in book.rows(
            KNOWN.format(table=table), (program, *entities)
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
    numbers: Numbers,
    named: Iterable[Named],
    in_common: Callable[[int, Any], bool],
) -> None:
    agreed: set[str] = set()
    differ: dict[tuple[str, str], bool] = {}
    for number, name, record in named:
        row_id, names = numbers.get(number, (0, frozenset()))
        key = _same(name)
        if not row_id:
            continue
        if _kept(number, name) in numbers:
            differ[number, key] = False  # it was told apart before
        elif key in names or any(_near(key, other) for other in names):
            agreed.add(number)
        elif record is not None and in_common(row_id, record):
            agreed.add(number)
            differ.pop((number, key), None)
        elif number not in agreed:
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
