"""One card of the weekly review, and the lines above it: how far, in which step, for how long."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...domain.review.weekly_review import Card, Need, Step
from ...values import NamedTuple
from ..keys.commands import SHIPPED, Keys
from ..text.clicks import keys_of, pressing
from ..text.paragraphs import hung, wrap
from ..text.render import KEY, Piece, pieces, safe
from ..text.week_marks import load_lines
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
ROOM, CHIPS = 7, 4
"""Cells that its border, its air, and a scroll bar take; and those beside the verdicts."""
DRAWN, WEEKS = 7, ("weeks", "what happened", "the number")
"""Lines of a drawing, and those of eight weeks."""


class Stand(NamedTuple):
    """Where a review stands, in words, as cards decided of all, and its step; no step once it is finished.

    ``counts`` are the cards of each step, decided and in all: only what is wholly decided bears a tick.
    """

    week: str = ""
    words: tuple[str, ...] = ()
    done: int = 0
    total: int = 0
    step: Step | None = None
    counts: Mapping[Step, tuple[int, int]] = {}


def steps_line(
    now: Step | None, width: int, counts: Mapping[Step, tuple[int, int]] | None = None
) -> list[Piece]:
    """The eight steps on one line: what is done is ticked, the present one is bold, the others say how many wait."""
    here = list(Step).index(now) if now is not None else len(Step)
    of = counts or {}
    for name, told in ((str, True), (_shortly, True), (str, False), (_shortly, False)):
        parts: list[Piece] = []
        for place, step in enumerate(Step):
            done, total = of.get(step, (0, 0))
            ticked = place < here and done == total
            mark = "✓" if ticked else "▸" if place == here else ""
            said = f" {done + 1}/{total}" if place == here and done < total else ""
            said = said or (f" {total - done}" if total - done else "")
            gap = "  " if place < len(Step) - 1 else ""
            style = "bold $ink" if place == here else "$quiet"
            parts += [(mark, "$settled" if ticked else style), (name(step), style)]
            parts += [(said, style if place == here else "$key")] if told else []
            parts.append((gap, ""))
        if sum(cell_len(value) for value, _ in parts) <= width:
            break
    return parts


def _shortly(step: Step) -> str:
    return SHORT.get(step, str(step))


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
        third = steps_line(stand.step, width, stand.counts)
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
        border: round $frame; padding: 0 0 0 2; scrollbar-size-vertical: 1;
        scrollbar-background: $background; scrollbar-color: $rule;
    }
    CardPage #card Static { height: auto; }
    CardPage #verdicts { padding: 0 2; }
    """

    def __init__(self, keys: Keys = SHIPPED) -> None:
        super().__init__()
        self.keys = keys
        self.card: Card | None = None
        self.news = ""
        self.besides: list[list[Piece]] = []
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
            self.besides = []
        self.card, self.news = card, news
        self._draw()

    def tell(self, besides: list[list[Piece]]) -> None:
        """Show what was read for this card: its last eight weeks, or a drawing; room is kept for it."""
        self.besides = besides
        self._draw()

    @property
    def width_of_card(self) -> int:
        """Cells of a line of the card."""
        return min(COLUMN, self.size.width) - ROOM

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        card, (width, height) = self.card, self.size
        if card is None or not width:
            return
        self.news_line.update(pieces([(self.news, "")]))
        self.words.update(pieces(card_lines(card, self.width_of_card, self.besides, self.keys)))
        chips = verdict_lines(card, min(COLUMN, width) - CHIPS, self.keys)
        self.verdicts.update(chips)
        above = 1 + int(self.news_line.styles.margin.top)
        below = chips.plain.count("\n") + 1 + int(self.verdicts.styles.margin.top)
        self.scroller.styles.max_height = max(5, height - above - below)


def room_for(card: Card) -> int:
    """Lines that are kept for what is read for a card."""
    return DRAWN if card.report else len(WEEKS) if card.customer_id else 0


def card_lines(
    card: Card, width: int, besides: Sequence[list[Piece]] = (), keys: Keys = SHIPPED
) -> list[Piece]:
    """Whom a card is about, what is to be decided, what was lately, and what to know of it, one fact each."""
    title = f"{card.title[:1].upper()}{card.title[1:]}"
    parts: list[Piece] = [
        (f"{line}\n", "bold $ink") for line in wrap(card.customer or title, width, 2)
    ]
    if card.customer:
        parts += [(f"{line}\n", "$ink") for line in wrap(title, width, 3)]
    parts.append(("\n", ""))
    kept = room_for(card)
    for place in range(kept):
        parts += [*(besides[place] if place < len(besides) else ()), ("\n", "")]
    if kept and (card.lines or card.how):
        parts.append(("\n", ""))
    if card.loads:
        for line in load_lines(card.lines, card.loads, width):
            parts += [*line, ("\n", "")]
    else:
        for said in card.lines:
            parts += hung("·", said, width, label_width=2)
    if card.how:
        parts += how_line(card.how, width, keys)
    return [*parts[:-1], (parts[-1][0].removesuffix("\n"), parts[-1][1])]


def how_line(how: str, width: int, keys: Keys) -> list[Piece]:
    """What else would serve them: our words, with the keys that do it; a key and its word stay together."""
    parts: list[Piece] = [("→ ", "$key")]
    left = width - 2
    for words in re.findall(r"(?:\{\w+\} )?\S+", how):
        runs = [
            (keys.fill(each), KEY if each.startswith("{") else "$quiet")
            for each in re.split(r"(?<=\}) ", words)
        ]
        size = sum(cell_len(value) for value, _ in runs) + len(runs)
        if size - 1 > left:
            parts.append(("\n  ", ""))
            left = width - 2
        for value, style in runs:
            parts += [(value, style), (" ", "")]
        left -= size
    return [*parts, ("\n", "")]


def verdict_lines(card: Card, width: int, keys: Keys = SHIPPED) -> Content:
    """The verdicts as chips, each pressed by a click; three dots say that one more thing is asked."""
    lines: list[list[Content]] = [[]]
    left = width
    for verdict in card.verdicts:
        more = " …" if verdict.needs is not Need.NOTHING else ""
        key = keys.fill(verdict.key)
        chip = pieces(
            [
                (f" {key} ", "bold $background on $key"),
                (f" {verdict.words}{more} ", "$ink on $field"),
            ],
            keyed=False,
        )
        if chip.cell_length > left and lines[-1]:
            lines.append([])
            left = width
        lines[-1] += [pressing(chip, keys_of(key)), Content(" ")]
        left -= chip.cell_length + 1
    return Content("\n\n").join(Content.assemble(*line) for line in lines)
