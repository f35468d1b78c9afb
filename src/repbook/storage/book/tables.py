"""The tables of the book, as SQLModel classes: the whole of §2.

Loaded for writes only: it brings SQLAlchemy and pydantic. The schema on disk comes from the SQL files
in ``storage/book/schema``; a test holds the two against each other. ``table=True`` models do not validate,
so the constraints are in the database and input is checked before it comes here.
Days are local ISO days, instants UTC ISO text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Date, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from ...domain.spine import kinds as k
from .row_kinds import ROW_KINDS


def one_of(column: str, vocabulary: type[StrEnum], *also: str) -> CheckConstraint:
    """A constraint that keeps a column to its vocabulary."""
    words = ", ".join(f"'{word}'" for word in (*vocabulary, *also))
    return CheckConstraint(f"{column} IN ({words})", name=f"{column}_known")


def length(column: str, most: int, least: int = 1) -> CheckConstraint:
    """A constraint on a text's length; a name can be neither empty nor endless (F13)."""
    return CheckConstraint(
        f"length(trim({column})) BETWEEN {least} AND {most}", name=f"{column}_length"
    )


def owner(*, index: bool = True) -> Any:
    """The customer that a row belongs to."""
    return Field(foreign_key="customers.id", index=index)


def link(table: str) -> Any:
    """An optional link to a row of another table."""
    return Field(default=None, foreign_key=f"{table}.id")


def some(name: str, column: str, there: str = "IS NOT NULL") -> Index:
    """An index of those rows only that say anything in the column."""
    return Index(name, column, sqlite_where=text(f"{column} {there}"))


class Row(SQLModel):
    """What all tables share: ids are never given twice, so that undo brings back the same ones."""

    id: int | None = Field(default=None, primary_key=True)

    @classmethod
    def arguments(cls, *constraints: Any) -> tuple[Any, ...]:
        return (*constraints, {"sqlite_autoincrement": True})


class Owned(Row):
    """A row that belongs to a customer."""

    customer_id: int = owner()


class OfPerson(Owned):
    """A row about a customer, and maybe about one person there."""

    person_id: int | None = link("people")


class OfTouch(OfPerson):
    """A row that may be about a sale, and may have come of a touch."""

    sale_id: int | None = link("sales")
    touch_id: int | None = link("touches")


class Customer(Row, table=True):
    __tablename__: ClassVar[str] = "customers"
    __table_args__ = Row.arguments(
        length("name", 200),
        one_of("tier", k.Tier),
        one_of("state", k.CustomerState),
        CheckConstraint("wish_aim IS NULL OR wish_aim BETWEEN 1 AND 3660", name="wish_aim_days"),
        CheckConstraint("wish_limit IS NULL OR wish_limit >= wish_aim", name="wish_limit_days"),
        CheckConstraint(
            "answer_hours IS NULL OR answer_hours BETWEEN 1 AND 80", name="answer_hours_range"
        ),
        CheckConstraint("left_risk IS NULL OR left_risk BETWEEN 0 AND 100", name="left_risk_range"),
        CheckConstraint("fix_days IS NULL OR fix_days BETWEEN 1 AND 60", name="fix_days_range"),
        Index("customers_name", "folded"),
    )
    name: str
    folded: str
    tier: str = k.Tier.B
    state: str = k.CustomerState.ACTIVE
    state_reason: str = ""
    state_on: date | None = None
    wake_on: date | None = None
    industry: str = ""
    website: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    goal: str = ""
    wish_aim: int | None = None
    wish_limit: int | None = None
    note: str = ""
    created_on: date
    followed_from: str = ""
    answer_hours: int | None = None
    fix_days: int | None = None
    follow_consent_on: date | None = None
    left_risk: int | None = None


class Person(Owned, table=True):
    """A person at a customer. The parts of the name stand where a file gave them; ``name`` is what is shown."""

    __tablename__: ClassVar[str] = "people"
    __table_args__ = Row.arguments(length("name", 200))
    name: str
    folded: str
    role: str = ""
    main: bool = False
    since_on: date | None = None
    left_on: date | None = None
    newsletter: bool = False
    newsletter_since: date | None = None
    do_not: str = ""
    note: str = ""
    name_prefix: str = ""
    given_name: str = ""
    middle_name: str = ""
    family_name: str = ""
    name_suffix: str = ""


