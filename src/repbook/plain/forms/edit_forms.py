"""Putting a row right: what it says now stands in brackets, and only what is typed anew is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...actions.care import asks, checks, evidence, expectations, followups, problems, promises
from ...actions.customers import customers, facts, people, routes
from ...actions.sales import sales
from ...actions.touches import touches
from ...domain.line.amounts import minutes
from ...domain.shown.places import Place, person_named, place_named
from ...domain.spine.contacts import Contact, offered
from ...domain.spine.kinds import CYCLE
from ...domain.spine.model import Change
from ...errors import InvalidInput
from ...storage.book.row_kinds import TABLES
from ...storage.finding.places import places
from ...storage.views.edit_form import row as read_row
from ...values import NamedTuple
from ..session import Session, Target
from .filling import fill
from .form import Save, Values
from .letter_form import letter
from .questions import SCORES, Question
from .row_forms import RowForm

NAMES = {"followup": "follow-up", "route": "number or e-mail"}


class Mended(NamedTuple):
    """The action that mends a row of a kind, and what is asked; the names are those of its columns."""

    edit: Callable[..., Change]
    asks: tuple[Question, ...]


TEXT = Question("text", "words", required=True)
ON = Question("on_day", "when", "day", required=True, future=False)
ALSO_AT = Question("other_route", "also at", help="direct line 0113 496 0010, or an e-mail")
MENDED: dict[str, Mended] = {
    "promise": Mended(promises.edit, (TEXT, Question("due_on", "by when", "day", required=True))),
    "problem": Mended(problems.edit, (TEXT, Question("fix_by", "fixed by", "day"))),
    "followup": Mended(
        followups.edit,
        (
            Question("what", "what", required=True),
            Question("due_on", "when", "when", required=True),
        ),
    ),
    "evidence": Mended(
        evidence.edit,
        (TEXT, ON, Question("amount", "figure"), Question("source", "says who")),
    ),
    "fact": Mended(facts.edit, (TEXT, Question("said_by", "said by"), ON)),
    "expectation": Mended(expectations.edit, (TEXT, Question("due_on", "by", "day"))),
    "ask": Mended(asks.edit, (TEXT,)),
    "check": Mended(
        checks.edit,
        (
            Question("score", "how was it", "choice", SCORES, required=True),
            Question("words", "their words"),
            ON,
        ),
    ),
    "sale": Mended(
        sales.edit,
        (
            Question("title", "they bought", required=True),
            Question("ordered_on", "ordered", "day", required=True, future=False),
            Question("promised_on", "promised for", "day"),
            Question("live_on", "live on", "day"),
            Question("invoice_due_on", "invoice due", "day"),
            Question("paid_on", "paid on", "day", future=False),
            Question("cancel_until", "they may cancel until", "day"),
            Question("next_cycle_on", "next order", "day"),
        ),
    ),
    "person": Mended(
        people.edit,
        (
            Question("name", "name", required=True),
            Question("role", "role"),
            Question("phone", "phone"),
            Question("mobile", "mobile"),
            Question("email", "e-mail"),
            ALSO_AT,
            Question("birthday", "birthday", help="12 jun, 12 jun 1980"),
            Question("note", "note"),
        ),
    ),
    "route": Mended(
        routes.edit, (Question("value", "reached at", required=True), Question("label", "label"))
    ),
    "customer": Mended(
        customers.edit,
        (
            Question("name", "customer", required=True),
            Question("industry", "industry"),
            Question("goal", "your goal"),
            Question("street", "street"),
            Question("postcode", "postcode"),
            Question("city", "city"),
            Question("website", "website"),
            ALSO_AT,
            Question("note", "note"),
        ),
    ),
}
"""What can be put right, by its kind; a touch has a form of its own."""
RULED = ("followup", "sale")
"""The kinds whose days hang on the rules."""


class EditForm(RowForm):
    """A row as it is now, to be put right."""

    brings_back = "edit"

    def __init__(self, session: Session, target: Target, kind: str) -> None:
        self.form_id, self.called = f"edit-{kind}", f"Edit {NAMES.get(kind, kind)}"
        super().__init__(session, target, row_id=target.row_id)
        self.kind, self.mended = kind, MENDED[kind]
        now = read_row(session.book, TABLES[kind], target.row_id)
        self.asks = tuple(each._replace(start=_now(each, now)) for each in self.mended.asks)
        self.first = self.asks[0].name

    def questions(self, values: Values) -> Sequence[Question]:
        return self.asks

    def saving(self, values: Values) -> Save:
        given: dict[str, Any] = {}
        for each in self.asks:
            if values[each.name] == each.start:
                continue
            if each.kind in ("day", "when"):
                given[each.name], at = self.when(values, each.name)
                given |= {"at": at} if each.kind == "when" else {}
            elif each.kind == "choice":
                given[each.name] = int(values[each.name]) - 3
            else:
                given[each.name] = values[each.name]
        if self.kind in RULED:
            given["rules"] = self.session.rules
        return self.act(self.mended.edit, self.target.row_id, **given)


def _now(question: Question, row: dict[str, Any]) -> str:
    value = row.get(question.name)
    if question.kind == "choice":
        return "" if value is None else str(int(value) + 3)
    if question.kind == "when":
        return f"{value} {row['at']}".rstrip()
    return "" if value is None else " ".join(str(value).split())


class TouchForm(RowForm):
    """A touch as it was logged: what it was, the words, the day, with whom, and whose it is."""

    form_id = "edit-touch"
    called = "Edit a touch"
    first = "note"
    brings_back = "edit"

    def __init__(self, session: Session, target: Target) -> None:
        super().__init__(session, target, row_id=target.row_id)
        self.now = read_row(session.book, "touches", target.row_id)
        if not self.now:
            raise InvalidInput("this touch is no longer in the book", "undo may bring it back")
        was = Contact(self.now["kind"], self.now["reach"], bool(self.now["incoming"]))
        self.outcomes = offered(was)
        self.known = places(session.book)
        self.here = next(one for one in self.known if one.id == self.now["customer_id"])
        there = (one for one in self.here.people if one.id == self.now["person_id"])
        self.person = next((one.name for one in there), "")
        self.outcome = str(self.outcomes.index(was) + 1)

    def questions(self, values: Values) -> Sequence[Question]:
        now, words = self.now, tuple(one.said for one in self.outcomes)
        minutes = "" if now["minutes"] is None else str(now["minutes"])
        when = f"{now['on_day']} {now['at']}".rstrip()
        return (
            Question("note", "words", start=" ".join(now["note"].split())),
            Question("outcome", "how", "choice", words, self.outcome),
            Question("on_day", "when", "when", start=when, required=True, future=False),
            Question("person", "with", start=self.person),
            Question("customer", "customer", start=self.here.name, required=True),
            Question("minutes", "minutes", start=minutes, rare=True),
        )

    def heard(self, name: str, values: Values, *, typed: bool) -> tuple[str, ...]:
        if name == "customer":
            place = self._place(values)
            if place is not self.here:
                return (f"It goes to {place.name}, with what came of it.",)
        elif name == "person":
            person_named(values[name], self.here)
        return ()

    def _place(self, values: Values) -> Place:
        return place_named(values["customer"], self.known, self.here)

    def saving(self, values: Values) -> Save:
        starts = {each.name: each.start for each in self.questions(values)}
        changed = {name for name, start in starts.items() if values[name] != start}
        place = self._place(values)
        given: dict[str, Any] = {}
        if "note" in changed:
            given["note"] = values["note"]
        if "outcome" in changed:
            kind, reach, incoming = self.outcomes[int(values["outcome"]) - 1]
            given |= {"kind": kind, "reach": reach, "incoming": incoming}
        if "on_day" in changed:
            given["on_day"], given["at"] = self.when(values, "on_day")
        if "minutes" in changed:
            given["minutes"] = minutes(values["minutes"])
        if "person" in changed and place is self.here:
            someone = person_named(values["person"], place)
            given["person_id"] = someone.id if someone else None
        elif place is not self.here:
            given["person_id"] = place.main.id if place.main else None
        return self.act(
            touches.edit,
            self.target.row_id,
            customer_id=place.id,
            rules=self.session.rules,
            **given,
        )


def edit(session: Session, target: Target, words: str) -> None:
    """Put a row right; the customer where no row is meant."""
    if target.kind == "touch":
        fill(session, TouchForm(session, target), words)
        return
    if target.kind == CYCLE:
        target = target._replace(kind="sale")
    kind = target.kind if target.kind in MENDED else "customer"
    if target.kind == "letter":
        letter(session, target, words)
        return
    row_id = target.row_id if kind == target.kind != "customer" else target.customer_id
    fill(session, EditForm(session, target._replace(row_id=row_id), kind), words)
