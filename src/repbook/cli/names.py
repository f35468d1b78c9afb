"""Which customer is meant by a name as typed."""

from __future__ import annotations

from ..errors import NotFound
from ..storage.book import Book
from ..storage.search import customers_named
from ..wording import fold

MOST_NAMED = 8


def one_customer(book: Book, name: str) -> tuple[int, str]:
    """The id and name of the one customer who is called so, or of the only one who is near.

    Raises ``NotFound`` where there is none, or where several could be meant, naming them.
    """
    found = customers_named(book, name) if name.strip() else ()
    exact = [one for one in found if fold(one[1]) == fold(name)]
    if len(exact) == 1 or (len(found) == 1 and not exact):
        one = (exact or found)[0]
        return one[0], one[1]
    if not found:
        raise NotFound(f"nobody in the book is called '{name}'", "try `repbook find`")
    several = exact or found
    said = ", ".join(f"{one[1]} ({one[2]})" if one[2] else one[1] for one in several[:MOST_NAMED])
    more = f" and {len(several) - MOST_NAMED} more" if len(several) > MOST_NAMED else ""
    raise NotFound(f"'{name}' may be {said}{more}", "type more of the name")
