"""A table of nobody's program: what its rows are, told by the words that head its columns and by its values.

A firm, a day, and what was said make it a table of touches; a customer and anything that is sold on a day, or
a stage and a value, one of sales; a person's name, or a name beside an e-mail address or a firm, one of
people; else it is one of customers, unless it lists things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..columns.asked_columns import asked, asked_of_all, by_field
from ..columns.borne_out import CANT_BE
from ..columns.column_values import OF_STATES, TEXTS, Look
from ..headed.headings import key, tokens_of
from ..mapping.layout import TAKEN, base_of
from ..mapping.record_words import WORDS
from ..programs.profiles import Profile
from .activity_tables import (
    REACHED,
    SAID,
    activities,
    anybody,
    appointments,
    as_outcome,
    bases,
    complained,
    linked,
    notes,
    of_a_phone,
    touches,
    without,
)
from .people_tables import (
    NAMES,
    TITLES,
    Fields,
    contacts,
    customers,
    either,
    one_reach,
)
from .sale_tables import MONEY, SOLD, doubtful, lacks_day, sale_profile

PARTS_OF_NAME = ("name", "first name", "last name")
OF_NO_SALES = (
    (WORDS.OF_RETURNS, "returns"),
    (WORDS.OF_EXPENSES, "expenses"),
    (WORDS.OF_LOANS, "loans"),
)
OF_NOBODY = (
    (WORDS.WORKED, "wages or hours of your own staff"),
    (WORDS.OF_WAGES, "wages or hours of your own staff"),
    (WORDS.OF_ISSUES, "issues"),
    (WORDS.OF_PRICES, "articles"),
)
"""Headings of tables that name nobody who buys, and what their rows are."""
OF_A_PERSON = frozenset(("e-mail", "mobile", "role", "birthday", "company"))


def plain_profile(
    header: Sequence[str], looks: Sequence[Look] = (), *, told: bool = False
) -> Profile | None:
    """How a table with this header is read; None where no column names anybody.

    ``looks`` is what each column holds; without it the headings alone are believed. Where the rep has ``told`` what
    columns hold, those under unknown headings stay aside.
    """
    fills = asked(header, looks) if told else asked_of_all(header, looks)
    seen = {fills[place]: looks[place] for place in fills} if looks else {}
    there = _single_name(by_field(header, fills))
    if _of_others(header, there):
        return None
    by_heading = _by_heading(header, looks)
    worked = "number" not in there and any(key(name) in WORDS.WORKED for name in header)
    if not (told or worked) and doubtful(there, by_heading):
        return None
    sales = None if worked else sale_profile(one_reach(there), by_heading)
    if sales and there.keys() & {*MONEY, "stage"}:
        return sales
    lasted = any(WORDS.DURATIONS & {key(name), *tokens_of(name)} for name in header)
    if worked:
        if "live" in there and not there.keys() & {"day", "ordered", "due"}:
            there = {**there, "day": there["live"]}
        there = without(there, *MONEY, "live", *(field for field in there if _of_a_user(field)))
    planned = appointments(header, there)
    there = linked(there, seen, lasted=lasted)
    if complained(header, there):
        return activities({**without(there, "title"), "day": there["ordered"]}, "")
    if "done" in there and there.keys() & {"day", "due"} and not there.keys() & SAID:
        there = (
            {**there, "subject": there.get("loose title", ())} if "loose title" in there else there
        )
    if notes(header, there):
        return activities({**without(there, "created"), "day": there["created"]}, "note")
    if not worked and (log := of_a_phone(there, seen, lasted=lasted)):
        return activities(log, "call") if told else None  # one's family is in it as well
    if planned or touches(there, seen, lasted=lasted):
        if lasted and seen.get("status") not in OF_STATES:
            there = as_outcome(there)  # "answered", "missed"
        met = planned or (lasted and any(key(name) in WORDS.MET_AT for name in header))
        return activities(there, "" if worked else "meeting" if met else "call" if lasted else "")
    if worked or _no_customers(header, there):
        return None
    if sales:
        return sales
    if lacks_day(there):
        return None
    there = _standing(without(there, "kind", "subject", "outcome", "done"), there, seen)
    if there.get("house") == ("numero",) and "street" not in there:
        there = without(there, "house")
    there = _called(there, seen)
    if "is company" in there and anybody(there):
        return either(there)
    if _people(there, seen):
        if _strangers(there, sum(_of_people(field) for field in fills.values()), looks):
            return None
        if seen.get("title") in CANT_BE["role"]:
            there = without(there, "title")
        leads = "leadname" not in there.get("company", ()) and any(
            key(name) in WORDS.LEADS for name in header
        )
        return replace(contacts(there if leads else without(there, "converted")), leads=leads)
    if there.keys() & {"company", "name"} and not _things(header, there):
        return customers(there)
    return None


def without_a_day(header: Sequence[str], looks: Sequence[Look]) -> tuple[int, ...] | None:
    """Whether a table tells of sales, and not when they were made, or not that its days are theirs: which columns
    could tell the day. None where it is no such table."""
    fills = asked(header, looks)
    there = _single_name(by_field(header, fills))
    if doubtful(there, _by_heading(header, looks)):
        return tuple(place for place, field in fills.items() if field in {"ordered", "day", "paid"})
    if not lacks_day(there):
        return None
    return tuple(place for place, field in fills.items() if field in {"live", "promised"})


def _by_heading(header: Sequence[str], looks: Sequence[Look]) -> dict[str, Look]:
    return {key(header[place]): look for place, look in enumerate(looks)}


def sells(header: Sequence[str], looks: Sequence[Look]) -> bool:
    """Whether the plain words take a table for one of sales."""
    found = plain_profile(header, looks)
    return found is not None and bool({"sale", "deal"} & set(found.makes))


def _of_a_user(field: str) -> bool:
    """Whether a field tells how somebody is reached: in a table of hours, who worked them."""
    return base_of(field) in REACHED


def _no_customers(header: Sequence[str], there: Fields) -> bool:
    """Whether rows are staff, payments, or lines of a log: nothing says what was told, or where to write to."""
    if bases(there) & {"e-mail", "note", "subject", "street", "city", "postcode"} - _entries(there):
        return False
    return any(key(name) in WORDS.NOT_CUSTOMERS for name in header)


def _entries(there: Fields) -> set[str]:
    """A statement's own text, "Descrizione", is no note on a customer."""
    heads = set(there.get("note", ())) | set(there.get("subject", ()))
    return {"note", "subject"} if heads <= WORDS.DESCRIBED else set()