class Route(Owned, table=True):
    """A way to reach a person or the customer itself, for a situation (billing, out of hours …)."""

    __tablename__: ClassVar[str] = "routes"
    __table_args__ = Row.arguments(
        length("value", 500),
        one_of("kind", k.RouteKind),
        some("ix_routes_person_id", "person_id"),
    )
    person_id: int | None = link("people")
    kind: str
    value: str
    digits: str = ""
    label: str = ""
    situation: str = ""


class Address(OfPerson, table=True):
    """Where a person is to be found, or a customer besides the address of its own; ``label`` as the file had it."""

    __tablename__: ClassVar[str] = "addresses"
    __table_args__ = Row.arguments(
        CheckConstraint(
            "length(trim(street || city || region || postcode || country)) > 0",
            name="address_not_empty",
        ),
        some("ix_addresses_person_id", "person_id"),
    )
    person_id: int | None = link("people")
    label: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""


class Photo(OfPerson, table=True):
    """A picture as an address book gave it: ``head`` and ``value`` of its line, to be given back as they came."""

    __tablename__: ClassVar[str] = "photos"
    __table_args__ = Row.arguments(
        CheckConstraint("length(value) BETWEEN 1 AND 4000000", name="value_length"),
        some("ix_photos_person_id", "person_id"),
    )
    person_id: int | None = link("people")
    head: str
    value: str


class Sale(OfPerson, table=True):
    __tablename__: ClassVar[str] = "sales"
    __table_args__ = Row.arguments(
        length("title", 300),
        one_of("kind", k.SaleKind),
        CheckConstraint("amount IS NULL OR typeof(amount) = 'integer'", name="amount_cents"),
    )
    title: str
    number: str = ""
    kind: str = k.SaleKind.ONE_OFF
    ordered_on: date
    promised_on: date | None = None
    live_on: date | None = None
    invoice_due_on: date | None = None
    paid_on: date | None = None
    settled_on: date | None = None
    cancel_until: date | None = None
    cancelled_on: date | None = None
    next_cycle_on: date | None = None
    cycle_days: int | None = None
    amount: int | None = None
    currency: str = ""
    under_pressure: bool = False
    no_expectations: bool = False
    history: bool = False
    agenda: str = ""
    note: str = ""


class Touch(Row, table=True):
    __tablename__: ClassVar[str] = "touches"
    __table_args__ = Row.arguments(
        one_of("kind", k.TouchKind),
        one_of("reach", k.Reach),
        one_of("topic", k.Topic),
        Index("touches_of_customer", "customer_id", "on_day", "id"),
    )
    customer_id: int = owner(index=False)
    person_id: int | None = link("people")
    sale_id: int | None = link("sales")
    on_day: date
    at: str = ""
    kind: str
    reach: str
    topic: str = k.Topic.BUSINESS
    incoming: bool = False
    minutes: int | None = None
    note: str = ""


class Check(OfTouch, table=True):
    """An answer to "Was everything as expected?". ``became`` says what "anything to change" led to."""

    __tablename__: ClassVar[str] = "checks"
    __table_args__ = Row.arguments(
        CheckConstraint("score BETWEEN -2 AND 2", name="score_range"),
        CheckConstraint(
            "became IN ('', 'promise', 'problem', 'noted') AND (change_text = '') = (became = '')",
            name="change_answered",
        ),
    )
    on_day: date
    score: int
    words: str = ""
    change_text: str = ""
    became: str = ""
    quality_ok: bool | None = None
    delivery_ok: bool | None = None
    price_ok: bool | None = None
    gained: str = ""
    works_well: str = ""
    to_improve: str = ""


class Followup(OfPerson, table=True):
    __tablename__: ClassVar[str] = "followups"
    __table_args__ = Row.arguments(
        length("what", 500),
        one_of("kind", k.FollowupKind),
        one_of("source", k.FollowupSource),
        one_of("state", k.FollowupState),
        one_of("anchor", k.Anchor, ""),
        CheckConstraint("unit IN ('', 'd', 'bd')", name="unit_known"),
        CheckConstraint(
            "every_days IS NULL OR every_days BETWEEN 1 AND 3660", name="every_days_range"
        ),
        Index("followups_due", "state", "due_on"),
    )
    sale_id: int | None = Field(default=None, foreign_key="sales.id", index=True)
    due_on: date
    at: str = ""
    what: str
    kind: str = k.FollowupKind.CALL
    source: str = k.FollowupSource.REP
    state: str = k.FollowupState.OPEN
    reason: str = ""
    done_on: date | None = None
    touch_id: int | None = link("touches")
    promise_id: int | None = link("promises")
    problem_id: int | None = link("problems")
    step: str = ""
    anchor: str = ""
    offset: int | None = None
    unit: str = ""
    delegated_to: str = ""
    snoozes: int = 0
    every_days: int | None = None


