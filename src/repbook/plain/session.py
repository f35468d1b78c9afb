"""One sitting: the book, the day, the keys as this rep has them, and what was dealt with last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from ..actions.base import history
from ..domain.shown.customer_summary import without_confidential
from ..domain.shown.deeds import done_words
from ..domain.shown.next_offer import next_offer
from ..errors import NotFound
from ..storage.views.ask_form import asked_this_week
from ..storage.views.customer_page import customer_page
from ..values import NamedTuple
from ..wording import clean
from .forms.questions import Reader
from .talk import LineCut, Talk
from .typed import Spoken

if TYPE_CHECKING:
    from ..clock import Clock
    from ..domain.shown.customer_views import CustomerPage
    from ..domain.spine.model import Change
    from ..domain.spine.rules import Rules
    from ..settings import Settings
    from ..storage.book.book import Book
    from ..ui.keys.commands import Command


class Target(NamedTuple):
    """What is acted on: a customer, and the row of theirs if there is one; ``command`` answers it."""

    customer_id: int
    customer: str
    kind: str = ""
    row_id: int = 0
    text: str = ""
    command: str = ""

    @property
    def row(self) -> tuple[str, int]:
        """The row, as a reason names it."""
        return self.kind, self.row_id

    @property
    def whole(self) -> Target:
        """The customer alone."""
        return Target(self.customer_id, self.customer)


class Session:
    """What every question and every deed of a sitting needs."""

    def __init__(
        self,
        book: Book,
        talk: Talk,
        clock: Clock,
        rules: Rules,
        settings: Settings,
        table: tuple[Command, ...],
    ) -> None:
        self.book, self.talk, self.clock = book, talk, clock
        self.rules, self.settings = rules, settings
        self.table, self.key = table, Spoken(table)
        self.last: Target | None = None
        """Whom the last deed was about."""
        self.offer: Target | None = None
        """What the last deed was told to be followed by: its key alone does it."""
        self.at: Target | None = None
        """The one customer, or row, that the rep is at."""
        self.offers = True
        """Whether a deed is told with what may follow; in a review the next card does."""
        self.changes = 0
        """How many steps were done in this sitting."""
        self.dealt_with: set[tuple[int, str, int]] = set()
        """The rows that were dealt with since they were listed: customer, kind, and row."""

    @property
    def today(self) -> date:
        """The rep's day."""
        return self.clock.today()

    @property
    def reader(self) -> Reader:
        """How days are read."""
        return Reader(self.today, self.settings.day_first, self.rules.business)

    def say(self, *lines: str) -> None:
        """Say lines; a key in braces, ``{undo}``, is said as this rep has it only by ``hint``."""
        self.talk.say(*lines)

    def hint(self, words: str) -> None:
        """Say a line of ours that names keys."""
        self.talk.say(self.key.fill(words))

    def page(self, customer_id: int) -> CustomerPage:
        """A customer's page without what was told in confidence (R27); raises ``NotFound``."""
        return without_confidential(self.whole_page(customer_id), ())[0]

    def whole_page(self, customer_id: int) -> CustomerPage:
        """A customer's page with all that is known, for who asks for it."""
        page = customer_page(self.book, customer_id, self.rules, self.settings.products)
        if page is None:
            raise NotFound("this customer is no longer in the book", "undo may bring it back")
        return page

    def written(self, action: Callable[..., Change], *given: Any, **named: Any) -> Change:
        """Do what was asked for; never on a line that broke off, for nobody has said all of it."""
        if self.talk.cut:
            raise LineCut
        change = action(self.book, *given, **named)
        self.changes += 1
        self.offer = None
        return change

    def do(self, action: Callable[..., Change], *given: Any, **named: Any) -> Change:
        """Do what was asked for, and tell it."""
        change = self.written(action, *given, **named)
        self.tell(change)
        return change

    def undo(self, step_id: int | None = None) -> None:
        """Take back the newest step, or the one given: rows that were dealt with may be due again."""
        change = self.written(history.undo, step_id)
        self.dealt_with.clear()
        self.say(f"Undone: {change.label}. {self.key('redo')} does it again.")

    def tell(self, change: Change) -> None:
        """What was filed, how to take it back, and the one thing whose moment this is."""
        self.say(f"{sentence(done_words(change.label))} {self.key('undo')} undoes it.")
        for note in change.notes:
            self.hint(f"{note[:1].upper()}{sentence(note[1:])}")
        if len(change.customers) != 1 or not self.offers:
            return
        (customer_id,) = change.customers
        page = customer_page(self.book, customer_id, self.rules)
        if page is None:
            return
        self.last = Target(page.id, page.name)
        room = asked_this_week(self.book, self.today) < self.rules.asks.in_a_week
        offer = next_offer(page, change, self.today, may_ask=room)
        if offer is not None:
            row = offer.about or offer.target or ("", 0)
            self.offer = Target(page.id, page.name, *row, clean(offer.said), offer.command)
            self.say(f"Next: {clean(offer.said)} {self.key(offer.command)}")


def sentence(text: str) -> str:
    """A text with its full stop, where it has no end of its own."""
    return text if text[-1:] in ".?!…" else f"{text}."
