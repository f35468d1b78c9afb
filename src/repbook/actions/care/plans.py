"""The game plan of a customer: the next three moves (R45); and ideas of value, once they are given (R18)."""

from __future__ import annotations

from collections.abc import Sequence

from ...domain.spine.kinds import FactKind
from ...domain.spine.model import Change
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ..base import validators as f
from ..base.new_rows import make_fact, short
from ..base.validation import validated

MOST = 3
DONE, RENEWED, REPLACED, GIVEN = "done", "renewed", "replaced", "given"
"""What became of a move or an idea, as the timeline says it."""


def set_plan(
    book: Book, customer_id: int, moves: Sequence[str], *, op_id: str | None = None
) -> Change:
    """The next moves, three at most, in their order; they take the place of the plan before.

    A move that stays is written anew: it was looked at, so its age counts from today. Raises ``InvalidInput`` for a plan without a move, and for more than three.
    """
    with book.write("a game plan", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        texts = [
            validated({"text": f.FACT["text"]}, {"text": move})["text"]
            for move in moves
            if move.strip()
        ]
        if not texts:
            raise InvalidInput("a plan has a move at least", "say what comes next", field="move1")
        if len(texts) > MOST:
            raise InvalidInput("a plan has three moves", "the rest can wait", field="move3")
        for old in work.find(t.Fact, customer_id=customer_id, kind=FactKind.PLAN, done_on=None):
            old.done_on = old.state_on = work.today
            old.state = RENEWED if old.text in texts else REPLACED
        # The newest row stands first on the page, so the first move is written last.
        for text in reversed(texts):
            make_fact(work, customer_id, FactKind.PLAN, text)
        work.label = f"plan for {customer.name}: {short(texts[0])}"
    return work.change


def done(book: Book, fact_id: int, *, op_id: str | None = None) -> Change:
    """A move of a plan is done, or an idea of value was given to the customer: today.

    Raises ``InvalidInput`` for any other fact, and for one that is done already.
    """
    with book.write("a move done", op_id=op_id) as work:
        fact = work.get(t.Fact, fact_id)
        customer = work.get(t.Customer, fact.customer_id)
        if fact.kind not in (FactKind.PLAN, FactKind.VALUE_IDEA):
            raise InvalidInput("this fact is kept, not done", "edit it instead", field="kind")
        if fact.done_on is not None:
            raise InvalidInput("this is done already", "nothing to do", field="done_on")
        fact.done_on = fact.state_on = work.today
        idea = fact.kind == FactKind.VALUE_IDEA
        fact.state = GIVEN if idea else DONE
        said = "" if fact.confidential else f": {short(fact.text)}"
        work.label = (
            f"an idea given to {customer.name}{said}"
            if idea
            else f"a move done at {customer.name}{said}"
        )
    return work.change
