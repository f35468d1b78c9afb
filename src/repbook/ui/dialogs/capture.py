"""`.`: one line for anybody, from anywhere: ``name: line`` (§4)."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.widgets import Static

from ...actions import touches
from ...domain.capture import parse_line, split_name
from ...domain.model import Change
from ...errors import InvalidInput, RepbookError
from ...storage import search
from ...storage.book import Book
from ..field import Field, Values
from ..forms import Form, Save
from ..render import Piece, pieces
from ..target import Target
from .log import preview_lines


def resolve(book: Book, name: str) -> tuple[int, str]:
    """The one customer of that name; raises ``InvalidInput`` naming the candidates otherwise."""
    found = search.resolve(book, name, field="line")
    return found.id, found.name


class CaptureForm(Form):
    """The capture line, with whom and what it will file shown beneath."""

    DEFAULT_CSS = """
    CaptureForm #preview { height: auto; max-height: 10; margin-top: 1; padding-left: 5; }
    """
    form_id = "capture"
    enter_saves: ClassVar[bool] = True

    def __init__(self, target: Target | None = None) -> None:
        """``target`` is the highlighted customer: a line without a name is about them."""
        super().__init__("Capture")
        self.target = target

    def fields(self) -> tuple[Field, ...]:
        return (Field("line", "name: line", "line"),)

    def row(self, field: Field) -> ComposeResult:
        yield from super().row(field)
        yield Static("", id="preview")

    def begin(self) -> None:
        self.preview(self.values())

    def preview(self, values: Values) -> None:
        if self.query("#preview"):
            self._look(values["line"])

    @work(group="look", exclusive=True)
    async def _look(self, typed: str) -> None:
        """Show whom the line is for and what it files, before anything is filed."""
        shown = self.query_one("#preview", Static)
        name, line = split_name(typed)
        if not typed.strip():
            shown.update(pieces(self._example()))
            return
        whom: Piece = (
            self.target.customer if self.target else "for whom? begin with a name and :",
            "bold $ink",
        )
        if name:
            try:
                whom = ((await self.app.keeper.ask(resolve, name))[1], "bold $ink")
            except RepbookError as error:
                whom = (str(error), "$alarm")
        today = self.app.clock.today()
        capture = parse_line(line if name else typed, today, day_first=self.app.day_first)
        shown.update(
            pieces([("      for  ", "$quiet"), whom, ("\n", ""), *preview_lines(capture, today)])
        )

    def _example(self) -> list[Piece]:
        parts: list[Piece] = [("marsh: talked, ! send manual fri", "$faint")]
        if self.target:
            parts += [
                ("   without a name it is about ", "$faint"),
                (self.target.customer, "$quiet"),
            ]
        return parts

    def saving(self, values: Values) -> Save:
        name, line = split_name(values["line"])
        if not name and self.target is None:
            raise InvalidInput("begin with a name and a colon", "marsh: talked", field="line")
        said = line if name else values["line"]
        if not said.strip():
            raise InvalidInput("say what happened after the colon", field="line")
        known = self.target.customer_id if self.target else 0
        day_first, op_id, rules = self.app.day_first, self.op_id, self.app.rules

        def save(book: Book) -> Change:
            customer_id = resolve(book, name)[0] if name else known
            entry = touches.LogEntry(customer_id=customer_id, line=said, day_first=day_first)
            return touches.log(book, entry, rules=rules, op_id=op_id)

        return save
