"""Full-text search over names, people, numbers, notes, and facts; any characters are safe."""

from __future__ import annotations

import re

from ...wording import fold
from ..rows.searched import ALL, FIRST, TABLE_OF, parted, row_of
from .begun import whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ...domain.shown.customer_views import Hit
    from ..book.book import Book
    from .begun import Ask

    Found = tuple[str, int, int, str, str, str | None, str]

WORD = re.compile(r"\w+", re.UNICODE)
MOST_WORDS = 12
AT_ONCE = 60
"""Characters of a row's text that a list shows in any case."""
AROUND = 24
"""Characters kept in front of the words that a row was found by."""

CALLED = {"origin": "kept"}
"""What a kind of entry is called to a rep: columns of a file that were kept."""

LETTERED = f"""(search.rowid BETWEEN {FIRST["touch"]} AND {FIRST["touch"] + ALL} AND EXISTS (
  SELECT 1 FROM letters l JOIN touches t ON t.id = l.touch_id AND t.note = l.body
  WHERE l.touch_id = search.rowid - {FIRST["touch"]}))"""
"""A letter and the touch that it made say the same: the letter is listed."""
PLACES = f"SELECT rowid FROM search WHERE search MATCH ?1 AND NOT {LETTERED} ORDER BY rowid DESC LIMIT ?2"
"""Customers, then people, then whatever else: in each the newest first, and no further than a list goes."""
CUSTOMERS = f"""SELECT {FIRST["customer"]} + id, folded FROM customers
WHERE folded BETWEEN ?1 AND ?1 || char(1114111) ORDER BY folded, id DESC LIMIT ?2"""
PEOPLE = f"""SELECT {FIRST["person"]} + p.id, p.folded FROM {{}} WHERE substr(p.folded, 1, length(?1)) = ?1
ORDER BY p.folded, p.id DESC LIMIT ?2"""
"""Who is called just what was typed, or begins with it: they stand before whoever came into the book later."""
MATCHED = f"""(SELECT rowid AS place FROM search WHERE search MATCH ?3
  AND rowid BETWEEN {FIRST["person"]} AND {FIRST["person"] + ALL}) JOIN people p ON p.id = place - {FIRST["person"]}"""
"""People by the words of the index, of which there are fewer than people."""
FOUND = """
SELECT s.kind, s.row_id, s.customer_id, c.name, CASE s.kind WHEN 'origin' THEN
    (SELECT coalesce(group_concat(e.key || ': ' || e.value, ' · '), '')
      FROM origins o JOIN json_each(o.extra) e WHERE o.id = s.row_id) ELSE s.title END,
  CASE s.kind WHEN 'touch' THEN (SELECT on_day FROM touches WHERE id = s.row_id)
    WHEN 'check' THEN (SELECT on_day FROM checks WHERE id = s.row_id)
    WHEN 'fact' THEN (SELECT on_day FROM facts WHERE id = s.row_id)
    WHEN 'evidence' THEN (SELECT on_day FROM evidence WHERE id = s.row_id)
    WHEN 'expectation' THEN (SELECT on_day FROM expectations WHERE id = s.row_id)
    WHEN 'promise' THEN (SELECT made_on FROM promises WHERE id = s.row_id)
    WHEN 'problem' THEN (SELECT known_on FROM problems WHERE id = s.row_id)
    WHEN 'sale' THEN (SELECT ordered_on FROM sales WHERE id = s.row_id)
    WHEN 'letter' THEN (SELECT coalesce(posted_on, made_on) FROM letters WHERE id = s.row_id)
    WHEN 'followup' THEN (SELECT due_on FROM followups WHERE id = s.row_id)
    WHEN 'ask' THEN (SELECT asked_on FROM asks WHERE id = s.row_id) END, s.body
FROM searched_{} s JOIN customers c ON c.id = s.customer_id WHERE s.row_id = ?"""


class _Named:
    """A customer whose own name, or a person of theirs, answers to what was typed."""

    __slots__ = ("city", "id", "name", "person", "rank")

    def __init__(self, rank: int, id: int, name: str, city: str, person: str = "") -> None:
        self.rank, self.id, self.name, self.city, self.person = rank, id, name, city, person


EXACT, BEGINS, WORDS, PERSON = range(4)
"""How a customer's name answers: it is those words, begins with them, or each of them begins a word
of it. The ranks of people's names follow in the same order."""


def match(words: str) -> str:
    """An FTS5 query for what was typed: every word quoted, the last one a beginning (F19, F20).

    Digits typed with spaces or dashes are one number, so that ``030-007`` finds a phone.
    """
    parts = []
    for token in _tokens(words):
        folded = fold(token)
        quoted = _quoted(token)
        parts.append(
            f"(({quoted}) OR ({_quoted(folded)}))" if folded != token.casefold() else quoted
        )
    return " AND ".join(filter(None, parts))


def _quoted(token: str) -> str:
    """The words of a token as the index parts it, which knows single words only; the last one a beginning."""
    words = (token if token.isascii() else parted(token)).replace("_", " ").split()
    return " AND ".join(
        (*(f'"{word}"' for word in words[:-1]), *(f'"{word}"*' for word in words[-1:]))
    )


def find(book: Book, words: str, limit: int = 100) -> tuple[Hit, ...]:
    """Rows that hold all the words: the exact name, names that begin so, customers, then the newest notes.

    A row whose text does not show the words at once carries a snippet that does.
    """
    from ...domain.shown.customer_views import Hit

    return tuple(Hit(*each) for each in rows_found(book.rows, words, limit))


