"""Who may be two in the book: what the rule is told, in a few queries, and its pairs with what hangs on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from ...domain.duplicates.likely import (
    likely_customers,
    likely_people,
    weak_of,
)
from ...domain.duplicates.records import CustomerRecord, Pair, PersonRecord
from ...values import NamedTuple
from ...wording import fold
from ..book.book_file import BookFile
from ..book.links import links_to
from ..book.row_kinds import NOUNS
from .duplicate_records import records

MOST_NEW, MOST = 10_000, 60_000
"""New customers and people of an import, and all of them, above which nobody waits for a look through the whole book."""

APART = (
    "SELECT customer_id, other_id, coalesce(person_id, 0), coalesce(other_person_id, 0) FROM apart"
)


class Double(NamedTuple):
    """Two of the book that may be one. ``entity`` is "customer" or "person"; ``keep`` has more to it than ``join``.

    ``keep_where`` and ``join_where`` tell namesakes apart: a customer's town, a person's customer. ``keep_rows`` and
    ``join_rows`` count what hangs on each. ``people`` are those who would be joined along with two customers.
    """

    entity: str
    keep_id: int
    join_id: int
    keep: str
    join: str
    keep_where: str
    join_where: str
    keep_rows: int
    join_rows: int
    reasons: tuple[str, ...]
    safeness: int
    people: tuple[tuple[str, str], ...] = ()


class Namesakes(NamedTuple):
    """Customers of one name whom no town tells apart and nothing makes likely duplicates: (id, town)."""

    name: str
    those: tuple[tuple[int, str], ...]


class Doubles(NamedTuple):
    """What may be two in the book: customers, then people of one customer, each the safest first; and namesakes."""

    customers: tuple[Double, ...] = ()
    people: tuple[Double, ...] = ()
    namesakes: tuple[Namesakes, ...] = ()

    @property
    def pairs(self) -> tuple[Double, ...]:
        """All pairs, the safest first."""
        both = (*self.customers, *self.people)
        return tuple(sorted(both, key=lambda one: (-one.safeness, one.entity, one.keep_id)))


def likely(
    book: BookFile,
    *,
    customers: Collection[int] | None = None,
    people: Collection[int] | None = None,
) -> Doubles:
    """Everybody who may be two, or only the pairs with one of these customers and people."""
    known = records(book)
    weak = weak_of(known)
    firms, persons = _apart(book)
    pairs = likely_customers(known, firms, customers)
    mates = likely_people(known, weak, persons, people)
    rows = _rows(book, (each for pair in pairs for each in (pair.one, pair.other)))
    by_id = {one.id: one for one in known}
    by_person = {who.id: who for one in known for who in one.people}
    return Doubles(
        tuple(_customers(pair, by_id, by_person, rows) for pair in pairs),
        _people(book, mates, by_id, by_person),
        () if customers is not None or people is not None else _namesakes(known, pairs),
    )


def made(
    book: BookFile, customers: Collection[int], people: Collection[int]
) -> tuple[Double, ...] | None:
    """The pairs that these new customers and people make; None in a book so large that it is not looked through."""
    if not customers and not people:
        return ()
    many = book.row("SELECT (SELECT count(*) FROM customers) + (SELECT count(*) FROM people)")
    if len(customers) + len(people) > MOST_NEW or (many and many[0] > MOST):
        return None
    return likely(book, customers=customers, people=people).pairs


def _apart(book: BookFile) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The customers, and the people, whom the rep called two."""
    firms: set[tuple[int, int]] = set()
    persons: set[tuple[int, int]] = set()
    for customer_id, other_id, person_id, other_person_id in book.rows(APART):
        if person_id and other_person_id:
            persons.add((person_id, other_person_id))
        else:
            firms.add((customer_id, other_id))
    return firms, persons


def _customers(
    pair: Pair,
    known: dict[int, CustomerRecord],
    people: dict[int, PersonRecord],
    rows: dict[int, int],
) -> Double:
    """The one with more to it is kept, of two alike the older one."""
    one, other = known[pair.one], known[pair.other]
    mine, its = rows.get(one.id, 0), rows.get(other.id, 0)
    who = tuple((people[a].name, people[b].name) for a, b in pair.people)
    if its > mine:
        one, other, mine, its = other, one, its, mine
        who = tuple((b, a) for a, b in who)
    return Double(
        "customer",
        one.id,
        other.id,
        one.name,
        other.name,
        one.city,
        other.city,
        mine,
        its,
        pair.reasons,
        pair.safeness,
        who,
    )


def _people(
    book: BookFile,
    pairs: Iterable[Pair],
    known: dict[int, CustomerRecord],
    people: dict[int, PersonRecord],
) -> tuple[Double, ...]:
    pairs = tuple(pairs)
    rows = _rows(book, (each for pair in pairs for each in (pair.one, pair.other)), "people")
    found = []
    for pair in pairs:
        one, other = sorted(
            (people[pair.one], people[pair.other]), key=lambda who: (-rows.get(who.id, 0), who.id)
        )
        where = known[one.customer_id].name
        counts = (rows.get(one.id, 0), rows.get(other.id, 0))
        found.append(
            Double(
                "person",
                one.id,
                other.id,
                one.name,
                other.name,
                where,
                where,
                *counts,
                pair.reasons,
                pair.safeness,
            )
        )
    return tuple(found)


def _namesakes(known: Iterable[CustomerRecord], pairs: Iterable[Pair]) -> tuple[Namesakes, ...]:
    """Those of one name of whom at least one has no town, and who are in no pair with each other."""
    paired = {(pair.one, pair.other) for pair in pairs}
    by_name: defaultdict[str, list[CustomerRecord]] = defaultdict(list)
    for one in known:
        by_name[one.folded].append(one)
    return tuple(
        Namesakes(those[0].name, tuple((one.id, one.city) for one in those))
        for those in by_name.values()
        if len(those) > 1
        and _untold(those)
        and any(
            (a.id, b.id) not in paired
            for at, a in enumerate(those[:50])
            for b in those[at + 1 : 50]
        )
    )


def _untold(those: Iterable[CustomerRecord]) -> bool:
    towns = [fold(one.city) for one in those]
    return "" in towns or len(set(towns)) < len(towns)


def hanging(book: BookFile, table: str, row_id: int) -> dict[str, int]:
    """How many rows of each kind hang on a customer or a person, by what they are called; none left out."""
    found: dict[str, int] = {}
    for owner, column in links_to(book.connection, table):
        if owner in NOUNS:
            many = book.row(f'SELECT count(*) FROM "{owner}" WHERE "{column}" = ?', (row_id,))
            if many and many[0]:
                found[NOUNS[owner]] = found.get(NOUNS[owner], 0) + many[0]
    return found


def _rows(book: BookFile, ids: Iterable[int], table: str = "customers") -> dict[int, int]:
    """How many rows hang on each of these."""
    wanted = frozenset(ids)
    found: defaultdict[int, int] = defaultdict(int)
    if wanted:
        for owner, column in links_to(book.connection, table):
            if owner in NOUNS:
                for row_id, many in book.rows(
                    f'SELECT "{column}", count(*) FROM "{owner}" WHERE "{column}" IS NOT NULL GROUP BY 1'
                ):
                    if row_id in wanted:
                        found[row_id] += many
    return dict(found)
