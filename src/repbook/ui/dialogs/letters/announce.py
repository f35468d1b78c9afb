"""Something new: whose recorded need it answers, and a letter to write to each of them (R39, R92)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from ....actions.care import letters
from ....storage.views.letters import Needing, needing
from ....wording import count
from ...forms.field import Field, Values
from ...forms.form import Form, Save
from ...forms.ticks import Ticks
from ...shell.target import Target
from ...text.render import text

MOST = 60
"""Customers that are listed; more words narrow them down."""


class AnnounceForm(Form):
    """What is new and what it is for; the customers whose need says the same are ticked.

    ``target`` is a customer who is asked for by name, and listed whatever they need.
    """

    DEFAULT_CSS = """
    AnnounceForm #found { height: auto; color: $quiet; }
    """
    form_id = "announcement"
    hugs: ClassVar[bool] = False
    of_somebody = False

    def __init__(self, target: Target | None = None) -> None:
        super().__init__(
            "Announcement", about="It goes to those who need it: a letter each, for you to post."
        )
        self.target = target
        self.found: tuple[Needing, ...] = ()
        self.found_line = Static("", id="found")

    def fields(self) -> tuple[Field, ...]:
        return (
            Field("title", "what is new", "line", required=True),
            Field("words", "meant for", "line"),
            Field("to", "to", "ticks"),
        )

    def row(self, field: Field) -> ComposeResult:
        if field.name == "to":
            yield self.found_line
        yield from super().row(field)

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("F2", "a letter to each"),
            ("Space", "tick"),
            ("Tab", "next field"),
            ("Esc", "leave"),
        )

    def preview(self, values: Values) -> None:
        words = f"{values['title']} {values['words']}"
        self.app.start(partial(self._look, words), group="look", exclusive=True, node=self)

    def begin(self) -> None:
        self.preview(self.values())

    async def _look(self, words: str) -> None:
        """List who needs it; those who come anew are ticked, what the rep ticked away stays away."""
        found = (await self.app.keeper.ask(needing, words))[:MOST]
        if self.gone or not self.is_attached:
            return
        if self.target and all(one.customer_id != self.target.customer_id for one in found):
            found = (Needing(self.target.customer_id, self.target.customer, 0, "", ()), *found)
        ticks: Ticks = self.control("to")
        known, ticked = {str(one.customer_id) for one in self.found}, set(ticks.ticked)
        ticks.options = tuple((str(one.customer_id), _said(one)) for one in found)
        listed = {value for value, _ in ticks.options}
        ticks.ticked = (ticked | (listed - known)) & listed
        ticks.at = min(ticks.at, max(0, len(found) - 1))
        ticks.refresh(layout=True)
        self.show_row("to", bool(found))
        self.found = found
        needed = sum(bool(one.need) for one in found)
        self.found_line.update(
            text(
                f"{count(needed, 'customer')} told us of a need that it answers:"
                if needed
                else "No need on record has a word of it; say what it is for."
                if words.strip()
                else ""
            )
        )

    def saving(self, values: Values) -> Save:
        to = tuple(int(part) for part in values["to"].split(",") if part)
        return self.act(letters.announce, values["title"], values["words"], to)


def _said(one: Needing) -> str:
    return f"{one.customer}  “{one.need}”" if one.need else f"{one.customer}  no need recorded"
