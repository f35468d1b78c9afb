"""Bytes to text: which code page a file was written in, and which bytes did not fit (F83, F84).

A byte-order mark decides; then UTF-16 by its zero bytes; then UTF-8, also where a few foreign bytes
were pasted into it; else the code page whose text looks most like writing, with charset-normalizer's
own guess among the candidates.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from ...errors import InvalidInput
from ...wording import count
from .alphabets import likeness
from .encoded_twice import mended

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In the order of preference where two fit alike: the first is what most programs write.
CODE_PAGES = (
    *("cp1252", "cp1250", "iso8859-2", "cp1251", "cp932", "mac_roman", "cp850", "cp1254"),
    *("cp1257", "cp1253", "koi8-r", "cp866", "cp852", "cp1255"),
)
ALIEN = re.compile("[\udc80-\udcff]")
BEYOND_ASCII = re.compile("[^\x00-\x7f]")
SAMPLE = 20_000
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the name of its code page, and the bytes that did not fit, by line."""

    text: str
    encoding: str
    bad: tuple[tuple[int, str], ...] = ()
    notices: tuple[str, ...] = ()


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of ``data``; ``encoding`` is what the rep chose, and is then not judged.

    Raises ``InvalidInput`` for a code page that nobody knows.
    """
    if encoding is not None:
        return _lenient(data, _known(encoding))
    name = marked(data)
    if name:
        return _once(_lenient(data, name))
    try:
        return _once(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _lenient(data, guess(data))


def _once(decoded: Decoded) -> Decoded:
    """UTF-8 that a program took for another code page and encoded again is read for what it was."""
    text, said = mended(decoded.text)
    return replace(decoded, text=text, notices=said) if said else decoded


def marked(data: bytes) -> str:
    """The encoding that a byte-order mark or the zero bytes of UTF-16 show; "" where neither does."""
    return next((name for mark, name in MARKS if data.startswith(mark)), "") or _wide(data)


def guess(data: bytes) -> str:
    """The code page whose reading of the lines beyond ASCII looks most like writing."""
    sample = _sample(data)
    candidates = list(CODE_PAGES)
    suggested = _suggestion(data[:SAMPLE])
    if suggested and suggested not in candidates:
        candidates.append(suggested)
    return max(candidates, key=lambda name: (_score(sample, name), -candidates.index(name)))


def _score(sample: bytes, name: str) -> float:
    try:
        text = sample.decode(name, "replace")
    except LookupError:
        return -10.0
    return round(likeness(text) - 5.0 * text.count("\ufffd") / (len(text) or 1), 2)


def _sample(data: bytes) -> bytes:
    """The first lines that hold anything beyond ASCII; the others cannot tell code pages apart."""
    lines = re.finditer(rb"[^\r\n]*[\x80-\xff][^\r\n]*", data)
    taken: list[bytes] = []
    size = 0
    for line in lines:
        taken.append(line.group())
        size += len(line.group())
        if size > SAMPLE:
            break
    return b"\n".join(taken)


def _suggestion(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return best.encoding if best else ""


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: ASCII signs leave zero bytes on one side only."""
    head = data[: SAMPLE - SAMPLE % 2]
    low, high = head[0::2].count(0), head[1::2].count(0)
    if not low + high or min(low, high) * 10 > max(low, high):
        return ""
    name = "utf-16-le" if high > low else "utf-16-be"
    text = head.decode(name, "replace")
    odd = sum(char in "\0\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)
    return name if odd * 20 < len(text) and max(low, high) * 10 > len(text) else ""


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 into which a few bytes of cp1252 were pasted; each of them is listed."""
    text = data.decode("utf-8", "surrogateescape")
    alien = [found.start() for found in ALIEN.finditer(text)]
    if 2 * len(alien) > len(BEYOND_ASCII.findall(text)):
        return None
    bad: list[tuple[int, str]] = []
    pieces: list[str] = []
    start, line, counted = 0, 1, 0
    for at in alien:
        byte = ord(text[at]) - 0xDC00
        read_as = bytes([byte]).decode("cp1252", "replace")
        line += text.count("\n", counted, at)
        counted = at
        bad.append((line, f"the byte {byte:02X} is not UTF-8 and was read as {read_as}"))
        pieces += [text[start:at], read_as]
        start = at + 1
    pieces.append(text[start:])
    return Decoded("".join(pieces), "utf-8", _short(bad))


def _lenient(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
    bad = [
        (number, f"{count(line.count(chr(0xFFFD)), 'sign')} could not be read as {name}")
        for number, line in enumerate(text.split("\n"), 1)
        if "\ufffd" in line
    ]
    return Decoded(text, name, _short(bad))


def _short(bad: list[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """A file in quite another code page would list every line: the first ones are enough."""
    if len(bad) <= MOST_LISTED:
        return tuple(bad)
    rest = len(bad) - MOST_LISTED
    return (*bad[:MOST_LISTED], (bad[MOST_LISTED][0], f"and {rest} more signs like these"))


def _known(encoding: str) -> str:
    try:
        b"a".decode(encoding, "replace")  # of no bytes even "base64" would make a text
    except (LookupError, UnicodeError, ValueError):
        message = f'"{encoding}" is no code page that repbook knows'
        hint = "such as utf-8, cp1252, cp1250, cp850, mac_roman"
        raise InvalidInput(message, hint, field="encoding") from None
    return encoding
