"""Orders of plain tables that bear one number and are two: a table of nobody's program may count anew.

Whoever numbers the orders of each year from 1 has an order 2 of last year and one of this. A program's own
numbers are its own; those of a plain table are believed where something else agrees.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice

from ...interchange.programs.profiles import PLAIN
from ...interchange.reading.records import Parsed, SaleRecord
from ...storage.book.book_file import BookFile
from ...wording import fold
from .changed_amounts import amounts_found
from .known_events import family_of
from .order_lines import ANY, lines_found
from .recognise import CUSTOMER, REFERRED, SALE
from .renumbered import renumbered
from .told_apart_names import Numbered, numbers_apart

ENOUGH = 2
"""So many of customer, day, amount, and title must agree; one of them the rep may have put right."""
KNOWN = """
SELECT o.external_id, s.title, s.ordered_on, s.amount, c.folded, s.customer_id
FROM came_from o JOIN sales s ON s.id = o.row_id JOIN customers c ON c.id = s.customer_id
WHERE o.program = ? AND o.entity = ? AND o.external_id IN (SELECT value FROM json_each(?))
"""
OWNERS = """
SELECT external_id, row_id FROM came_from
WHERE program = ? AND entity IN (?, ?) AND external_id IN (SELECT value FROM json_each(?))
"""
AT_ONCE = 1000
"""So many sales are looked up together."""
Stands = tuple[str, str, int | None, str, int]
"""A sale in the book: title, day, amount, folded name and id of the customer."""


def told_apart(book: BookFile, parsed: Parsed, so_far: Numbered) -> Parsed:
    """``parsed`` with an id of its own for each row of a plain table whose number another row of the book bears.

    ``so_far`` is what was told apart in the files before it.
    """
    family = family_of(parsed.program)
    if parsed.sales:
        parsed = amounts_found(book, lines_found(book, parsed, family), family)
    if family != PLAIN:
        return parsed
    parsed = numbers_apart(book, parsed, PLAIN, so_far)
    if not (parsed.sales and book.row(ANY, (PLAIN, SALE))):
        return parsed
    given = {one.external_id: own for one, own in _given(book, parsed.sales)}
    if not given:
        return parsed
    return renumbered(parsed, given)


def _given(book: BookFile, sales: Iterable[SaleRecord]) -> Iterator[tuple[SaleRecord, str]]:
    """The sales that are others than those of their number in the book, and the number of each."""
    rest = iter(sales)
    while some := list(islice(rest, AT_ONCE)):
        ids = json.dumps([one.external_id for one in some])
        firms = json.dumps(list({one.customer_external_id for one in some}))
        known = {row[0]: row[1:] for row in book.rows(KNOWN, (PLAIN, SALE, ids))}
        owners = dict(book.rows(OWNERS, (PLAIN, CUSTOMER, REFERRED, firms))) if known else {}
        for one in some:
            own = _own(one, known, owners)
            if own != one.external_id:
                yield one, own


def _own(sale: SaleRecord, known: dict[str, Stands], owners: dict[str, int]) -> str:
    found = known.get(sale.external_id)
    owner = owners.get(sale.customer_external_id, 0)
    if found is None or _agree(sale, owner, *found) >= ENOUGH:
        return sale.external_id
    return f"{sale.external_id} of {sale.ordered_on}"


def _agree(
    sale: SaleRecord,
    owner: int,
    title: str,
    ordered_on: str,
    amount: int | None,
    customer: str,
    customer_id: int,
) -> int:
    """How much of a sale is as it stands in the book; a title that only repeats the number says nothing.

    ``owner`` is the customer whose number the sale gives: a table of orders often names nobody otherwise.
    """
    said = fold(sale.title)
    return sum(
        (
            ordered_on == sale.ordered_on.isoformat(),
            amount is not None and amount == sale.amount,
            customer == fold(sale.customer_name) or owner == customer_id,
            fold(title) == said and said not in ("order", fold(f"Order {sale.number}")),
        )
    )
