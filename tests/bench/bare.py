"""The bare Textual app that repbook is measured against: a table, nothing else."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable


class Bare(App[None]):
    """A table of a hundred rows."""

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("customer", "phase", "reason")
        for number in range(100):
            table.add_row(f"row {number}", "learning", "a reason to call")
        table.focus()


if __name__ == "__main__":
    Bare().run()
