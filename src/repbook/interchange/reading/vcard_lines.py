"""vCard files taken apart: cards, and the lines of a card, each read on its own so that one bad line
costs no more than itself. Reads 2.1 with its quoted-printable, 3.0 and 4.0 (F97, F98).

Lines are put together again as bytes, before the text is decoded: programs fold in the middle of a
character. Pictures, sounds and keys are dropped unread (F99).
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

BEGIN, END = "BEGIN:VCARD", "END:VCARD"
BREAK = re.compile(rb"\r\n|\r|\n")
HEAVY = re.compile(rb"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
QUOTED = re.compile(rb"^[^:]*QUOTED-PRINTABLE", re.IGNORECASE)
CUSTOM = re.compile(r"X-CUSTOM\((?:[^()]*,)?(?P<label>[^(),]*)\)")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(slots=True)
class Property:
    """One line of a card: its name and types in capitals, its value decoded but not split."""

    name: str
    value: str
    group: str = ""
    types: frozenset[str] = frozenset()
    label: str = ""

    def text(self) -> str:
        """The value as a reader sees it."""
        return unescape(self.value)

    def parts(self) -> list[str]:
        """The parts of a structured value (a name, an address, a firm)."""
        return [unescape(part) for part in re.split(r"(?<!\\);", self.value)]


@dataclass(slots=True)
class Card:
    """The lines between BEGIN and END; ``line`` is where the card begins."""

    line: int
    properties: list[Property] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    dropped: int = 0


def unfold(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Whole lines, each with the number of the line where it begins; of a heavy one only the start."""
    number, pieces, heavy, quoted = 0, [b""], False, False
    for at, raw in enumerate(BREAK.split(data), 1):
        if quoted and pieces[-1].endswith(b"="):
            pieces[-1] = pieces[-1][:-1]
            pieces.append(raw)
        elif raw[:1] in (b" ", b"\t") and pieces[0]:
            if not heavy:
                pieces.append(raw[1:])
        else:
            if pieces[0]:
                yield number, b"".join(pieces)
            number, pieces = at, [raw]
            heavy, quoted = bool(HEAVY.match(raw)), bool(QUOTED.match(raw))
    if pieces[0]:
        yield number, b"".join(pieces)


def cards(lines: list[tuple[int, str]]) -> Iterator[Card]:
    """The cards among decoded lines; what stands between them is a fault of the card above."""
    card: Card | None = None
    for number, line in lines:
        word = line.strip().upper()
        if word == BEGIN:
            if card:
                card.faults.append((card.line, "the card has no END"))
                yield card
            card = Card(number)
        elif word == END and card:
            yield card
            card = None
        elif card and word:
            found = parse(line)
            if found:
                card.properties.append(found)
            else:
                card.faults.append((number, "a line that is no vCard: left out"))
    if card:
        card.faults.append((card.line, "the card has no END"))
        yield card


def parse(line: str) -> Property | None:
    """One line, or None for what is none."""
    from vobject.base import ParseError, parseLine

    custom = CUSTOM.search(line)
    label = decoded(custom["label"], "utf-8") if custom else ""
    if custom:
        line = line[: custom.start()].rstrip(";") + line[custom.end() :]
    try:
        name, parameters, value, group = parseLine(line)
    except ParseError:
        return None
    words = {word.upper() for parameter in parameters for word in parameter}
    types = {word for many in words for word in many.split(",")}
    if "QUOTED-PRINTABLE" in types:
        charset = next((p[1] for p in parameters if p[0].upper() == "CHARSET" and p[1:]), "utf-8")
        value = decoded(value, charset)
    return Property(name.upper(), value, (group or "").lower(), frozenset(types), label)


def decoded(text: str, charset: str) -> str:
    """Quoted-printable text as it was."""
    data = quopri.decodestring(text.encode("utf-8"))
    try:
        return data.decode(charset, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def unescape(text: str) -> str:
    r"""``\n`` as a line end, ``\,`` and the like as the sign itself."""
    return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text).strip()
