"""Money as programs write it, to integer cents; which sign is the decimal one is judged by column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from .record_words import WORDS

NUMBER = re.compile(r"[0-9][0-9.,'’ \u00a0\u202f]*|[.,][0-9]+")
AROUND = re.compile(
    r"[-−+()\s\u00a0\u202f€$£¥₹₽₺₴₩–—]|\b(?:[A-Z]{1,3}|Kč|zł|kr|Fr|SFr|Ft|лв|Rs|руб|[Ee]uros?)\b\.?|(?<=[A-Z])(?=\$)"
)
PLAIN = re.compile(r"([0-9]{1,9})(?:\.([0-9]{2}))?")
"""An amount as most programs write it, which can be read in no other way."""
SIGNS = {
    **{
        "€": "EUR",
        "£": "GBP",
        "¥": "JPY",
        "₹": "INR",
        "₽": "RUB",
        "₺": "TRY",
        "₴": "UAH",
        "₩": "KRW",
    },
    **{
        "US$": "USD",
        "A$": "AUD",
        "AU$": "AUD",
        "C$": "CAD",
        "CA$": "CAD",
        "NZ$": "NZD",
        "R$": "BRL",
    },
    **{"MX$": "MXN", "HK$": "HKD", "S$": "SGD", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "лв": "BGN"},
    **{"Fr": "CHF", "SFr": "CHF", "Euro": "EUR", "руб": "RUB"},
}
"""Signs that stand for one currency; a bare $ and a bare kr do not."""
CODES = frozenset(map(str.upper, WORDS.CURRENCIES))
SIGN = re.compile(r"(?<![^\W\d_])[A-Za-z]{0,3}\$|[€£¥₹₽₺₴₩]|[^\W\d_]{2,4}")
BEHIND = re.compile(r"-\s?(?:[€$£¥]|[A-Z]{3})?\s*")
"""A minus behind the figures, as bookkeeping programs write it; "80.-" has none but a dash for the cents."""
SCALED = re.compile(r"\s?(?:[kmtb]|mm|mn|mln|mio|mrd|bn|tsd|teur)(?![^\W\d_])", re.IGNORECASE)
"""Thousands and millions, as people write them behind a figure: how exact that is nobody knows, so it is no amount."""
CREDIT = re.compile(r"\b(?:CR|DR)\b")
"""Of an account, where one has to know which side is whose."""
LONE_GROUP = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
MOST_CENTS = 10**15


class DecimalSign:
    """A column looked through for its decimal sign."""

    def __init__(self) -> None:
        self._votes = {"": 0, ",": 0, ".": 0}
        self._groups: dict[str, str] = {}

    def look(self, value: str) -> None:
        """Weigh one more cell."""
        self._votes[_proved(value)] += 1
        if LONE_GROUP.fullmatch(value.strip()):
            self._groups.setdefault("," if "," in value else ".", value.strip())

    @property
    def proof(self) -> str:
        """ "," or "." where the cells prove one, else "" (a lone group of three is thousands)."""
        commas, points = self._votes[","], self._votes["."]
        if commas == points:
            return ""
        return "," if commas > points else "."

    def undecided(self, sign: str) -> str:
        """The first amount whose one sign could part thousands or decimals: "1.250"; "" where there is none.

        ``sign`` is the column's decimal sign or "". Money of a currency has no thousandths.
        """
        return next((value for value in self._groups.values() if sign in value), "")


@lru_cache(4096)
def _proved(value: str) -> str:
    number = NUMBER.search(value)
    text = number.group().strip() if number else ""
    commas, points = text.count(","), text.count(".")
    if commas and points:
        return "," if text.rfind(",") > text.rfind(".") else "."
    if commas + points == 0:
        return ""
    sign, other = (",", ".") if commas else (".", ",")
    if commas + points > 1:
        return other
    whole, _, rest = text.partition(sign)
    return sign if len(rest) != 3 or len(whole) > 3 or whole in {"", "0"} else ""


def cents(text: str, sign: str) -> int:
    """``1.234,50 €`` as 123450; ``sign`` is the column's decimal sign or "".

    Half a cent is rounded up. Raises ``ValueError`` for what is no amount, or too large a one.
    """
    if found := PLAIN.fullmatch(text):
        return int(found[1]) * 100 + int(found[2] or 0)
    number = NUMBER.search(text)
    if not number:
        raise ValueError(text)
    around = text[: number.start()] + text[number.end() :]
    if (
        CREDIT.search(around)
        or AROUND.sub("", around).strip(".,")
        or SCALED.match(text, number.end())
    ):
        raise ValueError(text)
    figures = number.group().rstrip(".,' ")
    own = _proved(figures) or sign
    figures = re.sub(r"['’ \u00a0\u202f]", "", figures)
    if own:
        figures = figures.replace("." if own == "," else ",", "").replace(",", ".")
    else:
        figures = figures.replace(",", "").replace(".", "")
    try:
        amount = (Decimal(figures) * 100).quantize(Decimal(1), ROUND_HALF_UP)
    except InvalidOperation:
        raise ValueError(text) from None
    if amount > MOST_CENTS:
        raise ValueError(text)
    behind = BEHIND.fullmatch(text[number.end() :]) and number.group()[-1:].isdigit()
    negative = behind or "-" in text[: number.start()] or "−" in around or "(" in around
    return -int(amount) if negative else int(amount)


ELSEWHERE = frozenset(("gst", "hst", "pst", "qst", "abn", "iva", "rfc", "cuit", "rut", "nit"))
"""Taxes, and numbers of tax payers, of countries that write $ for a currency of their own."""


AMERICAN = frozenset(("zip", "zipcode", "ein", "usd"))
"""Words of headings that are written in the United States alone."""
DOLLARS = frozenset(
    (
        "USD",
        "CAD",
        "AUD",
        "NZD",
        "SGD",
        "HKD",
        "MXN",
        "ARS",
        "CLP",
        "COP",
        "UYU",
        "TWD",
        "JMD",
        "TTD",
    )
)
"""Currencies that are written with a plain $."""


@dataclass(frozen=True, slots=True)
class Dollar:
    """Which currency a $ is that names no country, and what is said of it; none where nothing tells."""

    code: str = ""
    said: str = "a $ names no country: amounts without a currency (yours can stand in the settings)"


def dollar(header: Sequence[str], own: str, *, month_first: bool) -> Dollar:
    """Which currency a bare $ is: what headings tell, else the rep's ``own``, else the American one where days are
    written as they are there."""
    words = {word for name in header for word in re.split(r"[^a-z]+", name.lower())}
    elsewhere = bool(words & ELSEWHERE)
    if own.upper() in DOLLARS - ({"USD"} if elsewhere else set()):
        return Dollar(own.upper(), f"a $ that names no country is read as {own.upper()}, your own")
    if elsewhere:
        return Dollar()
    if words & AMERICAN:
        return Dollar("USD", "a $ is read as US dollars, by the table's headings")
    if month_first:
        return Dollar("USD", "a $ is read as US dollars: the month stands first in the days")
    return Dollar()


BARE = "0123456789.,"
"""Of these signs are most amounts, and name no currency."""


def currency(text: str) -> str:
    """The currency that an amount itself names ("EUR" for "99 €"); "" where none or a bare $."""
    if not text.strip(BARE):
        return ""
    found = (SIGNS.get(sign, "") for sign in SIGN.findall(text))
    code = next(filter(None, found), "")
    named = re.search(r"\b[A-Z]{3}\b", text)
    return code or (named.group() if named else "")


@lru_cache(256)
def heading_currency(heading: str) -> str:
    """The currency that a heading names: "Total (EUR)", "Summe in CHF", "Price £"; "" for none."""
    named = next((word for word in re.split(r"[^A-Z]+", heading.upper()) if word in CODES), "")
    words = set(re.findall(r"[^\W\d_]+", heading)) - {"Fr"}
    return named or next(
        (
            code
            for sign, code in SIGNS.items()
            if (sign in words if sign.isalpha() else sign in heading)
        ),
        "",
    )
