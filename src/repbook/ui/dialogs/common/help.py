"""`?`: the keys of this screen, every other key, and what all the signs mean; letters narrow it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ....paths import shown
from ....values import NamedTuple
from ....wording import fold
from ...forms.dialog import Dialog
from ...keys.commands import LOCAL, Command, Keys, keys_for
from ...shell.hint_bar import HintBar
from ...shell.textual_private import bind_here
from ...text.paragraphs import wrap
from ...text.render import Piece, fit, pieces, text
from .legend import LINE, SHORT, SIGNS

KEY, GAP = 12, 3
"""Cells of a key with its air, and between columns."""
TWO, THREE = 86, 136
"""Widths from which the text stands in two and in three columns."""
MADE_UP = "a made-up book: nothing of it is kept"
ASKS = "letters narrow this: a key, a word, a sign"


class Block(NamedTuple):
    """What belongs together: a heading, and (key or sign, what it does or means)."""

    title: str
    rows: tuple[tuple[str, str], ...]


def blocks(table: tuple[Command, ...], here: Sequence[Piece] = ()) -> list[Block]:
    """All there is to say, ``here`` first: the keys of the screen beneath, with the words it gives them."""
    keys = Keys(table)
    groups: dict[str, list[tuple[str, str]]] = {}
    for command in table:
        alone = command.keys or command.new
        shown = keys.all(command.id) if alone else f"{keys('palette')} …"
        groups.setdefault(command.group, []).append((shown, command.help))
    for screen, known in LOCAL.items():
        groups[screen] = [(keys.fill(key), keys.fill(words)) for key, words in known]
    says = {f"{{{command.id}}}": command.help for command in table}
    mine = tuple(
        (keys.fill(key), says.get(key) or f"{said[:1].upper()}{said[1:]}") for key, said in here
    )
    first = [Block("On this screen", mine)]
    return [
        *(first if here else []),
        *(Block(title, tuple(rows)) for title, rows in groups.items()),
        Block("In a capture line", LINE),
        Block("What the signs mean", SIGNS),
        Block("What is short for what", SHORT),
    ]


def narrowed(all_blocks: Sequence[Block], words: str) -> list[Block]:
    """Only the lines that hold every word, each under its heading."""
    asked = fold(words).split()
    found = [
        block._replace(
            rows=tuple(
                row for row in block.rows if all(word in fold(" ".join(row)) for word in asked)
            )
        )
        for block in all_blocks
    ]
    return [block for block in found if block.rows]


def column(some: Sequence[Block], width: int) -> list[list[Piece]]:
    """Lines of ``width`` cells: what a key does hangs beside it, and never under it."""
    lines: list[list[Piece]] = []
    for block in some:
        lines += [[(fit(line, width), "bold $quiet")] for line in wrap(block.title, width)]
        for key, said in block.rows:
            for place, line in enumerate(wrap(said, width - KEY - 1)):
                shown = fit(key if place == 0 else "", KEY)
                lines.append(
                    [(f" {shown}", "bold $key"), (fit(line, width - KEY - 1), "$foreground")]
                )
        lines.append([(" " * width, "")])
    return lines


def laid_out(some: Sequence[Block], width: int) -> Content:
    """The blocks in as many columns as there is room for, in their order, each about as long as the next."""
    many = 1 + (width >= TWO) + (width >= THREE)
    wide = (width - GAP * (many - 1)) // many
    heights = [len(column([block], wide)) for block in some]
    longest = sum(heights) / many
    columns: list[list[Block]] = [[] for _ in range(many)]
    so_far = 0.0
    for block, height in zip(some, heights, strict=True):
        columns[min(many - 1, int((so_far + height / 2) / longest))].append(block)
        so_far += height
    sides = [column(side, wide) for side in columns]
    rows = []
    for row in range(max((len(side) for side in sides), default=0)):
        parts: list[Piece] = []
        for place, side in enumerate(sides):
            line = side[row] if row < len(side) else [(" " * wide, "")]
            parts += [(" " * GAP if place else "", ""), *line]
        rows.append(pieces(parts, keyed=False))
    return Content("\n").join(rows) if rows else pieces([(" Nothing of that name.", "$quiet")])


class Help(Dialog[None]):
    """Every key in groups, those of the screen beneath first, and a legend of every sign."""

    DEFAULT_CSS = """
    Help > .sheet { width: 160; height: 96%; padding: 0 1 0 1; }
    Help #asked { height: 1; border-left: outer $focus; padding: 0 1 0 0; background: $field; margin-bottom: 1; }
    Help VerticalScroll { height: 1fr; scrollbar-gutter: stable; }
    Help #keys { height: auto; padding-right: 1; }
    Help HintBar { dock: none; background: $panel; padding: 0; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("down,j", "scroll(1)", show=False, id="down"),
        Binding("up,k", "scroll(-1)", show=False, id="up"),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, table: tuple[Command, ...], here: Sequence[Piece] = ()) -> None:
        """``here`` are the (key, word) pairs at the foot of the screen beneath."""
        super().__init__()
        self.table = table
        self.blocks = blocks(table, here)
        self.asked = ""
        self.line, self.keys = Static(id="asked"), Static(id="keys")
        self.scroller = VerticalScroll(can_focus=False)

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = "Keys and signs"
            book = f"your book: {shown(self.app.keeper.path)}"
            sheet.border_subtitle = text(MADE_UP if self.app.demo else book)
            yield self.line
            with self.scroller:
                yield self.keys
            yield HintBar(
                (("Esc", "back"), ("↑ ↓", "scroll"), ("{palette}", "a command by its name"))
            )

    def on_mount(self) -> None:
        for command_id in ("palette", "help"):
            for key in keys_for(self.table, command_id):
                bind_here(self, key, command_id)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        asked = (self.asked, "$ink") if self.asked else (ASKS, "$quiet")
        self.line.update(pieces([asked]))
        width = self.scroller.scrollable_content_region.width - 1
        self.keys.update(laid_out(narrowed(self.blocks, self.asked), width))

    def on_key(self, event: events.Key) -> None:
        """Letters narrow; while nothing is asked, the keys that leave and scroll keep their meaning."""
        typed = event.character or ""
        if event.key == "backspace":
            self._ask(self.asked[:-1], event)
        elif len(typed) == 1 and typed.isprintable() and not self._has_use(event.key):
            self._ask(self.asked + typed, event)

    def _has_use(self, key: str) -> bool:
        always = ("palette", "help")
        names = always if self.asked else (*always, "down", "up")
        used = {each for name in names for each in keys_for(self.table, name)}
        return key in used or (not self.asked and key in ("q", "space"))

    def _ask(self, words: str, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.asked = words
        self._show()
        self.scroller.scroll_home(animate=False)

    def action_palette(self) -> None:
        """The same by name."""
        self.dismiss(None)
        self.app.action_command("palette")

    def action_help(self) -> None:
        """The key that opened it leaves it."""
        self.dismiss(None)

    def action_scroll(self, step: int) -> None:
        """Scroll by lines."""
        self.scroller.scroll_relative(y=step * 2, animate=False)

    def action_page(self, side: int) -> None:
        """A page down or up."""
        self.scroller.scroll_relative(y=side * max(1, self.scroller.size.height - 1), animate=False)

    def action_dismiss(self, result: None = None) -> None:  # type: ignore[override]
        """Leave once."""
        self.dismiss(result)
