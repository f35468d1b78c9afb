"""Whether the day or the month comes first: decided over a column, then the file, else asked (F92)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...errors import InvalidInput
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


def weigh(values: Iterable[str], *, births: bool = False) -> OrderProof:
    """Look through a whole column for days that can be read in one way only; those of ``births`` may have no year.

    With full stops the day comes first unless the column proves otherwise; that leaves nothing open.
    """
    day_first = month_first = undecided = ""
    for value in values:
        found = NUMERIC.match(value.strip())
        if births and not found and not value.strip().startswith("-"):
            found = WITHOUT_YEAR.fullmatch(value.strip())
        if not found:
            continue
        first, second = int(found["a"]), int(found["b"])
        if first > 12 >= second > 0:
            day_first = value
        elif second > 12 >= first > 0:
            month_first = value
        elif first != second and found["sign"] != ".":
            undecided = value
    return OrderProof(day_first, month_first, undecided)


def decide(
    columns: Mapping[str, OrderProof], others: Iterable[OrderProof], told: bool | None
) -> dict[str, bool | None]:
    """The order of each day column, by header: its own proof, else the rep's word, else the file's.

    ``others`` are columns that nobody maps; they may still show how the program writes its days.
    Raises ``InvalidInput`` (field "day_order") where a column stays open, or contradicts itself.
    """
    proofs = {found.order for found in (*columns.values(), *others)} - {None}
    common = proofs.pop() if len(proofs) == 1 else None
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
