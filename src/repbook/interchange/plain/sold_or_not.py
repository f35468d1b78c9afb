"""How much there must be before rows are taken for sales: the one place where that is decided.

A name, a day, and an amount stand in a statement of an account, in a diary of money, and in a list of payments as
well as in one of sales. Something must tell that the rows were sold: a heading of buyers, of orders or invoices, of
a stage, of what was sold; what only hints at it is not enough where columns are those of an account. Of too little
the rep is asked; nothing is filed on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from ..columns.column_values import Look, look
from ..headed.headings import fields_of, tokens_of
from ..mapping.record_words import WORDS
from ..reading.columns import Column
from ..sales.sale_words import SALES
from .people_tables import Fields

HINTS = frozenset(
    (
        *(
            "quote number",
            "stage",
            "probability",
            "won on",
            "lost on",
            "deal id",
            "cycle",
            "next bill",
        ),
        *(
            "gross",
            "net",
            "line amount",
            "unit price",
            "quantity",
            "order status",
            "sale kind",
            "sort",
        ),
        *(
            "open amount",
            "invoice due",
            "is paid",
            "is refunded",
            "refunded",
            "promised",
            "cancelled",
        ),
        "due",
    )
)
"""Fields whose headings speak of something sold."""
MAY_BE_ANY = ("ordered", "number", "paid", "title")
"""Fields that do so under most of their headings."""
BUYERS = ("company", "company id", "name", "first name", "last name", "person id", "loose company")
NUMBERS = ("number", "quote number")
SUMS = (Look.AMOUNTS, Look.DIGITS)
MONEY = frozenset(("amount", "gross", "net", "line amount", "paid amount", "open amount"))
ACCOUNT = 2
"""So many headings of an account are no chance."""


def speaks_of_sales(there: Fields, looks: Mapping[str, Look]) -> bool:
    """Whether a table tells that something was sold; ``looks`` are those of all of its headings, squeezed."""
    heads = looks.keys()
    named = {head for field in BUYERS for head in there.get(field, ())}
    if _any(named, SALES.BUYERS) or _any(heads, SALES.SOLD_SIGNS):
        return True
    if Look.DOCUMENTS in looks.values() and "number" in there:
        return True  # of each row is told which sort of paper it is
    if len(heads & WORDS.OF_ACCOUNTS) >= ACCOUNT:
        return False
    told = {head for field in MAY_BE_ANY for head in there.get(field, ())}
    told |= heads & SALES.TURNOVER
    return bool(there.keys() & HINTS or told - SALES.SAY_NOTHING)


def half_sales(aside: Sequence[Column]) -> Iterator[str]:
    """What is said of columns of customers that tell the day of a last sale, or amounts of which no day is told."""
    numbered = any(fields_of([one.heading]).get(0) in NUMBERS for one in aside)
    for column in aside:
        tokens, held, name = set(tokens_of(column.heading)), look(column.samples), column.heading
        if held is Look.DAYS and tokens & SALES.LAST and tokens & SALES.SALE:
            yield f'"{name}" is a day alone: kept aside; if each is a sale, --map "{name}=ordered"'
        elif numbered and held in SUMS and fields_of([name]).get(0) in MONEY:
            yield f'"{name}" is of sales of which no column tells the day: kept aside'


def payments(there: Fields, heads: Set[str]) -> bool:
    """Whether rows are payments, each with a number of its own, of what was sold some other day."""
    return bool(heads & SALES.PAYMENT_NUMBERS) and "title" not in there


def _any(heads: Iterable[str], words: Set[str]) -> bool:
    return any(word in head for head in heads for word in words)