def _standing(there: Fields, whole: Fields, seen: Mapping[str, Look]) -> Fields:
    """Columns headed "Type" or "Stage" tell how a customer stands where their values are such words."""
    for name in ("kind", "stage"):
        if seen.get(name) in OF_STATES:
            there = {**there, "status": (*there.get("status", ()), *whole[name])}
    return there


def of_whom(header: Sequence[str], looks: Sequence[Look]) -> str:
    """Of whom a table is that names no customer, told by its headings and its values."""
    there = by_field(header, asked(header, looks))
    if anybodys := _anybodys(header, there):
        return anybodys
    if doubt := doubtful(_single_name(there), _by_heading(header, looks)):
        return doubt
    if not there.keys() & {"company", "company id", "name", *NAMES}:
        heads = {*map(key, header), *(word for name in header for word in tokens_of(name))}
        for words, what in OF_NOBODY:
            if heads & words:
                lines = what == "articles" and "number" in there
                return "lines of orders" if lines else what
    lasted = any(WORDS.DURATIONS & {key(name), *tokens_of(name)} for name in header)
    seen = {field: looks[place] for place, field in asked_of_all(header, looks).items()}
    if of_a_phone(there, seen, lasted=lasted):
        return "calls of a telephone"
    whom = _of_others(header, there)
    bought = there.keys() & {"number", "quote number", "ordered", *MONEY}
    if bought and whom:
        return {"suppliers": "what you buy", "your own staff": "wages or hours of your own staff"}[
            whom
        ]
    if (
        _things(header, there)
        and set(map(key, header)) & WORDS.OF_PRICES
        and not bought - {"price"}
    ):
        return "articles"
    return "" if _things(header, there) or there.keys() & {*SOLD, "stage"} else whom


