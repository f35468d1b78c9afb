"""What each kind of row is to the book: its table, what it is called, its sheet; the one list of them.

Which tables there are and in which order, what can be highlighted and removed, and the sheets of a CSV export
are read from here. What the search finds stands in the schema's views, what a timeline tells in
``views/customer_page.sql``.
"""

from __future__ import annotations

from ...values import NamedTuple


class RowKind(NamedTuple):
    """``noun`` is what screens and the history call it; none where no row stands by itself.

    ``sheet`` is the headers of its CSV sheet, as ``flat_sheets`` reads them; none where it has no sheet.
    """

    table: str
    noun: str = ""
    sheet: str = ""


ALL = "id, customer id, customer, person"
"""The headers that nearly every sheet begins with."""

ROW_KINDS = (
    RowKind(
        "customers",
        "customer",
        "customer id, customer, tier, state, state_reason, industry, website, street, postcode, city, region, country,"
        " phone, e-mail, goal, note, created, off the book since, wake_on, wish_aim, wish_limit, answer_hours,"
        " fix_days, left_risk, followed_from, follow_consent_on",
    ),
    RowKind(
        "people",
        "person",
        "person id, name, customer id, customer, role, main contact, phone, mobile, e-mail, fax, birthday, newsletter,"
        " do_not, since_on, left_on, note",
    ),
    RowKind("routes", "route", f"{ALL}, kind, value, label, situation"),
    RowKind("addresses", "address", f"{ALL}, label, street, postcode, city, region, country"),
    RowKind("photos"),
    RowKind(
        "sales",
        "sale",
        "sale id, title, order number, customer id, customer, person, ordered_on, promised_on, live_on, paid_on, amount,"
        " currency, kind, settled_on, cancelled_on, invoice_due_on, note",
    ),
    RowKind(
        "touches",
        "touch",
        "touch id, customer id, customer, person, day, at, kind, reach, topic, they called, minutes, note",
    ),
    RowKind(
        "checks",
        "check",
        f"{ALL}, sale id, day, score, words, change_text, became, gained, works_well, to_improve",
    ),
    RowKind(
        "problems",
        "problem",
        f"{ALL}, sale id, text, severity, arose_on, known_on, plan, fix_by, solved_on, resolution, confirmed_on,"
        " customer_said, recheck_on, cause",
    ),
    RowKind(
        "promises",
        "promise",
        f"{ALL}, sale id, text, made_on, due_on, state, closed_on, reason, theirs",
    ),
    RowKind(
        "followups",
        "followup",
        f"{ALL}, sale id, due_on, at, what, kind, source, state, reason, done_on, delegated_to, every_days",
    ),
    RowKind(
        "expectations",
        "expectation",
        f"{ALL}, sale id, day, text, due_on, state, asked_on, words",
    ),
    RowKind(
        "letters",
        "letter",
        f"{ALL}, sale id, kind, subject, body, made_on, posted_on, source, need id",
    ),
    RowKind(
        "evidence",
        "evidence",
        f"{ALL}, sale id, day, kind, text, amount, unit, source, tags, told_on, told_by",
    ),
    RowKind("facts", "fact", f"{ALL}, sale id, day, kind, text, said_by, state"),
    RowKind(
        "asks",
        "ask",
        f"{ALL}, kind, text, asked_on, answer, answered_on, outcome, thanked_on, need id, no need known,"
        " override_reason, referred",
    ),
    RowKind("citations", sheet="id, customer id, customer, letter id, evidence id"),
    RowKind("dates", "date", f"{ALL}, kind, label, month, day, year"),
    RowKind("apart"),
    RowKind("reviews"),
    RowKind("origins"),
    RowKind("mappings"),
)
"""Parents before children: in this order they are copied, sent out, and taken in."""

OWNED = (
    ("customers", "id"),
    *(
        (kind.table, "customer_id")
        for kind in ROW_KINDS
        if kind.table not in ("customers", "reviews", "mappings")
    ),
)
"""The tables of a customer's rows, each with the column that says whose they are."""

TABLES: dict[str, str] = {kind.noun: kind.table for kind in ROW_KINDS if kind.noun}
"""The table of a row by what it is called."""
NOUNS: dict[str, str] = {table: noun for noun, table in TABLES.items()}
"""What a row is called, by its table."""
