"""The forms of single rows: follow-up, promise, problem, evidence, fact, snooze."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from ....actions.care import evidence, followups, problems, promises
from ....actions.customers import facts
from ....domain.spine.kinds import FactKind, Severity
from ....domain.spine.model import Change
from ....errors import InvalidInput
from ....wording import SCORE_WORDS
from ...forms.field import Field, Values
from ...forms.form import Form, Save
from ...shell.target import Target


class RowForm(Form):
    """A form about one customer."""

    def __init__(self, target: Target, title: str, *, row_id: int = 0, about: str = "") -> None:
        super().__init__(
            f"{title} · {target.customer}",
            customer_id=target.customer_id,
            row_id=row_id,
            about=about,
        )
        self.target = target

    def day(self, values: Values, name: str) -> date | None:
        """The day in a field, or None where it is empty."""
        return self.when(values, name)[0]

    def when(self, values: Values, name: str) -> tuple[date | None, str]:
        """The day and the hour in a field."""
        if not values[name].strip():
            return None, ""
        field = next(field for field in self.spec if field.name == name)
        return self.read_day(field, values[name])

    def needed(self, values: Values, name: str) -> date:
        """The day in a field that can't be empty."""
        day = self.day(values, name)
        if day is None:
            raise InvalidInput("by when?", field=name)
        return day

    def meant(self, field: Field, values: Values) -> Any:
        """What stands in a field, as the action takes it: a day, an option, whether or not, or a text."""
        if field.kind in ("day", "when"):
            return self.day(values, field.name)
        if field.kind == "choice":
            if not values[field.name]:
                return None
            place = int(values[field.name]) - 1
            if field.whether:
                return bool(place)
            return tuple(SCORE_WORDS)[place] if field.name == "score" else field.options[place]
        return values[field.name]


class NewRow(RowForm):
    """A new row, of ``asked`` fields that are called as ``action`` calls them; what is emptied is as it began."""

    called: ClassVar[str]
    asked: ClassVar[tuple[Field, ...]]
    action: ClassVar[Callable[..., Change]]

    def __init__(self, target: Target) -> None:
        super().__init__(target, self.called)

    def fields(self) -> tuple[Field, ...]:
        return self.asked

    def saving(self, values: Values) -> Save:
        filled = {field.name: values[field.name] or field.start for field in self.asked}
        given = {field.name: self.meant(field, filled) for field in self.asked}
        return self.act(type(self).action, self.customer_id, **given)


class FollowupForm(RowForm):
    """Plan something to do on a day."""

    form_id = "followup"
    kinds = ("call", "visit", "letter", "task")

    def __init__(self, target: Target) -> None:
        super().__init__(target, "Follow-up")

    def fields(self) -> tuple[Field, ...]:
        return (
            Field("what", "what", required=True, help="call about the valves"),
            Field("due", "when", "when", required=True, help="fri, +3, tue 10am, 12 jun"),
            Field("kind", "how", "choice", self.kinds, "1"),
            Field("delegated", "delegate to", help="empty: you do"),
        )

    def saving(self, values: Values) -> Save:
        day, at = self.when(values, "due")
        return self.act(
            followups.add,
            self.customer_id,
            values["what"],
            day,
            at=at,
            kind=self.kinds[int(values["kind"] or 1) - 1],
            delegated_to=values["delegated"],
        )


class PromiseForm(RowForm):
    """Record what was said would happen, in the words used."""

    form_id = "promise"

    def __init__(self, target: Target) -> None:
        super().__init__(target, "Promise")

    def fields(self) -> tuple[Field, ...]:
        return (
            Field("text", "said", required=True, help="in the words used"),
            Field("due", "by when", "day", required=True, help="fri, +3, end of month"),
            Field("who", "who owes", "choice", ("we do", "they do (waiting for)"), "1"),
        )

    def saving(self, values: Values) -> Save:
        return self.act(
            promises.add,
            self.customer_id,
            values["text"],
            self.needed(values, "due"),
            theirs=values["who"] == "2",
        )


