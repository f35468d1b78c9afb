"""Bytes to text: which code page a file was written in, and which bytes did not fit (F83, F84).

A byte-order mark decides; then UTF-16 by its zero bytes; then UTF-8, also where a few foreign bytes
were pasted into it; else the code page whose text looks most like writing, with charset-normalizer's
own guess among the candidates. UTF-8 that was taken for cp1252 and encoded once more ("SÃ£o" for "São") is
read for what it was, and told.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from ...errors import InvalidInput
from ...wording import count
from .alphabets import likeness

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
BACK = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(128, 256)}
"""The byte that each sign was before somebody read it as cp1252."""
FOLLOWING = "".join(re.escape(char) for char, byte in BACK.items() if byte < 0xC0)
RUN = re.compile(
    f"(?:[\u00c2-\u00df][{FOLLOWING}]|[\u00e0-\u00ef][{FOLLOWING}]{{2}}|[\u00f0-\u00f4][{FOLLOWING}]{{3}})+"
)
SURE = re.compile(f"[\u00c2\u00c3][{FOLLOWING}]|\u00e2\u20ac[{FOLLOWING}]")
"""What no writing holds: Â or Ã, and a sign or control character after it."""
ALONE = re.compile("[^\x00-\x7f]+")
MOST_ALONE = 0.1
"""If more of what is beyond ASCII is no such run, only the sure ones are mended."""
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


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` encoded once, with a notice that shows one place; as it is where nothing is twice encoded."""
    first = SURE.search(text)
    if first is None:
        return text, ()
    apart = ALONE.findall(text)
    whole = sum(bool(RUN.fullmatch(run)) for run in apart)
    pattern = RUN if whole >= (1 - MOST_ALONE) * len(apart) else SURE
    found = 0

    def once(match: re.Match[str]) -> str:
        nonlocal found
        raw = bytes(BACK[char] for char in match[0])
        try:
            plain = raw.decode("utf-8")
        except UnicodeDecodeError:
            return match[0]
        found += 1
        return plain

    told = pattern.sub(once, text)
    if not found:
        return text, ()
    places = count(found, "place")
    before = _around(text, first.start())
    after = pattern.sub(once, before)
    said = f"letters that were encoded twice read as they were in {places}: {before} is {after}"
    return told, (said,)


def _around(text: str, at: int) -> str:
    """The word around a place."""
    start, end = at, at
    while start and not text[start - 1].isspace() and text[start - 1] not in ',;"\t':
        start -= 1
    while end < len(text) and not (
        text[end].isascii() and (text[end].isspace() or text[end] in ',;"')
    ):
        end += 1
    return text[start:end][:40]
