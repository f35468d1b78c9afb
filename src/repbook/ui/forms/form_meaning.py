"""What the fields of a form mean, said beside them while they are filled, and what is wrong with them."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.timer import Timer
from textual.widgets import Input

from ...errors import InvalidInput
from ..text.render import text
from .field import Field, Values
from .form_frame import FormFrame
from .ticks import Ticks

REST_SECONDS = 0.03
"""How soon it is said what the fields mean where a burst of letters breaks off."""


class FormMeaning(FormFrame):
    """A form that says what is in it. Subclasses may know more than days, and show a ``preview``."""

    def __init__(
        self, title: str, *, customer_id: int = 0, row_id: int = 0, about: str = ""
    ) -> None:
        super().__init__(title, customer_id=customer_id, row_id=row_id, about=about)
        self.busy = False
        """Whether what stands in the form is being saved."""
        self.refusals: dict[str, str] = {}
        """By field, why it could not be saved as it still stands."""
        self._resting: Timer | None = None

    def preview(self, values: Values) -> None:
        """Called when anything changes."""

    # -- one field -------------------------------------------------------------------------------

    def describe(self, field: Field, value: str) -> str:
        """What a field's text means, in words; raises ``InvalidInput`` where it means nothing."""
        if field.required and not value.strip():
            raise InvalidInput("needed", field=field.name)
        if field.kind in ("day", "when") and value.strip():
            from ...wording import ago, day_text

            today = self.app.clock.today()
            day, at = self.read_day(field, value)
            free = " · a free day" if self.app.rules.business.is_free(day) else ""
            return f"{day_text(day, today)}{at and ' ' + at} · {ago(day, today)}{free}"
        return _hint(field)

    def read_day(self, field: Field, value: str, today: date | None = None) -> tuple[date, str]:
        """The day, and the hour if any, that a field's text means, typed today unless said otherwise.

        Raises ``InvalidInput``.
        """
        from ...domain.days.dates import parse_when

        today = today or self.app.clock.today()
        when = parse_when(
            value,
            today,
            day_first=self.app.day_first,
            future=field.future,
            business=self.app.rules.business,
        )
        return when.day, when.at

    def blame(self, name: str, words: str, *, wrong: bool = True) -> None:
        """Say something beside a field, or at the foot where the field has no room for it."""
        if name in self._asides:
            self._asides[name].say(words, wrong=wrong)
        elif wrong:
            self.tell(text(words))

    # -- all of them -----------------------------------------------------------------------------

    def describe_all(self, *, blame: bool = False) -> bool:
        """Write what each field means beside it; with ``blame`` also what is missing. True if all is well."""
        well = True
        first = ""
        for field in self.spec:
            if not self.shown(field.name):
                continue
            value = self.control(field.name).value
            try:
                words, wrong = self.describe(field, value), False
            except InvalidInput as error:
                wrong = blame or bool(value.strip())
                words = str(error) if wrong else _hint(field)
                if blame:
                    self.refusals[field.name] = words
            if field.name in self.refusals:
                words, wrong = self.refusals[field.name], True
            if wrong:
                well = False
                first = first or field.name
            if words == field.help and not wrong:
                words = _hint(field)
            if words.replace("–", "-") == value.strip().replace("–", "-"):
                words = ""  # it is said as it was typed
            self.blame(field.name, words, wrong=wrong)
        if blame and first:
            self.go_to(first)
        return well

    # -- changes ---------------------------------------------------------------------------------

    @on(Input.Changed)
    @on(Ticks.Changed)
    def changed(self) -> None:
        """Keep a draft soon, and say what it all means; within a burst of letters, at its end."""
        if self.busy or self.gone:
            return  # what is being saved is no draft
        self.refusals.clear()
        self.bring_back()
        values = self.values()
        if values != self.kept:
            self.tell("")
        self.keep_soon()
        if not self.app.typing_on:
            self.take_in(values)
        elif self._resting is None:
            self._resting = self.set_timer(REST_SECONDS, self._at_rest)

    def _at_rest(self) -> None:
        self._resting = None
        if not self.gone:
            self.take_in(self.values())

    def take_in(self, values: Values) -> None:
        """Say now what the values mean, and show what comes of them."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        self.describe_all()
        self.preview(values)
        if not self.parted:
            self.part_rows()


def _hint(field: Field) -> str:
    """What stands beside a field that says nothing yet; a text has it within."""
    return field.help if field.kind in ("day", "when") else ""