class Promise(OfTouch, table=True):
    __tablename__: ClassVar[str] = "promises"
    __table_args__ = Row.arguments(length("text", 1000), one_of("state", k.PromiseState))
    problem_id: int | None = link("problems")
    text: str
    made_on: date
    due_on: date
    state: str = k.PromiseState.OPEN
    closed_on: date | None = None
    reason: str = ""
    theirs: bool = False


class Problem(OfTouch, table=True):
    __tablename__: ClassVar[str] = "problems"
    __table_args__ = Row.arguments(
        length("text", 1000),
        one_of("severity", k.Severity),
        CheckConstraint(
            "resolution_kind IN ('', 'fix', 'compromise', 'credit')", name="resolution_known"
        ),
        CheckConstraint(
            "confirmed_on IS NULL OR length(trim(customer_said)) > 0", name="confirmed_in_words"
        ),
    )
    text: str
    severity: str = k.Severity.MINOR
    arose_on: date | None = None
    known_on: date
    known_at: str
    acknowledged_at: str | None = None
    planned_at: str | None = None
    plan: str = ""
    fix_by: date | None = None
    solved_on: date | None = None
    resolution_kind: str = ""
    resolution: str = ""
    confirmed_on: date | None = None
    customer_said: str = ""
    recheck_on: date | None = None
    rechecked_on: date | None = None
    cause: str = ""


class Expectation(OfPerson, table=True):
    __tablename__: ClassVar[str] = "expectations"
    __table_args__ = Row.arguments(length("text", 1000), one_of("state", k.ExpectationState))
    sale_id: int | None = link("sales")
    text: str
    on_day: date
    due_on: date | None = None
    state: str = k.ExpectationState.NOT_ASKED
    asked_on: date | None = None
    words: str = ""


class Letter(OfTouch, table=True):
    """A letter, made and then posted. ``source`` says where a clipping is from (a page, an address)."""

    __tablename__: ClassVar[str] = "letters"
    __table_args__ = Row.arguments(one_of("kind", k.LetterKind))
    kind: str
    subject: str = ""
    body: str = ""
    by_hand: bool = False
    made_on: date
    posted_on: date | None = None
    source: str = ""
    need_id: int | None = link("facts")


class Evidence(OfTouch, table=True):
    __tablename__: ClassVar[str] = "evidence"
    __table_args__ = Row.arguments(length("text", 2000), one_of("kind", k.EvidenceKind))
    kind: str = k.EvidenceKind.SUCCESS
    text: str
    on_day: date
    amount: str = ""
    unit: str = ""
    source: str = ""
    tags: str = ""
    permission_on: date | None = None
    told_on: date | None = None
    told_by: str = ""
    letter_id: int | None = link("letters")


class Fact(OfTouch, table=True):
    __tablename__: ClassVar[str] = "facts"
    __table_args__ = Row.arguments(length("text", 2000), one_of("kind", k.FactKind))
    kind: str
    text: str
    on_day: date
    said_by: str = ""
    confidential: bool = False
    state: str = ""
    state_on: date | None = None
    last_asked_on: date | None = None
    done_on: date | None = None


class Ask(OfPerson, table=True):
    """A request to the customer. ``need_id`` is the need it answers, ``no_need`` says that none is known;
    ``referred`` is whom a referral named."""

    __tablename__: ClassVar[str] = "asks"
    __table_args__ = Row.arguments(length("text", 1000), one_of("kind", k.AskKind))
    need_id: int | None = link("facts")
    kind: str
    text: str
    asked_on: date
    answer: str = ""
    answered_on: date | None = None
    outcome: str = ""
    thanked_on: date | None = None
    override_reason: str = ""
    no_need: bool = False
    referred: str = ""


class Citation(Owned, table=True):
    """A success that a letter to ``customer_id`` cites; a testimonial may be another customer's."""

    __tablename__: ClassVar[str] = "citations"
    __table_args__ = Row.arguments(UniqueConstraint("letter_id", "evidence_id", name="cited_once"))
    letter_id: int = Field(foreign_key="letters.id")
    evidence_id: int = Field(foreign_key="evidence.id", index=True)


