"""Somebody's name in a text: found whatever its case and its accents, as whole words; and taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ...domain.duplicates.company_names import bare
from ...wording import fold
from .columns import ERASED, WORDS

LEAST = 3
"""A name of fewer letters is looked for only as it was typed."""
WHOLE, LONG, BEGINNING = 6, 16, 24
"""A text of so many signs is looked for in a file; one of so many may tell who it is about, and then by how it begins."""
BREAKS = re.compile(r'["\\\n\r\t]+')


class Names:
    """Names that are looked for in texts."""

    def __init__(self, names: Iterable[str]) -> None:
        self._keys = {key for name in names for key in _spellings(name)}
        those = "|".join(re.escape(key) for key in sorted(self._keys, key=len, reverse=True))
        self._found = re.compile(rf"(?<!\w)(?:{those})(?!\w)") if self._keys else None

    def __bool__(self) -> bool:
        return self._found is not None

    def are_in(self, text: str) -> bool:
        """Whether a text holds one of them."""
        return any(True for _ in self.spans(text))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where they stand in a text."""
        if self._found is None or not text:
            return
        quick = fold(text)
        if not any(key in quick for key in self._keys):
            return  # nearly always: sign by sign takes its time
        folded, places = _folded(text)
        for found in self._found.finditer(folded):
            yield places[found.start()], places[found.end() - 1] + 1

    def without(self, text: str) -> str:
        """The text with a word in place of each."""
        for start, end in reversed(list(self.spans(text))):
            text = f"{text[:start]}{ERASED}{text[end:]}"
        return text


def _spellings(name: str) -> set[str]:
    """A name as it may stand in a text: whole, or a company without its legal form."""
    whole = fold(name)
    short = bare(name)
    found = {whole} if whole else set()
    if len(short) >= LEAST and " " in short:
        found.add(short)
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """A text sign by sign as names are compared, and where each of its signs stands in the text."""
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        for one in " " if sign.isspace() else fold(sign):
            if one == " " and signs and signs[-1] == " ":
                continue
            signs.append(one)
            places.append(at)
    return "".join(signs), places


def only_theirs(connection: Any, texts: Iterable[str]) -> tuple[str, ...]:
    """Of texts that went those by which somebody is known: long ones, that stand with nobody else."""
    long = {text for text in texts if len(text) >= LONG}
    for table, columns in WORDS.items() if long else ():
        for column in columns:
            rows = connection.execute(f'SELECT DISTINCT "{column}" FROM "{table}"')
            long.difference_update(row[0] for row in rows)
    return pieces(long)


def pieces(texts: Iterable[str]) -> tuple[str, ...]:
    """Each of these texts that is long enough to be looked for, in one piece as it stands in a file."""
    found = set()
    for text in texts:
        piece = max(BREAKS.split(text), key=len).strip()
        if len(piece) >= WHOLE:
            found.add(piece)
    return tuple(sorted(found, key=len, reverse=True))


def holds(text: str, pieces: Iterable[str]) -> bool:
    """Whether a text that the program made holds one of these, or how it begins."""
    return any(piece[:BEGINNING] in text for piece in pieces)
