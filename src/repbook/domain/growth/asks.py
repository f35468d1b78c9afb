"""When a customer may be asked for something: growth without pushing (R17, R51, R52, R95, R96, §3).

What §3 leaves open is decided so:

* Clear praise opens a window whatever the ledger says: who has just praised need not be settled, nor told of a
  success, nor given anything. It never stands for a problem, a promise, a bill, or the ninety days; the row on
  Today is there all the same, and says what comes first.
* Its 48 hours are two days after the day of the praise, and like a deadline they move off a free day:
  what was said on Friday may still be taken up on Monday.
* The week of three asks begins on Monday, as the weekly review does.
* The first ask needs one give; after that three gives to each ask that was made. A give is a letter posted (no
  agenda, no announcement), a success told, an idea of value, or a training: ``GIVES`` says so where they are counted.
* Whoever closed under pressure and has not said yes to the last two asks is not asked a third time, whatever
  the reason (R52). A yes lifts that, and so does a later sale without pressure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ...values import NamedTuple
from ...wording import ago, count, day_text
from ..care.case import Case
from ..care.problems import is_open
from ..care.promises import broken
from ..spine.calendar import plus
from ..spine.facts import AskFacts, CustomerFacts, SaleFacts
from ..spine.kinds import AskOutcome, Group, Phase
from ..spine.model import Reason
from ..spine.reason_phrases import short
from ..spine.rules import Rules

MOST_CLOSED = 4
"""Lines that say why it is not the time to ask."""
GIVES = "a give: a letter posted, a success told, an idea of value, a training"
"""What counts as given, wherever gives are counted."""
ASK_NOW = "ask for a referral now"
"""The row of fresh praise where nothing has to come before the ask."""
_SETTLED, _DUE, _YES = Phase.SETTLED, Group.DUE, AskOutcome.YES
_WEIGHT = 20.0
_PUSHED = 2  # asks in a row without a yes


class Gate(NamedTuple):
    """One condition of an ask: what it is, and where it is closed, why and what opens it.

    A ``firm`` one can't be overridden.
    """

    text: str
    open: bool
    why: str
    firm: bool = False


def gates(case: Case, asked_this_week: int = 0) -> tuple[Gate, ...]:
    """The conditions of asking this customer today, met or not.

    ``asked_this_week`` counts the asks of the whole book since ``week_begins``.
    """
    return tuple(_gates(case, asked_this_week))


def allowed(found: Iterable[Gate]) -> bool:
    """Whether the customer may be asked without a reason given."""
    return all(gate.open for gate in found)


def ratio(facts: CustomerFacts) -> str:
    """``gave 5 : asked 1`` (R17)."""
    return f"gave {facts.gives} : asked {facts.asked}"


def time_for(found: Sequence[Gate], facts: CustomerFacts) -> str:
    """The gates in words: one line where all are open, else what stands in the way and what opens it."""
    closed = [gate.why for gate in found if not gate.open]
    if not closed:
        return f"The time is right: {ratio(facts)}."
    shown = closed if len(closed) <= MOST_CLOSED else closed[: MOST_CLOSED - 1]
    more = [f"and {len(closed) - len(shown)} more"] if len(shown) < len(closed) else []
    return "\n".join(("Not the time to ask yet:", *(f"· {why}" for why in (*shown, *more))))


def still_to_give(facts: CustomerFacts, rules: Rules) -> int:
    """How many gives are lacking before the next ask; 0 where there are enough (R17)."""
    needed = max(rules.asks.gives_to_the_first, rules.asks.gives_to_an_ask * facts.asked)
    return max(0, needed - facts.gives)


def week_begins(today: date) -> date:
    """The Monday from which the asks of this week count."""
    return plus(today, -today.weekday())


def overdue(sale: SaleFacts, today: date) -> int:
    """The days for which a sale has been unpaid past the day of its invoice; 0 if it is not (R09)."""
    due, paid = sale.invoice_due_on, sale.paid_on
    if due is None or (paid is not None and paid <= today):
        return 0
    return max(0, (today - due).days)


def praise_ends(facts: CustomerFacts, rules: Rules) -> date | None:
    """The last day of the window that the latest praise opened; None if they never praised."""
    if facts.praise_on is None:
        return None
    return rules.business.roll(plus(facts.praise_on, -(-rules.asks.praise_hours // 24)))


def moment(case: Case) -> Iterator[Reason]:
    """A row on Today while praise is fresh (R96); where something has to come before a referral, it says what.

    What others were asked this week is not looked at: the form of the ask says so.
    """
    facts, today, said_on = case.facts, case.today, case.facts.praise_on
    if said_on is None or not _praised(case) or any(ask.asked_on >= said_on for ask in facts.asks):
        return
    shut = [gate for gate in _gates(case, 0) if not gate.open]
    moment, first = ASK_NOW, ""
    if shut:
        firm = any(gate.firm for gate in shut)
        moment, first = "thank them", "" if firm else f"before you ask, {shut[0].why}"
    praised = Reason(_DUE, moment, "ask", _WEIGHT, False, said_on, ("customer", facts.id))
    yield praised.told(first, f"praised {ago(said_on, today)}")


def moment_days(facts: CustomerFacts, recorded: date, rules: Rules) -> Iterator[date]:
    """The first day of that row, for the index of days; ``recorded`` is the newest day of any record.

    Nothing is due where something was recorded after the window.
    """
    said_on, ends = facts.praise_on, praise_ends(facts, rules)
    if said_on is None or ends is None or ends < recorded:
        return
    if not any(ask.asked_on >= said_on for ask in facts.asks):
        yield said_on


def _gates(case: Case, asked_this_week: int) -> Iterator[Gate]:
    facts, today, rules = case.facts, case.today, case.rules
    why = "" if case.phase is _SETTLED or _praised(case) else _not_content(case)
    yield Gate("settled, or content and told of a success", not why, why)
    problem = next((each for each in facts.problems if is_open(each, today)), None)
    why = f"{short(problem.text, 40)}: until they say it is solved" if problem else ""
    yield Gate("no open problem", not why, why)
    promise = next(iter(broken(facts, today)), None)
    why = f"broken promise: {short(promise.text, 40)}: make it good first" if promise else ""
    yield Gate("no broken promise", not why, why)
    unpaid, title = max(
        ((overdue(sale, today), sale.title) for sale in facts.sales), default=(0, "")
    )
    why = f"{short(title, 40)} is unpaid +{unpaid} d: until it is paid" if unpaid else ""
    yield Gate("nothing overdue to pay", not why, why)
    past = [ask for ask in facts.asks if ask.asked_on <= today]
    last = max((ask.asked_on for ask in past), default=None)
    again = plus(last, rules.asks.apart) if last else today
    why = f"asked {ago(last, today)}: from {day_text(again, today)} on" if last else ""
    yield Gate(f"{rules.asks.apart} d since the last ask", again <= today, _if(again > today, why))
    more = 0 if _praised(case) else still_to_give(facts, rules)
    why = f"{ratio(facts)}: {more} more to give first ({GIVES})"
    yield Gate(ratio(facts), more <= 0, _if(more > 0, why))
    most = rules.asks.in_a_week
    why = f"{count(asked_this_week, 'ask')} this week: from {day_text(plus(week_begins(today), 7), today)} on"
    full = asked_this_week >= most
    yield Gate(f"{asked_this_week} of {most} asks this week", not full, _if(full, why))
    pushed = _pressed(facts, today) and _without_a_yes(past)
    why = "closed under pressure, and no yes to the last two asks: no third one"
    yield Gate("not pushed", not pushed, _if(pushed, why), firm=True)


def _if(closed: bool, why: str) -> str:
    return why if closed else ""


def _praised(case: Case) -> bool:
    said_on, ends = case.facts.praise_on, praise_ends(case.facts, case.rules)
    return said_on is not None and ends is not None and said_on <= case.today <= ends


def _not_content(case: Case) -> str:
    """What an unsettled customer lacks: a last check that was no worse than expected, a success told."""
    facts, today = case.facts, case.today
    last = next((check for check in facts.checks if check.on <= today), None)
    if last is None:
        return "not settled: ask first whether all is as expected"
    if last.score < 0:
        return "not settled, and the last check was worse: until a better one"
    if not any(day <= today for day in facts.told):
        return "not settled: tell them of a success first"
    return ""


def _pressed(facts: CustomerFacts, today: date) -> bool:
    """Whether the newest sale was closed under pressure."""
    past = [sale for sale in facts.sales if sale.ordered_on <= today]
    newest = max(past, key=lambda sale: (sale.ordered_on, sale.id), default=None)
    return newest is not None and newest.under_pressure


def _without_a_yes(past: list[AskFacts]) -> bool:
    """Whether the latest two asks were not answered with a yes."""
    latest = sorted(past, key=lambda ask: (ask.asked_on, ask.id))[-_PUSHED:]
    return len(latest) == _PUSHED and all(ask.outcome is not _YES for ask in latest)
