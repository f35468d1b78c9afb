"""A row as a customer."""

from __future__ import annotations

from ...domain.spine.kinds import Tier
from ..mapping.address_cells import addresses
from ..mapping.reach_cells import routes
from ..mapping.row_identity import stable_id
from ..mapping.row_reading import NAME, Row
from ..reading.records import CustomerRecord


def make_customer(row: Row, named: str = "") -> CustomerRecord | None:
    """The customer of a row, or None where the row names none; ``named`` is used where it does not."""
    name = row.text("name", NAME) or named
    if not name:
        return None
    street = " ".join(filter(None, (row.text("street"), row.text("house"))))
    if street and row.text("address"):
        row.keep(row.columns["address"][0])
    city, postcode = row.text("city"), row.text("postcode")
    tier = row.text("tier").upper()
    if tier not in ("", *Tier):
        row.refuse(row.columns["tier"][0], "tier from A to D")
        tier = ""
    return CustomerRecord(
        line=row.line,
        external_id=row.text("id") or stable_id(name, postcode or city),
        name=name,
        tier=tier,
        industry=row.text("industry"),
        website=row.text("website"),
        street=", ".join(filter(None, (street or row.text("address"), row.text("street2")))),
        city=city,
        region=row.text("region"),
        postcode=postcode,
        country=row.text("country"),
        note=row.note("note"),
        status=row.text("status"),
        created_on=row.day("created"),
        routes=routes(row.routes()),
        addresses=addresses(row, besides=""),
    )
