"""The lines of Today as a list that makes each when it is looked at: a page of twenty thousand is drawn like one of twenty.

They stand in a few runs: the head of a group, its rows, the line that leads to the rest. What takes a row out, or
puts one back for a while, parts a run; nothing goes through all of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import overload

from rich.cells import cell_len

from ...domain.spine.kinds import Group
from ...domain.spine.model import Today
from ...domain.today.today_page import Rows, rows_of
from ...values import NamedTuple
from .today_rows import NAME, Line


class Run(NamedTuple):
    """Rows of one group from a place of the page up to another, or else lines that are made already."""

    group: Group
    first: int = 0
    last: int = 0
    made: tuple[Line, ...] = ()

    @property
    def size(self) -> int:
        """How many lines it is."""
        return self.last - self.first + len(self.made)


class Lines(Sequence[Line]):
    """The lines of Today under the heads of their groups."""

    def __init__(self, rows: Rows, runs: Sequence[Run]) -> None:
        self._rows = rows
        self._runs = [run for run in runs if run.size]
        self._ends = list(accumulate(run.size for run in self._runs))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        place = bisect_right(self._ends, at)
        run = self._runs[place]
        within = at - (self._ends[place] - run.size)
        return run.made[within] if run.made else self._line(run.group, run.first + within)

    def _line(self, group: Group, at: int) -> Line:
        return Line(group, self._rows.head(at), rows=self._rows, at=at)

    def _begins(self) -> Iterator[tuple[int, Run]]:
        """The runs, each with the place of its first line."""
        for end, run in zip(self._ends, self._runs, strict=True):
            yield end - run.size, run

    def about(self, customer_id: int) -> list[int]:
        """The places of the lines about a customer."""
        at, found = self._rows.at_of(customer_id), []
        for begins, run in self._begins():
            found += [
                begins + n for n, line in enumerate(run.made) if line.customer_id == customer_id
            ]
            if run.first <= at < run.last:
                found.append(begins + at - run.first)
        return sorted(found)

    def at_key(self, key: Hashable) -> int:
        """The place of the line of that key; -1 for none."""
        for begins, run in self._begins():
            for n, line in enumerate(run.made):
                if line.key == key:
                    return begins + n
        group, of = key if isinstance(key, tuple) else (None, None)
        at = self._rows.at_of(of) if isinstance(of, int) else -1
        for begins, run in self._begins():
            if run.group == group and run.first <= at < run.last:
                return begins + at - run.first
        return -1

    def without(self, customer_id: int) -> Lines:
        """The lines without those about a customer; a group that is empty then goes with its head."""
        at, runs = self._rows.at_of(customer_id), list[Run]()
        for run in self._runs:
            if run.first <= at < run.last:
                runs += [run._replace(last=at), run._replace(first=at + 1)]
            else:
                kept = tuple(line for line in run.made if line.customer_id != customer_id)
                runs.append(run._replace(made=kept))
        there = {run.group for run in runs if run.last > run.first}
        there |= {
            line.group for run in runs for line in run.made if line.of or line.command == "triage"
        }
        return Lines(self._rows, [run for run in runs if run.group in there])

    def joined(self, at: int, more: Sequence[Line]) -> Lines:
        """The lines with some others from a place on."""
        runs = list[Run]()
        for begins, run in self._begins():
            cut = at - begins
            if 0 < cut < run.size and run.made:
                runs += [run._replace(made=run.made[:cut]), run._replace(made=run.made[cut:])]
            elif 0 < cut < run.size:
                middle = run.first + cut
                runs += [run._replace(last=middle), run._replace(first=middle)]
            else:
                runs.append(run)
        ends = list(accumulate(run.size for run in runs))
        place = next((n for n, end in enumerate(ends) if end - runs[n].size >= at), len(runs))
        here = [Run(line.group, made=(line,)) for line in more]
        return Lines(self._rows, [*runs[:place], *here, *runs[place:]])

    @cached_property
    def longest(self) -> int:
        """Cells of the longest name, as far as a column is wide."""
        return min(NAME, self._rows.longest(cell_len, NAME))


def lines_of(today: Today) -> Lines:
    """Today's rows under the heads of their groups."""
    rows, runs, at = rows_of(today.rows), list[Run](), 0
    for group, size in rows.sizes():
        triaged = group is Group.SAVE and bool(today.red_hidden)
        of = f" of {size + today.red_hidden}" if triaged else ""
        runs.append(Run(group, made=(Line(group, note=f"{group.value} · {size}{of}"),)))
        runs.append(Run(group, at, at + size))
        if triaged:
            note = f"{today.red_hidden} more are red: go through them one by one"
            runs.append(Run(group, made=(Line(group, note=note, command="triage"),)))
        at += size
    return Lines(rows, runs)
