"""The forms of single rows: promise, follow-up, problem, evidence, fact, person, customer, another day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ...actions.care import evidence, followups, problems, promises
from ...actions.customers import customers, facts, people
from ...domain.days.dates import When
from ...domain.line.capture import CaptureError, Item, ItemKind, dated
from ...domain.spine.fact_kinds import OFFERED
from ...domain.spine.kinds import Severity
from ...domain.spine.model import Change
from ...errors import InvalidInput
from ...wording import clean
from ..session import Session, Target
from .form import Form, Save, Values
from .questions import Question

DAY_HELP = "The day may stand in the words: send kit fri"


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


class DatedForm(RowForm):
    """A form whose words may hold their day: it is asked for where they don't."""

    item: ItemKind
    words: Question
    rest: tuple[Question, ...] = ()
    due: Question

    def questions(self, values: Values) -> Sequence[Question]:
        said = values.get(self.words.name, "")
        item = self._read(said)[0] if said.strip() else None
        open_ = item is None or item.day is None or bool(values.get("due", "").strip())
        return (self.words, self.due._replace(required=open_, asked=open_), *self.rest)

    def heard(self, name: str, values: Values, *, typed: bool) -> Iterable[str]:
        if name == self.words.name and values[name].strip():
            item, error = self._read(values[name])
            if error is not None and error.choices:
                raise InvalidInput(error.message, error.hint, field=name)
            if item.day is not None and typed:
                yield f"{item.filed} · {self.session.reader.said(When(item.day, item.at))}"

    def _read(self, words: str) -> tuple[Item, CaptureError | None]:
        reader = self.session.reader
        return dated(
            clean(words),
            self.item,
            reader.today,
            day_first=reader.day_first,
            business=reader.business,
        )

    def filed(self, values: Values) -> tuple[str, dict[str, Any]]:
        """The words without their day, and the day with its hour."""
        on, at = self.when(values, "due")
        if on is not None:
            return values[self.words.name], {"due_on": on, "at": at}
        item, error = self._read(values[self.words.name])
        if item.day is None or error is not None:
            raise InvalidInput(str(error) if error else "by when?", field="due")
        return item.filed, {"due_on": item.day, "at": item.at}


class PromiseForm(DatedForm):
    """What was said would happen, in the words used (R42)."""

    form_id = "promise"
    called = "Promise"
    first = line = "text"
    item = ItemKind.PROMISE
    words = Question("text", "what was said", required=True, help=DAY_HELP)
    due = Question("due", "by when", "day")
    rest = (
        Question("who", "who owes", "choice", ("we do", "they do (waiting for)"), "1", rare=True),
    )

    def saving(self, values: Values) -> Save:
        text, when = self.filed(values)
        theirs = values["who"] == "2"
        return self.act(promises.add, self.target.customer_id, text, when["due_on"], theirs=theirs)


class FollowupForm(DatedForm):
    """Something to do on a day."""

    form_id = "followup"
    called = "Follow-up"
    first = line = "what"
    item = ItemKind.FOLLOWUP
    kinds = ("call", "visit", "letter", "task")
    words = Question("what", "what", required=True, help="The day may stand in it: fri call Jo")
    due = Question("due", "when", "when")
    rest = (
        Question("kind", "how", "choice", kinds, "1"),
        Question("delegated", "who does it, if not you", rare=True),
    )

    def saving(self, values: Values) -> Save:
        what, when = self.filed(values)
        return self.act(
            followups.add,
            self.target.customer_id,
            what,
            kind=self.kinds[int(values["kind"] or 1) - 1],
            delegated_to=values["delegated"],
            **when,
        )


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

    def questions(self, values: Values) -> Sequence[Question]:
        theirs = values.get("kind") == "3"
        shown = "Since when they may be shown to others"
        return (
            Question("text", "what went well", required=True),
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
            Question("confidential", "confidential", "choice", secret, "1", rare=True),
        )

    def saving(self, values: Values) -> Save:
        return self.act(
            facts.add,
            self.target.customer_id,
            OFFERED[int(values["kind"] or 1) - 1],
            values["text"],
            said_by=values["said_by"],
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
        super().__init__(session, "New customer.")
        self.name = name

    def questions(self, values: Values) -> Sequence[Question]:
        return (
            Question("name", "customer", start=self.name, required=True),
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
