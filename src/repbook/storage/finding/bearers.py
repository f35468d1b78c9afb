"""Who in the book answers to a name: those who bear it, and those whose words begin with what was typed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ...values import NamedTuple
from ...wording import fold
from ..book.book import Book
from .search import WORD, begin_words

if TYPE_CHECKING:
    from typing import Any

_DIGRAPHS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe", "ß": "ss"}
)
NAMES = """
SELECT c.id, c.name, c.city, 0, '', c.name, c.folded FROM customers c WHERE {customers}
UNION ALL SELECT c.id, c.name, c.city, p.id, p.name, p.name, p.folded FROM people p
  JOIN customers c ON c.id = p.customer_id WHERE p.left_on IS NULL AND {people}"""


class Resolved(NamedTuple):
    """The one who is meant: a customer, and the person where it was a person's name."""

    id: int
    name: str
    person: str = ""
    person_id: int | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.person})" if self.person else self.name


class Known(NamedTuple):
    """A name of the book that answers to what was typed."""

    who: Resolved
    city: str
    key: str
    other: str
    """The name spelt without umlauts: Müller is mueller, too."""

    def __str__(self) -> str:
        """As a choice shows it: a person with the customer, namesakes with their town."""
        if self.who.person:
            return f"{self.who.person} ({self.who.name})"
        return f"{self.who.name} ({self.city})" if self.city else self.who.name


def bare(one: Known) -> str:
    return one.who.person or one.who.name


def borne(book: Book, name: str) -> bool:
    """Whether somebody has that very name."""
    keys = tuple(dict.fromkeys((fold(name), _spelt_out(name))))
    marks = ",".join("?" * len(keys))
    query = (
        f"SELECT 1 FROM customers WHERE folded IN ({marks}) UNION ALL"
        f" SELECT 1 FROM people WHERE left_on IS NULL AND folded IN ({marks}) LIMIT 1"
    )
    return book.row(query, keys * 2) is not None


def of_that_name(book: Book, words: str) -> list[Known]:
    """Whoever has that very name, in whose place nobody else is meant: by an index, not by a look at everybody."""
    rows = book.rows(
        NAMES.format(customers="c.folded = ?", people="p.folded = ?"), [fold(words)] * 2
    )
    return sorted(map(_known, rows), key=lambda one: (one.who.person != "", one.who.id))


def answering(book: Book, words: str) -> list[Known]:
    """Everybody whose name has words that begin with the typed ones, each with a word of its own.

    Whoever has the typed words whole comes first, to be chosen at once where it has to be asked.
    """
    keys = tuple(dict.fromkeys((fold(words), _spelt_out(words))))
    parts = [max(WORD.findall(key), key=len, default=key) for key in keys]
    where = [
        " OR ".join(
            [*(f"instr({table}.folded, ?)" for _ in parts), f"{table}.name GLOB '*[^ -~]*'"]
        )
        for table in ("c", "p")
    ]
    query = NAMES.format(customers=f"({where[0]})", people=f"({where[1]})")
    known = map(_known, book.rows(query, parts * 2))
    return sorted(
        (
            one
            for one in known
            if any(begins(its, key) for its in (one.key, one.other) for key in keys)
        ),
        key=lambda one: (
            not _has_words(one, keys),
            one.who.person != "",
            one.key,
            one.who.id,
        ),
    )


def begins(folded: str, wanted: str) -> bool:
    tokens = WORD.findall(wanted)
    if not all(token in folded for token in tokens):
        return False  # most names by far, and quickly told
    return folded.startswith(wanted) or (bool(tokens) and begin_words(tokens, folded))


def bears(one: Known, words: str) -> bool:
    return bool({one.key, one.other} & {fold(words), _spelt_out(words)})


def _known(row: tuple[Any, ...]) -> Known:
    row_id, name, city, person_id, person, bare, folded = row
    return Known(Resolved(row_id, name, person, person_id or None), city, folded, _spelt_out(bare))


def _has_words(one: Known, keys: tuple[str, ...]) -> bool:
    there = {*WORD.findall(one.key), *WORD.findall(one.other)}
    return any(there.issuperset(WORD.findall(key)) for key in keys)


@lru_cache(maxsize=50_000)
def _spelt_out(name: str) -> str:
    """A folded name with its umlauts in two letters: Müller is mueller, Båd is baad, Ærø is aeroe."""
    if name.isascii():
        return fold(name)
    from unicodedata import normalize

    return fold(normalize("NFC", name).casefold().translate(_DIGRAPHS))
