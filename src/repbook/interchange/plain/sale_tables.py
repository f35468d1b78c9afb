"""A plain table of sales: orders, invoices, subscriptions, of which every row is one; deals and quotes, once won.

What several kinds of table head alike is told apart by what stands beside it: a "Due date" of invoices is the day
by which to pay, one of orders the day that was promised.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..mapping.record_words import WORDS
from ..programs.profiles import PLAIN, Profile
from ..sales.left_out import OF_INVOICE
from ..sales.sale_words import SALES
from .column_values import Look

Fields = Mapping[str, tuple[str, ...]]
Found = dict[str, tuple[str, ...]]

MONEY = ("gross", "amount", "net", "line amount", "unit price", "price")
SOLD = frozenset(("title", "number", "quote number", "promised", "live", "paid", *MONEY))
OF_DOCUMENTS = frozenset(
    (
        *("number", "order status", "gross", "net", "line amount", "unit price", "quantity"),
        *("open amount", "invoice due", "cancelled", "promised", "live", "paid", "sort"),
    )
)
OF_DEALS = frozenset(("stage", "probability", "won on", "lost on"))
STATES = frozenset(("status", "statut", "estado", "stato", "stan", "situacao"))
"""Headers that tell the state of a sale in a table of sales, and something else in other tables."""
NAMES = frozenset(("first name", "last name"))
REACHED = frozenset(("e-mail", "phone", "mobile", "fax"))
ADDRESS = ("street", "street2", "house", "city", "region", "postcode", "place", "country")
OF_A_FIRM = (*ADDRESS, "website", "industry", "tier")
NOT_OF_A_PERSON = frozenset((*ADDRESS, "id", "note", "status", "created", "website"))
BESIDE = (
    *("gross", "net", "quantity", "quote number", "refunded", "open amount", "paid amount"),
    *("is paid", "is refunded", "cycle unit", "cycle count"),
)
TOTALS = ("total", "gesamt", "summe", "totaal")
JOB = ("title",)
INVOICE, QUOTE, SUBSCRIPTION = "invoice", "quote", "subscription"


def sale_profile(there: Fields, looks: Mapping[str, Look]) -> Profile | None:
    """How a table of these fields is read if its rows are sales, else None; ``looks`` are those of the headings."""
    found = _closer(dict(there), looks)
    if not _sold(found) or not _anybody(found):
        return None
    payments = any(_about(head, SALES.METHODS) for head in looks)
    kind = "deal" if _is_deals(found, payments=payments) else "sale"
    constants = {"sort": sort} if (sort := _sort(found, payments=payments)) else {}
    beside = {name: found.get(name, ()) for name in BESIDE}
    beside["total"] = tuple(
        head for head in found.get("amount", ()) if any(word in head for word in TOTALS)
    )
    _days(found, kind, sort)
    _amounts(found, beside)
    _states(found, kind, looks)
    _whose(found, looks, kind)
    makes, fields = _records(found, kind, looks)
    return Profile(
        f"{PLAIN}.sales",
        "Plain table of sales",
        makes,
        fields=fields,
        constants=constants,
        beside={name: heads for name, heads in beside.items() if heads},
    )


def lacks_day(there: Fields) -> bool:
    """Whether rows are sales of which nothing tells when they were made, while other days are told."""
    found = _closer(dict(there), {})
    sold = "number" in found and found.keys() & set(MONEY)
    told = found.keys() & {"ordered", "won on", "created", "day", "paid"}
    other = found.keys() & {"live", "promised", "due", "invoice due"}
    return bool(sold and other and not told and _anybody(found))


def _closer(found: Found, looks: Mapping[str, Look]) -> Found:
    """The fields once words are understood that mean something in a table of money alone."""
    if not found.keys() & {*MONEY, "stage"}:
        return found
    _what_was_sold(found, looks)
    if not found.keys() & {"number", "quote number"}:
        house = found.get("house", ())
        loose = found.get("loose number", ())
        if loose:
            found["number"] = loose
        elif house == ("numero",):
            found["number"] = found.pop("house")
    if "title" not in found:
        words = (found.get("loose title"), found.get("subject"), _described(found))
        title = next(filter(None, words), ())
        if title:
            found["title"] = title
    if "ordered" not in found and "won on" not in found:
        _another_day(found)
    return found


def _what_was_sold(found: Found, looks: Mapping[str, Look]) -> None:
    """An "Order" that holds words is no number, but what was ordered; the "Name" of a deal is what it is about."""
    if "title" in found:
        return
    names, numbers = found.get("name", ()), found.get("number", ())
    words = tuple(
        head for head in numbers if looks.get(head) in (Look.WORDS, Look.SAME, Look.FIRMS)
    )
    if words:
        found["title"] = words
        found["number"] = tuple(head for head in numbers if head not in words)
        if not found["number"]:
            del found["number"]
    elif OF_DEALS & found.keys() and "name" in names and (found.get("company") or names[1:]):
        found["title"] = ("name",)
        found["name"] = tuple(head for head in names if head != "name")


def _described(found: Found) -> tuple[str, ...]:
    described = WORDS.DESCRIBED | SALES.DESCRIBED
    return tuple(head for head in found.get("note", ()) if head in described)


def _another_day(found: Found) -> None:
    """The day of a sale where none is headed so: of the record, the start, or the payment."""
    known = found.keys() & {"number", "quote number", "cycle", "order status"}
    if "day" in found:
        found["ordered"] = found["day"]
    elif "created" in found and known:
        found["ordered"] = found["created"]
    elif "live" in found and "cycle" in found:
        found["ordered"] = found.pop("live")
    elif "paid" in found and found.keys() & {"title", "number"}:
        found["ordered"] = found["paid"]


def _sold(found: Found) -> bool:
    """Whether rows are sales: something sold on a day, or a value that has come to a stage."""
    if _only_a_job(found):
        return False
    if found.keys() & {"stage", "quote number"} and found.keys() & {"amount", "title"}:
        return True
    return bool(found.keys() & {"ordered", "won on"} and SOLD & found.keys())


def _only_a_job(found: Found) -> bool:
    """ "Title" beside the parts of a name is what somebody is, not what was sold."""
    sold = SOLD & found.keys()
    return sold == {"title"} and found["title"] == JOB and found.keys() >= NAMES


def _anybody(found: Fields) -> bool:
    return bool(found.keys() & ({"company", "company id", "name", "person id"} | NAMES))


def _is_deals(found: Found, *, payments: bool) -> bool:
    """Whether rows are sales only once they are won: deals, or quotes."""
    if OF_DEALS & found.keys():
        return True
    state = bool(_plain_states(found) or "order status" in found)
    if "quote number" in found and "number" not in found:
        return state
    if set(found.get("title", ())) & SALES.DEALS:
        return state
    ordered = _about(" ".join(found.get("ordered", ())), SALES.ORDERS | SALES.INVOICES)
    documents = payments or ordered or bool(OF_DOCUMENTS & found.keys())
    return bool(_plain_states(found)) and not documents


def _plain_states(found: Fields) -> tuple[str, ...]:
    """Headings such as "Status" and "Estado", which the words take for a customer's, or for a region."""
    told = (*found.get("status", ()), *found.get("region", ()))
    return tuple(
        head for head in told if head in STATES or head == "state" in found.get("status", ())
    )


