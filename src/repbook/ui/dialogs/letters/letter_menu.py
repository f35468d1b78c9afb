"""Which letter: what is highlighted says which one is meant, a key takes any other."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ....domain.letters.which_letter import KINDS
from ....domain.spine.facts import LetterFacts
from ....domain.spine.kinds import LetterKind
from ...forms.dialog import Dialog
from ...keys.commands import keys_for
from ...shell.hint_bar import HintBar
from ...shell.target import Target
from ...text.clicks import keys_of, pressing
from ...text.render import Piece, fit, pieces, text

WAITING = "abcde"
"""The keys of letters that wait to be posted."""
Choice = tuple[str, int]
"""("kind", place in ``LetterKind``) or ("letter", id)."""


class LetterMenu(Dialog[Choice | None]):
    """Which letter: Enter takes the marked one, a key any."""

    DEFAULT_CSS = """
    LetterMenu > .sheet { width: 76; }
    LetterMenu Static { height: auto; }
    LetterMenu HintBar { dock: none; background: $panel; padding: 0; margin-top: 1; }
    """

    def __init__(
        self, target: Target, waiting: tuple[LetterFacts, ...], marked: Choice, drafts: set[int]
    ) -> None:
        """``drafts`` are the forms left unfinished, as ``Job.key`` names them."""
        super().__init__()
        self.shown = Static(id="lines")
        self.heading = f"Letter · {target.customer}"
        self.lines: list[tuple[str, Choice, str, str]] = []
        for place, (kind, about) in enumerate(KINDS, 1):
            key = tuple(LetterKind).index(kind)
            said = "left unfinished: it goes on" if -1 - key in drafts else about
            self.lines.append((str(place % 10), ("kind", key), str(kind), said))
        for letter, each in zip(WAITING, waiting, strict=False):
            self.lines.append((letter, ("letter", each.id), f"to post: {each.kind}", each.subject))
        chosen = [line[1] for line in self.lines]
        self.at = chosen.index(marked) if marked in chosen else 0

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = text(self.heading)
            yield self.shown
            yield HintBar((("Enter", "write it"), ("1-0", "another"), ("Esc", "back")))

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        lines: list[Content] = []
        for place, (key, choice, word, about) in enumerate(self.lines):
            here = place == self.at
            if choice[0] == "letter" and self.lines[place - 1][1][0] == "kind":
                lines.append(Content(""))
            parts: list[Piece] = [
                ("▌ " if here else "  ", "$key"),
                (f"{key}  ", "bold $key"),
                (fit(word, 20), "bold $ink" if here else "$foreground"),
                (f"  {fit(about, 42).rstrip()}", "$quiet"),
            ]
            lines.append(pressing(pieces(parts), keys_of(key)))
        self.shown.update(Content("\n").join(lines))

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key in ("escape", "q", *keys_for(self.app.table, "letter")):
            self.dismiss(None)
        elif event.key == "enter":
            self._take(self.lines[self.at][1])
        elif event.key in ("down", "j", "up", "k"):
            self.at = (self.at + (1 if event.key in ("down", "j") else -1)) % len(self.lines)
            self._show()
        else:
            for key, choice, *_ in self.lines:
                if event.character == key:
                    self._take(choice)
                    return
            self.app.nothing_for(event)

    def _take(self, choice: Choice) -> None:
        self.dismiss(choice)
