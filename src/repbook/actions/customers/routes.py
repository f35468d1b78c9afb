"""The ways to reach somebody, and what each is for: billing, out of hours, escalation (R74)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...domain.shown.whom_to_ring import situations_of
from ...domain.spine.model import Change
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ..base import validators as f
from ..base.new_rows import fill, normal, short
from ..base.validation import validated

if TYPE_CHECKING:
    from ...storage.book.work import Work

EDITABLE = {field: f.ROUTE[field] for field in ("value", "label", "situation")}


def edit(book: Book, route_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change a number or an address, its label, or what it is for. Raises ``InvalidInput``."""
    with book.write("edit a way to reach somebody", op_id=op_id) as work:
        route = work.get(t.Route, route_id)
        fill(work, route, EDITABLE, given)
        if "value" in given:
            route.digits = normal(route.kind, route.value, "value")
        if "situation" in given:
            route.situation = ", ".join(situations_of(route.situation))
        customer = work.get(t.Customer, route.customer_id)
        work.label = f"edit a way to reach {customer.name}: {short(route.value)}"
    return work.change


def serve(work: Work, person: t.Person, typed: str) -> None:
    """Within a transaction: a person is the one for these situations, with commas between, and no other.

    It is kept with their routes: what is no longer named goes from each, what is new comes to those that
    are for something already, else to all. Raises ``InvalidInput`` where there is no way to reach them.
    """
    wanted = situations_of(
        validated({"situation": f.ROUTE["situation"]}, {"situation": typed})["situation"]
    )
    routes = work.find(t.Route, person_id=person.id)
    if wanted and not routes:
        raise InvalidInput(
            f"how is {person.name} reached?", "add a phone number or an e-mail", field="situation"
        )
    before = {each for route in routes for each in situations_of(route.situation)}
    fresh = [each for each in wanted if each not in before]
    for route in [route for route in routes if route.situation] or routes:
        kept = [each for each in situations_of(route.situation) if each in wanted]
        said = {"situation": ", ".join((*kept, *fresh))}
        route.situation = validated({"situation": f.ROUTE["situation"]}, said)["situation"]
