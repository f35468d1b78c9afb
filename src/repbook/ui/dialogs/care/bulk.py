"""The forms for many customers at once: follow-up, tier, rhythm, off the book. One undo step each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from ....actions.customers import bulk
from ....domain.spine.model import Change
from ....errors import InvalidInput
from ....wording import count
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.options import Ask

KINDS = ("call", "visit", "letter", "task")
TIERS = ("A", "B", "C", "D")
STATES = ("dormant", "lost", "moved")
NAMED = 4


async def followup(app: Shell, targets: Sequence[Target]) -> Change | None:
    """The same follow-up for all of them."""
    fields = (
        Field("what", "what", required=True, help="season's greetings"),
        Field("due", "when", "when", required=True, help="fri, +3, tue 10am, 12 jun"),
        Field("kind", "how", "choice", KINDS, "1"),
        Field("delegated", "who else does it", help="empty: you do"),
    )

    def save(form: Ask, values: Values) -> Save:
        day, at = form.when(values, "due")
        if day is None:
            raise InvalidInput("by when?", field="due")
        return form.act(
            bulk.followups,
            _ids(targets),
            values["what"],
            day,
            at=at,
            kind=KINDS[int(values["kind"] or 1) - 1],
            delegated_to=values["delegated"],
        )

    return await _ask(app, "bulk-followup", "Follow-up", targets, fields, save)


async def tier(app: Shell, targets: Sequence[Target]) -> Change | None:
    """One tier for all of them."""

    def save(form: Ask, values: Values) -> Save:
        if not values["tier"]:
            raise InvalidInput("press 1 to 4", field="tier")
        return form.act(bulk.set_tier, _ids(targets), TIERS[int(values["tier"]) - 1])

    return await _ask(
        app, "bulk-tier", "Tier", targets, (Field("tier", "tier", "choice", TIERS),), save
    )


async def rhythm(app: Shell, targets: Sequence[Target]) -> Change | None:
    """How often they want to hear from us."""
    fields = (
        Field("aim", "aim, days", help="none: by the tier"),
        Field("limit", "limit, days", help="then overdue"),
    )

    def save(form: Ask, values: Values) -> Save:
        return form.act(
            bulk.set_rhythm, _ids(targets), _days(values, "aim"), _days(values, "limit")
        )

    return await _ask(app, "bulk-rhythm", "Rhythm", targets, fields, save)


async def leave(app: Shell, targets: Sequence[Target]) -> Change | None:
    """Off the book with a reason, or back on it."""
    fields = (
        Field("state", "they are", "choice", (*STATES, "back on the book")),
        Field("reason", "why", help="to leave the book"),
        Field("wake_on", "wake on", "day", help="dormant: 1 sep, +3m"),
    )

    def save(form: Ask, values: Values) -> Save:
        if not values["state"]:
            raise InvalidInput("press 1 to 4", field="state")
        chosen = int(values["state"])
        if chosen > len(STATES):
            return form.act(bulk.come_back, _ids(targets))
        if not values["reason"].strip():
            raise InvalidInput("why?", field="reason")
        return form.act(
            bulk.leave,
            _ids(targets),
            STATES[chosen - 1],
            values["reason"],
            form.day(values, "wake_on"),
            rules=app.rules,
        )

    return await _ask(app, "bulk-leave", "Off the book", targets, fields, save)


VERBS: dict[str, Callable[[Shell, Sequence[Target]], Awaitable[Change | None]]] = {
    "followup": followup,
    "tier": tier,
    "rhythm": rhythm,
    "leave": leave,
}
"""What can be done to many at once, by the names that the screen's keys have for it."""


async def _ask(
    app: Shell,
    form_id: str,
    title: str,
    targets: Sequence[Target],
    fields: tuple[Field, ...],
    save: object,
) -> Change | None:
    names = [target.customer for target in targets if target.customer]
    more = len(targets) - len(names[:NAMED])
    several = len(targets) > 1  # one of them stands in the title
    about = (", ".join(names[:NAMED]) + (f" and {more} more" if more else "")) * several
    said = targets[0].customer if len(targets) == 1 else count(len(targets), "customer")
    return await app.push_screen_wait(
        Ask(form_id, Target(0, said), title, fields, save, about=about)  # type: ignore[arg-type]
    )


def _ids(targets: Sequence[Target]) -> tuple[int, ...]:
    return tuple(target.customer_id for target in targets)


def _days(values: Values, name: str) -> int | None:
    typed = values[name].strip()
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit():
        raise InvalidInput("a number of days", field=name)
    return int(typed)
