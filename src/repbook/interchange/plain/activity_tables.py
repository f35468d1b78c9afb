"""Tables of what happened with customers, or is to be done for them: calls, visits, notes, tasks, complaints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..columns.column_values import OF_STATES, Look
from ..headed.headings import key, tokens_of
from ..mapping.layout import base_of
from ..mapping.record_words import WORDS
from ..programs.profiles import PLAIN, Profile
from .people_tables import NAMES, TITLES, Fields, own_fields
from .sale_tables import MONEY, SOLD

STATES = frozenset(("status", "statut", "estado", "stato", "stan", "state", "situacao"))
"""Headers that tell how something stands, and are those of a region elsewhere."""
REACHED = frozenset(("e-mail", "phone", "mobile", "fax", "website"))
CALLS = (Look.DIALLED, Look.PHONES)
SAID = frozenset(("note", "subject"))


def linked(there: Fields, seen: Mapping[str, Look], *, lasted: bool) -> Fields:
    """Whose an activity is, by what it is "Related to", and when it began; beside a contact that may be a deal."""
    if "loose company" not in there or not there.keys() & {"subject", "kind"}:
        return there
    sure = "name" not in there or seen.get("loose company") is Look.FIRMS
    if sure and not there.keys() & {"company", "company id"}:
        there = {**there, "company": there["loose company"]}
    if lasted and "day" not in there and "live" in there:
        there = {**without(there, "live"), "day": there["live"]}
    return there


def complained(header: Sequence[str], there: Fields) -> bool:
    """Whether rows are what customers complained of: the article is named, and was not sold that day."""
    told = any(WORDS.COMPLAINTS & {key(name), *tokens_of(name)} for name in header)
    return (
        told
        and there.keys() >= {"ordered", "company", "note"}
        and not there.keys() & {*MONEY, "number"}
    )


def notes(header: Sequence[str], there: Fields) -> bool:
    """Whether rows are notes, of which no more is told than when they were written."""
    told = there.keys() >= {"note", "created"} and any(
        key(name) in WORDS.OF_NOTES for name in header
    )
    return told and anybody(there) and not bases(there) & {"street", "city", "e-mail", "phone"}


def appointments(header: Sequence[str], there: Fields) -> bool:
    """Whether rows are those of a calendar: they begin, they end, and they have a subject."""
    began = there.get("live") == ("startdate",) or any(key(name) in WORDS.BEGINS for name in header)
    ends = any(key(name) in WORDS.ENDS for name in header)
    return began and ends and "subject" in there and anybody(there)


def touches(there: Fields, seen: Mapping[str, Look], *, lasted: bool) -> bool:
    """Whether rows tell what happened with customers, or is to be done for them; ``lasted`` says how long it took."""
    due = there.get("promised") == ("duedate",) and "subject" in there
    if not anybody(there) or not (due or there.keys() & {"ordered", "due", "day"}):
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


def of_a_phone(there: Fields, seen: Mapping[str, Look], *, lasted: bool) -> Fields | None:
    """The log of a telephone: who, the number, in or out, how long; None for another table."""
    dialled = seen.get("loose number") in CALLS or "phone" in there
    if not (lasted and dialled and anybody(there) and there.keys() & {"ordered", "day"}):
        return None
    if there.keys() & {*SAID, *MONEY, "stage", "outcome"}:
        return None
    log = {("outcome" if name == "kind" else name): heads for name, heads in there.items()}
    if seen.get("loose number") in CALLS and "phone" not in log:
        log["phone"] = log.pop("loose number")
    return log


def as_outcome(there: Fields) -> Fields:
    if "status" not in there or "outcome" in there:
        return there
    return {("outcome" if name == "status" else name): heads for name, heads in there.items()}


def _of_a_sale(there: Fields, *, due: bool) -> frozenset[str]:
    """The fields that only a sale has: a bare "Title" may be a subject's, a day due a task's."""
    subject = {"title"} if there.get("title") in TITLES else set()
    return SOLD - subject - ({"promised"} if due else set())


def activities(there: Fields, kind: str) -> Profile:
    """Touches, and what is to be done; whoever is named stands by name. ``kind`` is what they are where no column says."""
    fields = {("day" if name == "ordered" else name): heads for name, heads in there.items()}
    own = fields.pop("activity id", ())
    if own and "id" not in fields:
        fields["id"] = own
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


def anybody(there: Fields) -> bool:
    return bool(there.keys() & ({"company", "company id", "name", "person id"} | NAMES))


def bases(there: Fields) -> set[str]:
    """The fields without the labels of their routes: "e-mail/home" is an e-mail."""
    return {base_of(name) for name in there}


def without(there: Fields, *names: str) -> Fields:
    return {name: heads for name, heads in there.items() if name not in names}
