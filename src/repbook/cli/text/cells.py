"""Text in terminal cells: how wide it is, padded, and wrapped."""

from __future__ import annotations


def width(text: str) -> int:
    """How many cells a text takes: wide letters two, marks on other letters none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(char) in ("Mn", "Me", "Cf") else 2 if east_asian_width(char) in "WF" else 1
        for char in text
    )


def fit(text: str, cells: int) -> str:
    """Exactly ``cells`` cells: padded, or cut with an ellipsis."""
    gap = cells - width(text)
    if gap >= 0:
        return text + " " * gap
    if cells < 2:
        return "…"[:cells]
    kept = _parts(text, cells - 1)[0]
    return fit(f"{kept}…", cells)


def wrap(text: str, cells: int) -> list[str]:
    """The lines of a text that is broken between words, and within a word that no line can hold."""
    lines = [""]
    for word in text.split():
        for part in _parts(word, cells):
            joined = f"{lines[-1]} {part}" if lines[-1] else part
            if width(joined) <= cells:
                lines[-1] = joined
            else:
                lines.append(part)
    return lines


def _parts(word: str, cells: int) -> list[str]:
    """A word in pieces that each fit a line."""
    parts = [""]
    for char in word:
        if width(parts[-1] + char) > cells:
            parts.append("")
        parts[-1] += char
    return parts
