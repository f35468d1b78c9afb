"""What a customer expects, and whether it was met (R40, R41).

An answer may also be *reset*: what they expect was put right with them, in the words that are kept, and
it is to be asked again (R84).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ..base import validators as f
from ..base.new_rows import fill, make_expectation, make_followup, not_ahead, short
from ..base.validation import line, validated, word

if TYPE_CHECKING:
    from ...storage.book.work import Work


def add(
    book: Book,
    customer_id: int,
    text: str,
    *,
    op_id: str | None = None,
    **given: Any,
) -> Change:
    """Something the customer expects, of a sale or in general, by a day if they named one.

    ``given`` are more of ``validators.EXPECTATION``.
    """
    with book.write("an expectation", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        expectation = make_expectation(work, customer_id, text, **given)
        work.label = f"{customer.name} expects: {short(expectation.text)}"
    return work.change


def answer(
    book: Book,
    expectation_id: int,
    state: str,
    words: str = "",
    *,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """Whether it was met, today, in the customer's words. One that is unmet makes a call (R43)."""
    with book.write("an answer", op_id=op_id) as work:
        expectation = work.get(t.Expectation, expectation_id)
        settle(work, expectation, state, words, rules)
        work.label = f"expectation {expectation.state}: {short(expectation.text)}"
    return work.change


def settle(work: Work, expectation: t.Expectation, state: str, words: str, rules: Rules) -> None:
    """Record an answer; where it turns unmet, hang a call on this business day.

    "not asked" resets it: it is asked again, and ``words`` say what was agreed instead.
    """
    given = validated(
        {"state": word(k.ExpectationState), "words": line(f.LONG, lines=True)},
        {"state": state, "words": words},
    )
    newly_unmet = given["state"] == k.ExpectationState.UNMET != expectation.state
    expectation.state = given["state"]
    expectation.words = given["words"] or expectation.words
    expectation.asked_on = work.today if given["state"] != k.ExpectationState.NOT_ASKED else None
    if newly_unmet:
        make_followup(
            work,
            expectation.customer_id,
            f"call: expectation not met - {short(expectation.text, 300)}",
            rules.business.roll(work.today),
            kind=k.FollowupKind.CALL,
            source=k.FollowupSource.EXPECTATION,
            person_id=expectation.person_id,
            sale_id=expectation.sale_id,
        )


def edit(book: Book, expectation_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change the given fields (those of ``validators.EXPECTATION``)."""
    with book.write("edit an expectation", op_id=op_id) as work:
        expectation = work.get(t.Expectation, expectation_id)
        fill(work, expectation, f.EXPECTATION, given)
        not_ahead(work, expectation.on_day, "on_day")
        work.label = f"edit an expectation: {short(expectation.text)}"
    return work.change
