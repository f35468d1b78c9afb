"""People at a customer, the ways to reach them, and their birthdays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import count, fold
from ..base import validators as f
from ..base.new_rows import fill, make_route, normal, not_ahead
from ..base.removing import take_out
from ..base.validation import in_order, line, validated
from .own_days import put_birthday, put_other
from .routes import put_another, serve

if TYPE_CHECKING:
    from ...storage.book.work import Work

ROUTES = {
    "phone": k.RouteKind.PHONE,
    "mobile": k.RouteKind.MOBILE,
    "email": k.RouteKind.EMAIL,
}


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
    situation: str = "",
    birthday: str = "",
    other_day: str = "",
    newsletter: bool = False,
    note: str = "",
    op_id: str | None = None,
) -> Change:
    """A person at a customer. With ``main`` None, the first one there is the one to ask for.

    ``situation`` is what they are to be reached for, with commas between: "billing, out of hours" (R74).
    ``birthday`` is a day of the year as typed: "12 jun", "12 jun 1980", or ISO; ``other_day`` another one
    with its name: "shop anniversary 12 jun". Raises ``InvalidInput`` with the field that was refused,
    ``AmbiguousDay`` for "3/4".
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
            situation=situation,
            birthday=birthday,
            other_day=other_day,
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
    situation: str = "",
    birthday: str = "",
    other_day: str = "",
    **given: Any,
) -> t.Person:
    """A new person's row, with routes and days."""
    values = validated(f.PERSON, {**given, "name": name})
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
    serve(work, person, situation)
    if birthday.strip():
        put_birthday(work, person, birthday)
    if other_day.strip():
        put_other(work, person, other_day)
    return person


PARTS = ("name_prefix", "given_name", "middle_name", "family_name", "name_suffix")


def _forget_parts(person: t.Person) -> None:
    """The parts of a name that a file gave are those of that name alone."""
    for column in PARTS:
        setattr(person, column, "")


def take_parts(here: t.Person, there: t.Person) -> None:
    """The parts of a name go along with whoever bears it elsewhere."""
    if here.name == there.name and not any(getattr(here, column) for column in PARTS):
        for column in PARTS:
            setattr(here, column, getattr(there, column))


def edit(book: Book, person_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change the given fields: those of ``validators.PERSON``, phone, mobile, email, situation, and birthday.

    An empty route or birthday is taken out. ``other_day`` is one more day of theirs, as in ``add``, ``other_route``
    one more way to reach them.
    """
    with book.write("edit a person", op_id=op_id) as work:
        person = work.get(t.Person, person_id)
        routes = {kind: given.pop(kind) for kind in ROUTES if kind in given}
        birthday, other_day = given.pop("birthday", None), given.pop("other_day", "")
        situation, other_route = given.pop("situation", None), given.pop("other_route", "")
        becomes_main = given.pop("main", person.main)
        was_on_list = person.newsletter
        called = person.name
        fill(work, person, f.PERSON, given)
        person.folded = fold(person.name)
        if person.name != called:
            _forget_parts(person)
        not_ahead(work, person.left_on, "left_on")
        in_order(person.since_on, person.left_on, "they left before they came", "left_on")
        if person.newsletter != was_on_list:
            person.newsletter_since = work.today if person.newsletter else None
        if "left_on" in given and person.left_on is None:
            others = _other_mains(work, person)
            # Who is back does not take the place again.
            becomes_main = becomes_main and all(other.left_on for other in others)
        if becomes_main and not person.main:
            _make_main(work, person)
        person.main = bool(becomes_main)
        _reach(work, person, routes)
        if other_route.strip():
            put_another(work, person.customer_id, other_route, person)
        if situation is not None:
            serve(work, person, situation)
        if birthday is not None:
            put_birthday(work, person, birthday)
        if other_day.strip():
            put_other(work, person, other_day)
        work.label = f"edit {person.name}"
    return work.change


def left(
    book: Book,
    person_id: int,
    on: date | None = None,
    *,
    instead: int | None = None,
    op_id: str | None = None,
) -> Change:
    """A person is no longer there, since today or the day given; what they said stays.

    ``instead`` is who of those who are still there is to be asked for from now on.
    """
    with book.write("a person left", op_id=op_id) as work:
        person = work.get(t.Person, person_id)
        customer = work.get(t.Customer, person.customer_id)
        fill(work, person, f.PERSON, {"left_on": on or work.today})
        not_ahead(work, person.left_on, "left_on")
        in_order(person.since_on, person.left_on, "they left before they came", "left_on")
        no_longer_named(work, person)
        still_there = work.find(t.Person, customer_id=customer.id, left_on=None)
        person.main = person.main or not still_there  # the only one was the one to ask for
        if instead is not None:
            _make_main(work, _still_there(work, person, instead))
        work.label = f"{person.name} left {customer.name}"
    return work.change


def _still_there(work: Work, person: t.Person, instead: int) -> t.Person:
    """Somebody else of the same customer who has not left. Raises ``InvalidInput``."""
    other = work.get(t.Person, instead)
    if other.customer_id != person.customer_id or other.left_on is not None or other is person:
        raise InvalidInput(
            f"{other.name} is not there to be asked for", "name somebody who is", field="instead"
        )
    return other


def no_longer_named(work: Work, person: t.Person) -> None:
    """What is still to be done at their customer is no longer with somebody who left."""
    waiting = work.find(t.Followup, person_id=person.id, state=k.FollowupState.OPEN)
    for followup in waiting:
        followup.person_id = None
    if waiting:
        work.notes.append(f"{count(len(waiting), 'follow-up')} of theirs: whom to ask for now?")


def remove(book: Book, person_id: int, *, op_id: str | None = None) -> Change:
    """Remove a person with their routes and dates; what was said and done with them stays."""
    with book.write("remove a person", op_id=op_id) as work:
        person = work.get(t.Person, person_id)
        work.label = f"remove {person.name}"
        take_out(work, person)
    return work.change


def _other_mains(work: Work, person: t.Person) -> list[t.Person]:
    """Who else is, or was until they left, the one to ask for."""
    mains = work.find(t.Person, customer_id=person.customer_id, main=True)
    return [other for other in mains if other.id != person.id]


def _make_main(work: Work, person: t.Person) -> None:
    """Make this the one person to ask for. Only who follows another is new since today."""
    others = _other_mains(work, person)
    if others and person.since_on is None:
        person.since_on = work.today
    for other in others:
        other.main = other.left_on is not None
    person.main = True


def _reach(work: Work, person: t.Person, routes: dict[str, str]) -> None:
    """Set, change, or take out the first route of each kind that was given."""
    for field, typed in routes.items():
        kind = ROUTES[field]
        value = validated({field: line(f.WHAT)}, {field: typed})[field]
        known = work.find(t.Route, person_id=person.id, kind=kind)
        if not value:
            work.remove(*known[:1])
        elif not known:
            make_route(work, person.customer_id, kind, value, person_id=person.id)
        else:
            known[0].value, known[0].digits = value, normal(kind, value)