def _sort(found: Found, *, payments: bool) -> str:
    """What a table's rows are unless they say otherwise: invoices, quotes, subscriptions, payments."""
    heads = " ".join(found.get("number", ()) + found.get("ordered", ()))
    everything = " ".join(head for some in found.values() for head in some)
    if payments and found.get("ordered") and found.get("ordered") == found.get("paid"):
        return OF_INVOICE if _about(heads, SALES.INVOICES) else ""
    if "next bill" in found or _about(everything, SALES.SUBSCRIPTIONS):
        return SUBSCRIPTION if "cycle" in found or "next bill" in found else ""
    if _about(heads, SALES.INVOICES):
        return INVOICE
    return QUOTE if "quote number" in found and "number" not in found else ""


def _about(heads: str, words: Collection[str]) -> bool:
    return any(word in heads for word in words)


def _days(found: Found, kind: str, sort: str) -> None:
    """By which day to pay; the due day of a task is none of a sale's."""
    due = found.pop("due", ())
    promised = found.pop("promised", ())
    plain = tuple(head for head in promised if head == "duedate")
    others = tuple(head for head in promised if head not in plain)
    heads = " ".join(found.get("number", ()) + found.get("ordered", ()))
    asked = found.keys() & {"open amount", "gross", "net", "sort", "kind", "is paid"}
    papers = _about(heads, SALES.PAPERS)
    if kind == "deal":
        plain = due = ()
    elif sort == INVOICE or others or asked or papers:
        due = (*plain, *due)
    else:
        others = (*plain, *others)
    found["invoice due"] = (*found.get("invoice due", ()), *due)
    found["promised"] = others


