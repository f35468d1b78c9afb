"""Lines of calendars and address cards: values escaped, long lines folded (RFC 5545, RFC 6350)."""

from __future__ import annotations

from ...wording import clean

FOLD = 75
"""Bytes of a line, its end not counted (RFC 5545, 3.1)."""


def text(value: str) -> str:
    r"""A person's text as a value: ``\``, ``;`` and ``,`` escaped, line ends as ``\n`` (3.3.11)."""
    kept = clean(value, lines=True).replace("\t", " ")
    for sign in "\\;,":
        kept = kept.replace(sign, f"\\{sign}")
    return kept.replace("\n", "\\n")


def folded(line: str) -> str:
    """A line with its end, broken where it is longer than 75 bytes; never within a character."""
    if len(line) < FOLD and line.isascii():
        return f"{line}\r\n"
    if line.isascii():
        rest = (line[at : at + FOLD - 1] for at in range(FOLD, len(line), FOLD - 1))
        return "\r\n ".join((line[:FOLD], *rest)) + "\r\n"
    parts, size = [""], 0
    for char in line:
        more = len(char.encode())
        if size + more > FOLD:
            parts.append("")
            size = 1  # the space that a line going on begins with
        parts[-1] += char
        size += more
    return "\r\n ".join(parts) + "\r\n"
