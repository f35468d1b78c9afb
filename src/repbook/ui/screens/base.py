"""What every full screen shares: bars above and below, a view that is read anew, a highlighted customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from ...errors import Dropped
from ..brief.brief_pane import Brief
from ..lists.row_list import RowList
from ..shell.hint_bar import STANDING, HintBar
from ..shell.selecting import Copying
from ..shell.target import Target
from ..text.render import Piece
from ..widgets.top_bar import TopBar

if TYPE_CHECKING:
    from ..shell.protocol import BookShell


FIRST: tuple[Piece, ...] = (
    ("{sale}", "won sale"),
    ("{import}", "import a file"),
    ("{customer}", "customer"),
)
"""The keys at the foot of a list while nobody is in the book: those of a row would act on nothing."""


class BookScreen(Copying[None]):
    """A full screen of the book. Subclasses compose ``body`` and read their view in ``reload``."""

    DEFAULT_CSS = """
    BookScreen { background: $background; color: $foreground; layout: vertical; }
    BookScreen > #body { height: 1fr; }
    """
    app: BookShell  # type: ignore[assignment]
    name_in_tabs: ClassVar[str] = ""
    stands_at_once = False
    seen_whole = True
    unseen = True
    offers: ClassVar[bool] = True
    """Whether the letter keys mean here what they mean everywhere, so that the told-line may offer one."""
    always: ClassVar[tuple[Piece, ...]] = STANDING
    """The keys at the right of the foot that lead everywhere."""
    lists_customers: ClassVar[bool] = False
    """Whether its keys are those of a row, which nobody has in an empty book."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.top_bar = TopBar(self.name_in_tabs)
        self.hint_bar = HintBar(standing=self.always)

    def compose(self) -> ComposeResult:
        yield self.top_bar
        with Horizontal(id="body"):
            yield from self.body()
        self.hint_bar.show(self.hints())
        yield self.hint_bar

    def body(self) -> list[Widget]:
        """The widgets between the bars."""
        raise NotImplementedError

    def hints(self) -> tuple[Piece, ...] | None:
        """(key, word) pairs for the foot; None for those of the table."""
        return None

    def target(self) -> Target | None:
        """What the letter keys act on."""
        return None

    def ticked(self) -> Target | None:
        """The customer of the highlighted row, if it was just dealt with and waits to be left."""
        rows = [self.focused] if isinstance(self.focused, RowList) else self.query(RowList)
        target = self.target() if any(each.rests_on_ticked for each in rows) else None
        return Target(target.customer_id, target.customer, done=True) if target else None

    def target_of(self, command: str) -> Target | None:
        """What a command acts on: the highlighted row, or what else of it the command answers."""
        return self.ticked() or self.target()

    def let_go(self) -> None:
        """Rows that were dealt with go: the screen is left, or the day is over."""
        for rows in self.query(RowList):
            rows.let_go()

    def on_screen_suspend(self) -> None:
        if isinstance(self.app.screen, BookScreen) and self.app.screen is not self:
            self.let_go()
            self.drop_reading()

    def drop_reading(self) -> None:
        """The rep goes on: what takes long to read here is read when they come back."""
        self.app.keeper.drop(self)

    def come_again(self) -> None:
        """Its own key was pressed while it stands."""

    def point_at(self, customer_id: int) -> None:
        """Put the highlight on a customer that was just changed, if it is not there already."""

    def dismiss(self, result: None = None) -> Any:
        """Go, and let the screen beneath be seen."""
        if not self.gone:
            self.give_way()
        return super().dismiss(result)

    async def reload(self) -> None:
        """Read the view anew and show it; the highlight stays where it is."""

    async def read_beside(self) -> None:
        """Read now what stands beside the highlighted row, and is read at rest else."""
        for pane in self.query(Brief):
            if pane.display:
                await pane.read_now(pane.customer_id)

    async def read_again(self) -> None:
        """``reload``; what was read for a screen that went meanwhile comes to nobody."""
        try:
            await self.reload()
            self.give_keys()
        except Dropped:
            self.stamp = -1
        except Exception:
            if self.is_attached and not self.gone:
                raise

    def give_keys(self) -> None:
        """A list that was hidden while it was empty has lost the keyboard: it gets it back with its rows."""
        if self.focused is None and not self.gone:
            lists = (each for each in self.focus_chain if isinstance(each, RowList))
            self.set_focus(next(lists, None))

    def show_state(self, state: list[Piece]) -> None:
        """Show the book's state in the top line, and with nobody in the book what brings somebody in."""
        self.top_bar.show(state)
        nobody = self.lists_customers and not self.app.today.customers
        self.hint_bar.instead(FIRST if nobody else None)

    def show_notice(self, notice: str) -> None:
        """Show the line that stays until it is solved."""
        self.top_bar.warn(notice)

    async def on_screen_resume(self) -> None:
        """Show the book as it is now; keys wait until it does."""
        if not self.is_mounted or self.gone:
            return
        self.show_state(self.app.state)
        self.show_notice(self.app.notice)
        try:
            if self.stamp != self.app.stamp:
                self.ready = False
                self.stamp = self.app.stamp
                await self.read_again()
        finally:
            self.stand()
            if self.unseen and self.app.is_still:
                self.app.aside(self.app.draw_whole, group="draw", node=self)
            self.unseen = False

    stamp: int = -1
    """Which state of the book is shown; compared with the app's when the screen comes back."""
