"""What a heading of a table of money means that is put together of known words: "Purchase Date", "Total incl. VAT"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from ...domain.duplicates.company_names import one_slip
from ...domain.words.word_lists import WordLists
from ...wording import fold
from ..mapping.layout import TAKEN
from ..mapping.record_words import WORDS
from ..programs.profiles import squeezed

HEADS = WordLists("heading_words", beside=__file__)
CURRENCIES = WORDS.CURRENCIES | frozenset(HEADS.SIGNS)
DAYS = (
    ("won on", "WON"),
    ("lost on", "LOST"),
    ("cancelled", "CANCELLED"),
    ("invoice due", "DUE"),
    ("paid", "PAID"),
    ("promised", "PROMISED"),
    ("live", "DELIVERED"),
    ("ordered", "INVOICE"),
    ("ordered", "ORDER"),
    ("ordered", "QUOTE"),
    ("ordered", "CLOSED"),
    ("created", "CREATED"),
)
"""What a day is of, by the first word that tells it: an "expected delivery date" is one that was promised."""
BUT: dict[str, tuple[str, ...]] = {
    "promised": ("DELIVERED", "ORDER"),
    "invoice due": ("INVOICE", "PAID"),
    "paid": ("INVOICE", "ORDER"),
    "won on": ("ORDER",),
    "lost on": ("ORDER",),
    "cancelled": ("ORDER", "INVOICE"),
    "live": ("ORDER",),
    "ordered": ("CREATED",),
    "created": ("ORDER", "INVOICE"),
}
"""What else may stand beside it."""
SUFFIXES = (
    *("datum", "termin", "nummer", "nr", "betrag", "summe", "wert", "preis", "status", "tag"),
    *("bedrag", "prijs", "typ", "art"),
)
"""How compounds end: "rechnungsdatum", "factuurnummer"."""
OF_A_DEAL = {
    "status": "stage",
    "order status": "stage",
    "region": "stage",
    "name": "name",
    "price": "amount",
    "role": "title",
    "subject": "title",
}
"""What a plain word means where it is a deal's."""
DOCUMENTS = ("ORDER", "INVOICE", "QUOTE")
LONG = 3
SLIPPED = 4
"""So many letters has the end of a compound at least that may have one wrong."""
PER = frozenset(("per", "pro", "par", "por", "je", "al"))
PIECES = frozenset(
    ("case", "box", "piece", "hour", "stuck", "kiste", "stunde", "unite", "unidad", "unita", "stuk")
)


def money_field(tokens: Sequence[str]) -> str:
    """The field of a heading of these words; "" where one of them is unknown."""
    left = [
        part
        for word in tokens
        if word not in CURRENCIES and not word.isdigit()
        for part in _parts(word)
    ]
    if not left:
        return ""
    return _day(left) or _money(left) or _document(left) or _of_a_deal(left) or _whom(left)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(getattr(HEADS, name, ()))


@cache
def _parts(word: str) -> tuple[str, ...]:
    """A compound of two known words, parted: "rechnungsdatum"."""
    for suffix in SUFFIXES:
        first = word.removesuffix(suffix)
        if first != word and len(first) >= LONG:
            for one in (first, first.removesuffix("s"), first.removesuffix("n")):
                if any(one in _set(name) for name in HEADS):
                    return one, suffix
    return _parts_with_slip(word)


def _parts_with_slip(word: str) -> tuple[str, ...]:
    """A compound whose end has a letter wrong: "rechnungssume"."""
    for suffix in SUFFIXES:
        for length in (len(suffix) - 1, len(suffix), len(suffix) + 1):
            first, end = word[:-length], word[-length:]
            if len(first) >= LONG and one_slip(end, suffix, SLIPPED):
                for one in (first, first.removesuffix("s")):
                    if any(one in _set(name) for name in HEADS):
                        return one, suffix
    return (word,)


