"""The columns of addresses: which part of which address each heading names.

The best kind of address is the row's own; the others are labelled ("street/home"), so that never one street
stands with another's town.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from ..mapping.record_words import WORDS

PARTS = ("street", "street2", "house", "city", "region", "postcode", "country", "place")
STREETS = frozenset(("street", "street2", "house"))
OWN = ""
KINDS = (
    ("billing", "OF_BILLING"),
    ("home", "AT_HOME"),
    ("work", "AT_WORK"),
    ("mailing", "OF_MAILING"),
    ("shipping", "OF_SHIPPING"),
    ("other", "SECOND"),
)
BEST = (OWN, "billing", "work", "mailing", "shipping")
"""The kinds of address that may be a customer's own, the best first."""
CODES = (["code"], ["codigo"], ["codice"])
"""What a postcode is called beside "Billing": Zoho's "Código de facturación"."""
UNSAID = ("default",)


def of_address(tokens: Sequence[str], word: Callable[[str], str]) -> tuple[str, str] | None:
    """The kind of address that a heading's column belongs to, and the part of it that it is."""
    numbers = [one for one in tokens if one.isdigit()]
    named = [one for one in dict.fromkeys(tokens) if one not in (*UNSAID, "0", "1")]
    part = _part(named, word)
    if part:
        return OWN, part
    said = [one for one in named if not one.isdigit()]
    for kind, heading in KINDS:
        of_kind: Sequence[str] = list(getattr(WORDS, heading))
        rest = [one for one in said if one not in of_kind]
        if len(rest) == len(said):
            continue
        part = _part(rest, word) or ("postcode" if _plain(rest) in CODES else "")
        if part:
            further = part == "street" and numbers and "1" not in numbers
            return kind, "street2" if further else part
    part = _part(said, word) if numbers else ""
    if part == "street" and len(said) == 1:
        return OWN, "street2"
    if part:  # "Address 2: City"
        return "other", "street2" if part == "street" and numbers[1:] > ["1"] else part
    return None


def _part(rest: Sequence[str], word: Callable[[str], str]) -> str:
    """The part of an address that these words name."""
    plain = _plain(rest)
    alone = (
        () if plain else ([one] for one in rest)
    )  # "Adresse de", once "facturation" is taken off
    for tried in (rest, plain, *alone):
        part = word("".join(tried))
        if part in PARTS:
            return part
    return ""


def _plain(tokens: Sequence[str]) -> list[str]:
    """The words that say something."""
    return [one for one in tokens if one not in WORDS.SMALL]


def _with_its_street(addresses: Mapping[int, tuple[str, str]]) -> Mapping[int, tuple[str, str]]:
    """A street that stands alone under another word ("Receiver Address", "City", "State") is of the one town there is."""
    parts: dict[str, set[str]] = {}
    for kind, part in addresses.values():
        parts.setdefault(kind, set()).add(part)
    alone = [kind for kind in parts if kind != OWN]
    if len(alone) != 1 or "city" not in parts.get(OWN, set()) or STREETS & parts[OWN]:
        return addresses
    if not parts[alone[0]] <= STREETS:
        return addresses
    return {place: (OWN, part) for place, (_, part) in addresses.items()}


def labelled(addresses: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    """The field that each column of an address fills: the fullest kind is the row's own, the others are labelled."""
    addresses = _with_its_street(addresses)
    sizes = Counter(kind for kind, _ in set(addresses.values()))
    best = max(BEST, key=lambda kind: (sizes[kind], -BEST.index(kind)))
    return {
        place: part if kind == best else f"{part}/{kind or 'other'}"
        for place, (kind, part) in addresses.items()
        if kind == best or part != "place"
    }
