"""What stands in the log form means: how and when it was, with whom, and what the words file."""

from __future__ import annotations

from datetime import date

from ....domain.days.dates import parse_when
from ....domain.head.head import read_head
from ....domain.head.head_reader import Head
from ....domain.line.capture import Capture, parse_line
from ....domain.shown.customer_views import CustomerPage, PersonView
from ....errors import InvalidInput
from ...forms.field import Field, Values
from ...forms.form import Form
from .becoming import PROMISE
from .calls import OUTCOMES


class LogWords(Form):
    """A form about a call or a visit, as far as it reads what was typed.

    Its fields are ``line``, ``outcome``, ``when``, ``who`` and ``change_due``, among others.
    """

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
        )

    def spoken_to(self, values: Values) -> PersonView | None:
        """Whom the form names; nobody where it says nobody in particular."""
        place = int(values.get("who") or 0) - 1
        return self.people[place] if 0 <= place < len(self.people) else None

    def with_hour(self, values: Values, rest: str) -> str:
        """The words, with the hour in front where the form names one: a touch itself has but a day."""
        field = next(field for field in self.spec if field.name == "when")
        at = self.read_day(field, values["when"])[1] if values["when"].strip() else ""
        return f"{at} {rest}".strip()

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
