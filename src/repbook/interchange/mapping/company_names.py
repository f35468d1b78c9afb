"""Company names compared: legal forms and accents aside, and a strict look for likely duplicates.

What is found here is only ever suggested to the rep; nothing is merged on a likeness (EXAMPLES of
near names are many: "Store 12" and "Store 13" are two customers).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from ...wording import fold as fold  # noqa: PLC0414  names are folded where they are compared
from .record_words import WORDS

LETTERS_APART = re.compile(r"\b(?:[^\W\d_]\.\s?){1,5}(?:[^\W\d_]\b\.?)")
SPELT = (
    *(("sp. z o.o.", "spzoo"), ("sp. z o. o.", "spzoo"), ("s.a. de c.v.", "sadecv")),
    *(("s.a r.l.", "sarl"), ("s. r. o.", "sro"), ("a/s", "as")),
)
NOT_WORD = re.compile(r"[\W_]+")
LIKELY = 93
SHORTEST = 5
STEM = 3


@lru_cache(maxsize=65_536)
def bare(name: str) -> str:
    """A company name by which two spellings of one firm are equal: folded, no punctuation, and no
    legal forms at its end or start. A name that is nothing but a legal form keeps it.
    """
    text = fold(name)
    for spelling, form in SPELT:
        text = text.replace(spelling, form)
    text = LETTERS_APART.sub(lambda found: re.sub(r"[.\s]", "", found.group()), text)
    text = text.replace("'", "").replace("’", "").replace("&", " ").replace("+", " ")
    words = NOT_WORD.sub(" ", text).split()
    kept = [word for word in words if word not in WORDS.AND] or words
    while len(kept) > 1 and kept[-1] in WORDS.LEGAL_FORMS:
        kept.pop()
    while len(kept) > 1 and kept[0] in WORDS.LEGAL_FORMS:
        kept.pop(0)
    return " ".join(kept)


def likely_same(
    names: Sequence[str], others: Sequence[str] | None = None
) -> tuple[tuple[str, str], ...]:
    """Pairs that may be one customer: (a name, one of ``others``), in the order of ``names``.

    Without ``others``, pairs within ``names``. Names that fold alike are the same to everybody and
    are not listed. Figures must agree, and short names be equal but for their legal form.
    """
    from rapidfuzz.fuzz import token_sort_ratio
    from rapidfuzz.process import extract

    pool = names if others is None else others
    keys = [bare(other) for other in pool]
    near = _by_stem(keys)
    pairs: list[tuple[str, str]] = []
    for at, name in enumerate(names):
        key = bare(name)
        places = sorted({place for stem in _stems(key) for place in near.get(stem, ())})
        if others is None:
            places = [place for place in places if place > at]
        choices = {place: keys[place] for place in places}
        cutoff = LIKELY if len(key) >= SHORTEST else 100
        for _, _, place in extract(
            key, choices, scorer=token_sort_ratio, score_cutoff=cutoff, limit=5
        ):
            if fold(pool[place]) != fold(name) and _figures(keys[place]) == _figures(key):
                pairs.append((name, pool[place]))
    return tuple(dict.fromkeys(pairs))


def _by_stem(keys: Sequence[str]) -> dict[str, list[int]]:
    """Places by the first letters of each word: only names that share one are compared."""
    near: defaultdict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        for stem in _stems(key):
            near[stem].append(place)
    return near


def _stems(key: str) -> set[str]:
    return {word[:STEM] for word in key.split()}


def _figures(key: str) -> list[str]:
    return re.findall(r"[0-9]+", key)
