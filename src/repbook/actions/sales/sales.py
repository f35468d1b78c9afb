"""Sales: won, changed, gone live, settled, cancelled, and what had happened before they were entered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ...domain.agenda.agenda import HungStep, cycle_day, hang, names
from ...domain.agenda.agenda_templates import template_for
from ...domain.care.phases import gate, sale_phase
from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...storage.facts.customer_facts import facts_of
from ...wording import count, day_text
from ..base import validators as f
from ..base.new_rows import fill, heed_expectations, make_followup, not_ahead, short
from ..base.validation import day, validated
from ..care.followups import LET_GO, tick
from .agendas import (
    ASK_ONCE,
    Values,
    choose,
    drop_open,
    follow_cycle,
    gone_by,
    is_history,
    live_was_said,
    next_cycle,
    rehang,
    step_values,
)
from .answers import NONE_WORDS, Answers
from .won import Won, check_days, win


def add(
    book: Book,
    customer_id: int,
    title: str,
    *,
    expectations: Sequence[str] = (),
    no_expectations: bool = False,
    rules: Rules,
    op_id: str | None = None,
    **given: Any,
) -> Change:
    """A sale in few words; ``given`` are other fields of ``won.Won``, and ``won.win`` says what comes of it.

    ``no_expectations`` says that the customer was asked and named none.
    """
    none = NONE_WORDS[:1] if no_expectations else ()
    won = Won(title, answers=Answers(expectations=(*expectations, *none)), **given)
    return win(book, customer_id, won, rules=rules, op_id=op_id)


def edit(
    book: Book,
    sale_id: int,
    *,
    agenda: str | None = None,
    ask_passed: bool = False,
    rules: Rules,
    op_id: str | None = None,
    **given: Any,
) -> Change:
    """Change the given fields (those of ``validators.SALE``); a day that moves takes its open steps along.

    ``agenda`` gives it another one (``agendas.choose``), with ``ask_passed`` also asking what became of the
    steps gone by. An order that turns out to be a young one is no history any more: it hangs the agenda that
    is chosen, else the one of its kind, and asks once what has passed (§7). One that turns out older stays
    what it is.
    """
    with book.write("edit a sale", op_id=op_id) as work:
        sale = work.get(t.Sale, sale_id)
        live_before, ordered_from = sale.live_on, sale.ordered_on
        live_from, cycle_before = live_before or sale.promised_on, next_cycle(sale)
        fill(work, sale, f.SALE, given)
        check_days(work, sale)
        moved = sale.ordered_on != ordered_from
        if moved and sale.history and not is_history(sale.ordered_on, work.today, rules):
            sale.history, ask_passed = False, True
            agenda = agenda or sale.agenda or template_for(k.SaleKind(sale.kind))
            work.notes.append("no history any more: it was ordered lately")
        heed_expectations(work, sale.customer_id)
        rehang(work, sale, ordered_from, live_from, rules)
        follow_cycle(work, sale, cycle_before, rules)
        if agenda is not None:
            choose(work, sale, agenda, rules, ask_passed=ask_passed)
        live_was_said(work, sale, live_before)
        work.label = f"edit a sale: {short(sale.title)}"
    return work.change


def set_live(
    book: Book,
    sale_id: int,
    live_on: date,
    *,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """The day on which it is delivered or the service begins. Only the steps hung on it move."""
    with book.write("set a live day", op_id=op_id) as work:
        sale = work.get(t.Sale, sale_id)
        live_before, ordered_from = sale.live_on, sale.ordered_on
        live_from = live_before or sale.promised_on
        sale.live_on = validated({"live_on": day(needed=True)}, {"live_on": live_on})["live_on"]
        check_days(work, sale)
        rehang(work, sale, ordered_from, live_from, rules)
        live_was_said(work, sale, live_before)
        work.label = f"live on {day_text(live_on, work.today)}: {short(sale.title)}"
    return work.change


def paid(book: Book, sale_id: int, on: date | None = None, *, op_id: str | None = None) -> Change:
    """The invoice was paid, today or on the day given (R09)."""
    with book.write("a payment", op_id=op_id) as work:
        sale = work.get(t.Sale, sale_id)
        if sale.cancelled_on is not None:
            raise InvalidInput("this sale is cancelled", "nothing is owed for it", field="paid_on")
        sale.paid_on = validated({"paid_on": day()}, {"paid_on": on or work.today})["paid_on"]
        check_days(work, sale)
        work.label = f"paid: {short(sale.title)}"
    return work.change


def settle(book: Book, sale_id: int, *, rules: Rules, op_id: str | None = None) -> Change:
    """Confirm that a sale has settled (R56).

    Raises ``InvalidInput`` that lists what the gate lacks, unless the sale has settled by time alone.
    """
    with book.write("settle a sale", op_id=op_id) as work:
        sale = work.get(t.Sale, sale_id)
        facts = facts_of(book.connection, sale.customer_id)
        own = next((one for one in facts.sales if one.id == sale.id), None) if facts else None
        if facts is None or own is None:
            raise InvalidInput(
                "this sale is cancelled or long past", "nothing is open", field="phase"
            )
        phase = sale_phase(own, facts, work.today, rules)
        if phase.phase is k.Phase.SETTLED and not phase.unproven:
            raise InvalidInput("this sale is settled", "nothing was changed", field="phase")
        missing = [tick.text for tick in gate(own, facts, work.today, rules) if not tick.done]
        if missing and not phase.unproven:
            raise InvalidInput(
                f"not settled yet: {'; '.join(missing)}", "each opens the gate a bit", field="phase"
            )
        held = [tick.text for tick in gate(own, facts, work.today, rules) if not tick.done]
        if (
            sale_phase(own._replace(settled_on=work.today), facts, work.today, rules).phase
            is not k.Phase.SETTLED
        ):
            raise InvalidInput(
                f"not settled while that stands: {'; '.join(held)}",
                "x closes a problem in their words; s says that they stay",
                field="phase",
            )
        sale.settled_on = work.today
        work.label = f"settled: {short(sale.title)}"
    return work.change


def cancel(book: Book, sale_id: int, reason: str, *, op_id: str | None = None) -> Change:
    """The order is off: what is open of its agenda is dropped, the note says why, and a call asks them."""
    with book.write("cancel a sale", op_id=op_id) as work:
        sale = work.get(t.Sale, sale_id)
        if sale.cancelled_on is not None:
            raise InvalidInput(
                "this sale is cancelled already", "nothing to do", field="cancelled_on"
            )
        why = validated({"reason": f.REASON}, {"reason": reason})["reason"]
        sale.cancelled_on = work.today
        sale.note = f"{sale.note}\nCancelled: {why}".strip()
        drop_open(work, sale, short(f"sale cancelled: {why}", f.WHAT))
        ask = f"Call about {short(sale.title, 60)}: what made them cancel, what would help?"
        make_followup(work, sale.customer_id, ask, work.today, person_id=sale.person_id)
        work.label = f"cancel a sale: {short(sale.title)}"
    return work.change


def passed(book: Book, followup_id: int, *, rules: Rules) -> tuple[HungStep, ...]:
    """The steps that a catch-up follow-up asks about: gone by, and nobody has said what became of them.

    None where the agenda is no longer in the settings.
    """
    found = book.row(
        "SELECT s.id, s.agenda, s.ordered_on, coalesce(s.live_on, s.promised_on), s.next_cycle_on, s.cycle_days"
        " FROM followups f JOIN sales s ON s.id = f.sale_id WHERE f.id = ? AND f.step = ?",
        (followup_id, ASK_ONCE),
    )
    if found is None:
        raise InvalidInput("this is no catch-up question", "choose again", field="followup_id")
    sale_id, agenda, ordered, live, said, every = found
    if agenda not in names(rules):
        return ()
    ordered_on = date.fromisoformat(ordered)
    live_on, next_on = (date.fromisoformat(day) if day else None for day in (live, said))
    hung = {key for (key,) in book.rows("SELECT step FROM followups WHERE sale_id = ?", (sale_id,))}
    next_on = cycle_day(next_on, ordered_on, every)
    steps = hang(agenda, ordered_on, live_on, rules, next_on=next_on)
    steps = tuple(step for step in steps if step.key not in hung)
    return gone_by(steps, ordered_on, live_on, book.clock.today())


def caught_up(
    book: Book,
    followup_id: int,
    steps: tuple[str, ...],
    on_day: date | None = None,
    *,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """Answer the catch-up question: which steps had happened; the others are dropped.

    Steps are named by their keys. They count as done on the day given, else on the day that the
    agenda had for them.
    """
    with book.write("catch up", op_id=op_id) as work:
        not_ahead(work, on_day, "on_day")
        known = {step.key: step for step in passed(book, followup_id, rules=rules)}
        followup = work.get(t.Followup, followup_id)
        sale = work.get(t.Sale, followup.sale_id or 0)
        for key in steps:
            if key not in known:
                raise InvalidInput(
                    f"no passed step is called '{key}'", "choose again", field="steps"
                )
        rows = []
        for key, step in known.items():
            if key in steps:
                given: Values = {"state": k.FollowupState.DONE, "done_on": on_day or step.due_on}
            else:
                given = {"state": k.FollowupState.DROPPED, "reason": LET_GO}
            rows.append(step_values(sale, step, **given))
        work.add_many(t.Followup, rows)
        tick(followup, work.today)
        work.label = f"caught up with {short(sale.title)}: {count(len(steps), 'step')} done before"
    return work.change
