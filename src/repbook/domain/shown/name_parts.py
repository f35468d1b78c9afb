"""The parts of a person's name, for address books: told apart where a file did not tell them (§7).

Only signs that are sure are gone by: titles before and after, small words that belong to a family name
(van, de la), a comma, and writing in which the family's name comes first.
"""

from __future__ import annotations

import re
from functools import cache

from ...values import NamedTuple


class NameParts(NamedTuple):
    """What stands before a name, the given, middle and family names, and what stands behind."""

    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""


NO_PARTS = NameParts()
BEFORE = frozenset(
    (
        *(
            "dr",
            "prof",
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "sir",
            "dame",
            "herr",
            "frau",
            "dipl-ing",
            "dkfm",
        ),
        *(
            "mme",
            "mlle",
            "sra",
            "srta",
            "dott",
            "dottssa",
            "sigra",
            "avv",
            "dhr",
            "mevr",
            "mw",
            "mgr",
            "capt",
            "sgt",
        ),
    )
)
"""Titles, compared without points and in small letters."""
ADDRESSED = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mister", "herr", "frau", "hr", "herrn", "monsieur", "madame"),
        *("mme", "mlle", "señor", "señora", "sra", "srta", "signor", "signora", "sigra", "senhor"),
        *("senhora", "dhr", "mevr", "mevrouw", "mw", "pan", "pani"),
    )
)
"""How somebody is addressed, which is no part of a name; "Dr" stays."""
ADDRESSED_POINTED = frozenset(("sig", "sr", "m", "fr"))
"""And only where they have their point."""
BEFORE_POINTED = frozenset(
    ("m", "fr", "gen", "col", "lt", "maj", "mag", "hon", "ing", "rev", "sig", "st")
)
"""Titles only where they have their point: without one they may be a name."""
BEHIND = frozenset(
    (
        *(
            "sen",
            "jun",
            "jr",
            "sr",
            "jnr",
            "snr",
            "ii",
            "iii",
            "iv",
            "esq",
            "mba",
            "emba",
            "phd",
            "dphil",
        ),
        *(
            "dds",
            "dvm",
            "llm",
            "llb",
            "bsc",
            "beng",
            "msc",
            "meng",
            "cpa",
            "cfa",
            "pmp",
            "obe",
            "mbe",
            "cbe",
        ),
        *("dipl-ing", "rph"),
    )
)
"""Compared without points and in small letters; "V" and "I" are left to be initials."""
BEHIND_CAPITALS = frozenset(
    ("MD", "RN", "JD", "BA", "BS", "MA", "MS", "PE", "MED", "BED", "FCA", "ACA", "RET")
)
"""Degrees only in capitals and behind two words: Jack Ma has none."""
SMALL = frozenset(
    (
        *(
            "van",
            "von",
            "vom",
            "zu",
            "zum",
            "zur",
            "auf",
            "der",
            "den",
            "dem",
            "ter",
            "ten",
            "te",
            "'t",
            "op",
        ),
        *(
            "de",
            "del",
            "della",
            "dello",
            "dei",
            "degli",
            "di",
            "da",
            "das",
            "do",
            "dos",
            "du",
            "des",
            "la",
        ),
        *(
            "las",
            "los",
            "le",
            "les",
            "lo",
            "bin",
            "ibn",
            "bint",
            "al",
            "el",
            "af",
            "av",
            "ap",
            "st",
            "saint",
        ),
    )
)
"""Words that begin a family name of several."""
CASED = frozenset(
    ("van", "von", "de", "del", "della", "di", "da", "du", "la", "le", "st", "saint", "el", "al")
)
"""Of these, those that also stand with a capital (Vincent Van Gogh)."""
WORD = re.compile(r"[^\W\d_]+(?:[-.'’][^\W\d_]+)*\.?")
AND = frozenset(("y", "i", "e"))


@cache
def _east() -> re.Pattern[str]:
    """Compiled for the first name that may need it: so wide a set of signs takes as long as reading a page."""
    return re.compile(
        r"[\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff・\s]+"
    )


