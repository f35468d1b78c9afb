"""Names of months in the languages that exports come in."""

from __future__ import annotations

NAMES = (
    ("jan", "janv", "ene", "gen"),
    ("feb", "fev", "fevr", "febr"),
    ("mar", "marz", "mars", "maerz", "mrz", "mrt", "maa"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mei", "mag", "maj"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dez", "dic"),
)
LONGEST_FIRST = sorted(
    ((name, number) for number, names in enumerate(NAMES, 1) for name in names),
    key=lambda pair: -len(pair[0]),
)


def month_number(folded: str) -> int:
    """1-12 for a month's folded name, long or short, in English, German, French, Spanish, Italian,
    Dutch, or a Scandinavian language. Raises ``ValueError`` for any other word.
    """
    for name, number in LONGEST_FIRST:
        if folded.startswith(name):
            return number
    raise ValueError(folded)
