"""The answers to the five questions, as facts and expectations (R37-R40, R24).

An answer is what the customer said, in their words. ``-`` or ``none`` says that they were asked and had
nothing to say; an empty one that nobody asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...domain.spine import kinds as k
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...values import NamedTuple
from ...wording import fold
from ..base.new_rows import make_expectation, make_fact

if TYPE_CHECKING:
    from ...storage.book.work import Work

NONE_WORDS = ("-", "–", "—", "none", "nothing", "no")


class Answers(NamedTuple):
    """The five answers as typed; there may be several expectations."""

    important: str = ""
    need: str = ""
    expectations: tuple[str, ...] = ()
    why_us: str = ""
    worries: str = ""

    @property
    def given(self) -> int:
        """How many of the five were asked."""
        return sum(bool(answer if isinstance(answer, tuple) else answer.strip()) for answer in self)


UNASKED = Answers()

FACTS = {
    "important": k.FactKind.IMPORTANT,
    "need": k.FactKind.NEED,
    "why_us": k.FactKind.WHY_US,
    "worries": k.FactKind.WORRY,
}
"""The answers that are facts, and their kinds."""

NONE_NAMED = "nothing in particular"
"""What is kept where they were asked what is important and named nothing."""


def is_none(answer: str) -> bool:
    """Whether an answer says that there is none."""
    return fold(answer) in NONE_WORDS


def several(answer: str) -> tuple[str, ...]:
    """The parts of an answer with ``;`` between them."""
    return tuple(part for part in (part.strip() for part in answer.split(";")) if part)


def put_answers(
    work: Work, sale: t.Sale, answers: Answers, person_id: int | None, said_by: str
) -> None:
    """Keep what was answered about a sale; expectations are due on the promised day.

    Raises ``InvalidInput`` where expectations and "none" are given together.
    """
    for name, kind in FACTS.items():
        answer = getattr(answers, name).strip()
        if is_none(answer) and kind is k.FactKind.IMPORTANT:
            answer = NONE_NAMED  # else Today would go on asking what is important
        if answer and not is_none(answer):
            make_fact(
                work,
                sale.customer_id,
                kind,
                answer,
                said_by=said_by,
                sale_id=sale.id,
                person_id=person_id,
            )
    named = [text for text in answers.expectations if not is_none(text)]
    if named and len(named) < len(answers.expectations):
        raise InvalidInput(
            "there are expectations, so not none", "clear one of them", field="no_expectations"
        )
    for text in named:
        make_expectation(
            work,
            sale.customer_id,
            text,
            sale_id=sale.id,
            person_id=person_id,
            due_on=sale.promised_on,
        )
