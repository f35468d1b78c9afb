"""One line of a vCard: its name, its parameters, its value; read so that one bad line costs no more
than itself. 2.1 with its quoted-printable and bare parameters, 3.0 and 4.0.
"""

from __future__ import annotations

import binascii
import quopri
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

CUSTOM = re.compile(r"X-CUSTOM\((?:[^()]*,)?(?P<label>[^(),]*)\)")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
NAME = re.compile(r"(?:(?P<group>[\w-]+)\.)?(?P<name>[^\s:;\"=.,]+)", re.ASCII)
PLAIN_NAME = re.compile(r"[\w-]+", re.ASCII)
CODED = frozenset(("B", "BASE64"))
PICTURES = frozenset(("PHOTO", "LOGO"))
"""Lines whose head and value are kept as they came."""


@dataclass(slots=True)
class Property:
    """One line of a card: its name and types in capitals, its value decoded but not split.

    ``odd`` says that its name has signs that no vCard's has, ``head`` is all before the colon, of a picture.
    """

    name: str
    value: str
    group: str = ""
    types: frozenset[str] = frozenset()
    label: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    odd: bool = False
    head: str = ""

    def text(self) -> str:
        """The value as a reader sees it."""
        return unescape(self.value)

    def parts(self) -> list[str]:
        """The parts of a structured value (a name, an address, a firm)."""
        return [unescape(part) for part in re.split(r"(?<!\\);", self.value)]


def parse(line: str) -> Property | None:
    """One line, or None for what is none."""
    custom = CUSTOM.search(line)
    label = decoded(custom["label"], "utf-8") if custom else ""
    if custom:
        line = line[: custom.start()].rstrip(";") + line[custom.end() :]
    head, colon, value = _cut(line)
    name, *given = _split(head, ";")
    found = NAME.fullmatch(name.strip())
    if not colon or found is None:
        return None
    called = found["name"].upper()
    if called in PICTURES:
        return Property(
            called, "".join(value.split()), head=head.strip().removeprefix(f"{found['group']}.")
        )
    types: set[str] = set()
    parameters: dict[str, str] = {}
    for parameter in filter(str.strip, given):
        key, told, values = parameter.partition("=")
        if not told and not label and key.upper().startswith("X-"):
            label = key[len("X-") :].strip()  # of somebody's own, as old telephones write it
        words = [word.strip().strip('"') for word in _split(values, ",")]
        types |= {
            key.strip().upper(),
            *(part.upper() for word in words for part in word.split(",")),
        }
        parameters.setdefault(key.strip().upper(), ",".join(words))
    if "QUOTED-PRINTABLE" in types:
        value = decoded(value, parameters.get("CHARSET", ""))
    elif types & CODED:
        value = _plain(value, parameters.get("CHARSET", ""))
    return Property(
        called,
        value,
        (found["group"] or "").lower(),
        frozenset(types),
        label,
        parameters,
        PLAIN_NAME.fullmatch(found["name"]) is None,
    )


def _cut(line: str) -> tuple[str, str, str]:
    """Head and value; a colon within quotes belongs to the head, where the quotes are closed."""
    quoted = False
    for at, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == ":" and not quoted:
            return line[:at], ":", line[at + 1 :]
    return line.partition(":")


def _split(head: str, by: str) -> list[str]:
    """Parted at each sign that stands in no quotes."""
    return list(_pieces(head, by)) if '"' in head else head.split(by)


def _pieces(head: str, by: str) -> Iterator[str]:
    quoted, start = False, 0
    for at, sign in enumerate(head):
        if sign == '"':
            quoted = not quoted
        elif sign == by and not quoted:
            yield head[start:at]
            start = at + 1
    yield head[start:]


def decoded(text: str, charset: str) -> str:
    """Quoted-printable text as it was."""
    return _in(quopri.decodestring(text.encode("utf-8")), charset)


def _plain(text: str, charset: str) -> str:
    """Text that a program wrote as base64; what is none stays."""
    try:
        return _in(b64decode("".join(text.split()), validate=True), charset)
    except binascii.Error:
        return text


def _in(data: bytes, charset: str) -> str:
    """Bytes as text: in the code page that the line names, if they fit it, else in the likeliest."""
    for page in filter(None, (charset, "utf-8", "cp1252")):
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode(page)
    return data.decode("latin-1")


def escape(text: str) -> str:
    """Text as a value that ``unescape`` gives back."""
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", "\\n")


def unescape(text: str) -> str:
    r"""``\n`` as a line end, ``\,`` and the like as the sign itself."""
    return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text).strip()
