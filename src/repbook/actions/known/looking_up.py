"""The book asked for what some hundred records of an import tell of, in a few queries, however large the two are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from ...storage.book.book_file import BookFile
from ...wording import fold
from .asked import Asked
from .own_numbers import OwnNumbers
from .recognise import (
    BECAME,
    BETWEEN,
    CUSTOMER,
    EARLIER_NAME,
    EVENTS,
    HASHED,
    PERSON,
    REFERRED,
    Known,
    Recognised,
)

EARLIER_NAMES = f"""
SELECT entity, row_id, json_extract(extra, '$."{EARLIER_NAME}"') FROM came_from
WHERE entity IN ('{CUSTOMER}', '{PERSON}') AND instr(extra, '"{EARLIER_NAME}"') AND json_valid(extra)
  AND json_extract(extra, '$."{EARLIER_NAME}"') IS NOT NULL ORDER BY id
"""
ORIGINS = """
SELECT external_id, row_id FROM came_from
WHERE program = ? AND entity = ? AND external_id IN (SELECT value FROM json_each(?))
"""
ANY_OF = "SELECT 1 FROM came_from WHERE program = ? AND entity = ? LIMIT 1"
IDS_OF = """
SELECT external_id FROM origins WHERE row_id = ?2 AND customer_id = {whose}
  AND +source_id = (SELECT id FROM sources WHERE program = ?3 AND entity = ?1) ORDER BY id
"""
WHOSE = {CUSTOMER: "?2", PERSON: "(SELECT customer_id FROM people WHERE id = ?2)"}
"""The customer of a row: by them its origins are found quickly."""
OF_SOURCE = "(SELECT id FROM sources WHERE entity = '{}' AND program = ?)"
"""By a plus before it a source is compared, and not gone through: its rows are many, a customer's are few."""
CUSTOMERS = f"""
SELECT id, folded, street, city, region, postcode, country,
  (SELECT max(substr(o.external_id, 1, 1) <> '{HASHED}') FROM origins o
   WHERE o.customer_id = c.id AND o.row_id = c.id AND +o.source_id = {OF_SOURCE.format(CUSTOMER)})
FROM customers c WHERE id IN (
  SELECT value FROM json_each(?)
  UNION SELECT id FROM customers WHERE folded IN (SELECT value FROM json_each(?))
) ORDER BY id
"""
PEOPLE = f"""
SELECT id, customer_id, folded,
  EXISTS (SELECT 1 FROM origins o WHERE o.customer_id = p.customer_id AND o.row_id = p.id
    AND +o.source_id = {OF_SOURCE.format(PERSON)})
FROM people p WHERE id IN (
  SELECT value FROM json_each(?)
  UNION SELECT id FROM people WHERE customer_id IN (SELECT value FROM json_each(?))
    AND folded IN (SELECT value FROM json_each(?))
) ORDER BY id
"""
WITH_MAIN = """
SELECT DISTINCT customer_id FROM people
WHERE customer_id IN (SELECT value FROM json_each(?)) AND main AND left_on IS NULL
"""
LAST = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?"


