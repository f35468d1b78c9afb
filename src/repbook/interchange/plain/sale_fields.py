"""The fields of a table of sales, once it is known to be one: its days, its amounts, its states, and who bought."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..columns.column_values import OF_STATES, Look
from ..headed.address_headings import PARTS
from ..mapping.layout import base_of
from ..sales.sale_words import SALES
from .people_tables import NAMES, Fields, own_fields

Found = dict[str, tuple[str, ...]]

STATES = frozenset(("status", "statut", "estado", "stato", "stan", "situacao"))
"""Headers that tell the state of a sale in a table of sales, and something else in other tables."""
REACHED = frozenset(("e-mail", "phone", "mobile", "fax"))
OF_A_FIRM = (*PARTS, "website", "industry", "tier")
NOT_OF_A_PERSON = frozenset((*PARTS, "id", "note", "status", "created", "website"))
TOTALS = ("total", "gesamt", "summe", "totaal")
INVOICE, QUOTE, SUBSCRIPTION = "invoice", "quote", "subscription"


def plain_states(found: Fields) -> tuple[str, ...]:
    """Headings such as "Status" and "Estado", which the words take for a customer's, or for a region."""
    told = (*found.get("status", ()), *found.get("region", ()))
    return tuple(
        head for head in told if head in STATES or head == "state" in found.get("status", ())
    )


def speaks_of(heads: str, words: Collection[str]) -> bool:
    return any(word in heads for word in words)


def told_days(found: Found, kind: str, sort: str) -> None:
    """By which day to pay; the due day of a task is none of a sale's."""
    due = found.pop("due", ())
    promised = found.pop("promised", ())
    plain = tuple(head for head in promised if head == "duedate")
    others = tuple(head for head in promised if head not in plain)
    heads = " ".join(found.get("number", ()) + found.get("ordered", ()))
    asked = found.keys() & {"open amount", "gross", "net", "sort", "kind", "is paid"}
    papers = speaks_of(heads, SALES.PAPERS)
    if kind == "deal":
        plain = due = ()
    elif sort == INVOICE or others or asked or papers:
        due = (*plain, *due)
    else:
        others = (*plain, *others)
    found["invoice due"] = (*found.get("invoice due", ()), *due)
    found["promised"] = others


def told_amounts(found: Found, beside: Found) -> None:
    """The amount of the whole with tax, else without; amounts of lines, and prices, where there is no other."""
    amounts = sorted(found.get("amount", ()), key=lambda head: not speaks_of(head, TOTALS))
    whole = (*found.get("gross", ()), *amounts, *found.get("net", ()))
    line, price, unit = (found.get(name, ()) for name in ("line amount", "price", "unit price"))
    beside["line amount"] = line
    if not (whole or line) and price:
        if beside["quantity"]:
            unit = (*unit, *price)
        else:
            whole = price
    found["amount"] = whole or line or (() if unit else found.get("paid amount", ()))
    beside["unit price"] = unit


def told_states(found: Found, kind: str, looks: Mapping[str, Look]) -> None:
    """The columns that tell whether a row is a sale."""
    states = plain_states(found)
    known = {head for heads in found.values() for head in heads}
    states += tuple(head for head in looks if head in STATES and head not in known)
    region = tuple(head for head in found.get("region", ()) if head in states)
    if region and found.keys() & {"street", "city", "postcode"}:
        real = {head for head in region if looks.get(head) not in OF_STATES}
        states = tuple(head for head in states if head not in real)
    found["region"] = tuple(head for head in found.get("region", ()) if head not in states)
    found["status"] = (*found.get("order status", ()), *sorted(states))
    found["sort"] = (*found.get("sort", ()), *found.get("kind", ()))
    if "kind" in found and "sale kind" not in found:
        found["sale kind"] = found["kind"]
    if kind == "deal":
        found["cancelled"] = ()


def told_buyers(found: Found, looks: Mapping[str, Look], kind: str) -> None:
    """Who bought: "Customer" before "Company", which may be one's own; a deal's "Name" is what it is about."""
    firms = found.get("company", ())
    bought = tuple(head for head in firms if head in SALES.CUSTOMERS)
    others = tuple(head for head in firms if head not in bought)
    if bought and others:
        varied = tuple(head for head in others if looks.get(head) is not Look.SAME)
        if varied and not found.keys() & ({"name"} | NAMES):
            found["name"], firms = bought, varied
        else:
            firms = (*bought, *varied)
    names = found.get("name", ())
    same = bool(firms) and all(looks.get(head) is Look.SAME for head in firms)
    if same and any(looks.get(head) is Look.FIRMS for head in names):
        firms, found["name"] = names, ()
    found["company"] = firms
    names = found.get("name", ())
    if kind == "deal" and "leadname" in names and names[1:]:  # what Close calls a firm
        firms = (*firms, "leadname")
        names = found["name"] = tuple(head for head in names if head != "leadname")
        found["company"] = firms
    ledger = "name" in names and "account" in firms and bool(found.get("sort"))
    if ledger:  # of a bookkeeping program, whose accounts are none of a customer's
        firms = found["company"] = tuple(head for head in firms if head != "account")
    if kind == "deal" and "title" not in found and "note" in found:
        found["title"] = found["note"]
    names = found.get("name", ())
    firm = any(looks.get(head) is Look.FIRMS for head in names)
    if names and not firms and not found.get("company id") and (firm or not _reached(found)):
        found["company"], found["name"] = names, ()
    if "number" not in found:
        found["number"] = found.get("quote number") or (
            found.get("id", ()) if kind == "sale" else ()
        )


def _reached(found: Fields) -> bool:
    bases = {base_of(name) for name, heads in found.items() if heads}
    return bool(bases & REACHED or found.keys() & NAMES)


def made_of(
    found: Found, kind: str, looks: Mapping[str, Look]
) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
    """What a row makes, and of which fields: people come along where it says how to reach them, so do addresses."""
    found = {name: heads for name, heads in found.items() if heads}
    sale = {**found, "person": found["name"]} if "name" in found else dict(found)
    named = bool(found.keys() & (NAMES | {"name"}))
    person = named and _reached(found)
    firm = {n: heads for n, heads in found.items() if n in OF_A_FIRM or base_of(n) in PARTS}
    if not person:
        firm |= {n: heads for n, heads in found.items() if base_of(n) in REACHED}
    makes: tuple[str, ...] = (kind,)
    fields = own_fields(kind, sale)
    if person:
        makes = (*makes, "person")
        about = {n: h for n, h in found.items() if base_of(n) not in NOT_OF_A_PERSON}
        fields |= own_fields("person", about)
    if firm and ("company" in found or person):
        makes = (*makes, "customer")
        firm |= {"name": found.get("company", ()), "id": found.get("company id", ())}
        fields |= own_fields("customer", {name: heads for name, heads in firm.items() if heads})
    return makes, (sale if makes == (kind,) else fields)
