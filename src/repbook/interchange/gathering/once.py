"""Records of one sort, each once: what further rows say of one of them is joined with it.

The newest are at hand and are joined at once. What is said of one that is packed already waits until all is
read, and is joined then, in the order of the file, a few thousand records at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from typing import Generic, TypeVar

from ..reading.packed import Packed
from ..reading.records import RowProblem

R = TypeVar("R")
SPAN = 4000
"""So many records are at hand when what waited is joined."""
WAITING = 50

Join = Callable[[R, R, bool], tuple[R, RowProblem | None]]
"""Two records of one as one, with what is to be said of it; True where that is no fault."""


class Once(Generic[R]):
    """Records in the order in which they were first met; ``problems`` tells what was said of one more than once."""

    def __init__(self, join: Join[R]) -> None:
        self.problems: list[RowProblem] = []
        self._join = join
        self._records: Packed[R] = Packed()
        self._waiting: dict[int, Packed[tuple[int, R, bool]]] = {}

    def __len__(self) -> int:
        return len(self._records)

    def add(self, record: R) -> None:
        """File a record that was not met before."""
        self._records.append(record)

    def further(self, place: int, record: R, *, quiet: bool) -> None:
        """Join what a further row says with the record at ``place``; ``quiet``: that it does is no fault."""
        if place >= self._records.packed:
            both = self._joined(self._records[place], record, quiet=quiet)
            self._records.exchange(place, both)
            return
        waiting = self._waiting.setdefault(place // SPAN, Packed(at_once=WAITING))
        waiting.append((place, record, quiet))

    def _joined(self, first: R, record: R, *, quiet: bool) -> R:
        both, problem = self._join(first, record, quiet)
        if problem is not None:
            self.problems.append(problem)
        return both

    def all(self) -> Sequence[R]:
        """All of them, once everything is read."""
        if self._waiting:
            self._records = Packed(self._settled())
        return self._records.settled()

    def _settled(self) -> Iterator[R]:
        rest = self._records.drained()
        number = 0
        while some := list(islice(rest, SPAN)):
            waiting = self._waiting.pop(number, None)
            for place, record, quiet in waiting.drained() if waiting else ():
                at = place - number * SPAN
                some[at] = self._joined(some[at], record, quiet=quiet)
            yield from some
            number += 1

    def change(self, change: Callable[[R], R]) -> None:
        """Put what ``change`` makes of each in its place."""
        self._records = Packed(map(change, self.all()))

    def gather(self, firsts: Mapping[int, int], quiet: Callable[[R], bool]) -> None:
        """Join the records at some places, each with that of another place, once all are read."""
        apart = Once(self._join)
        apart.problems = self.problems
        moved = [*accumulate((place in firsts for place in range(len(self))), initial=0)]
        early: dict[int, list[R]] = {}
        for place, record in enumerate(self.all()):
            first = firsts.get(place)
            if first is None:
                apart.add(record)
                for other in early.pop(place, ()):
                    apart.further(place - moved[place], other, quiet=quiet(other))
            elif first > place:
                early.setdefault(first, []).append(record)
            else:
                apart.further(first - moved[first], record, quiet=quiet(record))
        self._records, self._waiting = apart._records, apart._waiting
