"""What has to change becomes a promise, a problem, or is noted: the two fields that every such answer has (R83)."""

from __future__ import annotations

from ....domain.shown.check_asks import BECOMES
from ...forms.field import Field, Values
from ...forms.form import Form

PROMISE = "1"


def change_fields(due: str = "due") -> tuple[Field, ...]:
    """What they would change, what that becomes, and the day of a promise, which is in the field ``due``."""
    return (
        Field("change", "to change?", help="anything we need to change? empty: no"),
        Field("became", "then it is", "choice", BECOMES),
        Field(due, "promised for", "day", help="fri, +3, end of month"),
    )


def show_change(form: Form, values: Values, due: str = "due", *, asked: bool) -> None:
    """Ask what has to change once they have answered, what it becomes once it is said, its day for a promise."""
    changes = asked and bool(values["change"].strip())
    improves = asked and bool(values.get("to_improve", "").strip())
    promised = (changes and values["became"] == PROMISE) or (
        improves and values.get("improved") == PROMISE
    )
    form.show_row("change", asked)
    form.show_row("became", changes)
    form.show_row(due, promised)
