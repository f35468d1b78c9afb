"""What a verdict of the weekly review has to be told: a day, words, who and when, or a rhythm."""

from __future__ import annotations

from typing import Any

from ....domain.review.weekly_review import Card, Need, Verdict
from ....errors import InvalidInput
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.options import Ask

DAY = Field("day", "when", "day", required=True, help="fri, +3, 2w, 12 jun")
FIELDS: dict[Need, tuple[Field, ...]] = {
    Need.DAY: (DAY,),
    Need.WORDS: (Field("words", "why", "line", required=True),),
    Need.WHO_AND_DAY: (Field("who", "who", required=True, help="who does it for you"), DAY),
    Need.RHYTHM: (
        Field("aim", "aim, in days", required=True, help="a word every so many days"),
        Field("limit", "limit, in days", help="empty: the same"),
    ),
}
"""The fields that each need is asked with; their names are those that ``judge`` knows."""


def known_to(app: Shell) -> dict[str, Any]:
    """What every verdict is given beside its card: the rules and what the settings say."""
    settings = app.settings
    return {
        "rules": app.rules,
        "review_day": settings.review_day,
        "rep": settings.rep,
        "contacts": settings.contacts,
    }


def verdict_form(app: Shell, card: Card, verdict: Verdict) -> Ask:
    """The form that asks what a verdict needs and files it."""
    from ....actions.review import reviews

    def save(form: Ask, values: Values) -> Save:
        given = known_to(app)
        given |= {name: value for name, value in values.items() if name in ("words", "who")}
        if "day" in values:
            given["day"] = form.needed(values, "day")
        if "aim" in values:
            aim = _days(values, "aim")
            given |= {"aim": aim, "limit": _days(values, "limit") or aim}
        return form.act(reviews.judge, card, verdict.id, **given)

    kind, row_id = card.target
    target = Target(card.customer_id, card.customer, kind, row_id, card.title)
    title = f"{verdict.words[:1].upper()}{verdict.words[1:]}"
    return Ask(f"review-{verdict.id}", target, title, _fields(verdict), save)


def _fields(verdict: Verdict) -> tuple[Field, ...]:
    if verdict.id == "idea":
        return (FIELDS[Need.WORDS][0]._replace(label="the idea"),)
    return FIELDS[verdict.needs]


def _days(values: Values, name: str) -> int | None:
    """A number of days, or None where the field is empty."""
    value = values[name].strip()
    if not value:
        return None
    if not value.isdecimal() or not 0 < int(value) <= 3650:
        raise InvalidInput("a number of days, such as 30", field=name)
    return int(value)
