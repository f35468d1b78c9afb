"""Which rows of a table of money are no sales, and why: drafts, cancelled ones, credit notes, bills, payments.

An invoice that was sent is a sale, paid or not; an order that was placed is one, delivered or not. A deal is one
once it is won, a quote once it is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import cache, lru_cache

from ...wording import count, fold
from ..mapping.cells import as_flag, one_line
from ..mapping.record_words import WORDS
from ..mapping.row_reading import Row
from ..mapping.written_days import EMPTY
from ..programs.profiles import PLAIN, squeezed
from .sale_words import SALES

APART = re.compile(r"[^\w'?]+|_")
SORTS = (
    *("credit", "refund", "bill", "quote", "reminder", "delivery", "payment", "confirmation"),
    *("invoice", "other"),
)
"""Sorts of documents; of two that a cell names alike the first counts."""
PAPERS = [sort for sort in SORTS if sort != "other"]
DOUBLES = frozenset(("payment", "confirmation", "delivery"))
"""What stands beside invoices tells of the same sale once more."""
NEVER = frozenset(("credit", "refund", "bill", "quote", "reminder", "delivery", "other"))
OF_INVOICE = "invoice payment"
"""What a table is of that tells which invoices were paid, and when."""
STATES = ("cancelled", "refunded", "draft", "trial", "unpaid", "quote")
CERTAIN = 100
"""A probability of so many percent."""

REASONS = {
    "cancelled": ("row is cancelled", "rows are cancelled"),
    "refunded": ("row is refunded", "rows are refunded"),
    "draft": ("row is a draft", "rows are drafts"),
    "trial": ("row is a trial", "rows are trials"),
    "unpaid": ("row is an order that was never paid", "rows are orders that were never paid"),
    "credit": ("row is a credit note", "rows are credit notes"),
    "refund": ("row is a refund", "rows are refunds"),
    "bill": ("row is a bill from a supplier", "rows are bills from suppliers"),
    "payment": ("row is a payment", "rows are payments"),
    "confirmation": (
        "row is a confirmation of an order",
        "rows are confirmations of orders",
    ),
    "delivery": ("row is a delivery note", "rows are delivery notes"),
    "reminder": ("row is a reminder", "rows are reminders"),
    "quote": ("row is a quote", "rows are quotes"),
    "not accepted": ("quote was not accepted", "quotes were not accepted"),
    "negative": (
        "row with an amount below nothing is no sale",
        "rows with amounts below nothing are no sales",
    ),
    "other": ("row is no sale", "rows are no sales"),
    "not won": ("deal is not won", "deals are not won"),
}
"""Why a row is no sale, as it is told of one and of many."""


def told(counts: Iterable[tuple[str, int]]) -> Iterator[str]:
    """What is said of rows that were left out, by reason."""
    for reason, number in counts:
        if reason in REASONS and number:
            yield f"{count(number, *REASONS[reason])}: left out"


@lru_cache(maxsize=1024)
def sort_of(said: str) -> str:
    """The sort of document that a cell names, by its longest phrase: "invoice", "payment" … or ""."""
    words = _words(said)
    return (
        max(SORTS, key=lambda sort: _longest(words, sort))
        if any(_longest(words, sort) for sort in SORTS)
        else ""
    )


def is_sort(said: str) -> bool:
    """Whether a cell is the name of a sort of papers, and nothing else; a way to pay is none."""
    return _words(said) in _names_of_papers()


@cache
def _names_of_papers() -> frozenset[str]:
    return frozenset(phrase for sort in PAPERS for phrase in _phrases(sort.upper()))


@lru_cache(maxsize=1024)
def state_of(said: str) -> str:
    """Why a row of this state is no sale, or no more; "" where it is one."""
    words = _words(said).removeprefix(" wc").removeprefix(" order status")
    tokens = set(words.split())
    if tokens & SALES.PARTLY or tokens & SALES.NEGATION:
        return ""
    return next((state for state in STATES if _holds(words, state.upper())), "")


def of_payments(said: Set[str]) -> bool:
    """Whether words tell of payments and of nothing else: some are paid, and the others are not yet."""
    return bool(said & SALES.IS_PAID) and said <= (
        SALES.IS_PAID | SALES.IS_UNPAID | SALES.PENDING | SALES.REFUNDED | SALES.CANCELLED
    )


def of_answers(said: Set[str]) -> bool:
    """Whether words tell how offers were answered: accepted, and else declined, open, or sent."""
    return bool(said & SALES.ANSWERED) and said <= (
        SALES.ANSWERED | SALES.DECLINED | SALES.OFFERED | SALES.PENDING | SALES.DRAFT
    )


def why_left_out(row: Row, sorts: frozenset[str]) -> str:
    """Why a row is no sale, "" where it is one; ``sorts`` are those of the whole table."""
    if row.kind == "deal":
        return (
            ""
            if is_won(row)
            else "not accepted"
            if "quote number" in row.layout.beside
            else "not won"
        )
    sort = _sort_of_row(row)
    if sort == "payment" and row.layout.profile.constants.get("sort") == OF_INVOICE:
        return sort
    if sort in NEVER or (sort in DOUBLES and "invoice" in sorts):
        return sort
    if sort == "payment" and (row.cents("amount") or 0) < 0:
        return "other"
    states = [state for said in row.texts("status") if (state := state_of(said))]
    if "invoice" in sorts or row.layout.profile.constants.get("sort") == "invoice":
        states = [state for state in states if state != "unpaid"]
    if sort == "payment" and any(fold(said) in SALES.PENDING for said in row.texts("status")):
        states.append("unpaid")
    if _all_refunded(row) or _flag(row, "is refunded"):
        states.append("refunded")
    off = any(said not in EMPTY and as_flag(said) is not False for said in row.texts("cancelled"))
    if states or off:
        return _of_a_subscription(row, states) if row.has("cycle") else [*states, "cancelled"][0]
    lines = row.layout.beside.get("line amount") or row.layout.beside.get("unit price")
    plain = not sort or row.text("sort") == sort == row.layout.profile.constants.get("sort")
    if plain and not lines and (row.cents("amount") or 0) < 0:
        if _of_papers(row):
            return "credit"
        return "" if row.has("number") else "negative"
    return ""


def _sort_of_row(row: Row) -> str:
    """What a row is by all that tells its sort: "sale" beside "credit note" is a credit note."""
    said = row.texts("sort")
    if any(fold(text) in WORDS.IS_SUPPLIER for text in said):
        return "bill"
    sorts = [sort for text in said if (sort := sort_of(text))]
    return next((sort for sort in sorts if sort in NEVER), sorts[0] if sorts else "")


def _of_papers(row: Row) -> bool:
    """Whether rows are invoices: one that asks for less than nothing is a credit note, whatever it is called."""
    asked = {"open amount", "paid amount", "is paid", "gross", "net"} & row.layout.beside.keys()
    papers = row.layout.profile.constants.get("sort") == "invoice" or asked
    return bool(papers or row.may_tell("invoice due", "paid"))


def _all_refunded(row: Row) -> bool:
    """Whether as much was given back as was paid."""
    amount = row.cents("amount")
    back = (row.cents_of(column) for column in row.layout.beside.get("refunded", ()))
    return bool(amount) and any(cents is not None and abs(cents) == amount for cents in back)


def is_paid(row: Row) -> bool | None:
    """Whether an invoice is paid, by its state, what is open of it, or a day that is missing; None where nothing tells."""
    if not (row.layout.beside or row.may_tell("status", "paid")):
        return None
    told = next((paid for said in row.texts("status") if (paid := _paid(said)) is not None), None)
    if told is not None:
        return told
    for column in row.layout.beside.get("open amount", ()):
        left = row.cents_of(column)
        if left is not None:
            return left <= 0
    amount = row.cents("amount")
    for column in row.layout.beside.get("paid amount", ()):
        got = row.cents_of(column)
        if got is not None and amount is not None:
            return got >= amount
    told = _flag(row, "is paid")
    return told if told is not None else False if row.has("paid") else None


def is_paid_in_part(row: Row) -> bool:
    """Whether a state says so: the day beside it is then of a part, and not of the whole."""
    return any(
        bool(set(words.split()) & SALES.PARTLY) and _holds(words, "IS_PAID")
        for words in map(_words, row.texts("status"))
    )


def _flag(row: Row, name: str) -> bool | None:
    """A yes or no of a column that only tells how the row is to be read."""
    cells = (one_line(row.cells[column]) for column in row.layout.beside.get(name, ()))
    return next((as_flag(cell) for cell in cells if cell), None)


def _of_a_subscription(row: Row, states: list[str]) -> str:
    """A subscription that ended was a sale, if it is told when it ended."""
    ended = row.day("cancelled") if row.text("cancelled") else None
    return "" if ended and set(states) <= {"cancelled"} else [*states, "cancelled"][0]


def is_won(row: Row) -> bool:
    """Whether a deal was won, by a flag, a day won, a probability, or the name of its status or stage."""
    flag = row.flag("won")
    if flag is not None:
        return flag
    said = [text for field in ("status", "stage") for text in row.texts(field)]
    verdicts = {_verdict(text, row) for text in said}
    if "lost" in verdicts:
        return False
    if "won" in verdicts:
        return True
    if "open" in verdicts:
        return False
    return row.text("won on") not in EMPTY or _certain(row.text("probability"))


def _verdict(said: str, row: Row) -> str:
    """What a word of a deal's status or stage tells: "won", "lost", "open", or ""."""
    word = squeezed(said).strip("0123456789")
    if word in WORDS.LOST:
        return "lost"
    tokens = _words(said).split()
    signs = SALES.WON_SIGN & set(tokens)
    if set(tokens) & (WORDS.LOST | SALES.NEGATION) or "?" in said:
        return "lost" if set(tokens) & WORDS.LOST else "open"
    won = set(WORDS.WON)
    if "quote number" in row.layout.beside:
        won |= SALES.ACCEPTED
    elif row.layout.profile.id.startswith(PLAIN):
        won |= WORDS.ORDERED
    if word in won or signs or word.startswith("closedwon"):
        return "won"
    return "open" if fold(said) in SALES.OPEN_DEAL else ""


