"""The list of fields that a column can fill: the rep's word for each, whose it may be, and what it is."""

from __future__ import annotations

from typing import NamedTuple

from ..mapping.layout import TAKEN
from ..reading.columns import ASIDE, LEFT_OUT

ACTIVITIES = ("activity", "own touch", "own follow-up")
SALES = ("sale", "deal")


class Field(NamedTuple):
    """``records`` are those that may have it, the likeliest first; ``fills`` says what it is, in a line."""

    word: str
    records: tuple[str, ...]
    name: str
    fills: str


CUSTOMER, PERSON, EITHER = ("customer",), ("person",), ("person", "customer")
OF_ALL = ("activity", "own touch", *EITHER)
GROUPS: tuple[tuple[str, tuple[Field, ...]], ...] = (
    (
        "Customer",
        (
            Field("company", CUSTOMER, "company", "the customer's name"),
            Field(
                "customer number",
                CUSTOMER,
                "company id",
                "their number: the next file finds them by it",
            ),
            Field("tier", CUSTOMER, "tier", "A, B, C, or D"),
            Field("industry", CUSTOMER, "industry", "their trade"),
            Field("website", ("customer", "person"), "website", "their page"),
            Field("street", CUSTOMER, "street", "street, with or without the number"),
            Field("house number", CUSTOMER, "house", "where it has a column of its own"),
            Field("street 2", CUSTOMER, "street2", "the second line of an address"),
            Field("whole address", CUSTOMER, "address", "street and town in one cell"),
            Field("postcode", CUSTOMER, "postcode", "TN1 2AA, 01067"),
            Field("town", CUSTOMER, "city", "where they are"),
            Field("region", CUSTOMER, "region", "county, state, Land"),
            Field("country", CUSTOMER, "country", "in words or as its two letters"),
            Field("customer since", CUSTOMER, "created", "the day they became one"),
            Field("customer status", CUSTOMER, "status", "the program's own word for it"),
        ),
    ),
    (
        "Person, or the customer where rows tell of no person",
        (
            Field("name", PERSON, "name", "the whole name"),
            Field("e-mail", EITHER, "e-mail", "e-mail/home gives it a label"),
            Field("phone", EITHER, "phone", "phone/home gives it a label"),
            Field("mobile", EITHER, "mobile", "a mobile telephone"),
            Field("fax", EITHER, "fax", "a fax number"),
            Field("web page", EITHER, "page", "one page of several, LinkedIn for one"),
            Field("note", OF_ALL, "note", "of a touch if rows tell of one"),
            Field("is a company", EITHER, "is company", "yes: the row is a firm, no: a person"),
        ),
    ),
    (
        "Person",
        (
            Field("first name", PERSON, "first name", "or given name"),
            Field("middle name", PERSON, "middle name", "between first and last"),
            Field("last name", PERSON, "last name", "or family name"),
            Field("role", PERSON, "role", "their job"),
            Field(
                "person number", PERSON, "person id", "their number: the next file finds them by it"
            ),
            Field("main contact", PERSON, "main", "yes or no"),
            Field("birthday", PERSON, "birthday", "with or without the year"),
            Field("birth day", PERSON, "birth day", "where day, month, year have columns"),
            Field("birth month", PERSON, "birth month", "a number from 1 to 12"),
            Field("birth year", PERSON, "birth year", "four figures"),
            Field("anniversary", PERSON, "anniversary", "of the wedding"),
            Field("day to remember", PERSON, "date", "another day of the year"),
            Field("personal", PERSON, "personal", "hobby, family; personal/Dog gives it a label"),
            Field("newsletter", PERSON, "newsletter", "yes: they agreed to it"),
            Field("no newsletter", PERSON, "no newsletter", "yes: they do not want it"),
            Field("do not call", PERSON, "do not call", "yes or no"),
        ),
    ),
    (
        "Sale",
        (
            Field("ordered", SALES, "ordered", "the day of the order; a sale must have one"),
            Field("product", SALES, "title", "what was sold"),
            Field("order number", SALES, "number", "the number of the order or invoice"),
            Field("amount", SALES, "amount", "what it cost; the sign of a currency is read too"),
            Field("currency", SALES, "currency", "EUR, GBP"),
            Field("promised", SALES, "promised", "the day it was promised for"),
            Field("delivered", SALES, "live", "the day it came, or went live"),
            Field("paid", SALES, "paid", "the day it was paid"),
            Field("invoice due", SALES, "invoice due", "the day by which to pay"),
            Field("cancelled", SALES, "cancelled", "when it was cancelled, or ended"),
            Field("kind of sale", SALES, "sale kind", "recurring, catalogue, or one-off"),
            Field("cycle", SALES, "cycle", "how often it comes again: monthly, 6 weeks, 90"),
            Field("document", SALES, "sort", "invoices and orders come in, not payments"),
            Field("stage", ("deal",), "stage", "won deals come in, the others are counted"),
            Field(
                "status",
                ("deal", "sale", "activity", "own follow-up", "customer"),
                "status",
                "the same by another name",
            ),
            Field("won", ("deal",), "won", "yes or no"),
            Field("won on", ("deal",), "won on", "the day it was won"),
            Field("probability", ("deal",), "probability", "100 is won where no stage tells"),
        ),
    ),
    (
        "Touch, or follow-up while it is not done",
        (
            Field("day", ("activity", "own touch"), "day", "when it was; a touch must have one"),
            Field("due", ("activity", "own follow-up"), "due", "when it is to be done"),
            Field("done", ("activity",), "done", "yes or no"),
            Field("done on", ("activity", "own follow-up"), "done on", "the day it was done"),
            Field(
                "kind",
                ACTIVITIES,
                "kind",
                "call, visit, e-mail, message, letter, training; else a note",
            ),
            Field(
                "subject",
                ("activity", "own follow-up"),
                "subject",
                "what it is about, what is to be done",
            ),
            Field("outcome", ("activity", "own touch"), "outcome", "whether they were reached"),
            Field("next step", ("activity",), "next", "what is to be done next"),
            Field("next day", ("activity",), "next on", "when: it becomes a follow-up"),
        ),
    ),
    (
        "Any row",
        (
            Field("record number", (), "id", "the row's own number in the program"),
            Field("deleted", tuple(TAKEN), "deleted", "yes: the row is left out"),
            Field(ASIDE, (), ASIDE, "fills nothing: is kept with the row, to be read and found"),
            Field(LEFT_OUT, (), LEFT_OUT, "or -: is left out altogether"),
        ),
    ),
)
"""What ``repbook import --fields`` lists."""
