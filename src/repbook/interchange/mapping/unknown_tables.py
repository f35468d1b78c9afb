"""A table of nobody's program: what its rows are, told by the words that head its columns.

A day, a customer, and anything that is sold make it a table of sales; a person's name, or a name
beside an e-mail address or a firm, one of people; else it is one of customers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .profiles import PLAIN, Profile, squeezed, words

Fields = Mapping[str, tuple[str, ...]]

SOLD = frozenset(("title", "number", "amount", "promised", "live", "paid"))
STATES = frozenset(("status", "statut", "estado", "stato", "stan"))
"""Headers that tell the state of a sale in a table of sales, and something else in other tables."""

NAMES = frozenset(("first name", "last name"))
OF_A_PERSON = frozenset(("e-mail", "mobile", "role", "birthday", "company"))
OF_A_FIRM = (
    *("tier", "industry", "website", "status", "street", "street2", "house", "city", "region"),
    *("postcode", "country", "created"),
)


def plain_profile(header: Sequence[str]) -> Profile | None:
    """How a table with this header is read; None where no column names anybody."""
    keys = {squeezed(cell) for cell in header}
    there = _single_name({name: heads for name, heads in words().items() if keys & set(heads)})
    if "ordered" in there and SOLD & there.keys() and _anybody(there):
        return _sales(there, STATES & keys)
    if _people(there):
        return _contacts(there)
    if there.keys() & {"company", "name"}:
        return _customers(there)
    return None


def _anybody(there: Fields) -> bool:
    return bool(there.keys() & ({"company", "company id", "name", "person id"} | NAMES))


def _people(there: Fields) -> bool:
    if "name" in there:
        return bool((OF_A_PERSON | NAMES) & there.keys())
    return there.keys() >= NAMES or ("e-mail" in there and "company" not in there)


def _single_name(there: Fields) -> Fields:
    """One part of a name that stands alone ("Nom", "Nombre") is the whole name."""
    parts = NAMES & there.keys()
    if len(parts) != 1 or "name" in there:
        return there
    part = next(iter(parts))
    return {("name" if name == part else name): heads for name, heads in there.items()}


def _sales(there: Fields, states: frozenset[str]) -> Profile:
    """Orders; deals where the table has a stage or ``states``, headers that tell whether it was won.

    People come along where it says how to reach them.
    """
    there = {name: heads for name, heads in there.items() if name != "status"}
    if states:
        there["status"] = tuple(sorted(states))
    kind = "deal" if there.keys() & {"stage", "status"} else "sale"
    fields = dict(there)
    makes: tuple[str, ...] = (kind,)
    named = bool(there.keys() & (NAMES | {"name"}))
    if named and there.keys() & (NAMES | {"e-mail", "phone", "mobile"}):
        makes = (kind, "person")
        fields = _own("person", there, ("id", "note")) | _own(kind, there, ())
    elif "name" in there and not there.keys() & {"company", "company id"}:
        fields["company"] = there["name"]
    elif "name" in there:
        fields["person"] = there["name"]
    return Profile(f"{PLAIN}.sales", "Plain table of sales", makes, fields=fields)


def _contacts(there: Fields) -> Profile:
    """People; their customers as well where the table describes them."""
    fields = dict(there)
    if "role" not in there and "title" in there:
        fields["role"] = there["title"]
    if "id" not in there and "person id" in there:
        fields["id"] = there["person id"]
    makes: tuple[str, ...] = ("person",)
    if "company" in there and there.keys() & set(OF_A_FIRM):
        makes = ("person", "customer")
        firm = {name: there[name] for name in OF_A_FIRM if name in there}
        firm |= {"name": there["company"], "id": there.get("company id", ())}
        rest = {
            name: heads
            for name, heads in fields.items()
            if name not in firm or name in {"name", "id"}
        }
        fields = _own("customer", firm, ()) | _own("person", rest, ("company", "company id"))
    return Profile(f"{PLAIN}.people", "Plain table of people", makes, fields=fields)


def _customers(there: Fields) -> Profile:
    fields = dict(there)
    fields["name"] = there.get("company") or there["name"]
    fields["id"] = (*there.get("id", ()), *there.get("company id", ()))
    return Profile(f"{PLAIN}.customers", "Plain table of customers", ("customer",), fields=fields)


def _own(kind: str, there: Fields, without: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {f"{kind}:{name}": heads for name, heads in there.items() if name not in without}