class ImportantDate(OfPerson, table=True):
    __tablename__: ClassVar[str] = "dates"
    __table_args__ = Row.arguments(
        one_of("kind", k.DateKind),
        CheckConstraint("month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31", name="day_of_year"),
        Index("dates_of_year", "month", "day"),
    )
    kind: str = k.DateKind.BIRTHDAY
    label: str = ""
    month: int
    day: int
    year: int | None = None


class Apart(OfPerson, table=True):
    """Two customers, or two people, whom the rep called not the same: they are not offered again."""

    __tablename__: ClassVar[str] = "apart"
    __table_args__ = Row.arguments()
    other_id: int = Field(foreign_key="customers.id", index=True)
    other_person_id: int | None = link("people")
    on_day: date


class Review(Row, table=True):
    __tablename__: ClassVar[str] = "reviews"
    __table_args__ = Row.arguments(UniqueConstraint("week", name="one_a_week"))
    week: str
    started_on: date
    finished_on: date | None = None
    card: str = ""
    verdicts: str = "[]"
    learned: str = ""
    page: str = ""


class Source(Row, table=True):
    """A program, and what sort of rows it gave; ``seen_on`` is the day of the first. A dictionary: not journalled."""

    __tablename__: ClassVar[str] = "sources"
    __table_args__ = Row.arguments(UniqueConstraint("program", "entity", name="source_once"))
    program: str
    entity: str
    seen_on: date


class Origin(Owned, table=True):
    """Where a row came from, so that a second import adds nothing; ``extra`` keeps unmapped columns.

    ``seen_on`` stands only where it is not the day of the source. ``said`` is what the file said of the fields that a
    newer one may change, by field. The view ``came_from`` tells of origins with their sources.
    """

    __tablename__: ClassVar[str] = "origins"
    __table_args__ = Row.arguments(
        UniqueConstraint("source_id", "external_id", name="known_once"),
    )
    source_id: int = Field(foreign_key="sources.id")
    row_id: int
    external_id: str
    seen_on: date | None = None
    extra: str = "{}"
    said: str = "{}"


class Mapping(Row, table=True):
    """What the rep said of a table's columns, for the next file of the same headings."""

    __tablename__: ClassVar[str] = "mappings"
    __table_args__ = Row.arguments(UniqueConstraint("headings", name="headings_once"))
    headings: str
    program: str = ""
    fields: str = "{}"
    used_on: date


class Draft(Row, table=True):
    """What was typed into a form that is not saved yet. Not journalled: it is no change of the book."""

    __tablename__: ClassVar[str] = "drafts"
    __table_args__ = Row.arguments(
        UniqueConstraint("form", "customer_id", "row_id", name="one_a_form")
    )
    form: str
    customer_id: int = 0
    row_id: int = 0
    content: str
    saved_at: str


class Operation(Row, table=True):
    """One named undo step. ``state``: done, undone, or gone (can no longer be redone).

    ``undone_step`` numbers the undoing, so that redo takes back the newest one first. A step with ``erased_on`` was
    about somebody who was forgotten: it keeps its place, and is never turned again.
    """

    __tablename__: ClassVar[str] = "operations"
    __table_args__ = Row.arguments(
        CheckConstraint("state IN ('done', 'undone', 'gone')", name="state_known"),
        UniqueConstraint("op_id", name="op_once"),
    )
    op_id: str
    at: str
    label: str
    by: str = "app"
    state: str = "done"
    undone_step: int = 0
    erased_on: date | None = None


class JournalEntry(Row, table=True):
    """One row before and after an operation, as JSON; null before is new, null after is removed."""

    __tablename__: ClassVar[str] = "journal"
    __table_args__ = Row.arguments(Index("journal_of_customer", "customer_id", "operation_id"))
    operation_id: int = Field(foreign_key="operations.id", index=True)
    table_name: str
    row_id: int
    customer_id: int | None = None
    before: str | None = None
    after: str | None = None


class JournalRun(Row, table=True):
    """Rows of one table that a step put in by the thousand, whose ids follow each other.

    While the step is done they stand in their table. Undo packs them into ``packed``, and names in ``owners``
    the customers who stay in the book and had some of them (``storage/rows/runs``).
    """

    __tablename__: ClassVar[str] = "journal_runs"
    __table_args__ = Row.arguments(
        CheckConstraint("first_id BETWEEN 1 AND last_id", name="ids_in_order")
    )
    operation_id: int = Field(foreign_key="operations.id", index=True)
    table_name: str
    first_id: int
    last_id: int
    owners: str = "[]"
    packed: str | None = None


