"""What a terminal sends, parted into keys and pastes, so that a paste is text whatever is in it (F27).

A paste stands between two markers, and a hostile text may hold the second one itself, with keys after it.
So a paste ends at the last end marker that arrived before a short silence; all within is text.
"""

from __future__ import annotations

from ...values import NamedTuple
from ...wording import is_unsafe

START, END = "\x1b[200~", "\x1b[201~"
SETTLE_SECONDS = 0.03
"""How long it must be silent after an end marker for the paste to be over; a person types no faster."""
PATIENCE_SECONDS = 5.0
"""How long it must be silent for a paste without an end to be over (F28)."""


class Paste(NamedTuple):
    """Text that was pasted: no control character but line feeds and tabs."""

    text: str


class Pastes:
    """Parts decoded input into what the key parser reads and what was pasted."""

    def __init__(self) -> None:
        self._parts: list[str] | None = None
        self._tail = ""
        self._ended = False
        self.due: float | None = None
        """When ``tick`` should be called if nothing more arrives; None while no paste is open."""

    def feed(self, text: str, now: float) -> list[str | Paste]:
        """What to do with input that arrived at ``now`` (seconds): keys for the parser, or a paste."""
        if not text:
            return []
        out: list[str | Paste] = []
        if self._parts is None:
            # The marker may come in two pieces: the parser has seen the first one already.
            found = (self._tail + text).find(START)
            if found < 0:
                self._tail = (self._tail + text)[1 - len(START) :]
                return [text]
            rest = found + len(START) - len(self._tail)
            # The parser is led into the paste and straight out again: what is pasted is not for it.
            out.append(text[:rest] + END)
            self._parts, self._tail, self._ended = [], "", False
            text = text[rest:]
        self._parts.append(text)
        self._ended = self._ended or END in self._tail + text
        self._tail = (self._tail + text)[1 - len(END) :]
        self.due = now + (SETTLE_SECONDS if self._ended else PATIENCE_SECONDS)
        return out

    def tick(self, now: float) -> list[str | Paste]:
        """The paste that silence has ended, and the keys that came after it."""
        if self.due is None or self._parts is None or now < self.due:
            return []
        pasted = "".join(self._parts)
        keys = ""
        if self._ended:
            pasted, _, keys = pasted.rpartition(END)
        self._parts, self._tail, self.due = None, "", None
        return [Paste(plain(pasted)), *self.feed(keys, now)] if keys else [Paste(plain(pasted))]


def plain(text: str) -> str:
    """Pasted text without markers and control characters; its lines stay lines."""
    for marker in (START, END):
        text = text.replace(marker, "")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    return "".join(char for char in text if char in "\n\t" or not is_unsafe(char))
