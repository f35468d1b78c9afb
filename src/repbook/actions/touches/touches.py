"""A call logged in seconds: one form, one line, everything that came out of it, one undo step.

What a touch was about follows from its line where nobody says it: personal remarks alone make it personal,
with anything else besides both, and everything else is business (R21).
"""

from __future__ import annotations

from typing import Any

from ...domain.line.capture import Capture, ItemKind, parse_line
from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ..base import validators as f
from ..base.new_rows import fill, make_touch, not_ahead
from .log_entry import LogEntry
from .outcomes import file_line, settle
from .touch_words import done_with, logged


def log(book: Book, entry: LogEntry, *, rules: Rules, op_id: str | None = None) -> Change:
    """File a touch and all that its line says: all of it, or nothing.

    Raises ``InvalidInput`` with ``field`` "line" for the first thing in the line that has to be
    asked about, and with the form's field for anything else.
    """
    with book.write("log a touch", op_id=op_id) as work:
        customer = work.get(t.Customer, entry.customer_id)
        work.label = f"log {logged(entry)} {customer.name}"
        own = [customer.name, *(one.name for one in work.find(t.Person, customer_id=customer.id))]
        said = parse_line(
            entry.line, work.today, day_first=entry.day_first, business=rules.business, own=own
        )
        for error in said.errors:
            raise InvalidInput(error.message, error.hint, field="line")
        person_id = entry.person_id
        if entry.new_person.strip():
            from ..customers.reaching import WhomToReach, put_whom

            person_id = put_whom(work, entry.customer_id, WhomToReach(entry.new_person)).id
        touch = make_touch(
            work,
            entry.customer_id,
            kind=entry.kind,
            reach=entry.reach,
            incoming=entry.incoming,
            note=said.note,
            person_id=person_id,
            sale_id=entry.sale_id,
            topic=entry.topic or _topic(said, entry),
            minutes=entry.minutes,
            on_day=entry.on_day or work.today,
        )
        if touch.person_id is not None:
            work.label += f" · {work.get(t.Person, touch.person_id).name}"
        file_line(work, touch, (*said.heard, *said.items))
        settle(work, entry, touch, said.note, own, rules)
    return work.change


def edit(
    book: Book,
    touch_id: int,
    *,
    customer_id: int | None = None,
    rules: Rules,
    op_id: str | None = None,
    **given: Any,
) -> Change:
    """Put a touch right: the given fields (those of ``validators.TOUCH``), and whose it is.

    What came of it goes along and bears its person and its day; at another customer (``customer_id``) what
    it had settled for the old one opens again, and nobody is its person unless one is given. Raises
    ``InvalidInput`` with the field, "customer" where it can't go there.
    """
    from .mending import follow
    from .refiling import Touched, hung_on, take_along

    with book.write("edit a touch", op_id=op_id) as work:
        touch = work.get(t.Touch, touch_id)
        before, hung = Touched.of(touch), hung_on(work, touch)
        goes = customer_id not in (None, touch.customer_id)
        old = work.get(t.Customer, touch.customer_id)
        customer = work.get(t.Customer, customer_id or 0) if goes else old
        if goes:
            take_along(work, touch, customer, hung, rules)
        fill(work, touch, f.TOUCH, given)
        not_ahead(work, touch.on_day, "on_day")
        follow(work, touch, before, hung)
        it = done_with(touch.kind, touch.incoming)
        if goes:
            work.label = f"refile {it} {customer.name}, not {old.name}"
        else:
            work.label = f"edit {it} {customer.name}"
    return work.change


def _topic(said: Capture, entry: LogEntry) -> k.Topic:
    """What a touch was about: personal, business, or both."""
    private = (ItemKind.PERSONAL, ItemKind.BIRTHDAY)
    personal = [item.kind in private for item in said.items] + [True] * len(entry.asked)
    if not any(personal):
        return k.Topic.BUSINESS
    besides = said.note or entry.also_done or entry.kept or entry.score is not None
    return k.Topic.PERSONAL if all(personal) and not besides else k.Topic.BOTH
