"""A person who goes to another employer and follows the rep there (R23)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ...domain.growth.growth import with_you_since
from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import count, fold
from ..base import validators as f
from ..base.new_rows import belongs, make_fact, make_route, not_ahead
from ..base.validation import day, in_order, line, validated
from .customers import put_back, put_customer
from .people import no_longer_named, put_person, take_parts

if TYPE_CHECKING:
    from ...storage.book.work import Work


def follow(
    book: Book,
    customer_id: int,
    person_id: int,
    employer: str,
    consent_on: date | None,
    *,
    phone: str = "",
    email: str = "",
    op_id: str | None = None,
) -> Change:
    """A person leaves this customer for ``employer`` and goes on buying from the rep.

    They are marked as gone here, and stand at the other customer, who is made unless there is one of that
    name. ``consent_on`` is the day on which they said that they may be called there. What goes with them is
    theirs: birthday, what they would rather not have, the rep's own note, and what is personal, but nothing
    said in confidence and nothing of what the old employer bought. The first sale here becomes the day since
    which they have known the rep, so that tenure goes on.

    Raises ``InvalidInput`` without consent, for the employer they leave, and where two customers bear the name.
    """
    with book.write("a person follows", op_id=op_id, by_model=True) as work:
        old = work.get(t.Customer, customer_id)
        belongs(work, customer_id, {"person_id": person_id})
        person = work.get(t.Person, person_id)
        given = validated(
            {"employer": line(f.NAME, needed=True), "consent_on": day(needed=True)},
            {"employer": employer, "consent_on": consent_on},
        )
        not_ahead(work, given["consent_on"], "consent_on")
        since = _known_since(work, old, person)
        new = _employer(work, old, given["employer"])
        new.followed_from = old.name
        new.follow_consent_on = given["consent_on"]
        here = _stands_there(work, new, person)
        take_parts(here, person)
        for kind, value in ((k.RouteKind.PHONE, phone), (k.RouteKind.EMAIL, email)):
            if value.strip():
                make_route(work, new.id, kind, value, person_id=here.id)
        here.since_on = min(filter(None, (since, here.since_on)), default=None)
        facts = _personal(work, old, person)
        for fact in facts:
            copied = make_fact(
                work,
                new.id,
                fact.kind,
                fact.text,
                on_day=fact.on_day,
                said_by=fact.said_by,
                person_id=here.id,
            )
            copied.last_asked_on = fact.last_asked_on
        if person.left_on is None:
            in_order(person.since_on, work.today, "they left before they came", "left_on")
            person.left_on = work.today
            no_longer_named(work, person)
        work.label = f"{person.name} goes to {new.name}, and follows"
        work.notes.append(f"{count(len(facts), 'personal fact')} went along, no sale did")
    return work.change


def _known_since(work: Work, old: t.Customer, person: t.Person) -> date | None:
    """Since when the person has known the rep: the first sale, or what an earlier move brought."""
    orders = [
        sale.ordered_on
        for sale in work.find(t.Sale, customer_id=old.id)
        if sale.cancelled_on is None
    ]
    known = [person.since_on] if person.since_on else []
    return with_you_since(min(orders, default=None), bool(old.followed_from), known)


def _employer(work: Work, old: t.Customer, name: str) -> Any:
    """The customer that a person goes to: the one of that name, or a new one of the same tier."""
    if fold(name) == old.folded:
        raise InvalidInput("they are there already", "name the new employer", field="employer")
    known = work.find(t.Customer, folded=fold(name))
    if len(known) > 1:
        raise InvalidInput(
            f"{len(known)} customers are called {known[0].name}",
            "tell them apart by name first: edit one",
            field="employer",
        )
    if not known:
        return put_customer(work, name=name, tier=old.tier)
    if known[0].state != k.CustomerState.ACTIVE:
        put_back(work, known[0])
        work.notes.append(f"{known[0].name} is back on the book")
    return known[0]


def _stands_there(work: Work, new: Any, person: t.Person) -> t.Person:
    """The person at the new employer: whoever bears the name there already, or a new row."""
    known = [
        other
        for other in work.find(t.Person, customer_id=new.id, folded=person.folded)
        if other.left_on is None
    ]
    if known:
        return known[0]
    here = put_person(work, new.id, person.name, main=None, do_not=person.do_not, note=person.note)
    for each in work.find(t.ImportantDate, person_id=person.id):
        work.add(
            t.ImportantDate(
                customer_id=new.id,
                person_id=here.id,
                kind=each.kind,
                label=each.label,
                month=each.month,
                day=each.day,
                year=each.year,
            )
        )
    return here


def _personal(work: Work, old: t.Customer, person: t.Person) -> list[t.Fact]:
    """What is personal and not in confidence. What names nobody is about the main contact."""
    whose = {person.id, None} if person.main else {person.id}
    return [
        fact
        for fact in work.find(t.Fact, customer_id=old.id, kind=k.FactKind.PERSONAL)
        if fact.person_id in whose and not fact.confidential
    ]
