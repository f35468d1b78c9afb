"""A table of nobody's program: what its rows are, told by the words that head its columns and by its values.

A firm, a day, and what was said make it a table of touches; a customer and anything that is sold on a day, or
a stage and a value, one of sales; a person's name, or a name beside an e-mail address or a firm, one of
people; else it is one of customers, unless it lists things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..headed.headings import key
from ..mapping.layout import TAKEN, base_of
from ..mapping.record_words import WORDS
from ..programs.profiles import PLAIN, Profile
from .asked_columns import asked, asked_of_all, by_field
from .column_values import OF_STATES, TEXTS, Look
from .people_tables import (
    NAMES,
    TITLES,
    Fields,
    contacts,
    customers,
    either,
    one_reach,
    own_fields,
)
from .sale_tables import MONEY, SOLD, lacks_day, sale_profile

STATES = frozenset(("status", "statut", "estado", "stato", "stan", "state", "situacao"))
"""Headers that tell how something stands, and are those of a region elsewhere."""

OF_A_PERSON = frozenset(("e-mail", "mobile", "role", "birthday", "company"))
REACHED = frozenset(("e-mail", "phone", "mobile", "fax", "website"))
SAID = frozenset(("note", "subject"))


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
    by_heading = {key(header[place]): look for place, look in enumerate(looks)}
    sales = sale_profile(one_reach(there), by_heading)
    if sales and there.keys() & {*MONEY, "stage"}:
        return sales
    lasted = any(key(name) in WORDS.DURATIONS for name in header)
    if "done" in there and there.keys() & {"day", "due"} and not there.keys() & SAID:
        there = (
            {**there, "subject": there.get("loose title", ())} if "loose title" in there else there
        )
    planned = _appointments(header, there)
    if _notes(header, there):
        return _activities({**_without(there, "created"), "day": there["created"]}, "note")
    if planned or _touches(there, seen, lasted=lasted):
        if lasted and seen.get("status") not in OF_STATES:
            there = _as_outcome(there)  # "answered", "missed"
        return _activities(there, "meeting" if planned else "call" if lasted else "")
    if _no_customers(header, there):
        return None
    if sales:
        return sales
    if lacks_day(there):
        return None
    there = _standing(_without(there, "kind", "subject", "outcome", "done"), there, seen)
    if "is company" in there and _anybody(there):
        return either(there)
    if _people(there):
        if _strangers(there, sum(_of_people(field) for field in fills.values()), looks):
            return None
        leads = "leadname" not in there.get("company", ()) and any(
            key(name) in WORDS.LEADS for name in header
        )
        return replace(contacts(there if leads else _without(there, "converted")), leads=leads)
    if there.keys() & {"company", "name"} and not _things(header, there):
        return customers(there)
    return None


def without_a_day(header: Sequence[str], looks: Sequence[Look]) -> tuple[int, ...] | None:
    """Whether a table tells of sales, and not when they were made: which columns could, None where it is no such table."""
    fills = asked(header, looks)
    if not lacks_day(_single_name(by_field(header, fills))):
        return None
    return tuple(place for place, field in fills.items() if field in {"live", "promised"})


def sells(header: Sequence[str], looks: Sequence[Look]) -> bool:
    """Whether the plain words take a table for one of sales."""
    found = plain_profile(header, looks)
    return found is not None and bool({"sale", "deal"} & set(found.makes))


def _no_customers(header: Sequence[str], there: Fields) -> bool:
    """Whether rows are staff, payments, or lines of a log: nothing says what was told, or where to write to."""
    if bases(there) & {"e-mail", "note", "subject", "street", "city", "postcode"} - _entries(there):
        return False
    return any(key(name) in WORDS.NOT_CUSTOMERS for name in header)


def _entries(there: Fields) -> set[str]:
    """A statement's own text, "Descrizione", is no note on a customer."""
    heads = set(there.get("note", ())) | set(there.get("subject", ()))
    return {"note", "subject"} if heads <= WORDS.DESCRIBED else set()


def bases(there: Fields) -> set[str]:
    """The fields without the labels of their routes: "e-mail/home" is an e-mail."""
    return {base_of(name) for name in there}


def _without(there: Fields, *names: str) -> Fields:
    return {name: heads for name, heads in there.items() if name not in names}


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
    things = _things(header, there) or there.keys() & {*SOLD, "stage"}
    return "" if things else _of_others(header, there)


def _anybodys(header: Sequence[str], there: Fields) -> str:
    """What rows are that may be of anybody: cards of a board, payments at a till; "" for other tables."""
    heads = set(map(key, header))
    if len(heads & WORDS.OF_BOARDS) > 1:
        return "cards of a board"
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


