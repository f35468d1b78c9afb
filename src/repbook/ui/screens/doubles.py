"""Who may be in the book twice: pairs with their reasons, side by side; joined field by field, or told apart."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from ...actions.customers import merging
from ...domain.spine.model import Change
from ...errors import RepbookError
from ...storage.finding.comparing import Comparison, customers_side_by_side, people_side_by_side
from ...storage.finding.duplicates import Double, likely
from ...wording import count
from ..lists.empty import Empty
from ..lists.row_list import RowList
from ..text.render import Piece, fit, pieces
from ..widgets.double_list import DoubleList, DoubleRow, FieldList, FieldRow, columns_of, field_rows
from .base import BookScreen


class DoublesScreen(BookScreen):
    """Likely duplicates, the safest first, and the two of the highlighted pair below them."""

    DEFAULT_CSS = """
    DoublesScreen #pairs { width: 1fr; }
    DoublesScreen #said { height: 1; padding: 0 1; color: $quiet; }
    DoublesScreen #two { height: 2; padding: 0 1; border-top: solid $rule; }
    DoublesScreen FieldList { height: 2fr; }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("tab", "other_list", show=False, priority=True),
        Binding("J,f2", "join", show=False),
        Binding("N", "apart", show=False),
        Binding("X", "turn", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.pairs = DoubleList()
        self.fields = FieldList()
        self.said = Static("", id="said")
        self.two = Static("", id="two")
        self.empty = Empty()
        self.choices: dict[str, str] = {}
        self.turned = False
        self.seen: Comparison | None = None

    def body(self) -> list[Widget]:
        self.empty.display = False
        return [Vertical(self.said, self.pairs, self.two, self.fields, self.empty, id="pairs")]

    def hints(self) -> tuple[Piece, ...]:
        if not self.pairs.items:
            return (("{undo}", "undo"), ("Esc", "back"))
        return (
            ("J", "join them"),
            ("N", "not the same"),
            ("Tab", "the fields"),
            ("Enter", "whose stands"),
            ("X", "keep the other"),
            ("{undo}", "undo"),
            ("Esc", "back"),
        )

    def on_mount(self) -> None:
        self.stamp = self.app.stamp
        self.set_focus(self.pairs)
        self.app.start(self.reload, group="list", exclusive=True, node=self)

    async def reload(self) -> None:
        found = await self.app.keeper.ask(likely)
        pairs = found.pairs
        self.pairs.fill([DoubleRow(one) for one in pairs], keep=True)
        for widget in (self.pairs, self.fields, self.two, self.said):
            widget.display = bool(pairs)
        self.empty.display = not pairs
        if not pairs:
            self.empty.say(
                "Nobody seems to be in the book twice.",
                "This is looked for by e-mail, telephone, name, town, and site; never by a name alone.",
            )
        self.said.update(f"{count(len(pairs), 'pair')} that may be one, the safest first")
        self.hint_bar.show(self.hints())
        await self._compare()

    # -- the two ---------------------------------------------------------------------------------

    @property
    def double(self) -> Double | None:
        """The pair, as the rep has turned it."""
        row = self.pairs.item
        if row is None or not self.turned:
            return row.double if row else None
        one = row.double
        return one._replace(keep_id=one.join_id, join_id=one.keep_id, keep=one.join, join=one.keep)

    @on(DoubleList.Highlighted)
    def _highlighted(self, event: RowList.Highlighted) -> None:
        event.stop()
        if event.rows is self.pairs:
            self.choices, self.turned = {}, False
            self.app.start(self._compare, group="compare", exclusive=True, node=self)

    async def _compare(self) -> None:
        one = self.double
        if one is None:
            self.seen = None
            return
        read = customers_side_by_side if one.entity == "customer" else people_side_by_side
        try:
            self.seen = await self.app.keeper.ask(read, one.keep_id, one.join_id, self.choices)
        except RepbookError as error:
            self.app.refuse(error)
            return
        self.fields.fill(field_rows(self.seen), keep=True)
        self._show_two(self.seen)

    def _show_two(self, seen: Comparison) -> None:
        width = max(40, self.size.width - 2)
        label, each = columns_of(width)
        self.two.update(
            pieces(
                [
                    (fit("", label + 1), ""),
                    (fit(f"stays: {seen.keep.name}", each + 2) + " ", "bold $ink"),
                    (fit(f"becomes part of it: {seen.join.name}", each), "bold $quiet"),
                ]
            )
        )

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        if event.rows is self.pairs:
            self.set_focus(self.fields)
            return
        row: FieldRow = event.item
        if row.field is not None:
            offered = row.field.offered
            after = offered[(offered.index(row.field.stands) + 1) % len(offered)]
            self.choices = {**self.choices, row.field.name: after}
            self.app.start(self._compare, group="compare", exclusive=True, node=self)

    def action_turn(self) -> None:
        """Keep the other one of the two."""
        if self.double is not None:
            self.turned, self.choices = not self.turned, {}
            self.app.start(self._compare, group="compare", exclusive=True, node=self)

    def action_other_list(self) -> None:
        """From the pairs to the fields, and back."""
        self.set_focus(self.fields if self.focused is self.pairs else self.pairs)

    def action_back(self) -> None:
        """To the screen beneath."""
        self.dismiss(None)

    # -- what is decided -------------------------------------------------------------------------

    def action_join(self) -> None:
        """Make one of the two; undo makes them two again."""
        self._decide(merging.merge, merging.merge_people, choices=self.choices)

    def action_apart(self) -> None:
        """They are two; they are not offered again."""
        self._decide(merging.tell_apart, merging.tell_people_apart)

    def _decide(self, of_customers: object, of_people: object, **given: object) -> None:
        one = self.double
        if one is not None:
            action = of_customers if one.entity == "customer" else of_people
            self.app.start(partial(self._do, action, one, **given), group="verb", node=self)

    async def _do(self, action: object, one: Double, **given: object) -> None:
        try:
            change: Change = await self.app.keeper.ask(
                action,  # type: ignore[arg-type]
                one.keep_id,
                one.join_id,
                **given,
            )
        except RepbookError as error:
            self.app.refuse(error)
            return
        self.choices, self.turned = {}, False
        self.set_focus(self.pairs)
        await self.app.changed(change)
