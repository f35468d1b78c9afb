"""`.`: one line for anybody, from anywhere: ``name: line`` (§4)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult

from ....actions.touches import named_lines, touches
from ....domain.head.head import read_head
from ....domain.head.resumed import as_meant
from ....domain.line.capture import parse_line
from ....domain.spine.model import Change
from ....errors import InvalidInput, RepbookError
from ....storage.book.book import Book
from ....storage.finding.bearers import Resolved
from ....storage.finding.naming import NotOne, split_line
from ....wording import clean
from ...forms.field import Field, Values
from ...forms.form import Form, Save
from ...shell.target import Target
from ...text.paragraphs import wrap
from ...text.render import Piece
from .previews import LABEL, Line, Preview, preview_lines, show_signs, understood_lines
from .whose import choose_whom

LINES = 9
"""Lines of the words, and of what they file."""


class CaptureForm(Form):
    """The capture line, with what was understood, for whom, and what it will file shown beneath."""

    DEFAULT_CSS = """
    CaptureForm #field-line { height: 3; }
    """
    form_id = "capture"
    enter_saves: ClassVar[bool] = True
    hugs: ClassVar[bool] = False
    line_aside: ClassVar[bool] = False

    def __init__(self, target: Target | None = None) -> None:
        """``target`` is the highlighted customer: a line without a name is about them."""
        super().__init__("Capture")
        self.target = target
        self.shown_line = Preview(id="preview")
        self.chosen: dict[str, Resolved] = {}
        """Whom the rep chose for a name that may be several, or nobody."""

    def fields(self) -> tuple[Field, ...]:
        return (Field("line", "name: line", "line"),)

    def row(self, field: Field) -> ComposeResult:
        yield from super().row(field)
        yield self.shown_line

    def height_of(self, field: Field) -> int:
        return LINES

    def begin(self) -> None:
        self.preview(self.values())

    def preview(self, values: Values) -> None:
        self._look(values["line"])

    @work(group="look", exclusive=True)
    async def _look(self, typed: str) -> None:
        """Show what is understood, whom the line is for, and what it files, before anything is filed."""
        if typed.strip():
            await self._understood(typed)
        else:
            self.shown_line.say([[(" " * LABEL, ""), *each] for each in self._example()], [])

    async def _understood(self, typed: str) -> None:
        today, width = self.app.clock.today(), self.room
        own: tuple[str, ...] = ()
        for_: Piece = ("for".ljust(LABEL), "$quiet")
        try:
            whose, line = await self.app.keeper.ask(
                whose_is_it, typed, today, self._highlighted(), self.chosen
            )
        except RepbookError as error:
            line = (await self.app.keeper.ask(split_line, typed))[1]
            head = read_head(line, today, day_first=self.app.day_first)
            words = wrap(str(error), width - LABEL, 2)
            first: list[Line] = [[for_, (words[0], "$alarm")]]
            first += [[(" " * LABEL, ""), (each, "$alarm")] for each in words[1:]]
        else:
            head = read_head(line, today, day_first=self.app.day_first)
            page = await self.app.read_page(whose.id)
            own = page.own_names if page else ()
            step = named_lines.answered_on(page, head, self._row_of(whose)) if page else None
            first = [*understood_lines(head, today, width, whose.name, whose.person)]
            if step is not None:
                first.append([("done".ljust(LABEL), "$quiet"), (clean(step.what), "$foreground")])
            if head.trouble is not None:
                first.append([for_, (str(whose), "bold $ink")])
        capture = parse_line(
            head.rest,
            today,
            day_first=self.app.day_first,
            business=self.app.rules.business,
            own=own,
        )
        self.shown_line.say(first, [*preview_lines(capture, today, width)])
        show_signs(self.control("line"), head.rest, capture)

    async def line_as_meant(self, values: Values, typed_on: date) -> Values:
        """What stands behind the name is read as of the day it was typed."""
        typed = values.get("line", "").strip()
        line = (await self.app.keeper.ask(split_line, typed))[1]
        if not line or not typed.endswith(line):
            return values
        dated = as_meant(
            line,
            typed_on,
            self.app.clock.today(),
            day_first=self.app.day_first,
            business=self.app.rules.business,
        )
        return {**values, "line": f"{typed[: len(typed) - len(line)]}{dated}"}

    def _highlighted(self) -> Resolved | None:
        return Resolved(self.target.customer_id, self.target.customer) if self.target else None

    def _example(self) -> list[Line]:
        lines: list[Line] = [[("marsh foods: talked, ! send manual fri", "$quiet")]]
        if self.target:
            about = "without a name it is about "
            lines.append([(about, "$quiet"), (self.target.customer, "$ink")])
        return lines

    def saving(self, values: Values) -> Save:
        typed = values["line"]
        if not typed.strip():
            raise InvalidInput("begin with a name and a colon", named_lines.SUCH_AS, field="line")
        about, chosen, today = self._highlighted(), dict(self.chosen), self.app.clock.today()
        day_first, rules = self.app.day_first, self.app.rules

        def save(book: Book) -> Change:
            whose, line = whose_is_it(book, typed, today, about, chosen)
            if not line:
                raise InvalidInput("say what happened after the colon", field="line")
            own = named_lines.own_names(book, whose.id)
            read = named_lines.read_line(
                whose, line, today, day_first=day_first, business=rules.business, own=own
            )
            step = named_lines.answered(book, whose, read.head, rules, self._row_of(whose))
            return touches.log(book, read.entry(day_first, step), rules=rules)

        return save

    def _row_of(self, whose: Resolved) -> tuple[str, int]:
        """The highlighted row, where the line is about its customer."""
        target = self.target
        return (
            (target.kind, target.row_id) if target and target.customer_id == whose.id else ("", 0)
        )

    def _refuse(self, error: RepbookError) -> None:
        """A name that may be several, or nobody, is chosen from a list, and then the line goes on."""
        super()._refuse(error)
        if isinstance(error, NotOne):
            self.app.start(partial(self._choose, error), group="whose")

    async def _choose(self, refused: NotOne) -> None:
        chosen = await choose_whom(self.app, refused)
        if chosen is not None:
            self.chosen[refused.name] = chosen
            self.action_save()


def whose_is_it(
    book: Book, typed: str, today: date, about: Resolved | None, chosen: dict[str, Resolved]
) -> tuple[Resolved, str]:
    """Whose line it is, where the rep has not chosen already; raises as ``named_lines.whose_line``."""
    try:
        return named_lines.whose_line(book, typed, today, about=about)
    except NotOne as refused:
        if refused.name not in chosen:
            raise
        whose = chosen[refused.name]
        # Chosen as what the words are about, "mon: fine" keeps its head.
        line = typed.strip() if about is not None and whose == about else split_line(book, typed)[1]
        return whose, line
