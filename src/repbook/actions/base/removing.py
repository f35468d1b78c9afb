"""Removing a row that a rep can highlight, with what can't stand without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...domain.spine.model import Change
from ...errors import NotFound
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...storage.book.row_kinds import NOUNS, TABLES
from .new_rows import heed_expectations, short
from .origins import origins_of

if TYPE_CHECKING:
    from ...storage.book.work import Work

REMOVABLE = tuple(noun for noun in TABLES if noun != "customer")
"""What a row is called that is removed by itself; a customer goes with all theirs (``take_out_customer``)."""

SAID = {
    "followup": "a follow-up",
    "evidence": "a success",
    "route": "a way to reach somebody",
}
"""A kind of row in the history, where an article and its name would not do."""

GOES_WITH = {
    "people": (
        *(("Route", "person_id"), ("ImportantDate", "person_id"), ("Address", "person_id")),
        *(("Photo", "person_id"), ("Apart", "person_id"), ("Apart", "other_person_id")),
    ),
    "sales": (("Expectation", "sale_id"),),
    "letters": (("Citation", "letter_id"),),
    "evidence": (("Citation", "evidence_id"),),
}
"""What belongs to a row so closely that it goes with it: the class and its link."""


def remove(book: Book, table: str, row_id: int, *, op_id: str | None = None) -> Change:
    """Remove one row; ``table`` is its kind ("promise") or its table ("promises").

    People go with their routes, addresses, and dates, sales with their agenda and expectations; everything
    else that points to the row stays and points nowhere. Undo brings all of it back.
    """
    noun = NOUNS.get(table, table)
    if noun not in REMOVABLE:
        raise NotFound(f"no rows are called '{table}'", f"use {', '.join(REMOVABLE)}")
    with book.write("remove a row", op_id=op_id) as work:
        row: Any = work.get(t.BY_NAME[TABLES[noun]], row_id)
        customer = work.get(t.Customer, row.customer_id)
        said = _text_of(row)
        what = SAID.get(noun) or f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"
        work.label = f"remove {what} of {customer.name}" + (f": {short(said)}" if said else "")
        take_out(work, row)
    return work.change


def take_out(work: Work, row: Any) -> None:
    """Remove a row, what goes with it, and where it came from; unlink what stays."""
    table, row_id = row.__tablename__, row.id
    for name, column in GOES_WITH.get(table, ()):
        for part in work.find(getattr(t, name), **{column: row_id}):
            take_out(work, part)
    for owner, column in t.links_to(table):
        for other in work.find(owner, **{column: row_id}):
            if _hangs(other, column):
                work.remove(other)
            else:
                setattr(other, column, None)
    whose = row_id if table == "customers" else row.customer_id
    kind = NOUNS.get(table, table)
    work.remove(*origins_of(work, kind, row_id, customer_id=whose), row)
    if isinstance(row, t.Expectation):
        heed_expectations(work, row.customer_id)


def take_out_customer(work: Work, customer: t.Customer) -> None:
    """Remove a customer and every row of theirs, children first; letters to others cite them no more."""
    for evidence in work.find(t.Evidence, customer_id=customer.id):
        work.remove(*work.find(t.Citation, evidence_id=evidence.id))
    work.remove(*work.find(t.Apart, other_id=customer.id))
    for table in reversed(t.FACT_TABLES):
        if "customer_id" in table.model_fields:
            work.remove(*work.find(table, customer_id=customer.id))
    work.remove(customer)


def _hangs(row: Any, column: str) -> bool:
    """Whether a follow-up is there only because of the row that it points to."""
    reason = {"sale_id": "agenda", "promise_id": "promise", "problem_id": "problem"}.get(column)
    return isinstance(row, t.Followup) and row.source == reason


def _text_of(row: Any) -> str:
    for column in (
        "text",
        "what",
        "title",
        "name",
        "value",
        "subject",
        "note",
        "words",
        "street",
        "city",
        "label",
    ):
        if getattr(row, column, ""):
            return str(getattr(row, column))
    return ""
