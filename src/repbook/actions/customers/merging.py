"""Two records of one customer, or of one person, become one; or are told apart for good (§6, §7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ...domain.duplicates.side_by_side import ASIDE, Settled, settled
from ...domain.spine.model import Change
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...storage.finding.comparing import customers_side_by_side, people_side_by_side
from ...storage.reports.reviews import with_customer
from ...wording import count, fold
from ..base.new_rows import heed_expectations
from .people import no_longer_named
from .rehanging import leave_number, once, rehang

if TYPE_CHECKING:
    from ...storage.book.work import Work

NO_CHOICE: Mapping[str, str] = MappingProxyType({})


def merge(
    book: Book,
    keep_id: int,
    join_id: int,
    *,
    choices: Mapping[str, str] = NO_CHOICE,
    op_id: str | None = None,
) -> Change:
    """One customer becomes part of another: everything that hung on either hangs on ``keep_id``; one undo step.

    ``choices`` say of a field whether ``keep``, ``join``, or ``both`` stands (``side_by_side.compared`` has the
    fields, and what stands where nobody chose); what does not stand is kept aside and can be read. People of one
    name or address become one, too. The numbers of the one that goes, in every program and in our own CSV, are those
    of the one that stays. Raises ``NotFound`` where one is gone, ``InvalidInput`` for one and the same customer, or
    a choice that there is not.
    """
    with book.write("join two customers", op_id=op_id, by_model=True) as work:
        keep, join = work.get(t.Customer, keep_id), work.get(t.Customer, join_id)
        seen = customers_side_by_side(book, keep_id, join_id, choices)
        name, other = keep.name, join.name
        result = settled(keep.model_dump(), join.model_dump(), choices)
        _no_name_of_a_person(work, result, keep_id, join_id)
        _one_main(work, keep_id, join_id)
        rehang(work, "customers", join_id, keep_id)
        _take(work, keep, result)
        if result.address:
            elsewhere = t.Address(customer_id=keep_id, label=other)
            for column, value in result.address.items():
                setattr(elsewhere, column, value)
            work.add(elsewhere)
        joined = [
            (name, _join_people(work, stays, goes, NO_CHOICE))
            for stays, goes, name, _ in seen.people
        ]
        once(work, keep_id, None)
        _apart_once(work, keep_id)
        _follow_in_reviews(work, join_id, keep_id)
        leave_number(work, "customer", join_id, keep_id, keep_id, result.aside)
        work.remove(join)
        heed_expectations(work, keep_id)
        _tell(work, result, joined)
        work.label = f"join {other} to {name}" + (f" as {keep.name}" if keep.name != name else "")
    return work.change


def _no_name_of_a_person(work: Work, result: Settled, *customers: int) -> None:
    """Somebody without a firm was a customer of their own name: they bear it still, and the firm never did."""
    people = [one for customer in customers for one in work.find(t.Person, customer_id=customer)]
    if fold(result.aside.get(ASIDE["name"], "")) in {one.folded for one in people}:
        del result.aside[ASIDE["name"]]


def merge_people(
    book: Book,
    keep_id: int,
    join_id: int,
    *,
    choices: Mapping[str, str] = NO_CHOICE,
    op_id: str | None = None,
) -> Change:
    """One person becomes part of another at the same customer; the rest as ``merge``.

    Raises ``InvalidInput`` where they are at two customers: those are joined first.
    """
    with book.write("join two people", op_id=op_id, by_model=True) as work:
        keep, join = work.get(t.Person, keep_id), work.get(t.Person, join_id)
        people_side_by_side(book, keep_id, join_id, choices)
        name, other = keep.name, join.name
        customer = work.get(t.Customer, keep.customer_id)
        _tell(work, _join_people(work, keep_id, join_id, choices))
        work.label = f"join {other} to {name} at {customer.name}"
    return work.change


def tell_apart(book: Book, one_id: int, other_id: int, *, op_id: str | None = None) -> Change:
    """Two customers are two: they are not offered as likely duplicates again. Raises as ``merge``."""
    with book.write("tell two customers apart", op_id=op_id, by_model=True) as work:
        one, other = work.get(t.Customer, one_id), work.get(t.Customer, other_id)
        _two(one_id, other_id, "customer")
        known = [
            row
            for row in (
                *work.find(t.Apart, customer_id=one_id, other_id=other_id, person_id=None),
                *work.find(t.Apart, customer_id=other_id, other_id=one_id, person_id=None),
            )
            if row.other_person_id is None
        ]
        if not known:
            work.add(t.Apart(customer_id=one_id, other_id=other_id, on_day=work.today))
        work.label = f"{one.name} and {other.name} are two"
    return work.change


def tell_people_apart(
    book: Book, one_id: int, other_id: int, *, op_id: str | None = None
) -> Change:
    """Two people are two; as ``tell_apart``."""
    with book.write("tell two people apart", op_id=op_id, by_model=True) as work:
        one, other = work.get(t.Person, one_id), work.get(t.Person, other_id)
        _two(one_id, other_id, "person")
        known = (
            *work.find(t.Apart, person_id=one_id, other_person_id=other_id),
            *work.find(t.Apart, person_id=other_id, other_person_id=one_id),
        )
        if not known:
            work.add(
                t.Apart(
                    customer_id=one.customer_id,
                    person_id=one_id,
                    other_id=other.customer_id,
                    other_person_id=other_id,
                    on_day=work.today,
                )
            )
        work.label = f"{one.name} and {other.name} are two"
    return work.change


def _two(one_id: int, other_id: int, noun: str) -> None:
    if one_id == other_id:
        raise InvalidInput(f"that is one and the same {noun}", "name two", field="join")


def _join_people(work: Work, keep_id: int, join_id: int, choices: Mapping[str, str]) -> Settled:
    """Within a transaction: one person of a customer becomes part of another there."""
    keep, join = work.get(t.Person, keep_id), work.get(t.Person, join_id)
    result = settled(keep.model_dump(), join.model_dump(), choices)
    asked_for = keep.main or (join.main and join.left_on is None)
    leaves = keep.left_on is None
    rehang(work, "people", join_id, keep_id)
    _take(work, keep, result)
    keep.main = bool(asked_for)
    if leaves and keep.left_on is not None:
        no_longer_named(work, keep)
    once(work, keep.customer_id, keep_id)
    _apart_once(work, keep.customer_id)
    leave_number(work, "person", join_id, keep_id, keep.customer_id, result.aside)
    work.remove(join)
    return result


def _take(work: Work, row: Any, result: Settled) -> None:
    for column, value in result.changes.items():
        setattr(row, column, value)
    work.flush()


def _one_main(work: Work, keep_id: int, join_id: int) -> None:
    """One person to ask for: that of the customer that stays, if there is one."""
    there = [
        [one for one in work.find(t.Person, customer_id=row_id, main=True) if one.left_on is None]
        for row_id in (keep_id, join_id)
    ]
    if all(there):
        for one in there[1]:
            one.main = False


def _apart_once(work: Work, customer_id: int) -> None:
    """What told somebody from themselves goes, and what is said twice."""
    rows = {
        row.id: row
        for column in ("customer_id", "other_id")
        for row in work.find(t.Apart, **{column: customer_id})
    }
    said: set[frozenset[tuple[int, int | None]]] = set()
    for row in rows.values():
        pair = frozenset(((row.customer_id, row.person_id), (row.other_id, row.other_person_id)))
        if len(pair) == 1 or pair in said:
            work.remove(row)
        said.add(pair)


def _follow_in_reviews(work: Work, old: int, new: int) -> None:
    """The verdicts of past reviews were about the customer that stays."""
    for review in work.find(t.Review):
        verdicts = with_customer(review.verdicts, old, new)
        if verdicts != review.verdicts:
            review.verdicts = verdicts


def _tell(work: Work, result: Settled, people: Iterable[tuple[str, Settled]] = ()) -> None:
    """Who was joined along, and what does not stand, in the notes of the change."""
    people = tuple(people)
    if people:
        named = ", ".join(dict.fromkeys(name for name, _ in people))
        work.notes.append(f"{count(len(people), 'person', 'people')} joined along: {named}")
    aside = [f"{label} {value}" for label, value in result.aside.items()]
    if result.address:
        aside.append(f"address {', '.join(filter(None, result.address.values()))}")
    aside += [
        f"{label} {value} ({name})" for name, one in people for label, value in one.aside.items()
    ]
    if aside:
        work.notes.append(f"kept aside: {'; '.join(aside)}")
