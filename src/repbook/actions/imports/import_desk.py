"""What the steps of an import share: the file, what the book knows, and what comes of it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...domain.spine.rules import Rules
from ...interchange.reading.records import (
    FollowupRecord,
    Parsed,
    PersonRecord,
    RouteRecord,
    RowProblem,
    SaleRecord,
    TouchRecord,
)
from ...storage.book import lazy_tables as t
from ...wording import fold
from ..sales.agendas import Values
from .recognise import FOLLOWUP, PERSON, SALE, TOUCH, Known, recognise, same_name

if TYPE_CHECKING:
    from ...storage.book.work import Work

Event = SaleRecord | TouchRecord | FollowupRecord
STRIDE = 500
"""How many records pass between two reports of progress."""


class Desk:
    """One file on its way into the book; ``added``, ``known`` and ``problems`` tell how it went.

    New rows are put in by the thousand: a query a row would take minutes where this takes seconds.
    """

    def __init__(
        self, work: Work, parsed: Parsed, rules: Rules, progress: Callable[[int, int], None]
    ) -> None:
        self.work = work
        self.parsed = parsed
        self.rules = rules
        self.family = parsed.program.partition(".")[0]
        self.book = recognise(work.book, self.family)
        self.added: Counter[str] = Counter()
        self.known = 0
        self.problems: list[RowProblem] = []
        self.counts: Counter[str] = Counter()
        self._rest: defaultdict[Any, list[Values]] = defaultdict(list)
        self._progress = progress
        self._done = 0
        records = (parsed.customers, parsed.people, parsed.sales, parsed.touches, parsed.followups)
        self._all = sum(map(len, records))

    def step(self) -> None:
        """One record more is under way."""
        self._done += 1
        if self._done % STRIDE == 0:
            self._progress(self._done, self._all)

    def finish(self) -> None:
        """Put in what nothing else hangs on; the next file finds all of it."""
        for table, rows in self._rest.items():
            self.work.add_many(table, rows)
        self.work.session.flush()
        self._progress(self._all, self._all)

    def later(self, table: Any, *rows: Values) -> None:
        """Rows that nothing else hangs on: put in together at the end."""
        self._rest[table] += rows

    def is_known(self, entity: str, external_id: str) -> bool:
        """Whether an earlier import, or an earlier row, brought this record."""
        known = (entity, external_id) in self.book.origins
        self.known += known
        self.book.origins.setdefault((entity, external_id), 0)  # until the row has its id
        return known

    def linked(self) -> None:
        """One record was recognised by name alone."""
        self.known += 1
        self.counts["linked"] += 1

    def refuse(self, line: int, reason: str) -> None:
        """A record, or a part of it, could not be taken."""
        self.problems.append(RowProblem(line, reason))

    def account(self, record: PersonRecord | Event) -> Known | None:
        """The customer that a record refers to: by the program's id, or else by name.

        What names nobody but a person, belongs to the customer of that person.
        """
        by_id = self.book.by_id.get(record.customer_external_id) or self._persons(record)
        if by_id is not None or not record.customer_name:
            return by_id
        namesakes = self.book.by_name[fold(record.customer_name)]
        if record.customer_external_id:
            return same_name(namesakes)
        return next((one for one in namesakes if one.own), next(iter(namesakes), None))

    def _persons(self, record: PersonRecord | Event) -> Known | None:
        if isinstance(record, PersonRecord) or record.customer_external_id:
            return None
        if record.customer_name not in ("", record.person_name):
            return None
        person = self.book.origins.get((PERSON, record.person_external_id), 0)
        return self.book.by_row.get(self.book.person_of.get(person, 0))

    def owner(self, record: PersonRecord | Event) -> Known | None:
        """The customer that a record refers to; a record that names none is refused."""
        account = self.account(record)
        if account is None:
            self.refuse(record.line, "names no customer")
        return account

    def person(self, customer_id: int, record: Event) -> int | None:
        """The person whom a record names, if they are at that customer."""
        by_id = self.book.origins.get((PERSON, record.person_external_id))
        if by_id is not None and self.book.person_of.get(by_id) == customer_id:
            return by_id
        named = self.book.people.get((customer_id, fold(record.person_name)))
        return named[0].id if record.person_name and named else None

    def new_events(self) -> Iterator[Event]:
        """What happened or is to be done, as far as it is not in the book yet."""
        parsed, origins = self.parsed, self.book.origins
        for entity, records in (
            (SALE, parsed.sales),
            (TOUCH, parsed.touches),
            (FOLLOWUP, parsed.followups),
        ):
            for record in records:
                if (entity, record.external_id) not in origins:
                    yield record

    def put(self, table: Any, fresh: list[Known]) -> None:
        """Put in new customers or people, and learn their ids."""
        ids = self.work.add_many(table, [one.values or {} for one in fresh])
        for one, row_id in zip(fresh, ids, strict=True):
            one.id = row_id
        if table is t.Customer:
            self.book.by_row.update(zip(ids, fresh, strict=True))
        self.added[str(table.__tablename__)] += len(fresh)

    def file(self, table: Any, entity: str, rows: Sequence[tuple[Values, Event]]) -> range:
        """Put in rows with their origins; returns their ids."""
        ids = self.work.add_many(table, [values for values, _ in rows])
        self.added[str(table.__tablename__)] += len(rows)
        for row_id, (values, record) in zip(ids, rows, strict=True):
            self.origin(values["customer_id"], entity, row_id, record.external_id, record.extra)
        return ids

    def reach(
        self, known: Known, customer_id: int, person_id: int | None, routes: Iterable[RouteRecord]
    ) -> None:
        """Add the routes that a customer or a person lacks."""
        have: set[tuple[str, str]] = set()
        if known.values is None:
            mine = self.work.find(t.Route, customer_id=customer_id, person_id=person_id)
            have = {(route.kind, route.digits or route.value.casefold()) for route in mine}
        for route in routes:
            if (route.kind, route.digits or route.value.casefold()) not in have:
                self.later(
                    t.Route,
                    {
                        "customer_id": customer_id,
                        "person_id": person_id,
                        "kind": route.kind,
                        "value": route.value,
                        "digits": route.digits,
                        "label": route.label,
                        "situation": route.situation,
                    },
                )

    def origin(
        self,
        customer_id: int,
        entity: str,
        row_id: int,
        external_id: str,
        extra: Mapping[str, str],
    ) -> None:
        """Remember where a row came from, with the columns that nobody maps."""
        self.book.origins[entity, external_id] = row_id
        self.later(
            t.Origin,
            {
                "customer_id": customer_id,
                "entity": entity,
                "row_id": row_id,
                "program": self.family,
                "external_id": external_id,
                "extra": json.dumps(dict(extra), ensure_ascii=False),
                "seen_on": self.work.today,
            },
        )
