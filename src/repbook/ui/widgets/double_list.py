"""Likely duplicates as rows, and two records side by side, field by field."""

from __future__ import annotations

from collections.abc import Hashable

from ...domain.duplicates.side_by_side import BOTH, JOIN, KEEP, Compared
from ...storage.finding.comparing import Comparison
from ...storage.finding.duplicates import Double
from ...values import NamedTuple
from ...wording import rows_text
from ..lists.row_list import RowList
from ..text.render import Piece, fit


def columns_of(width: int) -> tuple[int, int]:
    """Cells of a field's label, and of each of the two values beside it."""
    label = max(10, min(22, width // 5))
    return label, max(6, (width - label - 7) // 2)


class DoubleRow(NamedTuple):
    """A pair that may be one."""

    double: Double

    @property
    def key(self) -> Hashable:
        """The pair, whichever of the two is kept."""
        return (self.double.entity, frozenset((self.double.keep_id, self.double.join_id)))


class DoubleList(RowList[DoubleRow]):
    """The pairs, the safest first: both names, and why they may be one."""

    DEFAULT_CSS = "DoubleList { height: 1fr; padding-top: 1; }"
    lines = 2

    def draw(self, item: DoubleRow, line: int, width: int, selected: bool) -> list[Piece]:
        one = item.double
        edge: Piece = ("▌" if selected else " ", "key")
        if line:
            return [edge, ("   ", "text"), (fit(" · ".join(one.reasons), width - 4), "quiet")]
        names = f"{one.keep}  =  {one.join}"
        where = " / ".join(dict.fromkeys(filter(None, (one.keep_where, one.join_where))))
        room = min(len(where) + 1, width // 3)
        return [
            edge,
            (fit("○" if one.entity == "customer" else "☺", 3), "quiet"),
            (fit(names, width - room - 5), "ink" if selected else "text"),
            (" ", "text"),
            (fit(where, room), "quiet"),
        ]


class FieldRow(NamedTuple):
    """One field of both, or (no ``field``) what joining would bring together."""

    field: Compared | None
    words: str = ""

    @property
    def key(self) -> Hashable:
        """The field."""
        return self.field.name if self.field else self.words


class FieldList(RowList[FieldRow]):
    """The two, side by side: what stands is bold, what does not is quiet."""

    DEFAULT_CSS = "FieldList { height: 1fr; }"

    def selectable(self, item: FieldRow) -> bool:
        return item.field is not None and len(item.field.offered) > 1

    def draw(self, item: FieldRow, line: int, width: int, selected: bool) -> list[Piece]:
        if item.field is None:
            return [("  ", "text"), (fit(item.words, width - 2), "quiet")]
        field = item.field
        label, each = columns_of(width)
        mine = field.stands in (KEEP, BOTH)
        its = field.stands in (JOIN, BOTH)
        return [
            ("▌" if selected else " ", "key"),
            (fit(field.label, label), "ink" if field.differs else "quiet"),
            ("✓ " if mine and field.keep else "  ", "good"),
            (fit(field.keep or "–", each) + " ", "text" if mine else "quiet"),
            ("✓ " if its and field.join else "  ", "good"),
            (fit(field.join or "–", each), "text" if its else "quiet"),
        ]


def field_rows(seen: Comparison) -> list[FieldRow]:
    """The fields of both, those that differ first; then what comes together."""
    fields = sorted(seen.fields, key=lambda one: not one.differs)
    rows = [FieldRow(one) for one in fields]
    if seen.people:
        names = ", ".join(dict.fromkeys(mine for _, _, mine, _ in seen.people))
        rows.append(FieldRow(None, f"joined along: {names}"))
    for side, words in ((seen.keep, "stays with"), (seen.join, "brings along")):
        if hung := rows_text(side.hangs):
            rows.append(FieldRow(None, f"{side.name} {words} {hung}"))
    return rows
