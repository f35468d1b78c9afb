"""The book as a spreadsheet sees it: flat tables with names instead of ids, for CSV.

What is confidential stays in the book (R27): only facts can be, and those are left out here.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...values import NamedTuple
from ..book.book import Book
from ..book.joined import mark as mark  # noqa: PLC0414  its numbers bear it
from ..book.row_kinds import ROW_KINDS
from .whole_book import Row, rows_of


class Sheet(NamedTuple):
    """One table of an export. Each column is a header and the SQL that fills it."""

    name: str
    source: str
    columns: tuple[tuple[str, str], ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(name for name, _ in self.columns)

    @property
    def sql(self) -> str:
        """The one query for all rows, oldest first."""
        filled = ", ".join(sql for _, sql in self.columns)
        return f"SELECT {filled} FROM {self.source} ORDER BY x.id"


def _first(owner: str, kind: str) -> str:
    """The first way to reach somebody of a kind; the routes' own sheet has all of them."""
    return f"(SELECT value FROM routes WHERE {owner} AND kind = '{kind}' ORDER BY id LIMIT 1)"


def _flag(column: str) -> str:
    return f"CASE x.{column} WHEN 1 THEN 'yes' ELSE 'no' END"


def _id(column: str) -> str:
    return f":mark || '-' || {column}"


OF_CUSTOMER = "customer_id = x.id AND person_id IS NULL"
OF_PERSON = "person_id = x.id"
BIRTHDAY = (
    "(SELECT printf('%s%02d-%02d', iif(year IS NULL, '--', printf('%04d-', year)), month,"
    " day) FROM dates WHERE person_id = x.id AND kind = 'birthday' ORDER BY id LIMIT 1)"
)
KNOWN = {
    "id": _id("x.id"),
    "customer id": _id("c.id"),
    "customer": "c.name",
    "person": "coalesce(n.name, '')",
    "sale id": _id("x.sale_id"),
    "need id": _id("x.need_id"),
    "letter id": _id("x.letter_id"),
    "evidence id": _id("x.evidence_id"),
    "day": "x.on_day",
    "theirs": _flag("theirs"),
    "newsletter": _flag("newsletter"),
    "main contact": _flag("main"),
    "they called": _flag("incoming"),
    "no need known": _flag("no_need"),
    "order number": "x.number",
    "created": "x.created_on",
    "off the book since": "x.state_on",
    "birthday": BIRTHDAY,
    "phone": _first(OF_PERSON, "phone"),
    "e-mail": _first(OF_PERSON, "email"),
    "mobile": _first(OF_PERSON, "mobile"),
    "fax": _first(OF_PERSON, "fax"),
}
"""Headers that stand for more than a column of their own name."""
CENTS = "CASE WHEN x.amount IS NOT NULL THEN printf('%s%d.%02d', iif(x.amount < 0, '-', ''), abs(x.amount) / 100, abs(x.amount) % 100) END"


def _of(table: str) -> str:
    return (
        f"{table} x JOIN customers c ON c.id = x.customer_id"
        " LEFT JOIN people n ON n.id = x.person_id"
    )


MEANT: dict[str, dict[str, str]] = {
    "customers": {
        "customer id": _id("x.id"),
        "customer": "x.name",
        "phone": _first(OF_CUSTOMER, "phone"),
        "e-mail": _first(OF_CUSTOMER, "email"),
    },
    "people": {"person id": _id("x.id")},
    "sales": {"sale id": _id("x.id"), "amount": CENTS},
    "touches": {"touch id": _id("x.id")},
    "dates": {"day": 'x."day"'},
}
"""Headers that mean something else on one sheet."""
SOURCES = {
    "customers": "customers x",
    "people": "people x JOIN customers c ON c.id = x.customer_id",
    "facts": f"{_of('facts')} WHERE NOT x.confidential",
    "citations": "citations x JOIN customers c ON c.id = x.customer_id",
}
"""Where the rows of a sheet come from, if not from all of its table with the customer and the person."""


def _sheet(table: str, headers: str) -> Sheet:
    """The sheet of a table. Each header is one of ``KNOWN``, or a column: ``due_on`` is headed "due on"."""
    meant = {**KNOWN, **MEANT.get(table, {})}
    filled = (
        (head.replace("_", " "), meant.get(head, f'x."{head}"')) for head in headers.split(", ")
    )
    return Sheet(table, SOURCES.get(table) or _of(table), tuple(filled))


KEPT = Sheet(
    "kept",
    "came_from x JOIN customers c ON c.id = x.customer_id"
    " JOIN json_each(iif(json_valid(x.extra), x.extra, '{}')) e"
    " LEFT JOIN people n ON x.entity = 'person' AND n.id = x.row_id WHERE e.value <> ''",
    (
        ("customer id", _id("c.id")),
        ("customer", "c.name"),
        ("person", "coalesce(n.name, '')"),
        ("kept with", "x.entity"),
        ("label", "e.key"),
        ("value", "CAST(e.value AS TEXT)"),
        ("from", "x.program"),
    ),
)
"""What files said that nothing in the book takes, a line a row."""
SHEETS = (*(_sheet(kind.table, kind.sheet) for kind in ROW_KINDS if kind.sheet), KEPT)


IMPORTED = (
    ("customer", "customers"),
    ("person", "people"),
    ("sale", "sales"),
    ("touch", "touches"),
    ("followup", "followups"),
)
"""The sheets that an import reads, by what it calls their rows."""


def read(book: Book) -> Iterator[tuple[Sheet, Iterator[Row]]]:
    """The sheets with their rows, customers first; ``whole_book.snapshot`` makes them one moment's."""
    values = {"mark": mark(book)}
    for sheet in SHEETS:
        yield sheet, rows_of(book, sheet.sql, sheet.name, values)
