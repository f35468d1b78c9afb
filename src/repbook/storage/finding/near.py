"""Names that are spelt nearly as what was typed: for a question, never to file on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...wording import fold

NEAR_ENOUGH, MOST_NEAR = 80, 3
"""How alike two names are, of 100, so that one may be a slip for the other."""


def near(words: str, names: Sequence[str]) -> list[int]:
    """The places of the folded names that come nearest to what was typed, nearest first."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    wanted = fold(words)
    if len(wanted) < 3:
        return []
    parts = [(part, at) for at, name in enumerate(names) for part in _parts(name)]
    found = extract(
        wanted, [part for part, _ in parts], scorer=ratio, score_cutoff=NEAR_ENOUGH, limit=20
    )
    ranked = sorted((-score, names[parts[place][1]], parts[place][1]) for _, score, place in found)
    return list(dict.fromkeys(at for _, _, at in ranked))[:MOST_NEAR]


def _parts(folded: str) -> Iterator[str]:
    """A name, and what of it a rep types: its words, and its beginnings of several words."""
    words = re.findall(r"\S+", folded)
    yield folded
    yield from words
    yield from (" ".join(words[:size]) for size in range(2, len(words)))