class Forgotten(Row, table=True):
    """Somebody who asked to be forgotten, as marks that name nobody (``storage/erasing/marks``).

    ``mark`` is that of the wish, ``told`` what ``erasing.wishes.Wish`` says of it besides, as JSON.
    """

    __tablename__: ClassVar[str] = "forgotten"
    __table_args__ = Row.arguments(
        UniqueConstraint("mark", name="forgotten_once"),
        CheckConstraint("kind IN ('customer', 'person')", name="kind_known"),
    )
    mark: str
    kind: str
    on_day: date
    salt: str
    told: str


class SentOut(Row, table=True):
    """A file that left the book: an export, a letter, a backup elsewhere. ``customer_id`` where it is of one only.

    Not journalled, and in no export: it is about this machine.
    """

    __tablename__: ClassVar[str] = "sent_out"
    __table_args__ = Row.arguments()
    on_day: date
    kind: str
    path: str
    customer_id: int | None = None


class StandingCache(SQLModel, table=True):
    """What follows from one customer's facts alone, kept so that Today is one quick read.

    ``facts`` is ``CustomerFacts`` (``domain/spine/facts``) packed; ``vulnerable_until`` the last day on which a
    sale can be in its first two phases by its dates; ``attention_on`` the first day on which anything
    can be due. ``repbook check`` recomputes and compares.
    """

    __tablename__: ClassVar[str] = "standings"
    __table_args__ = (
        Index(
            "standings_quiet",
            "attention_on",
            sqlite_where=text(
                "vulnerable_until IS NULL AND last_two_way_on IS NULL AND first_sale_month_day = ''"
                " AND attention_on IS NOT NULL"
            ),
        ),
    )
    customer_id: int = Field(primary_key=True)
    facts: str
    attention_on: date | None = None
    vulnerable_until: date | None = None
    last_two_way_on: date | None = None
    next_due_on: date | None = None
    first_sale_month_day: str = ""


class PlaceCache(SQLModel, table=True):
    """A customer's place on Today, and the minutes between which it holds (``storage/facts/place_rows``).

    Who has nothing but the day from which they are to be asked about (``StandingCache``) has none.
    """

    __tablename__: ClassVar[str] = "places"
    __table_args__ = (Index("places_hold", "until", "since", "rules", "kept"),)
    customer_id: int = Field(primary_key=True)
    rules: int
    since: int
    until: int
    kept: int
    name: str
    active: bool
    phase: str
    phase_note: str
    score: int
    band: str
    known: bool
    debt: float
    debt_rise: float
    before: float
    before_rise: float
    overdue: bool
    red: bool
    day: int
    day_rise: int
    proposed: int
    next_on: str | None = None
    due: int
    broken: int
    row_at: int | None = None
    row_group: int | None = None
    row_weight: float | None = None
    row_rise: float | None = None
    row_red: bool | None = None
    calm_at: int | None = None
    calm_group: int | None = None
    calm_weight: float | None = None
    calm_rise: float | None = None
    timed: bool
    said: str


for _table in SQLModel.metadata.tables.values():
    for _column in _table.columns:
        if isinstance(_column.type, Date):
            _table.append_constraint(
                CheckConstraint(
                    f"{_column.name} IS NULL OR {_column.name} IS date({_column.name}, '+0 days')",
                    name=f"{_column.name}_is_a_day",
                )
            )


BY_NAME: dict[str, Any] = {
    str(row.__tablename__): row
    for base in (Row, Owned, OfPerson, OfTouch)
    for row in base.__subclasses__()
    if hasattr(row, "__table__")
}
"""The classes by the names of their tables."""
FACT_TABLES: tuple[type[SQLModel], ...] = tuple(BY_NAME[kind.table] for kind in ROW_KINDS)
"""The tables that hold the book's facts, parents before children; export and undo go through them."""


def links_to(table: str) -> Iterator[tuple[type[SQLModel], str]]:
    """The classes, and their columns, that may point to a row of a table."""
    for owner in FACT_TABLES:
        for key in SQLModel.metadata.tables[str(owner.__tablename__)].foreign_keys:
            if key.column.table.name == table:
                yield owner, key.parent.name
