"""One card of the weekly review, and the lines above it: how far, in which step, for how long."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...domain.review.weekly_review import Card, Need, Step
from ..text.clicks import keys_of, pressing
from ..text.paragraphs import hung, wrap
from ..text.render import Piece, fit, pieces, safe
from .top_bar import TopBar

SHORT = {
    Step.LOOSE: "loose",
    Step.LEARNING: "learning",
    Step.EVIDENCE: "evidence",
    Step.AHEAD: "ahead",
    Step.CLOSING: "closing",
}
"""Steps in one word, where a terminal has no room for all eight in full."""
COLUMN = 76
"""Cells of the column that a card stands in."""
ROOM = 7
"""Cells that its border, its air, and a scroll bar take."""


class Stand(NamedTuple):
    """Where a review stands, in words, as cards decided of all, and its step; no step once it is finished.

    ``left`` are the steps that still have a card to decide: they bear no tick.
    """

    week: str = ""
    words: tuple[str, ...] = ()
    done: int = 0
    total: int = 0
    step: Step | None = None
    left: frozenset[Step] = frozenset()


def steps_line(now: Step | None, width: int, left: frozenset[Step] = frozenset()) -> list[Piece]:
    """The eight steps on one line: what is done is ticked, the present one is bold."""
    here = list(Step).index(now) if now is not None else len(Step)
    for name in (str, lambda step: SHORT.get(step, str(step))):
        parts: list[Piece] = []
        for place, step in enumerate(Step):
            ticked = place < here and step not in left
            mark = "✓" if ticked else "▸" if place == here else ""
            gap = "  " if place < len(Step) - 1 else ""
            style = "bold $ink" if place == here else "$quiet"
            parts += [(mark, "$settled" if ticked else style), (f"{name(step)}{gap}", style)]
        if sum(cell_len(value) for value, _ in parts) <= width:
            break
    return parts


def progress(done: int, total: int, width: int) -> list[Piece]:
    """A thin bar; only what is wholly decided fills it to its end."""
    filled = width if done >= total else done * width // total
    return [("━" * filled, "$key"), ("─" * (width - filled), "$rule")]


class ReviewHead(TopBar):
    """Three lines: which week and card, how far, and the eight steps."""

    DEFAULT_CSS = """
    ReviewHead { height: 3; }
    """

    def __init__(self) -> None:
        super().__init__("")
        self.stand = Stand()

    def place(self, stand: Stand) -> None:
        """Show where the review stands."""
        self.stand = stand
        self.refresh()

    def render(self) -> Content:
        stand, width = self.stand, self.size.width - 2
        if not stand.week:
            return Content("")
        first: list[Piece] = [(f"Week {stand.week}", "bold $key")]
        for place, part in enumerate(stand.words):
            first += [(" · ", "$quiet"), (part, "$foreground" if place else "bold $ink")]
        third = steps_line(stand.step, width, stand.left)
        if self.notice:
            third = [("! ", "bold $alarm"), (safe(self.notice), "$alarm")]
        lines = (first, progress(stand.done, stand.total, width), third)
        return Content("\n").join([pieces(line) for line in lines])


class CardPage(Vertical):
    """One card in the middle of an otherwise quiet page: whom it is about, what to know, the verdicts.

    The verdicts always show; a card that is too long for the screen scrolls.
    """

    DEFAULT_CSS = """
    CardPage { width: 1fr; height: 1fr; align-horizontal: center; background: $background; }
    CardPage > * { width: 100%; max-width: 76; height: auto; }
    CardPage #news { color: $warm; padding: 0 3; }
    CardPage #card {
        border: round $rule; padding: 0 0 0 2; min-height: 8; scrollbar-size-vertical: 1;
        scrollbar-background: $background; scrollbar-color: $rule;
    }
    CardPage #card Static { height: auto; }
    CardPage #verdicts { padding: 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.card: Card | None = None
        self.news = ""
        self.news_line = Static("", id="news")
        self.words = Static("")
        self.scroller = VerticalScroll(self.words, id="card", can_focus=False)
        """What scrolls where a card is too long."""
        self.verdicts = Static("", id="verdicts")

    def compose(self) -> ComposeResult:
        yield self.news_line
        yield self.scroller
        yield self.verdicts

    def show(self, card: Card | None, news: str = "") -> None:
        """Show a card from its first line on; ``news`` is the line above it."""
        if card is None or self.card is None or card.id != self.card.id:
            self.scroller.scroll_home(animate=False)
        self.card, self.news = card, news
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        card, (width, height) = self.card, self.size
        if card is None or not width:
            return
        lines = card_lines(card, min(COLUMN, width) - ROOM)
        self.news_line.update(pieces([(self.news, "")]))
        self.words.update(pieces(lines))
        self.verdicts.update(verdict_lines(card))
        above = 1 + int(self.news_line.styles.margin.top)
        below = len(card.verdicts) + int(self.verdicts.styles.margin.top)
        self.scroller.styles.max_height = max(5, height - above - below)


def card_lines(card: Card, width: int) -> list[Piece]:
    """Whom a card is about, what is to be decided, and what to know of it, one fact each."""
    title = f"{card.title[:1].upper()}{card.title[1:]}"
    parts: list[Piece] = [
        (f"{line}\n", "bold $ink") for line in wrap(card.customer or title, width, 2)
    ]
    if card.customer:
        parts += [(f"{line}\n", "$ink") for line in wrap(title, width, 3)]
    parts.append(("\n", ""))
    for line in card.lines:
        parts += hung("·", line, width, label_width=2)
    return [*parts[:-1], (parts[-1][0].removesuffix("\n"), parts[-1][1])]


def verdict_lines(card: Card) -> Content:
    """The verdicts, a line each, pressed by a click; three dots say that one more thing is asked."""
    lines: list[Content] = []
    for verdict in card.verdicts:
        more = " …" if verdict.needs is not Need.NOTHING else ""
        words = (f"{verdict.words}{more}", "$foreground")
        line = pieces([(fit(verdict.key, 4), "bold $key"), words])
        lines.append(pressing(line, keys_of(verdict.key)))
    return Content("\n").join(lines)
