"""What the rules are given: the dated facts of one customer, frozen. Nothing here knows today.

Storage gathers these from the rows and caches them packed; the rules in this package turn them,
together with ``today``, into phases, silence, debt, risk, and the reasons on Today.
All days are the rep's local days; instants are UTC ISO text. Named tuples, because they stand on the way to the
first screen and are made four times as fast as dataclasses.
"""

from __future__ import annotations

from datetime import date

from ...values import NamedTuple
from .kinds import (
    Anchor,
    AskKind,
    AskOutcome,
    CustomerState,
    FollowupKind,
    FollowupSource,
    LetterKind,
    PromiseState,
    SaleKind,
    Severity,
    Tier,
)


class SaleFacts(NamedTuple):
    """One sale. ``history`` marks one that was imported when it was already old (§7).

    ``expected_on`` is the day of the next cycle (reorder, upgrade, renewal), until that order comes;
    ``arrived_on`` the last day on which it was said to have arrived, by the agenda's delivery step or by the rep.
    """

    id: int
    title: str
    kind: SaleKind
    ordered_on: date
    promised_on: date | None = None
    live_on: date | None = None
    paid_on: date | None = None
    settled_on: date | None = None
    cancel_until: date | None = None
    history: bool = False
    under_pressure: bool = False
    thanked_on: date | None = None
    reassured_on: date | None = None
    no_expectations: bool = False
    agenda_total: int = 0
    agenda_done: int = 0
    expected_on: date | None = None
    invoice_due_on: date | None = None
    arrived_on: date | None = None


class CheckFacts(NamedTuple):
    """One answer to "Was everything as expected?": −2 … +2."""

    on: date
    score: int
    sale_id: int | None = None


class ProblemFacts(NamedTuple):
    """One problem that is not yet closed, or one closed that still bears on a phase.

    ``known_at`` and the like are UTC instants; ``fix_by`` overrides the clock where another day was
    agreed with this customer. ``solved_on`` is the rep's word, ``confirmed_on``
    the customer's own.
    """

    id: int
    text: str
    severity: Severity
    known_on: date
    known_at: str
    sale_id: int | None = None
    acknowledged_at: str | None = None
    planned_at: str | None = None
    solved_on: date | None = None
    confirmed_on: date | None = None
    fix_by: date | None = None
    recheck_on: date | None = None


class PromiseFacts(NamedTuple):
    """One promise that is open or broken. ``theirs`` is something the customer owes us."""

    id: int
    text: str
    made_on: date
    due_on: date
    state: PromiseState
    person: str = ""
    theirs: bool = False


class FollowupFacts(NamedTuple):
    """One open follow-up. ``promise_id`` and ``problem_id`` name the row it was made for, so that
    Today never says the same thing twice.
    """

    id: int
    what: str
    kind: FollowupKind
    source: FollowupSource
    due_on: date
    at: str = ""
    person: str = ""
    sale_id: int | None = None
    step: str = ""
    anchor: Anchor | None = None
    delegated_to: str = ""
    promise_id: int | None = None
    problem_id: int | None = None


class EvidenceFacts(NamedTuple):
    """One success that no letter or call has told the customer yet."""

    id: int
    text: str
    on: date


class LetterFacts(NamedTuple):
    """A letter that is made but not posted yet: a note to write, a clipping to send."""

    id: int
    kind: LetterKind
    subject: str
    made_on: date
    person: str = ""


class AskFacts(NamedTuple):
    """A request to the customer, and what came of it. ``outcome`` None is no answer yet."""

    id: int
    kind: AskKind
    text: str
    asked_on: date
    outcome: AskOutcome | None = None
    answered_on: date | None = None
    thanked_on: date | None = None
    referred: str = ""


class DateFacts(NamedTuple):
    """A day of the year worth a word; the year may be unknown."""

    id: int
    label: str
    kind: str
    month: int
    day: int
    year: int | None = None
    person: str = ""


class CustomerFacts(NamedTuple):
    """Everything the rules ask about one customer.

    ``two_way`` holds the days of the latest two-way touches, newest first (eight at most);
    ``one_way`` those of one-way touches since the newest two-way one; ``attempts`` counts the
    attempts nobody answered since anybody last answered. ``checks`` are newest first (twelve at
    most). ``first_sale_on`` is where the tenure begins: with a person who followed the rep, at the employer
    before. ``told`` are the days on which evidence was told, newest first; ``untold`` waits.
    ``kept_in_a_row`` counts promises kept since the last one that was not. ``known`` are the kinds of
    facts that are recorded. ``answer_hours`` (business hours) and ``fix_days`` (business days) are the
    clocks of problems as agreed with this customer. ``gives`` counts what they were given, ``asked`` all
    that was asked of them; ``asks`` are newest first (twelve at most). ``praise_on`` is the last
    day on which they praised clearly: a gain, a testimonial, a check of +2, "would recommend". ``cancel_talk_on``
    is the last day on which they spoke of cancelling, ``stays_on`` the first since on which they said that they stay.
    ``by_hand`` tells who was written down by the rep from who came out of a file.
    """

    id: int
    name: str
    tier: Tier = Tier.B
    state: CustomerState = CustomerState.ACTIVE
    created_on: date = date.min
    wake_on: date | None = None
    wish_aim: int | None = None
    wish_limit: int | None = None
    first_sale_on: date | None = None
    two_way: tuple[date, ...] = ()
    one_way: tuple[date, ...] = ()
    attempts: int = 0
    last_touch_on: date | None = None
    sales: tuple[SaleFacts, ...] = ()
    checks: tuple[CheckFacts, ...] = ()
    problems: tuple[ProblemFacts, ...] = ()
    promises: tuple[PromiseFacts, ...] = ()
    kept_in_a_row: int = 0
    followups: tuple[FollowupFacts, ...] = ()
    expectations: int = 0
    unmet: int = 0
    told: tuple[date, ...] = ()
    untold: tuple[EvidenceFacts, ...] = ()
    rival_on: date | None = None
    untrained_areas: int = 0
    main_since: date | None = None
    main_gone_on: date | None = None
    survey_sent_on: date | None = None
    survey_back_on: date | None = None
    cancel_talk_on: date | None = None
    stays_on: date | None = None
    dates: tuple[DateFacts, ...] = ()
    industry: str = ""
    known: tuple[str, ...] = ()
    answer_hours: int | None = None
    fix_days: int | None = None
    unposted: tuple[LetterFacts, ...] = ()
    asks: tuple[AskFacts, ...] = ()
    gives: int = 0
    asked: int = 0
    praise_on: date | None = None
    value_idea_on: date | None = None
    plan_on: date | None = None
    by_hand: bool = False
