"""Columns that bear one word that nobody knows beside words that everybody does: "Prénom (Employé 1)", "Gérant - Nom".

A word that heads a name and ways to reach them is what somebody is; the columns are read as those of a contact. One
that heads no more than a name, where nothing else names a firm, is what the customers are called: "BP Name".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..headed.headings import bare, fields_of, key, tokens_of, word_of
from ..mapping.layout import base_of
from ..mapping.record_words import WORDS
from .beside_columns import GENERIC
from .column_values import TEXTS, Look

PARTS = frozenset(("first name", "last name"))
NAMED = PARTS | {"name"}
OF_THEM = NAMED | {"e-mail", "phone", "mobile", "role"}
FIRST = 3
"""The name of a customer stands among the first columns."""
PLACED = frozenset(
    ("street", "city", "postcode", "place", "phone", "mobile", "e-mail", "company id")
)
OTHERS = frozenset((*WORDS.OF_OTHERS, *WORDS.OF_BILLING, *WORDS.OF_SHIPPING, *WORDS.OF_MAILING))
NEVER = frozenset((Look.DAYS, Look.DIGITS, Look.FLAGS, Look.MAILS))
"""What is nobody's name."""
KNOWN = frozenset((*WORDS.CONTACT_WORDS, *WORDS.ORDINALS))
"""Words of whom everybody knows which contact they mean: "Secondary Contact"."""
Group = tuple[str, ...]


def told_apart(header: Sequence[str], looks: Sequence[Look]) -> tuple[str, ...]:
    """The header, with a plain word in place of those that nobody knows."""
    known = fields_of(header)
    names = list(header)
    firm = "company" in known.values()
    named = "name" in known.values()
    besides = "2" if named or set(known.values()) >= PARTS else ""
    for whose, columns in _groups(header, known).items():
        fields = set(columns.values())
        if any(looks and looks[at] in NEVER for at, field in columns.items() if field in NAMED):
            continue  # "First Visit", "Last Visit"
        if not fields & NAMED or not fields <= OF_THEM or len(columns) < 2:
            continue
        contact = firm or named or fields & PARTS
        for place, field in columns.items():
            number = next((word for word in whose if word.isdigit() and word != "1"), besides)
            names[place] = " ".join(
                filter(None, ("Contact" if contact else "Company", number, field))
            )
    heads = set(map(key, header))
    whole = set(known.values()) >= PARTS  # beside whom a "Pet Name" is no customer's
    if not firm and not whole and not heads & (WORDS.OF_SUPPLIERS | GENERIC):
        _first_name(header, looks, known, names)
    return tuple(names)


def _groups(header: Sequence[str], known: Mapping[int, str]) -> dict[Group, dict[int, str]]:
    """By the words that nobody knows, the columns that bear them, and what these hold."""
    found: defaultdict[Group, dict[int, str]] = defaultdict(dict)
    for place, heading in enumerate(header):
        if known.get(place):
            continue
        tokens = [word for word in tokens_of(bare(heading)) if word not in WORDS.SMALL]
        for at in range(1, len(tokens)):
            for part, rest in ((tokens[:at], tokens[at:]), (tokens[at:], tokens[:at])):
                field = base_of(word_of("".join(part)))
                if field in OF_THEM and not OTHERS & set(rest) and not set(rest) <= KNOWN:
                    found[tuple(rest)].setdefault(place, field)
    return found


def _first_name(
    header: Sequence[str], looks: Sequence[Look], known: Mapping[int, str], names: list[str]
) -> None:
    """The one column of names under a word that nobody knows, where rows tell how to reach somebody."""
    if not {base_of(field) for field in known.values()} & PLACED:
        return
    found = []
    for place, heading in enumerate(header[:FIRST]):
        tokens = tokens_of(heading)
        said = set(tokens) & WORDS.NAME_WORDS
        rest = {word for word in tokens if not word.isdigit()} - said - WORDS.SMALL
        if place in known or not (said and rest) or rest & (OTHERS | WORDS.NO_CUSTOMERS_NAME):
            continue
        if not looks or looks[place] in TEXTS:
            found.append(place)
    if len(found) == 1:
        names[found[0]] = "Company"
