"""A won sale with all that belongs to it, in one transaction and one undo step (R01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ...domain.agenda.agenda import cycle_day, names
from ...domain.agenda.agenda_templates import template_for
from ...domain.care.rhythm import proposed
from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Pace, Rules
from ...domain.today.still_to_do import QUESTIONS
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import count
from ..base import validators as f
from ..base.new_rows import belongs, heed_expectations, not_ahead, short
from ..base.validation import in_order, one_of, validated
from ..care.followups import tick
from ..customers.customers import put_rhythm, rhythm_said
from ..customers.reaching import WhomToReach, put_whom
from .agendas import hung_on, is_history, live_was_said, step_values, steps_of, to_hang
from .answers import UNASKED, Answers, put_answers
from .inside_calls import MONTH, from_inside

if TYPE_CHECKING:
    from ...storage.book.work import Work

LATER_DAYS = (
    ("promised_on", "it is promised before it was ordered"),
    ("live_on", "it is live before it was ordered"),
    ("cancel_until", "it can't be cancelled before it was ordered"),
    ("invoice_due_on", "the invoice is due before the order"),
    ("next_cycle_on", "the next order is before this one"),
)
"""The days of a sale that can't be before its order, and what is said where they are."""


@dataclass(frozen=True, slots=True)
class Won:
    """What was agreed. ``amount`` is in cents, ``cycle_days`` in days.

    ``agenda`` is a template's name, None for the one of this ``kind`` (R05). ``people`` are whom to reach,
    the first of them the one who bought unless ``person_id`` says who. ``wish`` is how often they want to
    hear from us once settled, in days; with None it is as the tier says, or as the industry and the kind
    propose where ``propose`` is set and this is their first order (R06, R33). ``goal`` is the rep's own,
    ``inside`` who of the inside staff rings them month by month (R90).
    """

    title: str
    number: str = ""
    kind: str = k.SaleKind.ONE_OFF
    ordered_on: date | None = None
    promised_on: date | None = None
    live_on: date | None = None
    invoice_due_on: date | None = None
    paid_on: date | None = None
    cancel_until: date | None = None
    next_cycle_on: date | None = None
    cycle_days: int | None = None
    amount: int | None = None
    currency: str = ""
    under_pressure: bool = False
    note: str = ""
    agenda: str | None = None
    person_id: int | None = None
    people: tuple[WhomToReach, ...] = ()
    answers: Answers = UNASKED
    wish: Pace | None = None
    propose: bool = False
    goal: str = ""
    inside: str = ""

    def next_on(self, ordered_on: date) -> date | None:
        """The day of the next order, if any is known."""
        return cycle_day(self.next_cycle_on, ordered_on, self.cycle_days)


LEAST_CARE = 3
"""Steps that were done before another order is put down to them."""
OF_THE_SALE = tuple(f.SALE.keys() - {"no_expectations"})
"""What of ``Won`` becomes columns of the sale as it stands."""


