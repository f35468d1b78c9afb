"""The customers of an import, and those that its other records only refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...domain.spine import kinds as k
from ...interchange.filing.customer_records import LONGEST_SAID
from ...interchange.programs.profiles import PLAIN
from ...interchange.reading.packed import told
from ...interchange.reading.records import CustomerRecord, PersonRecord, Standing
from ...storage.book import lazy_tables as t
from ...wording import fold
from ..known.recognise import CUSTOMER, PERSON, REFERRED, Known, same_name
from .customers_again import (
    NUMBER,
    TEXTS,
    TIERS,
    compare_customer,
    extra_of,
    meet_customer,
    said_of_customer,
    stand_in,
    texts_of,
)
from .filing_addresses import claim, file_further, file_photos
from .import_desk import Desk
from .known_customers import known_customer
from .met_again import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .who_is_meant import Event


def file_customers(desk: Desk) -> None:
    """File every customer that the file holds or names; the rest of the import finds them."""
    for batch in desk.batches(desk.parsed.customers):
        _file(desk, batch)
    for people in desk.batches(desk.parsed.people) if _may_refer(desk) else ():
        there = desk.book.origins
        new = [one for one in people if (PERSON, one.external_id) not in there]
        desk.find_elsewhere(new)
        _refer(desk, [one for one in new if one.external_id not in desk.elsewhere])
    for events in desk.events() if not desk.is_by_itself else ():
        _refer(desk, [one for one in events if one.customer_external_id or one.customer_name])


def _may_refer(desk: Desk) -> bool:
    """Whether a person of the file may be of no customer of it, may have its address, or may be in the book."""
    return desk.has_people or any(
        addresses or not (external_id and desk.is_present(CUSTOMER, external_id))
        for external_id, addresses in told(desk.parsed.people, "customer_external_id", "addresses")
    )


def _file(desk: Desk, customers: list[CustomerRecord]) -> None:
    fresh: list[Known] = []
    owned: list[tuple[Known, CustomerRecord]] = []
    for record in customers:
        desk.step()
        row_id = desk.known_row(CUSTOMER, record.external_id)
        if row_id is not None:
            meet_customer(desk, row_id, record)
            continue
        account = desk.book.by_id.get(record.external_id)
        if account is None or account.own:
            account = same_name(desk.book.by_name[fold(record.name)], record.city)
            account = account or known_customer(desk, record)
        if account is None:
            account = _new(desk, record.name, record)
            fresh.append(account)
        else:
            desk.linked(CUSTOMER, account.id)
        account.own = True
        for external_id in (record.external_id, *record.also):
            desk.book.by_id[external_id] = account
        owned.append((account, record))
    desk.put(t.Customer, fresh)
    for account, record in owned:
        _complete(desk, account, record)


def _refer(desk: Desk, records: Iterable[PersonRecord | Event]) -> None:
    """File the customers whom these records name, as far as nobody has them."""
    fresh: list[Known] = []
    referred: list[tuple[Known, str]] = []
    for referring in records:
        external_id = referring.customer_external_id
        account = desk.account(referring)
        if account is None:
            desk.counts["unnamed"] += not referring.customer_name
            account = _new(desk, referring.customer_name or stand_in(external_id))
            if _former(referring) and account.values is not None:
                account.values |= _gone(desk, "former customer")
            fresh.append(account)
        if isinstance(referring, PersonRecord):
            claim(desk, account, referring)
        if external_id and external_id not in desk.book.by_id:
            desk.book.by_id[external_id] = account
            referred.append((account, external_id))
    desk.put(t.Customer, fresh)
    plain = desk.parsed.program.startswith(PLAIN)
    for account, external_id in referred:
        number = {NUMBER: external_id} if plain and len(external_id) <= LONGEST_SAID else {}
        desk.origin(account.id, REFERRED, account.id, external_id, number)


def _former(referring: PersonRecord | Event) -> bool:
    """Whether somebody without a firm, who is a customer alone, was one once."""
    standing = getattr(referring, "standing", Standing.CUSTOMER)
    return standing is Standing.FORMER and referring.customer_name == getattr(referring, "name", "")


def _new(desk: Desk, name: str, record: CustomerRecord | None = None) -> Known:
    folded = fold(name)
    values: dict[str, Any] = {"name": name, "folded": folded, "created_on": desk.work.today}
    if record is not None:
        if record.standing is Standing.FORMER:
            values |= _gone(desk, record.status)
        values["tier"] = record.tier if record.tier in TIERS else k.Tier.B
        values |= zip(TEXTS, texts_of(record), strict=True)
        values |= record.own
    account = Known(values=values, city=record.city if record else "", new=True)
    desk.book.by_name[folded].append(account)
    return account


def _gone(desk: Desk, word: str) -> dict[str, Any]:
    """How a customer stands in the book whom the file calls a former one: off it, with the file's word."""
    desk.counts["former"] += 1
    reason = f'"{word}" in the file that was imported'
    return {
        "state": k.CustomerState.LOST,
        "state_reason": reason[:200],
        "state_on": desk.work.today,
    }


def _complete(desk: Desk, account: Known, record: CustomerRecord) -> None:
    """Give a customer its routes and its origin, and what it lacks if it was in the book."""
    extra = extra_of(record)
    if not account.new:
        row = desk.work.get(t.Customer, account.id)
        compare_customer(desk, row, Kept(), record, extra, linked=True)
    else:
        desk.reach(account.id, None, record.routes)
        file_further(desk, account.id, record)
        file_photos(desk, account.id, None, record.photos)
        said = said_of_customer(record)
        desk.origin(account.id, CUSTOMER, account.id, record.external_id, extra, said=said)
    for further in record.also:
        desk.origin(account.id, CUSTOMER, account.id, further, {})
