"""`.`: one line for anybody, from anywhere: ``name: line`` (§4)."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from ...actions import touches
from ...domain.capture import parse_line, split_name
from ...domain.model import Change
from ...errors import InvalidInput
from ...storage.book import Book
from ...storage.search import customers_named
from ...wording import fold
from ..forms import Field, Form, Save, Values
from ..render import pieces
from .log import preview_lines


def resolve(book: Book, name: str) -> tuple[int, str]:
    """The one customer of that name; raises ``InvalidInput`` naming the candidates otherwise."""
    found = customers_named(book, name, 6)
    exact = [row for row in found if fold(row[1]) == fold(name.strip())]
    if len(exact) == 1 or len(found) == 1:
        row_id, known, _ = (exact or found)[0]
        return row_id, known
    if not found:
        raise InvalidInput(f"nobody here is called {name}", "n c adds a customer", field="line")
    names = ", ".join(row[1] for row in (exact or found)[:4])
    raise InvalidInput(f"which one: {names}?", "write more of the name", field="line")


class CaptureForm(Form):
    """The capture line, with what it will file shown beneath."""

    DEFAULT_CSS = """
    CaptureForm #preview { height: auto; max-height: 10; margin-top: 1; padding-left: 5; }
    """
    form_id = "capture"
    enter_saves: ClassVar[bool] = True

    def __init__(self, customer: str = "") -> None:
        super().__init__("Capture")
        self.customer = customer

    def fields(self) -> tuple[Field, ...]:
        start = f"{self.customer}: " if self.customer else ""
        return (Field("line", "name: line", "line", start=start),)

    def row(self, field: Field) -> ComposeResult:
        yield from super().row(field)
        yield Static("", id="preview")

    def on_mount(self) -> None:
        super().on_mount()
        self.preview(self.values())

    def preview(self, values: Values) -> None:
        name, line = split_name(values["line"])
        if not self.query("#preview"):
            return
        shown = self.query_one("#preview", Static)
        if not name:
            shown.update(
                pieces([("for whom? ", "$quiet"), ("marsh: talked, ! send manual fri", "$faint")])
            )
            return
        today = self.app.clock.today()
        capture = parse_line(line, today, day_first=self.app.day_first)
        shown.update(
            pieces(
                [
                    ("      for  ", "$quiet"),
                    (f"{name}\n", "bold $ink"),
                    *preview_lines(capture, today),
                ]
            )
        )

    def saving(self, values: Values) -> Save:
        name, line = split_name(values["line"])
        if not name:
            raise InvalidInput("begin with a name and a colon", "marsh: talked", field="line")
        if not line.strip():
            raise InvalidInput("say what happened after the colon", field="line")
        day_first, op_id = self.app.day_first, self.op_id

        def save(book: Book) -> Change:
            customer_id, _ = resolve(book, name)
            entry = touches.LogEntry(customer_id=customer_id, line=line, day_first=day_first)
            return touches.log(book, entry, op_id=op_id)

        return save
