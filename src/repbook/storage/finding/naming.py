"""Whose line it is: the customer, or the person, that a name in front of a colon means (§4).

Nobody is written to on a guess (F18). A whole name comes first, then whoever has words that begin with the
typed ones, customers and persons alike; if more than one is left, the rep says which.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ...errors import InvalidInput
from ...values import NamedTuple
from ...wording import clean, fold
from ..book.book import Book
from .earlier_names import earlier_called
from .near import near
from .search import WORD, begin_words

if TYPE_CHECKING:
    from typing import Any

MOST_NAMED = 4
MOST_COLONS = 6

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


class _Known(NamedTuple):
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


class NotOne(InvalidInput):
    """Nobody answers to the name, or several do. ``choices`` are those who may be meant, as (who, words).

    ``several`` tells which. Where nobody does, the choices are names that are spelt nearly so; ``name`` is
    what was typed.
    """

    def __init__(
        self,
        message: str,
        hint: str,
        *,
        name: str,
        choices: tuple[tuple[Resolved, str], ...],
        field: str,
        several: bool = False,
    ) -> None:
        super().__init__(message, hint, field=field)
        self.name = name
        self.choices = choices
        self.several = several


def resolve(book: Book, words: str, *, field: str = "name") -> Resolved:
    """The one who is meant by a name; "Name, Town" tells namesakes apart, "Person, Customer" persons.

    Raises ``NotOne`` where nobody is meant, or more than one may be.
    """
    found: list[_Known] = []
    if words.strip():
        found = _of_that_name(book, words) or _best(_answering(book, words), words)
    if not found or not _whole(found, words):
        found = list(dict.fromkeys([*found, *_qualified(book, words)]))
    meant = _meant(found)
    if meant is not None:
        return meant
    choices = _choices(found) or _earlier(book, words)
    if len(choices) == 1 and not found:
        return choices[0][0]
    if not choices:
        nearly = _nearly(book, words)
        raise NotOne(
            f"nobody in the book is called '{words}'",
            f"did you mean {' or '.join(said for _, said in nearly)}?"
            if nearly
            else "check the spelling, or add the customer first",
            name=words,
            choices=nearly,
            field=field,
        )
    said = [words for _, words in choices]
    more = f" and {len(said) - MOST_NAMED} more" if len(said) > MOST_NAMED else ""
    raise NotOne(
        f"'{words}' may be {', '.join(said[:MOST_NAMED])}{more}",
        _which(found) if found else "say it by the name that they have now",
        name=words,
        choices=choices,
        field=field,
        several=True,
    )


def _choices(found: list[_Known]) -> tuple[tuple[Resolved, str], ...]:
    """Each with the words that tell it apart: customers of one name by their town."""
    ids = {(fold(one.who.name), one.who.id) for one in found}
    names = [name for name, _ in ids]
    return tuple(
        (
            one.who,
            f"{one.who.person} ({one.who.name}, {one.city})"
            if one.who.person and one.city and names.count(fold(one.who.name)) > 1
            else str(one),
        )
        for one in found
    )


def _earlier(book: Book, words: str) -> tuple[tuple[Resolved, str], ...]:
    who = (Resolved(*row) for row in earlier_called(book, words))
    return tuple((one, str(one)) for one in who)


def named_like(book: Book, words: str, limit: int = 50) -> tuple[tuple[Resolved, str], ...]:
    """Everybody whose name answers to what is typed, customers before persons, with words to choose by."""
    return _choices(_answering(book, words)[:limit]) if words.strip() else ()


def person_of(book: Book, customer_id: int, words: str, *, field: str = "who") -> Resolved:
    """The one person of a customer who is meant; raises ``NotOne`` as ``resolve`` does."""
    found = [one for one in _answering(book, words) if one.who.id == customer_id and one.who.person]
    best = _best(found, words)
    if len(best) == 1:
        return best[0].who
    there = book.rows(
        "SELECT name FROM people WHERE customer_id = ? AND left_on IS NULL ORDER BY main DESC, id",
        (customer_id,),
    )
    known = ", ".join(row[0] for row in there[:MOST_NAMED]) or "nobody yet"
    several = f"'{words}' may be {', '.join(one.who.person for one in best)}"
    raise NotOne(
        several if best else f"nobody there is called '{words}'",
        "type more of the name" if best else f"known there: {known}",
        name=words,
        choices=tuple((one.who, str(one)) for one in best),
        field=field,
        several=bool(best),
    )


def split_line(book: Book, line: str) -> tuple[str, str]:
    """The name and the rest of ``name: line``; "" and the whole line where no name stands in front.

    The longest name of the book that begins the line and is followed by a colon wins, so that colons,
    signs and figures in names are safe; else the words before the first colon that ends a word.
    """
    from ...domain.line.markers import NAME_LIMIT, split_name

    colons = [at for at, char in enumerate(line) if char == ":"][:MOST_COLONS]
    for at in reversed(colons):
        name = clean(line[:at])
        if name and _borne(book, name):
            return name, line[at + 1 :].strip()
    for at in reversed(colons[1:]):
        # "acme: e: pump fits" where there is an "Acme: East": the colon is the name's own.
        name, rest = clean(line[:at]), line[at + 1 :]
        if len(name) <= NAME_LIMIT and (not rest or rest[0].isspace()):
            own = [one for one in _best(_answering(book, name), name) if ":" in _bare(one)]
            if own:
                return name, rest.strip()
    name, rest = split_name(line)
    if name or not colons:
        return name, rest
    at = colons[0]
    name, rest = clean(line[:at]), line[at + 1 :]
    begun = (not rest or rest[0].isspace()) and any(
        fold(_bare(one)).startswith(fold(name)) for one in _answering(book, name)
    )
    return (name, rest.strip()) if begun else ("", line.strip())


def _borne(book: Book, name: str) -> bool:
    """Whether somebody has that very name."""
    keys = tuple(dict.fromkeys((fold(name), _spelt_out(name))))
    marks = ",".join("?" * len(keys))
    query = (
        f"SELECT 1 FROM customers WHERE folded IN ({marks}) UNION ALL"
        f" SELECT 1 FROM people WHERE left_on IS NULL AND folded IN ({marks}) LIMIT 1"
    )
    return book.row(query, keys * 2) is not None


def _bare(one: _Known) -> str:
    return one.who.person or one.who.name


def _best(found: list[_Known], words: str) -> list[_Known]:
    """Those with that very name; else those whose words begin so; a customer stands for its own people."""
    exact = [one for one in found if one.key == fold(words)]
    if exact:
        return exact
    direct = [one for one in found if _begins(one.key, fold(words))]
    exact = [] if direct else [one for one in found if _exact(one, words)]
    if exact:
        return exact
    own = {one.who.id for one in found if not one.who.person}
    return [one for one in found if not one.who.person or one.who.id not in own]


def _meant(found: list[_Known]) -> Resolved | None:
    """The one of them, if it is one: a customer and the person of the same name are one as well."""
    customers = {one.who.id for one in found}
    people = {one.who.person_id: one.who for one in found if one.who.person}
    if len(customers) != 1 or len(people) > 1:
        return None
    return next(iter(people.values()), found[0].who)


def _whole(found: list[_Known], words: str) -> bool:
    return any(_exact(one, words) for one in found)


def _qualified(book: Book, words: str) -> list[_Known]:
    """Whoever answers to "Name, Town" or to "Person, Customer"."""
    name, _, where = words.rpartition(",")
    if not name.strip() or not where.strip():
        return []
    there = [
        one
        for one in _answering(book, name)
        if fold(one.city).startswith(fold(where))
        or (one.who.person and _begins(fold(one.who.name), fold(where)))
    ]
    return _best(there, name)


def _of_that_name(book: Book, words: str) -> list[_Known]:
    """Whoever has that very name, in whose place nobody else is meant: by an index, not by a look at everybody."""
    rows = book.rows(
        NAMES.format(customers="c.folded = ?", people="p.folded = ?"), [fold(words)] * 2
    )
    return sorted(map(_known, rows), key=lambda one: (one.who.person != "", one.who.id))


def _known(row: tuple[Any, ...]) -> _Known:
    row_id, name, city, person_id, person, bare, folded = row
    return _Known(Resolved(row_id, name, person, person_id or None), city, folded, _spelt_out(bare))


def _answering(book: Book, words: str) -> list[_Known]:
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
            if any(_begins(its, key) for its in (one.key, one.other) for key in keys)
        ),
        key=lambda one: (
            not _has_words(one, keys),
            one.who.person != "",
            one.key,
            one.who.id,
        ),
    )


def _has_words(one: _Known, keys: tuple[str, ...]) -> bool:
    there = {*WORD.findall(one.key), *WORD.findall(one.other)}
    return any(there.issuperset(WORD.findall(key)) for key in keys)


def _begins(folded: str, wanted: str) -> bool:
    tokens = WORD.findall(wanted)
    if not all(token in folded for token in tokens):
        return False  # most names by far, and quickly told
    return folded.startswith(wanted) or (bool(tokens) and begin_words(tokens, folded))


def _exact(one: _Known, words: str) -> bool:
    return bool({one.key, one.other} & {fold(words), _spelt_out(words)})


@lru_cache(maxsize=50_000)
def _spelt_out(name: str) -> str:
    """A folded name with its umlauts in two letters: Müller is mueller, Båd is baad, Ærø is aeroe."""
    if name.isascii():
        return fold(name)
    from unicodedata import normalize

    return fold(normalize("NFC", name).casefold().translate(_DIGRAPHS))


def _nearly(book: Book, words: str) -> tuple[tuple[Resolved, str], ...]:
    """Names that are spelt nearly so: for a question, never to file on."""
    known = [
        _Known(Resolved(row_id, name, person, person_id or None), city, folded, "")
        for row_id, name, city, person_id, person, _, folded in book.rows(
            NAMES.format(customers="1", people="1")
        )
    ]
    return tuple((known[at].who, str(known[at])) for at in near(words, [one.key for one in known]))


def _which(found: list[_Known]) -> str:
    """How to say which of them."""
    if len({one.key for one in found}) > 1:
        return "type more of the name"
    return "write it as Person, Customer" if found[0].who.person else "write it as Name, Town"
