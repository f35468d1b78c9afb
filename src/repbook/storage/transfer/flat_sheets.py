"""The book as a spreadsheet sees it: flat tables with names instead of ids, for CSV.

What is confidential stays in the book (R27): only facts can be, and those are left out here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..book.book import Book
from ..book.book_file import BookFile
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


def _columns(*names: str) -> tuple[tuple[str, str], ...]:
    """Columns whose header is the column's own name: ``due_on`` is headed "due on"."""
    return tuple((name.replace("_", " "), f'x."{name}"') for name in names)


def _route(owner: str, kind: str) -> tuple[str, str]:
    """The first way to reach somebody of a kind; the routes' own sheet has all of them."""
    header = "e-mail" if kind == "email" else kind
    return header, (
        f"(SELECT value FROM routes WHERE {owner} AND kind = '{kind}' ORDER BY id LIMIT 1)"
    )


def _flag(header: str, column: str) -> tuple[str, str]:
    return header, f"CASE x.{column} WHEN 1 THEN 'yes' ELSE 'no' END"


def _id(header: str, column: str) -> tuple[str, str]:
    return header, f":mark || '-' || {column}"


ID = _id("id", "x.id")
CUSTOMER = (_id("customer id", "c.id"), ("customer", "c.name"))
PERSON = ("person", "coalesce(n.name, '')")
SALE = _id("sale id", "x.sale_id")
NEED = _id("need id", "x.need_id")
CENTS = "CASE WHEN x.amount IS NOT NULL THEN printf('%s%d.%02d', iif(x.amount < 0, '-', ''), abs(x.amount) / 100, abs(x.amount) % 100) END"
OF_CUSTOMER = "customer_id = x.id AND person_id IS NULL"
OF_PERSON = "person_id = x.id"


def _of(table: str) -> str:
    return (
        f"{table} x JOIN customers c ON c.id = x.customer_id"
        " LEFT JOIN people n ON n.id = x.person_id"
    )


