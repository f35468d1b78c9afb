"""Whose line it is: the customer, or the person, that a name in front of a colon means (§4).

Nobody is written to on a guess (F18). A whole name comes first, then whoever has words that begin with the
typed ones, customers and persons alike; if more than one is left, the rep says which.
"""

from __future__ import annotations

from ...errors import InvalidInput
from ...wording import clean, fold
from ..book.book import Book
from .bearers import NAMES, Known, Resolved, answering, bare, bears, begins, borne, of_that_name
from .earlier_names import earlier_called
from .near import near

MOST_NAMED = 4
MOST_COLONS = 6


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
    found: list[Known] = []
    if words.strip():
        found = of_that_name(book, words) or _best(answering(book, words), words)
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


def _choices(found: list[Known]) -> tuple[tuple[Resolved, str], ...]:
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
    return _choices(answering(book, words)[:limit]) if words.strip() else ()


def person_of(book: Book, customer_id: int, words: str, *, field: str = "who") -> Resolved:
    """The one person of a customer who is meant; raises ``NotOne`` as ``resolve`` does."""
    found = [one for one in answering(book, words) if one.who.id == customer_id and one.who.person]
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
        if name and borne(book, name):
            return name, line[at + 1 :].strip()
    for at in reversed(colons[1:]):
        # "acme: e: pump fits" where there is an "Acme: East": the colon is the name's own.
        name, rest = clean(line[:at]), line[at + 1 :]
        if len(name) <= NAME_LIMIT and (not rest or rest[0].isspace()):
            own = [one for one in _best(answering(book, name), name) if ":" in bare(one)]
            if own:
                return name, rest.strip()
    name, rest = split_name(line)
    if name or not colons:
        return name, rest
    at = colons[0]
    name, rest = clean(line[:at]), line[at + 1 :]
    begun = (not rest or rest[0].isspace()) and any(
        fold(bare(one)).startswith(fold(name)) for one in answering(book, name)
    )
    return (name, rest.strip()) if begun else ("", line.strip())


def _best(found: list[Known], words: str) -> list[Known]:
    """Those with that very name; else those whose words begin so; a customer stands for its own people."""
    exact = [one for one in found if one.key == fold(words)]
    if exact:
        return exact
    direct = [one for one in found if begins(one.key, fold(words))]
    exact = [] if direct else [one for one in found if bears(one, words)]
    if exact:
        return exact
    own = {one.who.id for one in found if not one.who.person}
    return [one for one in found if not one.who.person or one.who.id not in own]


def _meant(found: list[Known]) -> Resolved | None:
    """The one of them, if it is one: a customer and the person of the same name are one as well."""
    customers = {one.who.id for one in found}
    people = {one.who.person_id: one.who for one in found if one.who.person}
    if len(customers) != 1 or len(people) > 1:
        return None
    return next(iter(people.values()), found[0].who)


def _whole(found: list[Known], words: str) -> bool:
    return any(bears(one, words) for one in found)


def _qualified(book: Book, words: str) -> list[Known]:
    """Whoever answers to "Name, Town" or to "Person, Customer"."""
    name, _, where = words.rpartition(",")
    if not name.strip() or not where.strip():
        return []
    there = [
        one
        for one in answering(book, name)
        if fold(one.city).startswith(fold(where))
        or (one.who.person and begins(fold(one.who.name), fold(where)))
    ]
    return _best(there, name)


def _nearly(book: Book, words: str) -> tuple[tuple[Resolved, str], ...]:
    """Names that are spelt nearly so: for a question, never to file on."""
    known = [
        Known(Resolved(row_id, name, person, person_id or None), city, folded, "")
        for row_id, name, city, person_id, person, _, folded in book.rows(
            NAMES.format(customers="1", people="1")
        )
    ]
    return tuple((known[at].who, str(known[at])) for at in near(words, [one.key for one in known]))


def _which(found: list[Known]) -> str:
    """How to say which of them."""
    if len({one.key for one in found}) > 1:
        return "type more of the name"
    return "write it as Person, Customer" if found[0].who.person else "write it as Name, Town"
