"""Which customer, or which person, is meant by a name as typed, or by the number of a row: ``#12``."""

from __future__ import annotations

import re

from ...errors import InvalidInput, NotFound
from ...storage.book.book import Book
from ...storage.finding.bearers import Resolved
from ...storage.finding.naming import NotOne, resolve
from ...wording import fold
from ..console import Console

NUMBER = re.compile(r"#([0-9]{1,15})")
CUSTOMER = "SELECT id, name FROM customers WHERE id = ?"
PERSON = """
SELECT c.id, c.name, p.name, p.id FROM people p JOIN customers c ON c.id = p.customer_id WHERE p.id = ?"""


def one_customer(console: Console, book: Book, name: str) -> Resolved:
    """The one customer who is meant; by which person they were found is said beside the result.

    ``#12`` is a customer by number, where nobody is called so. Raises ``InvalidInput`` where there is none, or where
    several may be meant, naming them.
    """
    try:
        found = resolve(book, name)
    except NotOne as refused:
        numbered = None if refused.several else _numbered(book, CUSTOMER, name)
        if numbered is None:
            raise
        return numbered
    if found.person:
        console.note(str(found))
    return found


def the_customer(book: Book, name: str, field: str) -> Resolved:
    """The customer of that name or number and nobody's employer, for what can't be guessed.

    Raises ``InvalidInput`` with the numbers of those who may be meant.
    """
    numbered = _numbered(book, CUSTOMER, name)
    if numbered is not None:
        return numbered
    try:
        found = resolve(book, name, field=field)
    except NotOne as refused:
        customers = {who.id: words for who, words in refused.choices if not who.person}
        if refused.several and len(customers) == 1:
            ((row_id, _),) = customers.items()
            return next(who for who, _ in refused.choices if who.id == row_id)
        if not refused.several or not customers:
            raise
        raise _several(name, customers, field) from None
    if found.person and fold(found.name) != fold(name):
        raise InvalidInput(
            f"{found.person} is a person at {found.name}",
            "name the customer, or say --person",
            field=field,
        )
    return found


def the_person(book: Book, name: str, field: str) -> Resolved:
    """The person of that name ("Ann Lee, A Ltd") or number; raises as ``the_customer``."""
    numbered = _numbered(book, PERSON, name)
    if numbered is not None:
        return numbered
    try:
        found = resolve(book, name, field=field)
    except NotOne as refused:
        people = {who.person_id: words for who, words in refused.choices if who.person_id}
        if not refused.several or not people:
            raise
        raise _several(name, people, field) from None
    if found.person_id is None:
        raise InvalidInput(
            f"{found.name} is a customer", 'write the person as "Person, Customer"', field=field
        )
    return found


def _several(name: str, those: dict[int, str], field: str) -> InvalidInput:
    told = ", ".join(f"{words} #{row_id}" for row_id, words in those.items())
    number = next(iter(those))
    return InvalidInput(f"'{name}' may be {told}", f'write it as "#{number}"', field=field)


def _numbered(book: Book, sql: str, name: str) -> Resolved | None:
    """The row whose number was typed; raises ``NotFound`` where there is none of that number."""
    typed = NUMBER.fullmatch(name.strip())
    if typed is None:
        return None
    row = book.row(sql, (int(typed[1]),))
    if row is None:
        raise NotFound(
            f"nothing in the book has the number {name}", "`repbook duplicates` has them"
        )
    return Resolved(*row)
