"""The bare Textual app that repbook is measured against: a table, empty screens, an empty form; nothing else."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import DataTable, Input, Static

FIELDS, SHOWN = 16, 6
"""Fields of the form, and how many of them are seen: as the log form of a customer on Today has them."""


class BareForm(ModalScreen[None]):
    """Empty fields with a label each, as many as the log form has."""

    CSS = """
    BareForm { align: left middle; } BareForm > Vertical { width: 80; height: 30; border: round white; }
    BareForm Horizontal { height: auto; } BareForm .label { width: 13; } BareForm Input { width: 1fr; }
    BareForm .off { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "dismiss", priority=True),
    ]

    def compose(self) -> ComposeResult:
        with Vertical():
            with VerticalScroll(can_focus=False):
                for number in range(FIELDS):
                    with Horizontal(classes="off" if number >= SHOWN else ""):
                        yield Static(f"field {number}", classes="label")
                        yield Input(compact=True)
            yield Static("bare form")

    def on_mount(self) -> None:
        self.query_one(Input).focus()


class BareScreen(Screen[None]):
    """A screen of empty widgets: bars, a list, a pane."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen")]

    def compose(self) -> ComposeResult:
        yield Static("bare screen")
        with Horizontal():
            yield VerticalScroll()
            yield Static("")
        yield Static("")


class Bare(App[None]):
    """A table of a hundred rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "push('form')"),
        Binding("enter", "push('page')", priority=True),
        *(Binding(str(number), f"put({number})") for number in range(1, 7)),
    ]

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("customer", "phase", "reason")
        for number in range(100):
            table.add_row(f"row {number}", "learning", "a reason to call")
        table.focus()

    def action_push(self, what: str) -> None:
        """A form, or a page."""
        self.push_screen(BareForm() if what == "form" else BareScreen())

    def action_put(self, number: int) -> None:
        """A screen in place of the one that is seen."""
        if len(self.screen_stack) > 1:
            self.switch_screen(BareScreen())
        else:
            self.push_screen(BareScreen())


if __name__ == "__main__":
    Bare().run()
