"""`E` on a touch: what it was, with whom, when, the words, and whose it is; what came of it goes along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from ....actions.touches import touches
from ....actions.touches.refiling import nouns
from ....domain.line.amounts import minutes
from ....domain.shown.places import Place, Someone, person_named, place_named
from ....domain.spine.contacts import Contact, offered
from ....domain.spine.kinds import Topic
from ....domain.spine.model import Change
from ....errors import InvalidInput
from ....storage.finding.places import places
from ....storage.views.came_of_touch import Hanging, hanging
from ....storage.views.edit_form import row as read_row
from ...forms.field import Field, Values
from ...forms.form import Save
from ...forms.meanwhile import Seen
from ...shell.protocol import Shell
from ...shell.target import Target
from ...text.render import Piece, pieces
from ..common.row_forms import RowForm

TOPICS = tuple(Topic)
MOST_SHOWN = 3
"""Rows named one by one in the line that says what opens again."""


class TouchForm(RowForm):
    """A touch, to put right."""

    DEFAULT_CSS = """
    TouchForm #goes { height: auto; padding-left: 2; margin-bottom: 1; display: none; }
    TouchForm #row-outcome { margin-bottom: 1; }
    """
    form_id = "edit-touch"

    def __init__(
        self, target: Target, row: dict[str, Any], known: Sequence[Place], hung: Hanging
    ) -> None:
        super().__init__(target, "Edit touch", row_id=target.row_id)
        self.row_now = row
        self.seen = Seen("touches", target.row_id, row)
        self.goes = Static("", id="goes")
        self.known = known
        self.hung = hung
        self.here = next(one for one in known if one.id == row["customer_id"])
        self.there = self.here
        """Whose it would be as the form stands."""
        self.was = Contact(row["kind"], row["reach"], bool(row["incoming"]))
        self.outcomes = offered(self.was)
        self.someone: Someone | None = next(
            (one for one in self.here.people if one.id == row["person_id"]), None
        )

    def fields(self) -> tuple[Field, ...]:
        row, words = self.row_now, tuple(one.said for one in self.outcomes)
        minutes = row["minutes"]
        when = f"{row['on_day']} {row['at']}".rstrip()
        return (
            Field("outcome", "", "choice", words, str(self.outcomes.index(self.was) + 1)),
            Field("note", "words", "line", start=row["note"]),
            Field("on_day", "when", "when", start=when, required=True, future=False),
            Field("person", "with", start=self.someone.name if self.someone else ""),
            Field("customer", "customer", start=self.here.name, required=True),
            Field(
                *("topic", "about", "choice", TOPICS, str(TOPICS.index(Topic(row["topic"])) + 1)),
                rare=True,
            ),
            Field("minutes", "minutes", start="" if minutes is None else str(minutes), rare=True),
        )

    def row(self, field: Field) -> ComposeResult:
        yield from super().row(field)
        if field.name == "customer":
            yield self.goes

    # -- what the fields mean --------------------------------------------------------------------

    def describe(self, field: Field, value: str) -> str:
        if field.name == "customer" and value.strip():
            place = self._place(value)
            return "as it is" if place is self.here else f"→ {_told(place)}"
        if field.name == "person":
            someone = self._person(value, self.there)
            return (someone.role or "in the book") if someone else "nobody in particular"
        if field.name == "minutes":
            minutes(value)
        return super().describe(field, value)

    def _place(self, value: str) -> Place:
        return place_named(value, self.known, self.here)

    def _person(self, value: str, place: Place) -> Someone | None:
        """Who is meant; who stands there already is, also among namesakes."""
        if place is self.here and self.someone is not None and value == self.someone.name:
            return self.someone
        return person_named(value, place)

    def preview(self, values: Values) -> None:
        """What goes along, and whom it would be with there."""
        try:
            place = self._place(values["customer"])
        except InvalidInput:
            place = self.here
        if place is not self.there:
            self._go(values["person"], place)
        self.goes.display = place is not self.here
        self.goes.update(pieces(self._goes(place)))

    def _go(self, person: str, place: Place) -> None:
        """Another customer is meant: whom the rep has not named gives way to the main contact there."""
        untouched = person == _name(self.someone if self.there is self.here else self.there.main)
        self.there = place
        if untouched and self.someone is not None:
            self.control("person").value = _name(self.someone if place is self.here else place.main)

    def _goes(self, place: Place) -> list[Piece]:
        hung = self.hung
        if hung.posted is not None:
            return [("✗ ", "bold $alarm"), ("a letter went out with it: it stays here", "$alarm")]
        parts: list[Piece] = [("goes along  ", "$quiet")]
        parts.append((nouns(hung.came) or "nothing else came of it", "$foreground"))
        if hung.turned:
            told = "; ".join(one.text[:40] for one in hung.turned[:MOST_SHOWN])
            more = len(hung.turned) - MOST_SHOWN
            parts += [("\nopen again  ", "$due"), (f"at {self.here.name}: {told}", "$foreground")]
            parts += [(f" and {more} more", "$quiet")] if more > 0 else []
        return parts

    # -- saving ----------------------------------------------------------------------------------

    def saving(self, values: Values) -> Save:
        starts = {field.name: field.start for field in self.spec}
        changed = {name for name, value in values.items() if value != starts[name]}
        place = self._place(values["customer"])
        given: dict[str, Any] = {}
        if "outcome" in changed and values["outcome"]:
            kind, reach, incoming = self.outcomes[int(values["outcome"]) - 1]
            given |= {"kind": kind, "reach": reach, "incoming": incoming}
        if "note" in changed:
            given["note"] = values["note"]
        if "on_day" in changed:
            given["on_day"], given["at"] = self.when(values, "on_day")
        if "topic" in changed and values["topic"]:
            given["topic"] = TOPICS[int(values["topic"]) - 1]
        if "minutes" in changed:
            given["minutes"] = minutes(values["minutes"])
        if place is not self.here or "person" in changed:
            someone = self._person(values["person"], place)
            given["person_id"] = someone.id if someone else None
        save = self.act(
            touches.edit, self.row_id, customer_id=place.id, rules=self.app.rules, **given
        )
        return self.seen.guard(save, {*given, *({"customer_id"} if place is not self.here else ())})


def _told(place: Place) -> str:
    return f"{place.name}, {place.city}" if place.city else place.name


def _name(someone: Someone | None) -> str:
    return someone.name if someone else ""


async def edit_touch(app: Shell, target: Target) -> Change | None:
    """The form of a touch, with what hangs on it."""
    row = await app.keeper.ask(read_row, "touches", target.row_id)
    hung = await app.keeper.ask(hanging, target.row_id)
    known = await app.keeper.ask(places)
    return await app.push_screen_wait(TouchForm(target, row, known, hung))
