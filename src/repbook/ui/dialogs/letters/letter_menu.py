"""Which letter: what is highlighted says which one is meant, a key takes any other."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ....domain.letters.which_letter import KINDS
from ....domain.spine.facts import LetterFacts
from ....domain.spine.kinds import LetterKind
from ...forms.sheet import Sheet
from ...keys.commands import keys_for
from ...shell.hint_bar import HintBar
from ...shell.target import Target
from ...text.clicks import keys_of, pressing
from ...text.render import Piece, fit, pieces, text

FRAME = 3
"""Lines at the foot that are no letters: the edge, the keys with the air above them."""
BEFORE = 31
"""Cells of a line that say no more of a letter: the mark, its key, its kind, the edges."""
WAITING = "abcde"
"""The keys of letters that wait to be posted."""
Choice = tuple[str, int]
"""("kind", place in ``LetterKind``) or ("letter", id)."""


class LetterMenu(Sheet[Choice | None]):
    """Which letter: Enter takes the marked one, a key any. It stands where the letter will be written."""

    DEFAULT_CSS = """
    LetterMenu Static { height: auto; }
    LetterMenu HintBar { dock: none; background: $panel; padding: 0; margin-top: 1; }
    """
    fills = False

    def __init__(
        self, target: Target, waiting: tuple[LetterFacts, ...], marked: Choice, drafts: set[int]
    ) -> None:
        """``drafts`` are the forms left unfinished, as ``Job.key`` names them."""
        super().__init__()
        self.shown = Static(id="lines")
        self.heading = f"Letter · {target.customer}"
        self.customer_id = target.customer_id
        self.rows: list[tuple[str, Choice, str, str]] = []
        for place, (kind, about) in enumerate(KINDS, 1):
            key = tuple(LetterKind).index(kind)
            said = "left unfinished: it goes on" if -1 - key in drafts else about
            self.rows.append((str(place % 10), ("kind", key), str(kind), said))
        for letter, each in zip(WAITING, waiting, strict=False):
            self.rows.append((letter, ("letter", each.id), f"to post: {each.kind}", each.subject))
        chosen = [line[1] for line in self.rows]
        self.at = chosen.index(marked) if marked in chosen else 0

    def compose(self) -> ComposeResult:
        with self.sheet:
            self.sheet.border_title = text(self.heading)
            yield self.shown
            yield HintBar((("Enter", "write it"), ("1-0", "another"), ("Esc", "back")))
        yield self.beside
        self.settle()
        self._show()

    def on_resize(self) -> None:
        self.call_after_refresh(self._settle_again)

    def _settle_again(self) -> None:
        self.settle()
        self._show()

    def lines(self) -> int:
        return FRAME + len(self.rows) + self._waits()

    def _waits(self) -> bool:
        """Whether letters are to be posted: they stand below an empty line."""
        return self.rows[-1][1][0] == "letter"

    def _show(self) -> None:
        lines: list[Content] = []
        about_room = max(0, self.spot.sheet.width - BEFORE)
        for place, (key, choice, word, about) in enumerate(self.rows):
            here = place == self.at
            if choice[0] == "letter" and self.rows[place - 1][1][0] == "kind":
                lines.append(Content(""))
            parts: list[Piece] = [
                ("▌ " if here else "  ", "$key"),
                (f"{key}  ", "bold $key"),
                (fit(word, 20), "bold $ink" if here else "$foreground"),
                (f"  {fit(about, about_room).rstrip()}", "$quiet"),
            ]
            lines.append(pressing(pieces(parts), keys_of(key)))
        self.shown.update(Content("\n").join(lines))

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key in ("escape", "q", *keys_for(self.app.table, "letter")):
            self.dismiss(None)
        elif event.key == "enter":
            self._take(self.rows[self.at][1])
        elif event.key in ("down", "j", "up", "k"):
            self.at = (self.at + (1 if event.key in ("down", "j") else -1)) % len(self.rows)
            self._show()
        else:
            for key, choice, *_ in self.rows:
                if event.character == key:
                    self._take(choice)
                    return
            self.app.nothing_for(event)

    def _take(self, choice: Choice) -> None:
        self.dismiss(choice)
