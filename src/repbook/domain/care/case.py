"""One customer on one day: what every rule of risk and attention is asked about."""

from __future__ import annotations

from datetime import date, datetime

from ...values import NamedTuple
from ..spine.facts import CustomerFacts, SaleFacts
from ..spine.kinds import Phase
from ..spine.model import SalePhase, Silence
from ..spine.rules import Rules
from .phases import lead, sale_phase
from .rhythm import debt, silence

_NONE = Phase.NONE


class Case(NamedTuple):
    """The facts, the day, and what follows from both for phases and silence.

    ``pairs`` are the sales ordered by then, each with its phase; ``first`` is the one that sets the
    customer's ``phase``. ``now`` is the rep's wall clock, for the clocks that run by the hour.
    """

    facts: CustomerFacts
    today: date
    rules: Rules
    now: datetime | None
    pairs: tuple[tuple[SaleFacts, SalePhase], ...]
    first: SalePhase | None
    phase: Phase
    silence: Silence
    debt: float

    @property
    def newest(self) -> tuple[SaleFacts, SalePhase]:
        """The sale ordered last; raises ``ValueError`` where there is none."""
        pairs = self.pairs
        if len(pairs) == 1:
            return pairs[0]
        return max(pairs, key=lambda pair: (pair[0].ordered_on, pair[0].id))


def look(facts: CustomerFacts, today: date, rules: Rules, now: datetime | None = None) -> Case:
    """The case of a customer on a day. A sale begins on its order day; before that it is not there."""
    pairs = tuple(
        [
            (sale, sale_phase(sale, facts, today, rules))
            for sale in facts.sales
            if sale.ordered_on <= today
        ]
    )
    first = lead([phase for _, phase in pairs]) if pairs else None
    quiet = silence(facts, first, today, rules)
    owes = debt(facts, first, quiet, rules)
    phase = first.phase if first else _NONE
    return Case(facts, today, rules, now, pairs, first, phase, quiet, owes)
