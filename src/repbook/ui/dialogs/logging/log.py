"""The log form: three keys at the least, and one line that files everything (§4, §5).

How and when it was, and with whom, stand behind the words or in them; what was understood is shown first.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ....actions.touches import touches
from ....domain.days.dates import parse_when
from ....domain.head.head import read_head
from ....domain.head.head_reader import Head
from ....domain.head.resumed import as_meant
from ....domain.shown.customer_views import CustomerPage, FactView
from ....domain.spine.kinds import Reach
from ....domain.spine.reason_phrases import short
from ....errors import InvalidInput
from ....wording import SCORE_WORDS, clean
from ...forms.choice import Choice
from ...forms.field import Field, Values
from ...forms.form import Save
from ...text.render import Piece, pieces
from .becoming import PROMISE, becomes, change_fields
from .calls import (
    ALL_FINE,
    NAME_ROOM,
    NOBODY,
    OUTCOMES,
    VITAL,
    answered,
    ids,
    option_of,
    people_there,
    prefers,
    said_of,
    vital_to_ask,
)
from .log_words import LogWords
from .previews import preview_lines, understood_line

SCORES = tuple(SCORE_WORDS.values())


class LogForm(LogWords):
    """Log a touch with a customer."""

    DEFAULT_CSS = """
    LogForm #preview { height: auto; max-height: 10; margin: 0 0 1 0; padding-left: 5; }
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
        person_id = person.id if person else None
        if any(each.id == target[1] and not each.left_on for each in page.people):
            person_id = target[1] if target[0] == "person" else person_id
        super().__init__(page, title, people_there(page, person_id))
        self.target = target
        self.line = line
        self.understood = Static("", id="preview")
        self.vital: tuple[FactView, ...] = ()
        self.also: tuple[tuple[str, str], ...] = ()

    def compose(self) -> ComposeResult:
        self.about = prefers(self.page, self.app.clock.local())
        self.vital = vital_to_ask(self.page, self.app.clock.today(), self.target)
        yield from super().compose()

    def fields(self) -> tuple[Field, ...]:
        fields = [
            Field("outcome", "", "choice", tuple(each.said for each in OUTCOMES), "1"),
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
        if self.people:
            names = tuple(short(clean(person.name), NAME_ROOM) for person in self.people)
            fields.append(Field("who", "with", "choice", (*names, NOBODY), "1"))
        fields.append(Field("when", "when it was", "when", help="now, mon, 12 may", future=False))
        if self.vital:
            areas = [(str(fact.id), f"not fine: {fact.text}") for fact in self.vital]
            fields.append(Field("vital", "vital areas", "ticks", ((ALL_FINE, "all fine"), *areas)))
        fields.append(Field("thank", "to write", "ticks", (("note", "a note of thanks by hand"),)))
        fields.append(Field("minutes", "minutes", help="if you like to know"))
        return tuple(fields)

    def row(self, field: Field) -> ComposeResult:
        yield from super().row(field)
        if field.name == "line":
            self.understood.update(self.teach())
            yield self.understood

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

    def put(self, values: Values) -> None:
        super().put(values)
        # A draft's outcome was chosen, unless it is the one that its words say.
        said = read_head(values.get("line", ""), self.app.clock.today())
        self.chose_outcome = values.get("outcome", "1") not in ("1", option_of(said.contact))

    async def line_as_meant(self, values: Values, typed_on: date) -> Values:
        """The line read as of the day it was typed, which is when the touch was, where nothing else is said."""
        typed = values.get("line", "")
        line = as_meant(
            typed,
            typed_on,
            self.app.clock.today(),
            day_first=self.app.day_first,
            business=self.app.rules.business,
            on_day=False,
        )
        said = read_head(typed, typed_on, day_first=self.app.day_first)
        open_ = not (said.day_said or said.trouble or values.get("when", "").strip())
        when = {"when": typed_on.isoformat()} if open_ else {}
        return {**values, "line": line, **when}

    @on(Choice.Picked, "#field-outcome")
    def _outcome_chosen(self) -> None:
        self.chose_outcome = True

    def preview(self, values: Values) -> None:
        head = self.line_head(values)
        if not self.chose_outcome:
            self.control("outcome").value = option_of(head.contact)
        self.show_what_applies(values, head)
        today = self.app.clock.today()
        who = self.spoken_to(values)
        parts = understood_line(head, today, self.page.name, who.name if who else "")
        if values["line"].strip():
            parts += preview_lines(self.capture(head), today)
            self.understood.update(pieces(parts))
        else:
            self.understood.update(pieces(parts) + self.teach())

    def show_what_applies(self, values: Values, head: Head) -> None:
        """What is only asked of somebody who answered, and what has to change once they said how it was."""
        talked = head.contact.reach is Reach.TWO_WAY
        if self.also:
            also = tuple(tick for tick in self.also if talked or tick[0][0] != "a")
            self.control("also").offer(also)
            self.show_row("also", bool(also))
        if self.vital:
            self.show_row("vital", talked)
        asked = bool(values["score"])
        for name, wanted in (
            ("change", asked),
            ("became", asked),
            ("change_due", asked and values["became"] == PROMISE),
        ):
            self.show_row(name, wanted)

    def saving(self, values: Values) -> Save:
        head = self.line_head(values)
        if head.trouble is not None:
            hint = head.trouble.hint
            if head.trouble.field not in ("day", "sign") and not self.chose_outcome:
                hint = f"choose 1 to {len(OUTCOMES)} above, or {hint}"
            raise InvalidInput(head.trouble.message, hint, field="line")
        capture = self.capture(head)
        if capture.errors:
            raise InvalidInput(capture.errors[0].message, capture.errors[0].hint, field="line")
        talked = head.contact.reach is Reach.TWO_WAY
        who = self.spoken_to(values)
        today = self.app.clock.today()
        when = (
            parse_when(
                values["next"],
                today,
                day_first=self.app.day_first,
                business=self.app.rules.business,
            )
            if values["next"].strip()
            else None
        )
        also = values.get("also", "")
        done = ids(also, "f")
        step = any(item.step in VITAL for item in self.page.facts.followups if item.id in done)
        areas = self.vital if talked else ()
        fine, not_fine = said_of(areas, values.get("vital", ""), asked=step)
        minutes = values["minutes"].strip().removesuffix("m").strip()
        if minutes and not minutes.isdecimal():
            raise InvalidInput("how many minutes?", "a number", field="minutes")
        score = int(values["score"]) - 3 if values["score"] else None
        due = self.promised_for(values)
        became = becomes(values, "change", "became", due, "change_due") if values["score"] else ""
        entry = touches.LogEntry(
            customer_id=self.page.id,
            kind=head.contact.kind,
            reach=head.contact.reach,
            incoming=head.contact.incoming,
            on_day=head.on_day,
            line=self.with_hour(values, head.rest),
            person_id=who.id if who else None,
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
