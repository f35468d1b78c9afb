"""The forms of single rows: problem, evidence, fact, snooze; those with a day in their words stand in ``dated``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from ....actions.care import evidence, followups, problems
from ....actions.customers import facts
from ....domain.spine.fact_kinds import OFFERED
from ....domain.spine.kinds import Severity
from ....domain.spine.model import Change
from ....domain.words.sensitive import warning
from ....errors import InvalidInput
from ...forms.field import PICKED, Field, Values
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

    def given(self, values: Values) -> dict[str, Any]:
        """What the fields give to an action, by the names that it has for them.

        A day is a day, with its hour as ``at`` where the field takes one; a choice is what was chosen, None
        for nothing; ticks are their values; all else is as it was typed.
        """
        found: dict[str, Any] = {}
        for field in self.spec:
            name, typed = field.to or field.name, values[field.name]
            if field.kind in ("day", "when"):
                found[name], at = self.when(values, field.name)
                if field.kind == "when":
                    found["at"] = at
                if field.required and found[name] is None:
                    raise InvalidInput("by when?", field=field.name)
            elif field.kind in PICKED:
                chosen = typed or field.start
                found[name] = (field.gives or field.options)[int(chosen) - 1] if chosen else None
            elif field.kind in ("ticks", "tick line"):
                found[name] = tuple(part for part in typed.split(",") if part)
            else:
                found[name] = typed
        return found


class PlainForm(RowForm):
    """A form whose fields go to one action as they stand. Subclasses say what it is called, and what it asks."""

    called: ClassVar[str]
    asks: ClassVar[tuple[Field, ...]]
    saves: ClassVar[Callable[..., Change]]
    """The action; it is about the customer."""

    def __init__(self, target: Target, *, about: str = "") -> None:
        super().__init__(target, self.called, about=about)

    def fields(self) -> tuple[Field, ...]:
        return self.asks

    def saving(self, values: Values) -> Save:
        return self.act(self.saves, self.customer_id, **self.given(values))


class ProblemForm(PlainForm):
    """Record a complaint or trouble, however small (R58)."""

    form_id = "problem"
    called = "Problem"
    asks = (
        Field("text", "trouble", "line", required=True, help="in their words"),
        Field("severity", "how bad", "choice", tuple(Severity), "2"),
        Field("arose", "since when", "day", help="empty: today", future=False, to="arose_on"),
        Field("fix", "fixed by", "day", help="else by severity", to="fix_by", rare=True),
    )
    saves = staticmethod(problems.add)


class EvidenceForm(PlainForm):
    """Write a success down while it is fresh (R80)."""

    form_id = "evidence"
    called = "Evidence"
    asks = (
        Field("text", "went well", "line", required=True, help="delivered complete"),
        Field("on", "when", "day", help="empty: today", future=False, to="on_day"),
        Field("kind", "sort", "choice", ("success", "gain", "testimonial"), "1"),
        Field("tags", "trade, need", help="whom it may reassure"),
        Field(
            *("permission", "may be shown", "day"),
            help="since when; else ask",
            future=False,
            to="permission_on",
        ),
        Field("amount", "figure", help="12 hours, 8 % less waste"),
        Field("source", "says who", help="who said or saw it", rare=True),
    )
    saves = staticmethod(evidence.add)

    def __init__(self, target: Target, *, about: str = "", words: str = "") -> None:
        """``words`` are what they have just said."""
        super().__init__(target, about=about)
        self.words = words

    def fields(self) -> tuple[Field, ...]:
        return (self.asks[0]._replace(start=self.words), *self.asks[1:])

    def begin(self) -> None:
        self.preview(self.values())

    def preview(self, values: Values) -> None:
        """Only their own words may be shown to others (R65)."""
        for name in ("tags", "permission"):
            self.show_row(name, values["kind"] == "3")


CONFIDENCE = ("no", "yes: in no letter, calendar, or list")


class FactForm(PlainForm):
    """Keep something the customer said about themselves, or a limit that they were told of (R25).

    How to reach them and how problems are handled belong to the agreement, areas to training.
    """

    form_id = "fact"
    called = "Fact"
    kinds = OFFERED
    asks = (
        Field("kind", "about", "choice", tuple(map(str, kinds)), "1", gives=kinds),
        Field("text", "their words", "line", required=True),
        Field("said_by", "said by", rare=True),
        Field("on", "when", "day", help="empty: today", future=False, to="on_day", rare=True),
        Field(
            *("confidential", "confidential", "choice", CONFIDENCE, "1"),
            gives=(False, True),
            rare=True,
        ),
    )
    saves = staticmethod(facts.add)

    def describe(self, field: Field, value: str) -> str:
        """Beside the words it is said, and no more than said, that they speak of health, faith, and the like."""
        said = super().describe(field, value)
        return warning(value) or said if field.name == "text" else said


class LaterForm(PlainForm):
    """Come back on a day that is named to what is no follow-up itself: the day is asked first, as in a snooze."""

    form_id = "later"
    enter_saves = True
    called = "Later"
    asks = (
        Field("due", "to when", "when", required=True, help="tomorrow, mon, +3, 2w", to="due_on"),
        Field("what", "to do", start="call", required=True),
    )
    saves = staticmethod(followups.add)

    def __init__(self, target: Target) -> None:
        super().__init__(target, about=target.text)


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
