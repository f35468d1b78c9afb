"""Clear praise in words: that they would recommend us (R96). What is praise by its kind is counted in ``customer_facts_sql``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ...wording import fold

_RECOMMENDS = (
    r"(?P<who>\b\w+ )?(?:\b(?:would|will|can only|happy to|glad to|gladly|likely to)|'d|'ll)(?: \w+ly| only| always)? recommend\b"
    r"|\brecommend(?:s|ed|ing)? (?:us|you|our)\b"
    r"|\brecommend(?:s|ed|ing)? (?:\w+ ){1,4}to (?:any|every|others?\b|all\b|friends?\b|a friend|colleagues?\b|a colleague|the trade)"
)
_DENIED = r"(?:\bnot|n't|\bnever|\bnobody|\bhardly)(?: \w+){0,3} ?$"
_DEPENDS = r"\b(?:if|whether|unless)\b|\bnot recommend|n't recommend|\bnever recommend"
_OURS = ("i ", "we ")


def recommends(text: str) -> bool:
    """Whether a text says that they would recommend us, and neither denies it nor makes it depend on something."""
    said = fold(text).replace("’", "'")
    for sentence in re.split(r"[.;!\n]", said):
        if re.search(_DEPENDS, sentence):
            continue
        for found in re.finditer(_RECOMMENDS, sentence):
            who = found.group("who") or ""
            if who not in _OURS and not re.search(_DENIED, sentence[: found.start()] + who):
                return True
    return False


def latest(rows: Iterable[tuple[date, str]]) -> date | None:
    """The last day on which somebody said so."""
    told = (on for on, text in rows if "recommend" in text.lower() and recommends(text))
    return max(told, default=None)
