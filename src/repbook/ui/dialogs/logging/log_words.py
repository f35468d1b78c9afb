"""What stands in the log form means: how and when it was, with whom, and what the words file."""

from __future__ import annotations

from datetime import date

from ....actions.touches import touches
from ....actions.touches.log_answers import Understood, entry_of, is_new, spoken_to
from ....domain.days.dates import When, parse_when
from ....domain.head.head import read_head
from ....domain.head.head_reader import Head
from ....domain.line.capture import Capture, parse_line
from ....domain.shown.call_asks import OUTCOMES
from ....domain.shown.customer_views import CustomerPage, FactView, PersonView
from ....errors import InvalidInput
from ...forms.field import Field, Values
from ...forms.form import Form, Save
from .asked import Asked
from .becoming import PROMISE


class LogWords(Form):
    """A form about a call or a visit, as far as it reads what was typed.

    Its fields are ``line``, ``outcome``, ``when``, ``who`` and ``change_due``, among others.
    """

    vital: tuple[FactView, ...] = ()
    """The vital areas that it asks after."""
    asked: Asked
    """What a check asks besides."""

    def __init__(self, page: CustomerPage, title: str, people: tuple[PersonView, ...]) -> None:
        super().__init__(title, customer_id=page.id)
        self.page = page
        self.people = people
        self.chose_outcome = False
        """Whether the outcome was chosen, so that the words can't say another."""

    def describe(self, field: Field, value: str) -> str:
        if field.name == "when" and value.strip():
            day, at = self.read_day(field, value)
            if day > self.app.clock.today():
                raise InvalidInput("still ahead: plan it as next touch", field="when")
            return f"{super().describe(field, day.isoformat())}{at and ' ' + at}"
        return super().describe(field, value)

    def read_day(self, field: Field, value: str, today: date | None = None) -> tuple[date, str]:
        """As in every form; a lone hour is today's when it says when the call was."""
        try:
            return super().read_day(field, value, today)
        except InvalidInput:
            if field.name != "when":
                raise
            try:
                return super().read_day(field, f"today {value}", today)
            except InvalidInput:
                pass
            raise

    def line_head(self, values: Values) -> Head:
        """How and when it was, as the words say it and the form has it."""
        on = None
        if values["when"].strip():
            try:
                field = next(field for field in self.spec if field.name == "when")
                on = self.read_day(field, values["when"])[0]
            except InvalidInput:
                on = None  # said beside the field
        chosen = self.chose_outcome and bool(values["outcome"])
        return read_head(
            values["line"],
            self.app.clock.today(),
            day_first=self.app.day_first,
            how=OUTCOMES[int(values["outcome"]) - 1] if chosen else None,
            on=on,
        )

    def capture(self, head: Head) -> Capture:
        """The line behind its head, as the grammar reads it today."""
        return parse_line(
            head.rest,
            self.app.clock.today(),
            day_first=self.app.day_first,
            business=self.app.rules.business,
            own=self.page.own_names,
        )

    def spoken_to(self, values: Values) -> PersonView | None:
        """Whom the form names; nobody where it says nobody in particular."""
        return spoken_to(values, self.people)

    def is_new(self, values: Values) -> bool:
        """Whether it was somebody whom the book does not know."""
        return is_new(values, self.people)

    def new_person(self, values: Values) -> str:
        """Whom the form names that the book does not know; "" for nobody."""
        return values.get("new_person", "").strip() if self.is_new(values) else ""

    def hour(self, values: Values) -> str:
        """The hour that the form names, "" for none: a touch itself has but a day, so its words begin with it."""
        field = next(field for field in self.spec if field.name == "when")
        return self.read_day(field, values["when"])[1] if values["when"].strip() else ""

    def promised_for(self, values: Values) -> date | None:
        """The day by which what has to change is promised, if it is."""
        typed = values["change_due"]
        if values["became"] != PROMISE or not typed.strip():
            return None
        return parse_when(
            typed,
            self.app.clock.today(),
            day_first=self.app.day_first,
            business=self.app.rules.business,
        ).day

    # -- saving ----------------------------------------------------------------------------------

    def saving(self, values: Values) -> Save:
        head = self.line_head(values)
        self.refuse_unread(head)
        read = Understood(
            head,
            self.hour(values),
            self.promised_for(values),
            self._next(values),
            self.app.day_first,
        )
        entry = entry_of(values, self.page, self.people, self.asked, self.vital, read)
        return self.act(touches.log, entry, rules=self.app.rules)

    def refuse_unread(self, head: Head) -> None:
        """Raise ``InvalidInput`` for what the words leave open."""
        if head.trouble is not None:
            hint = head.trouble.hint
            if head.trouble.field not in ("day", "sign") and not self.chose_outcome:
                hint = f"choose 1 to {len(OUTCOMES)} above, or {hint}"
            raise InvalidInput(head.trouble.message, hint, field="line")
        for error in self.capture(head).errors:
            raise InvalidInput(error.message, error.hint, field="line")

    def _next(self, values: Values) -> When | None:
        """The next touch, where the form has it."""
        if not values["next"].strip():
            return None
        return parse_when(
            values["next"],
            self.app.clock.today(),
            day_first=self.app.day_first,
            business=self.app.rules.business,
        )
