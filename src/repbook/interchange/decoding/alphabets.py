"""How much a text looks like human writing: the judge between code pages that decode alike.

Every candidate code page turns the same bytes into some text; only one of them yields words whose
accented letters belong together in one language. The score is a mean per character beyond ASCII.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

COMMON = ("äöüß", "àâæçéèêëîïôœùûüÿ", "áéíóúñüºª", "áâãàçéêíóôõúºª", "àèéìíòóùºª")
"""German, French, Spanish, Portuguese, Italian: believed before the others where both would do."""
RARER = (
    "åäöé",  # Swedish, Finnish
    "æøåéò",  # Danish, Norwegian
    "áéíóúýðþæö",  # Icelandic
    "éëèïöüç",  # Dutch
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîșțşţ",  # Romanian
    "čćđšž",  # Croatian, Slovene
    "çğıöşüİâ",  # Turkish
    "ąčęėįšųūž",  # Lithuanian
    "āčēģīķļņšūž",  # Latvian
    "äõöüšž",  # Estonian
)
LANGUAGES: tuple[tuple[float, frozenset[str]], ...] = (
    *((0.4, frozenset(letters + letters.upper())) for letters in COMMON),
    *((0.3, frozenset(letters + letters.upper())) for letters in RARER),
)
FINALS = re.compile("[ךםןףץ](?=.)")
"""Letters that end a Hebrew word, within one: the bytes are another alphabet's."""
VOWELS = frozenset("аеиоуыэюяіїєαεηιουωάέήίόύώ")
VOWEL_SHARE = 0.45

WORD = re.compile(r"[^\W\d_]+")
QUOTES = frozenset("«»“”„‚’‘…–—")
MARKS = frozenset("€°§©®™½¼¿¡º·•£´²³\xa0")


def script(char: str) -> str:
    """The writing system of a letter, as coarse as the judge needs it."""
    code = ord(char)
    if code < 0x250 or 0x1E00 <= code < 0x1F00:
        return "latin"
    if 0x370 <= code < 0x400:
        return "greek"
    if 0x5D0 <= code < 0x5F5:
        return "hebrew"
    if 0x400 <= code < 0x530:
        return "cyrillic"
    if 0x3040 <= code < 0x3100:
        return "kana"
    if 0xFF61 <= code < 0xFFA0:
        return "half-width"
    if 0x3400 <= code < 0xA000 or 0xAC00 <= code < 0xD7B0:
        return "east-asian"
    return "other"


ALONE = frozenset("àáâäåæèéêìíîòóôöøùúÀÁÂÄÅÆÈÉÊÌÍÓÖØÙÚаеиоувяскіїє")
"""Letters that are words by themselves in some language: none is written as "1.210,00 Ç"."""
CURRENCIES = frozenset("€£¥")
BY_FIGURE = re.compile("[0-9][ \xa0]?[€£¥]|[€£¥][ \xa0]?[0-9]")
"""As "12,50 €" and "£3.00"."""


def _word_score(word: str) -> float:
    """The sum over a word's letters beyond ASCII: about +1 each where the word can be one."""
    if len(word) == 1 and script(word) in {"latin", "cyrillic"} and word not in ALONE:
        return -1.0
    strange = [char for char in word if ord(char) > 127]
    scripts = {script(char) for char in word}
    if scripts & {"half-width", "other"}:
        return -2.0 * len(strange)
    if scripts & {"kana", "east-asian"}:
        if "latin" in scripts:
            return (-3.0 if word[0].isascii() and word[-1].isascii() else -0.5) * len(strange)
        return sum(1.3 if script(char) == "kana" else 0.8 for char in strange)
    if len(scripts) > 1 or _capital_within(word):
        return -3.0 * len(strange)
    if scripts == {"hebrew"}:
        return (-1.0 if FINALS.search(word) else 1.4) * len(strange)
    if "latin" not in scripts:
        vowels = sum(char in VOWELS for char in word.lower()) / len(word)
        return len(strange) * (1.3 - abs(vowels - VOWEL_SHARE))
    if re.search("õ(?!e)", word, re.IGNORECASE):
        return -0.2 * len(strange)  # Portuguese writes õe only: otherwise it is a Hungarian ő
    letters = set(strange)
    return len(strange) * (1.0 if any(letters <= known for _, known in LANGUAGES) else -0.5)


def _is_sign(text: str, found: re.Match[str]) -> bool:
    """Whether a lone letter beyond ASCII stands beside a figure: there it is the sign of a currency, misread."""
    word, start, end = found.group(), found.start(), found.end()
    if len(word) > 1:
        return False
    touching = (text[start - 1 : start], text[end : end + 1])
    beside = (text[max(0, start - 2) : start].strip()[-1:], text[end : end + 2].strip()[:1])
    return any(map(str.isdecimal, beside if word.isupper() else touching))


def _capital_within(word: str) -> bool:
    """A capital beyond ASCII after a word's first letter, though the word is not all capitals."""
    return not word.isupper() and any(ord(char) > 127 and char.isupper() for char in word[1:])


def _mark_score(text: str, at: int) -> float:
    """A sign that is no letter: welcome where a writer would put it, and never within a word."""
    char = text[at]
    before = text[at - 1].isalpha() if at else False
    after = text[at + 1].isalpha() if at + 1 < len(text) else False
    if char in CURRENCIES and BY_FIGURE.search(text[max(0, at - 2) : at + 3]):
        return 1.4
    if char in QUOTES:
        return 1.4 if not (before and after) or char in "’–—" else -2.0
    if char in MARKS:
        return -1.5 if after and char not in "¿¡\xa0·" else 0.2
    if unicodedata.category(char) in {"Lo", "Mn", "Lm"} or "\u3000" <= char <= "\u303f":
        return 0.2
    return -2.5


def likeness(text: str) -> float:
    """How much ``text`` looks like writing: about 1 is sure, below 0 is the wrong code page."""
    strange = sum(ord(char) > 127 for char in text)
    if not strange:
        return 1.0
    total = 0.0
    letters: Counter[str] = Counter()
    for found in WORD.finditer(text):
        word = found.group()
        if not word.isascii():
            total += -1.0 if _is_sign(text, found) else _word_score(word)
            letters.update(char for char in word if ord(char) > 127)
    for at, char in enumerate(text):
        if ord(char) > 127 and not char.isalpha():
            total += _mark_score(text, at)
    if letters:
        total += max(
            weight * sum(letters[char] for char in language) for weight, language in LANGUAGES
        )
    return total / strange
