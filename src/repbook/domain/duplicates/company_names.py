"""Company names compared: legal forms, accents, and the order of words aside; one slip of the pen; and never a number.

What is found here is only ever suggested to the rep (many near names are two: "Store 12" and "Store 13").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from ...values import NamedTuple
from ...wording import fold
from ..words.word_lists import WordLists

COMPANIES = WordLists("companies")

LETTERS_APART = re.compile(r"\b(?:[^\W\d_]\.\s?){1,5}(?:[^\W\d_]\b\.?)")
SPELT = (
    *(("sp. z o.o.", "spzoo"), ("sp. z o. o.", "spzoo"), ("s.a. de c.v.", "sadecv")),
    *(("s.a r.l.", "sarl"), ("s. r. o.", "sro"), ("a/s", "as")),
)
NOT_WORD = re.compile(r"[\W_]+")
FIGURES = re.compile(r"[0-9]+")
NUMERAL = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
"""A small Roman number."""
SLIPPED = 4
"""The least letters of a word in which one of them may be a slip."""
SHORTEST = 7
"""The least letters of a whole name in which one of them may be a slip."""

_DIGRAPHS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe", "ß": "ss"}
)


SURE = 3
"""So many letters has a legal form that is nobody's name; a shorter one is written in capitals."""


def is_of_firm(name: str) -> bool:
    """Whether a name can only be that of a firm: by its legal form, its trade, or its "& Sons"."""
    words = [word for word in NOT_WORD.split(fold(name)) if word]
    if len(words) < 2:
        return False
    named, comma, _ = name.partition(",")
    if comma and is_of_firm(named):
        return True  # "Kelder AS, avd. Vest"
    form = fold(name).replace(".", "").split()[-1]
    written = name.replace(".", "").split()[-1]
    if form in COMPANIES.LEGAL_FORMS and (len(form) >= SURE or written.isupper()):
        return True
    joined = words[-1] in COMPANIES.AND_WHO and ("&" in name or words[-2] in COMPANIES.AND)
    ends = tuple(COMPANIES.TRADE_ENDS)
    return joined or any(word in COMPANIES.TRADES or word.endswith(ends) for word in words)


class Alike(IntEnum):
    """How alike two names are."""

    NOT = 0
    PART = 1
    """One begins with the other."""
    NEAR = 2
    """One slip apart."""
    FORM = 3
    """The same but for legal forms, accents, blanks, or the order of words."""
    SAME = 4


class Likeness(NamedTuple):
    """How alike two names are, in words; ``other_forms`` where each has a legal form of its own."""

    alike: Alike
    words: str = ""
    other_forms: bool = False


NOT_ALIKE = Likeness(Alike.NOT)


@lru_cache(maxsize=65_536)
def bare(name: str) -> str:
    """A company name by which two spellings of one firm are equal: folded, no punctuation, and no
    legal forms at its end or start. A name that is nothing but a legal form keeps it.
    """
    return " ".join(_parted(name)[0])


def is_bare_of(name: str, other: str) -> bool:
    """Whether two names are equal ``bare``; most are told apart by the first word of the one, which the other lacks."""
    mine = bare(name)
    return mine.partition(" ")[0] in NOT_WORD.sub("", fold(other)) and mine == bare(other)


def spellings(name: str) -> tuple[str, ...]:
    """The bare name, with umlauts as one letter and as two, words in the order of the alphabet."""
    found = [bare(name)]
    if not name.isascii():
        found.append(bare(spelt_out(name)))
    return tuple(dict.fromkeys("".join(sorted(one.split())) for one in found))


def slips(name: str) -> Iterator[str]:
    """The bare name with each of its letters left out: two names of one slip share one of them."""
    whole = bare(name).replace(" ", "")
    yield whole
    if len(whole) >= SHORTEST:
        for at in range(len(whole)):
            yield whole[:at] + whole[at + 1 :]


def numbered_apart(name: str, other: str) -> bool:
    """Whether figures tell the names apart: "Store 12", "Store 13", "Plant II", and "Plant"."""
    return _figures(name) != _figures(other)


