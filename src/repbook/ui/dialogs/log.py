"""The log form: three keys at the least, and one line that files everything (§4, §5)."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ...actions import touches
from ...domain.capture import Capture, parse_line, preview
from ...domain.dates import parse_when
from ...domain.kinds import FactKind, Phase
from ...domain.pages import CustomerPage, FactView
from ...domain.preferences import first, outside
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
MOST_TICKS = 6
VITAL = ("vital-1", "vital-2")
"""The agenda's steps that ask after the vital areas."""
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


def prefers(page: CustomerPage, now: datetime) -> str:
    """How they like to be reached, and whether now suits them (R73); "" where nobody has asked."""
    text, preference = first(fact.text for fact in page.remarks if fact.kind == FactKind.PREFERENCE)
    if not text:
        return ""
    late = outside(preference, now)
    return f"Now is {late}. Prefers {text}" if late else f"Prefers {text}"


def vital_to_ask(
    page: CustomerPage, today: date, target: tuple[str, int] = ("", 0)
) -> tuple[FactView, ...]:
    """The vital areas to ask after: when the agenda says so, and at each call once settled (R78)."""
    due = any(
        item.step in VITAL and (item.due_on <= today or ("followup", item.id) == target)
        for item in page.facts.followups
    )
    if not due and page.standing.phase is not Phase.SETTLED:
        return ()
    return tuple(fact for fact in page.remarks if fact.kind == FactKind.VITAL)[:5]


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
        title = " · ".join(
            part for part in (f"Log · {page.name}", person.name if person else "") if part
        )
        super().__init__(title, customer_id=page.id)
        self.page = page
        self.target = target
        self.line = line
        self.person_id = person.id if person else None
        self.vital: tuple[FactView, ...] = ()

    def compose(self) -> ComposeResult:
        self.about = prefers(self.page, self.app.clock.local())
        self.vital = vital_to_ask(self.page, self.app.clock.today(), self.target)
        yield from super().compose()

    def fields(self) -> tuple[Field, ...]:
        today = self.app.clock.today()
        due = [
            item
            for item in self.page.facts.followups
            if item.due_on <= today or ("followup", item.id) == self.target
        ]
        due.sort(key=lambda item: ("followup", item.id) != self.target)
        ticks = [
            (f"f{item.id}", f"{item.what} · due {day_text(item.due_on, today)}") for item in due
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
            fields.append(Field("also", "also done", "ticks", tuple(ticks[:MOST_TICKS]), start))
        fields.append(Field("score", "as expected?", "choice", SCORES))
        fields.append(
            Field("next", "next touch", "when", help=f"else {self.page.standing.next_step}"[:60])
        )
        if self.vital:
            areas = tuple((str(fact.id), fact.text) for fact in self.vital)
            fields.append(Field("vital", "not fine", "ticks", areas))
        fields.append(Field("thank", "to write", "ticks", (("note", "a note of thanks by hand"),)))
        fields.append(Field("minutes", "minutes", help="if you like to know"))
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
        done = tuple(int(part[1:]) for part in also if part[0] == "f")
        not_fine = {int(part) for part in values.get("vital", "").split(",") if part}
        asked = any(item.step in VITAL for item in self.page.facts.followups if item.id in done)
        minutes = values["minutes"].strip().removesuffix("m").strip()
        if minutes and not minutes.isdecimal():
            raise InvalidInput("how many minutes?", "a number", field="minutes")
        score = int(values["score"]) - 3 if values["score"] else None
        entry = touches.LogEntry(
            customer_id=self.page.id,
            kind=kind,
            reach=reach,
            incoming=incoming,
            line=values["line"],
            person_id=self.person_id,
            minutes=int(minutes) if minutes else None,
            also_done=done,
            kept=tuple(int(part[1:]) for part in also if part[0] == "p"),
            score=score,
            fine=tuple(fact.id for fact in self.vital if asked and fact.id not in not_fine),
            not_fine=tuple(sorted(not_fine)),
            thank=bool(values["thank"]),
            next_on=when.day if when else None,
            next_at=when.at if when else "",
            day_first=self.app.day_first,
        )
        return self.act(touches.log, entry, rules=self.app.rules)
