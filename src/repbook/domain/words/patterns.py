"""Patterns that are compiled when a text has words that they can't do without, and then only.

To compile the hundred and more patterns of a line's head takes ten times as long as to read the line. Which words
each needs follows from the pattern itself: they stand in ``needed.txt``, which ``tests/house/needed.py`` writes
and a test holds in step. A text without them is answered as the pattern would have answered it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from .word_lists import lines_of

Needs = tuple[tuple[str, ...], ...]
"""Lists of words: a text has to have one of each."""

_LIKE = str.maketrans({"ı": "i", "İ": "i", "ſ": "s"})
"""What a pattern takes for a letter, though it is not the same in lower case."""


class Seldom:
    """A pattern for letters of either case that is asked of many texts, and found in few."""

    __slots__ = ("_made", "_needs", "_pieces", "_source")

    def __init__(self, source: str, needs: Needs, pieces: Patterns | None = None) -> None:
        """``pieces`` are the patterns that the source names in braces."""
        self._source, self._needs, self._pieces = source, needs, pieces
        self._made: re.Pattern[str] | None = None

    def may_stand_in(self, text: str) -> bool:
        """Whether a text has the words that it can't do without."""
        if not self._needs:
            return True
        low = _low(text)
        return all(any(map(low.__contains__, words)) for words in self._needs)

    @property
    def made(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        if self._made is None:
            source = self._pieces.piece(self._source) if self._pieces else self._source
            self._made = re.compile(source, re.IGNORECASE)
        return self._made

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """As of a pattern."""
        return self.made.match(text, at) if self.may_stand_in(text) else None

    def search(self, text: str, at: int = 0) -> re.Match[str] | None:
        """As of a pattern."""
        return self.made.search(text, at) if self.may_stand_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of a pattern."""
        return self.made.finditer(text) if self.may_stand_in(text) else iter(())


@lru_cache(maxsize=64)
def _low(text: str) -> str:
    """A text in small letters, each figure a 0."""
    low = text.translate(_LIKE).lower()
    return "".join("0" if sign.isdecimal() else sign for sign in low)


def needs(file: str, name: str) -> Needs:
    """The words that a pattern needs, by its file and its name or its line there."""
    return _needed().get(f"{file} {name}", ())


@cache
def _needed() -> dict[str, Needs]:
    found: dict[str, Needs] = {}
    for line in lines_of("needed"):
        name, *each = line.split("\t")
        found[name] = tuple(tuple(words.split("|")) for words in each)
    return found


class Patterns:
    """The patterns of a file, each by its name and with the pieces that it names: ``Patterns("patterns").MET``."""

    def __init__(self, name: str) -> None:
        self._file = name
        self._pieces: dict[str, str] = {}
        for line in lines_of(name):
            first, tab, rest = line.partition("\t")
            if tab:
                last = first
            self._pieces[last] = rest if tab else self._pieces[last] + line

    def piece(self, text: str) -> str:
        """A text with the pieces that it names in braces."""
        return re.sub(r"\{([A-Z_]+)\}", lambda found: self.piece(self._pieces[found[1]]), text)

    def __getattr__(self, name: str) -> Seldom:
        """A pattern, put together when it is first asked for; letters of either case are the same."""
        if name not in self._pieces:
            raise AttributeError(name)
        made = Seldom(self._pieces[name], needs(self._file, name), self)
        setattr(self, name, made)
        return made

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._pieces)
