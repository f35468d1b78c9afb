"""How letters are read: lines, figures, phrases that stand by themselves, and the words of rows struck out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .letter_material import Draft

FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")
GAP = " \u241f "
"""Stands where the words of a row stood."""


def lines_of(draft: Draft) -> list[tuple[int, str]]:
    """The lines of a letter with their numbers; 0 is the subject."""
    return [(0, draft.subject), *enumerate(draft.body.split("\n"), 1)]


def holds(line: str, text: str) -> bool:
    """Whether a text stands in a line, whatever its case and white space."""
    return " ".join(text.casefold().split()) in " ".join(line.casefold().split())


def figures_in(texts: Iterable[str]) -> set[str]:
    """The figures that stand in texts."""
    return {bare_figure(figure) for text in texts for figure in FIGURE.findall(text)}


def bare_figure(figure: str) -> str:
    """A figure without leading zeros, as it is compared."""
    return figure.lstrip("0") or "0"


@lru_cache(maxsize=512)
def whole(phrase: str) -> str:
    """A pattern for a phrase that stands by itself, whatever white space parts its words."""
    body = r"\s+".join(re.escape(part) for part in phrase.split())
    return rf"(?<![\w]){body}(?![\w])"


def found(phrases: Iterable[str], text: str) -> list[str]:
    """The phrases that stand in a text, in the order of the list."""
    low = text.casefold()
    return [
        phrase
        for phrase in phrases
        if phrase.split(" ")[0] in low and re.search(whole(phrase), low)
    ]


def without(phrases: Iterable[str], text: str) -> str:
    """A text with a gap where any of the phrases stood."""
    for phrase in found(phrases, text):
        text = re.sub(whole(phrase), GAP, text, flags=re.IGNORECASE)
    return text


class Strike:
    """Takes the rows' own words out of a line, the longest first, so that the rest is the writer's."""

    def __init__(self, texts: Iterable[str]) -> None:
        known = {" ".join(text.split()) for text in texts}
        self.texts = sorted((text for text in known if text), key=len, reverse=True)

    def __call__(self, line: str) -> str:
        line = " ".join(line.split())
        for text in self.texts:
            if text.casefold() in line.casefold():
                line = re.sub(whole(text), GAP, line, flags=re.IGNORECASE)
        return line
