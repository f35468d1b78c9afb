"""The check: "Was everything as expected?", and then only what the answer asks for (R82, R83)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...actions.care import checks
from ...actions.care.check_answers import becomes, besides_of, their_words
from ...domain.care.phases import speaks_of_cancelling
from ...domain.shown.check_asks import BECOMES, FINE, STATE_WORDS, CheckAsks
from ...domain.shown.customer_views import CustomerPage
from ..session import Session, Target
from .form import Save, Values
from .questions import SCORES, Question
from .row_forms import PageForm

PROMISE = "1"
"""That what has to change becomes a promise."""
STAY = "They spoke of cancelling: the alarm stands until they say that they stay."


def besides(asks: CheckAsks, values: Values, *, answered: bool) -> Iterator[Question]:
    """What a check asks besides, once they said how it was (R35, R41, R47-R49)."""
    if asks.assumed:
        ticks = ((FINE, "as agreed"), *((name, f"not: {name}") for name in asks.assumed))
        named = asks.taken_for_granted
        about = f"Quality, delivery, price: {named} as agreed?"
        yield Question("assumed", named, "ticks", ticks, asked=answered, about=about)
    if asks.again:
        better = bool(values.get("to_improve", "").strip())
        kept = "What they have of it; it is kept as a success"
        yield Question("gained", "what they gained", asked=answered, help=kept)
        yield Question("works_well", "what works well", asked=answered)
        yield Question("to_improve", "what could be better", asked=answered)
        yield Question(
            "improved", "then it is", "choice", BECOMES, asked=answered and better, required=better
        )
    for item in asks.expected:
        about = f"They expected: {item.text}"
        yield Question(
            f"expects{item.id}", "is it", "choice", STATE_WORDS, asked=answered, about=about
        )


def after_answer(asks: CheckAsks, values: Values, due: str, *, answered: bool) -> list[Question]:
    """All that an answer asks for: what has to change, what that becomes (R83), and what a check asks besides.

    The day of what is promised, in the question ``due``, is asked once, right behind what it is for.
    """
    changes = answered and bool(values.get("change", "").strip())
    improves = answered and asks.again and bool(values.get("to_improve", "").strip())
    promises = changes and values.get("became") == PROMISE
    promised = promises or (improves and values.get("improved") == PROMISE)
    day = Question(due, "promised for", "day", asked=promised, required=promised)
    change = [
        Question("change", "what to change", asked=answered),
        Question("became", "then it is", "choice", BECOMES, asked=changes, required=changes),
    ]
    rest = list(besides(asks, values, answered=answered))
    return [*change, day, *rest] if promises else [*change, *rest, day]


class CheckForm(PageForm):
    """Record an answer, and turn what has to change into a promise, a problem, or a note."""

    form_id = "check"
    called = "Check"
    first = "score"

    def __init__(self, session: Session, target: Target, page: CustomerPage) -> None:
        super().__init__(session, target, page)
        self.title += " Was everything as expected?"
        self.asks = CheckAsks(target.row, page, session.today, session.rules)
        self.leaving = speaks_of_cancelling(page.facts, session.today) is not None

    def questions(self, values: Values) -> Sequence[Question]:
        answered = bool(values.get("score"))
        stay = Question(
            *("stay", "do they stay", "choice", ("yes", "not yet")), asked=self.leaving, about=STAY
        )
        return (
            Question("score", "how was it", "choice", SCORES, required=True),
            *((stay,) if self.leaving else ()),
            Question("words", "their words", asked=answered),
            *after_answer(self.asks, values, "due", answered=answered),
        )

    def saving(self, values: Values) -> Save:
        due = self.day(values, "due")
        sale = self.asks.sale
        return self.act(
            checks.record,
            self.target.customer_id,
            int(values["score"]) - 3,
            words=their_words(values),
            rules=self.session.rules,
            change=values["change"],
            became=becomes(values, "change", "became", due, "due"),
            change_due=due,
            sale_id=sale.id if sale else None,
            followup_id=self.target.row_id if self.target.kind == "followup" else None,
            person_id=self.person_id,
            **besides_of(self.asks, values, due, "due")._asdict(),
        )
