"""The page of a week whose review is finished: to read, to copy, to keep as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ...domain.review.week_page import WeekPage
from ...domain.review.weekly_review import Review
from ...domain.spine.weeks import days_of, later, weekday
from ...wording import day_text
from ..keys.commands import keys_for
from ..shell.hint_bar import HintBar
from ..shell.textual_private import bind_here
from ..text.render import Piece
from ..widgets.card_page import ReviewHead, Stand
from ..widgets.week_text import WeekText
from .base import BookScreen
from .reviewing import read_review, read_week


class WeekScreen(BookScreen):
    """What the week was, until the next review."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f6", "save", show=False),
        Binding("j,down", "scroll(1)", show=False, id="down"),
        Binding("k,up", "scroll(-1)", show=False, id="up"),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(
        self, review: Review, week: WeekPage, cards: Callable[[Review], BookScreen]
    ) -> None:
        """``cards`` makes the screen of the cards, for a review whose end is taken back."""
        super().__init__()
        self.cards = cards
        self.review = review
        self.week = week

    def compose(self) -> ComposeResult:
        self.head = ReviewHead()
        self.page = WeekText(self.week)
        yield self.head
        yield self.page
        yield HintBar(self.hints())

    def hints(self) -> tuple[Piece, ...]:
        return (("{copy}", "copy"), ("F6", "save to a file"), ("↑ ↓", "read"), ("Esc", "back"))

    def on_mount(self) -> None:
        for key in keys_for(self.app.table, "copy"):
            bind_here(self, key, "copy")
        self.stamp = self.app.stamp
        self._show()

    async def reload(self) -> None:
        self.review = await read_review(self.app)
        if self.review.finished_on is None:  # it was taken back
            await self.app.switch_screen(self.cards(self.review))
            return
        self.week = await read_week(self.app, self.review.week)
        self._show()

    def _show(self) -> None:
        review, today = self.review, self.app.clock.today()
        ended = day_text(review.finished_on, today) if review.finished_on else ""
        words = (f"finished {ended}", f"next review {day_text(self.next_on(), today)}")
        done, total = len(review.given), review.total
        self.head.place(Stand(review.week, words, done, total))
        self.page.show(self.week)

    def next_on(self) -> date:
        """The day of the next review: the rep's review day, in the week after this one."""
        monday, _ = days_of(later(self.review.week, 1))
        return monday + timedelta(weekday(self.app.settings.review_day))

    def markdown(self) -> str:
        """The page as a file has it."""
        from ...interchange.writing.week_md import page

        return "".join(page(self.week))

    def action_scroll(self, lines: int) -> None:
        """Read on, or back."""
        self.page.scroll_relative(y=lines, animate=False)

    def action_copy(self) -> None:
        """Give the page to the terminal for its clipboard (it can't say whether it took it)."""
        self.app.copy_to_clipboard(self.markdown())
        self.app.say("Sent to the terminal's clipboard.")

    def action_save(self) -> None:
        """Write the page to a file."""
        from ..dialogs.care.closing import WeekFile

        self.app.push_screen(WeekFile(self.review.week, self.markdown()))

    def action_leave(self) -> None:
        """To the screen beneath."""
        self.dismiss(None)
