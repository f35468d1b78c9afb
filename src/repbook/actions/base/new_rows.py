"""The one place where a row of each sort is made, so that every form and the capture line agree.

Each function checks what it was given, puts the row in the book, and returns it. All take the open
``Work`` and the customer's id. They raise ``InvalidInput`` with the field that was refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ...domain.spine import kinds as k
from ...errors import InvalidInput
from ...interchange.mapping.reach import PHONES, phone_digits
from ...storage.book import lazy_tables as t
from . import validators as f
from .validation import Validator, email, in_order, validated

if TYPE_CHECKING:
    from ...storage.book.work import Work

OWNED = {
    "person_id": ("Person", "person"),
    "sale_id": ("Sale", "sale"),
    "touch_id": ("Touch", "touch"),
    "promise_id": ("Promise", "promise"),
    "problem_id": ("Problem", "problem"),
    "need_id": ("Fact", "need"),
}


def belongs(work: Work, customer_id: int, values: Mapping[str, Any]) -> None:
    """Raise ``InvalidInput`` for a linked row of another customer, ``NotFound`` for one gone."""
    for column, (table, noun) in OWNED.items():
        linked = values.get(column)
        if linked is not None and work.get(getattr(t, table), linked).customer_id != customer_id:
            raise InvalidInput(
                f"this {noun} belongs to another customer", f"choose the {noun} again", field=noun
            )


def fill(
    work: Work, row: Any, validators: Mapping[str, Validator], given: Mapping[str, Any]
) -> None:
    """Change the given fields of a row, each through its check."""
    values = validated(validators, given)
    belongs(work, row.customer_id, values)
    for column, value in values.items():
        setattr(row, column, value)


def _values(
    work: Work, customer_id: int, validators: Mapping[str, Validator], given: Mapping[str, Any]
) -> dict[str, Any]:
    values = validated(validators, given)
    belongs(work, customer_id, values)
    return values


def not_ahead(work: Work, day: date | None, field: str) -> None:
    """Raise ``InvalidInput`` for something that is said to have happened after today."""
    if day is not None and day > work.today:
        raise InvalidInput(
            "this day is still ahead", "plan it as a follow-up, or check the day", field=field
        )


def make_touch(work: Work, customer_id: int, **given: Any) -> t.Touch:
    """Something that happened; ``kind``, ``reach`` and ``on_day`` are needed."""
    values = _values(work, customer_id, f.TOUCH, given)
    not_ahead(work, values["on_day"], "on_day")
    return work.add(t.Touch(customer_id=customer_id, **values))


def make_promise(
    work: Work, customer_id: int, text: str, due_on: date | None, **given: Any
) -> t.Promise:
    """A promise by a day; ``made_on`` is today unless given."""
    values = _values(
        work,
        customer_id,
        f.PROMISE,
        {"made_on": work.today, **given, "text": text, "due_on": due_on},
    )
    in_order(values["made_on"], values["due_on"], "it is due before it was made", "due_on")
    return work.add(t.Promise(customer_id=customer_id, **values))


def make_problem(work: Work, customer_id: int, text: str, **given: Any) -> t.Problem:
    """A problem, known from now on; its clocks start at this instant.

    One that was told in a talk is acknowledged by it: they were heard (R86).
    """
    values = _values(work, customer_id, f.PROBLEM, {"known_on": work.today, **given, "text": text})
    not_ahead(work, values["known_on"], "known_on")
    in_order(values.get("arose_on"), values["known_on"], "it arose after it was known", "arose_on")
    in_order(values["known_on"], values.get("fix_by"), "the fix is due too early", "fix_by")
    told_in = work.get(t.Touch, values["touch_id"]) if values.get("touch_id") else None
    if told_in is not None and told_in.reach == k.Reach.TWO_WAY:
        values["acknowledged_at"] = work.at
    return work.add(t.Problem(customer_id=customer_id, known_at=work.at, **values))


def heard_on(work: Work, problem: t.Problem, day: date) -> None:
    """A problem told on a day: its clocks run from then, at noon where the hour is not known."""
    instant = work.at if day >= work.today else f"{day.isoformat()}T12:00:00Z"
    if problem.acknowledged_at == problem.known_at:
        problem.acknowledged_at = instant
    problem.known_at = instant


def make_evidence(work: Work, customer_id: int, text: str, **given: Any) -> t.Evidence:
    """A success in writing, not told yet."""
    values = _values(work, customer_id, f.EVIDENCE, {"on_day": work.today, **given, "text": text})
    not_ahead(work, values["on_day"], "on_day")
    return work.add(t.Evidence(customer_id=customer_id, **values))


def make_fact(work: Work, customer_id: int, kind: str, text: str, **given: Any) -> t.Fact:
    """A typed remark, of today where no day is given."""
    on_day = given.pop("on_day", None) or work.today
    values = _values(
        work, customer_id, f.FACT, {**given, "on_day": on_day, "kind": kind, "text": text}
    )
    return work.add(t.Fact(customer_id=customer_id, **values))


def make_expectation(work: Work, customer_id: int, text: str, **given: Any) -> t.Expectation:
    """Something the customer expects, not asked about yet."""
    values = _values(
        work, customer_id, f.EXPECTATION, {"on_day": work.today, **given, "text": text}
    )
    expectation = work.add(t.Expectation(customer_id=customer_id, **values))
    heed_expectations(work, customer_id)
    return expectation


def heed_expectations(work: Work, customer_id: int) -> None:
    """Keep "none recorded" true: it stands on each sale that has no expectations, history apart."""
    expected = {one.sale_id for one in work.find(t.Expectation, customer_id=customer_id)}
    for sale in work.find(t.Sale, customer_id=customer_id):
        sale.no_expectations = not (sale.history or sale.id in expected)


def make_followup(
    work: Work, customer_id: int, what: str, due_on: date | None, **given: Any
) -> t.Followup:
    """Something to do, today or later."""
    values = _values(work, customer_id, f.FOLLOWUP, {**given, "what": what, "due_on": due_on})
    in_order(work.today, values["due_on"], "this day is over", "due_on")
    return work.add(t.Followup(customer_id=customer_id, **values))


def make_route(work: Work, customer_id: int, kind: str, value: str, **given: Any) -> t.Route:
    """A way to reach a person, or the customer itself; a number also in its normal form."""
    values = _values(work, customer_id, f.ROUTE, {**given, "kind": kind, "value": value})
    return work.add(
        t.Route(customer_id=customer_id, **values, digits=normal(values["kind"], values["value"]))
    )


def normal(kind: str, value: str, field: str = "email") -> str:
    """What a route is compared by; raises ``InvalidInput`` for what is no e-mail address."""
    if kind == k.RouteKind.EMAIL:
        email(value, field)
    return phone_digits(value) if kind in PHONES else ""


def short(text: str, most: int = 60) -> str:
    """A text for a line of the history."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
