"""The fields of a plain table of people, of customers, or of both: what is the firm's, and what the person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..columns.asked_columns import PLACED
from ..headed.address_headings import PARTS
from ..headed.headings import OF_FIRM
from ..mapping.layout import STANDS
from ..mapping.record_words import WORDS
from ..programs.profiles import PLAIN, Profile

Fields = Mapping[str, tuple[str, ...]]

TITLES = (("title",), ("titel",), ("titolo",), ("titulo",), ("contacttitle",))
"""Headings that say no more than that something has a title."""
NAMES = frozenset(("first name", "last name"))
OF_A_FIRM = frozenset((*("tier", "industry", "website", "status", "created"), *STANDS, *PARTS))
FIRMS_PLACES = ("billing", "shipping", "work")
"""The labels of addresses that are a firm's, besides its own."""
REACH = ("phone", "mobile", "fax", "e-mail")


def contacts(there: Fields) -> Profile:
    """People; their customers as well where the table describes them."""
    reached = _reach_of_the_firm(there)
    fields = {name: heads for name, heads in there.items() if not name.endswith(OF_FIRM)}
    if "role" not in there and there.get("title") in TITLES:
        fields["role"] = there["title"]
    if "id" not in there and "person id" in there:
        fields["id"] = there["person id"]
    makes: tuple[str, ...] = ("person",)
    numbered = bool(_own_numbers(there) and there.keys() & PLACED)
    since = tuple(head for head in there.get("created", ()) if head in WORDS.SINCE)
    told = there.keys() & (OF_A_FIRM - (set() if since else {"created"})) or reached
    if (numbered or "company" in there) and told:
        makes = ("person", "customer")
        firm = {name: heads for name, heads in there.items() if _of_a_firm(name)}
        firm |= reached
        firm["created"] = since
        firm |= {"name": there.get("company", ()), "id": there.get("company id", ())}
        rest = {
            name: heads
            for name, heads in fields.items()
            if name not in firm or name in {"name", "id"}
        }
        if not _of_firms(there):
            rest |= {name: heads for name, heads in fields.items() if name in ("status", *STANDS)}
        rest |= {name: left for name in REACH if (left := _rest(there, firm, name))}
        fields = own_fields("customer", firm) | own_fields(
            "person", rest, ("company", "company id")
        )
    else:
        fields |= _as_main(there)
    name = "Plain table of people"
    return Profile(f"{PLAIN}.people", name, makes, fields=fields, beside=_beside(there))


def either(there: Fields) -> Profile:
    """Firms and people in one table, of which a column says which is which."""
    role = there.get("role") or (there.get("title", ()) if there.get("title") in TITLES else ())
    all_of = one_reach(there)
    names = there.get("name", ())
    contacts_too = NAMES & there.keys() or all(map(_tells_of_a_contact, names))
    order = ("company", "name") if contacts_too else ("name", "company")
    firm = {
        **all_of,
        "name": tuple(head for name in order for head in there.get(name, ())),
        "id": (*there.get("id", ()), *there.get("company id", ())),
    }
    fields = own_fields("customer", firm, ("company", "company id", *NAMES))
    fields |= own_fields("person", {**all_of, "role": role})
    makes = ("customer", "person")
    name = "Plain table of firms and people"
    return Profile(f"{PLAIN}.people", name, makes, fields=fields, beside=_beside(there))


def customers(there: Fields) -> Profile:
    """Customers, of whom nobody is named."""
    fields = one_reach(there)
    fields["name"] = there.get("company") or there["name"]
    fields["id"] = (*there.get("id", ()), *there.get("company id", ()))
    name = "Plain table of customers"
    beside = _beside(there)
    return Profile(f"{PLAIN}.customers", name, ("customer",), fields=fields, beside=beside)


def _beside(there: Fields) -> dict[str, tuple[str, ...]]:
    """What only tells how other columns are to be read: the area of a telephone number."""
    return {"area": there["area"]} if "area" in there else {}


def own_fields(kind: str, there: Fields, without: Sequence[str] = ()) -> dict[str, tuple[str, ...]]:
    """The fields as those of one of several records of a row."""
    return {f"{kind}:{name}": heads for name, heads in there.items() if name not in without}


def one_reach(there: Fields) -> dict[str, tuple[str, ...]]:
    """The fields, of which those of the firm's own ways to reach it are ways like the others."""
    found: dict[str, tuple[str, ...]] = {}
    for name, heads in there.items():
        own = name.removesuffix(OF_FIRM)
        found[own] = (*found.get(own, ()), *heads)
    return found


def _of_a_firm(name: str) -> bool:
    base, _, label = name.partition("/")
    return name in OF_A_FIRM or (base != "place" and base in PARTS and label in FIRMS_PLACES)


def _reach_of_the_firm(there: Fields) -> dict[str, tuple[str, ...]]:
    """The firm's own ways to be reached: "Company Phone", and "Phone" where there is a "Contact Phone" as well."""
    found = {}
    reached = any(_tells_of_a_contact(head) for name in REACH for head in there.get(name, ()))
    for name in REACH:
        own = there.get(f"{name}{OF_FIRM}", ())
        heads = there.get(name, ())
        of_contact = [head for head in heads if _tells_of_a_contact(head)]
        listed = (
            name == "fax"
            and "company id" in there
            and ("name" in there or not NAMES & there.keys())
        )
        desk = reached and name == "phone" and "company" in there and not own and len(heads) == 1
        if (
            (of_contact and len(of_contact) < len(heads))
            or (desk and not of_contact)
            or (listed and not of_contact)
        ):
            own += tuple(head for head in heads if head not in of_contact)
        if own:
            found[name] = own
    return found


def _of_firms(there: Fields) -> bool:
    """Whether rows are firms, each with somebody to ask for, and what they tell is told of the firm."""
    named = there.get("name", ()) and not there.keys() & NAMES
    return bool(named and "company id" in there and all(map(_tells_of_a_contact, there["name"])))


def _rest(there: Fields, firm: Fields, name: str) -> tuple[str, ...]:
    return tuple(head for head in there.get(name, ()) if head not in firm.get(name, ()))


def _tells_of_a_contact(head: str) -> bool:
    return any(word in head for word in WORDS.CONTACT_WORDS if len(word) > len("ap"))


def _as_main(fields: Fields) -> dict[str, tuple[str, ...]]:
    """Where nothing else is told of the firm, its telephone is the main one of the person."""
    return {
        f"{name.removesuffix(OF_FIRM)}/main": heads
        for name, heads in fields.items()
        if name.endswith(OF_FIRM)
    }


def _own_numbers(there: Fields) -> bool:
    """Whether the number of each row's customer is that of its person: a list of customers who are people."""
    heads = there.get("company id", ())
    firms = any(head.startswith(("account", "company", "konto")) for head in heads)
    return bool(heads) and not firms and not there.keys() & {"company", "person id", "role"}
