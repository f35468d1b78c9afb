"""A plain table of sales: orders, invoices, subscriptions, of which every row is one; deals and quotes, once won.

What several kinds of table head alike is told apart by what stands beside it: a "Due date" of invoices is the day
by which to pay, one of orders the day that was promised.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..columns.column_values import Look
from ..mapping.record_words import WORDS
from ..programs.profiles import PLAIN, Profile
from ..sales.left_out import OF_INVOICE
from ..sales.sale_words import SALES
from .people_tables import NAMES, Fields
from .sale_fields import (
    INVOICE,
    QUOTE,
    SUBSCRIPTION,
    TOTALS,
    Found,
    made_of,
    plain_states,
    speaks_of,
    told_amounts,
    told_buyers,
    told_days,
    told_states,
)
from .sold_or_not import payments as of_payments
from .sold_or_not import speaks_of_sales

MONEY = ("gross", "amount", "net", "line amount", "unit price", "price")
SOLD = frozenset(("title", "number", "quote number", "promised", "live", "paid", *MONEY))
OF_DOCUMENTS = frozenset(
    (
        *("number", "order status", "gross", "net", "line amount", "unit price", "quantity"),
        *("open amount", "invoice due", "cancelled", "promised", "live", "paid", "sort"),
    )
)
OF_DEALS = frozenset(("stage", "probability", "won on", "lost on"))
BESIDE = (
    *("gross", "net", "quantity", "quote number", "refunded", "open amount", "paid amount"),
    *("is paid", "is refunded", "cycle unit", "cycle count"),
)
JOB = ("title",)
NUMBERED = ("no", "number", "nr", "nummer")
"""Ends of headings that are of a number, and of no words."""


def sale_profile(there: Fields, looks: Mapping[str, Look]) -> Profile | None:
    """How a table of these fields is read if its rows are sales, else None; ``looks`` are those of the headings.

    Whether that is ``doubtful`` is asked before, where the rep has not said what columns hold.
    """
    found = _closer(dict(there), looks)
    if not _sold(found) or not _anybody(found):
        return None
    payments = any(speaks_of(head, SALES.METHODS) for head in looks)
    kind = "deal" if _is_deals(found, looks, payments=payments) else "sale"
    own = found.pop("deal id", ())
    if own and "id" not in found and (kind == "deal" or "number" not in found):
        found["id"] = own
    constants = {"sort": sort} if (sort := _sort(found, payments=payments)) else {}
    beside = {name: found.get(name, ()) for name in BESIDE}
    beside["total"] = tuple(
        head for head in found.get("amount", ()) if any(word in head for word in TOTALS)
    )
    told_days(found, kind, sort)
    told_amounts(found, beside)
    told_states(found, kind, looks)
    told_buyers(found, looks, kind)
    makes, fields = made_of(found, kind, looks)
    return Profile(
        f"{PLAIN}.sales",
        "Plain table of sales",
        makes,
        fields=fields,
        constants=constants,
        beside={name: heads for name, heads in beside.items() if heads},
    )


def doubtful(there: Fields, looks: Mapping[str, Look]) -> str:
    """What rows of days and amounts are that may be no sales, "" where they are none such, or are sales."""
    found = _closer(dict(there), looks)
    if not (_sold(found) and found.keys() & {*MONEY, "paid amount"}) or not _anybody(found):
        return ""
    held = looks or {head: Look.EMPTY for some in there.values() for head in some}
    if of_payments(found, held.keys()) and "number" not in there:
        return "payments"
    return "" if speaks_of_sales(there, held) else "money"


def lacks_day(there: Fields) -> bool:
    """Whether rows are sales of which nothing tells when they were made, while other days are told."""
    found = _closer(dict(there), {})
    sold = "number" in found and found.keys() & set(MONEY)
    told = found.keys() & {"ordered", "won on", "created", "day", "paid"}
    other = found.keys() & {"live", "promised", "due", "invoice due"}
    return bool(sold and other and not told and _anybody(found))


def _closer(found: Found, looks: Mapping[str, Look]) -> Found:
    """The fields once words are understood that mean something in a table of money alone."""
    if not found.keys() & {*MONEY, "stage"} and found.keys() >= {"paid amount", "paid", "number"}:
        found["amount"] = found.pop("paid amount")
    if not found.keys() & {*MONEY, "stage"}:
        if "title" in found and found.get("house") == ("numero",) and "street" not in found:
            found.setdefault("number", found.pop("house"))
        return found
    _of_quotes(found, looks)
    _of_offers(found, looks)
    _what_it_is_worth(found, looks)
    _what_was_sold(found, looks)
    if not found.keys() & {"number", "quote number"}:
        house = found.get("house", ())
        loose = found.get("loose number", ())
        if house == ("numero",) and not (loose and "street" in found):
            found["number"] = found.pop("house")
        elif loose:
            found["number"] = loose
    if "title" not in found:
        words = (
            found.get("loose title"),
            found.get("subject"),
            _described(found),
            _job_done(found),
            _in_words(found, looks),
        )
        title = next(filter(None, words), ())
        if title:
            found["title"] = title
    if "ordered" not in found and "won on" not in found:
        _another_day(found)
    return found


def _of_quotes(found: Found, looks: Mapping[str, Look]) -> None:
    """A number of quotes that is empty on every row makes no quotes of deals."""
    numbers = found.get("quote number", ())
    if numbers and all(looks.get(head) is Look.EMPTY for head in numbers):
        del found["quote number"]


def _of_offers(found: Found, looks: Mapping[str, Look]) -> None:
    """Numbers beside what became of offers are those of offers, unless they are headed as those of invoices."""
    states = (*plain_states(found), *found.get("order status", ()))
    numbers = found.get("number") or found.get("loose number") or found.get("house", ())
    if not any(looks.get(head) is Look.ANSWERS for head in states) or "quote number" in found:
        return
    if numbers and not speaks_of(" ".join(numbers), SALES.INVOICES | SALES.ORDERS):
        for name in ("number", "loose number", "house"):
            if found.get(name) == numbers:
                del found[name]
        found["quote number"] = numbers


def _what_it_is_worth(found: Found, looks: Mapping[str, Look]) -> None:
    """An "Opportunity" of amounts is what a deal is worth, as Bitrix heads it."""
    worth = tuple(head for head in found.get("title", ()) if looks.get(head) is Look.AMOUNTS)
    if worth and not found.keys() & set(MONEY):
        found["amount"] = worth
        found["title"] = tuple(head for head in found["title"] if head not in worth)
        if not found["title"]:
            del found["title"]


def _what_was_sold(found: Found, looks: Mapping[str, Look]) -> None:
    """An "Order" that holds words is no number, but what was ordered; the "Name" of a deal is what it is about."""
    if "title" in found:
        return
    names, numbers = found.get("name", ()), found.get("number", ())
    words = tuple(
        head
        for head in numbers
        if looks.get(head) in (Look.WORDS, Look.SAME, Look.FIRMS, Look.PEOPLE, Look.STAFF)
    )
    if words:
        found["title"] = words
        found["number"] = tuple(head for head in numbers if head not in words)
        if not found["number"]:
            del found["number"]
    elif OF_DEALS & found.keys() and "name" in names and (found.get("company") or names[1:]):
        found["title"] = ("name",)
        found["name"] = tuple(head for head in names if head != "name")


def _in_words(found: Found, looks: Mapping[str, Look]) -> tuple[str, ...]:
    """A "Reference" that holds words, beside the number: what was sold."""
    numbers = found.get("number", ())
    return tuple(
        head
        for head in found.get("loose number", ())
        if head not in numbers
        and looks.get(head) in (Look.WORDS, Look.SAME, Look.TAGS)
        and not head.endswith(NUMBERED)
    )


def _described(found: Found) -> tuple[str, ...]:
    described = WORDS.DESCRIBED | SALES.DESCRIBED
    return tuple(head for head in found.get("note", ()) if head in described)


def _job_done(found: Found) -> tuple[str, ...]:
    """The "Job Title" of an invoice is the job that was done."""
    jobs = tuple(head for head in found.get("role", ()) if head == "jobtitle")
    return jobs if jobs and "number" in found and not NAMES & found.keys() else ()


def _another_day(found: Found) -> None:
    """The day of a sale where none is headed so: of the record, the start, or the payment."""
    known = found.keys() & {"number", "quote number", "cycle", "order status"}
    if "day" in found:
        found["ordered"] = found["day"]
    elif "created" in found and known:
        found["ordered"] = found["created"]
    elif "live" in found and ("cycle" in found or _of_contracts(found)):
        found["ordered"] = found.pop("live")
    elif "paid" in found and found.keys() & {"title", "number"}:
        found["ordered"] = found["paid"]


def _of_contracts(found: Found) -> bool:
    """Whether rows are contracts: they count from the day on which they begin."""
    return speaks_of(" ".join(found.get("number", ())), SALES.CONTRACTS) and bool(
        found.keys() & set(MONEY)
    )


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


def _is_deals(found: Found, looks: Mapping[str, Look], *, payments: bool) -> bool:
    """Whether rows are sales only once they are won: deals, or quotes."""
    if OF_DEALS & found.keys():
        return True
    states = plain_states(found)
    if states and all(looks.get(head) is Look.PAYMENTS for head in states):
        return False
    state = bool(states or "order status" in found)
    if "quote number" in found and "number" not in found:
        return state
    if set(found.get("title", ())) & SALES.DEALS:
        return state
    ordered = speaks_of(" ".join(found.get("ordered", ())), SALES.ORDERS | SALES.INVOICES)
    documents = payments or ordered or bool(OF_DOCUMENTS & found.keys())
    return bool(states) and not documents


def _sort(found: Found, *, payments: bool) -> str:
    """What a table's rows are unless they say otherwise: invoices, quotes, subscriptions, payments."""
    heads = " ".join(found.get("number", ()) + found.get("ordered", ()))
    everything = " ".join(head for some in found.values() for head in some)
    if payments and found.get("ordered") and found.get("ordered") == found.get("paid"):
        return OF_INVOICE if speaks_of(heads, SALES.INVOICES) else ""
    if "next bill" in found or speaks_of(everything, SALES.SUBSCRIPTIONS):
        return SUBSCRIPTION if "cycle" in found or "next bill" in found else ""
    if speaks_of(heads, SALES.INVOICES):
        return INVOICE
    return QUOTE if "quote number" in found and "number" not in found else ""