def _day(left: Sequence[str]) -> str:
    told = {word for word in left if word not in _set("DAY") and word != "termin"}
    closed = told & _set("CLOSED")
    if closed and told - closed and told - closed <= _set("PROMISED") | _set("OF_DEALS"):
        return (
            "ordered" if told & _set("PROMISED") else ""
        )  # of a deal that was won, the day it was
    if all(word in told for word in left):
        return ""
    rest = told - _set("NEUTRAL")
    for field, name in DAYS:
        if rest & _set(name):
            beside = {word for also in BUT.get(field, ()) for word in _set(also)}
            return field if rest <= _set(name) | beside else ""
    return ""


def _money(left: Sequence[str]) -> str:
    there = set(left) - _set("NEUTRAL")
    amounts = there & _set("AMOUNT")
    gross, net = there & _set("GROSS"), there & _set("NET")
    tax = there & _set("TAX")
    rest = there - amounts - gross - net - tax
    documents = set().union(*map(_set, DOCUMENTS))
    if not amounts and not (gross or net):
        return ""
    if tax and not (gross or net):
        return ""
    if rest & _set("UNIT") and rest <= _set("UNIT") | _set("LINE"):
        return "unit price"
    if amounts and PER & set(left):
        return "unit price" if rest - PER <= _set("UNIT") | _set("LINE") | PIECES else ""
    if rest & _set("PAID") and rest <= _set("PAID") | documents:
        return "paid amount"
    if rest & _set("OPEN") and rest <= _set("OPEN") | documents:
        return "open amount"
    if rest & _set("LINE") and rest <= _set("LINE"):
        return "line amount"
    if not rest <= documents:
        return ""
    return "net" if net else "gross" if gross else "amount"


def _document(left: Sequence[str]) -> str:
    """The number, the state, or the sort of an order or an invoice."""
    there = set(left) - _set("NEUTRAL")
    documents = set().union(*map(_set, DOCUMENTS))
    for field, name, of in (
        ("number", "NUMBER", documents),
        ("order status", "STATUS", documents | _set("PAID") | _set("DELIVERED")),
        ("sort", "TYPE", documents),
    ):
        mine = there & _set(name)
        if mine and there - mine and there - mine <= of and "of" not in left:
            quoted = field == "number" and there - mine <= _set("QUOTE")
            return "quote number" if quoted else field
    return ""


def _of_a_deal(left: Sequence[str]) -> str:
    """The stage, the state, the chance, or the currency of a deal: "Current Pipeline Stage"."""
    there = set(left)
    stages, rest = there & _set("STAGE"), there - _set("STAGE")
    if stages and rest <= _set("OF_DEALS"):
        return "stage"
    states = there & _set("STATUS")
    if states and there - states and there - states <= _set("OF_DEALS") - {"name", "sales"}:
        return "stage"
    if there & _set("PROBABILITY"):
        return "probability"
    others = there - _set("CURRENCY")
    documents = set().union(*map(_set, DOCUMENTS))
    if others != there and others <= documents | _set("NEUTRAL") | _set("AMOUNT") | {"code"}:
        return "currency"
    return ""


def _whom(left: Sequence[str]) -> str:
    """Whose a row is: "Naam debiteur", "Customer/Vendor Code", "Related contacts"."""
    there = set(left) - _set("RELATED")
    parties, contacts = there & _set("PARTY"), there & _set("CONTACT")
    names, codes = there & _set("NAME"), there & _set("NUMBER")
    rest = there - parties - names - codes - (_set("VENDOR") | {"sales"} if parties else set())
    if parties and not rest and (names or codes):
        return "company" if names else "company id"
    if contacts and not there - contacts - names and not codes:
        return "name" if names or set(left) & _set("RELATED") else ""
    return ""


def of_a_deal(header: str, word: Callable[[str], str]) -> str:
    """The field of a heading as Pipedrive writes them in any language: "Deal - Titel", "Negócio - Valor"."""
    of, apart, rest = header.partition(" - ")
    if not apart or squeezed(of) not in HEADS.DEAL:
        return ""
    field = word(squeezed(rest)) or money_field(
        [one for one in fold(rest).split() if one not in WORDS.SMALL]
    )
    return OF_A_DEAL.get(field, field if field in TAKEN["deal"] else "")
