"""When "Was everything as expected?" is due: after the live day, then quarterly (R82, §3).

What §3 leaves open is decided so:

* A check up to four days early answers the one that was due; a late one answers those before it.
* What was due before the customer was entered is not owed: an import brings no debts (§7).
* Quarterly counts from the last check, else from settling, but never from before the customer was
  entered, so that an import owes none (§7). It comes no more often than the customer's own rhythm.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .calendar import plus
from .facts import CheckFacts, CustomerFacts, SaleFacts
from .model import SalePhase
from .phases import base_day, bears
from .rules import DEFAULT, Rules


class DueCheck(NamedTuple):
    """A check that waits: which of the three, and since when one has been waiting."""

    number: int
    since: date


def newest_check(facts: CustomerFacts, today: date) -> CheckFacts | None:
    """The customer's last answer by a day."""
    for check in facts.checks:
        if check.on <= today:
            return check
    return None


def check_due(
    sale: SaleFacts, phase: SalePhase, facts: CustomerFacts, today: date, rules: Rules = DEFAULT
) -> DueCheck | None:
    """The check that a sale in its Learning curve is due today, or None.

    It is overdue when ``since`` lies before today.
    """
    clocks = rules.clocks
    base = base_day(sale, phase, rules)
    last = next(
        (
            check.on
            for check in facts.checks
            if check.on <= today and bears(check.sale_id, check.on, sale)
        ),
        None,
    )
    due: DueCheck | None = None
    for number, days in enumerate(clocks.check_days, 1):
        on = rules.business.roll(plus(base, days))
        if on > today:
            break
        if on < facts.created_on:
            continue
        if last is None or last < plus(base, days - clocks.check_early):
            due = DueCheck(number, due.since if due else on)
    return due


def check_again_from(
    facts: CustomerFacts, first: SalePhase, aim: int, today: date, rules: Rules = DEFAULT
) -> date:
    """The business day from which a settled customer is due another check.

    ``aim`` is the customer's rhythm in days.
    """
    last = newest_check(facts, today)
    counted = max(last.on if last else first.since, facts.created_on)
    return rules.business.roll(plus(counted, max(rules.clocks.check_again, aim)))
