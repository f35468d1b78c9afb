"""Where a person is to be found, and a customer besides the address of its own: put right by the rep."""

from __future__ import annotations

from typing import Any

from ...domain.spine.model import Change
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ..base import validators as f
from ..base.new_rows import fill, short

PLACE = ("street", "postcode", "city", "region", "country")
EDITABLE = {field: f.ADDRESS[field] for field in ("label", *PLACE)}


def edit(book: Book, address_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change an address or what it is called. Raises ``InvalidInput`` where nothing of it would be left."""
    with book.write("edit an address", op_id=op_id) as work:
        address = work.get(t.Address, address_id)
        fill(work, address, EDITABLE, given)
        said = ", ".join(part for column in PLACE if (part := getattr(address, column)))
        if not said:
            raise InvalidInput("an address says where", "Del removes it", field="street")
        customer = work.get(t.Customer, address.customer_id)
        work.label = f"edit an address of {customer.name}: {short(said)}"
    return work.change
