"""Customers and the people there, with made-up numbers (555) and addresses (.example)."""

from __future__ import annotations

import json
from datetime import date

from ..domain.care.yearly import in_year
from ..domain.spine.calendar import plus
from ..interchange.mapping.reach import phone_digits
from ..wording import fold
from . import shapes as s
from .account import Account

BOOK_BEGAN = 6 * 365
"""How many days ago the rep began this book; what was sold before is history."""

LATIN = {"北山乳業": "kitayama", "佐藤 美咲": "misaki sato", "北山 健": "ken kitayama"}
DIAL = {
    "UK": 44,
    "Ireland": 353,
    "Germany": 49,
    "Austria": 43,
    "Switzerland": 41,
    "France": 33,
    "Belgium": 32,
    "Netherlands": 31,
    "Denmark": 45,
    "Sweden": 46,
    "Norway": 47,
    "Poland": 48,
    "Spain": 34,
    "Portugal": 351,
    "Japan": 81,
}
PHONES = ("phone", "mobile", "fax")


def enter(account: Account) -> None:
    """The customer's own row, and where it came from if it was imported."""
    told, today = account.customer, account.today
    orders = [account.then(line.ordered) for line in account.lines if isinstance(line, s.Sale)]
    began = plus(today, -BOOK_BEGAN)
    if told.entered is not None:
        created = account.then(told.entered)
    else:
        created = max(began, min(orders, default=began))
    aim, limit = told.wish or (None, None)
    account.row = account.sheet.add(
        "customers",
        name=told.name,
        folded=fold(told.name),
        tier=told.tier,
        industry=told.industry,
        city=told.city,
        country=told.country,
        website=f"www.{_domain(told.name)}",
        street=told.street,
        postcode=told.postcode,
        wish_aim=aim,
        wish_limit=limit,
        goal=told.goal,
        note=told.note,
        followed_from=told.followed_from,
        follow_consent_on=account.then_or_none(told.consent),
        state=told.state,
        state_reason=told.reason,
        state_on=account.then_or_none(told.left),
        wake_on=account.day_or_none(told.wake),
        created_on=created,
    )
    if told.came_by is not None:
        program, external_id, extra = told.came_by
        account.add(
            "origins",
            entity="customer",
            row_id=account.row,
            program=program,
            external_id=external_id,
            extra=json.dumps(extra),
            seen_on=created,
        )


def introduce(account: Account, told: s.Person) -> None:
    """One person: the first one who is there is the one to ask for."""
    main = told.main
    if main is None:
        main = not account.people and not any(
            line.main for line in account.lines if isinstance(line, s.Person)
        )
    row = account.add(
        "people",
        name=told.name,
        folded=fold(told.name),
        role=told.role,
        main=int(main),
        since_on=account.then_or_none(told.since),
        left_on=account.then_or_none(told.gone),
        newsletter=int(told.newsletter),
        newsletter_since=account.row["created_on"] if told.newsletter else None,
        do_not=told.do_not,
        note=told.note,
    )
    account.people.append((told, row))
    kind = "mobile" if told.mobile else "phone"
    account.add("routes", person_id=row, **_number(account, kind))
    local = ".".join(_latin(told.name).split())
    address = f"{local}@{_domain(account.customer.name)}"
    account.add("routes", person_id=row, kind="email", value=address)
    if told.birthday is not None:
        on, year = _yearly(account.today, *told.birthday)
        account.add("dates", person_id=row, month=on.month, day=on.day, year=year)


def route(account: Account, told: s.Route) -> None:
    """A way to reach the customer itself."""
    where = {"label": told.label, "situation": told.situation}
    if told.kind in PHONES:
        account.add("routes", **_number(account, told.kind), **where)
    else:
        desk = told.situation.replace(" ", "")
        value = f"{desk}@{_domain(account.customer.name)}"
        account.add("routes", kind=told.kind, value=value, **where)


def yearly(account: Account, told: s.Yearly) -> None:
    """A day of the year that is no birthday."""
    on, year = _yearly(account.today, told.ahead, told.years)
    account.add(
        "dates",
        person_id=account.person(told.by),
        kind=told.kind,
        label=told.label,
        month=on.month,
        day=on.day,
        year=year,
    )


def _yearly(today: date, ahead: int, years: int) -> tuple[date, int | None]:
    """The day so many days ahead, and the year it began in: one that had this day, or None."""
    on = plus(today, ahead)
    began = in_year(on.month, on.day, on.year - years) if years else None
    return on, began.year if began is not None and began.day == on.day else None


def _number(account: Account, kind: str) -> dict[str, str]:
    number = len(account.sheet.tables["routes"])
    dial = DIAL.get(account.customer.country, 1)
    value = f"+{dial} {200 + number % 700} 555 01{number % 100:02}"
    return {"kind": kind, "value": value, "digits": phone_digits(value)}


def _domain(name: str) -> str:
    return f"{'-'.join(_latin(name).split()[:3])}.example"


def _latin(name: str) -> str:
    """A name as an address has it: plain letters, no titles, no signs."""
    folded = fold(LATIN.get(name, name)).replace("'", "")
    plain = "".join(char if char.isalnum() else " " for char in folded)
    return " ".join(word for word in plain.split() if word not in ("dr", "the"))
