"""A row that the book has, met in a newer file: what is new comes in, what differs is told, taken, or asked (§7).

Three are compared: what the file said last time (``said``), what stands in the book, and what the file says
now. What the file has not changed says nothing. What it has changed can be taken where the book still has a
file's value; what the rep has written stays, and is told. A value that is blank now blanks nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...domain.spine import kinds as k
from ...interchange.reading.records import DateRecord, RouteRecord
from ...storage.book import lazy_tables as t
from ...storage.book.images import Image
from ...storage.book.row_history import last_writer, removed
from ...wording import clean, fold
from . import said as s
from .differences import Answers, Came, Difference, Update, answer

if TYPE_CHECKING:
    from ...storage.book.work import Work

IMPORT = "import "
"""How the name of an import's step begins; whatever else changed a row, the rep did."""
SHOWN = 200
"""So much of a long text is told."""
UNSAID = ("tier", k.Tier.B)
"""The tier that a customer has of whom nobody has said one."""
SETTLED = frozenset(Came) - {Came.OPEN}
"""What is not told again while the file says the same: all but what nobody has answered."""


@dataclass(slots=True)
class Again:
    """One row and the record that is met in it. ``said`` becomes what is to be remembered of the file.

    ``unknown``: nobody has kept what the file said before, since an older repbook read it, or it is the
    first file of that program that tells of this row. Names and words then count as one if they fold alike.
    """

    work: Work
    entity: str
    row: Any
    customer_id: int
    name: str
    line: int
    said: s.Said
    unknown: bool
    update: Update
    answers: Answers | None
    found: list[Difference]
    put: Callable[[Any, str, Any], None] = setattr
    free: frozenset[str] = field(default_factory=frozenset)
    """Fields whose value in the book nobody has chosen (a stand-in for a name)."""

    def fields(self, values: Mapping[str, Any]) -> None:
        """Compare the fields of the row, and take what can be taken."""
        for column, value in values.items():
            mark = s.fingerprint(s.plain(column, value))
            if mark and self.said.get(s.short(column)) != mark:
                self._field(column, value, mark)

    def _field(self, column: str, value: Any, mark: str) -> None:
        stands = getattr(self.row, column)
        if self._alike(column, stands, value):
            self.said[s.short(column)] = mark
            return
        table, row_id = str(self.row.__tablename__), self.row.id
        before, after = shown(column, stands), shown(column, value)
        if self._blank(table, column, stands):
            came = Came.FILLED
        else:
            by_rep = self._by_rep(table, row_id, column, stands)
            came = self.came(self.difference(column, before, after), by_rep=by_rep)
        if came in (Came.FILLED, Came.TAKEN):
            self.put(self.row, column, value)
        self.settle(column, before, after, came, mark)

    def settle(self, column: str, before: str, after: str, came: Came, mark: str) -> None:
        """Tell a difference, and remember what needs not be told again."""
        self.found.append(self.difference(column, before, after, came))
        if came in SETTLED:
            self.said[s.short(column)] = mark

    def came(self, difference: Difference, *, by_rep: bool) -> Came:
        """What becomes of a difference: as the rep answered it, else as ``update`` says; theirs stays theirs."""
        said = answer(self.answers, difference)
        if said is not None:
            return Came.TAKEN if said else Came.KEPT
        if by_rep:
            return Came.YOURS
        return {Update.NEWER: Came.TAKEN, Update.NEVER: Came.KEPT}.get(self.update, Came.OPEN)

    def difference(
        self, column: str, before: str, after: str, came: Came = Came.OPEN
    ) -> Difference:
        """A field of this row that is told."""
        return Difference(
            self.entity,
            self.row.id,
            self.customer_id,
            self._customer(),
            self.name,
            column,
            before,
            after,
            came,
            self.line,
        )

    def _customer(self) -> str:
        if self.entity == "customer":
            return str(self.row.name)
        found = self.work.get(t.Customer, self.customer_id)
        return str(found.name)

    def _alike(self, column: str, stands: Any, value: Any) -> bool:
        one, other = s.plain(column, stands), s.plain(column, value)
        return one == other or (self.unknown and fold(one) == fold(other))

    def _blank(self, table: str, column: str, stands: Any) -> bool:
        """Whether nothing stands in the book that anybody has written."""
        if column in self.free:
            return True
        if stands in ("", None):
            # Where it is not known what the file said, an empty field may be one that the rep has emptied.
            return not (self.unknown and self._edited(table, column))
        if (column, stands) == UNSAID:
            unsaid = s.short(column) not in self.said
            return unsaid and not self._by_rep(table, self.row.id, column, stands)
        return False

    def _by_rep(self, table: str, row_id: int, column: str, stands: Any) -> bool:
        kept = self.said.get(s.short(column))
        if kept and kept == s.fingerprint(s.plain(column, stands)):
            return False
        last = last_writer(self.work.book, table, row_id, self.customer_id, column)
        return last is not None and not last[0].startswith(IMPORT)

    def _edited(self, table: str, column: str) -> bool:
        """Whether the rep changed a field after the row was made."""
        last = last_writer(self.work.book, table, self.row.id, self.customer_id, column)
        return last is not None and not last[1] and not last[0].startswith(IMPORT)

    # -- what a row has several of ---------------------------------------------------------------

    def routes(
        self, person_id: int | None, routes: Iterable[RouteRecord]
    ) -> tuple[RouteRecord, ...]:
        """The ways to reach somebody that are new; those that the rep took out stay out."""
        fresh, mine = [], None
        for route in routes:
            mark = s.fingerprint(s.route_key(route))
            if mark in s.marks(self.said.get(s.ROUTES, "")):
                continue
            self.said[s.ROUTES] = self.said.get(s.ROUTES, "") + mark
            if mine is None:
                have = self.work.find(t.Route, customer_id=self.customer_id, person_id=person_id)
                mine = [s.route_key(one) for one in have]
            key = s.route_key(route)
            if not any(same_route(key, one) for one in mine) and not self._gone(
                "routes", person_id, _route_of, key
            ):
                fresh.append(route)
                self.found.append(self.difference(route.kind, "", route.value, Came.FILLED))
        return tuple(fresh)

    def dates(self, person_id: int, dates: Iterable[DateRecord]) -> tuple[DateRecord, ...]:
        """The days of the year that are new; another birthday than the book's is a difference."""
        fresh = []
        for day in dates:
            mark = s.fingerprint(s.date_key(day))
            if mark in s.marks(self.said.get(s.DAYS, "")):
                continue
            mine = self.work.find(t.ImportantDate, person_id=person_id, kind=day.kind)
            same = next((one for one in mine if s.date_key(one) == s.date_key(day)), None)
            settled = True
            if same is not None:
                same.year = same.year or day.year
            elif mine and day.kind == k.DateKind.BIRTHDAY:
                settled = self._birthday(mine[0], day)
            elif not self._gone("dates", person_id, _kind_of, day.kind):
                fresh.append(day)
                self.found.append(self.difference(day.kind, "", _day(day), Came.FILLED))
            if settled:
                self.said[s.DAYS] = self.said.get(s.DAYS, "") + mark
        return tuple(fresh)

    def _birthday(self, row: Any, day: DateRecord) -> bool:
        """Whether a birthday that differs need not be told again."""
        before, after = _day(row), _day(day)
        by_rep = any(self._by_rep("dates", row.id, part, "") for part in ("month", "day"))
        came = self.came(self.difference("birthday", before, after), by_rep=by_rep)
        if came is Came.TAKEN:
            row.month, row.day, row.year = day.month, day.day, day.year or row.year
        self.found.append(self.difference("birthday", before, after, came))
        return came in SETTLED

    def facts(self, person_id: int, texts: Iterable[str]) -> tuple[str, ...]:
        """The personal words that are new."""
        fresh = []
        for text in texts:
            mark = s.fingerprint(text)
            if mark in s.marks(self.said.get(s.FACTS, "")):
                continue
            self.said[s.FACTS] = self.said.get(s.FACTS, "") + mark
            have = {one.text for one in self.work.find(t.Fact, person_id=person_id)}
            if text not in have and not self._gone("facts", person_id, _text_of, text):
                fresh.append(text)
                self.found.append(self.difference("personal", "", shown("", text), Came.FILLED))
        return tuple(fresh)

    def _gone(
        self, table: str, person_id: int | None, key_of: Callable[[Image], str], key: str
    ) -> bool:
        """Whether the rep took such a row out, where it is not known what the file said before."""
        return self.unknown and any(
            one.get("person_id") == person_id and key_of(one) == key
            for one in removed(self.work.book, table, self.customer_id)
        )


def same_route(one: str, other: str) -> bool:
    """Whether two keys are one way: a number with its country's code and without it is one number."""
    if one == other:
        return True
    short, long = sorted((one.lstrip("0"), other.lstrip("0")), key=len)
    return len(short) >= 8 and short.isdigit() and long.isdigit() and long.endswith(short)


def _kind_of(image: Image) -> str:
    return str(image.get("kind"))


def _text_of(image: Image) -> str:
    return str(image.get("text"))


def _route_of(image: Image) -> str:
    return str(image.get("digits") or str(image.get("value", "")).casefold())


def _day(day: Any) -> str:
    year = f"{day.year:04d}-" if day.year else "--"
    return f"{year}{day.month:02d}-{day.day:02d}"


def shown(column: str, value: Any) -> str:
    """A value as a person reads it, on one line."""
    if column == "amount" and isinstance(value, int):
        sign, cents = ("-" if value < 0 else ""), abs(value)
        return f"{sign}{cents // 100}.{cents % 100:02d}"
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = clean(str(value))
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1].rstrip()}…"
