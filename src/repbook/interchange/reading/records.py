"""What a file says, as frozen values: the importer files these, the preview shows them.

All text is already cleaned (``wording.clean``), days are local ``datetime.date`` values, money is
integer cents. ``line`` is the line of the file (or the row of the sheet) where the record begins,
from 1. ``external_id`` is the program's own id, or a hash of what identifies the row, so that a
second import knows it again; it never depends on the line. ``extra`` holds the columns that nobody
maps, by header.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from ...domain.shown.name_parts import NO_PARTS, NameParts
from ...domain.spine.kinds import (
    DateKind,
    FollowupKind,
    FollowupSource,
    FollowupState,
    Reach,
    RouteKind,
    SaleKind,
    Topic,
    TouchKind,
)
from ...wording import fold
from .columns import Column, Mapped
from .packed import record

Extra = Mapping[str, str]
Own = Mapping[str, Any]
"""Columns of the book that only repbook's own sheets tell, as the book holds them."""


class Standing(StrEnum):
    """How a file says that somebody stands: who has never bought is no customer of the book's (§7)."""

    CUSTOMER = "customer"
    FORMER = "former"
    PROSPECT = "prospect"
    SUPPLIER = "supplier"


NO_BUYERS = frozenset((Standing.PROSPECT, Standing.SUPPLIER))


@record
class RouteRecord:
    """A way to reach somebody: ``value`` as it was typed, ``digits`` for comparing phone numbers."""

    kind: RouteKind
    value: str
    digits: str = ""
    label: str = ""
    situation: str = ""


@record
class DateRecord:
    """A day of the year worth a word; the year may be unknown."""

    kind: DateKind
    month: int
    day: int
    year: int | None = None
    label: str = ""


@record
class AddressRecord:
    """Where somebody is to be found; ``label`` as the file has it ("work", "home", a word of one's own)."""

    label: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""

    @property
    def place(self) -> tuple[str, ...]:
        """The address without its label; no part is filled where there is none."""
        return (self.street, self.city, self.region, self.postcode, self.country)

    def is_in(self, place: tuple[str, ...]) -> bool:
        """Whether it says no more than this place does, as an address to deliver to may."""
        both = zip(self.place, place, strict=True)
        return all(not mine or fold(mine) == fold(other) for mine, other in both)


@record
class PhotoRecord:
    """A picture of an address book: all before the colon of its line, and all after it."""

    head: str
    value: str


@record
class CustomerRecord:
    """One customer. ``status`` is the program's own word, such as "Lead" or "Kunde", ``standing`` what it says.

    ``also`` are further ids of the same customer in this file; ``addresses`` are those besides its own.
    ``number`` is its id where people say it: the number of a customer, and no key of a program.
    """

    line: int
    external_id: str
    name: str
    tier: str = ""
    industry: str = ""
    website: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    note: str = ""
    status: str = ""
    created_on: date | None = None
    routes: tuple[RouteRecord, ...] = ()
    addresses: tuple[AddressRecord, ...] = ()
    photos: tuple[PhotoRecord, ...] = ()
    extra: Extra = field(default_factory=dict)
    standing: Standing = Standing.CUSTOMER
    also: tuple[str, ...] = ()
    own: Own = field(default_factory=dict)
    number: str = ""


@record
class PersonRecord:
    """One person at a customer that is named by name, by the program's id, or by both.

    ``newsletter`` is None where the file does not say what the person agreed to. ``became`` is the
    program's id of the person that a converted lead is by now, "" where it does not tell, None for no lead.
    """

    line: int
    external_id: str
    customer_name: str
    customer_external_id: str
    name: str
    role: str = ""
    main: bool = False
    note: str = ""
    newsletter: bool | None = None
    routes: tuple[RouteRecord, ...] = ()
    dates: tuple[DateRecord, ...] = ()
    personal: tuple[str, ...] = ()
    parts: NameParts = NO_PARTS
    addresses: tuple[AddressRecord, ...] = ()
    photos: tuple[PhotoRecord, ...] = ()
    extra: Extra = field(default_factory=dict)
    standing: Standing = Standing.CUSTOMER
    became: str | None = None
    own: Own = field(default_factory=dict)


