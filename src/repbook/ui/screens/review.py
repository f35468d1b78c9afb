"""W: the weekly review, one card at a time, one key a verdict; it goes on where it was left."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from ...domain.review.review_cards import DOUBLES
from ...domain.review.review_words import closing_words, greeting, nothing_left, said
from ...domain.review.weekly_review import Card, Need, Review, Step, Verdict
from ...domain.spine.model import Change
from ...errors import RepbookError
from ..brief.brief_pane import Brief
from ..keys.commands import CUSTOMER, ROW, Command
from ..keys.key_names import bound_key, pressed
from ..lists.empty import Empty
from ..shell.protocol import BookShell
from ..shell.target import Target
from ..text.render import Piece, pieces
from ..widgets.card_page import CardPage, ReviewHead, Stand, room_for
from .base import BookScreen
from .reviewing import besides_of, read_review, read_week
from .week import WeekScreen

USUAL = 20
"""Minutes that a review takes (§5)."""


class ReviewScreen(BookScreen):
    """The cards of one week; when none is left, or at ``c``, the closing page."""

    DEFAULT_CSS = """
    ReviewScreen Brief { width: 42; display: none; }
    ReviewScreen.-wide Brief { display: block; }
    ReviewScreen.-vast Brief { display: block; width: 60; }
    ReviewScreen.-nobody Brief { display: none; }
    ReviewScreen #told { height: 1; padding: 0 1; }
    ReviewScreen.-high #news { margin-top: 1; }
    ReviewScreen.-tall #news { margin-top: 3; }
    ReviewScreen.-high #card, ReviewScreen.-tall #card { padding: 1 0 1 2; }
    ReviewScreen.-high #verdicts, ReviewScreen.-tall #verdicts { margin-top: 1; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (160, "-vast")]
    offers = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high"), (44, "-tall")]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("enter", "open", show=False),
        Binding("c", "close", show=False),
        Binding("j,down", "scroll(1)", show=False, id="down"),
        Binding("k,up", "scroll(-1)", show=False, id="up"),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review
        self.card: Card | None = None
        self.wanted = ""
        self.busy = self.closing = False
        self.news = greeting(review)
        self.top_bar = self.head = ReviewHead()
        self.page, self.empty, self.brief = CardPage(self.app.key), Empty(), Brief()
        self.told_here = Static("", id="told")

    def compose(self) -> ComposeResult:
        yield self.head
        with Horizontal(id="body"):
            yield self.page
            yield self.empty
            yield self.brief
        yield self.told_here
        yield self.hint_bar

    def on_mount(self) -> None:
        self.stamp = self.app.stamp
        self.opened: datetime = self.app.clock.local()
        self._show()

    async def reload(self) -> None:
        self.review = await read_review(self.app)
        if not self.is_attached:
            return
        if self.review.finished_on is None:
            self._show()
            return
        week = await read_week(self.app, self.review.week)
        if self.is_current:
            await self.app.switch_screen(WeekScreen(self.review, week, ReviewScreen))

    # -- showing ---------------------------------------------------------------------------------

    def _show(self) -> None:
        cards = self.review.cards
        first = cards[0] if cards else None
        self.card = next((card for card in cards if card.id == self.wanted), first)
        self.wanted = self.card.id if self.card else ""
        self.page.display, self.empty.display = self.card is not None, self.card is None
        self.page.show(self.card, self.news)
        self.empty.say(*nothing_left(self.review))
        self.set_class(self.target() is None, "-nobody")
        self.brief.show(self.card.customer_id or None if self.card else None)
        self.hint_bar.show(self._hints())
        if self.card is not None and room_for(self.card):
            self.app.start(
                partial(self._read_besides, self.card), group="besides", exclusive=True, node=self
            )
        self._place(self.card.step if self.card and not self.closing else Step.CLOSING)

    async def _read_besides(self, card: Card) -> None:
        """Read what a card shows besides: the customer's last eight weeks, or a report."""
        try:
            besides = await besides_of(self.app, card, self.page.width_of_card)
        except RepbookError as error:
            self.app.refuse(error)
            return
        if self.card is card:
            self.page.tell(besides)

    def _place(self, step: Step) -> None:
        """Say in the lines above where the review stands."""
        done, total = len(self.review.given), self.review.total
        card = f"card {done + 1} of {total}"
        if self.card is None or self.closing:
            skipped = self.review.skipped
            said = f"{done - skipped} of {total} decided" + (
                f", {skipped} skipped" if skipped else ""
            )
            card = said if total else "no card"
        words = (card, str(step), f"{self.minutes} of {USUAL} min")
        self.head.place(Stand(self.review.week, words, done, total, step, self.review.counts))

    @property
    def minutes(self) -> int:
        """Whole minutes since the review was opened."""
        return max(0, int((self.app.clock.local() - self.opened).total_seconds()) // 60)

    def _hints(self) -> tuple[Piece, ...]:
        back = (("Esc", "leave"), (self.app.key("undo"), "take back"), ("c", "closing page"))
        if self.card is None:
            return back
        mine = ("log", "brief") if self.card.customer_id else ()
        about = tuple((self.app.key(name), name) for name in mine)
        opens = (("Enter", "open"),) if self.opens else ()
        return (*opens, *about, *back)

    def tell(self, *parts: Piece) -> None:
        """Say something in the line above the keys; it stays until the next verdict."""
        self.told_here.update(pieces(parts))

    # -- the customer ----------------------------------------------------------------------------

    def target(self) -> Target | None:
        card = self.card
        if card is None or not card.customer_id:
            return None
        return Target(card.customer_id, card.customer, *card.target, card.title)

    def action_open(self) -> None:
        """The customer's page over the review; Esc comes back to this card."""
        if self.card is not None and self.card.customer_id:
            self.app.open_customer(self.card.customer_id)
        elif self.opens:
            self.app.action_command(self.opens)

    @property
    def opens(self) -> str:
        """What Enter leads to from a card: a customer's page, who may be in the book twice, a report."""
        if self.card is None:
            return ""
        if self.card.id.startswith(DOUBLES):
            return "doubles"
        return "reports" if self.card.report else "customer" if self.card.customer_id else ""

    def action_scroll(self, lines: int) -> None:
        """Read on, or back, where a card is longer than the screen."""
        self.page.scroller.scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Leave; every verdict given so far is saved."""
        self.dismiss(None)

    # -- keys ------------------------------------------------------------------------------------

    def _verdict(self, key: str) -> Verdict | None:
        verdicts = self.card.verdicts if self.card else ()
        fill = self.app.key.fill
        return next((each for each in verdicts if pressed(fill(each.key)) == key), None)

    def _command(self, key: str) -> Command | None:
        table = self.app.table
        return next((each for each in table if key in map(bound_key, each.keys)), None)

    def _idle(self, key: str) -> bool:
        """Whether a key acts on a customer where the page is about nobody: then it does nothing.

        Nor is anything done where the card is about no row: "d" on the cards before is no call on this one.
        """
        command, target = self._command(key), self.target()
        if command is None or command.group not in (CUSTOMER, ROW):
            return False
        return target is None or (command.id == "done" and not target.kind)

    def on_key(self, event: events.Key) -> None:
        """A key that is a verdict on this card wins over the table of commands."""
        verdict, command = self._verdict(event.key), self._command(event.key)
        if self.card and verdict:
            self._begin(self._judge, self.card, verdict)
        elif command and command.id == "undo":
            self._begin(self._undo)
        elif not self._idle(event.key):
            return
        else:
            self.app.nothing_for(event)
        event.stop()

    def _begin(self, step: Callable[..., Awaitable[None]], *given: object) -> None:
        """One step at a time; keys wait until it is through."""
        if self.busy:
            return
        self.busy = True
        self.app.start(partial(self._through, step, *given), group="verdict")

    async def _through(self, step: Callable[..., Awaitable[None]], *given: object) -> None:
        self.app.tell(None)
        try:
            await step(*given)
        except RepbookError as error:
            self.app.refuse(error)
            if self.is_attached:
                await self.reload()
        finally:
            self.busy = False

    async def _judge(self, card: Card, verdict: Verdict) -> None:
        change = await self._filed(card, verdict)
        if change is None or not self.is_attached:
            return
        self.news, self.wanted = "", ""
        self.tell((self.app.key("undo"), "bold $key"), (f" takes back “{said(change)}”", "$quiet"))
        await self._again()
        if self.card is None:
            await self.close_week()

    async def _filed(self, card: Card, verdict: Verdict) -> Change | None:
        from ...actions.review import reviews
        from ..dialogs.care.verdict import known_to, verdict_form

        if verdict.needs is not Need.NOTHING:
            return await self.app.push_screen_wait(verdict_form(self.app, card, verdict))
        known = known_to(self.app)
        return await self.app.keeper.ask(partial(reviews.judge, **known), card, verdict.id)

    async def _undo(self) -> None:
        """Take the last step back, and show the card that it brings again."""
        from ...actions.base import history
        from ..dialogs.common import turning_back

        if await self.app.keeper.ask(history.takes_long, back=True):
            await turning_back.undo(self.app)
            return
        before = {card.id for card in self.review.cards}
        change = await self.app.keeper.ask(history.undo)
        if not self.is_attached:
            return
        self.news = ""
        self.tell(
            (f"Taken back: {said(change)} · ", "$quiet"),
            (self.app.key("redo"), "bold $key"),
            (" does it again", "$quiet"),
        )
        await self._again()
        again = [card.id for card in self.review.cards if card.id not in before]
        if again:
            self.wanted = again[0]
            self._show()

    async def _again(self) -> None:
        """Read everything anew; the screens beneath do so when they are seen."""
        self.app.stamp += 1
        self.stamp = self.app.stamp
        await self.reload()

    # -- the closing page ------------------------------------------------------------------------

    def action_close(self) -> None:
        """The closing page, also before every card has its verdict."""
        self._begin(self.close_week)

    async def close_week(self) -> None:
        """Show the closing page; once the week is closed, its page stands in place of the cards."""
        from ..dialogs.care.closing import ClosingForm

        self.closing = True
        try:
            self._show()
            week = await read_week(self.app, self.review.week)
            form = ClosingForm(week, closing_words(self.review))
            change = await self.app.push_screen_wait(form)
        finally:
            self.closing = False
        if change is None:
            self._show()
        else:
            await self._again()


async def review_screen(app: BookShell) -> ReviewScreen | WeekScreen:
    """The screen of this week's review: its cards, or its page where it is finished."""
    review = await read_review(app)
    if review.finished_on is None:
        return ReviewScreen(review)
    return WeekScreen(review, await read_week(app, review.week), ReviewScreen)
