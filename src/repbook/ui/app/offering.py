"""After a change: what was done is told and shown, and what may be next is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...domain.shown.deeds import done_words
from ...wording import clean
from ..shell.target import Target
from .showing import Showing

if TYPE_CHECKING:
    from ...domain.spine.model import Change
    from ..text.render import Piece


LEADING = ("new", "palette")
"""The commands that ask which command is meant: ``n j`` is one key to the rep."""


class Offering(Showing):
    """An app that tells what an action changed, and offers one thing to do next."""

    dealt_with: frozenset[int] = frozenset()
    """The customers of the change that the screen is being shown anew for; their row stays, ticked."""
    _offered: tuple[str, str, Target] | None = None
    """What the told-line offers, with which command, and the row that it is about."""
    _leads_on: bool = False
    """Whether a key that leads to the command of the offer was pressed, with which the told-line goes."""
    _offered_at: int = 0
    """The customer who was highlighted when it was offered; while they are, the offer may be about another."""
    _taken: tuple[str, Target | None] = ("", None)
    """The command that took an offer up, and the row that it was about."""

    async def changed(
        self, change: Change | None, *, removed: bool = False, offers: bool = True
    ) -> None:
        """Show what an action changed, how to take it back, and what it ``offers`` to do next.

        The row that it dealt with stays under the highlight, ticked, unless it was ``removed``.
        """
        if change is None:
            return
        notes = "".join(f"\n{self.key.fill(note)}" for note in change.notes)
        # Where it goes on with another form, a letter is typed into that.
        after, offer = self.key.fill("\n{undo} undoes it") if offers else "", ("", "")
        self.dealt_with = frozenset() if removed else change.customers
        self.hold_still()
        try:
            await self.refresh_book()
            self.point_at(change)
            if offers and not removed:
                offer = await self.offer_after(change)
            if (
                offers
                and not offer[0]
                and (screen := self.book_screen)
                and (same := screen.ticked())
            ):
                after += f" · the next key is still for {same.customer}"
        finally:
            self.dealt_with = frozenset()
            self.say(f"{done_words(change.label)}{notes}{after}", offer=offer)
            await self.draw_with_what_is_beside()

    async def draw_with_what_is_beside(self) -> None:
        """Draw what was held, once what stands beside the highlighted row is read as well."""
        if screen := self.book_screen:
            await screen.read_beside()
        await self.draw_when_settled()

    async def draw_whole(self) -> None:
        """Draw a screen that came, once it has its place, and has read what it shows and what stands beside."""
        try:
            await self.settle()
            await self.come_to_rest()
            await self.draw_with_what_is_beside()
        except Exception:
            self.draw_on()
            raise

    def take_up(self, command: str) -> None:
        """A command begins: what the told-line offers with it is what it is about; any other ends the offer."""
        said, offered, target = self._offered or ("", "", None)
        told = self.word.offer if self.word is not None else ""
        told_now = target is not None and told == said
        stands = told_now or (self._leads_on and command not in LEADING)
        self._leads_on = told_now and command in LEADING
        if self._leads_on:
            return  # the letter that follows says which command it is
        taken = stands and command == offered
        self._taken, self._offered = (command, target) if taken else ("", None), None

    def offered(self, command: str, highlighted: int) -> Target | None:
        """The row that an offer was about which this command takes up: it goes before the highlighted one.

        Nothing where the rep has gone on to a customer whom it was not about.
        """
        taken, target = self._taken
        fits = target is not None and highlighted in (target.customer_id, self._offered_at)
        return target if command == taken and fits else None

    async def offer_after(self, change: Change) -> Piece:
        """What may be done next, and its key, where the keys are for the one customer that a change was about."""
        from ...domain.shown.next_offer import next_offer
        from ...storage.views.ask_form import asked_this_week

        self._offered = None
        screen, nothing = self.book_screen, ("", "")
        if screen is None or not screen.offers or len(change.customers) != 1:
            return nothing
        (customer,) = change.customers
        here = screen.target_of("")
        page = await self.read_page(customer)
        if page is None:
            return nothing
        highlighted = here.customer_id if here is not None else 0
        elsewhere = highlighted != customer
        today = self.clock.today()
        asked = await self.keeper.ask(asked_this_week, today) if change.ids.get("checks") else 0
        room = asked < self.rules.asks.in_a_week
        found = next_offer(page, change, today, may_ask=room, elsewhere=elsewhere)
        if found is not None and elsewhere:
            named = clean(page.name) in done_words(change.label)
            said = clean(found.said) if named else f"{clean(page.name)}: {clean(found.said)}"
            about = Target(page.id, page.name, *(found.about or ("", 0)))
            self._offered, self._offered_at = (said, found.command, about), highlighted
            return said, self.key(found.command)
        aim = screen.target_of(found.command) if found else None
        if found is None or aim is None or (found.target and found.target != aim.row):
            return nothing
        if found.about is not None:
            target = Target(page.id, page.name, *found.about)
            self._offered, self._offered_at = (clean(found.said), found.command, target), customer
        return clean(found.said), self.key(found.command)

    def point_at(self, change: Change) -> None:
        """Put the highlight on the customer that a change was about, where the screen shows it."""
        screen = self.book_screen
        if len(change.customers) == 1 and screen is not None and screen.ready:
            screen.point_at(next(iter(change.customers)))