def win(
    book: Book, customer_id: int, won: Won, *, rules: Rules, op_id: str | None = None
) -> Change:
    """A sale, ordered today unless said otherwise, and all that was agreed with it.

    Hangs the agenda: all of it, or what is still ahead and one question about what has passed. A sale
    ordered over 30 days ago is history and hangs nothing (§7). Answers tick the agenda's five questions;
    where no expectation is named, the sale says "none recorded". Raises ``InvalidInput`` with the field.
    """
    with book.write("a sale", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        people = [put_whom(work, customer_id, whom) for whom in won.people]
        sale = _put_sale(work, customer_id, won, people[0].id if people else None, rules)
        buyer = work.get(t.Person, sale.person_id) if sale.person_id else None
        said_by = buyer.name if buyer else ""
        put_answers(work, sale, won.answers, sale.person_id, said_by)
        heed_expectations(work, customer_id)
        live_was_said(work, sale, None)
        work.add_many(t.Followup, to_hang(work, sale, rules))
        if won.answers.given:
            _asked(work, sale, rules)
        if sale.no_expectations and not won.answers.expectations:
            work.notes.append("no expectations recorded: {questions} asks")
        if won.goal.strip():
            customer.goal = validated({"goal": f.CUSTOMER["goal"]}, {"goal": won.goal})["goal"]
        if won.inside.strip():
            first = max(sale.ordered_on, work.today) + timedelta(days=MONTH)
            from_inside(work, customer_id, won.inside, first, MONTH, rules=rules)
        place = _place(work, sale)
        _agree_rhythm(work, customer, sale, won, first=place == 1, rules=rules)
        if sale.history:
            work.label = f"sale to {customer.name}: {short(sale.title)}"
        else:
            nth = "first" if place == 1 else ordinal(place)
            work.label = f"won: {short(sale.title)}, the {nth} order from {customer.name}"
            if place > 1:
                _what_it_came_of(work, sale)
    return work.change


def _put_sale(work: Work, customer_id: int, won: Won, buyer: int | None, rules: Rules) -> t.Sale:
    given: dict[str, Any] = {name: getattr(won, name) for name in OF_THE_SALE}
    given["ordered_on"] = won.ordered_on or work.today
    given["person_id"] = won.person_id or buyer
    values = validated(f.SALE, given)
    belongs(work, customer_id, values)
    agenda = template_for(values["kind"]) if won.agenda is None else won.agenda
    agenda = validated({"agenda": one_of(*names(rules))}, {"agenda": agenda})["agenda"]
    history = is_history(values["ordered_on"], work.today, rules)
    sale = t.Sale(
        customer_id=customer_id, **values, history=history, agenda="" if history else agenda
    )
    check_days(work, sale)
    return work.add(sale)


def check_days(work: Work, sale: t.Sale) -> None:
    """Raise ``InvalidInput`` where a sale's days can't be."""
    not_ahead(work, sale.ordered_on, "ordered_on")
    not_ahead(work, sale.paid_on, "paid_on")
    for column, what in LATER_DAYS:
        in_order(sale.ordered_on, getattr(sale, column), what, column)


def _asked(work: Work, sale: t.Sale, rules: Rules) -> None:
    """The agenda's five questions are done: they were asked with the order."""
    known = [row for row in hung_on(work, sale) if row.step == QUESTIONS]
    if not known:  # their day has gone by already
        steps = [step for step in steps_of(sale, rules) if step.key == QUESTIONS]
        rows = [step_values(sale, step) for step in steps]
        known = [work.add(t.Followup(**row)) for row in rows]
    for row in known:
        tick(row, work.today)


def _place(work: Work, sale: t.Sale) -> int:
    """Which order of this customer it is, from 1; cancelled ones do not count."""
    known = work.find(t.Sale, customer_id=sale.customer_id, cancelled_on=None)
    return sum((one.ordered_on, one.id) <= (sale.ordered_on, sale.id) for one in known)


def _what_it_came_of(work: Work, sale: t.Sale) -> None:
    """Say how much after-care went before another order (R04)."""
    steps = work.find(t.Followup, customer_id=sale.customer_id, source=k.FollowupSource.AGENDA)
    past = [
        step
        for step in steps
        if step.sale_id != sale.id
        and step.state != k.FollowupState.DROPPED
        and (step.due_on <= work.today or step.state == k.FollowupState.DONE)
    ]
    done = sum(step.state == k.FollowupState.DONE for step in past)
    if done >= LEAST_CARE:
        work.notes.append(f"after-care brought it: {done} of {count(len(past), 'step')} done")


def _agree_rhythm(
    work: Work, customer: t.Customer, sale: t.Sale, won: Won, *, first: bool, rules: Rules
) -> None:
    """Keep the rhythm that was agreed, or the one proposed for a new customer who has none."""
    pace = won.wish
    ours = customer.wish_aim is None and customer.tier != k.Tier.A  # an A hears from us as an A
    if pace is None and won.propose and first and ours:
        pace = proposed(sale.kind, customer.industry, rules)
    if pace is not None and pace != (customer.wish_aim, customer.wish_limit):
        put_rhythm(customer, *pace)
        work.notes.append(f"rhythm once settled: {rhythm_said(*pace)}")


def ordinal(number: int) -> str:
    """``2nd``, ``3rd``, ``11th``."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
