"""What the steps of an import share: the file, what the book knows, and what comes of it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from ...domain.duplicates.company_names import bare
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
from ...storage.rows.sources import Source, source
from ..changes import said as s
from ..changes.differences import Answers, Difference, Update
from ..known.asked import Asked, Record, asked_of
from ..known.elsewhere import Elsewhere
from ..known.known_events import OlderEvents, entity_of, family_of, sheet_of
from ..known.looking_up import recognise
from ..known.recognise import CUSTOMER, EVENTS, FOLLOWUP, PERSON, SALE, TOUCH, Known
from ..known.told_apart import told_apart
from ..known.told_apart_names import Numbered
from ..sales.agendas import Values
from .who_is_meant import Event, WhoIsMeant, names_its_own

if TYPE_CHECKING:
    from ...storage.book.work import Work

LATER_DAYS = ("promised_on", "live_on", "paid_on", "invoice_due_on")
TOLD = {
    SALE: ("title", "number", "ordered_on", *LATER_DAYS, "amount", "currency"),
    TOUCH: ("note",),
    FOLLOWUP: ("due_on", "what"),
}
"""The fields of an event that a newer file may change."""
CUSTOMERS = "SELECT 1 FROM customers LIMIT 1"
AT_ONCE = 5000
"""How many rows wait to be put in together."""
BATCH = 1000
"""How many records are looked up in the book together, and are at hand at once."""
STRIDE = 500
"""How many records pass between two reports of progress."""
Of = TypeVar("Of", bound=Record)


class Desk(WhoIsMeant):
    """One file on its way into the book; ``added``, ``known`` and ``problems`` tell how it went.

    New rows are put in by the thousand: a query a row would take minutes where this takes seconds.
    """

    def __init__(
        self,
        work: Work,
        parsed: Parsed,
        rules: Rules,
        progress: Callable[[int, int], None],
        *,
        update: Update = Update.ASK,
        answers: Answers | None = None,
        apart: Numbered | None = None,
    ) -> None:
        super().__init__()
        self.work = work
        self.update, self.answers = update, answers
        self.differences: list[Difference] = []
        self.parsed = parsed = told_apart(work.book, parsed, apart or Numbered())
        self.rules = rules
        self.family, self.sheet = family_of(parsed.program), sheet_of(parsed.program)
        self.book = recognise(work.book, self.family, self.sheet)
        self._older = OlderEvents(work.book, parsed.program, parsed.header)
        self._known_people = Elsewhere(work.book)
        self._had_customers = work.book.row(CUSTOMERS) is not None
        self.elsewhere: dict[str, int] = {}
        """By external id, the person of the book whom a row means that names another firm, or none."""
        self._reached: set[tuple[int, int | None, str]] = set()
        self.added: Counter[str] = Counter()
        self.fresh: defaultdict[str, list[range]] = defaultdict(list)
        self.known = 0
        self.problems: list[RowProblem] = []
        self.counts: Counter[str] = Counter()
        self.met: defaultdict[str, set[int]] = defaultdict(set)
        """The customers and the people of earlier imports whom this file tells of."""
        self.gone: tuple[str, ...] = ()
        self._rest: defaultdict[Any, list[Values]] = defaultdict(list)
        self._sources: dict[str, Source] = {}
        self._progress = progress
        self._done = 0
        records = (parsed.customers, parsed.people, parsed.sales, parsed.touches, parsed.followups)
        self._all = sum(map(len, records))

    def step(self) -> None:
        """One record more is under way."""
        self._done += 1
        if self._done % STRIDE == 0:
            self._progress(self._done, self._all)

    def batches(self, *lists: Sequence[Of]) -> Iterator[list[Of]]:
        """The records of these lists, some at a time; ``book`` has what is known of those, and of no others.

        What the ones before brought is in the book by then.
        """
        for records in lists:
            rest = iter(records)
            while batch := list(islice(rest, BATCH)):
                self.look_up(asked_of(batch))
                yield batch

    def look_up(self, asked: Asked) -> None:
        """Have ``book`` tell of other records than before."""
        self._put_in(t.Origin)
        self.work.let_go()
        self.book.look_up(asked)

    def find_elsewhere(self, people: Sequence[PersonRecord]) -> None:
        """Look whom of the book these new rows mean, though they name another firm, or none."""
        found = self._known_people.of(people)
        for record in people:
            row_id = found.get(record.external_id, 0)
            if row_id and not self._may_be_another(record, row_id):
                self.elsewhere[record.external_id] = row_id

    @property
    def has_people(self) -> bool:
        """Whether anybody was in the book before this file."""
        return self._known_people.any

    @cached_property
    def is_by_itself(self) -> bool:
        """Whether the book was empty before, and all that happens in the file is of those whom it has rows of."""
        return not (self.has_people or self._had_customers) and names_its_own(
            self.parsed, self.is_present
        )

    def _may_be_another(self, record: PersonRecord, row_id: int) -> bool:
        """Whether a row names the same firm, or whom it could mean has a row of their own in this file."""
        person = self.work.get(t.Person, row_id)
        firm = self.work.get(t.Customer, person.customer_id)
        account = self.account(record)
        same = bare(record.customer_name) in (
            bare(firm.name),
            *self.earlier_names(person.customer_id),
        )
        if (
            record.became is not None
            or same
            or (account is not None and account.id == person.customer_id)
        ):
            return True
        return any(self.is_present(PERSON, one) for one in self.book.ids_of(PERSON, row_id))

    def events(self) -> Iterator[list[Event]]:
        """All that happened or is to be done, some at a time, as far as it is not in the book yet."""
        records: tuple[Sequence[Event], ...] = (
            self.parsed.sales,
            self.parsed.touches,
            self.parsed.followups,
        )
        for batch in self.batches(*records):
            yield [one for one in batch if not self._is_there(one)]

    def _is_there(self, record: Event) -> bool:
        if isinstance(record, SaleRecord):
            return (SALE, record.external_id) in self.book.origins
        return self.has(record)

    def finish(self) -> None:
        """Put in what nothing else hangs on; the next file finds all of it."""
        for table in list(self._rest):
            self._put_in(table)
        self.work.flush()
        self._progress(self._all, self._all)

    def _put_in(self, table: Any) -> None:
        if waiting := self._rest.pop(table, None):
            self.work.add_many(table, waiting)

    def later(self, table: Any, *rows: Values) -> None:
        """Rows that nothing else hangs on: put in by the thousand, the last of them at the end."""
        waiting = self._rest[table]
        waiting += rows
        if len(waiting) >= AT_ONCE:
            self._put_in(table)

    def is_known(self, entity: str, external_id: str) -> bool:
        """Whether an earlier import, or an earlier row, brought this record."""
        return self.known_row(entity, external_id) is not None

    def known_row(self, entity: str, external_id: str) -> int | None:
        """The row of a record that an earlier import brought; 0 for one of an earlier row of this file."""
        row_id = self.book.origins.get((entity, external_id))
        self.known += row_id is not None
        if row_id and entity in (CUSTOMER, PERSON):
            self.met[entity].add(row_id)
        self.book.origins.setdefault((entity, external_id), 0)  # until the row has its id
        return row_id

    def has(self, record: TouchRecord | FollowupRecord) -> bool:
        """Whether the book has this event: what was open and is done now is still one."""
        ids = ((entity, record.external_id) for entity in EVENTS)
        return any(one in self.book.origins for one in ids) or bool(self._older.find(record))

    def followup_of(self, record: TouchRecord) -> int:
        """The follow-up that a known touch was when it came; 0 where it was none."""
        row_id = self.book.origins.get((FOLLOWUP, record.external_id))
        older = self._older.find(record) if row_id is None else None
        return older.row_id if older and older.entity == FOLLOWUP else row_id or 0

    def is_known_event(self, record: TouchRecord | FollowupRecord) -> bool:
        """As ``is_known``, by the number within the sheet."""
        known = self.has(record)
        self.known += known
        if not known:
            self.book.origins[entity_of(record), record.external_id] = 0
        return known

    def linked(self, entity: str, row_id: int) -> None:
        """One record was recognised by name alone."""
        self.known += 1
        self.met[entity].add(row_id)
        self.counts["linked"] += 1

    def refuse(self, line: int, reason: str, *, kept: bool = False) -> None:
        """A record could not be taken, or a part of one that is ``kept``."""
        self.problems.append(RowProblem(line, reason, kept))

    def put(self, table: Any, fresh: list[Known]) -> None:
        """Put in new customers or people, and learn their ids."""
        ids = self.work.add_many(table, [one.values or {} for one in fresh])
        for one, row_id in zip(fresh, ids, strict=True):
            one.id = row_id
        if table is t.Customer:
            self.book.by_row.update(zip(ids, fresh, strict=True))
        else:
            self.book.person_by_row.update(zip(ids, fresh, strict=True))
        self._came(table, ids)

    def _came(self, table: Any, ids: range) -> None:
        """Count new rows, and keep which they are."""
        name = str(table.__tablename__)
        self.added[name] += len(ids)
        before = self.fresh[name]
        if before and before[-1].stop == ids.start:
            ids = range(before.pop().start, ids.stop)
        before.append(ids)

    def file(self, table: Any, entity: str, rows: Sequence[tuple[Values, Event]]) -> range:
        """Put in rows with their origins; returns their ids."""
        ids = self.work.add_many(table, [values for values, _ in rows])
        self._came(table, ids)
        for row_id, (values, record) in zip(ids, rows, strict=True):
            columns = (*TOLD[entity], *getattr(record, "own", ()))
            told = {column: values.get(column) for column in columns}
            self.origin(
                values["customer_id"],
                entity,
                row_id,
                record.external_id,
                record.extra,
                said=s.of_values(told),
            )
        return ids

    def reach(
        self,
        customer_id: int,
        person_id: int | None,
        routes: Iterable[RouteRecord],
        *,
        known: bool = False,
    ) -> None:
        """Add ways to reach somebody; ``known``: other records of this file may tell of them as well."""
        for route in routes:
            if known:
                one = (customer_id, person_id, s.route_key(route))
                if one in self._reached:
                    continue
                self._reached.add(one)
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
        *,
        said: s.Said | None = None,
    ) -> None:
        """Remember where a row came from, with the columns that nobody maps, and what its file ``said``."""
        self.book.origins[entity, external_id] = row_id
        came_from = self._source(entity)
        self.later(
            t.Origin,
            {
                "customer_id": customer_id,
                "source_id": came_from.id,
                "row_id": row_id,
                "external_id": external_id,
                "seen_on": came_from.own_day(self.work.today),
                "extra": json.dumps(dict(extra), ensure_ascii=False) if extra else "{}",
                "said": s.written(said or {}),
            },
        )

    def _source(self, entity: str) -> Source:
        """Where rows of this sort come from."""
        if entity not in self._sources:
            program = self.sheet if entity in EVENTS else self.family
            connection = self.work.book.connection
            self._sources[entity] = source(connection, program, entity, self.work.today)
        return self._sources[entity]
