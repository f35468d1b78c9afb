"""The rows of somebody who is forgotten: gone, or, where something must stay, without a word of theirs.

Of a customer the orders stay: their days, their amount, their kind, under a customer who has no name. Of a person
what happened stays with the customer, without words and without the person. Links are not guarded meanwhile.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from ..book.links import links_to
from ..book.row_kinds import OWNED, ROW_KINDS
from ..rows.images import as_json
from .columns import ERASED, GONE_WITH_A_PERSON, WORDS, blank
from .meant import Meant, load
from .words import WHOLE

THOSE = "(SELECT value FROM json_each(?))"
COLUMNS = 'SELECT name, "notnull" FROM pragma_table_info(?)'
CUSTOMER_KEEPS = ("id", "tier", "created_on")


class Gone:
    """What was done to the rows: those that went, those that stay without words, and the texts that stood there."""

    def __init__(self, connection: Any, on: str) -> None:
        self.connection, self.on = connection, on
        self.removed: defaultdict[str, set[int]] = defaultdict(set)
        self.blanked: defaultdict[str, set[int]] = defaultdict(set)
        self.customers: set[int] = set()
        """Whose rows were touched, so that what is cached of them is reckoned anew."""
        self.texts: set[str] = set()

    def touched(self, table: str) -> set[int]:
        """The rows of a table that are not as they were."""
        return self.removed[table] | self.blanked[table]

    def counts(self) -> dict[str, int]:
        """How many rows of each table are concerned."""
        tables = (kind.table for kind in ROW_KINDS)
        return {table: len(found) for table in tables if (found := self.touched(table))}

    # -- what is done --------------------------------------------------------------------------------

    def take(self, meant: Meant) -> None:
        """Take all rows of those who are meant."""
        if meant.customers:
            self._customers(meant.customers)
        people = meant.people - self.removed["people"]
        if people:
            self._people(people)

    def _customers(self, customers: frozenset[int]) -> None:
        self.customers |= customers
        sold = {row[0] for row in self._select("sales", "customer_id", "customer_id", customers)}
        for table, owner in reversed(OWNED):
            ids = self._ids(table, owner, customers)
            if table == "sales":
                self._note(table, ids)
                self._blank("sales", ids)
            elif table == "customers":
                self._note(table, ids)
                self._blank_customers(ids & sold)
                self._remove(table, ids - sold)
            else:
                self._remove(table, ids)

    def _people(self, people: frozenset[int]) -> None:
        for table in GONE_WITH_A_PERSON:
            self._remove(table, self._ids(table, "person_id", people))
        self._remove("apart", self._ids("apart", "other_person_id", people))
        self._remove("origins", self._origins_of(people))
        for kind in ROW_KINDS:
            if kind.table not in (*GONE_WITH_A_PERSON, "people") and self._has(
                kind.table, "person_id"
            ):
                self._blank_of_person(kind.table, self._ids(kind.table, "person_id", people))
        self._remove("people", set(people) & self._ids("people", "id", people))
        self._leave_out_of_rows_of_files()

    def _leave_out_of_rows_of_files(self) -> None:
        """A row of a file may have told of a firm and of a person: what it said of the person goes."""
        theirs = tuple(text for text in self.texts if len(text) >= WHOLE)
        for row_id, extra in self._select("origins", "customer_id", "id, extra", self.customers):
            said = load(extra)
            left = {
                key: value
                for key, value in said.items()
                if str(value) not in self.texts and not any(text in str(value) for text in theirs)
            }
            if left != said:
                self.blanked["origins"].add(row_id)
                self._update("origins", {"extra": as_json(left)}, {row_id})

    def _origins_of(self, people: Iterable[int]) -> set[int]:
        of_people = "entity LIKE 'person%'"
        if self._has("origins", "source_id"):
            of_people = f"source_id IN (SELECT id FROM sources WHERE {of_people})"
        sql = f"SELECT id FROM origins WHERE {of_people} AND row_id IN {THOSE}"
        return {row[0] for row in self.connection.execute(sql, (_json(people),))}

    # -- rows ----------------------------------------------------------------------------------------

    def _remove(self, table: str, ids: set[int]) -> None:
        """Take rows away; what points to one of them points nowhere, or goes as well."""
        if not ids:
            return
        self._note(table, ids)
        self.removed[table] |= ids
        for child, column in links_to(self.connection, table):
            hang = self._ids(child, column, ids) - self.removed[child]
            if (child, column) == ("people", "customer_id") or column == "customer_id" or not hang:
                continue  # whose it is: those rows are seen to by themselves
            if self._needs(child, column):
                self._remove(child, hang)
            else:
                self._note_owners(child, hang)
                self.blanked[child] |= hang
                self._update(child, {column: None}, hang)
        self._run(f'DELETE FROM "{table}" WHERE id IN {THOSE}', ids)

    def _blank_customers(self, ids: set[int]) -> None:
        """Customers whose orders stay: nobody's name, off the book."""
        self.blanked["customers"] |= ids
        values: dict[str, Any] = {}
        for name, needed in self.connection.execute(COLUMNS, ("customers",)).fetchall():
            if name not in CUSTOMER_KEEPS:
                values[name] = blank("customers", name) if needed else None
        values |= {"state": "lost", "state_on": self.on, "state_reason": "forgotten"}
        self._update("customers", values, ids)
        for column in ("name", "folded"):
            self._run(f"UPDATE customers SET {column} = '{ERASED} ' || id WHERE id IN {THOSE}", ids)

    def _blank_of_person(self, table: str, ids: set[int]) -> None:
        """Rows that stay with their customer; of an order nothing goes but whom it was agreed with."""
        if table == "sales":
            self._note_owners(table, ids)
            self.blanked[table] |= ids
            self._update(table, {"person_id": None}, ids)
        else:
            self._note(table, ids)
            self._blank(table, ids)

    def _blank(self, table: str, ids: set[int]) -> None:
        """Leave rows without a word of theirs, and without the person."""
        self.blanked[table] |= ids
        values: dict[str, Any] = {name: blank(table, name) for name in WORDS.get(table, ())}
        values["person_id"] = None
        if table == "checks":
            values["became"] = ""  # it says what came of the words that are gone
        if table == "problems":
            del values["customer_said"]
            said = (
                f"iif(confirmed_on IS NULL, '', '{ERASED}')"  # closed is what they said is solved
            )
            self._run(f"UPDATE problems SET customer_said = {said} WHERE id IN {THOSE}", ids)
        self._update(table, values, ids)

    # -- SQL -------------------------------------------------------------------------------------------

    def _note(self, table: str, ids: set[int]) -> None:
        """Remember the words of rows before they go, and whose they are."""
        names = ", ".join(f'"{name}"' for name in WORDS.get(table, ()))
        if names and ids:
            for row in self._select(table, "id", names, ids):
                self.texts |= {str(text) for text in row if text}
        self._note_owners(table, ids)

    def _note_owners(self, table: str, ids: set[int]) -> None:
        owner = dict(OWNED).get(table)
        if owner and ids:
            self.customers |= {row[0] for row in self._select(table, "id", f'"{owner}"', ids)}

    def _ids(self, table: str, column: str, those: Iterable[int]) -> set[int]:
        return {row[0] for row in self._select(table, column, "id", those)}

    def _select(
        self, table: str, column: str, what: str, those: Iterable[int]
    ) -> Iterator[tuple[Any, ...]]:
        sql = f'SELECT {what} FROM "{table}" WHERE "{column}" IN {THOSE}'
        return iter(self.connection.execute(sql, (_json(those),)).fetchall())

    def _update(self, table: str, values: dict[str, Any], ids: set[int]) -> None:
        if values and ids:
            sets = ", ".join(f'"{name}" = ?' for name in values)
            self.connection.execute(
                f'UPDATE "{table}" SET {sets} WHERE id IN {THOSE}', (*values.values(), _json(ids))
            )

    def _run(self, sql: str, ids: Iterable[int]) -> None:
        self.connection.execute(sql, (_json(ids),))

    def _has(self, table: str, column: str) -> bool:
        return any(name == column for name, _ in self.connection.execute(COLUMNS, (table,)))

    def _needs(self, table: str, column: str) -> bool:
        found = dict(self.connection.execute(COLUMNS, (table,)).fetchall())
        return bool(found[column])


def _json(ids: Iterable[int]) -> str:
    return json.dumps(sorted(ids))