def family_first(name: str) -> bool:
    """Whether a name is written in Chinese, Japanese, or Korean, where the family comes first."""
    return not name.isascii() and bool(name.strip()) and _east().fullmatch(name) is not None


def addressed(name: str) -> str:
    """A whole name without the Mr or Frau before it; "Frau Lee" and "Mr and Mrs Park" stay as they are."""
    words = name.split()
    at = 0
    while at < len(words) and _is_addressed(words[at]):
        at += 1
    left = words[at:]
    if not at or len(_before(left)[1]) < 2 or left[0].casefold() in ("and", "und", "et", "&", "y"):
        return name
    return " ".join(left)


def _is_addressed(word: str) -> bool:
    bare = _bare(word)
    return bare in ADDRESSED or (word.endswith(".") and bare in ADDRESSED_POINTED)


def cut(name: str) -> NameParts:
    """The parts of a name as it is shown; one word alone is the family's."""
    if family_first(name):
        family, _, given = name.strip().partition(" ")
        return NameParts(family=family, given=given.strip())
    if not any(map(str.isalpha, name)):
        return NameParts(family=name.strip())  # a number that somebody is kept under
    head, behind = _behind(name.split())
    before, words = _before(head)
    prefix, suffix = " ".join(before), " ".join(behind).lstrip(", ")
    comma = next((at for at, word in enumerate(words[:-1]) if word.endswith(",")), None)
    if comma is not None and all(map(WORD.fullmatch, words[comma + 1 :])):
        family = " ".join(words[: comma + 1]).rstrip(",")
        before, rest = _before(words[comma + 1 :])
        prefix = " ".join(filter(None, (prefix, *before)))
        given, middle = (rest[0], " ".join(rest[1:])) if rest else ("", "")
        return NameParts(prefix, given, middle, family, suffix)
    at = _family(words)
    given, middle = " ".join(words[:1]) if at else "", " ".join(words[1:at])
    return NameParts(prefix, given, middle, " ".join(words[at:]), suffix)


def _bare(word: str) -> str:
    return word.replace(".", "").strip(",").casefold()


def _before(words: list[str]) -> tuple[list[str], list[str]]:
    """The titles before a name; a name that is nothing else keeps its last word."""
    at = 0
    while at < len(words) - 1 and _title(words[at]):
        at += 1
    return words[:at], words[at:]


def _title(word: str) -> bool:
    return _bare(word) in BEFORE or (word.endswith(".") and _bare(word) in BEFORE_POINTED)


def _behind(words: list[str]) -> tuple[list[str], list[str]]:
    """What stands behind a name: degrees, junior and senior, a remark in brackets."""
    at = len(words)
    while at > 1:
        many = _bracketed(words, at) or int(_degree(words[at - 1], words[at - 2], at))
        if not many:
            break
        at -= many
    head = words[:at]
    if at < len(words):
        head[-1] = head[-1].rstrip(",")
    return head, words[at:]


def _degree(word: str, before: str, place: int) -> bool:
    plain = word.replace(".", "").strip(",")
    if plain.casefold() in BEHIND:
        return True
    return plain in BEHIND_CAPITALS and (before.endswith(",") or place > 2)


def _bracketed(words: list[str], at: int) -> int:
    """How many words a remark in brackets has that ends just before ``at``; 0 where none does."""
    if not words[at - 1].endswith(")"):
        return 0
    start = next((place for place in range(at - 1, 0, -1) if words[place].startswith("(")), 0)
    return at - start if start else 0


def _family(words: list[str]) -> int:
    """Where the family's name begins."""
    last = len(words) - 1
    if last < 1:
        return 0
    at = last
    if last >= 3 and words[last - 1] in AND:
        at = last - 2
    for place in range(1, at):
        word = words[place]
        if word in SMALL or (word[:1].isupper() and _bare(word) in CASED):
            return place
    return at


def called(name: str) -> str:
    """What to call somebody in a line: the first name, behind a title the last: ``Jo``, ``Dr Reyes``."""
    first, *rest = name.split() or [""]
    titled = rest and first.rstrip(".").casefold() in BEFORE
    return f"{first} {rest[-1]}" if titled else first
