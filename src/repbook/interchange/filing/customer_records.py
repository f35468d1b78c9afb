"""A row as a customer."""

from __future__ import annotations

import re
from functools import lru_cache

from ...domain.spine.kinds import Tier
from ..mapping.address_cells import addresses, by_commas
from ..mapping.reach_cells import routes
from ..mapping.record_words import WORDS
from ..mapping.row_identity import stable_id
from ..mapping.row_reading import NAME, Row
from ..plain.standings import stands
from ..programs.profiles import squeezed, words
from ..reading.records import CustomerRecord, Standing

LONGEST_SAID = 14
"""A customer's number that is longer is a key of a program."""
POSTCODE_FIRST = re.compile(
    r"(?P<postcode>(?:[A-Z]{1,2}[- ])?[0-9]{3,5}(?:[- ]?[0-9]{2,4})?(?: [A-Z]{2}(?= ))?)[ ,/]+(?P<city>[^0-9]+)"
)
POSTCODE_LAST = re.compile(
    r"(?P<city>[^0-9]+?)[ ,/]+(?P<postcode>[0-9]{4,5}(?:-[0-9]{3,4})?|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2})"
)
"""As 20457 Hamburg, D-20457 Hamburg, 1012 AB Amsterdam; as Kent TN1 2AA, Portland 04101."""


def make_customer(row: Row, named: str = "") -> CustomerRecord | None:
    """The customer of a row, or None where the row names none; ``named`` is used where it does not."""
    name = row.text("name", NAME) or named
    if not name:
        return None
    street = " ".join(filter(None, (by_commas(row, "street"), row.text("house"))))
    if street and row.text("address"):
        row.keep(row.columns["address"][0])
    city, postcode = _place(row)
    identity = postcode or city
    if street and not row.columns.keys() & {"city", "postcode", "place"}:
        street, postcode, city = _parted(street)
    status = row.text("status")
    tier = row.text("tier").upper()
    if tier not in ("", *Tier):
        row.refuse(row.columns["tier"][0], "tier from A to D")
        tier = ""
    street = ", ".join(filter(None, (street or by_commas(row, "address"), row.text("street2"))))
    region, country = row.text("region"), row.text("country")
    own = (street, city, region, postcode, country)
    return CustomerRecord(
        line=row.line,
        external_id=row.text("id") or stable_id(name, identity),
        name=name,
        tier=tier,
        industry=row.text("industry"),
        website=_website(row),
        street=street,
        city=city,
        region=region,
        postcode=postcode,
        country=country,
        note=row.note("note"),
        status=status,
        created_on=row.day("created"),
        routes=routes(row.routes()),
        standing=Standing.CUSTOMER if row.layout.profile.guarded else stands(row),
        addresses=tuple(one for one in addresses(row, besides="") if not one.is_in(own)),
        number=_number(row),
    )


def _website(row: Row) -> str:
    """The page of a customer; a shop's "Main Website" is none, and stays with the row."""
    said = row.text("website")
    if said and "." not in said:
        row.keep_all("website")
        return ""
    return said


def _number(row: Row) -> str:
    """The number of the customer, where its column is headed as one that people say, and it is short enough."""
    said = row.text("id")
    if not said or len(said) > LONGEST_SAID or row.layout.profile.guarded:
        return ""
    header = row.layout.header
    return said if any(_is_said(header[column]) for column in row.columns.get("id", ())) else ""


@lru_cache(1024)
def _is_said(heading: str) -> bool:
    """Whether a heading is of a number that people say."""
    head = squeezed(heading)
    return head in words()["company id"] or head in WORDS.NUMBER_WORDS


def _parted(written: str) -> tuple[str, str, str]:
    """Street, postcode, and town of a whole address, where it plainly is one: "Hofweg 1, 01067 Dresden"."""
    street, comma, rest = written.rpartition(", ")
    found = POSTCODE_FIRST.fullmatch(rest) if comma and any(map(str.isdigit, street)) else None
    return (street, found["postcode"], found["city"].strip()) if found else (written, "", "")


def _place(row: Row) -> tuple[str, str]:
    """City and postcode; a column of both ("20457 Hamburg") is parted where it plainly is both."""
    city, postcode, both = row.text("city"), row.text("postcode"), row.text("place")
    if not both:
        return city, postcode
    found = POSTCODE_FIRST.fullmatch(both) or POSTCODE_LAST.fullmatch(both)
    if not found:
        return city or both, postcode
    return city or found["city"].strip(" ,"), postcode or found["postcode"].strip()