class LookingUp(Recognised):
    """What the book has of some records, looked up anew for the next ones with ``look_up``.

    ``family`` is the program's, ``sheet`` where the file's events are numbered (``known_events.sheet_of``).
    """

    def __init__(self, book: BookFile, family: str, sheet: str = "") -> None:
        super().__init__()
        self._book = book
        self._family, self._sheet = family, sheet or family
        self._own = OwnNumbers(book, family, self._sheet)
        self._last = {table: self._last_of(table) for table in ("customers", "people")}
        self.earlier: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        self._bore: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        """Who bore a folded name, until an earlier file gave them another."""
        self._renamed: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        """Who bore it until this file did."""
        for entity, row_id, names in book.rows(EARLIER_NAMES):
            self.earlier[entity, row_id] += names.split(BETWEEN)
            for name in names.split(BETWEEN):
                self._bore[entity, fold(name)].append(row_id)

    def look_up(self, asked: Asked) -> None:
        """Have what these records ask for, and nothing else."""
        self.clear()
        for entity, ids in asked.ids.items():
            program = self._sheet if entity in EVENTS else self._family
            if self._book.row(ANY_OF, (program, entity)):
                for found in self._book.rows(ORIGINS, (program, entity, _listed(ids))):
                    self.origins[entity, found[0]] = found[1]
            for external_id, row_id in self._own.rows(entity, ids):
                self.origins[entity, external_id] = row_id
        people = self._rows_of(PERSON, BECAME) | self._named(PERSON, asked.people)
        self._add_people(people, set())
        self._add_customers(asked.customers)
        self._add_people(set(), asked.people)
        for (entity, external_id), row_id in sorted(self.origins.items()):
            if entity in (CUSTOMER, REFERRED) and row_id in self.by_row:
                self.by_id[external_id] = self.by_row[row_id]

    def ids_of(self, entity: str, row_id: int) -> list[str]:
        """The ids by which this program's files have known a row."""
        sql = IDS_OF.format(whose=WHOSE[entity])
        found = self._book.rows(sql, (entity, row_id, self._family))
        return [*(one for (one,) in found), *self._own.of_row(entity, row_id)]

    def rename(self, entity: str, row_id: int, called: str) -> None:
        """Somebody is called otherwise from now on, and is known by the name before as well."""
        self._renamed[entity, fold(called)].append(row_id)

    def _last_of(self, table: str) -> int:
        found = self._book.row(LAST, (table,))
        return int(found[0]) if found else 0

    def _rows_of(self, *entities: str) -> set[int]:
        return {row_id for (entity, _), row_id in self.origins.items() if entity in entities}

    def _named(self, entity: str, names: Iterable[str]) -> set[int]:
        """The rows that bore one of these names."""
        if not (self._bore or self._renamed):
            return set()
        keys = [(entity, name) for name in names]
        return {
            row for key in keys for of in (self._bore, self._renamed) for row in of.get(key, ())
        }

    def _add_customers(self, names: set[str]) -> None:
        ids = self._rows_of(CUSTOMER, REFERRED) | {*self.person_of.values()}
        ids |= self._named(CUSTOMER, names)
        for row_id, folded, *place, numbered in self._book.rows(
            CUSTOMERS, (self._family, _listed(ids), _listed(names))
        ):
            new = row_id > self._last["customers"]
            one = Known(
                row_id, city=place[1], own=numbered is not None, new=new, place=tuple(place)
            )
            one.unnumbered = numbered == 0
            self.by_row[row_id] = one
            if folded in names:
                self.by_name[folded].append(one)
        for name in names if self._bore or self._renamed else ():
            self._by_other_names(CUSTOMER, name, self.by_name[name], self.by_row)

    def _add_people(self, ids: set[int], names: set[str]) -> None:
        """Add the people of these ids, or those of these names at the customers that are there."""
        at = _listed(self.by_row) if names else "[]"
        if not ids and at == "[]":
            return
        for row_id, customer_id, folded, own in self._book.rows(
            PEOPLE, (self._family, _listed(ids), at, _listed(names))
        ):
            self.person_of[row_id] = customer_id
            one = self.person_by_row.get(row_id)
            if one is None:
                new = row_id > self._last["people"]
                one = self.person_by_row[row_id] = Known(row_id, own=bool(own), new=new)
            if folded in names:
                self.people[customer_id, folded].append(one)
        if names:
            self.with_main.update(row for (row,) in self._book.rows(WITH_MAIN, (at,)))
        for name in names if self._bore or self._renamed else ():
            for row_id in self._named(PERSON, [name]) & self.person_of.keys():
                there = self.people[self.person_of[row_id], name]
                self._by_other_names(PERSON, name, there, {row_id: self.person_by_row[row_id]})

    def _by_other_names(
        self, entity: str, name: str, there: list[Known], rows: Mapping[int, Known]
    ) -> None:
        """Who bore a name before is known by it, unless somebody bears it now; who has lost it just now is as well."""
        for row_id in self._renamed.get((entity, name), ()):
            if row_id in rows and all(one.id != row_id for one in there):
                there.append(rows[row_id])
        there.sort(key=lambda one: one.id)
        for row_id in self._bore.get((entity, name), ()):
            if row_id in rows and not there:
                there.append(rows[row_id])


def _listed(values: Iterable[Any]) -> str:
    return json.dumps(list(values))


def recognise(book: BookFile, family: str, sheet: str = "") -> LookingUp:
    """What the book knows of a program's files; nothing before it is asked (``look_up``)."""
    return LookingUp(book, family, sheet)
