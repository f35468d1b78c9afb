"""One sale and its customer for the tests of phases; days are told from the order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from repbook.domain.care.phases import sale_phase
from repbook.domain.spine.facts import CustomerFacts, ProblemFacts, PromiseFacts, SaleFacts
from repbook.domain.spine.kinds import PromiseState, SaleKind, Severity
from repbook.domain.spine.model import SalePhase
from repbook.domain.spine.rules import DEFAULT

ORDER = date(2026, 3, 2)  # a Monday


def day(offset: int) -> date:
    return ORDER + timedelta(offset)


def sale(**values: Any) -> SaleFacts:
    return SaleFacts(
        **{"id": 1, "title": "pumps", "kind": SaleKind.ONE_OFF, "ordered_on": ORDER, **values}
    )


def customer(**values: Any) -> CustomerFacts:
    return CustomerFacts(id=1, name="Orchard Clinic", created_on=ORDER, **values)


def problem(severity: Severity, known: int, **values: Any) -> ProblemFacts:
    return ProblemFacts(
        1, "drawer sticks", severity, day(known), f"{day(known)}T10:00:00Z", **values
    )


def promise(due: int, state: PromiseState = PromiseState.OPEN, **values: Any) -> PromiseFacts:
    return PromiseFacts(1, "send manual", day(0), day(due), state, **values)


def at(one: SaleFacts, today: int, facts: CustomerFacts | None = None) -> SalePhase:
    return sale_phase(one, facts or customer(), day(today), rules=DEFAULT)