SHEETS = (
    Sheet(
        "customers",
        "customers x",
        (
            _id("customer id", "x.id"),
            ("customer", "x.name"),
            *_columns("tier", "state", "state_reason", "industry", "website", "street"),
            *_columns("postcode", "city", "region", "country"),
            _route(OF_CUSTOMER, "phone"),
            _route(OF_CUSTOMER, "email"),
            *_columns("goal", "note"),
            ("created", "x.created_on"),
            ("off the book since", "x.state_on"),
            *_columns("wake_on", "wish_aim", "wish_limit", "answer_hours", "fix_days", "left_risk"),
            *_columns("followed_from", "follow_consent_on"),
        ),
    ),
    Sheet(
        "people",
        "people x JOIN customers c ON c.id = x.customer_id",
        (
            _id("person id", "x.id"),
            ("name", "x.name"),
            *CUSTOMER,
            ("role", "x.role"),
            _flag("main contact", "main"),
            *(_route(OF_PERSON, kind) for kind in ("phone", "mobile", "email", "fax")),
            (
                "birthday",
                "(SELECT printf('%s%02d-%02d', iif(year IS NULL, '--', printf('%04d-', year)), month,"
                " day) FROM dates WHERE person_id = x.id AND kind = 'birthday' ORDER BY id LIMIT 1)",
            ),
            _flag("newsletter", "newsletter"),
            *_columns("do_not", "since_on", "left_on", "note"),
        ),
    ),
    Sheet(
        "sales",
        _of("sales"),
        (
            _id("sale id", "x.id"),
            ("title", "x.title"),
            ("order number", "x.number"),
            *CUSTOMER,
            PERSON,
            ("ordered on", "x.ordered_on"),
            ("promised on", "x.promised_on"),
            ("live on", "x.live_on"),
            ("paid on", "x.paid_on"),
            ("amount", CENTS),
            *_columns("currency", "kind", "settled_on", "cancelled_on", "invoice_due_on", "note"),
        ),
    ),
    Sheet(
        "touches",
        _of("touches"),
        (
            _id("touch id", "x.id"),
            *CUSTOMER,
            PERSON,
            ("day", "x.on_day"),
            *_columns("at", "kind", "reach", "topic"),
            _flag("they called", "incoming"),
            *_columns("minutes", "note"),
        ),
    ),
    Sheet(
        "checks",
        _of("checks"),
        (
            *(ID, *CUSTOMER, PERSON, SALE, ("day", "x.on_day")),
            *_columns("score", "words", "change_text", "became", "gained", "works_well"),
            ("to improve", "x.to_improve"),
        ),
    ),
    Sheet(
        "promises",
        _of("promises"),
        (
            *(ID, *CUSTOMER, PERSON, SALE),
            *_columns("text", "made_on", "due_on", "state", "closed_on", "reason"),
            _flag("theirs", "theirs"),
        ),
    ),
    Sheet(
        "problems",
        _of("problems"),
        (
            *(ID, *CUSTOMER, PERSON, SALE),
            *_columns("text", "severity", "arose_on", "known_on", "plan", "fix_by", "solved_on"),
            *_columns("resolution", "confirmed_on", "customer_said", "recheck_on", "cause"),
        ),
    ),
    Sheet(
        "followups",
        _of("followups"),
        (
            *(ID, *CUSTOMER, PERSON, SALE),
            *_columns("due_on", "at", "what", "kind", "source", "state", "reason", "done_on"),
            *_columns("delegated_to", "every_days"),
        ),
    ),
    Sheet(
        "expectations",
        _of("expectations"),
        (
            *(ID, *CUSTOMER, PERSON, SALE, ("day", "x.on_day")),
            *_columns("text", "due_on", "state", "asked_on", "words"),
        ),
    ),
    Sheet(
        "evidence",
        _of("evidence"),
        (
            *(ID, *CUSTOMER, PERSON, SALE, ("day", "x.on_day")),
            *_columns("kind", "text", "amount", "unit", "source", "tags", "told_on", "told_by"),
        ),
    ),
    Sheet(
        "facts",
        f"{_of('facts')} WHERE NOT x.confidential",
        (
            *(ID, *CUSTOMER, PERSON, SALE, ("day", "x.on_day")),
            *_columns("kind", "text", "said_by", "state"),
        ),
    ),
    Sheet(
        "letters",
        _of("letters"),
        (
            *(ID, *CUSTOMER, PERSON, SALE),
            *_columns("kind", "subject", "body", "made_on", "posted_on", "source"),
            NEED,
        ),
    ),
    Sheet(
        "asks",
        _of("asks"),
        (
            *(ID, *CUSTOMER, PERSON),
            *_columns("kind", "text", "asked_on", "answer", "answered_on", "outcome", "thanked_on"),
            NEED,
            _flag("no need known", "no_need"),
            *_columns("override_reason", "referred"),
        ),
    ),
    Sheet(
        "citations",
        "citations x JOIN customers c ON c.id = x.customer_id",
        (
            *(ID, *CUSTOMER),
            *(_id("letter id", "x.letter_id"), _id("evidence id", "x.evidence_id")),
        ),
    ),
    Sheet(
        "dates",
        _of("dates"),
        (ID, *CUSTOMER, PERSON, *_columns("kind", "label", "month", "day", "year")),
    ),
    Sheet(
        "routes",
        _of("routes"),
        (ID, *CUSTOMER, PERSON, *_columns("kind", "value", "label", "situation")),
    ),
)


IMPORTED = (
    ("customer", "customers"),
    ("person", "people"),
    ("sale", "sales"),
    ("touch", "touches"),
    ("followup", "followups"),
)
"""The sheets that an import reads, by what it calls their rows."""


def mark(book: BookFile) -> str:
    """What tells this book's ids from another book's: the beginning of its first operation's id."""
    first = book.row("SELECT substr(op_id, 1, 8) FROM operations ORDER BY id LIMIT 1")
    return str(first[0]) if first else "0"


def own_ids(book: BookFile) -> dict[tuple[str, str], int]:
    """The ids that this book's own CSV bears, by sort of row: importing it again adds nothing."""
    ours = mark(book)
    return {
        (entity, f"{ours}-{row_id}"): row_id
        for entity, table in IMPORTED
        for (row_id,) in book.rows(f"SELECT id FROM {table}")
    }


def read(book: Book) -> Iterator[tuple[Sheet, Iterator[Row]]]:
    """The sheets with their rows, customers first; ``whole_book.snapshot`` makes them one moment's."""
    values = {"mark": mark(book)}
    for sheet in SHEETS:
        yield sheet, rows_of(book, sheet.sql, sheet.name, values)
