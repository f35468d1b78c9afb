"""Notes that a program keeps as HTML, as the text that a reader would see."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

TAG = re.compile(
    r"</?(?:p|div|br|b|i|u|em|strong|span|a|ul|ol|li|h[1-6]|table|tr|td|th|font|blockquote)\b[^>]*>",
    re.IGNORECASE,
)
BREAKS = frozenset(("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"))
UNSEEN = frozenset(("script", "style", "head"))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in UNSEEN:
            self.unseen += 1
        elif tag in BREAKS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)


def to_text(note: str) -> str:
    """``<p>ask about <b>delivery</b></p>`` as ``ask about delivery``; plain text as it is."""
    if not TAG.search(note):
        return unescape(note) if "&" in note and ";" in note else note
    reader = _Reader()
    reader.feed(note)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return "\n".join(line for line in lines if line and line != "-")
