"""The ways to reach somebody, and what each is for: billing, out of hours, escalation (R74)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...domain.shown.whom_to_ring import situations_of
from ...domain.spine.kinds import RouteKind
from ...domain.spine.model import Change
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import clean, fold
from ..base import validators as f
from ..base.new_rows import fill, make_route, normal, short
from ..base.validation import validated

if TYPE_CHECKING:
    from ...storage.book.work import Work

NUMBER = re.compile(r"[+(]?\d[\d\s()./-]*\d(?:\s*(?:ext|x)\.?\s*\d+)?", re.IGNORECASE)
MAIL = re.compile(r"[^\s,;:<>]+@[^\s,;:<>]+")
KINDS = {
    **dict.fromkeys(("mobile", "mob", "cell", "mobile phone"), RouteKind.MOBILE),
    **dict.fromkeys(("fax", "telefax"), RouteKind.FAX),
}
"""Labels that say what kind of number it is, and no more than that."""
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


def put_another(
    work: Work, customer_id: int, typed: str, person: t.Person | None = None
) -> t.Route:
    """Within a transaction: one more way to reach a person, or the customer itself: ``direct line 0113 496 0010``.

    One that is known already only gets the label. Raises ``InvalidInput``.
    """
    kind, value, label = read_another(typed)
    label = validated({"other_route": f.ROUTE["label"]}, {"other_route": label})["other_route"]
    digits = normal(kind, value, "other_route")
    owner = {"person_id": person.id if person else None}
    for known in work.find(t.Route, customer_id=customer_id, **owner):
        if (digits and known.digits == digits) or fold(known.value) == fold(value):
            known.label = label or known.label
            return known
    return make_route(work, customer_id, kind, value, label=label, **owner)


def read_another(typed: str) -> tuple[RouteKind, str, str]:
    """What kind of way it is, the number or the address itself, and its label. Raises ``InvalidInput``."""
    text = clean(typed)
    mail = MAIL.search(text)
    found = mail or NUMBER.search(text)
    label = f"{text[: found.start()]} {text[found.end() :]}" if found else text
    label = " ".join(label.split()).strip(" ,;:<>()")
    if found is None or sum(char.isdigit() for char in label) > 2 or "@" in label:
        raise InvalidInput(
            "one number, or one e-mail address",
            "such as direct line 0113 496 0010",
            field="other_route",
        )
    if mail is not None:
        return RouteKind.EMAIL, mail[0], label
    kind = KINDS.get(fold(label), RouteKind.PHONE)
    return kind, found[0], "" if kind is not RouteKind.PHONE else label


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
