"""The log form: three keys at the least, and one line that files everything (§4, §5)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ...actions import touches
from ...domain.capture import Capture, parse_line, preview
from ...domain.dates import parse_when
from ...domain.pages import CustomerPage
from ...errors import InvalidInput
from ...wording import SCORE_WORDS, day_text
from ..field import Field, Values
from ..forms import Form, Save
from ..render import Piece, pieces

OUTCOMES: tuple[tuple[str, str, str, bool], ...] = (
    ("talked", "call", "two-way", False),
    ("voicemail", "call", "one-way", False),
    ("no answer", "call", "no answer", False),
    ("they called", "call", "two-way", True),
    ("visit", "visit", "two-way", False),
    ("e-mail", "email", "one-way", False),
)
SCORES = tuple(SCORE_WORDS.values())
ROLES = {
    "evidence": "$settled",
    "promise": "$due",
    "problem": "$alarm",
    "personal": "$accent",
    "praise": "$settled",
    "followup": "$learning",
    "error": "bold $alarm",
}


def preview_lines(capture: Capture, today: date) -> list[Piece]:
    """What a capture line will file, one thing a line; what is wrong comes first."""
    parts: list[Piece] = []
    for error in capture.errors:
        parts += [("✗ ", "bold $alarm"), (f"{error.message}: {error.hint}\n", "$alarm")]
    for kind, words in preview(capture, today):
        parts += [(f"{kind:>9}  ", ROLES.get(kind, "$quiet")), (f"{words}\n", "$foreground")]
    return parts


class LogForm(Form):
    """Log a touch with a customer."""

    DEFAULT_CSS = """
    LogForm #preview { height: auto; max-height: 9; margin: 0 0 1 0; padding-left: 5; }
    LogForm.-narrow #preview { padding-left: 2; }
    LogForm.-tall #row-line { margin-bottom: 0; }
    LogForm #row-outcome { margin-bottom: 1; }
    LogForm #row-line .label { color: $key; text-style: bold; }
    """
    form_id = "log"
    enter_saves: ClassVar[bool] = True

    def __init__(
        self, page: CustomerPage, *, target: tuple[str, int] = ("", 0), line: str = ""
    ) -> None:
        person = page.main_person
        prefers = next((fact.text for fact in page.remarks if fact.kind == "preference"), "")
        title = " · ".join(
            part for part in (f"Log · {page.name}", person.name if person else "") if part
        )
        super().__init__(title, customer_id=page.id, about=f"Prefers {prefers}" if prefers else "")
        self.page = page
        self.target = target
        self.line = line
        self.person_id = person.id if person else None

    def fields(self) -> tuple[Field, ...]:
        today = self.app.clock.today()
        ticks = [
            (f"f{item.id}", f"{item.what} · due {day_text(item.due_on, today)}")
            for item in self.page.facts.followups
            if item.due_on <= today or ("followup", item.id) == self.target
        ]
        ticks += [
            (f"p{item.id}", f"promise kept: {item.text}")
            for item in self.page.facts.promises
            if not item.theirs
        ]
        fields = [
            Field("outcome", "", "choice", tuple(name for name, *_ in OUTCOMES), "1"),
            Field("line", "words", "line"),
        ]
        if ticks:
            kind, row = self.target
            start = {"followup": f"f{row}"}.get(kind, "")
            fields.append(Field("also", "also done", "ticks", tuple(ticks[:6]), start))
        fields.append(Field("score", "as expected?", "choice", SCORES))
        fields.append(
            Field("next", "next touch", "when", help=f"else {self.page.standing.next_step}"[:60])
        )
        return tuple(fields)

    def row(self, field: Field) -> ComposeResult:
        yield from super().row(field)
        if field.name == "line":
            yield Static(self.teach(), id="preview")

    def teach(self) -> Content:
        """The markers, shown while the line is empty."""
        words = (
            ("*", " success  "),
            ("!", " promise  "),
            ("?", " problem  "),
            ("@", " personal  "),
            ("+", " praise  "),
            (">", " follow-up"),
        )
        parts: list[Piece] = []
        for mark, word in words:
            parts += [(mark, "bold $key"), (word, "$faint")]
        return pieces(parts)

    def widget(self, field: Field) -> Widget:
        widget = super().widget(field)
        if field.name == "line" and self.line:
            widget.value = self.line  # type: ignore[attr-defined]
        return widget

    def on_mount(self) -> None:
        super().on_mount()
        if self.line:
            self.control("line").focus()
            self.preview(self.values())

    def capture(self, line: str) -> Capture:
        """The line as the grammar reads it today."""
        return parse_line(line, self.app.clock.today(), day_first=self.app.day_first)

    def preview(self, values: Values) -> None:
        if not self.query("#preview"):
            return
        shown = self.query_one("#preview", Static)
        if values["line"].strip():
            shown.update(
                pieces(preview_lines(self.capture(values["line"]), self.app.clock.today()))
            )
        else:
            shown.update(self.teach())

    def saving(self, values: Values) -> Save:
        capture = self.capture(values["line"])
        if capture.errors:
            raise InvalidInput(capture.errors[0].message, capture.errors[0].hint, field="line")
        _, kind, reach, incoming = OUTCOMES[int(values["outcome"] or 1) - 1]
        today = self.app.clock.today()
        when = (
            parse_when(values["next"], today, day_first=self.app.day_first)
            if values["next"].strip()
            else None
        )
        also = [part for part in values.get("also", "").split(",") if part]
        score = int(values["score"]) - 3 if values["score"] else None
        entry = touches.LogEntry(
            customer_id=self.page.id,
            kind=kind,
            reach=reach,
            incoming=incoming,
            line=values["line"],
            person_id=self.person_id,
            also_done=tuple(int(part[1:]) for part in also if part[0] == "f"),
            kept=tuple(int(part[1:]) for part in also if part[0] == "p"),
            score=score,
            next_on=when.day if when else None,
            next_at=when.at if when else "",
            day_first=self.app.day_first,
        )
        return self.act(touches.log, entry, rules=self.app.rules)
