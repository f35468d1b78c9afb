"""Promises: made, kept, put off with the customer's consent, released, broken (R42)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ...domain.care.promises import KEPT
from ...domain.spine.kinds import PromiseState
from ...domain.spine.model import Change
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import day_text
from ..base import validators as f
from ..base.new_rows import fill, make_promise, not_ahead, short
from ..base.validation import in_order, validated

if TYPE_CHECKING:
    from ...storage.book.work import Work


def add(
    book: Book,
    customer_id: int,
    text: str,
    due_on: date,
    *,
    op_id: str | None = None,
    **given: Any,
) -> Change:
    """What was promised, in the words used, by a day; ``theirs`` is what the customer owes us.

    ``given`` are more of ``validators.PROMISE``.
    """
    with book.write("a promise", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        promise = make_promise(work, customer_id, text, due_on, **given)
        said = "waiting for" if promise.theirs else "promise to"
        work.label = f"{said} {customer.name}: {short(promise.text)}"
    return work.change


def keep(
    book: Book, promise_id: int, on: date | None = None, *, op_id: str | None = None
) -> Change:
    """The promise was kept, today or on the day given: late where that is past its day."""
    with book.write("keep a promise", op_id=op_id) as work:
        promise = work.get(t.Promise, promise_id)
        kept(work, promise, on or work.today)
        work.label = f"{_state(promise)}: {short(promise.text)}"
    return work.change


def kept(work: Work, promise: t.Promise, on: date) -> None:
    """Close a promise as kept on a day, or late. A broken one can still be made good, late."""
    not_ahead(work, on, "on")
    in_order(promise.made_on, on, "it can't be kept before it was made", "on")
    state = PromiseState.KEPT if on <= promise.due_on else PromiseState.LATE
    _close(promise, state, on)


def renegotiate(
    book: Book, promise_id: int, due_on: date, reason: str, *, op_id: str | None = None
) -> Change:
    """The customer agreed to another day: the old one is closed, a new one takes its place."""
    with book.write("renegotiate a promise", op_id=op_id) as work:
        promise = work.get(t.Promise, promise_id)
        _close(promise, PromiseState.RENEGOTIATED, work.today, _why(reason))
        renewed = make_promise(
            work,
            promise.customer_id,
            promise.text,
            due_on,
            person_id=promise.person_id,
            sale_id=promise.sale_id,
            problem_id=promise.problem_id,
            theirs=promise.theirs,
        )
        work.label = f"renegotiate to {day_text(renewed.due_on, work.today)}: {short(promise.text)}"
    return work.change


def release(book: Book, promise_id: int, reason: str, *, op_id: str | None = None) -> Change:
    """The customer no longer wants it."""
    return _end(book, promise_id, PromiseState.RELEASED, reason, op_id)


def break_(book: Book, promise_id: int, reason: str, *, op_id: str | None = None) -> Change:
    """It will not be kept, and the book says why."""
    return _end(book, promise_id, PromiseState.BROKEN, reason, op_id)


def edit(book: Book, promise_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change the given fields (those of ``validators.PROMISE``); the day only while it is open."""
    with book.write("edit a promise", op_id=op_id) as work:
        promise = work.get(t.Promise, promise_id)
        if (
            promise.state != PromiseState.OPEN
            and given.get("due_on", promise.due_on) != promise.due_on
        ):
            raise InvalidInput(
                f"this promise is {promise.state}: its day stays", "promise it anew", field="due_on"
            )
        fill(work, promise, f.PROMISE, given)
        not_ahead(work, promise.made_on, "made_on")
        in_order(promise.made_on, promise.due_on, "it is due before it was made", "due_on")
        work.label = f"edit a promise: {short(promise.text)}"
    return work.change


def _end(
    book: Book, promise_id: int, state: PromiseState, reason: str, op_id: str | None
) -> Change:
    with book.write("end a promise", op_id=op_id) as work:
        promise = work.get(t.Promise, promise_id)
        _close(promise, state, work.today, _why(reason))
        work.label = f"{_state(promise)}: {short(promise.text)}"
    return work.change


def _close(promise: t.Promise, state: PromiseState, on: date, reason: str = "") -> None:
    """Close an open promise; a broken one may still be made good, put off, or released."""
    may_close = promise.state == PromiseState.OPEN or (
        promise.state == PromiseState.BROKEN != state
    )
    if not may_close:
        raise InvalidInput(
            f"this promise is {promise.state} already", "undo brings it back", field="state"
        )
    promise.state, promise.closed_on = state, on
    promise.reason = reason or promise.reason


def _why(reason: str) -> str:
    return str(validated({"reason": f.REASON}, {"reason": reason})["reason"])


def _state(promise: t.Promise) -> str:
    return {
        PromiseState.KEPT: KEPT,
        PromiseState.LATE: f"{KEPT} late",
        PromiseState.RELEASED: "promise released",
    }.get(PromiseState(promise.state), "promise broken")
