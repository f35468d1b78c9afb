"""What a row of the book has several of, met in a newer file: ways to reach somebody, days of the year, personal words.

What is new comes in beside what is there. What the rep took out stays out: what the file said before is
remembered, and where it is not, the journal knows what was removed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ...domain.spine import kinds as k
from ...interchange.reading.records import AddressRecord, DateRecord, RouteRecord
from ...storage.book import lazy_tables as t
from ...storage.book.row_history import removed
from ...storage.rows.images import Image
from . import said as s
from .again import SETTLED, Again, shown
from .differences import Came

PLACE = ("street", "city", "region", "postcode", "country")


class Several(Again):
    """A person or a customer with what hangs on them."""

    __slots__ = ()

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

    def addresses(self, addresses: Iterable[AddressRecord]) -> tuple[AddressRecord, ...]:
        """The addresses that the file did not have before."""
        fresh = []
        for one in addresses:
            mark = s.fingerprint(s.address_key(one))
            if mark not in s.marks(self.said.get(s.ADDRESSES, "")):
                self.said[s.ADDRESSES] = self.said.get(s.ADDRESSES, "") + mark
                fresh.append(one)
        return tuple(fresh)

    def came_in(self, person_id: int | None, address: AddressRecord) -> bool:
        """Whether a new address comes in: it is told, but for one that the rep took out."""
        key = s.address_key(address)
        if self._gone("addresses", person_id, _address_of, key):
            return False
        text = ", ".join(filter(None, address.place))
        called = f"{address.label} address".strip()
        self.found.append(self.difference(called, "", text, Came.FILLED))
        return True

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


def _address_of(image: Image) -> str:
    parts = (str(image.get(part) or "") for part in PLACE)
    return "\n".join(s.plain("", part).casefold() for part in parts)


def _day(day: Any) -> str:
    year = f"{day.year:04d}-" if day.year else "--"
    return f"{year}{day.month:02d}-{day.day:02d}"
