"""A row that the book has, met in a newer file: what is new comes in, what differs is told, taken, or asked (§7).

Three are compared: what the file said last time (``said``), what stands in the book, and what the file says
now. What the file has not changed says nothing. What it has changed can be taken where the book still has a
file's value; what the rep has written stays, and is told. A value that is blank now blanks nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...domain.spine import kinds as k
from ...storage.book import lazy_tables as t
from ...storage.book.row_history import last_writer
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
    """Fields that nobody has chosen a value for, if an import made the row (a stand-in for a name)."""

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
        if column in self.free and self._from_file(table) and not self._edited(table, column):
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

    def _from_file(self, table: str) -> bool:
        """Whether an import made the row."""
        last = last_writer(self.work.book, table, self.row.id, self.customer_id, "")
        return last is None or last[0].startswith(IMPORT)

    def _edited(self, table: str, column: str) -> bool:
        """Whether the rep changed a field after the row was made."""
        last = last_writer(self.work.book, table, self.row.id, self.customer_id, column)
        return last is not None and not last[1] and not last[0].startswith(IMPORT)


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
