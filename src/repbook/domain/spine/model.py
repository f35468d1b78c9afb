"""The answers of the rules: frozen values that screens and commands print.

Text in these values is a person's own text where it comes from the book; only ``ui/text/render`` turns
it into screen text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from ...values import NamedTuple
from ...wording import JOIN
from .kinds import WARNING, Band, CustomerState, Group, Phase, Tier


class SalePhase(NamedTuple):
    """The phase of one sale on a day. ``day`` counts from the ``anchor``, "order" or "live".

    A sale that fell back from Settled has the anchor "back" and counts from that setback.

    ``proposed`` says that the gate to Settled is open and ``m`` may confirm it; ``unproven`` that it
    settled by time alone; ``since`` is the first day of the phase.
    """

    sale_id: int
    phase: Phase
    since: date
    anchor: str
    day: int
    proposed: bool = False
    unproven: bool = False


class Silence(NamedTuple):
    """How long a customer has not been in two-way contact.

    ``days``, ``aim`` and ``limit`` are counted in ``unit``: "d" for days, "bd" for business days.
    ``unknown`` means that the book knows of no contact at all: it counts from the day of entry.
    """

    since: date
    days: int
    aim: int
    limit: int
    unit: str
    overdue: bool
    forgotten: bool
    unknown: bool
    quiet_until: date | None = None
    another_channel: bool = False
    heard: date | None = None
    """When they were last in touch, as far as the book knows; who came out of a file is counted from later."""

    @property
    def last(self) -> date:
        """When they were last in touch, or what stands in for that."""
        return self.heard or self.since

    @property
    def ago(self) -> int:
        """How long ago they were last in touch, in ``unit``: no less than what is counted."""
        return self.days + max(0, (self.since - self.last).days)


class RiskPart(NamedTuple):
    """One part of a risk: points (may be negative), why, and the command id that clears it, for the row it is ``about``."""

    points: float
    reason: str
    clears: str = ""
    about: tuple[str, int] | None = None


class Risk(NamedTuple):
    """0-100 points with reasons, largest first. Never a probability, never shown with a % sign."""

    score: int
    band: Band
    parts: tuple[RiskPart, ...] = ()
    known: bool = True

    @property
    def warns(self) -> bool:
        """Whether the customer is at risk, or to be saved today."""
        return self.band in WARNING


class Reason(NamedTuple):
    """Why a customer stands on Today: one line, and the command that answers it.

    ``target`` is the kind and id of the row that the command acts on, ("promise", 12); ``weight``
    orders rows within a group, larger first; ``red`` is kept for the four alarms of §3. ``at`` is a local time where
    it has an hour today. ``who`` and ``when`` are the last parts of the text: where room is scarce the person goes
    first, then the end of the words; what it is about and the day stay.
    """

    group: Group
    text: str
    command: str
    weight: float = 0.0
    red: bool = False
    due_on: date | None = None
    target: tuple[str, int] | None = None
    at: str = ""
    who: str = ""
    when: str = ""

    @property
    def what(self) -> str:
        """The text without the person and the day."""
        tail = "".join(f"{JOIN}{part}" for part in (self.who, self.when) if part)
        return self.text.removesuffix(tail)

    def told(self, who: str = "", when: str = "") -> Reason:
        """The same, with the person and the day behind its words."""
        if not (who or when):
            return self
        text = JOIN.join(part for part in (self.text, who, when) if part)
        return self._replace(text=text, who=who, when=when)


class AtHour(NamedTuple):
    """Something that has an hour today, with the customer and the row that it is about."""

    at: str
    customer_id: int
    customer: str
    text: str
    target: tuple[str, int] | None = None


class Standing(NamedTuple):
    """One customer on one day: everything the rules say at once."""

    id: int
    name: str
    tier: Tier
    state: CustomerState
    phase: Phase
    phase_note: str
    sales: tuple[SalePhase, ...]
    silence: Silence
    debt: float
    risk: Risk
    reasons: tuple[Reason, ...]
    next_step: str
    next_on: date | None

    @property
    def red(self) -> bool:
        """Whether one of the four alarms rings."""
        return any(reason.red for reason in self.reasons)


class TodayRow(NamedTuple):
    """One row of Today: one customer and one reason; ``others`` are the customer's other reasons, ``more`` counts them."""

    customer_id: int
    customer: str
    phase: Phase
    phase_note: str
    risk: int | None
    reason: Reason
    more: int = 0
    band: Band = Band.UNKNOWN
    others: tuple[Reason, ...] = ()

    @property
    def all(self) -> tuple[Reason, ...]:
        """Every reason, the one that is shown first."""
        return self.reason, *self.others


class Today(NamedTuple):
    """Today as a screen or a command shows it: a row a customer (§5). ``red_total`` counts red rows, ``due``
    the customers who have a reason today, shown or not.

    ``unknown`` counts the customers with neither touch nor check: quiet is not settled. ``review_week`` is the
    week of the newest weekly review, ``review_finished`` whether it came to its end.
    """

    day: date
    rows: Sequence[TodayRow]
    debt: float
    debt_change: float
    promises_due: int
    promises_broken: int
    at_risk: int
    red_total: int
    red_hidden: int
    customers: int
    no_next_step: int = 0
    damaged: tuple[str, ...] = ()
    unknown: int = 0
    hours: tuple[AtHour, ...] = ()
    due: int = 0
    review_week: str = ""
    review_finished: bool = False
    unread: int = 0
    """Customers whom the rules have not been asked about yet, who may belong here, too."""

    @property
    def line(self) -> str:
        """One line for a status bar or a prompt."""
        return f"rb {self.due} due · {self.red_total} red"


class Change(NamedTuple):
    """What one write changed: its label, and the customers and tables that views may refresh for."""

    op_id: str
    label: str
    customers: frozenset[int] = frozenset()
    tables: frozenset[str] = frozenset()
    ids: Mapping[str, Sequence[int]] = MappingProxyType({})
    notes: tuple[str, ...] = ()