@record
class SaleRecord:
    """One order, or one deal that was won. ``amount`` is in cents, ``cycle_days`` in days.

    ``kind`` is None where the file does not tell it. ``settled``: the file says that it is paid, and not when.
    """

    line: int
    external_id: str
    customer_name: str
    customer_external_id: str
    title: str
    ordered_on: date
    number: str = ""
    promised_on: date | None = None
    live_on: date | None = None
    paid_on: date | None = None
    invoice_due_on: date | None = None
    cancelled_on: date | None = None
    settled: bool = False
    amount: int | None = None
    currency: str = ""
    kind: SaleKind | None = None
    cycle_days: int | None = None
    person_name: str = ""
    person_external_id: str = ""
    extra: Extra = field(default_factory=dict)
    own: Own = field(default_factory=dict)


@record
class LostRecord:
    """A deal that is not won, or no longer: an earlier file may have told otherwise."""

    line: int
    external_id: str
    stage: str


@record
class TouchRecord:
    """Something that happened: a call, a meeting, a note, a task that was completed."""

    line: int
    external_id: str
    customer_name: str
    customer_external_id: str
    person_name: str
    on_day: date
    kind: TouchKind
    reach: Reach
    note: str
    person_external_id: str = ""
    at: str = ""
    topic: Topic = Topic.BUSINESS
    incoming: bool = False
    minutes: int | None = None
    extra: Extra = field(default_factory=dict)


@record
class FollowupRecord:
    """Something to be done on a day: an open task or activity.

    ``state`` is None where the file does not tell it: the day decides then. Only repbook's own sheet
    tells what came of a follow-up, with its sale, its hour, and who took it over.
    """

    line: int
    external_id: str
    customer_name: str
    customer_external_id: str
    person_name: str
    due_on: date
    what: str
    person_external_id: str = ""
    sale_external_id: str = ""
    at: str = ""
    kind: FollowupKind = FollowupKind.TASK
    source: FollowupSource = FollowupSource.IMPORT
    state: FollowupState | None = None
    reason: str = ""
    done_on: date | None = None
    delegated_to: str = ""
    every_days: int | None = None
    extra: Extra = field(default_factory=dict)


@record
class RowProblem:
    """A row, or a part of one, that could not be taken, with the reason in plain words.

    ``kept`` says that the row came in all the same, but for what the reason tells.
    """

    line: int
    reason: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything that one file says, and how it was understood.

    ``program`` is the profile's id ("hubspot.companies"), ``program_name`` its human name.
    ``day_order`` is "day first", "month first", or "" where nothing turned on it. ``mapping`` pairs
    each column with what it fills; "" means that it is kept with the row, as do ``unmapped``.
    ``rows`` counts the rows below the header that hold anything. ``columns`` are the same columns for a person
    to see, ``mapped`` is what the rep said of them, and ``unmet`` which of the columns that the rep named are not in
    this file. ``sheet`` is the one that was read of a workbook's ``sheets``.
    """

    path: str
    program: str
    program_name: str
    encoding: str
    delimiter: str
    day_order: str
    header: tuple[str, ...]
    mapping: tuple[tuple[str, str], ...]
    unmapped: tuple[str, ...]
    customers: Sequence[CustomerRecord]
    people: Sequence[PersonRecord]
    sales: Sequence[SaleRecord]
    touches: Sequence[TouchRecord]
    followups: Sequence[FollowupRecord]
    problems: tuple[RowProblem, ...]
    notices: tuple[str, ...]
    rows: int
    columns: tuple[Column, ...] = ()
    mapped: Mapped | None = None
    unmet: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    lost: Sequence[LostRecord] = ()
