"""The log form: three keys at the least, and one line that files everything (§4, §5).

How and when it was, and with whom, stand behind the words or in them; what was understood is shown first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from ....domain.head.head import read_head
from ....domain.head.head_reader import Head
from ....domain.head.resumed import as_meant
from ....domain.shown.call_asks import (
    ALL_FINE,
    NAME_ROOM,
    NOBODY,
    OUTCOMES,
    SOMEBODY,
    answered,
    next_left,
    offered,
    option_of,
    people_there,
    prefers,
    ticked_first,
    untrained,
    vital_to_ask,
)
from ....domain.shown.customer_views import CustomerPage, FactView
from ....domain.spine.kinds import Reach
from ....domain.spine.reason_phrases import short
from ....wording import SCORE_WORDS, clean
from ...forms.choice import Choice
from ...forms.field import Field, Values
from .asked import Asked
from .becoming import change_fields, show_change
from .log_words import LogWords
from .previews import LABEL, Line, Preview, preview_lines, show_signs, understood_lines

SCORES = tuple(SCORE_WORDS.values())
WORDS, PREVIEW, LOW = 3, 6, 24
"""Lines of the words and of what they file; a sheet that is lower than the last has fewer."""
TAUGHT: tuple[Line, ...] = (
    [
        ("*", "bold $settled"),
        (" success    ", "$quiet"),
        ("!", "bold $due"),
        (" promise   ", "$quiet"),
        ("?", "bold $trouble"),
        (" problem", "$quiet"),
    ],
    [
        ("@", "bold $warm"),
        (" personal   ", "$quiet"),
        ("+", "bold $settled"),
        (" praise    ", "$quiet"),
        (">", "bold $learning"),
        (" follow-up", "$quiet"),
    ],
)
"""The signs, shown while there are no words."""


class LogForm(LogWords):
    """Log a touch with a customer."""

    DEFAULT_CSS = """
    LogForm #field-line { height: 3; }
    LogForm.-low #field-line { height: 2; }
    LogForm.-low #preview { height: 5; }
    LogForm .about { max-height: 2; }
    LogForm.-tall #row-line { margin-bottom: 0; }
    LogForm.-grouped #row-outcome, LogForm.-grouped #preview, LogForm.-grouped #row-also { margin-bottom: 1; }
    LogForm #row-line .label { color: $key; text-style: bold; }
    """
    form_id = "log"
    enter_saves: ClassVar[bool] = True
    hugs: ClassVar[bool] = False
    line_aside: ClassVar[bool] = False

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
        self.understood = Preview(id="preview")
        self.vital: tuple[FactView, ...] = ()
        self.areas: tuple[FactView, ...] = ()
        self.also: tuple[tuple[str, str], ...] = ()
        self.scored = False
        """Whether they have said how it was: more is asked then."""
        self.ticked = ""
        """What the form has ticked by itself; what the rep ticks besides stays, however the call went."""

    def compose(self) -> ComposeResult:
        today = self.app.clock.today()
        self.about = prefers(self.page, self.app.clock.local())
        self.vital = vital_to_ask(self.page, today, self.target)
        self.areas = untrained(self.page, today)
        self.asked = Asked(self.target, self.page, today, self.app.rules)
        yield from super().compose()

    def fields(self) -> tuple[Field, ...]:
        """What is needed first, then what a check asks once they have said how it was; what is rare is folded."""
        self.also = answered(self.page, self.app.clock.today(), self.target)
        also: tuple[Field, ...] = ()
        if self.also:
            self.ticked = ticked_first(self.page, self.target, OUTCOMES[0])
            also = (Field("also", "also done", "ticks", self.also, self.ticked),)
        outcomes = tuple(each.said for each in OUTCOMES)
        return (
            Field("outcome", "", "choice", outcomes, "1"),
            Field("line", "words", "line"),
            *also,
            Field("score", "as expected?", "steps", SCORES),
            *change_fields("change_due"),
            *self.asked.fields(rare=True),
            *self._areas(),
            Field("next", "next touch", "when"),
            *self._rare(),
        )

    def _areas(self) -> Iterator[Field]:
        """The vital areas to ask after, and those that nobody was trained on (R68, R78)."""
        if self.vital:
            areas = [(str(fact.id), f"not fine: {fact.text}") for fact in self.vital]
            yield Field("vital", "vital areas", "ticks", ((ALL_FINE, "all fine"), *areas))
        if self.areas:
            shown = tuple((f"t{fact.id}", f"shown today: {fact.text}") for fact in self.areas)
            yield Field("trained", "untrained", "ticks", shown)

    def _rare(self) -> Iterator[Field]:
        names = tuple(short(clean(person.name), NAME_ROOM) for person in self.people)
        yield Field("who", "with", "choice", (*names, NOBODY, SOMEBODY), "1", rare=True)
        yield Field("new_person", "their name", rare=True)
        when = Field("when", "when it was", "when", help="now, mon, 12 may", future=False)
        thanks = Field("thank", "to write", "ticks", (("note", "a note of thanks by hand"),))
        minutes = Field("minutes", "minutes", help="if you like to know")
        yield from (each._replace(rare=True) for each in (when, thanks, minutes))

    def row(self, field: Field) -> ComposeResult:
        yield from super().row(field)
        if field.name == "line":
            yield self.understood

    def height_of(self, field: Field) -> int:
        return WORDS + PREVIEW if field.name == "line" else super().height_of(field)

    def to_come(self) -> list[Field]:
        changes = (each.name for each in change_fields("change_due"))
        after_it = {*self.asked.names, *changes}
        return [] if self.scored else [each for each in self._lasting() if each.name in after_it]

    def fit(self) -> None:
        super().fit()
        self.set_class(self.spot.sheet.height < LOW, "-low")

    def widget(self, field: Field) -> Widget:
        widget = super().widget(field)
        if field.name == "line" and self.line:
            widget.value = self.line  # type: ignore[attr-defined]
        if field.name == "also":
            widget.cuts = True  # type: ignore[attr-defined]  # what it is stands in the brief, whole
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

    def describe(self, field: Field, value: str) -> str:
        """Where no next touch is typed, what comes next: never a step that is ticked as done."""
        if field.name == "next" and not value.strip():
            ticked = self.control("also").value if self.also else ""
            return f"else {next_left(self.page, ticked, self.app.clock.today())}"
        return super().describe(field, value)

    @on(Choice.Picked, "#field-outcome")
    def _outcome_chosen(self) -> None:
        self.chose_outcome = True

    def preview(self, values: Values) -> None:
        head = self.line_head(values)
        if not self.chose_outcome:
            self.control("outcome").value = option_of(head.contact)
        self.show_what_applies(values, head)
        today, width = self.app.clock.today(), self.room
        who = self.spoken_to(values)
        first = understood_lines(
            head, today, width, self.page.name, who.name if who else self.new_person(values)
        )
        if values["line"].strip():
            capture = self.capture(head)
            self.understood.say([*first], [*preview_lines(capture, today, width)])
            show_signs(self.control("line"), head.rest, capture)
        else:
            self.understood.say([*first], [[(" " * LABEL, ""), *each] for each in TAUGHT])

    def show_what_applies(self, values: Values, head: Head) -> None:
        """What is only asked of somebody who answered, and what a check asks once they said how it was."""
        talked = head.contact.reach is Reach.TWO_WAY
        if self.also:
            also = offered(self.also, talked=talked)
            control = self.control("also")
            control.offer(also)
            first = ticked_first(self.page, self.target, head.contact)
            if control.value == self.ticked != first:
                control.value = self.ticked = first
            self.show_row("also", bool(also))
        self.show_row("new_person", self.is_new(values))
        for name in ("vital", "trained"):
            self.show_row(name, talked)
        answered = bool(values["score"])
        if answered != self.scored:
            self.scored = answered
            self.fit()
        show_change(self, values, "change_due", asked=answered)
        for name in self.asked.names:
            self.show_row(name, answered and self.asked.applies(name, values))
        self.show_fold()
