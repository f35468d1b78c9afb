"""The forms of single rows: promise, follow-up, problem, evidence, fact, person, customer, another day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from ...actions.care import evidence, problems
from ...actions.customers import customers, facts, people
from ...domain.shown.customer_views import CustomerPage
from ...domain.spine.fact_kinds import OFFERED
from ...domain.spine.kinds import Severity
from ...domain.spine.model import Change
from ...errors import InvalidInput
from ...storage.finding.just_said import just_praised
from ...wording import clean
from ..session import Session, Target
from .form import Form, Save, Values
from .questions import Question


class RowForm(Form):
    """A form about one customer; its answers go to one action."""

    called = ""

    def __init__(self, session: Session, target: Target, *, row_id: int = 0) -> None:
        super().__init__(
            session,
            f"{self.called}, {target.customer}.",
            customer_id=target.customer_id,
            row_id=row_id,
        )
        self.target = target

    def act(self, action: Callable[..., Change], *given: Any, **named: Any) -> Save:
        """An action with what it is given, ready to be saved with the draft."""
        return lambda book: action(book, *given, **named)


class PageForm(RowForm):
    """A form that knows the customer's page."""

    def __init__(self, session: Session, target: Target, page: CustomerPage) -> None:
        super().__init__(session, target)
        self.page = page

    @property
    def person_id(self) -> int | None:
        """The person to ask for."""
        person = self.page.main_person
        return person.id if person else None

    @property
    def person_name(self) -> str:
        """The name of the person to ask for, "" for none."""
        person = self.page.main_person
        return clean(person.name) if person else ""


class ProblemForm(RowForm):
    """A complaint or trouble, however small (R58)."""

    form_id = "problem"
    called = "Problem"
    first = "text"

    def questions(self, values: Values) -> Sequence[Question]:
        return (
            Question("text", "trouble, in their words", required=True),
            Question("severity", "how bad", "choice", tuple(Severity), "2"),
            Question("arose", "since when", "day", future=False, help="Nothing typed: today"),
            Question("fix", "fixed by", "day", rare=True, help="Nothing typed: by severity"),
        )

    def saving(self, values: Values) -> Save:
        return self.act(
            problems.add,
            self.target.customer_id,
            values["text"],
            severity=tuple(Severity)[int(values["severity"] or 2) - 1],
            arose_on=self.day(values, "arose"),
            fix_by=self.day(values, "fix"),
        )


class EvidenceForm(RowForm):
    """A success, written down while it is fresh (R80)."""

    form_id = "evidence"
    called = "Evidence"
    first = "text"
    kinds = ("success", "gain", "testimonial")

    @cached_property
    def _just_said(self) -> str:
        """What they have just praised, in their words."""
        return just_praised(self.session.book, self.target.customer_id, self.session.today)

    def questions(self, values: Values) -> Sequence[Question]:
        theirs = values.get("kind") == "3"
        shown = "Since when they may be shown to others"
        return (
            Question("text", "what went well", start=self._just_said, required=True),
            Question("on", "when", "day", future=False, help="Nothing typed: today"),
            Question("kind", "sort", "choice", self.kinds, "1"),
            Question("tags", "trade, need", asked=theirs, help="Whom it may reassure"),
            Question("permission", "may be shown", "day", asked=theirs, future=False, help=shown),
            Question("amount", "figure", help="12 hours, 8 % less waste"),
            Question("source", "says who", rare=True),
        )

    def saving(self, values: Values) -> Save:
        return self.act(
            evidence.add,
            self.target.customer_id,
            values["text"],
            on_day=self.day(values, "on"),
            kind=self.kinds[int(values["kind"] or 1) - 1],
            tags=values["tags"],
            permission_on=self.day(values, "permission"),
            amount=values["amount"],
            source=values["source"],
        )


class FactForm(RowForm):
    """Something that they said about themselves (R25)."""

    form_id = "fact"
    called = "Fact"
    first = "text"

    def questions(self, values: Values) -> Sequence[Question]:
        secret = ("no", "yes: in no letter, calendar, or list")
        return (
            Question("kind", "about", "choice", tuple(map(str, OFFERED)), "1"),
            Question("text", "their words", required=True),
            Question("said_by", "said by", rare=True),
            Question("on", "when", "day", future=False, help="Nothing typed: today", rare=True),
            Question("confidential", "confidential", "choice", secret, "1", rare=True),
        )

    def saving(self, values: Values) -> Save:
        return self.act(
            facts.add,
            self.target.customer_id,
            OFFERED[int(values["kind"] or 1) - 1],
            values["text"],
            said_by=values["said_by"],
            on_day=self.day(values, "on"),
            confidential=values["confidential"] == "2",
        )


class PersonForm(RowForm):
    """A person at a customer."""

    form_id = "person"
    called = "New person"
    first = "name"

    def questions(self, values: Values) -> Sequence[Question]:
        return (
            Question("name", "name", required=True),
            Question("role", "role"),
            Question("phone", "phone"),
            Question("mobile", "mobile", rare=True),
            Question("email", "e-mail"),
            Question("situation", "for", rare=True, help="billing, out of hours"),
            Question("birthday", "birthday", help="12 jun, 12 jun 1980"),
            Question("other_day", "other day", rare=True, help="shop opened 12 jun"),
            Question("main", "main contact", "choice", ("no", "yes"), "1", rare=True),
        )

    def saving(self, values: Values) -> Save:
        rest = {name: value for name, value in values.items() if name not in ("name", "main")}
        main = {"main": True} if values["main"] == "2" else {}
        return self.act(people.add, self.target.customer_id, values["name"], **rest, **main)


class CustomerForm(Form):
    """A new customer, with the person to ask for."""

    form_id = "customer"
    first = "name"
    tiers = ("A", "B", "C", "D")

    def __init__(self, session: Session, name: str = "") -> None:
        super().__init__(session, f"New customer {name}." if name else "New customer.")
        if name:  # it was typed already
            self.given = {"name": name}

    def questions(self, values: Values) -> Sequence[Question]:
        asked = () if self.given else (Question("name", "customer", required=True),)
        return (
            *asked,
            Question("person", "person"),
            Question("phone", "phone"),
            Question("email", "e-mail"),
            Question("role", "their role", rare=True),
            Question("industry", "industry"),
            Question("city", "city", rare=True),
            Question("tier", "tier", "choice", self.tiers, "2", rare=True),
        )

    def saving(self, values: Values) -> Save:
        tier = self.tiers[int(values["tier"] or 2) - 1]
        rest = {
            name: values[name] for name in ("person", "role", "phone", "email", "city", "industry")
        }
        return lambda book: customers.add(book, values["name"], tier=tier, **rest)


class OneQuestion(RowForm):
    """One or a few answers that go to one action: a reason, a day, their words."""

    def __init__(
        self,
        session: Session,
        target: Target,
        form_id: str,
        title: str,
        asks: tuple[Question, ...],
        action: Callable[[OneQuestion, Values], Save],
    ) -> None:
        self.form_id = form_id
        self.called = title
        self.first = asks[0].name
        self.asks, self.action = asks, action
        super().__init__(session, target, row_id=target.row_id)

    def questions(self, values: Values) -> Sequence[Question]:
        return self.asks

    def saving(self, values: Values) -> Save:
        return self.action(self, values)

    def needed(self, values: Values, name: str) -> Any:
        """The day that can't be left out."""
        on = self.day(values, name)
        if on is None:
            raise InvalidInput("by when?", field=name)
        return on