def _amounts(found: Found, beside: Found) -> None:
    """The amount of the whole with tax, else without; amounts of lines, and prices, where there is no other."""
    whole = (*found.get("gross", ()), *found.get("amount", ()), *found.get("net", ()))
    line, price, unit = (found.get(name, ()) for name in ("line amount", "price", "unit price"))
    beside["line amount"] = line
    if not (whole or line) and price:
        if beside["quantity"]:
            unit = (*unit, *price)
        else:
            whole = price
    found["amount"] = whole or line or (() if unit else found.get("paid amount", ()))
    beside["unit price"] = unit


def _states(found: Found, kind: str, looks: Mapping[str, Look]) -> None:
    """The columns that tell whether a row is a sale."""
    states = _plain_states(found)
    region = tuple(head for head in found.get("region", ()) if head in states)
    if region and found.keys() & {"street", "city", "postcode"}:
        real = {head for head in region if looks.get(head) is not Look.STATES}
        states = tuple(head for head in states if head not in real)
    found["region"] = tuple(head for head in found.get("region", ()) if head not in states)
    found["status"] = (*found.get("order status", ()), *sorted(states))
    found["sort"] = (*found.get("sort", ()), *found.get("kind", ()))
    if "kind" in found and "sale kind" not in found:
        found["sale kind"] = found["kind"]
    if kind == "deal":
        found["cancelled"] = ()


def _whose(found: Found, looks: Mapping[str, Look], kind: str) -> None:
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
    bases = {_base(name) for name, heads in found.items() if heads}
    return bool(bases & REACHED or found.keys() & NAMES)


def _records(
    found: Found, kind: str, looks: Mapping[str, Look]
) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
    """What a row makes, and of which fields: people come along where it says how to reach them, so do addresses."""
    found = {name: heads for name, heads in found.items() if heads}
    sale = {**found, "person": found["name"]} if "name" in found else dict(found)
    named = bool(found.keys() & (NAMES | {"name"}))
    person = named and _reached(found)
    firm = {n: heads for n, heads in found.items() if n in OF_A_FIRM or _base(n) in ADDRESS}
    if not person:
        firm |= {n: heads for n, heads in found.items() if _base(n) in REACHED}
    makes: tuple[str, ...] = (kind,)
    fields = _own(kind, sale)
    if person:
        makes = (*makes, "person")
        about = {n: h for n, h in found.items() if _base(n) not in NOT_OF_A_PERSON}
        fields |= _own("person", about)
    if firm and ("company" in found or person):
        makes = (*makes, "customer")
        firm |= {"name": found.get("company", ()), "id": found.get("company id", ())}
        fields |= _own("customer", {name: heads for name, heads in firm.items() if heads})
    return makes, (sale if makes == (kind,) else fields)


def _base(name: str) -> str:
    """A field without its label: "street/shipping" is a street."""
    return name.partition("/")[0]


def _own(kind: str, fields: Fields) -> Found:
    return {f"{kind}:{name}": heads for name, heads in fields.items()}
