"""`E`: edit the highlighted row, or the customer where no row is highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...actions import (
    customers,
    evidence,
    facts,
    followups,
    people,
    problems,
    promises,
    sales,
    touches,
)
from ...domain.kinds import Severity
from ...domain.model import Change
from ...storage.book import Book
from ..forms import Field, Save, Values
from ..target import Target
from .options import Ask

if TYPE_CHECKING:
    from ..app import RepbookApp

EDITS: dict[str, tuple[str, Any, tuple[Field, ...]]] = {
    "touch": (
        "touches",
        touches.edit,
        (Field("note", "words"), Field("on_day", "when", "day", future=False)),
    ),
    "promise": ("promises", promises.edit, (Field("text", "said", required=True),)),
    "problem": (
        "problems",
        problems.edit,
        (
            Field("text", "trouble", required=True),
            Field("severity", "how bad", "choice", tuple(Severity)),
            Field("fix_by", "fixed by", "day"),
        ),
    ),
    "followup": (
        "followups",
        followups.edit,
        (Field("what", "what", required=True), Field("due_on", "when", "day", required=True)),
    ),
    "evidence": (
        "evidence",
        evidence.edit,
        (Field("text", "went well", required=True), Field("source", "says who")),
    ),
    "fact": (
        "facts",
        facts.edit,
        (Field("text", "their words", required=True), Field("said_by", "said by")),
    ),
    "person": (
        "people",
        people.edit,
        (Field("name", "name", required=True), Field("role", "role"), Field("note", "note")),
    ),
    "sale": (
        "sales",
        sales.edit,
        (
            Field("title", "they bought", required=True),
            Field("promised_on", "promised for", "day"),
            Field("live_on", "live on", "day"),
            Field("paid_on", "paid on", "day"),
        ),
    ),
    "customer": (
        "customers",
        customers.edit,
        (
            Field("name", "customer", required=True),
            Field("tier", "tier", "choice", ("A", "B", "C", "D")),
            Field("industry", "industry"),
            Field("street", "street"),
            Field("postcode", "postcode"),
            Field("city", "city"),
            Field("country", "country"),
            Field("website", "website"),
            Field("note", "note"),
        ),
    ),
}


def read_row(book: Book, table: str, row_id: int) -> dict[str, Any]:
    """A row's columns as they stand, for a form to begin with."""
    from ...storage.images import image

    return image(book.connection, table, row_id) or {}


async def edit_row(app: RepbookApp, target: Target) -> Change | None:
    """The form of a row, filled with what it says now."""
    kind = target.kind if target.kind in EDITS else "customer"
    row_id = target.row_id if kind == target.kind and kind != "customer" else target.customer_id
    table, action, fields = EDITS[kind]
    row = await app.keeper.ask(read_row, table, row_id)
    filled = tuple(field._replace(start=_start(field, row.get(field.name))) for field in fields)

    def save(form: Ask, values: Values) -> Save:
        changed = {
            field.name: _value(form, field, values)
            for field in filled
            if values[field.name] != field.start
        }
        return form.act(action, row_id, **changed)

    return await app.push_screen_wait(
        Ask(f"edit-{kind}", target._replace(row_id=row_id), f"Edit {kind}", filled, save, about=" ")
    )


def _start(field: Field, value: Any) -> str:
    if field.kind == "choice":
        return str(field.options.index(value) + 1) if value in field.options else ""
    return "" if value is None else str(value)


def _value(form: Ask, field: Field, values: Values) -> Any:
    if field.kind == "day":
        return form.day(values, field.name)
    if field.kind == "choice":
        return field.options[int(values[field.name]) - 1] if values[field.name] else None
    return values[field.name]