def _anybodys(header: Sequence[str], there: Fields) -> str:
    """What rows are that are no sales, or may be of anybody: expenses, payments at a till; "" for other tables."""
    heads = set(map(key, header))
    if len(heads & WORDS.OF_BOARDS) > 1:
        return "cards of a board"
    if len(heads & WORDS.OF_ISSUES) > 1 and not there.keys() & {"company", "company id"}:
        return "issues"
    if not there.keys() & {"number", "quote number"}:
        for words, what in OF_NO_SALES:
            if heads & words:
                lines = what == "articles" and "number" in there
                return "lines of orders" if lines else what
    unnamed = not there.keys() & {"company", "name", *NAMES}
    return "payments at a till" if unnamed and len(heads & WORDS.OF_TILLS) > 1 else ""


def _of_others(header: Sequence[str], there: Fields) -> str:
    """Of whom a table is that names no customer: of one's own staff, of suppliers; "" where it may be of customers."""
    heads = set(map(key, header))
    if anybodys := _anybodys(header, there):
        return anybodys
    if heads & WORDS.SUPPLIERS_NUMBER and "company id" not in there:
        return "suppliers"
    for words, whom in ((WORDS.OF_STAFF, "your own staff"), (WORDS.OF_SUPPLIERS, "suppliers")):
        if heads & words and not there.keys() & {"company", "company id", "is supplier"}:
            return whom
    return ""


def _people(there: Fields, seen: Mapping[str, Look]) -> bool:
    """Whether rows are people; names of people beside a title or a telephone are, and "title" may be any heading."""
    if "name" in there:
        called = {Look.PEOPLE, Look.STAFF} & {seen.get(name) for name in PARTS_OF_NAME}
        if called and (there.get("title") in TITLES or "phone" in there):
            return True
        return bool(OF_A_PERSON & bases(there) or NAMES & there.keys())
    return there.keys() >= NAMES or ("e-mail" in bases(there) and "company" not in there)


def _of_people(field: str) -> bool:
    """Whether a field is one of a person or a customer."""
    base = base_of(field)
    return any(base in TAKEN[kind] for kind in ("person", "customer"))


def _strangers(there: Fields, filled: int, looks: Sequence[Look]) -> bool:
    """Whether only an e-mail address is known of each row, while a column that nobody knows holds words."""
    if there.keys() & ({"name", "company", "company id"} | NAMES):
        return False
    return sum(look in TEXTS for look in looks) > 0 and filled < len(looks)


def _things(header: Sequence[str], there: Fields) -> bool:
    """Whether rows are articles, price lists, or users of a program: things that have a name."""
    if "company" in there or bases(there) & (REACHED | {"street", "city", "postcode"}):
        return False
    return any(key(name) in WORDS.THINGS for name in header)


def _called(there: Fields, seen: Mapping[str, Look]) -> Fields:
    """Customers who are Mr or Mrs, and nothing else, are people: "civilité", "nom_client"."""
    firms = there.get("company", ())
    if "name" in there or NAMES & there.keys() or seen.get("prefix") is not Look.SALUTATIONS:
        return there
    if not firms or not all(head in WORDS.CUSTOMERS_NAMES for head in firms):
        return there
    return {("name" if name == "company" else name): heads for name, heads in there.items()}


def _single_name(there: Fields) -> Fields:
    """One part of a name that stands alone ("Nom", "Nombre") is the whole name."""
    parts = NAMES & there.keys()
    if len(parts) != 1 or "name" in there:
        return there
    part = next(iter(parts))
    return {("name" if name == part else name): heads for name, heads in there.items()}
