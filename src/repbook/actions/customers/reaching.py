"""Whom to reach at a customer, and for what: billing, out of hours, escalation (R74)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...domain.spine import kinds as k
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...values import NamedTuple
from ...wording import clean, fold
from ..base import validators as f
from ..base.new_rows import make_fact, make_route, normal
from ..base.validation import validated
from .own_days import put_birthday
from .people import put_person

if TYPE_CHECKING:
    from ...storage.book.work import Work


class WhomToReach(NamedTuple):
    """Somebody at a customer: known by name, or new. ``situation`` is what they are to be reached for,
    ``birthday`` a day of the year as typed, ``personal`` something to ask after (R19, R20).
    """

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    situation: str = ""
    birthday: str = ""
    personal: str = ""


def read_whom(typed: str, situation: str) -> WhomToReach:
    """``Jo Marsh, buyer, 0113 496 0009, jo@marsh.example``: the name first, the rest in any order.

    Raises ``InvalidInput`` naming the situation as the field.
    """
    name = role = phone = email = ""
    for part in filter(None, map(clean, typed.replace(";", ",").split(","))):
        if "@" in part:
            email = part
        elif sum(char.isdigit() for char in part) >= 3:
            phone = part
        elif not name:
            name = part
        else:
            role = part
    if not name:
        raise InvalidInput(
            "whose is it?", "such as Jo, 0113 496 0009", field=situation.replace(" ", "_")
        )
    return WhomToReach(name, role, phone, email, situation)


def put_whom(work: Work, customer_id: int, whom: WhomToReach) -> t.Person:
    """Somebody at a customer with what was said of them; what the book knows already stays.

    Raises ``InvalidInput`` with the situation as its field where there is no way to reach them.
    """
    person = _known(work, customer_id, whom.name)
    if person is None:
        person = put_person(work, customer_id, whom.name, main=None, role=whom.role)
    elif whom.role.strip():
        person.role = validated({"role": f.PERSON["role"]}, {"role": whom.role})["role"]
    if whom.birthday.strip():
        put_birthday(work, person, whom.birthday)
    if whom.personal.strip():
        make_fact(
            work, customer_id, k.FactKind.PERSONAL, whom.personal.strip(), person_id=person.id
        )
    routes = [
        _route(work, person, kind, value)
        for kind, value in ((k.RouteKind.PHONE, whom.phone), (k.RouteKind.EMAIL, whom.email))
        if value.strip()
    ]
    if whom.situation:
        _for_situation(work, person, routes, whom.situation)
    return person


def _known(work: Work, customer_id: int, name: str) -> t.Person | None:
    """The person of that name who is still there."""
    named = work.find(t.Person, customer_id=customer_id, folded=fold(clean(name)))
    return next((person for person in named if person.left_on is None), None)


def _route(work: Work, person: t.Person, kind: k.RouteKind, value: str) -> t.Route:
    """The person's route of that value, made if it is new."""
    digits = normal(kind, value)
    for route in work.find(t.Route, person_id=person.id):
        same = digits and route.digits == digits
        if same or fold(route.value) == fold(clean(value)):
            return route
    return make_route(work, person.customer_id, kind, value, person_id=person.id)


def _for_situation(work: Work, person: t.Person, routes: list[t.Route], situation: str) -> None:
    reach = routes or work.find(t.Route, person_id=person.id)[:1]
    if not reach:
        raise InvalidInput(
            f"how is {person.name} reached?",
            "add a phone number or an e-mail",
            field=situation.replace(" ", "_"),
        )
    for route in reach:
        known = [part for part in route.situation.split(", ") if part]
        if situation not in known:
            said = {"situation": ", ".join((*known, situation))}
            route.situation = validated({"situation": f.ROUTE["situation"]}, said)["situation"]
