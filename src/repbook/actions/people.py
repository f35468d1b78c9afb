"""People at a customer, the ways to reach them, and their birthdays."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from ..domain import kinds as k
from ..domain.dates import parse_day
from ..domain.model import Change
from ..errors import InvalidInput
from ..storage import late as t
from ..storage.book import Book
from ..wording import MONTHS, clean, fold
from . import fields as f
from .checked import checked, in_order, line
from .making import fill, make_route, normal, not_ahead
from .rows import take_out

if TYPE_CHECKING:
    from ..storage.work import Work

ROUTES = {
    "phone": k.RouteKind.PHONE,
    "mobile": k.RouteKind.MOBILE,
    "email": k.RouteKind.EMAIL,
}
LEAP_YEAR = date(2000, 1, 1)


def add(
    book: Book,
    customer_id: int,
    name: str,
    *,
    role: str = "",
    phone: str = "",
    mobile: str = "",
    email: str = "",
    main: bool | None = None,
    birthday: str = "",
    newsletter: bool = False,
    note: str = "",
    op_id: str | None = None,
) -> Change:
    """A person at a customer. With ``main`` None, the first one there is the one to ask for.

    ``birthday`` is a day of the year as typed: "12 jun", "12 jun 1980", or ISO. Raises
    ``InvalidInput`` with the field that was refused, ``AmbiguousDay`` for "3/4".
    """
    with book.write("add a person", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        person = put_person(
            work,
            customer_id,
            name,
            main=main,
            role=role,
            phone=phone,
            mobile=mobile,
            email=email,
            birthday=birthday,
            newsletter=newsletter,
            note=note,
        )
        work.label = f"add {person.name} at {customer.name}"
    return work.change


def put_person(
    work: Work,
    customer_id: int,
    name: str,
    *,
    main: bool | None,
    phone: str = "",
    mobile: str = "",
    email: str = "",
    birthday: str = "",
    **given: Any,
) -> t.Person:
    """A new person's row, with routes and birthday."""
    values = checked(f.PERSON, {**given, "name": name})
    if main is None:
        main = not any(
            other.left_on is None for other in work.find(t.Person, customer_id=customer_id)
        )
    person = work.add(t.Person(customer_id=customer_id, **values, folded=fold(values["name"])))
    if person.newsletter:
        person.newsletter_since = work.today
    if main:
        _make_main(work, person)
    _reach(work, person, {"phone": phone, "mobile": mobile, "email": email})
    if birthday.strip():
        put_birthday(work, person, birthday)
    return person


def edit(book: Book, person_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change the given fields: those of ``fields.PERSON``, phone, mobile, email, and birthday.

    An empty route or birthday is taken out.
    """
    with book.write("edit a person", op_id=op_id) as work:
        person = work.get(t.Person, person_id)
        routes = {kind: given.pop(kind) for kind in ROUTES if kind in given}
        birthday = given.pop("birthday", None)
        becomes_main = given.pop("main", person.main)
        was_on_list = person.newsletter
        fill(work, person, f.PERSON, given)
        person.folded = fold(person.name)
        not_ahead(work, person.left_on, "left_on")
        in_order(person.since_on, person.left_on, "they left before they came", "left_on")
        if person.newsletter != was_on_list:
            person.newsletter_since = work.today if person.newsletter else None
        if becomes_main and not person.main:
            _make_main(work, person)
        person.main = bool(becomes_main)
        _reach(work, person, routes)
        if birthday is not None:
            put_birthday(work, person, birthday)
        work.label = f"edit {person.name}"
    return work.change


def left(book: Book, person_id: int, on: date | None = None, *, op_id: str | None = None) -> Change:
    """A person is no longer there, since today or the day given; what they said stays."""
    with book.write("a person left", op_id=op_id) as work:
        person = work.get(t.Person, person_id)
        customer = work.get(t.Customer, person.customer_id)
        fill(work, person, f.PERSON, {"left_on": on or work.today})
        not_ahead(work, person.left_on, "left_on")
        in_order(person.since_on, person.left_on, "they left before they came", "left_on")
        work.label = f"{person.name} left {customer.name}"
    return work.change


def remove(book: Book, person_id: int, *, op_id: str | None = None) -> Change:
    """Remove a person with their routes and dates; what was said and done with them stays."""
    with book.write("remove a person", op_id=op_id) as work:
        person = work.get(t.Person, person_id)
        work.label = f"remove {person.name}"
        take_out(work, person)
    return work.change


def birthday_of(typed: str) -> tuple[int, int, int | None]:
    """Month, day, and year or None, of a birthday as typed. Raises ``InvalidInput``."""
    said = clean(typed).lower()
    months = tuple(month.lower() for month in MONTHS)
    words = re.findall(r"[^\W\d]+|[^\w\s./,-]", said)
    if not said[:1].isalnum() or any(
        word[:3] not in months and word not in ("st", "nd", "rd", "th", "of") for word in words
    ):
        raise InvalidInput(
            f"'{said[:40]}' is no day of the year",
            "such as 12 jun or 12 jun 1980",
            field="birthday",
        )
    found = parse_day(said, LEAP_YEAR)
    return found.month, found.day, found.year if re.search(r"\d{4}", said) else None


def _make_main(work: Work, person: t.Person) -> None:
    """Make this the one person to ask for. Only who follows another is new since today."""
    others = [
        other
        for other in work.find(t.Person, customer_id=person.customer_id, main=True)
        if other.id != person.id
    ]
    if others and person.since_on is None:
        person.since_on = work.today
    for other in others:
        other.main = other.left_on is not None
    person.main = True


def _reach(work: Work, person: t.Person, routes: dict[str, str]) -> None:
    """Set, change, or take out the first route of each kind that was given."""
    for field, typed in routes.items():
        kind = ROUTES[field]
        value = checked({field: line(f.WHAT)}, {field: typed})[field]
        known = work.find(t.Route, person_id=person.id, kind=kind)
        if not value:
            work.remove(*known[:1])
        elif not known:
            make_route(work, person.customer_id, kind, value, person_id=person.id)
        else:
            known[0].value, known[0].digits = value, normal(kind, value)


def put_birthday(work: Work, person: t.Person, typed: str) -> None:
    """Set a person's birthday as typed, or take it out where nothing is."""
    known = work.find(t.ImportantDate, person_id=person.id, kind=k.DateKind.BIRTHDAY)
    if not typed.strip():
        work.remove(*known)
        return
    month, day, year = birthday_of(typed)
    birthday = known[0] if known else None
    if birthday is None:
        work.add(
            t.ImportantDate(
                customer_id=person.customer_id, person_id=person.id, month=month, day=day, year=year
            )
        )
    else:
        birthday.month, birthday.day, birthday.year = month, day, year