def _notes(header: Sequence[str], there: Fields) -> bool:
    """Whether rows are notes, of which no more is told than when they were written."""
    told = there.keys() >= {"note", "created"} and any(
        key(name) in WORDS.OF_NOTES for name in header
    )
    return told and _anybody(there) and not bases(there) & {"street", "city", "e-mail", "phone"}


def _appointments(header: Sequence[str], there: Fields) -> bool:
    """Whether rows are those of a calendar: they begin, they end, and they have a subject."""
    began = there.get("live") == ("startdate",) or any(key(name) in WORDS.BEGINS for name in header)
    ends = any(key(name) in WORDS.ENDS for name in header)
    return began and ends and "subject" in there and _anybody(there)


def _touches(there: Fields, seen: Mapping[str, Look], *, lasted: bool) -> bool:
    """Whether rows tell what happened with customers, or is to be done for them; ``lasted`` says how long it took."""
    due = there.get("promised") == ("duedate",) and "subject" in there
    if not _anybody(there) or not (due or there.keys() & {"ordered", "due", "day"}):
        return False
    if seen.get("kind") is Look.ACTIVITIES:
        return not there.keys() & {*MONEY, "stage"}
    called = "day" in there and seen.get("status") not in OF_STATES
    said = SAID | ({"outcome"} if called else set())
    if not there.keys() & said or there.keys() & ({"stage"} | _of_a_sale(there, due=due)):
        return False
    told = {"street", "postcode", "e-mail", "role", "birthday"}
    told |= (
        {"city"} if "day" not in there else set()
    )  # the day of a visit, and the town where it was
    plain = not bases(there) & told
    return plain and (lasted or bool(there.keys() & {"kind", "subject", "company"}))


def _as_outcome(there: Fields) -> Fields:
    if "status" not in there or "outcome" in there:
        return there
    return {("outcome" if name == "status" else name): heads for name, heads in there.items()}


def _of_a_sale(there: Fields, *, due: bool) -> frozenset[str]:
    """The fields that only a sale has: a bare "Title" may be a subject's, a day due a task's."""
    subject = {"title"} if there.get("title") in TITLES else set()
    return SOLD - subject - ({"promised"} if due else set())


def _anybody(there: Fields) -> bool:
    return bool(there.keys() & ({"company", "company id", "name", "person id"} | NAMES))


def _people(there: Fields) -> bool:
    if "name" in there:
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


def _single_name(there: Fields) -> Fields:
    """One part of a name that stands alone ("Nom", "Nombre") is the whole name."""
    parts = NAMES & there.keys()
    if len(parts) != 1 or "name" in there:
        return there
    part = next(iter(parts))
    return {("name" if name == part else name): heads for name, heads in there.items()}


def _activities(there: Fields, kind: str) -> Profile:
    """Touches, and what is to be done; whoever is named stands by name. ``kind`` is what they are where no column says."""
    fields = {("day" if name == "ordered" else name): heads for name, heads in there.items()}
    if "day" not in fields and "live" in fields:
        fields["day"] = fields.pop("live")
    if "status" not in fields and STATES & set(fields.get("region", ())):
        fields["status"] = fields.pop("region")
    if set(fields.get("subject", ())) & WORDS.TO_DO and "note" in fields and "day" in fields:
        fields.setdefault("next", fields.pop("subject"))
    if "promised" in fields and "due" not in fields:
        fields["due"] = fields.pop("promised")
    if "subject" not in fields and "title" in fields:
        fields["subject"] = fields.pop("title")
    alone = "name" in fields and not fields.keys() & {"company", "company id"}
    if alone and not REACHED & bases(fields):
        fields["company"] = fields.pop("name")
    elif "name" in fields:
        fields["person"] = fields.pop("name")
    constants = {} if fields.keys() & {"done", "status"} else {"done": "yes"}
    heads = "".join(fields.get("day", ()))
    if kind and "kind" not in fields:
        constants["kind"] = kind
    for sort, names in (("call", WORDS.CALL_DAYS), ("visit", WORDS.VISIT_DAYS)):
        if "kind" not in fields and any(name in heads for name in names):
            constants["kind"] = sort
    makes: tuple[str, ...] = ("activity",)
    if "person" in fields and REACHED & bases(fields):  # and how they are reached
        about = {name: heads for name, heads in fields.items() if base_of(name) in REACHED}
        about |= {name: fields.pop(name) for name in NAMES & fields.keys()}
        about |= {"name": fields["person"], "company": fields.get("company", ())}
        fields = own_fields("activity", fields) | own_fields("person", about)
        makes = ("activity", "person")
    return Profile(
        f"{PLAIN}.touches",
        "Plain table of what happened",
        makes,
        fields=fields,
        constants=constants,
    )