def likeness(name: str, other: str) -> Likeness:
    """How alike two names of companies are, and why."""
    if numbered_apart(name, other):
        return NOT_ALIKE
    if fold(name) == fold(other):
        return Likeness(Alike.SAME, "same name")
    (mine, my_forms), (its, its_forms) = _parted(name), _parted(other)
    if set(spellings(name)) & set(spellings(other)) or "".join(mine) == "".join(its):
        forms = [
            word for word in (*my_forms, *its_forms) if (word in my_forms) != (word in its_forms)
        ]
        said = " and ".join(dict.fromkeys(_as_written(form, name, other) for form in forms))
        words = f"same name but for {said}" if said else "same name, written otherwise"
        return Likeness(Alike.FORM, words, other_forms=bool(my_forms and its_forms and forms))
    slipped = _slipped(mine, its)
    if slipped:
        mine_said, its_said = _as_written(slipped[0], name), _as_written(slipped[1], other)
        return Likeness(Alike.NEAR, f"one letter's difference, {mine_said} and {its_said}")
    short, long = sorted((mine, its), key=len)
    if len(" ".join(short)) >= SLIPPED and long[: len(short)] == short:
        return Likeness(Alike.PART, "one name begins with the other")
    return NOT_ALIKE


@lru_cache(maxsize=65_536)
def _parted(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name, and its legal forms."""
    text = fold(name)
    for spelling, form in SPELT:
        text = text.replace(spelling, form)
    text = LETTERS_APART.sub(lambda found: re.sub(r"[.\s]", "", found.group()), text)
    text = text.replace("'", "").replace("’", "").replace("&", " ").replace("+", " ")
    words = NOT_WORD.sub(" ", text).split()
    kept = [word for word in words if word not in COMPANIES.AND] or words
    forms: list[str] = []
    while len(kept) > 1 and kept[-1] in COMPANIES.LEGAL_FORMS:
        forms.insert(0, kept.pop())
    while len(kept) > 1 and kept[0] in COMPANIES.LEGAL_FORMS:
        forms.append(kept.pop(0))
    return tuple(kept), tuple(forms)


def _as_written(form: str, *names: str) -> str:
    """A word, or a legal form, as one of the names writes it: Ltd for ltd."""
    for name in names:
        for word in name.split():
            if NOT_WORD.sub("", fold(word)) == form:
                return word.strip(",;() ").removesuffix(".")
    return form.upper() if len(form) <= 3 else form.capitalize()


def _slipped(mine: tuple[str, ...], its: tuple[str, ...]) -> tuple[str, str] | None:
    """The two words that differ by one slip, where all others are equal."""
    if len(mine) != len(its) or min(map(len, map("".join, (mine, its)))) < SHORTEST:
        return None
    apart = [(a, b) for a, b in zip(mine, its, strict=True) if a != b]
    return apart[0] if len(apart) == 1 and one_slip(*apart[0]) else None


def one_slip(word: str, other: str, least: int = SLIPPED) -> bool:
    """Whether two words are one slip apart: a letter more, another letter, or two of them changed about.

    The first letter is no slip ("Mill" and "Hill" are two), nor is one of a word with fewer than ``least`` letters.
    """
    if min(len(word), len(other)) < least or word[0] != other[0] or word == other:
        return False
    if len(word) != len(other):
        short, long = sorted((word, other), key=len)
        return len(long) - len(short) == 1 and any(
            long[:at] + long[at + 1 :] == short for at in range(len(long))
        )
    apart = [at for at, (a, b) in enumerate(zip(word, other, strict=True)) if a != b]
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        first, second = apart
        return word[first] == other[second] and word[second] == other[first]
    return len(apart) == 1


@lru_cache(maxsize=65_536)
def _figures(name: str) -> tuple[str, ...]:
    """The numbers in a name, also small Roman ones; a single letter at its end counts, too ("Plant B")."""
    words = bare(name).split()
    found = [figure.lstrip("0") for word in words for figure in FIGURES.findall(word)]
    found += [word for word in words[1:] if NUMERAL.fullmatch(word)]
    last = words[-1] if len(words) > 1 else ""
    return (*found, *([last] if len(last) == 1 and last.isalpha() and last not in found else []))


def spelt_out(name: str) -> str:
    """A name with its umlauts in two letters: Müller is mueller."""
    from unicodedata import normalize

    return normalize("NFC", name).casefold().translate(_DIGRAPHS)