def says_won(stage: str) -> bool:
    """Whether a stage says no more than that a deal was won."""
    word = squeezed(stage).strip("0123456789")
    return word in WORDS.WON or word.startswith("closedwon")


def _certain(said: str) -> bool:
    number = said.replace(",", ".").rstrip("% ")
    try:
        return float(number) == CERTAIN
    except ValueError:
        return False


def _words(said: str) -> str:
    """A cell as words between blanks, to look for phrases in."""
    return f" {' '.join(APART.sub(' ', fold(said)).split())} "


@lru_cache(maxsize=1024)
def _paid(said: str) -> bool | None:
    """What a state tells of the payment, None for nothing."""
    words = _words(said)
    doubtful = set(words.split()) & (SALES.PARTLY | SALES.NEGATION)
    if doubtful or _holds(words, "IS_UNPAID"):
        return False
    return True if _holds(words, "IS_PAID") else None


def _longest(words: str, sort: str) -> int:
    return max((len(phrase) for phrase in _phrases(sort.upper()) if phrase in words), default=0)


def _holds(words: str, heading: str) -> bool:
    return any(phrase in words for phrase in _phrases(heading))


@cache
def _phrases(heading: str) -> frozenset[str]:
    """The phrases of a list, each between blanks."""
    phrases: Iterable[str] = getattr(SALES, heading)
    return frozenset(f" {' '.join(APART.sub(' ', one).split())} " for one in phrases)
