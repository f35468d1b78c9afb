"""Lists of words in text files beside this one: a rep's language is data, not code.

A line that begins with "# " is a remark, one in brackets the heading of a list. Among the words a "_" stands
for the blank within a phrase, and a heading for all words of its list.
"""

from __future__ import annotations

from collections.abc import Iterator, KeysView
from pathlib import Path


class WordLists:
    """The lists of a file, each by its heading and in its order: ``WordLists("signs").UNITS``."""

    def __init__(self, name: str, *, beside: str = __file__) -> None:
        lists: dict[str, dict[str, None]] = {}
        for line in lines_of(name, beside):
            if line.startswith("["):
                words = lists[line.strip("[]")] = {}
                continue
            for word in line.split():
                words |= lists.get(word) or {word.replace("_", " "): None}
        vars(self).update((heading, words.keys()) for heading, words in lists.items())

    def __getattr__(self, heading: str) -> KeysView[str]:
        """Only a heading that is not in the file comes here."""
        raise AttributeError(heading)

    def __iter__(self) -> Iterator[str]:
        """The headings."""
        return iter(vars(self))


def pairs(name: str) -> dict[str, str]:
    """A file of two columns with a tab between them, by what stands in the first."""
    return dict(two_columns(name))


def two_columns(name: str) -> list[tuple[str, str]]:
    """The lines of a file of two columns, in their order."""
    return [(first, rest) for first, _, rest in (line.partition("\t") for line in lines_of(name))]


def lines_of(name: str, beside: str = __file__) -> list[str]:
    """The lines of ``<name>.txt`` beside a module, without remarks and empty ones."""
    text = Path(beside).with_name(f"{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("# ")]
