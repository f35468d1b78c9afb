"""The triage pass: the red customers one by one, one verdict each (§3)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ....actions.customers import customers
from ....domain.shown.deeds import done_words
from ....domain.spine.model import Change
from ...brief.briefing import brief_lines
from ...forms.dialog import Dialog
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.hint_bar import HintBar
from ...shell.target import Target
from ...text.clicks import keys_of, pressing
from ...text.render import pieces
from ..common.options import Ask

WIDE, AROUND, LEAST = 71, 14, 4
"""Cells of the brief on a card; lines of the card that are not the brief's, and what that has at the least."""


class Triage(Dialog[None]):
    """A card a customer: call now, date it, loosen the rhythm, take it off the book, or leave it."""

    DEFAULT_CSS = """
    Triage > .sheet { width: 80; height: 90%; padding: 1 2 0 2; }
    Triage .why { height: auto; margin-bottom: 1; }
    Triage VerticalScroll { height: 1fr; }
    Triage VerticalScroll Static { height: auto; }
    Triage .verdicts { height: auto; margin-top: 1; }
    Triage HintBar { dock: none; background: $panel; padding: 0; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "verdict('log')", show=False),
        Binding("f", "verdict('followup')", show=False),
        Binding("r", "verdict('rhythm')", show=False),
        Binding("o", "verdict('off')", show=False),
        Binding("space,n,right", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("escape,q", "close", show=False),
    ]
    verdicts = (
        ("l", "log a call now"),
        ("f", "give it a day"),
        ("r", "loosen the rhythm"),
        ("o", "off the book, with a reason"),
        ("Space", "leave it for now"),
    )

    def __init__(self, targets: list[Target]) -> None:
        super().__init__()
        self.targets = targets
        self.place = 0
        self.settled = 0
        self.sheet = Vertical(classes="sheet")
        self.why = Static("", classes="why")
        self.card = Static("", id="card")

    def compose(self) -> ComposeResult:
        lines = [
            pressing(pieces([(f"  {key:<6}", "bold $key"), (words, "$foreground")]), keys_of(key))
            for key, words in self.verdicts
        ]
        with self.sheet:
            yield self.why
            with VerticalScroll(can_focus=False):
                yield self.card
            yield Static(Content("\n").join(lines), classes="verdicts")
            yield HintBar(
                (
                    ("← →", "card"),
                    ("{undo}", "undo later, on Today"),
                    ("Esc", "leave; nothing is lost"),
                )
            )

    async def on_mount(self) -> None:
        await self._show()

    async def _show(self) -> None:
        if not 0 <= self.place < len(self.targets):
            self.dismiss(None)
            self.app.say(f"Triage: {self.settled} of {len(self.targets)} have a verdict.")
            return
        target = self.targets[self.place]
        self.sheet.border_title = f"Triage {self.place + 1} of {len(self.targets)}"
        self.why.update(pieces([("▲ ", "bold $alarm"), (target.text, "$alarm")]))
        page = await self.app.read_page(target.customer_id)
        if page is not None:
            now = self.app.clock.local()
            room = max(LEAST, self.size.height * 9 // 10 - AROUND)
            lines = brief_lines(
                page, now.date(), WIDE, room, now=now, rules=self.app.rules, keys=self.app.key
            )
            self.card.update(pieces(lines))

    def action_step(self, step: int) -> None:
        """To another card."""
        self.place = max(0, self.place + step)
        self.app.start(self._show, group="card", node=self)

    def action_close(self) -> None:
        """Leave; every verdict given so far is saved."""
        self.dismiss(None)

    def action_verdict(self, verdict: str) -> None:
        """One verdict; the next card follows once it is saved."""
        self.app.start(partial(self._judge, verdict), group="verdict")

    async def _judge(self, verdict: str) -> None:
        target = self.targets[self.place]
        change = await self._ask(verdict, target)
        if change is not None:
            self.settled += 1
            self.app.say(done_words(change.label))
            self.place += 1
            await self._show()

    async def _ask(self, verdict: str, target: Target) -> Change | None:
        if verdict == "log":
            from ..logging.log import LogForm

            page = await self.app.read_page(target.customer_id)
            return await self.app.push_screen_wait(LogForm(page)) if page else None
        if verdict == "followup":
            from ..common.dated import FollowupForm

            return await self.app.push_screen_wait(FollowupForm(target))
        form = rhythm_form(target) if verdict == "rhythm" else off_form(target)
        return await self.app.push_screen_wait(form)


def rhythm_form(target: Target) -> Ask:
    """How often this customer should hear from us, in days."""

    def save(form: Ask, values: Values) -> Save:
        aim, limit = (
            int(values[name]) if values[name].isdigit() else None for name in ("aim", "limit")
        )
        return form.act(customers.set_rhythm, target.customer_id, aim, limit or aim)

    fields = (
        Field("aim", "aim, in days", required=True, help="a word every so many days"),
        Field("limit", "limit, in days", help="empty: the same"),
    )
    return Ask("rhythm", target, "Rhythm", fields, save)


def off_form(target: Target) -> Ask:
    """Take a customer off the book: lost, dormant until a day, or moved; never without a reason (R06)."""
    states = ("dormant", "lost", "moved")

    def save(form: Ask, values: Values) -> Save:
        state = states[int(values["state"] or 1) - 1]
        wake = form.day(values, "wake")
        return form.act(
            customers.leave,
            target.customer_id,
            state,
            values["reason"],
            wake_on=wake,
            rules=form.app.rules,
        )

    fields = (
        Field("state", "they are", "choice", states, "1"),
        Field("reason", "why", required=True, help="in their words, if they said"),
        Field("wake", "wake on", "day", help="dormant only: 6 months, jan"),
    )
    return Ask("off", target, "Off the book", fields, save)
