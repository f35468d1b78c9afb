"""vCard files taken apart: lines put together again, cards told from one another (F97, F98).

Lines are put together as bytes, before the text is decoded: programs fold in the middle of a
character. Some indent a whole card, some forget to indent the lines of a picture; a card within a
card (an agent) is a line of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .vcard_property import Property, escape, parse

BEGIN, END = "BEGIN:VCARD", "END:VCARD"
BREAK = re.compile(rb"\r\n|\r|\n")
HEAVY = re.compile(rb"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-MS-CARDPICTURE)[;:]", re.IGNORECASE)
"""Lines whose value is no text: they are read apart, so that no code page is guessed from them."""
CODED = re.compile(rb"[^:]*;(?:ENCODING=)?(?:B|BASE64)[;:]", re.IGNORECASE)
QUOTED = re.compile(rb"[^:]*QUOTED-PRINTABLE", re.IGNORECASE)
MARK = re.compile(rb"\s*(BEGIN|END)\s*:\s*VCARD\s*$", re.IGNORECASE)
NO_LINE = "a line that is no vCard: left out"
NO_NAME = "a line whose name vCards do not have: kept aside"
BETWEEN = "stands between the cards: left out"
SEVERAL = 5
"""So many lines in a row are named one by one."""


@dataclass(slots=True)
class Card:
    """The lines between BEGIN and END; ``line`` is where the card begins."""

    line: int
    properties: list[Property] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    ended: bool = True


def unfold(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Whole lines, each with the number of the line where it begins."""
    open_line = _Open()
    margin = b""
    for number, given in _raw(data):
        mark = MARK.match(given)
        indented = given[: len(given) - len(given.lstrip())]
        if mark:
            margin = indented if mark[1].upper() == b"BEGIN" else b""
        elif open_line.begins and not margin:
            margin = indented
        raw = mark[1].upper() + b":VCARD" if mark else given.removeprefix(margin)
        if mark or not open_line.goes_on(raw):
            if open_line.pieces[0]:
                yield open_line.number, b"".join(open_line.pieces)
            open_line = _Open(number, raw, bool(mark))
    if open_line.pieces[0]:
        yield open_line.number, b"".join(open_line.pieces)


def _raw(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines as they stand; where one card was put behind another without a line's end, two."""
    for number, raw in enumerate(BREAK.split(data), 1):
        behind = raw.upper().find(b"END:VCARDBEGIN:VCARD")
        if behind >= 0 and not raw[:behind].strip():
            yield number, raw[: behind + len(END)]
            yield number, raw[behind + len(END) :]
        else:
            yield number, raw


class _Open:
    """The line that may go on in the next one."""

    def __init__(self, number: int = 0, raw: bytes = b"", mark: bool = False) -> None:
        self.number = number
        self.pieces = [raw]
        self.begins = mark and raw[:1] in b"bB"
        self.closed = mark
        self.quoted = bool(QUOTED.match(raw))
        self.coded = bool(CODED.match(raw) or HEAVY.match(raw))

    def goes_on(self, raw: bytes) -> bool:
        """Whether ``raw`` belongs to this line; it is taken then."""
        last = self.pieces[-1]
        if self.quoted and last.endswith(b"="):
            self.pieces[-1] = last[:-1]
            self.pieces.append(raw)
        elif raw[:1] in (b" ", b"\t") and self.pieces[0] and not self.closed:
            self.pieces.append(raw[1:])
        elif self.coded and raw and _is_base64(raw):
            self.pieces.append(raw)
        else:
            return False
        return True


def _is_base64(raw: bytes) -> bool:
    """Whether a line that nobody indented goes on with a picture: letters and figures, never a colon."""
    return not raw.strip(b"= \t").translate(None, _BASE64) and b":" not in raw


_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def cards(lines: list[tuple[int, str]]) -> Iterator[Card]:
    """The cards among decoded lines; what stands between them is a fault of the card above."""
    cards_open: list[Card] = []
    done: Card | None = None
    early: list[tuple[int, str]] = []
    for number, line in lines:
        word = line.strip().upper()
        if word == BEGIN:
            if done:
                yield done
                done = None
            if cards_open and not _has_agent(cards_open[-1]):
                yield _unended(cards_open.pop())
            cards_open.append(Card(number, faults=early))
            early = []
        elif word == END and len(cards_open) > 1 and _has_agent(cards_open[-2]):
            inner = cards_open.pop()
            cards_open[-1].properties[-1].value = told(inner.properties)
            cards_open[-1].faults += inner.faults
        elif word == END and cards_open:
            if done:
                yield done
            done = cards_open.pop()
        elif cards_open and word:
            _take(cards_open[-1], number, line)
        elif word:
            (done.faults if done else early).append((number, BETWEEN))
    if done:
        yield done
    while cards_open:
        yield _unended(cards_open.pop())


def _has_agent(card: Card) -> bool:
    """Whether the next card is the agent of this one, and stands within it."""
    return bool(card.properties) and (card.properties[-1].name, card.properties[-1].value) == (
        "AGENT",
        "",
    )


def told(properties: Iterable[Property]) -> str:
    """Who the agent is that stands within a card: the name, and how to reach them, in a line."""
    found = {one.name: " ".join(reversed([*filter(None, one.parts()[:2])])) for one in properties}
    names = [found.get("FN") or found.get("N", "")]
    names += [one.text() for one in properties if one.name in {"TEL", "EMAIL"}]
    return escape(", ".join(filter(None, names)))


def _unended(card: Card) -> Card:
    card.faults.append((card.line, "the card has no END"))
    card.ended = False
    return card


def _take(card: Card, number: int, line: str) -> None:
    found = parse(line)
    if found is None:
        card.faults.append((number, NO_LINE))
        return
    card.properties.append(found)
    if found.odd:
        card.faults.append((number, NO_NAME))


def gathered(faults: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The faults of a card; a long run of lines of one fault is one of them."""
    start = 0
    for at in range(1, len(faults) + 1):
        first, reason = faults[start]
        if at < len(faults) and faults[at] == (first + at - start, reason):
            continue
        if at - start > SEVERAL:
            yield first, f"{at - start} lines, of which this is the first: {reason}"
        else:
            yield from faults[start:at]
        start = at
