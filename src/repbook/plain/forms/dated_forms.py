"""A promise and a follow-up: one line with the day in it, "send kit fri"; the day is asked for where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ...actions.care import followups, promises
from ...domain.days.dates import When
from ...domain.line.capture import CaptureError, Item, ItemKind, dated
from ...errors import InvalidInput
from ...wording import clean
from .form import Save, Values
from .questions import Question
from .row_forms import RowForm

DAY_HELP = "The day may stand in the words: send kit fri"


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
