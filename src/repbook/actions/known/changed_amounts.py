"""Sales that have neither an id nor a number, of which a newer file tells another amount: they are the same (§7).

Such a sale is known by its customer, what was sold, the day, and the amount. Where the book has one that differs in
the amount alone, and the newer file tells of that one no more, its amount was changed.
"""

from __future__ import annotations

from collections import defaultdict

from ...interchange.mapping.row_identity import stable_id
from ...interchange.reading.records import Parsed, SaleRecord
from ...storage.book.book_file import BookFile
from ...wording import fold
from .recognise import HASHED, SALE
from .renumbered import renumbered

IDS = "SELECT external_id FROM came_from WHERE program = ? AND entity = ? AND external_id LIKE '#%'"
STANDING = """
SELECT o.external_id, s.title, s.ordered_on, s.amount FROM came_from o JOIN sales s ON s.id = o.row_id
WHERE o.program = ? AND o.entity = ? AND o.external_id LIKE '#%' AND s.number = ''
"""
NAMELESS = frozenset(("order", "invoice", "sale", "quote", "subscription"))
"""What a sale is called of which nothing tells what was sold: two of one day are none too many."""


def amounts_found(book: BookFile, parsed: Parsed, family: str) -> Parsed:
    """``parsed`` with the ids that sales had before their amounts were changed."""
    known = {one for (one,) in book.rows(IDS, (family, SALE))}
    if not known:
        return parsed
    fresh: defaultdict[tuple[str, str], list[SaleRecord]] = defaultdict(list)
    for one in parsed.sales:
        if _by_what_it_says(one) and one.external_id not in known:
            fresh[fold(one.title), one.ordered_on.isoformat()].append(one)
    if not fresh:
        return parsed
    told = {one.external_id for one in parsed.sales}
    given: dict[str, str] = {}
    for external_id, title, day, amount in book.rows(STANDING, (family, SALE)):
        if external_id in told:
            continue
        same = [
            one
            for one in fresh.get((fold(title), day), ())
            if stable_id(_whose(one), title, day, str(amount)) == external_id
        ]
        if len(same) == 1 and same[0].external_id not in given:
            given[same[0].external_id] = external_id
    if not given:
        return parsed
    return renumbered(parsed, given)


def _by_what_it_says(one: SaleRecord) -> bool:
    """Whether a sale is known by what it says alone, and says what was sold."""
    plain = one.external_id.startswith(HASHED) and "-" not in one.external_id
    return plain and not one.number and fold(one.title) not in NAMELESS


def _whose(one: SaleRecord) -> str:
    return one.customer_name or one.customer_external_id or one.person_external_id
