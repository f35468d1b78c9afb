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
from ...domain.pages import CustomerPage, FactView
from ...errors import InvalidInput
from ...wording import SCORE_WORDS
from ..field import Field, Values
from ..forms import Form, Save
from ..render import Piece, pieces
from .becoming import PROMISE, becomes, change_fields
from .calls import ALL_FINE, OUTCOMES, VITAL, Outcome, answered, ids, prefers, said_of, vital_to_ask

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
    LogForm.-narrow #field-outcome { padding: 0; }
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
        self.also: tuple[tuple[str, str], ...] = ()

    def compose(self) -> ComposeResult:
        self.about = prefers(self.page, self.app.clock.local())
        self.vital = vital_to_ask(self.page, self.app.clock.today(), self.target)
        yield from super().compose()

    def fields(self) -> tuple[Field, ...]:
        fields = [
            Field("outcome", "", "choice", tuple(each.words for each in OUTCOMES), "1"),
            Field("line", "words", "line"),
        ]
        self.also = answered(self.page, self.app.clock.today(), self.target)
        if self.also:
            kind, row = self.target
            start = {"followup": f"f{row}"}.get(kind, "")
            fields.append(Field("also", "also done", "ticks", self.also, start))
        fields.append(Field("score", "as expected?", "choice", SCORES))
        fields += change_fields("change_due")
        fields.append(
            Field("next", "next touch", "when", help=f"else {self.page.standing.next_step}"[:60])
        )
        if self.vital:
            areas = [(str(fact.id), f"not fine: {fact.text}") for fact in self.vital]
            fields.append(Field("vital", "vital areas", "ticks", ((ALL_FINE, "all fine"), *areas)))
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

    def begin(self) -> None:
        if self.line:
            self.control("line").focus()
        self.preview(self.values())

    def capture(self, line: str) -> Capture:
        """The line as the grammar reads it today."""
        return parse_line(line, self.app.clock.today(), day_first=self.app.day_first)

    def preview(self, values: Values) -> None:
        if not self.query("#preview"):
            return
        self.show_what_applies(values)
        shown = self.query_one("#preview", Static)
        if values["line"].strip():
            shown.update(
                pieces(preview_lines(self.capture(values["line"]), self.app.clock.today()))
            )
        else:
            shown.update(self.teach())

    def show_what_applies(self, values: Values) -> None:
        """What is only asked of somebody who answered, and what has to change once they said how it was."""
        talked = self.outcome(values).talked
        if self.also:
            also = tuple(tick for tick in self.also if talked or tick[0][0] != "a")
            self.control("also").offer(also)
            self.query_one("#row-also").display = bool(also)
        if self.vital:
            self.query_one("#row-vital").display = talked
        asked = bool(values["score"])
        for name, wanted in (
            ("change", asked),
            ("became", asked),
            ("change_due", asked and values["became"] == PROMISE),
        ):
            self.query_one(f"#row-{name}").display = wanted

    def outcome(self, values: Values) -> Outcome:
        """What came of it."""
        return OUTCOMES[int(values["outcome"] or 1) - 1]

    def saving(self, values: Values) -> Save:
        capture = self.capture(values["line"])
        if capture.errors:
            raise InvalidInput(capture.errors[0].message, capture.errors[0].hint, field="line")
        outcome = self.outcome(values)
        today = self.app.clock.today()
        when = (
            parse_when(values["next"], today, day_first=self.app.day_first)
            if values["next"].strip()
            else None
        )
        also = values.get("also", "")
        done = ids(also, "f")
        step = any(item.step in VITAL for item in self.page.facts.followups if item.id in done)
        areas = self.vital if outcome.talked else ()
        fine, not_fine = said_of(areas, values.get("vital", ""), asked=step)
        minutes = values["minutes"].strip().removesuffix("m").strip()
        if minutes and not minutes.isdecimal():
            raise InvalidInput("how many minutes?", "a number", field="minutes")
        score = int(values["score"]) - 3 if values["score"] else None
        due = self.promised_for(values)
        became = becomes(values, "change", "became", due, "change_due") if values["score"] else ""
        entry = touches.LogEntry(
            customer_id=self.page.id,
            kind=outcome.kind,
            reach=outcome.reach,
            incoming=outcome.incoming,
            line=values["line"],
            person_id=self.person_id,
            minutes=int(minutes) if minutes else None,
            also_done=done,
            kept=ids(also, "p"),
            asked=ids(also, "a"),
            score=score,
            change=values["change"] if became else "",
            became=became,
            change_due=due,
            fine=fine,
            not_fine=not_fine,
            thank=bool(values["thank"]),
            next_on=when.day if when else None,
            next_at=when.at if when else "",
            day_first=self.app.day_first,
        )
        return self.act(touches.log, entry, rules=self.app.rules)

    def promised_for(self, values: Values) -> date | None:
        """The day by which what has to change is promised, if it is."""
        typed = values["change_due"]
        if values["became"] != PROMISE or not typed.strip():
            return None
        return parse_when(typed, self.app.clock.today(), day_first=self.app.day_first).day