class ProblemForm(RowForm):
    """Record a complaint or trouble, however small (R58)."""

    form_id = "problem"
    severities = tuple(Severity)

    def __init__(self, target: Target) -> None:
        super().__init__(target, "Problem")

    def fields(self) -> tuple[Field, ...]:
        return (
            Field("text", "trouble", required=True, help="in their words"),
            Field("severity", "how bad", "choice", tuple(self.severities), "2"),
            Field("arose", "since when", "day", help="empty: today", future=False),
            Field("fix", "fixed by", "day", help="else by severity"),
        )

    def saving(self, values: Values) -> Save:
        return self.act(
            problems.add,
            self.customer_id,
            values["text"],
            severity=self.severities[int(values["severity"] or 2) - 1],
            arose_on=self.day(values, "arose"),
            fix_by=self.day(values, "fix"),
        )


class EvidenceForm(RowForm):
    """Write a success down while it is fresh (R80)."""

    form_id = "evidence"
    kinds = ("success", "gain", "testimonial")

    def __init__(self, target: Target) -> None:
        super().__init__(target, "Evidence")

    def fields(self) -> tuple[Field, ...]:
        return (
            Field("text", "went well", required=True, help="delivered complete"),
            Field("on", "when", "day", help="empty: today", future=False),
            Field("kind", "sort", "choice", self.kinds, "1"),
            Field("tags", "trade, need", help="whom it may reassure"),
            Field("permission", "may be shown", "day", help="since when; else ask", future=False),
            Field("amount", "figure", help="12 hours, 8 % less waste"),
            Field("source", "says who", help="who said or saw it"),
        )

    def begin(self) -> None:
        self.preview(self.values())

    def preview(self, values: Values) -> None:
        """Only their own words may be shown to others (R65)."""
        for name in ("tags", "permission"):
            self.show_row(name, values["kind"] == "3")

    def saving(self, values: Values) -> Save:
        return self.act(
            evidence.add,
            self.customer_id,
            values["text"],
            on_day=self.day(values, "on"),
            kind=self.kinds[int(values["kind"] or 1) - 1],
            amount=values["amount"],
            source=values["source"],
            tags=values["tags"],
            permission_on=self.day(values, "permission"),
        )


IN_CONFIDENCE = "yes: in no letter, calendar, or list"


class FactForm(NewRow):
    """Keep something the customer said about themselves, or a limit that they were told of (R25).

    How to reach them and how problems are handled belong to the agreement, areas to training.
    """

    form_id = "fact"
    called = "Fact"
    action = facts.add
    asked = (
        Field(
            "kind",
            "about",
            "choice",
            (
                FactKind.IMPORTANT,
                FactKind.NEED,
                FactKind.WHY_US,
                FactKind.WORRY,
                FactKind.VITAL,
                FactKind.RIVAL,
                FactKind.PERSONAL,
                FactKind.LIMIT,
                FactKind.VALUE_IDEA,
            ),
            "1",
        ),
        Field("text", "their words", required=True),
        Field("said_by", "said by"),
        Field("confidential", "confidential", "choice", ("no", IN_CONFIDENCE), "1"),
    )


class LaterForm(RowForm):
    """Come back on a day that is named to what is no follow-up itself: the day is asked first, as in a snooze."""

    form_id = "later"
    enter_saves = True

    def __init__(self, target: Target) -> None:
        super().__init__(target, "Later", about=target.text)

    def fields(self) -> tuple[Field, ...]:
        return (
            Field("due", "to when", "when", required=True, help="tomorrow, mon, +3, 2w"),
            Field("what", "to do", start="call", required=True),
        )

    def saving(self, values: Values) -> Save:
        day, at = self.when(values, "due")
        if day is None:
            raise InvalidInput("by when?", field="due")
        return self.act(followups.add, self.customer_id, values["what"], day, at=at)


class SnoozeForm(RowForm):
    """Put a follow-up off to a day that is named."""

    form_id = "snooze"
    enter_saves = True

    def __init__(self, target: Target) -> None:
        super().__init__(target, "Snooze", row_id=target.row_id, about=target.text)

    def fields(self) -> tuple[Field, ...]:
        return (Field("to", "to when", "day", required=True, help="tomorrow, mon, +3, 2w"),)

    def saving(self, values: Values) -> Save:
        return self.act(
            followups.snooze, self.row_id, self.needed(values, "to"), rules=self.app.rules
        )
