"""The words that each pattern of a line's head can't do without, read out of the patterns themselves.

``python tests/house/needed.py`` writes ``domain/words/needed.txt``; a test holds it against them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from re import _constants as C  # noqa: N812 # as Python's own reader of patterns calls them
from re import _parser as reader
from typing import Any

from repbook.domain import words
from repbook.domain.words.patterns import Patterns
from repbook.domain.words.word_lists import two_columns

NEEDED = Path(words.__file__).with_name("needed.txt")
HEAD = """\
# The words that a pattern can't do without: its file, its name or its line there, and of each list one has to stand
# in a text, in small letters, a figure being 0. Written by tests/house/needed.py; not by hand.
"""
Words = frozenset[str]


def lines() -> str:
    """The file as it has to be."""
    return HEAD + "".join(
        "\t".join([name, *("|".join(sorted(each)) for each in found)]) + "\n"
        for name, pattern in _patterns()
        if (found := needed(pattern))
    )


def needed(pattern: str) -> list[Words]:
    """Of each of these lists a text that matches has a word."""
    found = {_shortest(each) for each in _of(reader.parse(pattern, re.IGNORECASE))}
    kept = [each for each in found if min(map(len, each)) > 1 or "0" in each]
    return sorted(kept, key=lambda each: (_worth(each), sorted(each)), reverse=True)


def _patterns() -> Iterator[tuple[str, str]]:
    pieces = Patterns("patterns")
    for number, (_, pattern) in enumerate(two_columns("phrases")):
        yield f"phrases {number}", pieces.piece(pattern)
    for file in ("patterns", "heard"):
        for name in Patterns(file):
            yield f"{file} {name}", Patterns(file).piece(f"{{{name}}}")


def _of(parsed: Iterable[tuple[Any, Any]]) -> list[Words]:
    """What a sequence needs: its letters that stand together, and what its parts need."""
    found: list[Words] = []
    letters = ""
    for what, of in parsed:
        if what is C.LITERAL and chr(of).isascii() and not chr(of).isdigit():
            letters += chr(of).lower()
            continue
        found += [frozenset((letters,))] if letters else []
        letters = ""
        found += _part(what, of)
    return found + ([frozenset((letters,))] if letters else [])


def _part(what: Any, of: Any) -> list[Words]:
    if what is C.SUBPATTERN:
        return _of(of[3])
    if what is C.BRANCH:
        ways = [_of(way) for way in of[1]]
        return [frozenset().union(*(max(way, key=_worth) for way in ways))] if all(ways) else []
    if what in (C.MAX_REPEAT, C.MIN_REPEAT):
        return _of(of[2]) if of[0] else []
    if what is C.ASSERT and of[0] > 0:
        return _of(of[1])
    return _one_of(of) if what is C.IN else []


def _one_of(signs: Iterable[tuple[Any, Any]]) -> list[Words]:
    said = set()
    for what, sign in signs:
        if what is C.CATEGORY and sign is C.CATEGORY_DIGIT:
            said.add("0")
        elif what is C.LITERAL and chr(sign).isascii():
            said.add("0" if chr(sign).isdigit() else chr(sign).lower())
        else:
            return []
    return [frozenset(said)]


def _worth(each: Words) -> tuple[int, int]:
    """The longer the words, and the fewer of them, the seldomer a text has one."""
    return min(map(len, each)), -len(each)


def _shortest(each: Words) -> Words:
    return frozenset(
        word for word in each if not any(other != word and other in word for other in each)
    )


if __name__ == "__main__":
    NEEDED.write_text(lines(), "utf-8")
