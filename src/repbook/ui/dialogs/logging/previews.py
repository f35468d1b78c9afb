"""What a line was taken for, above what it will file: shown under the line before anything is filed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.widget import Widget
from textual.widgets import Static

from ....domain.head.head_reader import Head
from ....domain.line.capture import KIND, Capture, ItemKind, preview
from ....domain.spine.contacts import understood
from ....domain.words.sensitive import warning
from ...forms.line_area import LineArea, Mark
from ...text.paragraphs import wrap
from ...text.render import Piece, fit, fit_ends, pieces

ROLES = {
    "evidence": "settled",
    "promise": "due",
    "problem": "trouble",
    "personal": "warm",
    "praise": "settled",
    "follow-up": "learning",
    "birthday": "warm",
    "rival": "due",
}
SIGN = {str(kind): sign for sign, kind in KIND.items()} | {"birthday": "@"}
LABEL = 14
"""Cells in front of what is filed, so that it stands under the words."""
Line = list[Piece]


def preview_lines(capture: Capture, today: date, width: int) -> Iterator[Line]:
    """What a capture line will file, one thing a line; what is wrong comes last, so that no line moves for it."""
    room = max(10, width - LABEL)
    for kind, words in preview(capture, today):
        role = f"${ROLES[kind]}" if kind in ROLES else "$quiet"
        yield [
            (fit(f"{SIGN.get(kind, ' ')} {kind}", LABEL), role),
            (fit_ends(words, room).rstrip(), "$foreground"),
        ]
    said = {warning(item.text) for item in capture.items if item.kind is ItemKind.PERSONAL}
    for words in sorted(said - {""})[:1]:  # said once, and nothing waits for it
        yield [(" " * LABEL, ""), (fit(words, room).rstrip(), "$quiet")]
    for error in capture.errors:
        for place, words in enumerate(
            wrap(f"{error.message}{_then(error.message)}{error.hint}", room, 2)
        ):
            yield [
                ("✗".rjust(LABEL - 2) + "  " if not place else " " * LABEL, "bold $alarm"),
                (words, "$alarm"),
            ]


def understood_lines(
    head: Head, today: date, width: int, customer: str = "", person: str = ""
) -> Iterator[Line]:
    """What was understood of how, when and with whom, as the first line; or what has to be asked."""
    room = max(10, width - LABEL)
    if head.trouble is not None:
        for place, words in enumerate(wrap(str(head.trouble), room, 2)):
            yield [
                ("✗".rjust(LABEL - 2) + "  " if not place else " " * LABEL, "bold $alarm"),
                (words, "$alarm"),
            ]
        return
    said = understood(head.contact, head.on_day, today, customer, person)
    yield [(" " * LABEL, ""), (fit(said, room).rstrip(), "bold $ink")]


class Preview(Static):
    """Has rows of its own, so that nothing below it moves; of more than it holds the last ones are seen."""

    DEFAULT_CSS = "Preview { height: 6; }"
    _said: Line = []

    def say(self, first: list[Line], lines: list[Line]) -> None:
        """Show what was understood, and below it what is filed."""
        room = max(1, self.size.height or 6) - len(first)
        if len(lines) > room:
            hidden = len(lines) - max(1, room - 1)
            above: Line = [(" " * LABEL, ""), (f"↑ {hidden} more above", "$quiet")]
            lines = [above, *lines[hidden:]]
        said: list[Piece] = []
        for line in [*first, *lines]:
            said += [*line, ("\n", "")]
        if said != self._said:
            self._said = said
            self.update(pieces(said[:-1]), layout=False)  # its height is its own


def show_signs(field: Widget, rest: str, capture: Capture) -> None:
    """Colour the signs of a line as they are typed, and underline the days that were read."""
    if not isinstance(field, LineArea):
        return
    shift = field.value.rfind(rest) if rest else -1
    marks = []
    if shift >= 0:
        for item in capture.items:
            at = shift + item.start
            marks.append(Mark(at, at + 1, ROLES[str(item.kind)]))
            marks += [Mark(shift + start, shift + end, "day") for start, end in item.day_at]
    field.show_marks(marks)


def _then(said: str) -> str:
    """What stands between a word and what to do about it."""
    return " " if said.endswith("?") else ": "
