"""What stands in the log form means: how and when it was, with whom, and what the words file."""

from __future__ import annotations

from datetime import date

from ....actions.care.checks import NOTHING_BESIDES
from ....actions.touches import touches
from ....domain.days.dates import When, parse_when
from ....domain.head.head import read_head
from ....domain.head.head_reader import Head
from ....domain.line.capture import Capture, parse_line
from ....domain.shown.call_asks import OUTCOMES, VITAL, ids, said_of
from ....domain.shown.customer_views import CustomerPage, FactView, PersonView
from ....domain.spine.kinds import FollowupKind, Reach
from ....errors import InvalidInput
from ...forms.field import Field, Values
from ...forms.form import Form, Save
from .asked import Asked
from .becoming import PROMISE, becomes


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
        )

    def spoken_to(self, values: Values) -> PersonView | None:
        """Whom the form names; nobody where it says nobody in particular."""
        place = int(values.get("who") or 0) - 1
        return self.people[place] if 0 <= place < len(self.people) else None

    def is_new(self, values: Values) -> bool:
        """Whether it was somebody whom the book does not know."""
        return int(values.get("who") or 0) == len(self.people) + 2

    def new_person(self, values: Values) -> str:
        """Whom the form names that the book does not know; "" for nobody."""
        return values.get("new_person", "").strip() if self.is_new(values) else ""

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

    # -- saving ----------------------------------------------------------------------------------

    def saving(self, values: Values) -> Save:
        head = self.line_head(values)
        self.refuse_unread(head)
        score = int(values["score"]) - 3 if values["score"] else None
        due, became, besides = self.promised_for(values), "", NOTHING_BESIDES
        if score is not None:
            became = becomes(values, "change", "became", due, "change_due")
            besides = self.asked.besides(values, due, "change_due")
        also = values.get("also", "")
        done, talked = ids(also, "f"), head.contact.reach is Reach.TWO_WAY
        fine, not_fine = self._vital(values, done, talked)
        who, when = self.spoken_to(values), self._next(values)
        entry = touches.LogEntry(
            customer_id=self.page.id,
            kind=head.contact.kind,
            reach=head.contact.reach,
            incoming=head.contact.incoming,
            on_day=head.on_day,
            line=self.with_hour(values, head.rest),
            person_id=who.id if who else None,
            new_person=self.named(values),
            minutes=self._minutes(values),
            also_done=done,
            kept=ids(also, "p"),
            asked=ids(also, "a"),
            trained=ids(values.get("trained", ""), "t") if talked else (),
            sale_id=self._sale(done) if besides is not NOTHING_BESIDES else None,
            besides=besides,
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

    def refuse_unread(self, head: Head) -> None:
        """Raise ``InvalidInput`` for what the words leave open."""
        if head.trouble is not None:
            hint = head.trouble.hint
            if head.trouble.field not in ("day", "sign") and not self.chose_outcome:
                hint = f"choose 1 to {len(OUTCOMES)} above, or {hint}"
            raise InvalidInput(head.trouble.message, hint, field="line")
        for error in self.capture(head).errors:
            raise InvalidInput(error.message, error.hint, field="line")

    def named(self, values: Values) -> str:
        """The name of somebody new; raises ``InvalidInput`` where there is none yet."""
        if self.is_new(values) and not self.new_person(values):
            raise InvalidInput("who is it?", "type their name", field="new_person")
        return self.new_person(values)

    def _vital(
        self, values: Values, done: tuple[int, ...], talked: bool
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The vital areas that are fine, and those that are not."""
        step = any(item.step in VITAL for item in self.page.facts.followups if item.id in done)
        return said_of(self.vital if talked else (), values.get("vital", ""), asked=step)

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

    @staticmethod
    def _minutes(values: Values) -> int | None:
        minutes = values["minutes"].strip().removesuffix("m").strip()
        if minutes and not minutes.isdecimal():
            raise InvalidInput("how many minutes?", "a number", field="minutes")
        return int(minutes) if minutes else None

    def _sale(self, done: tuple[int, ...]) -> int | None:
        """The sale that their answers are about: that of a check step which is ticked, else as in a check."""
        steps = (item for item in self.page.facts.followups if item.id in done)
        ticked = next((item.sale_id for item in steps if item.kind is FollowupKind.CHECK), None)
        return ticked or (self.asked.sale.id if self.asked.sale else None)
