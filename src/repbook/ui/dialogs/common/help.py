"""`?`: every key, from the table of commands."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from ...forms.dialog import Dialog
from ...keys.commands import LOCAL, Command, Keys, keys_for
from ...shell.hint_bar import HintBar
from ...shell.textual_private import bind_here
from ...text.render import Piece, fit, pieces

MARKERS = (
    ("*", "a success"),
    ("!", "a promise, with a day"),
    ("?", "a problem"),
    ("@", "something personal"),
    ("+", "praise or a gain"),
    (">", "the next follow-up, with a day"),
)
GLYPHS = (
    ("✦", "Excitement: ordered, not yet in use"),
    ("◐", "Learning curve: in use, still vulnerable"),
    ("●", "Settled"),
    ("▲", "save: red, today"),
)


class Help(Dialog[None]):
    """Every key in groups, the markers of the capture line, and what the glyphs mean."""

    DEFAULT_CSS = """
    Help > .sheet { width: 116; height: auto; max-height: 96%; }
    Help VerticalScroll { height: auto; max-height: 100%; }
    Help Horizontal { height: auto; }
    Help .column { width: 1fr; height: auto; padding-right: 2; }
    Help.-narrow Horizontal { layout: vertical; }
    Help.-narrow .column { width: 100%; }
    Help HintBar { dock: none; background: $panel; padding: 0; margin-top: 1; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("down,j", "scroll(1)", show=False, id="down"),
        Binding("up,k", "scroll(-1)", show=False, id="up"),
    ]

    def __init__(self, table: tuple[Command, ...]) -> None:
        super().__init__()
        self.table = table
        self.keys = Keys(table)
        self.scroller = VerticalScroll()

    def compose(self) -> ComposeResult:
        groups: dict[str, list[tuple[str, str]]] = {}
        for command in self.table:
            alone = command.keys or command.new
            keys = self.keys.all(command.id) if alone else f"{self.keys('palette')} …"
            groups.setdefault(command.group, []).append((keys, command.help))
        for screen, known in LOCAL.items():
            groups[screen] = [(self.keys.fill(key), self.keys.fill(words)) for key, words in known]
        groups["In a capture line"] = list(MARKERS)
        groups["What the signs mean"] = list(GLYPHS)
        names = list(groups)
        half = (len(names) + 1) // 2
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = "Keys"
            with self.scroller, Horizontal():
                for part in (names[:half], names[half:]):
                    yield Static(pieces(self._column(part, groups)), classes="column")
            yield HintBar(
                (("Esc", "back"), ("↑ ↓", "scroll"), ("{palette}", "find a command by name"))
            )

    def _column(self, names: list[str], groups: dict[str, list[tuple[str, str]]]) -> list[Piece]:
        parts: list[Piece] = []
        for name in names:
            parts.append((f"{name}\n", "bold $quiet"))
            for keys, words in groups[name]:
                parts += [(f" {fit(keys, 10)}", "bold $key"), (f"{words}\n", "$foreground")]
            parts.append(("\n", ""))
        return parts

    def on_mount(self) -> None:
        for command_id in ("palette", "help"):
            for key in keys_for(self.table, command_id):
                bind_here(self, key, command_id)

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

    def action_dismiss(self, result: None = None) -> None:  # type: ignore[override]
        """Leave once."""
        self.dismiss(result)
