"""A promise and a follow-up: one line with the day in it, "send kit fri"; the day has a field besides."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from ....actions.care import followups, promises
from ....domain.line.capture import CaptureError, Item, ItemKind
from ....domain.line.capture import dated as read
from ....errors import InvalidInput
from ....wording import ago, clean, day_text
from ...forms.field import Field, Values
from ...forms.form import Save
from ...text.render import pieces, text
from .row_forms import PlainForm

SAID = "said in the words"


class DatedForm(PlainForm):
    """A form whose first field may hold its day."""

    DEFAULT_CSS = """
    DatedForm #filed { height: 1; color: $quiet; }
    DatedForm.-tall #row-text, DatedForm.-tall #row-what { margin-bottom: 0; }
    """
    words: ClassVar[str]
    """The name of the field with the words."""
    item: ClassVar[ItemKind]

    def fields(self) -> tuple[Field, ...]:
        self.filed = Static("", id="filed")
        return self.asks

    def row(self, field: Field) -> ComposeResult:
        yield from super().row(field)
        if field.name == self.words:
            yield self.filed

    def height_of(self, field: Field) -> int:
        return super().height_of(field) + (field.name == self.words)

    def read_words(self, values: Values) -> tuple[Item, CaptureError | None]:
        """The words with the day that they hold, and what has to be asked."""
        return read(
            clean(values[self.words]),
            self.item,
            self.app.clock.today(),
            day_first=self.app.day_first,
            business=self.app.rules.business,
        )

    def describe(self, field: Field, value: str) -> str:
        said = self.control(self.words).value.strip()
        if field.name != "due" or value.strip():
            return super().describe(field, value)
        if not said:
            raise InvalidInput("needed", field="due")
        item, error = self.read_words({self.words: said})
        if item.day is None:
            raise InvalidInput(str(error) if error else "by when?", field="due")
        today = self.app.clock.today()
        free = " · a free day" if self.app.rules.business.is_free(item.day) else ""
        return (
            f"{day_text(item.day, today)}{item.at and ' ' + item.at} · {ago(item.day, today)}{free}"
        )

    def preview(self, values: Values) -> None:
        """What will be filed, where the day was taken out of the words."""
        shown = ""
        if values[self.words].strip() and not values["due"].strip():
            item, error = self.read_words(values)
            if item.day is not None:
                shown = item.filed
            elif error is not None and error.choices:
                shown = str(error)
        said = pieces([(" " * 14 + shown, "$quiet")]) if shown else text("")
        self.filed.update(said, layout=False)

    def _enter(self, widget: Widget | None) -> None:
        """Enter saves once the words have their day."""
        values = self.values()
        if widget is self.control(self.words) and not values["due"].strip():
            item, _ = self.read_words(values)
            if item.day is not None:
                self.action_save()
                return
        super()._enter(widget)

    def given(self, values: Values) -> dict[str, Any]:
        given = super().given(values)
        if not values["due"].strip():
            item, error = self.read_words(values)
            if item.day is None or error is not None:
                raise InvalidInput(str(error) if error else "by when?", field="due")
            field = next(each for each in self.spec if each.name == self.words)
            given[field.to or field.name] = item.filed
            given["due_on"] = item.day
            if "at" in given:
                given["at"] = item.at
        return given

    def saving(self, values: Values) -> Save:
        return self.act(type(self).saves, self.customer_id, **self.given(values))


class FollowupForm(DatedForm):
    """Plan something to do on a day."""

    form_id = "followup"
    called = "Follow-up"
    words, item = "what", ItemKind.FOLLOWUP
    asks = (
        Field("what", "what", "line", required=True, help="fri call about the valves"),
        Field("due", "when", "when", help="fri, +3, tue 10am, 12 jun", to="due_on"),
        Field("kind", "how", "choice", ("call", "visit", "letter", "task"), "1"),
        Field("delegated", "delegate to", help="empty: you do", to="delegated_to", rare=True),
    )
    saves = staticmethod(followups.add)


class PromiseForm(DatedForm):
    """Record what was said would happen, in the words used."""

    form_id = "promise"
    called = "Promise"
    words, item = "text", ItemKind.PROMISE
    who = ("we do", "they do (waiting for)")
    asks = (
        Field(
            "text", "said", "line", required=True, help="in the words used, such as send kit fri"
        ),
        Field("due", "by when", "day", help="fri, +3, end of month", to="due_on"),
        Field("who", "who owes", "choice", who, "1", to="theirs", gives=(False, True), rare=True),
    )
    saves = staticmethod(promises.add)
