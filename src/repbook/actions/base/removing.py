"""Removing a row that a rep can highlight, with what can't stand without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...domain.spine.model import Change
from ...errors import NotFound
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from .new_rows import heed_expectations, short

if TYPE_CHECKING:
    from ...storage.book.work import Work

TABLES = {
    "touch": "Touch",
    "check": "Check",
    "promise": "Promise",
    "problem": "Problem",
    "followup": "Followup",
    "evidence": "Evidence",
    "fact": "Fact",
    "expectation": "Expectation",
    "person": "Person",
    "sale": "Sale",
    "route": "Route",
    "date": "ImportantDate",
    "letter": "Letter",
    "ask": "Ask",
}
"""What a row is called on screen, and its table's class."""

SAID = {
    "followup": "a follow-up",
    "evidence": "a success",
    "expectation": "an expectation",
    "route": "a way to reach somebody",
    "ask": "an ask",
}
"""A kind of row in the history, where "a" and its name would not do."""

GOES_WITH = {
    "people": (("Route", "person_id"), ("ImportantDate", "person_id")),
    "sales": (("Expectation", "sale_id"),),
    "letters": (("Citation", "letter_id"),),
    "evidence": (("Citation", "evidence_id"),),
}
"""What belongs to a row so closely that it goes with it: the class and its link."""

LINKS = {
    "people": "person_id",
    "sales": "sale_id",
    "touches": "touch_id",
    "promises": "promise_id",
    "problems": "problem_id",
    "letters": "letter_id",
    "facts": "need_id",
}
"""The column by which other rows point to a row of a table."""


def remove(book: Book, table: str, row_id: int, *, op_id: str | None = None) -> Change:
    """Remove one row; ``table`` is its kind ("promise") or its table ("promises").

    People go with their routes and dates, sales with their agenda and expectations; everything
    else that points to the row stays and points nowhere. Undo brings all of it back.
    """
    name = _class_name(table)
    with book.write("remove a row", op_id=op_id) as work:
        row: Any = work.get(getattr(t, name), row_id)
        customer = work.get(t.Customer, row.customer_id)
        said = _text_of(row)
        noun = next(kind for kind, held in TABLES.items() if held == name)
        what = SAID.get(noun, f"a {noun}")
        work.label = f"remove {what} of {customer.name}" + (f": {short(said)}" if said else "")
        take_out(work, row)
    return work.change


def take_out(work: Work, row: Any) -> None:
    """Remove a row, what goes with it, and where it came from; unlink what stays."""
    table, row_id = row.__tablename__, row.id
    for name, column in GOES_WITH.get(table, ()):
        for part in work.find(getattr(t, name), **{column: row_id}):
            take_out(work, part)
    column = LINKS.get(table, "")
    for owner in t.FACT_TABLES if column else ():
        if column not in owner.model_fields:
            continue
        for other in work.find(owner, **{column: row_id}):
            if _hangs(other, column):
                work.remove(other)
            else:
                setattr(other, column, None)
    work.remove(*work.find(t.Origin, entity=_noun(table), row_id=row_id), row)
    if isinstance(row, t.Expectation):
        heed_expectations(work, row.customer_id)


def take_out_customer(work: Work, customer: t.Customer) -> None:
    """Remove a customer and every row of theirs, children first; letters to others cite them no more."""
    for evidence in work.find(t.Evidence, customer_id=customer.id):
        work.remove(*work.find(t.Citation, evidence_id=evidence.id))
    for table in reversed(t.FACT_TABLES):
        if "customer_id" in table.model_fields:
            work.remove(*work.find(table, customer_id=customer.id))
    work.remove(customer)


def _hangs(row: Any, column: str) -> bool:
    """Whether a follow-up is there only because of the row that it points to."""
    reason = {"sale_id": "agenda", "promise_id": "promise", "problem_id": "problem"}.get(column)
    return isinstance(row, t.Followup) and row.source == reason


def _class_name(table: str) -> str:
    if table in TABLES:
        return TABLES[table]
    for name in TABLES.values():
        if getattr(t, name).__tablename__ == table:
            return name
    raise NotFound(f"no rows are called '{table}'", f"use {', '.join(TABLES)}")


def _noun(table: str) -> str:
    return next(
        (noun for noun, name in TABLES.items() if getattr(t, name).__tablename__ == table), table
    )


def _text_of(row: Any) -> str:
    for column in ("text", "what", "title", "name", "value", "subject", "note", "words", "label"):
        if getattr(row, column, ""):
            return str(getattr(row, column))
    return ""
