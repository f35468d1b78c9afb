"""Customers: onto the book, changed, off the book with a reason, back, and removed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import fold
from ..base import validators as f
from ..base.new_rows import make_route
from ..base.removing import take_out_customer
from ..base.validation import day, line, validated, whole, word
from .people import put_person
from .routes import put_another

if TYPE_CHECKING:
    from ...storage.book.work import Work

LEFT_BEFORE = 14
"""Days before a customer leaves at which the risk should have said something."""


def add(
    book: Book,
    name: str,
    *,
    tier: str = "B",
    industry: str = "",
    website: str = "",
    street: str = "",
    city: str = "",
    region: str = "",
    postcode: str = "",
    country: str = "",
    note: str = "",
    phone: str = "",
    email: str = "",
    person: str = "",
    role: str = "",
    op_id: str | None = None,
) -> Change:
    """A new customer, with the first person there if one is named; else the routes are its own.

    Raises ``InvalidInput`` with the field that was refused. A name that is in the book already is
    allowed: the form warns of it (F18).
    """
    with book.write("add a customer", op_id=op_id) as work:
        customer = put_customer(
            work,
            name=name,
            tier=tier,
            industry=industry,
            website=website,
            street=street,
            city=city,
            region=region,
            postcode=postcode,
            country=country,
            note=note,
        )
        work.label = f"add {customer.name}"
        if validated({"person": line(f.NAME)}, {"person": person})["person"]:
            put_person(work, customer.id, person, main=True, role=role, phone=phone, email=email)
        else:
            for kind, value in ((k.RouteKind.PHONE, phone), (k.RouteKind.EMAIL, email)):
                if value.strip():
                    make_route(work, customer.id, kind, value)
    return work.change


def put_customer(work: Work, **given: Any) -> Any:
    """A new customer's row."""
    values = validated(f.CUSTOMER, given)
    return work.add(t.Customer(**values, folded=fold(values["name"]), created_on=work.today))


def edit(book: Book, customer_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change the given fields (those of ``validators.CUSTOMER``); the others stay as they are.

    ``other_route`` is one more way to reach the customer itself: a switchboard, an office address.
    """
    other_route = given.pop("other_route", "")
    with book.write("edit a customer", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        if other_route.strip():
            put_another(work, customer_id, other_route)
        for column, value in validated(f.CUSTOMER, given).items():
            setattr(customer, column, value)
        customer.folded = fold(customer.name)
        work.label = f"edit {customer.name}"
    return work.change


def set_rhythm(
    book: Book,
    customer_id: int,
    aim: int | None,
    limit: int | None,
    *,
    op_id: str | None = None,
) -> Change:
    """How often this customer wants to hear from us, in days; None for both: as the tier says.

    Raises ``InvalidInput`` where the limit is missing, or shorter than the aim.
    """
    with book.write("set a rhythm", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        put_rhythm(customer, aim, limit)
        work.label = f"rhythm of {customer.name}: {rhythm_said(aim, limit)}"
    return work.change


def put_rhythm(customer: Any, aim: int | None, limit: int | None) -> None:
    """Check and keep a customer's wish; see ``set_rhythm``."""
    days = whole(1, 3660)
    wish = validated({"aim": days, "limit": days}, {"aim": aim, "limit": limit})
    if (wish["aim"] is None) != (wish["limit"] is None):
        missing = "aim" if wish["aim"] is None else "limit"
        raise InvalidInput(f"the {missing} is missing", "give both, or neither", field=missing)
    if wish["aim"] is not None and wish["limit"] < wish["aim"]:
        raise InvalidInput(
            "the limit is shorter than the aim", "the aim comes first", field="limit"
        )
    customer.wish_aim, customer.wish_limit = wish["aim"], wish["limit"]


def rhythm_said(aim: int | None, limit: int | None) -> str:
    """A rhythm in a few words, for the history."""
    return f"every {aim} to {limit} d" if aim is not None else "as the tier says"


def leave(
    book: Book,
    customer_id: int,
    state: str,
    reason: str,
    wake_on: date | None = None,
    *,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """Take a customer off the book, with a reason: dormant until a day, lost, or moved (R06, R07).

    Raises ``InvalidInput`` without a reason, for a dormant customer without a day to wake, and
    where the customer is as described already.
    """
    with book.write("take a customer off the book", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        put_off_the_book(work, customer, state, reason, wake_on, rules)
        work.label = f"{customer.name} off the book: {customer.state}"
    return work.change


def put_off_the_book(
    work: Work, customer: Any, state: str, reason: str, wake_on: date | None, rules: Rules
) -> None:
    """Check and keep how a customer leaves; see ``leave``."""
    given = validated(
        {"state": word(k.CustomerState), "reason": f.REASON, "wake_on": day()},
        {"state": state, "reason": reason, "wake_on": wake_on},
    )
    if given["state"] == k.CustomerState.ACTIVE:
        raise InvalidInput("that is no way to leave", "say dormant, lost, or moved", field="state")
    if given["state"] == k.CustomerState.DORMANT:
        if given["wake_on"] is None or given["wake_on"] <= work.today:
            raise InvalidInput(
                "a dormant customer needs a day to wake", "give a day after today", field="wake_on"
            )
    elif given["wake_on"] is not None:
        raise InvalidInput("only dormant customers wake", "leave the day out", field="wake_on")
    if customer.state == k.CustomerState.ACTIVE:
        customer.left_risk = _risk_before(work, customer.id, rules)
    customer.state = given["state"]
    customer.state_reason = given["reason"]
    customer.state_on = work.today
    customer.wake_on = given["wake_on"]


def _risk_before(work: Work, customer_id: int, rules: Rules) -> int | None:
    """What the risk said two weeks ago, kept beside the reason so that a rep can weigh it; None if unknown."""
    from ...domain.today.standing import standing
    from ...storage.facts.customer_facts import facts_of

    facts = facts_of(work.book.connection, customer_id)
    then = work.today - timedelta(days=LEFT_BEFORE)
    if facts is None or facts.created_on > then:
        return None
    risk = standing(facts, then, rules).risk
    return risk.score if risk.known else None


def come_back(book: Book, customer_id: int, *, op_id: str | None = None) -> Change:
    """Put a customer back on the book. Raises ``InvalidInput`` where they are on it."""
    with book.write("put a customer back", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        if customer.state == k.CustomerState.ACTIVE:
            raise InvalidInput(f"{customer.name} is on the book", "nothing to do", field="state")
        put_back(work, customer)
        work.label = f"{customer.name} back on the book"
    return work.change


def put_back(work: Work, customer: Any) -> None:
    """On the book again, from today on."""
    customer.state = k.CustomerState.ACTIVE
    customer.state_reason = ""
    customer.state_on = work.today
    customer.wake_on = None
    customer.left_risk = None


def remove(book: Book, customer_id: int, *, op_id: str | None = None) -> Change:
    """Remove a customer with everything about it; undo brings all of it back (F116)."""
    with book.write("remove a customer", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        work.label = f"remove {customer.name}"
        take_out_customer(work, customer)
    return work.change
