"""Facts of made-up customers for the tests of the rules; days are told from one Wednesday."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from repbook.domain.care.case import look
from repbook.domain.care.risk import risk
from repbook.domain.spine.facts import (
    CheckFacts,
    CustomerFacts,
    FollowupFacts,
    ProblemFacts,
    PromiseFacts,
    SaleFacts,
)
from repbook.domain.spine.kinds import (
    FollowupKind,
    FollowupSource,
    Group,
    PromiseState,
    SaleKind,
    Severity,
)
from repbook.domain.spine.model import Reason
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.attention import reasons

TODAY = date(2026, 6, 3)  # a Wednesday
AT = "2026-06-01T10:00:00Z"


def ago(days: int) -> date:
    """That many days before ``TODAY``; negative is ahead."""
    return TODAY - timedelta(days)


def sale(ordered: int, **values: Any) -> SaleFacts:
    """A sale ordered so many days ago, its thank-you and reassurance sent."""
    given = {
        "id": 1,
        "title": "pumps",
        "kind": SaleKind.ONE_OFF,
        "ordered_on": ago(ordered),
        "thanked_on": ago(ordered),
        "reassured_on": ago(ordered),
    }
    return SaleFacts(**{**given, **values})


def customer(*sales: SaleFacts, **values: Any) -> CustomerFacts:
    """A customer of long standing: all is agreed, talked to yesterday, and content ten days ago."""
    given = {
        "id": 1,
        "name": "Orchard Clinic",
        "created_on": ago(1000),
        "sales": sales,
        "two_way": (ago(1),),
        "last_touch_on": ago(1),
        "checks": (CheckFacts(ago(10), 1),),
        "expectations": 1,
        "known": ("important", "preference", "problem rule", "vital area"),
    }
    return CustomerFacts(**{**given, **values})


def trouble(severity: Severity = Severity.MINOR, **values: Any) -> ProblemFacts:
    """A problem known for two days, answered and planned, to be fixed by today."""
    given = {"acknowledged_at": AT, "planned_at": AT, "fix_by": TODAY}
    return ProblemFacts(8, "valve leak", severity, ago(2), AT, **{**given, **values})


def late(severity: Severity = Severity.MINOR, **values: Any) -> ProblemFacts:
    """A problem that should have been fixed by yesterday."""
    return trouble(severity, **{"fix_by": ago(1), **values})


def promise(due: int, **values: Any) -> PromiseFacts:
    """An open promise to Jo, due so many days ago."""
    given = {"id": 12, "text": "send manual", "made_on": ago(30), "person": "Jo Marsh"}
    return PromiseFacts(**{**given, "due_on": ago(due), "state": PromiseState.OPEN, **values})


def step(due: int, kind: FollowupKind = FollowupKind.CALL, **values: Any) -> FollowupFacts:
    """An open follow-up of the rep's own, due so many days ago."""
    given = {
        "id": 5,
        "what": "call about valves",
        "kind": kind,
        "source": FollowupSource.REP,
        "due_on": ago(due),
    }
    return FollowupFacts(**{**given, **values})


def rows(facts: CustomerFacts, today: date = TODAY, now: datetime | None = None) -> list[Reason]:
    """What Today says of a customer."""
    case = look(facts, today, DEFAULT, now)
    return list(reasons(case, risk(case)))


def texts(facts: CustomerFacts, group: Group | None = None) -> list[str]:
    """The words of those rows, of one group or of all."""
    return [row.text for row in rows(facts) if group is None or row.group is group]


YOUNG = sale(2)
LEARNING = sale(20, live_on=ago(4))
SETTLED = sale(300, live_on=ago(290), settled_on=ago(200))
