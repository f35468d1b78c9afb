"""UTF-8 that was taken for cp1252 and encoded once more: "SÃ£o" for "São". It is read for what it was, and told."""

from __future__ import annotations

import re

from ...wording import count

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
