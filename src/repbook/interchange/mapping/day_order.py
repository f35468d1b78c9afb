"""Whether the day or the month comes first: decided over a column, then the file, else asked (F92)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from ...errors import InvalidInput
from ...wording import fold
from .record_words import WORDS
from .written_days import NUMERIC


@dataclass(frozen=True, slots=True)
class OrderProof:
    """What a column's days say: a value that proves an order, and one that leaves it open."""

    day_first: str = ""
    month_first: str = ""
    open: str = ""

    @property
    def order(self) -> bool | None:
        """True for day first, False for month first, None where nothing or everything was proved."""
        if bool(self.day_first) == bool(self.month_first):
            return None
        return bool(self.day_first)


WITHOUT_YEAR = re.compile(r"(?P<a>[0-9]{1,2})(?P<sign>[/.-])(?P<b>[0-9]{1,2})")


class Weighing:
    """A column looked through for days that can be read in one way only; those of ``births`` may have no year.

    With full stops the day comes first unless the column proves otherwise; that leaves nothing open.
    """

    def __init__(self, *, births: bool = False) -> None:
        self._births = births
        self._shown = dict.fromkeys(Shows, "")

    def look(self, value: str) -> None:
        """Weigh one more cell."""
        if shows := _shows(value, births=self._births):
            self._shown[shows] = value

    @property
    def proof(self) -> OrderProof:
        """What the cells so far say."""
        return OrderProof(*self._shown.values())


class Shows(IntEnum):
    """What the figures of one day show."""

    DAY_FIRST = 1
    MONTH_FIRST = 2
    OPEN = 3


@lru_cache(4096)
def _shows(value: str, *, births: bool) -> Shows | None:
    found = NUMERIC.match(value.strip())
    if births and not found and not value.strip().startswith("-"):
        found = WITHOUT_YEAR.fullmatch(value.strip())
    if not found:
        return None
    first, second = int(found["a"]), int(found["b"])
    if first > 12 >= second > 0:
        return Shows.DAY_FIRST
    if second > 12 >= first > 0:
        return Shows.MONTH_FIRST
    return Shows.OPEN if first != second and found["sign"] != "." else None


def written_day_first(days: Iterable[str], headings: Iterable[str] = ()) -> bool:
    """Whether a heading is of a language in which the day comes first: "Geburtsdatum", or "Montant" beside "Date"."""
    return _one_of(WORDS.DAY_FIRST, days) or _one_of(WORDS.TONGUES, headings)


def _one_of(words: Set[str], headings: Iterable[str]) -> bool:
    return any(words & set(re.split(r"[\W_]+", fold(one))) for one in headings)


def decide(
    columns: Mapping[str, OrderProof],
    others: Iterable[OrderProof],
    told: bool | None,
    headings: Iterable[str] = (),
) -> dict[str, bool | None]:
    """The order of each day column, by header: its own proof, else the rep's word, else the file's, else its language's.

    ``others`` are columns that nobody maps; they may still show how the program writes its days. ``headings`` are
    all of the table's.
    Raises ``InvalidInput`` (field "day_order") where a column stays open, or contradicts itself.
    """
    proofs = {found.order for found in (*columns.values(), *others)} - {None}
    common = proofs.pop() if len(proofs) == 1 else None
    if not proofs and common is None and written_day_first(columns, headings):
        common = True
    orders: dict[str, bool | None] = {}
    for header, found in columns.items():
        order = found.order
        if order is None:
            order = told if told is not None else common
        mixed = f"{found.day_first} and {found.month_first}" if found.month_first else ""
        if order is None and (found.open or mixed):
            raise InvalidInput(
                f'"{header}" does not show whether the day or the month is first: {found.open or mixed}',
                "say it with --day-order",
                field="day_order",
            )
        orders[header] = order
    return orders
