"""What the People tab says of a person or a customer beneath the ways to reach them: where they are to be
found, the note, and what was kept of files that nothing in the book takes.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from ...domain.shown.customer_summary import kept_of_customer
from ...domain.shown.customer_views import AddressView, CustomerPage, PersonView
from ...wording import clean, count
from ..lists.entries import Entry

SHOWN = 4
"""So many kept lines stand one by one; of more, the last one holds the rest, to be read with Enter."""


def about_person(page: CustomerPage, person: PersonView) -> list[Entry]:
    """The addresses of a person, their note, and their kept lines."""
    places = [_address(one) for one in page.addresses if one.person_id == person.id]
    kept = [one.text for one in page.kept_of("person", person.id)]
    note = [_line(("note", person.id), person.note, "note")] if person.note else []
    return [*places, *note, *_folded(("person", person.id), kept)]


def about_customer(page: CustomerPage) -> list[Entry]:
    """The further addresses of a customer, and the kept lines of all that is no person's."""
    places = [_address(one) for one in page.addresses if one.person_id is None]
    return [*places, *_folded(("customer", page.id), kept_of_customer(page))]


def _address(address: AddressView) -> Entry:
    said = f"  ⌂ {clean(address.text)}"
    return Entry(
        ("address", address.id), said, aside=address.called, kind="address", row_id=address.id
    )


def _line(key: Hashable, text: str, aside: str) -> Entry:
    return Entry(key, f"    {text}", aside=aside, tone="quiet")


def _folded(key: Hashable, lines: Sequence[str]) -> list[Entry]:
    """Lines one by one, and those that are too many as one."""
    several = lines if len(lines) <= SHOWN else lines[: SHOWN - 1]
    entries = [_line(("kept", key, at), line, "kept") for at, line in enumerate(several)]
    rest = lines[len(several) :]
    if rest:
        more = f"{count(len(rest), 'line')} more, Enter reads them:"
        entries.append(_line(("kept", key, "rest"), "\n".join((more, *rest)), "kept"))
    return entries