def rows_found(rows: Ask, words: str, limit: int = 100) -> list[Found]:
    """What ``find`` finds, as plain tuples in the order of a ``Hit``; ``rows`` asks the book."""
    query = match(words)
    if not query:
        return []
    wanted = asked(words)
    places = _places(rows, whole(rows, query), " ".join(fold(words).split()), limit)
    if not places and len(wanted) == 1 and wanted[0].isdecimal():
        places = _of_number(rows, wanted[0])[:limit]
    return [
        (CALLED.get(row[0], row[0]), *row[1:], snippet(row[0], row[4], body, wanted))
        for place in places
        for *row, body in _row(rows, *row_of(place))
    ]


def _places(rows: Ask, query: str, called: str, limit: int) -> list[int]:
    """Where what is found stands, in the order of the list: who is called so, who begins so, and the rest."""
    customers = rows(CUSTOMERS, (called, limit))
    whole_words = "*" not in query
    values = (called, limit, query) if whole_words else (called, limit)
    people = rows(PEOPLE.format(MATCHED if whole_words else "people p"), values)
    tokens = asked(called)
    named = [each for each in (*customers, *people) if begin_words(tokens, each[1])]
    named.sort(key=lambda each: each[1] != called)  # what is called just so, before what begins so
    found = dict.fromkeys(place for place, _ in named)
    if len(found) < limit:
        found |= dict.fromkeys(place for (place,) in rows(PLACES, (query, limit)))
    return list(found)[:limit]


def _of_number(rows: Ask, digits: str) -> list[int]:
    """Who has a telephone number that is written otherwise in the book: with its country, or without."""
    # Of a search in many only.
    from ...domain.duplicates.numbers import SHORTEST_NUMBER
    from .number_bearers import number_bearers

    if len(digits) < SHORTEST_NUMBER:
        return []
    return [FIRST["route"] + each.route_id for each in number_bearers(rows, digits)]


def asked(words: str) -> list[str]:
    """The words that were typed, each as texts are compared."""
    return [fold(token) for token in _tokens(words)]


def _row(rows: Ask, kind: str, row_id: int) -> list[tuple[Any, ...]]:
    return rows(FOUND.format(TABLE_OF[kind]), (row_id,))


def customers_named(book: Book, words: str, limit: int = 50) -> tuple[tuple[int, str, str], ...]:
    """Customers for a name as typed: (id, name, city), by their own names first, then by people's.

    Only names count, never a role, a note, or a town. Without words everybody is listed by name.
    """
    found: dict[int, tuple[int, str, str]] = {}
    for one in _named(book, words):
        found.setdefault(one.id, (one.id, one.name, one.city))
        if len(found) == limit:
            break
    return tuple(found.values())


def _named(book: Book, words: str) -> list[_Named]:
    """Everybody whose name answers, best first; people who have left as well."""
    wanted = fold(words)
    tokens = WORD.findall(wanted)
    part = max(tokens, key=len, default=wanted)
    found = [
        _Named(rank, row_id, name, city)
        for row_id, name, city, folded in book.rows(
            "SELECT id, name, city, folded FROM customers WHERE instr(folded, ?) ORDER BY folded, id",
            (part,),
        )
        if (rank := _rank(folded, wanted, tokens)) is not None
    ]
    if wanted:
        found += [
            _Named(PERSON + rank, row_id, name, city, person)
            for row_id, name, city, person, folded in book.rows(
                "SELECT c.id, c.name, c.city, p.name, p.folded FROM people p"
                " JOIN customers c ON c.id = p.customer_id"
                " WHERE instr(p.folded, ?) ORDER BY p.folded, p.id",
                (part,),
            )
            if (rank := _rank(folded, wanted, tokens)) is not None
        ]
    return sorted(found, key=lambda one: one.rank)


def _rank(folded: str, wanted: str, tokens: list[str]) -> int | None:
    if folded == wanted:
        return EXACT
    if folded.startswith(wanted):
        return BEGINS
    return WORDS if tokens and begin_words(tokens, folded) else None


def begin_words(tokens: Sequence[str], folded: str) -> bool:
    """Whether each of the tokens begins a word of a folded text, each a word of its own."""
    there = WORD.findall(folded)
    begun = [[at for at, word in enumerate(there) if word.startswith(token)] for token in tokens]
    return _each_its_own(sorted(begun, key=len), frozenset())


def _each_its_own(begun: list[list[int]], taken: frozenset[int]) -> bool:
    if not begun:
        return True
    return any(
        _each_its_own(begun[1:], taken | {place}) for place in begun[0] if place not in taken
    )


def _tokens(words: str) -> list[str]:
    tokens = WORD.findall(words)[:MOST_WORDS]
    joined = "".join(tokens)
    return [joined] if len(tokens) > 1 and joined.isdigit() else tokens


def snippet(kind: str, title: str, body: str, wanted: Sequence[str]) -> str:
    """The part of a row's text that holds the words which its first characters do not show."""
    shown = fold(title[:AT_ONCE])
    hidden = [
        token
        for token in wanted
        if not (begin_words([token], shown) or (kind == "route" and token.isdigit()))
    ]
    body = body.removeprefix(fold(title))  # names stand there once more, as they are searched
    for text in (title, body) if hidden else ():
        for word in WORD.finditer(text):
            if fold(word[0]).startswith(tuple(hidden)):
                return _around(text, word.start())
    return ""


def _around(text: str, place: int) -> str:
    start = max(0, place - AROUND)
    if start:
        start = text.find(" ", start, place) + 1 or place
    end = min(len(text), place + AT_ONCE)
    cut = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"
