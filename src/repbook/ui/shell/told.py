"""The told-line: what was done, in place of the keys at the foot of the screen, until it has been read.

It is part of every screen from the start, so that nothing is made or taken away when something is told, and
it lies over no row.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from ...values import NamedTuple
from ..text.render import KEY, Piece, fit, pieces

DOT, WORDS, LEAST, EDGE = " · ", ": ", 16, 2
"""Between the parts of a word, and before what was typed; cells that the deed and the offer keep at least, and of what stands before them."""
EDGES = {"information": "$key", "warning": "$due", "error": "$alarm"}


class Word(NamedTuple):
    """Something told: lines, how serious it is (information, warning, error), and what may be done next, with its key."""

    message: str
    severity: str = "information"
    offer: str = ""
    key: str = ""


def in_one_line(deed: str, offer: str, room: int) -> tuple[str, str]:
    """A deed and an offer in so many cells: first goes what stands behind the customer, then the end of the offer.

    The rep knows the words that they have just typed; the customer goes last.
    """
    while DOT in deed and cell_len(deed) + cell_len(offer) > room:
        deed = deed.rpartition(DOT)[0]
    head, _, typed = deed.partition(WORDS)
    own = typed and " " in head  # not "Logged: call with", where the customer stands behind
    least = cell_len(head) + len(WORDS) + 1 if own else cell_len(deed)
    left = min(cell_len(deed), max(least, LEAST, room - cell_len(offer)))
    said = fit(offer, min(cell_len(offer), max(LEAST, room - left)))
    return fit(deed, min(cell_len(deed), max(LEAST, room - cell_len(said)))), said


def flowing(items: Sequence[Sequence[Piece]], room: int) -> list[list[Piece]]:
    """Parts of a word in as few lines as hold them, broken between parts."""
    lines: list[list[Piece]] = []
    used = 0
    for item in items:
        size = sum(cell_len(value) for value, _ in item)
        if lines and used + len(DOT) + size <= room:
            lines[-1] += [(DOT, "$faint"), *item]
            used += len(DOT) + size
        else:
            lines.append([*item])
            used = size
    return lines


class Told(Widget):
    """Shows the last word for as long as it counts; it takes no room and no key."""

    DEFAULT_CSS = """
    Told {
        layer: told; dock: bottom; width: 1fr; height: auto; max-height: 4;
        padding: 0 1; background: $panel; color: $foreground; display: none;
    }
    """

    word: Word | None = None

    def show(self, word: Word | None) -> None:
        """Show a word, or nothing."""
        if word != self.word:
            self.word = word
            self.display = word is not None
            self.refresh(layout=True)

    def render(self) -> Content:
        if self.word is None:
            return Content("")
        word, room = self.word, (self.content_region.width or 80) - EDGE
        first, *rest = word.message.split("\n")
        behind = sum(len(DOT) + cell_len(each) for each in rest)
        said = word.offer
        if said and len(rest) == 1:  # all of it in one line
            first, said = in_one_line(first, said, room - behind - len(f"{DOT} ") - len(word.key))
        items: list[list[Piece]] = [[(first, "$foreground")]]
        if said:
            items.append([(f"{said} ", "$foreground"), (word.key, KEY)])
        items += [[(line, "$quiet")] for line in rest]
        edge: Piece = ("▌ ", EDGES.get(word.severity, "$key"))
        lines = [pieces([edge, *line]) for line in flowing(items, room)]
        return Content("\n").join(lines)
